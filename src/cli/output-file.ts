import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isInside } from "../commons/home.ts";
import { UsageError } from "./verb.ts";

/** @throws UsageError where an output would be inside a home */
export function refuseInHome(option: string, path: string, home: string): void {
  if (isInside(path, home))
    throw new UsageError(`--${option} must not be inside the home, which holds what is not public; got ${path}`);
}

/**
 * Whether two paths name one file, also through hard or symbolic links. A missing file is compared by the place where it would be
 * made.
 */
export function isSameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }));
  if (one && other) return one.dev === other.dev && one.ino === other.ino;
  return placeOf(a) === placeOf(b);
}

const MOST_LINKS = 40;

function placeOf(path: string, links = 0): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const folder = existsSync(dirname(absolute)) ? realpathSync(dirname(absolute)) : dirname(absolute);
  const place = join(folder, basename(absolute));
  // A dangling link: writing through it would create its target.
  if (links < MOST_LINKS && lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink())
    return placeOf(resolve(folder, readlinkSync(place)), links + 1);
  return place;
}
