// A year in the ledger: its opening, what counts as spent, and why a debit to it is refused.

import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { add, compare, format, parse, type Rational, sub, toNumber, ZERO } from "../privacy/index.ts";
import { oddsOf } from "../privacy/odds/index.ts";
import type { EntryContent } from "./chain.ts";
import { allowedIn, type HouseholdCost, type SpendAndOdds, spendOf, spentInYear } from "./spend.ts";

/** The budget of a year and its terms, fixed with its first debit. */
export interface YearTerms {
  readonly epsilon: number;
  /** stated instead of ε, of 100 bets; absent: ε was stated */
  readonly odds?: number;
  /** ρ of the year, and δ′ of all its gates */
  readonly allowed: HouseholdCost;
  /** the conversion's part of δ */
  readonly conversion: Rational;
  /** L */
  readonly streams: number;
  readonly k: number;
  /** sha256 of the settings that share out the year, of the territory, and of what a cell holds */
  readonly terms: string;
}

export function openedIn(entries: readonly LedgerEntry[], year: number): EntryOf<"opened"> | undefined {
  return ofKind(entries, "opened").find((entry) => entry.year === year);
}

/** The entry that counts all of a year as spent, by the operator's word. */
export function assumedIn(entries: readonly LedgerEntry[], year: number): EntryOf<"assumed"> | undefined {
  return ofKind(entries, "assumed").find((entry) => entry.year === year);
}

/** Every year of the chain, the earliest first: from the chain alone, as anybody can compute it. */
export function yearsOf(entries: readonly LedgerEntry[]) {
  return ofKind(entries, "opened")
    .map((opened) => {
      const { year, rho, epsilon, gates, conversion } = opened;
      const yearEntries = entries.filter((entry) => entry.year === year);
      return {
        year,
        ...spendOf(yearEntries, parse(conversion), entries),
        rho_allowed: rho,
        epsilon_allowed: epsilon,
        delta_allowed: toNumber(add(parse(gates), parse(conversion))),
        odds_allowed: oddsOf(allowedIn(entries, opened)),
        closed: ofKind(entries, "closed").some((entry) => entry.year === year),
        assumed: assumedIn(entries, year) !== undefined,
      };
    })
    .sort((a, b) => a.year - b.year);
}

/** The payment of a household that took part in every year, converted with the last opened year's part of δ. */
export function lifetimeOf(entries: readonly LedgerEntry[]): SpendAndOdds {
  const last = ofKind(entries, "opened").at(-1);
  return spendOf(entries, last ? parse(last.conversion) : ZERO, entries);
}

/** The entry that opens a year on these terms. */
export function openingEntry(year: number, at: string, { allowed, ...terms }: YearTerms): EntryContent<EntryOf<"opened">> {
  const { epsilon, odds, streams, k, terms: digest } = terms;
  const stated = odds === undefined ? {} : { odds };
  const [rho, conversion, gates] = [allowed.rho, terms.conversion, allowed.delta].map(format) as [string, string, string];
  return { kind: "opened", year, at, epsilon, ...stated, rho, conversion, gates, streams, k, terms: digest };
}

/** The entry that counts the rest of an opened year as spent. */
export function assumptionEntry(
  entries: readonly LedgerEntry[],
  { year, ...opened }: EntryOf<"opened">,
  at: string,
): EntryContent<EntryOf<"assumed">> {
  const spent = spentInYear(entries, year);
  const left = (allowed: string, paid: Rational) => format(sub(parse(allowed), paid));
  return { kind: "assumed", year, at, rho: left(opened.rho, spent.rho), delta: left(opened.gates, spent.delta) };
}

/**
 * Refuses other terms for an opened year: with these its noise, its cells or its budget would mean something else.
 *
 * @throws Refusal `invalid-settings`
 */
export function refuseOtherTerms(opened: EntryOf<"opened">, terms: YearTerms): void {
  const { year, at } = opened;
  const expected = openingEntry(year, at, terms);
  const changed = (["epsilon", "odds", "rho", "conversion", "gates", "streams", "k", "terms"] as const).find(
    (name) => opened[name] !== expected[name],
  );
  if (changed === undefined) return;
  throw new Refusal(
    "invalid-settings",
    `${changed === "terms" ? "the digest of settings and territory" : changed} of the year ${year} was ${opened[changed]} when it was opened on ${at.slice(0, 10)} and must stay so; ` +
      `got ${expected[changed]}. The terms of a year that was opened stand: put the version of Voisinage back that opened it. Nothing was drawn`,
  );
}

