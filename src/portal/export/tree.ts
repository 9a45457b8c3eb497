import { promises as fs } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * Every path in a folder that is no folder, relative to it and in order, and whether it is a plain file. Links are not followed. A
 * folder that is not there has none.
 */
export async function treeOf(folder: string): Promise<Map<string, boolean>> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const found = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => [relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"), entry.isFile()] as const);
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
