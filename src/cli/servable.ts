import { statSync } from "node:fs";
import { join } from "node:path";
import type { PublicHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import { ofKind } from "../contract/chain.ts";
import { MANIFEST_SIGNATURE, type PublicLog } from "../contract/log.ts";
import { type DamagedRelease, hashFile, loadReleases, MANIFEST, type OpenRelease } from "../release/index.ts";
import { chainsAgree } from "../verify/chains.ts";
import { logFault } from "../verify/log.ts";
import { signedManifest } from "../verify/signature.ts";

/**
 * Returns a function that gives the public log, and reads it again when its file changed. A log that cannot be read, or that its
 * operator did not sign to its end, is reported, and the last good one is returned: anybody who can write the file could state
 * terms in it.
 *
 * @param pinned thumbprint of the key that the newest release names, which must stand behind the log's; null: there is none
 */
export function watchLog(file: string, progress: (line: string) => void, pinned: string | null = null): () => PublicLog | null {
  let [seen, last]: [string, PublicLog | null] = ["", null];
  return () => {
    const stat = statSync(file, { throwIfNoEntry: false });
    const now = stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : "";
    if (now === seen) return last;
    seen = now;
    const read = readLog(file);
    const fault = read === null ? "cannot be read" : faultOfLog(read, pinned);
    if (fault !== null) progress(`the public log ${file} ${fault}; ${last === null ? "none" : "the former one"} is shown`);
    else last = read;
    return last;
  };
}

function faultOfLog(log: PublicLog, pinned: string | null): string | null {
  const fault = logFault(log, pinned);
  return fault && `is not its operator's: ${fault}`;
}

/** The key that the newest of these releases names; null where none names one. */
function newestKey(releases: readonly OpenRelease[]): string | null {
  const chains = releases.map(({ report }) => report.ledger).sort((a, b) => b.length - a.length);
  return ofKind(chains[0] ?? [], "key").at(-1)?.thumbprint ?? null;
}

export interface CheckedReleases {
  readonly releases: readonly OpenRelease[];
  readonly damaged: readonly DamagedRelease[];
}

/** The log of a home, and the releases that neither it nor their own signatures contradict. */
export async function loadServable({ paths }: PublicHome, progress: (line: string) => void = () => undefined) {
  // Read before the releases, because the log is written after them.
  const before = readLog(paths.log);
  const loaded = await loadReleases(paths.releases);
  const pinned = newestKey(loaded.releases);
  const log = watchLog(paths.log, progress, pinned);
  const believed = before && logFault(before, pinned) === null ? before : null;
  return { ...(await dropUnlogged(loaded, believed)), log };
}

/**
 * Separates releases that can be served from damaged ones. Damaged are: those whose manifest is not the one that the log noted,
 * whose chain contradicts the log's, or whose signature is broken, made with an unknown key, or missing though a key is named;
 * and those that the log notes but that are missing. The caller must read the log before the releases: the log is written after
 * them.
 */
export async function dropUnlogged({ releases, damaged }: CheckedReleases, log: PublicLog | null): Promise<CheckedReleases> {
  const entries = log?.entries ?? [];
  /** sha256 of each release's manifest, as the log noted it */
  const logged = new Map(ofKind(entries, "released").map(({ publication, manifest }) => [publication, manifest]));
  const faultOf = async ({ id, folder, report: { ledger: own } }: OpenRelease): Promise<string | null> => {
    const manifest = logged.get(id);
    const { sha256 } = await hashFile(join(folder, MANIFEST));
    if (manifest !== undefined && manifest !== sha256)
      return `its manifest has the sha256 ${sha256}; the log says that ${manifest} was released`;
    // Checked first: a release of another commons has another chain, which names another key.
    if (!chainsAgree(own, entries)) return `the chain of release ${id} is another one than the log's`;
    const { findings } = await signedManifest({ folder, own, chain: own.length < entries.length ? entries : own });
    return findings[0] ? `release ${id} is not signed by its commons: ${MANIFEST_SIGNATURE}: ${findings[0].detail}` : null;
  };
  const kept: OpenRelease[] = [];
  const refused = [...damaged];
  for (const release of releases) {
    const fault = await faultOf(release);
    if (fault === null) kept.push(release);
    else refused.push({ id: release.id, reason: `${fault}: put releases/${release.id} back from a copy` });
  }
  const there = new Set([...releases, ...damaged].map(({ id }) => id));
  for (const id of logged.keys())
    if (!there.has(id))
      refused.push({
        id,
        reason: `the log says that ${id} was released, and it is not there: put releases/${id} back from a copy`,
      });
  return { releases: kept, damaged: refused };
}
