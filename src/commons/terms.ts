import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { monthOf } from "../contract/period.ts";
import type { Settings } from "../contract/settings.ts";
import type { Ledger } from "../ledger/index.ts";
import { makePlan, type Plan } from "../pipeline/index.ts";
import type { Territory } from "../territory/index.ts";
import { type Archive, territoryHash } from "./archive.ts";

/** What publications of a calendar year of readings are made under. */
export interface Terms {
  /** as they are drawn under */
  readonly settings: Settings;
  /** the same as people are told of them: what may be mended is as it stands now */
  readonly shown: Settings;
  readonly territory: Territory;
  readonly territorySha256: string;
  readonly plan: Plan;
  /** which announcements they come from: years with the same one have the same terms */
  readonly source: string;
}

/** A change of terms, by digests: null, as it stands. */
export type Change = Pick<EntryOf<"announced">, "year" | "settings" | "territory">;

/** The changes that a chain announces, in order. */
export function changesIn(entries: readonly LedgerEntry[]): EntryOf<"announced">[] {
  return entries.filter((entry) => entry.kind === "announced");
}

/** What the commons was made with, and what becomes of announced settings beside it. */
export interface BaseTerms {
  readonly settings: Settings;
  readonly territory: Territory;
  readonly under: (announced: Settings) => Settings;
}

/**
 * The terms of every year: those that the commons was made with, and what was announced since. Of two changes
 * the one that begins later stands; of two that begin with the same year, the one that was announced later.
 */
export function termsOfYears(base: BaseTerms, archive: Archive, changes: readonly Change[]): (year: number) => Terms {
  const made = new Map<string, Terms>();
  const ofYears = new Map<number, Terms>();
  const termsFrom = (settings: string | null, territory: string | null, source: string): Terms => {
    const drawn = settings === null ? base.settings : archive.settings(settings);
    const land = territory === null ? base.territory : archive.territory(territory);
    return { ...planned(drawn, land), shown: settings === null ? drawn : base.under(drawn), source };
  };
  const termsOf = (year: number): Terms => {
    const settings = inForce(changes, "settings", year);
    const territory = inForce(changes, "territory", year);
    const source = `${settings} ${territory}`;
    const terms = made.get(source) ?? termsFrom(settings, territory, source);
    made.set(source, terms);
    return terms;
  };
  // Each donation asks.
  return (year) => {
    const terms = ofYears.get(year) ?? termsOf(year);
    ofYears.set(year, terms);
    return terms;
  };
}

/** @throws Refusal `invalid-settings` when the two do not make a plan */
function planned(settings: Settings, territory: Territory): Omit<Terms, "source" | "shown"> {
  return { settings, territory, territorySha256: territoryHash(territory), plan: makePlan(settings, territory) };
}

/** The digest of what was announced and is in force in the year; null: what the commons was made with. */
export function inForce(changes: readonly Change[], part: "settings" | "territory", year: number): string | null {
  const begun = changes.filter((change) => change.year <= year && change[part] !== null);
  const last = Math.max(...begun.map((change) => change.year));
  return begun.findLast((change) => change.year === last)?.[part] ?? null;
}

/** The terms of every year, read from the ledger again when they may have changed. */
export interface StandingTerms {
  of(year: number): Terms;
  /** Reads what was announced meanwhile, by this process or another. */
  refresh(): void;
}

/**
 * A change is announced a month before it begins, so that once a month is often enough for the intake; a publication
 * looks again by itself.
 */
export function standingTerms(parts: {
  readonly base: BaseTerms;
  readonly archive: Archive;
  readonly ledger: Pick<Ledger, "entries">;
  readonly clock: () => Date;
}): StandingTerms {
  const read = () => termsOfYears(parts.base, parts.archive, changesIn(parts.ledger.entries()));
  let [month, terms] = [monthOf(parts.clock()), read()];
  const refresh = () => {
    [month, terms] = [monthOf(parts.clock()), read()];
  };
  return {
    refresh,
    of: (year) => {
      if (month !== monthOf(parts.clock())) refresh();
      return terms(year);
    },
  };
}
