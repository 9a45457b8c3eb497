import { lstatSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DAY = 86_400_000;

/** What runs that were killed leave behind: folders of releases half written, and of tables on their way to Parquet. */
const [HALF, TABLES] = [/^\.tmp-/, /^voisinage-export-/] as const;

/**
 * Removes such folders where nothing was written for a day: a run that goes on is younger.
 *
 * @param o.releases the home's folder of releases
 * @param o.temporary the system's folder for temporary files
 * @returns the paths that were removed
 */
export function removeStale({
  releases,
  temporary = tmpdir(),
  now,
}: {
  releases: string;
  temporary?: string;
  now: Date;
}): string[] {
  const found = [
    [releases, HALF],
    [temporary, TABLES],
  ] as const;
  const stale = found.flatMap(([folder, pattern]) =>
    (existing(() => readdirSync(folder)) ?? [])
      .filter((name) => pattern.test(name))
      .map((name) => join(folder, name))
      .filter((path) => existing(() => isStale(path, now))),
  );
  for (const path of stale) rmSync(path, { recursive: true, force: true });
  return stale;
}

/** Of this user, a folder and no link, and untouched for a day, all that is in it included. */
function isStale(path: string, now: Date): boolean {
  const { uid, mtimeMs } = lstatSync(path);
  if (process.getuid !== undefined && uid !== process.getuid()) return false;
  const touched = lstatSync(path).isDirectory() ? readdirSync(path).map((name) => lstatSync(join(path, name)).mtimeMs) : [];
  return Math.max(mtimeMs, ...touched) < now.getTime() - DAY;
}

/** Undefined where a file is not there: another process was faster. */
function existing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
