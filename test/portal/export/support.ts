import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeExport } from "../../../src/portal/export/index.ts";
import { AT_ROOT } from "../../../src/portal/index.ts";

export const site = { ...AT_ROOT, files: true };

/** Texts by path. */
export type TextsByPath = Readonly<Record<string, string>>;

/** Exports these texts as if they were a site. */
export function writeTree(to: string, tree: TextsByPath, compress = false) {
  const files = Object.entries(tree).map(([path, text]) => ({ path, bytes: async () => Buffer.from(text) }));
  return writeExport({ files, site, to, compress });
}

/** Every file of a folder, by path, the record apart. */
export function readTree(folder: string): TextsByPath {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  return Object.fromEntries(
    paths.filter((path) => path !== "export.json").map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}
