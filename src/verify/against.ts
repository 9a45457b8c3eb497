import type { LedgerEntry } from "../contract/chain.ts";
import { type Finding, MANIFEST } from "../release/index.ts";
import { findingsOf } from "./check.ts";
import type { Documents } from "./contents.ts";
import type { CheckedLog } from "./log.ts";
import type { VerifiedRelease } from "./verify.ts";

/** A release, and the logs that it is held against. */
export interface CheckedRelease extends VerifiedRelease {
  readonly folder: string;
  /** logs in the folder that was given: each must know the release */
  readonly beside: readonly CheckedLog[];
  /** where none lies beside it, the log of its commons that was given apart */
  readonly apart: CheckedLog | null;
}

/** Does one of two chains begin the other? An empty one begins any. */
export function chainsAgree(one: readonly LedgerEntry[], other: readonly LedgerEntry[]): boolean {
  const last = Math.min(one.length, other.length) - 1;
  return one[last]?.hash === other[last]?.hash;
}

/** Of the logs of a release's commons the longest that agrees with it; where none does, the longest. */
export function logOf(
  logs: readonly CheckedLog[],
  { manifest: { commons }, report: { ledger } }: Pick<Documents, "manifest" | "report">,
): CheckedLog | null {
  const own = logs
    .filter(({ commons: id, entries }) => entries.length > 0 && (id === commons || entries[0]?.hash === ledger[0]?.hash))
    .sort((a, b) => b.entries.length - a.entries.length);
  return own.find(({ entries }) => chainsAgree(entries, ledger)) ?? own[0] ?? null;
}

/** Does the log that was given apart end where the release's draw does, or before? It knows nothing of the release, then. */
export function isOlder({ report, apart }: CheckedRelease): boolean {
  return (
    report !== null && apart !== null && apart.entries.length <= report.ledger.length && chainsAgree(apart.entries, report.ledger)
  );
}

/** The logs that must say that the release was frozen. */
export function logsKnowing(release: CheckedRelease): readonly CheckedLog[] {
  if (release.apart) return isOlder(release) ? [] : [release.apart];
  return release.beside.filter(({ entries }) => entries.length > 0);
}

/** The release is the one that the logs say was frozen, and its chain is a beginning of theirs. */
export function againstLogs(release: CheckedRelease): Finding[] {
  const { folder, manifest, report, sha256 } = release;
  if (!manifest || !report) return [];
  const faultOf = ({ file, entries }: CheckedLog): string | null => {
    const fork = report.ledger.find(({ hash }, i) => hash !== entries[i]?.hash);
    if (fork) return `entry ${fork.seq} of its chain is another one in ${file}`;
    const released = entries.find((entry) => entry.kind === "released" && entry.publication === manifest.id);
    if (released?.kind !== "released") return `the log does not say that ${manifest.id} was released (${folder})`;
    return released.manifest === sha256
      ? null
      : `its sha256 is ${sha256}; entry ${released.seq} of the log says ${released.manifest}`;
  };
  return findingsOf(
    MANIFEST,
    "as the log says",
    logsKnowing(release).flatMap((log) => faultOf(log) ?? []),
  );
}

/** What the log says was released, and is not where it should be, where releases lie beside it at all. */
export function missingReleases(log: CheckedLog, releases: readonly CheckedRelease[]): Finding[] {
  const beside = releases.filter((one) => one.beside.includes(log));
  const here = new Set(beside.map(({ manifest }) => manifest?.id));
  const gone = log.entries.filter((entry) => entry.kind === "released" && !here.has(entry.publication));
  const faults = gone.map((entry) => `entry ${entry.seq} says that ${nameOf(entry)} was released; it is not here`);
  return findingsOf(log.file, "releases", beside.length === 0 ? [] : faults);
}

/** What an entry is about: its publication or its year. */
export function nameOf(entry: LedgerEntry): string {
  return "publication" in entry ? entry.publication : String(entry.year);
}
