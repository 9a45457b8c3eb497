import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { Manifest, PrivacyReport } from "../contract/manifest.ts";
import { canonicalHash, type Finding, MANIFEST } from "../release/index.ts";
import { byCommons, type CarriedChain, chainFindings, chainsAgree } from "./chains.ts";
import { type Faults, findingsOf } from "./check.ts";
import { type CheckedLog, checkLog, checkpointFaults } from "./log.ts";
import { placeOf } from "./places.ts";
import { pinnedKeyFault } from "./signature.ts";
import { verifyFolder } from "./verify.ts";

/** A release, and the logs that it is held against. */
type CheckedRelease = Awaited<ReturnType<typeof verifyFolder>> & {
  /** logs in the folder that was given: each must know the release */
  readonly beside: readonly CheckedLog[];
  /** where none lies beside it, the log of its commons that was given apart */
  readonly apart: CheckedLog | null;
};

/** Findings about several releases and logs: about each by itself, and about the chains of one commons. */
export type VerificationResult = Awaited<ReturnType<typeof verifyReleases>>;

/**
 * Checks each release and each log by itself, each release against the logs beside it, or that of its commons which was given apart,
 * and holds the chains of one commons against each other: of two, one must begin the other.
 *
 * @param paths of releases, of folders of releases, homes or exports, of logs and of checkpoints
 * @param options.key thumbprint of the operator's key, known from elsewhere
 */
export async function verifyReleases(paths: readonly string[], { key }: { readonly key?: string | undefined } = {}) {
  const [logs, releases]: [CheckedLog[], CheckedRelease[]] = [[], []];
  const places: { readonly folders: readonly string[]; readonly beside: readonly CheckedLog[] }[] = [];
  const checkpointFiles: string[] = [];
  for (const place of await Promise.all(paths.map(placeOf))) {
    const beside: CheckedLog[] = [];
    for (const file of place.logs) beside.push(await checkLog(file));
    logs.push(...beside);
    places.push({ folders: place.releases, beside });
    checkpointFiles.push(...place.checkpoints);
  }
  // All logs are read first, so that a release that is named before the log of its commons is compared with it too.
  for (const { folders, beside } of places)
    for (const folder of folders) {
      const candidates = beside.length > 0 ? beside : logs;
      const verified = await verifyFolder(folder, (...documents) => logOf(candidates, ...documents)?.entries ?? []);
      const { manifest, report } = verified;
      const apart = beside.length === 0 && manifest && report ? logOf(logs, manifest, report) : null;
      releases.push({ ...verified, beside, apart });
    }
  const checkpoints = checkpointFiles.map(async (file) => ({
    file,
    findings: findingsOf(file, "checkpoint", await checkpointFaults(file, logs)),
  }));
  return {
    releases: releases.map((release) => ({
      folder: release.folder,
      signed_by: release.signedBy,
      findings: [
        ...release.findings,
        ...findingsOf(MANIFEST, "as the log says", logFaults(release)),
        ...releasePin(release, key),
      ],
    })),
    logs: logs.map((log) => ({
      file: log.file,
      commons: log.commons,
      size: log.entries.length,
      head: log.entries.at(-1)?.hash ?? null,
      signed_by: log.signedBy,
      /** what each year has cost, recomputed */
      years: log.years,
      findings: [
        ...log.findings,
        ...findingsOf(log.file, "releases", missingReleases(log, releases)),
        ...pinFindings(log.file, log.entries, log.signedBy, key),
      ],
    })),
    checkpoints: await Promise.all(checkpoints),
    /** for each commons its releases and logs, the shortest chain first, and where their chains contradict each other */
    commons: byCommons([...releases.flatMap(chainOfRelease), ...logs.flatMap(chainOfLog)]).map((group) => ({
      name: group.find(({ name }) => name !== "")?.name ?? "",
      folders: group.map(({ source }) => source),
      findings: chainFindings(group),
    })),
    /** what was not checked, and why */
    notes: [...logs.flatMap((log) => log.notes), ...notesOf(releases, logs, key)],
  };
}

/** The longest log of a release's commons that agrees with it; where none does, the longest. */
function logOf(logs: readonly CheckedLog[], { commons }: Manifest, { ledger }: PrivacyReport): CheckedLog | null {
  const ownLogs = logs
    .filter(({ commons: id, entries }) => entries.length > 0 && (id === commons || entries[0]?.hash === ledger[0]?.hash))
    .sort((a, b) => b.entries.length - a.entries.length);
  return ownLogs.find(({ entries }) => chainsAgree(entries, ledger)) ?? ownLogs[0] ?? null;
}

