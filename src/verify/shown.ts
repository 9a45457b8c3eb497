import type { BreachNotice } from "../contract/breach.ts";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import { type About, aboutSchema, isTerm, type Settings, splitSettings, type Terms } from "../contract/settings.ts";
import { statementsIn, termsIn } from "../contract/terms.ts";
import type { ExportSource } from "../portal/export/index.ts";
import { lineagesIn } from "../privacy/forecast/index.ts";
import { canonicalHash } from "../release/index.ts";
import { type Territory, yearlyMeans } from "../territory/index.ts";

/** What contradicts a release or the log, and what nothing signed tells. */
export interface ShownFaults {
  readonly faults: readonly { readonly part: "settings" | "territory" | "breaches"; readonly detail: string }[];
  /** settings that are others than the newest release's, as they may be: names, contacts, what is said beside figures */
  readonly mended: readonly string[];
  readonly notes: readonly string[];
}

type Signed = Pick<ManifestHead, "id" | "year" | "settings" | "territory">;

/** Compares what a site shows its figures with to what is signed: the releases, and the terms in the log. */
export function shownFaults(contents: ShownContents): ShownFaults {
  const { source, territory, releases, log } = contents;
  const entries = log?.entries ?? [];
  const manifests = releases.map(({ manifest }) => manifest);
  const [newest] = [...manifests].sort((a, b) => b.year - a.year);
  const signed = [...manifests.map(({ settings }) => settings), ...standingIn(entries).map(({ terms }) => terms)];
  // A change that only adds protection is in force at once, in a year that is published too.
  const since = newest && termsIn(entries, newest.year);
  const ofFigures = newest ? [newest.settings, ...(since ? [since.terms] : [])] : signed;
  const inForce = source.in_force.settings;
  const breaches = breachFaults(source.breaches, entries);
  const of = (part: ShownFaults["faults"][number]["part"], details: readonly string[]) =>
    details.map((detail) => ({ part, detail }));
  return {
    faults: [
      ...of("settings", [
        ...termsFaults(source.settings, ofFigures).map((fault) => `${fault} in ${newest ? `release ${newest.id}` : "the log"}`),
        ...(inForce === null ? [] : termsFaults(inForce, signed)).map((fault) => `of the notice, ${fault} in releases and log`),
      ]),
      ...of("territory", [...territoryFaults(contents, newest), ...onlyChildFaults(territory, manifests)]),
      ...of("breaches", breaches.faults),
    ],
    mended: newest ? editedSettings([source.settings, inForce ?? source.settings], newest.settings) : [],
    notes: [
      ...(signed.length === 0 ? ["nothing is published, and there is no log: nothing signed tells the terms"] : []),
      ...breaches.notes,
    ],
  };
}

export interface ShownContents {
  readonly source: Pick<ExportSource, "settings" | "in_force" | "breaches">;
  readonly releases: readonly { readonly manifest: Signed }[];
  readonly log: PublicLog | null;
  readonly territory: Territory;
  /** of the notice */
  readonly noticed: Territory;
}

/** Statements that are in force on the log's last day or later: a notice of others is out of date. */
function standingIn(entries: readonly LedgerEntry[]): EntryOf<"terms">[] {
  const today = Math.max(...entries.map(({ at }) => Number(at.slice(0, 4))));
  const later = statementsIn(entries).flatMap(({ year }) => (year > today ? [year] : []));
  return [...new Set([today, ...later].flatMap((year) => termsIn(entries, year) ?? []))];
}

/** How the terms differ from the signed ones that are nearest to them. None may differ. */
function termsFaults(shown: Settings, signed: readonly Terms[]): string[] {
  const own = new Map(Object.entries(splitSettings(shown).terms));
  const all = signed.map((one) => {
    const theirs = new Map(Object.entries(one).filter(([key]) => isTerm(key)));
    return [...new Set([...own.keys(), ...theirs.keys()])]
      .filter((key) => text(own.get(key)) !== text(theirs.get(key)))
      .map((key) => `${key} is ${text(own.get(key))}, and ${text(theirs.get(key))}`);
  });
  return all.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** The settings that are free to edit, and differ from those that a release was made with. */
function editedSettings(shown: readonly Settings[], released: Settings): string[] {
  const keys = Object.keys(aboutSchema.shape) as (keyof About)[];
  return keys.filter((key) => shown.some((one) => text(one[key]) !== text(released[key]))).sort();
}

function text(value: unknown): string {
  return value === undefined ? "not there" : canonicalJson(value as Json);
}

/** sha256 of the public geography as a release has it: the tree with its names, and the averages that figures are compared with. */
function territoryHash(territory: Territory): string {
  const { id, name, levels, areas } = territory;
  const tree = areas.map(({ code, level, parent, name: label, dwellings }) => [code, level, parent, label, dwellings]);
  const means = yearlyMeans(territory).map(({ domain, measure, value, unit }) => [domain, measure, value, unit]);
  return canonicalHash({ id, name: { ...name }, levels: [...levels], areas: tree, means } as Json);
}

function territoryFaults({ territory, noticed, releases, log }: ShownContents, newest: Signed | undefined): string[] {
  const [shown, ofNotice] = [territoryHash(territory), territoryHash(noticed)];
  const stated = standingIn(log?.entries ?? []).map((entry) => entry.territory);
  const signed = [...releases.map(({ manifest }) => manifest.territory.sha256), ...stated];
  const expected = newest?.territory.sha256;
  const isOther = expected === undefined ? signed.length > 0 && !signed.includes(shown) : shown !== expected;
  const faults: string[] = [];
  if (isOther)
    faults.push(
      `areas, names or averages are others: sha256 ${shown}; ${newest ? `release ${newest.id}` : "the log"} says ${expected ?? signed.at(-1)}`,
    );
  if (ofNotice !== shown && !signed.includes(ofNotice)) faults.push("the notice is of a territory that nobody stated");
  return faults;
}

/** Which areas are only children, which a release says and its own folder does not show of all levels. */
function onlyChildFaults(territory: Territory, releases: readonly Signed[]): string[] {
  const own = text(lineagesIn(territory.levels, territory.areas));
  const hash = territoryHash(territory);
  return releases
    .filter((one) => one.territory.sha256 === hash && text(one.territory.only_children ?? [[]]) !== own)
    .map(
      ({ id, territory: { only_children } }) =>
        `only children are at the levels ${own}; release ${id} says ${text(only_children ?? [[]])}`,
    );
}

function breachFaults(shown: readonly BreachNotice[], entries: readonly LedgerEntry[]): { faults: string[]; notes: string[] } {
  const logged = new Map(entries.flatMap((entry) => (entry.kind === "breach" ? [[entry.number, entry.notice] as const] : [])));
  const [faults, notes]: [string[], string[]] = [[], []];
  for (const one of shown) {
    const digest = logged.get(one.number);
    if (digest === undefined) notes.push(`breach ${one.number} is told, and the log does not know of it`);
    else if (digest !== canonicalHash(one as Json))
      faults.push(`what is told of breach ${one.number} is not what the log has the sha256 of`);
  }
  for (const number of logged.keys())
    if (!shown.some((one) => one.number === number))
      notes.push(`breach ${number} of the log is not told: it was replaced by another statement, or taken away`);
  return { faults, notes };
}
