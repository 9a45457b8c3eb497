import { lstatSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DAY = 86_400_000;

/** What runs that were killed leave behind: folders of releases half written, and of tables on their way to Parquet. */
const LEFT_BEHIND = [/^\.tmp-/, /^voisinage-export-/] as const;

/**
 * Removes such folders where nothing was written for a day: a run that goes on is younger.
 *
 * @param o.releases the home's folder of releases
 * @param o.temporary the system's folder for temporary files
 * @returns the paths that were removed
 */
export function removeStale(o: { releases: string; temporary?: string; now: Date }): string[] {
  const [half, tables] = LEFT_BEHIND;
  const found = [...matching(o.releases, half), ...matching(o.temporary ?? tmpdir(), tables)];
  const stale = found.filter((path) => isStale(path, o.now));
  for (const path of stale) rmSync(path, { recursive: true, force: true });
  return stale;
}

function matching(folder: string, name: RegExp): string[] {
  try {
    return readdirSync(folder)
      .filter((entry) => name.test(entry))
      .map((entry) => join(folder, entry));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Of this user, a folder and no link, and untouched for a day, all that is in it included. */
function isStale(path: string, now: Date): boolean {
  try {
    const { uid, mtimeMs } = lstatSync(path);
    if (process.getuid !== undefined && uid !== process.getuid()) return false;
    const touched = lstatSync(path).isDirectory() ? readdirSync(path).map((name) => lstatSync(join(path, name)).mtimeMs) : [];
    return Math.max(mtimeMs, ...touched) < now.getTime() - DAY;
  } catch (error) {
    // Another process was faster: there is nothing left to remove.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
