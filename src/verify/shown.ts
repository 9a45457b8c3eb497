import type { BreachNotice } from "../contract/breach.ts";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { Settings } from "../contract/settings.ts";
import { lineagesIn } from "../forecast/index.ts";
import { canonicalHash } from "../release/index.ts";
import type { ExportSource } from "../static/index.ts";
import { type Territory, yearlyMeans } from "../territory/index.ts";

/** What contradicts a release or the log, and what nothing signed tells. */
export interface ShownFaults {
  readonly faults: readonly { readonly part: "settings" | "territory" | "breaches"; readonly detail: string }[];
  /** settings that are others than the newest release's, as they may be: names, contacts, what is said beside figures */
  readonly mended: readonly string[];
  readonly notes: readonly string[];
}

/** Settings that nobody may change without an announcement, but where `mayDiffer` says so. */
const ANNOUNCED: ReadonlySet<string> = new Set<keyof Settings>([
  "k",
  "budget",
  "calendar",
  "streams",
  "measures",
  "purposes",
  "retention_months",
  "processors",
  "eligibility",
  "clamps",
  "currency",
  "sample",
]);
/** Operators state these late, because contributions over HTTP wait for them: that they have is no change. */
const LATE: ReadonlySet<string> = new Set<keyof Settings>(["retention_months", "processors"]);

type Signed = Pick<ManifestHead, "id" | "year" | "settings" | "territory">;

/** Holds what a site shows its figures with against what is signed: settings and territory of the releases, and the log. */
export function shownFaults(contents: ShownContents): ShownFaults {
  const { source, territory, releases, log } = contents;
  const entries = log?.entries ?? [];
  const signed = releases.map(({ manifest }) => manifest);
  const [newest] = [...signed].sort((a, b) => b.year - a.year);
  const stated = entries.find((entry): entry is EntryOf<"stated"> => entry.kind === "stated");
  const figures = newest ? differences(source.settings, newest.settings) : { firm: [], free: [] };
  // The notice is of a release's settings or of announced ones: of those that it is the nearest to.
  const inForce = source.in_force.settings;
  const candidates = inForce === null ? [] : [...signed, ...(log?.announcements ?? [])].flatMap(({ settings }) => settings ?? []);
  const [notice = { firm: [], free: [] }] = candidates
    .map((one) => differences(inForce as Settings, one))
    .sort((a, b) => a.firm.length - b.firm.length || a.free.length - b.free.length);
  const isOther = !newest && stated !== undefined && canonicalHash(source.settings as Json) !== stated.settings;
  const breaches = breachFaults(source.breaches, entries);
  const of = (part: ShownFaults["faults"][number]["part"], details: readonly string[]) =>
    details.map((detail) => ({ part, detail }));
  return {
    faults: [
      ...of("settings", [
        ...figures.firm.map((fault) => `${fault} in release ${newest?.id}`),
        ...notice.firm.map((fault) => `of the notice, ${fault} in releases and announcements`),
      ]),
      ...of("territory", [...territoryFaults(contents, newest, stated), ...onlyChildFaults(territory, signed)]),
      ...of("breaches", breaches.faults),
    ],
    mended: [...new Set([...figures.free, ...notice.free])].sort(),
    notes: [
      ...(isOther ? ["nothing is published, and the log has of what was stated only a digest, which is of other settings"] : []),
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

interface Differences {
  /** what must not be another, in words */
  readonly firm: readonly string[];
  /** names of what may be */
  readonly free: readonly string[];
}

function differences(shown: Settings, signed: Settings): Differences {
  const keys = [...new Set([...Object.keys(shown), ...Object.keys(signed)])] as (keyof Settings)[];
  const other = keys.filter((key) => text(shown[key]) !== text(signed[key]));
  return {
    firm: other
      .filter((key) => !mayDiffer(key, shown, signed))
      .map((key) => `${key} is ${text(shown[key])}, and ${text(signed[key])}`),
    free: other.filter((key) => mayDiffer(key, shown, signed)),
  };
}

/** Sources of clamps may be mended, and keys of eligibility taken away: one that was stolen must not wait for a year to end. */
function mayDiffer(key: keyof Settings, shown: Settings, signed: Settings): boolean {
  if (LATE.has(key)) return signed[key] === undefined;
  if (key === "clamps") {
    const uppers = ({ clamps }: Settings) => Object.entries(clamps).map(([name, { upper }]) => `${name} ${upper}`);
    return text(uppers(shown).sort()) === text(uppers(signed).sort());
  }
  if (key === "eligibility" && shown.eligibility && signed.eligibility) {
    const known = signed.eligibility.keys.map(text);
    const [{ keys, ...rest }, { keys: _, ...others }] = [shown.eligibility, signed.eligibility];
    return text(rest) === text(others) && keys.every((one) => known.includes(text(one)));
  }
  return !ANNOUNCED.has(key);
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

function territoryFaults(contents: ShownContents, newest: Signed | undefined, stated: EntryOf<"stated"> | undefined): string[] {
  const signed = newest?.territory.sha256 ?? stated?.territory;
  const [shown, noticed] = [territoryHash(contents.territory), territoryHash(contents.noticed)];
  const announced = contents.log?.entries.some((entry) => entry.kind === "announced" && entry.territory === noticed) ?? false;
  const faults: string[] = [];
  if (signed !== undefined && shown !== signed)
    faults.push(
      `areas, names or averages are others: sha256 ${shown}; ${newest ? `release ${newest.id}` : "the log"} says ${signed}`,
    );
  if (noticed !== shown && noticed !== stated?.territory && !announced)
    faults.push("the notice is of a territory that nobody announced");
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
