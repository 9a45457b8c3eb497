import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and its missing parents. Node's own recursive `mkdir` never returns where a folder is visible but making one in
 * it fails with ENOENT, as under `/proc` (seen with Node 20.20).
 *
 * @throws Error of the file system, with its code
 */
export function makeFolder(path: string, mode = 0o777): void {
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const folder of missing.reverse()) {
    try {
      mkdirSync(folder, mode);
    } catch (error) {
      // Another process may have been faster. A dangling link also gives EEXIST, and is no folder.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !existsSync(folder)) throw error;
    }
  }
}
