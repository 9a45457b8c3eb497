import type { LedgerEntry } from "../contract/chain.ts";
import type { Finding } from "../release/folder.ts";
import { canonicalHash } from "../release/hash.ts";
import { againstLogs, isOlder, logOf, missingReleases, type Release, tellers } from "./against.ts";
import { type ChainOf, chainFindings, together } from "./chains.ts";
import { pinFault } from "./keys.ts";
import { type CheckedLog, checkLog, checkpointFaults, type KeptCheckpoint, readCheckpoint, type YearSpent } from "./log.ts";
import { type Place, placeOf } from "./places.ts";
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
export async function verifyReleases(paths: readonly string[], options: VerifyOptions = {}): Promise<Compared> {
  const [releases, logs, kept]: [Release[], CheckedLog[], KeptCheckpoint[]] = [[], [], []];
  const checkpoints: { file: string; findings: Finding[] }[] = [];
  const shelves: { folders: readonly string[]; beside: readonly CheckedLog[] }[] = [];
  for (const place of await Promise.all(paths.map(placeOf))) {
    const beside: CheckedLog[] = [];
    for (const file of place.logs) beside.push(await checkLog(file));
    logs.push(...beside);
    shelves.push({ folders: place.releases, beside });
    const one = await checkpointAt(place);
    if (typeof one === "string")
      checkpoints.push({ file: one, findings: [{ file: one, promise: "schema", detail: "it is no checkpoint" }] });
    else if (one) kept.push(one);
  }
  // All logs come first: a release that is named before the log of its commons is held against it, too.
  for (const { folders, beside } of shelves) {
    const known = beside.length > 0 ? beside : logs;
    for (const folder of folders) {
      const found = await verifyFolder(folder, (manifest, report) => logOf(known, manifest, report)?.entries ?? []);
      const { manifest, report } = found;
      const apart = beside.length === 0 && manifest && report ? logOf(logs, manifest, report) : null;
      releases.push({ folder, found, beside, apart });
    }
  }
  for (const one of kept) checkpoints.push({ file: one.file, findings: keptFindings(one, logs) });
  const chains = [...releases.flatMap(chainOfRelease), ...logs.filter(({ entries }) => entries.length > 0).map(chainOfLog)];
  return {
    releases: releases.map((one) => ({
      folder: one.folder,
      signed_by: one.found.signedBy,
      findings: [...one.found.findings, ...againstLogs(one), ...releasePin(one, options)],
    })),
    logs: logs.map((log) => ({
      file: log.file,
      commons: log.commons,
      size: log.entries.length,
      head: log.entries.at(-1)?.hash ?? null,
      signed_by: log.signedBy,
      years: log.years,
      findings: [...log.findings, ...missingReleases(log, releases), ...logPin(log, options)],
    })),
    checkpoints,
    commons: together(chains).map((ofOne) => ({
      name: ofOne.find(({ name }) => name !== "")?.name ?? "",
      folders: ofOne.map(({ source }) => source),
      findings: chainFindings(ofOne),
    })),
    notes: notesOf(releases, logs, options),
  };
}

async function checkpointAt({ checkpoint }: Place): Promise<KeptCheckpoint | string | null> {
  return checkpoint === null ? null : ((await readCheckpoint(checkpoint)) ?? checkpoint);
}

/** A checkpoint is nothing by itself: it is held against the log of its commons. */
function keptFindings(one: KeptCheckpoint, logs: readonly CheckedLog[]): Finding[] {
  const own = logs.filter(({ commons }) => commons === one.commons);
  const details =
    own.length === 0
      ? [`no log of its commons ${one.commons} was given`]
      : own.flatMap(({ entries }) => checkpointFaults(one, entries));
  return details.map((detail) => ({ file: one.file, promise: "checkpoint", detail }));
}

/** Where a log that the pinned key signed tells of it, a release is what that log says; else it must be signed itself. */
function releasePin(release: Release, { key }: VerifyOptions): Finding[] {
  const { found } = release;
  if (key === undefined || tellers(release).length > 0) return [];
  return pinFindings("manifest.jws", found.report?.ledger ?? [], found.signedBy, key);
}

function logPin({ file, entries, signedBy }: CheckedLog, { key }: VerifyOptions): Finding[] {
  return key === undefined ? [] : pinFindings(file, entries, signedBy, key);
}

function pinFindings(file: string, chain: readonly LedgerEntry[], signedBy: string | null, key: string): Finding[] {
  const fault = signedBy === null ? "no signature verifies: nothing ties it to the pinned key" : pinFault(chain, key, signedBy);
  return fault === null ? [] : [{ file, promise: "pinned key", detail: fault }];
}

function notesOf(releases: readonly Release[], logs: readonly CheckedLog[], { key }: VerifyOptions): string[] {
  const signers = [...new Set([...releases.map(({ found }) => found.signedBy), ...logs.map(({ signedBy }) => signedBy)])].filter(
    (one) => one !== null,
  );
  const unsigned = releases.filter(({ found }) => found.manifest && found.signedBy === null);
  return [
    ...logs.flatMap(({ notes }) => notes),
    ...(unsigned.length > 0 ? ["not signed: whoever could write these folders may have made them"] : []),
    ...(key === undefined && signers.length > 0
      ? [
          `no key is pinned: these are signed under ${signers.join(", ")}, whoever that is. Compare it with what the operator tells elsewhere, and say --key`,
        ]
      : []),
    ...untold(releases, logs.length),
  ];
}

/** Of which releases no log tells. */
function untold(releases: readonly Release[], logs: number): string[] {
  const alone = releases.filter(({ found, beside, apart }) => found.manifest && beside.length === 0 && apart === null);
  if (logs === 0 && alone.length > 0) return ["without the log it is not known what else was published, announced or forked"];
  return [
    ...alone.map(({ folder }) => `no log of the commons of ${folder} was given: whether it was released is not known`),
    ...releases
      .filter(isOlder)
      .map(({ folder, apart }) => `${apart?.file} ends before ${folder} was released: whether it was is not known`),
  ];
}

function chainOfRelease({ folder, found: { manifest, report } }: Release): ChainOf[] {
  if (!manifest || !report) return [];
  const { settings, territory, id, files, commons } = manifest;
  return [
    {
      source: folder,
      file: `${folder}/privacy.json`,
      commons,
      name: settings.name.en,
      title: JSON.stringify([territory.id, settings.name.fr, settings.name.en]),
      entries: report.ledger,
      release: { id, files: canonicalHash(files) },
    },
  ];
}

function chainOfLog({ file, commons, entries }: CheckedLog): ChainOf {
  return { source: file, file, commons, name: "", title: null, entries, release: null };
}
