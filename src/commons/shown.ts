import type { BreachNotice } from "../contract/breach.ts";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import { type About, aboutSchema, type Settings, splitSettings, type Terms } from "../contract/settings.ts";
import { statementsIn, termsIn } from "../contract/terms.ts";
import { lineagesIn } from "../forecast/index.ts";
import { changesBetween } from "../log/document.ts";
import { canonicalHash } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { territoryHash } from "./territories.ts";

/** Settings and territory that something is shown with. */
interface ShownTerms {
  readonly settings: Settings;
  readonly territory: Territory;
}

/** What a public site shows its figures with. */
export interface Shown extends ShownTerms {
  /** what its notice is of */
  readonly inForce: ShownTerms;
  readonly breaches: readonly BreachNotice[];
}

export interface HeldShown {
  /** what contradicts a release or the log */
  readonly faults: readonly { readonly part: "settings" | "territory" | "breaches"; readonly detail: string }[];
  /** settings that are others than the newest release's, as they may be: names, contacts, what is said beside figures */
  readonly mended: readonly string[];
  /** what nothing signed tells */
  readonly notes: readonly string[];
}

type Signed = Pick<ManifestHead, "id" | "year" | "settings" | "territory">;

/** Holds what a site shows its figures with against what is signed: releases, and the terms in the log. */
export function heldShown(shown: Shown, releases: readonly Signed[], log: PublicLog | null): HeldShown {
  const entries = log?.entries ?? [];
  // As the portal chooses it.
  const newest = [...releases].sort((a, b) => b.year - a.year)[0];
  const statements = statementsIn(entries);
  const signed = [...releases.map(({ settings }) => settings), ...statements.map(({ terms }) => terms)];
  // What only protects more is in force at once, in a year that is published too.
  const since = newest && termsIn(entries, newest.year);
  const ofFigures = newest ? [newest.settings, ...(since ? [since.terms] : [])] : signed;
  const territories = [...releases.map(({ territory }) => territory.sha256), ...statements.map(({ territory }) => territory)];
  const breaches = breachFaults(shown.breaches, entries);
  const of = (part: HeldShown["faults"][number]["part"], details: readonly string[]) =>
    details.map((detail) => ({ part, detail }));
  const isNoticed = text(shown.inForce.settings) !== text(shown.settings);
  return {
    faults: [
      ...of(
        "settings",
        termsFaults(shown.settings, ofFigures).map((said) => `${said} in ${newest ? `release ${newest.id}` : "the log"}`),
      ),
      ...of(
        "settings",
        isNoticed ? termsFaults(shown.inForce.settings, signed).map((said) => `of the notice, ${said} in releases and log`) : [],
      ),
      ...of("territory", [...territoryFaults(shown, territories, newest), ...twinFaults(shown, releases)]),
      ...of("breaches", breaches.faults),
    ],
    mended: newest ? mendedIn([shown.settings, shown.inForce.settings], newest.settings) : [],
    notes: [
      ...(signed.length === 0 ? ["nothing is published, and there is no log: nothing signed tells the terms"] : []),
      ...breaches.notes,
    ],
  };
}

/** How the terms differ from those signed ones that they are the nearest to: none may. */
function termsFaults(shown: Settings, signed: readonly Terms[]): string[] {
  const { terms } = splitSettings(shown);
  const all = signed.map((one) =>
    changesBetween(splitTerms(one), terms).map(
      ({ setting, was, is }) => `${setting} is ${is ?? "not there"}, and ${was ?? "not there"}`,
    ),
  );
  return all.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** What is free to edit, and differs from what a release was made with. */
function mendedIn(shown: readonly Settings[], released: Settings): string[] {
  const before = splitSettings(released).about;
  const keys = Object.keys(aboutSchema.shape) as (keyof About)[];
  return keys.filter((key) => shown.some((one) => text(one[key]) !== text(before[key]))).sort();
}

function splitTerms(one: Terms): Terms {
  return splitSettings(one as Settings).terms;
}

function text(value: unknown): string {
  return value === undefined ? "not there" : canonicalJson(value as Json);
}

function territoryFaults({ territory, inForce }: Shown, signed: readonly string[], newest: Signed | undefined): string[] {
  const [shown, noticed] = [territoryHash(territory), territoryHash(inForce.territory)];
  const expected = newest?.territory.sha256;
  const isOther = expected === undefined ? signed.length > 0 && !signed.includes(shown) : shown !== expected;
  const whose = newest ? `release ${newest.id}` : "the log";
  return [
    ...(isOther ? [`areas, names or averages are others: sha256 ${shown}; ${whose} says ${expected ?? signed.at(-1)}`] : []),
    ...(noticed === shown || signed.includes(noticed) ? [] : ["the notice is of a territory that nobody stated"]),
  ];
}

/** Which areas are only children, which a release says and its own folder does not show of all levels. */
function twinFaults({ territory }: Shown, releases: readonly Signed[]): string[] {
  const own = text(lineagesIn(territory.levels, territory.areas));
  const hash = territoryHash(territory);
  return releases.flatMap(({ id, territory: { sha256, only_children } }) => {
    const said = text(only_children ?? [[]]);
    return sha256 !== hash || said === own ? [] : [`only children are at the levels ${own}; release ${id} says ${said}`];
  });
}

function breachFaults(told: readonly BreachNotice[], entries: readonly LedgerEntry[]): { faults: string[]; notes: string[] } {
  const said = new Map(entries.flatMap((entry) => (entry.kind === "breach" ? [[entry.number, entry.notice] as const] : [])));
  const here = new Set(told.map(({ number }) => number));
  const other = told.filter((one) => said.has(one.number) && said.get(one.number) !== canonicalHash(one as Json));
  const unlogged = told.filter(({ number }) => !said.has(number));
  const untold = [...said.keys()].filter((number) => !here.has(number));
  return {
    faults: other.map(({ number }) => `what is told of breach ${number} is not what the log has the sha256 of`),
    notes: [
      ...unlogged.map(({ number }) => `breach ${number} is told, and the log does not know of it`),
      ...untold.map((number) => `breach ${number} of the log is not told: it was replaced by another statement, or taken away`),
    ],
  };
}
