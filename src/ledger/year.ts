import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { Spend } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import { add, compare, format, parse, type Rational, sub, toNumber } from "../privacy/index.ts";
import { asSpend, type Paid, spentInLifetime, spentInYear } from "./spend.ts";
import type { EntryContent } from "./unlinked.ts";

/** What a year may spend, and what it is spent on: fixed with its first debit. */
export interface YearTerms {
  readonly epsilon: number;
  /** ρ of the year, and δ′ of all its gates */
  readonly allowed: Paid;
  /** the conversion's part of δ */
  readonly conversion: Rational;
  /** L */
  readonly streams: number;
  readonly k: number;
  /** sha256 of the settings that share out the year, of the territory, and of what a cell holds */
  readonly terms: string;
}

/** One year of the chain: what it was allowed, what the worst household has paid. */
export interface YearSummary extends Spend {
  readonly year: number;
  readonly rho_allowed: string;
  readonly epsilon_allowed: number;
  readonly delta_allowed: number;
  readonly closed: boolean;
  /** counted as spent by the operator's word */
  readonly assumed: boolean;
}

export function openedIn(entries: readonly LedgerEntry[], year: number): EntryOf<"opened"> | undefined {
  return entries.find((entry): entry is EntryOf<"opened"> => entry.kind === "opened" && entry.year === year);
}

/** Every year of the chain, the earliest first: from the chain alone, as anybody can compute it. */
export function yearsOf(entries: readonly LedgerEntry[]): YearSummary[] {
  const opened = entries.filter((entry) => entry.kind === "opened");
  const has = (kind: LedgerEntry["kind"], year: number) => entries.some((entry) => entry.kind === kind && entry.year === year);
  return opened
    .map((entry) => ({
      year: entry.year,
      ...asSpend(spentInYear(entries, entry.year), parse(entry.conversion)),
      rho_allowed: entry.rho,
      epsilon_allowed: entry.epsilon,
      delta_allowed: toNumber(add(parse(entry.gates), parse(entry.conversion))),
      closed: has("closed", entry.year),
      assumed: has("assumed", entry.year),
    }))
    .sort((a, b) => a.year - b.year);
}

/** What a household that took part in every year has paid, converted with the last opened year's part of δ. */
export function lifetimeOf(entries: readonly LedgerEntry[]): Spend {
  const last = entries.findLast((entry) => entry.kind === "opened");
  return last ? asSpend(spentInLifetime(entries), parse(last.conversion)) : { rho: "0/1", epsilon: 0, delta: 0 };
}

/** The entry that opens a year on these terms. */
export function opening(year: number, at: string, o: YearTerms): EntryContent<EntryOf<"opened">> {
  return {
    kind: "opened",
    year,
    at,
    epsilon: o.epsilon,
    rho: format(o.allowed.rho),
    conversion: format(o.conversion),
    gates: format(o.allowed.delta),
    streams: o.streams,
    k: o.k,
    terms: o.terms,
  };
}

/** The entry that counts what is left of an opened year as spent. */
export function assumption(
  entries: readonly LedgerEntry[],
  opened: EntryOf<"opened">,
  at: string,
): EntryContent<EntryOf<"assumed">> {
  const spent = spentInYear(entries, opened.year);
  const left = (allowed: string, paid: Rational) => format(sub(parse(allowed), paid));
  return { kind: "assumed", year: opened.year, at, rho: left(opened.rho, spent.rho), delta: left(opened.gates, spent.delta) };
}

/**
 * The terms of an opened year stand: with others its noise, its cells or its budget would mean something else.
 *
 * @throws Refusal `invalid-settings`
 */
export function refuseOtherTerms(opened: EntryOf<"opened">, year: number, asked: YearTerms): void {
  const now = opening(year, opened.at, asked);
  const changed = (["epsilon", "rho", "conversion", "gates", "streams", "k", "terms"] as const).find(
    (name) => opened[name] !== now[name],
  );
  if (changed === undefined) return;
  throw new Refusal(
    "invalid-settings",
    `${changed === "terms" ? "the digest of settings and territory" : changed} of the year ${year} was ${opened[changed]} when it was opened on ${opened.at.slice(0, 10)} and must stay so; ` +
      `got ${now[changed]}. The terms of a year that was opened stand: put the version of Voisinage back that opened it. Nothing was drawn`,
  );
}

/**
 * @param what is asked to be debited
 * @throws Refusal `budget-exceeded` when the year has spent more than its opening allowed, with the value and the bound
 */
export function refuseOver(entries: readonly LedgerEntry[], opened: EntryOf<"opened">, what: string): void {
  const spent = spentInYear(entries, opened.year);
  const bounds = { rho: parse(opened.rho), delta: parse(opened.gates) };
  for (const part of ["rho", "delta"] as const) {
    if (compare(spent[part], bounds[part]) <= 0) continue;
    const assumed = entries.find((entry) => entry.kind === "assumed" && entry.year === opened.year);
    throw new Refusal(
      "budget-exceeded",
      assumed
        ? `${what}: all of the year ${opened.year} was counted as spent on ${assumed.at.slice(0, 10)}, because what was published of it is not known. Nothing was drawn`
        : `${what} would bring the year ${opened.year} to ${part} = ${toNumber(spent[part])}; its budget is ${toNumber(bounds[part])}. Nothing was drawn`,
    );
  }
}

/** @throws Refusal `year-closed` */
export function refuseClosed(entries: readonly LedgerEntry[], year: number, what: string): void {
  const closed = entries.find((entry) => entry.kind === "closed" && entry.year === year);
  if (closed === undefined) return;
  throw new Refusal(
    "year-closed",
    `${what}: the year ${year} was closed on ${closed.at.slice(0, 10)}, and what was left of it is forfeited. Nothing was drawn`,
  );
}
