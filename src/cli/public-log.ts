import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PublicHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import { MANIFEST_SIGNATURE, type PublicLog } from "../contract/log.ts";
import { type DamagedRelease, hashFile, loadReleases, MANIFEST, type OpenRelease } from "../release/index.ts";

/**
 * The public log as it stands at each call; read again where its file is another. One that cannot be read is told, and what
 * was read last is shown on.
 */
export function watchLog(file: string, progress: (line: string) => void): () => PublicLog | null {
  let [seen, last]: [string, PublicLog | null] = ["", null];
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    const now = stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : "";
    if (now === seen) return last;
    seen = now;
    const read = readLog(file);
    if (read === null) progress(`the public log ${file} cannot be read; ${last === null ? "none" : "the former one"} is shown`);
    else last = read;
    return last;
  };
}

/** The releases of a home that its log, if it has one, does not contradict. */
export async function released({ paths }: PublicHome, log: () => PublicLog | null): Promise<Loaded> {
  const said = log();
  return asLogged(await loadReleases(paths.releases), said);
}

interface Loaded {
  readonly releases: readonly OpenRelease[];
  readonly damaged: readonly DamagedRelease[];
}

/**
 * A release that is not the one that the log says was frozen, or is not signed though a key is named, is named and not served;
 * one that the log knows and that is not there is named. The log is read before the releases, for it comes after them.
 */
export async function asLogged({ releases, damaged }: Loaded, log: PublicLog | null): Promise<Loaded> {
  const said = new Map(
    log?.entries.flatMap((entry) => (entry.kind === "released" ? [[entry.publication, entry.manifest] as const] : [])),
  );
  const kept: OpenRelease[] = [];
  const others: DamagedRelease[] = [];
  for (const release of releases) {
    const logged = said.get(release.id);
    const { sha256 } = await hashFile(join(release.folder, MANIFEST));
    const unsigned = log !== null && isKeyNamed(release) && !existsSync(join(release.folder, MANIFEST_SIGNATURE));
    if (unsigned)
      others.push({
        id: release.id,
        reason: `release ${release.id} has no ${MANIFEST_SIGNATURE}, and its chain names a key: put releases/${release.id} back from a copy`,
      });
    else if (logged === undefined || logged === sha256) kept.push(release);
    else
      others.push({
        id: release.id,
        reason: `its manifest has the sha256 ${sha256}; the log says that ${logged} was released: put releases/${release.id} back from a copy`,
      });
  }
  const there = new Set([...releases, ...damaged].map(({ id }) => id));
  const gone = [...said.keys()]
    .filter((id) => !there.has(id))
    .map((id) => ({
      id,
      reason: `the log says that ${id} was released, and it is not there: put releases/${id} back from a copy`,
    }));
  return { releases: kept, damaged: [...damaged, ...others, ...gone] };
}

function isKeyNamed({ report }: OpenRelease): boolean {
  return report.ledger.some(({ kind }) => kind === "key");
}
