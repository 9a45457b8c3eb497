import { promises as fs } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Refusal } from "../../contract/problem.ts";
import { makeFolder } from "../../storage/files/make-folder.ts";
import { exists } from "../../storage/files/whole-folder.ts";
import { type ExportRecord, RECORD, readRecord, treeOf } from "./record.ts";

export interface Target {
  readonly folder: string;
  readonly parent: string;
  readonly name: string;
  /** record of the existing export; null where there is none */
  readonly record: ExportRecord | null;
  /** whether the folder exists, empty or with an export */
  readonly exists: boolean;
}

/** Path of the former export while a new one takes its place. */
export function asidePath({ parent, name }: Pick<Target, "parent" | "name">): string {
  return join(parent, `.voisinage-old-${name}`);
}

export function temporaryPrefix({ name }: Pick<Target, "name">): string {
  return `.voisinage-new-${name}-`;
}

/**
 * Checks the folder that an export will be written to. If an earlier run was killed between its two renames, the export it moved
 * aside is put back first.
 *
 * @throws Refusal `not-an-export` where the folder has anything that no export of ours wrote
 */
export async function openTarget(to: string): Promise<Target> {
  const folder = await fs.realpath(to).catch(() => resolve(to));
  const place = { folder, parent: dirname(folder), name: basename(folder) };
  if (place.name === "") throw new Refusal("not-an-export", `${folder} cannot be an export: name a folder of its own`);
  makeFolder(place.parent);
  await sweep(place);
  if (!(await exists(folder))) {
    if (!(await exists(asidePath(place)))) return { ...place, record: null, exists: false };
    await fs.rename(asidePath(place), folder);
  }
  const entries = await filesIn(folder);
  if (entries.length === 0) return { ...place, record: null, exists: true };
  const record = await readRecord(folder);
  if (record === null)
    throw new Refusal("not-an-export", `${folder} is not empty, and no export of ours: it has ${some(entries)}`);
  const known = new Set([RECORD, ...record.files.map(({ path }) => path)]);
  const foreign = entries.filter((path) => !known.has(path));
  if (foreign.length > 0)
    throw new Refusal(
      "not-an-export",
      `${folder} holds what no export put there, and would lose it: ${some(foreign)}. Move it away`,
    );
  return { ...place, record, exists: true };
}

async function filesIn(folder: string): Promise<string[]> {
  const tree = await treeOf(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOTDIR") throw new Refusal("not-an-export", `${folder} is no folder`);
    throw error;
  });
  return [...tree.keys()];
}

/** Removes temporary folders of killed runs. Those of runs still alive are left alone. */
async function sweep(place: Pick<Target, "parent" | "name">): Promise<void> {
  const prefix = temporaryPrefix(place);
  for (const entry of await fs.readdir(place.parent)) {
    if (!entry.startsWith(prefix) || isRunning(Number(entry.slice(prefix.length).split("-")[0]))) continue;
    await fs.rm(join(place.parent, entry), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function some(paths: readonly string[]): string {
  return `${paths.slice(0, 3).join(", ")}${paths.length > 3 ? ` and ${paths.length - 3} more` : ""}`;
}
