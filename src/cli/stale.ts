import { lstatSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY_MS } from "../contract/period.ts";
import { isMissing } from "../storage/files/missing.ts";

/** Names of folders that killed runs leave: half-written releases, and tables being converted to Parquet. */
const [HALF, TABLES] = [/^\.tmp-/, /^voisinage-export-/] as const;

/**
 * Removes such folders if nothing was written in them for a day, since those of a running process are younger.
 *
 * @param o.releases the home's folder of releases
 * @param o.temporary the system's folder for temporary files
 * @returns the paths removed
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

/** Whether it is a folder of this user, not a link, with no direct entry written for a day. */
function isStale(path: string, now: Date): boolean {
  const stat = lstatSync(path);
  if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) return false;
  const written = readdirSync(path).map((name) => lstatSync(join(path, name)).mtimeMs);
  return Math.max(stat.mtimeMs, ...written) < now.getTime() - DAY_MS;
}

/** The result of reading; undefined where the file is gone, because another process was faster. */
function existing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
