import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { refusalOf } from "../contract/problem.ts";
import { isMissing } from "../storage/files/missing.ts";
import { RELEASE_ID } from "./files.ts";
import { type OpenRelease, openRelease } from "./read.ts";

/** A release that is named and not served. */
export interface DamagedRelease {
  readonly id: string;
  readonly reason: string;
}

/** All releases of a folder, by id; a damaged one is named and does not stop the others. A missing folder counts as empty. */
export async function loadReleases(folder: string) {
  const names = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const releases: OpenRelease[] = [];
  const damaged: DamagedRelease[] = [];
  const ids = names.filter((entry) => entry.isDirectory() && RELEASE_ID.test(entry.name)).map(({ name }) => name);
  for (const id of ids.sort()) {
    try {
      releases.push(await openRelease(join(folder, id)));
    } catch (error) {
      damaged.push({ id, reason: refusalOf(error).message });
    }
  }
  return { releases, damaged };
}
