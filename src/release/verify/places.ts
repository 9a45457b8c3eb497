import { lstat, readdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { LOG_FILE } from "../../contract/log.ts";
import { MANIFEST } from "../files.ts";

/** What is to be verified together: a release alone, or a public side with its log. */
export interface Place {
  readonly releases: readonly string[];
  readonly log: string | null;
  readonly checkpoint: string | null;
}

/** Where a home, an export, or a folder that somebody made of their parts keeps the log; and where it keeps releases. */
const LOGS = [LOG_FILE, "v1/log/index.json", "v1/log/log.json", "v1/log.json", "v1/log", "log.json"];
const SHELVES = ["", "releases", "v1/releases", "data/releases"];

/** Where an export keeps releases, and the file that says that it is one. */
const EXPORT_SHELF = "v1/releases";
const EXPORT_RECORD = "export.json";

/** The root of the export that a release's folder lies in; null: it lies in none. */
export async function exportOf(folder: string): Promise<string | null> {
  const root = join(folder, "../../..");
  return dirname(relative(root, folder)) === EXPORT_SHELF && (await isFile(join(root, EXPORT_RECORD))) ? root : null;
}

/**
 * What a path holds: a release's own folder; a folder of releases, a home or a static export; a log's file; a checkpoint
 * that was kept. A path that is none of these is taken for a release, and found not to be one.
 */
export async function placeOf(path: string): Promise<Place> {
  const there = await lstat(path).catch(() => null);
  if (there?.isFile()) {
    const isLog = path.endsWith(".json");
    return { releases: [], log: isLog ? path : null, checkpoint: isLog ? null : path };
  }
  const alone: Place = { releases: [path], log: null, checkpoint: null };
  if (!there?.isDirectory() || (await isFile(join(path, MANIFEST)))) return alone;
  const [releases, log] = [await releasesIn(path), await firstFile(LOGS.map((name) => join(path, name)))];
  return releases.length === 0 && log === null ? alone : { releases, log, checkpoint: null };
}

async function releasesIn(path: string): Promise<string[]> {
  for (const shelf of SHELVES) {
    const folder = join(path, shelf);
    const names = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory());
    const found: string[] = [];
    for (const { name } of names) if (await isFile(join(folder, name, MANIFEST))) found.push(join(folder, name));
    if (found.length > 0) return found.sort();
  }
  return [];
}

async function firstFile(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await isFile(path)) return path;
  return null;
}

async function isFile(path: string): Promise<boolean> {
  return lstat(resolve(path)).then(
    (found) => found.isFile(),
    () => false,
  );
}