/** Whether the separate log ends at the release's draw or earlier, so that it does not cover the release. */
function isOlder({ report, apart }: CheckedRelease): boolean {
  return (
    report !== null && apart !== null && apart.entries.length <= report.ledger.length && chainsAgree(apart.entries, report.ledger)
  );
}

/** The logs that must say that the release was frozen. */
function logsKnowing(release: CheckedRelease): readonly CheckedLog[] {
  if (release.apart) return isOlder(release) ? [] : [release.apart];
  return release.beside.filter(({ entries }) => entries.length > 0);
}

/** The release is the one that the logs say was frozen, and its chain is a beginning of theirs. */
function* logFaults(release: CheckedRelease): Faults {
  const { folder, manifest, report, sha256 } = release;
  if (!manifest || !report) return;
  for (const { file, entries } of logsKnowing(release)) {
    const fork = report.ledger.find(({ hash }, i) => hash !== entries[i]?.hash);
    const released = ofKind(entries, "released").find(({ publication }) => publication === manifest.id);
    if (fork) yield `entry ${fork.seq} of its chain is another one in ${file}`;
    else if (!released) yield `the log does not say that ${manifest.id} was released (${folder})`;
    else if (released.manifest !== sha256)
      yield `its sha256 is ${sha256}; entry ${released.seq} of the log says ${released.manifest}`;
  }
}

/** Releases that the log names and that are missing, if any releases lie beside it. */
function* missingReleases(log: CheckedLog, releases: readonly CheckedRelease[]): Faults {
  const beside = releases.filter((release) => release.beside.includes(log));
  if (beside.length === 0) return;
  for (const { seq, publication } of ofKind(log.entries, "released"))
    if (!beside.some(({ manifest }) => manifest?.id === publication))
      yield `entry ${seq} says that ${publication} was released; it is not here`;
}

/**
 * Checks a release's own signature against the pinned key, unless a log tells of the release: logs are checked against that key
 * themselves.
 */
function releasePin(release: CheckedRelease, key: string | undefined): Finding[] {
  if (logsKnowing(release).length > 0) return [];
  return pinFindings("manifest.jws", release.report?.ledger ?? [], release.signedBy, key);
}

function pinFindings(file: string, chain: readonly LedgerEntry[], signedBy: string | null, key: string | undefined): Finding[] {
  if (key === undefined) return [];
  const fault =
    signedBy === null ? "no signature verifies: nothing ties it to the pinned key" : pinnedKeyFault(chain, key, signedBy);
  return findingsOf(file, "pinned key", fault === null ? [] : [fault]);
}

function* notesOf(releases: readonly CheckedRelease[], logs: readonly CheckedLog[], key: string | undefined): Iterable<string> {
  const signers = new Set([...releases, ...logs].flatMap(({ signedBy }) => signedBy ?? []));
  if (releases.some(({ manifest, signedBy }) => manifest && signedBy === null))
    yield "not signed: whoever could write these folders may have made them";
  if (key === undefined && signers.size > 0)
    yield `no key is pinned: these are signed under ${[...signers].join(", ")}, whoever that is. Compare it with what the operator tells elsewhere, and say --key`;
  const releasesWithoutLog = releases.filter(({ manifest, beside, apart }) => manifest && beside.length === 0 && apart === null);
  if (logs.length === 0 && releasesWithoutLog.length > 0)
    yield "without the log it is not known what else was published, announced or forked";
  else
    for (const { folder } of releasesWithoutLog)
      yield `no log of the commons of ${folder} was given: whether it was released is not known`;
  for (const { folder, apart } of releases.filter(isOlder))
    yield `${apart?.file} ends before ${folder} was released: whether it was is not known`;
}

function chainOfRelease({ folder, manifest, report }: CheckedRelease): CarriedChain[] {
  if (!manifest || !report) return [];
  const { settings, territory, id, files, commons } = manifest;
  const title = JSON.stringify([territory.id, settings.name.fr, settings.name.en]);
  const release = { id, digest: canonicalHash(files) };
  const file = `${folder}/privacy.json`;
  return [{ source: folder, file, commons, name: settings.name.en, title, entries: report.ledger, release }];
}

function chainOfLog({ file, commons, entries }: CheckedLog): CarriedChain[] {
  return entries.length === 0 ? [] : [{ source: file, file, commons, name: "", title: null, entries, release: null }];
}
