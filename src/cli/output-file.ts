import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isInside } from "../commons/home.ts";
import { UsageError } from "./verb.ts";

/** @throws UsageError for an output that would lie in a home */
export function refuseInHome(option: string, path: string, home: string): void {
  if (isInside(path, home))
    throw new UsageError(`--${option} must not be inside the home, which holds what is not public; got ${path}`);
}

/**
 * Do two paths name one file, through hard or symbolic links too? A file that is not there is compared by the place where it
 * would be made.
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
  // A dangling link. Writing through it creates its target.
  if (links < MOST_LINKS && lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink())
    return placeOf(resolve(folder, readlinkSync(place)), links + 1);
  return place;
}
