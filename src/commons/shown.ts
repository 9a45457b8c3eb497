import type { BreachNotice } from "../contract/breach.ts";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { Settings } from "../contract/settings.ts";
import { lineagesIn } from "../forecast/index.ts";
import { canonicalHash } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { settingsHash, territoryHash } from "./archive.ts";
import { mayStand, NOTICED } from "./stated.ts";

interface Terms {
  readonly settings: Settings;
  readonly territory: Territory;
}

/** What a public site shows its figures with. */
export interface Shown extends Terms {
  /** what its notice is of */
  readonly inForce: Terms;
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

/** Holds what a site shows its figures with against what is signed: settings and territory of the releases, and the log. */
export function heldShown(shown: Shown, releases: readonly Signed[], log: PublicLog | null): HeldShown {
  const entries = log?.entries ?? [];
  // As `publicTerms` chooses it.
  const newest = [...releases].sort((a, b) => b.year - a.year)[0];
  const stated = entries.find((entry): entry is EntryOf<"stated"> => entry.kind === "stated");
  const figures = newest ? differences(shown.settings, newest.settings) : { firm: [], free: [] };
  const notice = noticeDifferences(shown, releases, log);
  const breaches = breachFaults(shown.breaches, entries);
  const unknown = !newest && stated !== undefined && settingsHash(shown.settings) !== stated.settings;
  const of = (part: HeldShown["faults"][number]["part"], details: readonly string[]) =>
    details.map((detail) => ({ part, detail }));
  return {
    faults: [
      ...of(
        "settings",
        figures.firm.map((said) => `${said} in release ${newest?.id}`),
      ),
      ...of(
        "settings",
        notice.firm.map((said) => `of the notice, ${said} in releases and announcements`),
      ),
      ...of("territory", [...territoryFaults(shown, newest, stated, entries), ...twinFaults(shown, releases)]),
      ...of("breaches", breaches.faults),
    ],
    mended: [...new Set([...figures.free, ...notice.free])].sort(),
    notes: [
      ...(unknown ? ["nothing is published, and the log has of what was stated only a digest, which is of other settings"] : []),
      ...breaches.notes,
    ],
  };
}

interface Differences {
  /** what must not be another, in words */
  readonly firm: readonly string[];
  /** names of what may be */
  readonly free: readonly string[];
}

function differences(shown: Settings, signed: Settings): Differences {
  const [firm, free]: [string[], string[]] = [[], []];
  const keys = [...new Set([...Object.keys(shown), ...Object.keys(signed)])] as (keyof Settings)[];
  for (const key of keys) {
    if (text(shown[key]) === text(signed[key])) continue;
    if (mayDiffer(key, shown, signed)) free.push(key);
    else firm.push(`${key} is ${text(shown[key])}, and ${text(signed[key])}`);
  }
  return { firm, free };
}

/** Amounts are cut off at a clamp, and are of a currency, for good; that a commons is made up is no name of it. */
function mayDiffer(key: keyof Settings, shown: Settings, signed: Settings): boolean {
  const noticed = NOTICED.find((one) => one === key);
  if (noticed) return mayStand(noticed, signed, shown);
  const uppers = ({ clamps }: Settings) =>
    text(Object.fromEntries(Object.entries(clamps).map(([name, { upper }]) => [name, upper])));
  if (key === "clamps") return uppers(shown) === uppers(signed);
  return key !== "currency" && key !== "sample";
}

function text(value: unknown): string {
  return value === undefined ? "not there" : canonicalJson(value as Json);
}

/** The notice is of a release's settings or of announced ones: of those that it is the nearest to. */
function noticeDifferences({ settings, inForce }: Shown, releases: readonly Signed[], log: PublicLog | null): Differences {
  const none = { firm: [], free: [] };
  if (text(inForce.settings) === text(settings)) return none;
  const signed = [...releases, ...(log?.announcements ?? [])].flatMap((one) => one.settings ?? []);
  const all = signed.map((one) => differences(inForce.settings, one));
  return all.sort((a, b) => a.firm.length - b.firm.length || a.free.length - b.free.length)[0] ?? none;
}

function territoryFaults(
  { territory, inForce }: Shown,
  newest: Signed | undefined,
  stated: EntryOf<"stated"> | undefined,
  entries: readonly LedgerEntry[],
): string[] {
  const signed = newest?.territory.sha256 ?? stated?.territory;
  const [shown, noticed] = [territoryHash(territory), territoryHash(inForce.territory)];
  const announced = entries.some((entry) => entry.kind === "announced" && entry.territory === noticed);
  const whose = newest ? `release ${newest.id}` : "the log";
  return [
    ...(signed === undefined || shown === signed
      ? []
      : [`areas, names or averages are others: sha256 ${shown}; ${whose} says ${signed}`]),
    ...(noticed === shown || noticed === stated?.territory || announced
      ? []
      : ["the notice is of a territory that nobody announced"]),
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
