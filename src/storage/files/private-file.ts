import { statSync } from "node:fs";

/** Mode bits by which the group or everybody may read or write. */
const SHARED = 0o066;

/**
 * Why a file with a secret is not private: a sentence with its name, its mode, and the command that corrects it. Null where it is
 * private or does not exist, and on systems whose files have no modes.
 */
export function sharedFault(file: string): string | null {
  if (process.platform === "win32") return null;
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || (found.mode & SHARED) === 0) return null;
  const octal = (found.mode & 0o7777).toString(8).padStart(4, "0");
  return `others may read or write ${file}: its mode is ${octal}. "chmod 600 ${file}" makes it its owner's alone`;
}
