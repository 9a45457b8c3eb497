import type { LedgerEntry } from "../contract/chain.ts";
import type { Manifest, PrivacyReport } from "../contract/manifest.ts";
import type { Finding } from "../release/folder.ts";
import type { CheckedLog } from "./log.ts";
import type { Verified } from "./verify.ts";

/** A release, and the logs that it is held against. */
export interface Release {
  readonly folder: string;
  readonly found: Verified;
  /** that lie in the folder that was given: each must know it */
  readonly beside: readonly CheckedLog[];
  /** where none lies beside it, the one of its commons that was given apart */
  readonly apart: CheckedLog | null;
}

const longest = (logs: readonly CheckedLog[]): CheckedLog | null =>
  logs.reduce<CheckedLog | null>((a, b) => (a && a.entries.length >= b.entries.length ? a : b), null);

/** Does one of two chains begin the other? An empty one begins any. */
export function agree(one: readonly LedgerEntry[], other: readonly LedgerEntry[]): boolean {
  const last = Math.min(one.length, other.length) - 1;
  return one[last]?.hash === other[last]?.hash;
}

/** Of the logs of a release's commons the longest that agrees with it; where none does, the longest. */
export function logOf(logs: readonly CheckedLog[], { commons }: Manifest, { ledger }: PrivacyReport): CheckedLog | null {
  const own = logs.filter(
    (log) => log.entries.length > 0 && (log.commons === commons || log.entries[0]?.hash === ledger[0]?.hash),
  );
  return longest(own.filter(({ entries }) => agree(entries, ledger))) ?? longest(own);
}

/** Does a log that was given apart end where the release's draw does, or before? It knows nothing of the release, then. */
export function isOlder({ found: { report }, apart }: Release): boolean {
  return report !== null && apart !== null && apart.entries.length <= report.ledger.length && agree(apart.entries, report.ledger);
}

/** The logs that must say that the release was frozen. */
export function tellers(release: Release): readonly CheckedLog[] {
  if (release.apart) return isOlder(release) ? [] : [release.apart];
  return release.beside.filter(({ entries }) => entries.length > 0);
}

/** Is the release the one that the logs say was frozen, and its chain a beginning of theirs? */
export function againstLogs(release: Release): Finding[] {
  return tellers(release).flatMap((log) => againstLog(release, log));
}

function againstLog({ folder, found: { manifest, report, sha256 } }: Release, { file, entries }: CheckedLog): Finding[] {
  if (!manifest || !report) return [];
  const finding = (detail: string): Finding => ({ file: "manifest.json", promise: "as the log says", detail });
  const fork = report.ledger.find(({ hash }, i) => hash !== entries[i]?.hash);
  if (fork) return [finding(`entry ${fork.seq} of its chain is another one in ${file}`)];
  const said = entries.find((entry) => entry.kind === "released" && entry.publication === manifest.id);
  if (said?.kind !== "released") return [finding(`the log does not say that ${manifest.id} was released (${folder})`)];
  return said.manifest === sha256 ? [] : [finding(`its sha256 is ${sha256}; entry ${said.seq} of the log says ${said.manifest}`)];
}

/** What the log says was released, and is not where it should be, where releases lie beside it at all. */
export function missingReleases(log: CheckedLog, releases: readonly Release[]): Finding[] {
  const beside = releases.filter((one) => one.beside.includes(log));
  if (beside.length === 0) return [];
  const here = new Set(beside.map(({ found }) => found.manifest?.id));
  return log.entries.flatMap((entry) =>
    entry.kind === "released" && !here.has(entry.publication)
      ? [
          {
            file: log.file,
            promise: "releases",
            detail: `entry ${entry.seq} says that ${entry.publication} was released; it is not here`,
          },
        ]
      : [],
  );
}
