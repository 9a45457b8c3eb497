import type { LedgerEntry } from "../contract/chain.ts";
import { canonicalHash, type Finding } from "../release/index.ts";
import { againstLogs, type CheckedRelease, isOlder, logOf, logsKnowing, missingReleases } from "./against.ts";
import { byCommons, type CarriedChain, chainFindings } from "./chains.ts";
import { findingsOf } from "./check.ts";
import { pinFault } from "./keys.ts";
import { type CheckedLog, checkLog, checkpointFaults, type YearSpent } from "./log.ts";
import { placeOf } from "./places.ts";
import { verifyFolder } from "./verify.ts";

/** What is found of several releases and logs: of each by itself, and of the chains of those that are one commons'. */
export interface Compared {
  readonly releases: readonly {
    readonly folder: string;
    readonly signed_by: string | null;
    readonly findings: readonly Finding[];
  }[];
  readonly logs: readonly {
    readonly file: string;
    readonly commons: string;
    readonly size: number;
    readonly head: string | null;
    readonly signed_by: string | null;
    /** what each year has cost, recomputed */
    readonly years: readonly YearSpent[];
    readonly findings: readonly Finding[];
  }[];
  readonly checkpoints: readonly { readonly file: string; readonly findings: readonly Finding[] }[];
  /** of each commons: its releases and logs, the shortest chain first, and where their chains contradict each other */
  readonly commons: readonly {
    readonly name: string;
    readonly folders: readonly string[];
    readonly findings: readonly Finding[];
  }[];
  /** what was not checked, and why */
  readonly notes: readonly string[];
}

export interface VerifyOptions {
  /** thumbprint of the operator's key, known from elsewhere */
  readonly key?: string | undefined;
}

/**
 * Checks each release and each log by itself, each release against the logs beside it, or that of its commons which was given apart,
 * and holds the chains of one commons against each other: of two, one must begin the other.
 *
 * @param paths of releases, of folders of releases, homes or exports, of logs and of checkpoints
 */
export async function verifyReleases(paths: readonly string[], { key }: VerifyOptions = {}): Promise<Compared> {
  const [logs, releases]: [CheckedLog[], CheckedRelease[]] = [[], []];
  const places: { readonly folders: readonly string[]; readonly beside: readonly CheckedLog[] }[] = [];
  const checkpoints: string[] = [];
  for (const place of await Promise.all(paths.map(placeOf))) {
    const beside: CheckedLog[] = [];
    for (const file of place.logs) beside.push(await checkLog(file));
    logs.push(...beside);
    places.push({ folders: place.releases, beside });
    checkpoints.push(...place.checkpoints);
  }
  // All logs come first: a release that is named before the log of its commons is held against it, too.
  for (const { folders, beside } of places) {
    const known = beside.length > 0 ? beside : logs;
    for (const folder of folders) {
      const found = await verifyFolder(folder, (documents) => logOf(known, documents)?.entries ?? []);
      const { manifest, report } = found;
      const apart = beside.length === 0 && manifest && report ? logOf(logs, { manifest, report }) : null;
      releases.push({ ...found, folder, beside, apart });
    }
  }
  const kept = await Promise.all(
    checkpoints.map(async (file) => ({ file, findings: findingsOf(file, "checkpoint", await checkpointFaults(file, logs)) })),
  );
  const chains = [...releases.flatMap(chainOfRelease), ...logs.filter(({ entries }) => entries.length > 0).map(chainOfLog)];
  return {
    releases: releases.map((one) => ({
      folder: one.folder,
      signed_by: one.signedBy,
      findings: [...one.findings, ...againstLogs(one), ...releasePin(one, key)],
    })),
    logs: logs.map((log) => ({
      file: log.file,
      commons: log.commons,
      size: log.entries.length,
      head: log.entries.at(-1)?.hash ?? null,
      signed_by: log.signedBy,
      years: log.years,
      findings: [...log.findings, ...missingReleases(log, releases), ...pinFindings(log.file, log.entries, log.signedBy, key)],
    })),
    checkpoints: kept,
    commons: byCommons(chains).map((group) => ({
      name: group.find(({ name }) => name !== "")?.name ?? "",
      folders: group.map(({ source }) => source),
      findings: chainFindings(group),
    })),
    notes: notesOf(releases, logs, key),
  };
}

/** Where a log that the pinned key signed tells of it, a release is what that log says; else it must be signed itself. */
function releasePin(release: CheckedRelease, key: string | undefined): Finding[] {
  if (logsKnowing(release).length > 0) return [];
  return pinFindings("manifest.jws", release.report?.ledger ?? [], release.signedBy, key);
}

function pinFindings(file: string, chain: readonly LedgerEntry[], signedBy: string | null, key: string | undefined): Finding[] {
  if (key === undefined) return [];
  const fault = signedBy === null ? "no signature verifies: nothing ties it to the pinned key" : pinFault(chain, key, signedBy);
  return findingsOf(file, "pinned key", fault === null ? [] : [fault]);
}

function notesOf(releases: readonly CheckedRelease[], logs: readonly CheckedLog[], key: string | undefined): string[] {
  const signers = new Set([...releases, ...logs].flatMap(({ signedBy }) => signedBy ?? []));
  const notes = logs.flatMap((log) => log.notes);
  if (releases.some(({ manifest, signedBy }) => manifest && signedBy === null))
    notes.push("not signed: whoever could write these folders may have made them");
  if (key === undefined && signers.size > 0)
    notes.push(
      `no key is pinned: these are signed under ${[...signers].join(", ")}, whoever that is. Compare it with what the operator tells elsewhere, and say --key`,
    );
  const alone = releases.filter(({ manifest, beside, apart }) => manifest && beside.length === 0 && apart === null);
  if (logs.length === 0 && alone.length > 0)
    notes.push("without the log it is not known what else was published, announced or forked");
  else
    for (const { folder } of alone)
      notes.push(`no log of the commons of ${folder} was given: whether it was released is not known`);
  for (const { folder, apart } of releases.filter(isOlder))
    notes.push(`${apart?.file} ends before ${folder} was released: whether it was is not known`);
  return notes;
}

function chainOfRelease({ folder, manifest, report }: CheckedRelease): CarriedChain[] {
  if (!manifest || !report) return [];
  const { settings, territory, id, files, commons } = manifest;
  const title = JSON.stringify([territory.id, settings.name.fr, settings.name.en]);
  const release = { id, digest: canonicalHash(files) };
  const file = `${folder}/privacy.json`;
  return [{ source: folder, file, commons, name: settings.name.en, title, entries: report.ledger, release }];
}

function chainOfLog({ file, commons, entries }: CheckedLog): CarriedChain {
  return { source: file, file, commons, name: "", title: null, entries, release: null };
}
