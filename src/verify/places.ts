import { lstat, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { LOG_FILE } from "../contract/log.ts";
import { RECORD } from "../portal/export/index.ts";
import { MANIFEST } from "../release/index.ts";

/**
 * Paths at which a home, an export or a folder made of their parts keeps its log. Every one that exists is checked, since a
 * reader may open any of them. `SHELVES` are the folders that hold releases.
 */
const LOGS = [LOG_FILE, "v1/log/index.json", "v1/log/log.json", "v1/log.json", "v1/log", "log.json"];
const SHELVES = ["", "releases", "v1/releases", "data/releases"];

/** Where an export keeps releases. */
export const EXPORT_SHELF = "v1/releases";

/** The root of the export that a release's folder lies in; null: it lies in none. */
export async function exportOf(folder: string): Promise<string | null> {
  const root = join(folder, "../../..");
  return dirname(relative(root, folder)) === EXPORT_SHELF && (await isFile(join(root, RECORD))) ? root : null;
}

/**
 * What a path holds: a release's own folder; a folder of releases, a home or a static export; a log's file; a checkpoint
 * that was kept. Any other path is treated as a release and fails its checks.
 */
export async function placeOf(path: string) {
  const isDocument = path.endsWith(".json");
  if (await isFile(path)) return { releases: [], logs: isDocument ? [path] : [], checkpoints: isDocument ? [] : [path] };
  if (await isFile(join(path, MANIFEST))) return { releases: [path], logs: [], checkpoints: [] };
  const logs = await filesAmong(LOGS.map((name) => join(path, name)));
  const releases: string[] = [];
  // Every shelf is read, since one may hold copies for inspection and another the served releases.
  for (const shelf of SHELVES) {
    const names = await readdir(join(path, shelf)).catch(() => []);
    const manifests = await filesAmong(names.sort().map((name) => join(path, shelf, name, MANIFEST)));
    releases.push(...manifests.map(dirname));
  }
  return { releases: releases.length + logs.length === 0 ? [path] : releases, logs, checkpoints: [] };
}

async function filesAmong(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) if (await isFile(path)) files.push(path);
  return files;
}

async function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
