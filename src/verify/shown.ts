// Whether the settings, the territory and the notices of breaches that an export shows are those of its signed releases and log.

import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import { type About, aboutSchema, isTerm, type Settings, splitSettings, type Terms } from "../contract/settings.ts";
import { statementsIn, termsIn } from "../contract/standing-terms.ts";
import type { ExportSource } from "../portal/export/index.ts";
import { lineagesIn } from "../privacy/forecast/index.ts";
import { canonicalHash } from "../release/index.ts";
import { digestContent, type Territory } from "../territory/index.ts";

type SignedManifest = Pick<ManifestHead, "id" | "year" | "settings" | "territory">;

export interface ShownContents {
  readonly source: Pick<ExportSource, "settings" | "in_force" | "breaches">;
  readonly releases: readonly { readonly manifest: SignedManifest }[];
  readonly log: PublicLog | null;
  readonly territory: Territory;
  /** territory of the notice */
  readonly noticed: Territory;
}

/** Contradictions with a release or the log. */
interface ShownFault {
  readonly part: "settings" | "territory" | "breaches";
  readonly detail: string;
}

/** Compares the context in which a site shows its figures with the signed releases and the terms in the log. */
export function shownFaults(contents: ShownContents) {
  const { source, releases, log } = contents;
  const entries = log?.entries ?? [];
  const newest = releases.map(({ manifest }) => manifest).sort((a, b) => b.year - a.year)[0];
  const isSigned = releases.length + ofKind(entries, "terms").length > 0;
  return {
    faults: [
      ...settingsFaults(contents, entries, newest),
      ...territoryFaults(contents, entries, newest),
      ...onlyChildFaults(contents),
      ...breachFaults(contents, entries),
    ],
    /** settings that may differ from the newest release's, and do: names, contacts, notes beside figures */
    mended: newest ? editedSettings([source.settings, source.in_force.settings ?? source.settings], newest.settings) : [],
    notes: [
      ...(isSigned ? [] : ["nothing is published, and there is no log: nothing signed tells the terms"]),
      ...breachNotes(contents, entries),
    ],
  };
}

/** Statements of terms that are in force in the log's last year or later. A notice with any other terms is out of date. */
function standingIn(entries: readonly LedgerEntry[]): EntryOf<"terms">[] {
  const today = Math.max(...entries.map(({ at }) => Number(at.slice(0, 4))));
  const later = statementsIn(entries).flatMap(({ year }) => (year > today ? [year] : []));
  return [...new Set([today, ...later].flatMap((year) => termsIn(entries, year) ?? []))];
}

function* settingsFaults(
  { source, releases }: ShownContents,
  entries: readonly LedgerEntry[],
  newest: SignedManifest | undefined,
): Iterable<ShownFault> {
  const part = "settings";
  const signed = [...releases.map(({ manifest }) => manifest.settings), ...standingIn(entries).map(({ terms }) => terms)];
  // A change that only adds protection is in force at once, in a year that is published too.
  const since = newest && termsIn(entries, newest.year);
  const ofFigures = newest ? [newest.settings, ...(since ? [since.terms] : [])] : signed;
  for (const fault of termsFaults(source.settings, ofFigures))
    yield { part, detail: `${fault} in ${newest ? `release ${newest.id}` : "the log"}` };
  if (source.in_force.settings === null) return;
  for (const fault of termsFaults(source.in_force.settings, signed))
    yield { part, detail: `of the notice, ${fault} in releases and log` };
}

/** How the terms differ from the signed ones that are nearest to them. None may differ. */
function termsFaults(shown: Settings, signed: readonly Terms[]): string[] {
  const own = splitSettings(shown).terms;
  const differences = signed.map((theirs) =>
    [...new Set([...Object.keys(own), ...Object.keys(theirs)])]
      .filter(isTerm)
      .map((key) => [key, text(own[key]), text(theirs[key])])
      .filter(([, is, was]) => is !== was)
      .map(([key, is, was]) => `${key} is ${is}, and ${was}`),
  );
  return differences.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** The settings that are free to edit, and differ from those that a release was made with. */
function editedSettings(shown: readonly Settings[], released: Settings): string[] {
  const keys = Object.keys(aboutSchema.shape) as (keyof About)[];
  return keys.filter((key) => shown.some((settings) => text(settings[key]) !== text(released[key]))).sort();
}

function text(value: unknown): string {
  return value === undefined ? "not there" : canonicalJson(value as Json);
}

/** sha256 of the public geography that a release states (`digestContent`). */
function territoryHash(territory: Territory): string {
  return canonicalHash(digestContent(territory));
}

function* territoryFaults(
  { territory, noticed, releases }: ShownContents,
  entries: readonly LedgerEntry[],
  newest: SignedManifest | undefined,
): Iterable<ShownFault> {
  const part = "territory";
  const [shown, ofNotice] = [territoryHash(territory), territoryHash(noticed)];
  const signed = [
    ...releases.map(({ manifest }) => manifest.territory.sha256),
    ...standingIn(entries).map((entry) => entry.territory),
  ];
  const expected = newest?.territory.sha256;
  if (expected === undefined ? signed.length > 0 && !signed.includes(shown) : shown !== expected)
    yield {
      part,
      detail: `areas, names, averages or what stands beside them are others: sha256 ${shown}; ${newest ? `release ${newest.id}` : "the log"} says ${expected ?? signed.at(-1)}`,
    };
  if (ofNotice !== shown && !signed.includes(ofNotice)) yield { part, detail: "the notice is of a territory that nobody stated" };
}

/** Compares the only children that releases state with the territory. A release's own folder does not show them at all levels. */
function* onlyChildFaults({ territory, releases }: ShownContents): Iterable<ShownFault> {
  const own = text(lineagesIn(territory.levels, territory.areas));
  const hash = territoryHash(territory);
  for (const { id, territory: released } of releases.map(({ manifest }) => manifest)) {
    const theirs = text(released.only_children ?? [[]]);
    if (released.sha256 === hash && theirs !== own)
      yield { part: "territory", detail: `only children are at the levels ${own}; release ${id} says ${theirs}` };
  }
}

function* breachFaults({ source }: ShownContents, entries: readonly LedgerEntry[]): Iterable<ShownFault> {
  for (const breach of source.breaches) {
    const logged = ofKind(entries, "breach").find(({ number }) => number === breach.number);
    if (logged && logged.notice !== canonicalHash(breach as Json))
      yield { part: "breaches", detail: `what is told of breach ${breach.number} is not what the log has the sha256 of` };
  }
}

function* breachNotes({ source }: ShownContents, entries: readonly LedgerEntry[]): Iterable<string> {
  const [shown, logged] = [source.breaches, ofKind(entries, "breach")].map((all) => all.map(({ number }) => number)) as [
    number[],
    number[],
  ];
  for (const number of shown) if (!logged.includes(number)) yield `breach ${number} is told, and the log does not know of it`;
  for (const number of logged)
    if (!shown.includes(number))
      yield `breach ${number} of the log is not told: it was replaced by another statement, or taken away`;
}
