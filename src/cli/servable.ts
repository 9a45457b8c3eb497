import { statSync } from "node:fs";
import { join } from "node:path";
import type { PublicHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import { ofKind } from "../contract/chain.ts";
import { MANIFEST_SIGNATURE, type PublicLog } from "../contract/log.ts";
import { type DamagedRelease, hashFile, loadReleases, MANIFEST, type OpenRelease } from "../release/index.ts";
import { chainsAgree } from "../verify/chains.ts";
import { signedManifest } from "../verify/signature.ts";

/**
 * The public log as it stands at each call; read again when its file changed. One that cannot be read is reported, and the
 * last one that could be read is still shown.
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

export interface CheckedReleases {
  readonly releases: readonly OpenRelease[];
  readonly damaged: readonly DamagedRelease[];
}

/** The log of a home, and the releases that neither it nor their own signatures contradict. */
export async function loadServable({ paths }: PublicHome, progress: (line: string) => void = () => undefined) {
  const log = watchLog(paths.log, progress);
  const before = log();
  return { ...(await dropUnlogged(await loadReleases(paths.releases), before)), log };
}

/**
 * A release that the log or its own chain contradicts is named and not served, and the others are: another manifest than the one
 * that the log says was frozen, another chain than the log's, a signature that is broken, of a stranger's key, or missing where a
 * key is named. One that the log knows and that is not there is named. The log is read before the releases, for it comes after them.
 */
export async function dropUnlogged({ releases, damaged }: CheckedReleases, log: PublicLog | null): Promise<CheckedReleases> {
  const entries = log?.entries ?? [];
  /** sha256 of the manifest that was frozen, by release */
  const logged = new Map(ofKind(entries, "released").map(({ publication, manifest }) => [publication, manifest]));
  const faultOf = async ({ id, folder, report: { ledger: own } }: OpenRelease): Promise<string | null> => {
    const manifest = logged.get(id);
    const { sha256 } = await hashFile(join(folder, MANIFEST));
    if (manifest !== undefined && manifest !== sha256)
      return `its manifest has the sha256 ${sha256}; the log says that ${manifest} was released`;
    // A stranger's release has a stranger's chain, which names a stranger's key.
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
