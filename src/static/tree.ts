import { promises as fs } from "node:fs";
import { join, relative, sep } from "node:path";
import { RECORD } from "./record.ts";

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

/** Where a site has its releases, and what a folder consists of that has these and their log alone. */
const SHELF = "v1/releases";
const ALONE = /^(v1\/releases\/|v1\/log(\.json|\/|$)|log(\.json$|\/))/;

/** Is it an export, or what is left of one whose record was taken away? */
export async function isExport(path: string): Promise<boolean> {
  const there = (file: string) => fs.lstat(join(path, file)).catch(() => null);
  if (!(await there("."))?.isDirectory()) return false;
  if (await there(RECORD)) return true;
  return (await there(SHELF)) !== null && [...(await treeOf(path)).keys()].some((file) => !ALONE.test(file));
}