/**
 * @param what is asked to be debited
 * @throws Refusal `budget-exceeded` when the year has spent more than its opening allowed, with the value and the bound
 */
export function refuseOver(entries: readonly LedgerEntry[], { year, rho, gates }: EntryOf<"opened">, what: string): void {
  const spent = spentInYear(entries, year);
  const bounds = { rho: parse(rho), delta: parse(gates) };
  const part = (["rho", "delta"] as const).find((one) => compare(spent[one], bounds[one]) > 0);
  if (part === undefined) return;
  const assumed = assumedIn(entries, year);
  throw new Refusal(
    "budget-exceeded",
    assumed
      ? `${what}: all of the year ${year} was counted as spent on ${assumed.at.slice(0, 10)}, because what was published of it is not known. Nothing was drawn`
      : `${what} would bring the year ${year} to ${part} = ${toNumber(spent[part])}; its budget is ${toNumber(bounds[part])}. Nothing was drawn`,
  );
}

/** @throws Refusal `year-closed` */
export function refuseClosed(entries: readonly LedgerEntry[], year: number, what: string): void {
  const closed = ofKind(entries, "closed").find((entry) => entry.year === year);
  if (closed === undefined) return;
  throw new Refusal(
    "year-closed",
    `${what}: the year ${year} was closed on ${closed.at.slice(0, 10)}, and what was left of it is forfeited. Nothing was drawn`,
  );
}

/** A drawn publication is never drawn again, even if a restored backup lost the draw. */
export function lostDraw({ publication, at, year }: EntryOf<"drawn">): Refusal {
  return new Refusal(
    "draw-lost",
    `${publication} was drawn on ${at.slice(0, 10)}, and the draw is not in this ledger: it was restored from an older backup. ` +
      `Put the folder releases/${publication} back from a copy; a second draw would cost ${year} a second time, and is not made`,
  );
}

/**
 * Refuses to go on with a debit that has no draw, where its year was counted as spent since. What was published of that year is
 * not known, and the publication may have been drawn elsewhere. Otherwise the run that goes on draws it.
 *
 * @throws Refusal `draw-lost`
 */
export function refuseUnknownDraw(entries: readonly LedgerEntry[], { publication, year, at }: EntryOf<"debit">): void {
  const assumed = assumedIn(entries, year);
  if (assumed === undefined || ofKind(entries, "drawn").some((drawn) => drawn.publication === publication)) return;
  throw new Refusal(
    "draw-lost",
    `${publication} was debited on ${at.slice(0, 10)} and ${year} counted as spent on ${assumed.at.slice(0, 10)}, because what was published of it is not known: ` +
      `${publication} may have been drawn elsewhere, and is not drawn again. If it was published, put the folder releases/${publication} back from a copy`,
  );
}

/**
 * A time at which the home was put back from a backup and nothing that was found knew more, or at which its witness turned out to be an
 * old copy.
 */
export interface RestoredDoubt {
  /** day on which it was put back, or found out */
  readonly day: string;
  /** day of the backup, or of the copy's last entry */
  readonly since: string;
  /** the last year that may have been published since: the one of `day` */
  readonly year: number;
}

/** Those of `added` that are not among `known`. */
export const lackingDoubts = (known: readonly RestoredDoubt[], added: readonly RestoredDoubt[]): RestoredDoubt[] =>
  added.filter(({ day, since, year }) => !known.some((one) => one.day === day && one.since === since && one.year === year));

/**
 * Refuses a year of which something may have been published between a backup and the day on which it was put back, until the
 * operator counts that year as spent.
 *
 * @throws Refusal `ledger-broken`
 */
export function refuseDoubted(entries: readonly LedgerEntry[], year: number, doubt: RestoredDoubt | undefined): void {
  if (doubt === undefined || assumedIn(entries, year)) return;
  throw new Refusal(
    "ledger-broken",
    `what was published of ${year} since ${doubt.since} is not known: on ${doubt.day} this home was put back from a backup of that day, or its witness from a copy of that day, ` +
      `and what knows more is lost: the newest witness, releases or public log. Count the year as spent ("voisinage ledger --assume-spent ${year}"); years after ${doubt.year} go on. Nothing was debited or drawn`,
  );
}
