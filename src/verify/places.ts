import { lstat, readdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { LOG_FILE } from "../contract/log.ts";
import { MANIFEST } from "../release/files.ts";

/** What is to be verified together: a release alone, or a public side with its log. */
export interface Place {
  readonly releases: readonly string[];
  /** one, as a rule: whoever reads a folder may meet any of them, so each is checked */
  readonly logs: readonly string[];
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
  const root = join(folder, "../..");
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
    return { releases: [], logs: isLog ? [path] : [], checkpoint: isLog ? null : path };
  }
  const alone: Place = { releases: [path], logs: [], checkpoint: null };
  if (!there?.isDirectory() || (await isFile(join(path, MANIFEST)))) return alone;
  const [releases, logs] = [await releasesIn(path), await filesAmong(LOGS.map((name) => join(path, name)))];
  return releases.length === 0 && logs.length === 0 ? alone : { releases, logs, checkpoint: null };
}

/** On every shelf: what lies on the first may be put there to be looked at, and what lies on the second be served. */
async function releasesIn(path: string): Promise<string[]> {
  const found: string[] = [];
  for (const shelf of SHELVES) {
    const folder = join(path, shelf);
    const names = (await readdir(folder, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory());
    found.push(...(await filesAmong(names.map(({ name }) => join(folder, name, MANIFEST)))).map((file) => dirname(file)).sort());
  }
  return found;
}

async function filesAmong(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) if (await isFile(path)) found.push(path);
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return lstat(resolve(path)).then(
    (found) => found.isFile(),
    () => false,
  );
}
