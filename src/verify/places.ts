import { lstat, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { LOG_FILE } from "../contract/log.ts";
import { RECORD } from "../portal/export/index.ts";
import { MANIFEST } from "../release/index.ts";

/**
 * Where a home, an export, or a folder that somebody made of their parts keeps the log, one as a rule: whoever reads a folder may
 * meet any of them, so each is checked. And where it keeps releases.
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
 * that was kept. A path that is none of these is taken for a release, and found not to be one.
 */
export async function placeOf(path: string) {
  const isDocument = path.endsWith(".json");
  if (await isFile(path)) return { releases: [], logs: isDocument ? [path] : [], checkpoints: isDocument ? [] : [path] };
  if (await isFile(join(path, MANIFEST))) return { releases: [path], logs: [], checkpoints: [] };
  const logs = await filesAmong(LOGS.map((name) => join(path, name)));
  const releases: string[] = [];
  // What lies on the first shelf may be put there to be looked at, and what lies on another be served.
  for (const shelf of SHELVES) {
    const names = await readdir(join(path, shelf)).catch(() => []);
    const manifests = await filesAmong(names.sort().map((name) => join(path, shelf, name, MANIFEST)));
    releases.push(...manifests.map(dirname));
  }
  return { releases: releases.length + logs.length === 0 ? [path] : releases, logs, checkpoints: [] };
}

async function filesAmong(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) if (await isFile(path)) found.push(path);
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
