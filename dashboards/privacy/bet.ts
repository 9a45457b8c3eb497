import type { LedgerEntry } from "../../src/contract/chain.ts";
import type { PrivacyReport, Spend } from "../../src/contract/manifest.ts";
import { basePeriod, parsePeriod } from "../../src/contract/period.ts";
import { termsIn } from "../../src/contract/standing-terms.ts";
import {
  changedOddsOf,
  compare,
  fromNumber,
  largestDraw,
  max,
  mul,
  oddsOf,
  parse,
  type Rational,
  sum,
  toNumber,
  ZERO,
} from "../../src/privacy/odds/index.ts";

/** Of a hundred bets on a home, the most that somebody can win: on whether it contributed, and on what it gave. */
export interface Bets {
  readonly there: number;
  readonly changed: number;
}

/** Ledger entries of what was spent, and the chain with the terms of their years. */
interface Paid {
  readonly entries: readonly LedgerEntry[];
  readonly chain: readonly LedgerEntry[];
}

/**
 * The most bets that somebody wins who knows all other homes and reads everything, in hundredths, rounded up. A release usually
 * states them; otherwise they are computed from its entries as `verify` and `ledger` do. Without entries, a single draw is
 * assumed to have had all of ρ.
 */
export function betsWon(spend: Spend, paid: Paid = { entries: [], chain: [] }): Bets {
  const rho = parse(spend.rho);
  const { entries, chain } = paid;
  const cost =
    entries.length === 0
      ? { rho, gates: fromNumber(spend.delta), largest: rho }
      : { rho, gates: sum(entries.map((entry) => entryCost(entry, "delta"))), largest: largestIn(entries, chain) };
  return { there: spend.odds ?? oddsOf(cost), changed: spend.odds_changed ?? changedOddsOf(cost) };
}

/** The bets of the year, of all years and of the release, as its report accounts for them. */
export function betsOf(
  report: PrivacyReport,
  log: readonly LedgerEntry[],
): { readonly [Part in "year" | "lifetime" | "release"]: Bets } {
  const { ledger, year, lifetime, this_release, release } = report;
  const bets = (spend: Spend, entries: readonly LedgerEntry[]): Bets => betsWon(spend, { entries: spends(entries), chain: log });
  return {
    year: bets(
      year,
      ledger.filter((entry) => entry.year === year.year),
    ),
    lifetime: bets(lifetime, ledger),
    release: bets(
      this_release,
      ledger.filter((entry) => "publication" in entry && entry.publication === release),
    ),
  };
}

const spends = (entries: readonly LedgerEntry[]) => entries.filter(({ kind }) => kind === "debit" || kind === "assumed");

const most = (all: readonly Rational[]): Rational => all.reduce(max, ZERO);

/**
 * Upper bound on the ρ of any single draw: what its year allows, and never more than the charge. The rule is that of
 * `src/ledger/spend.ts`.
 */
function largestIn(entries: readonly LedgerEntry[], chain: readonly LedgerEntry[]): Rational {
  const years = [...new Set(entries.map(({ year }) => year))].map((year) => {
    const charges = entries.filter((entry) => entry.year === year).flatMap((entry) => chargesOf(entry, "rho"));
    const [dearest, bound] = [most(charges), largestOfYear(chain, year)];
    return bound && compare(bound, dearest) < 0 ? bound : dearest;
  });
  return most(years);
}

/**
 * The largest draw that the year's terms allow. The terms in force are those that began last and, of several for one year, the
 * newest.
 */
function largestOfYear(chain: readonly LedgerEntry[], year: number): Rational | undefined {
  const yearOpening = chain.find((entry) => entry.kind === "opened" && entry.year === year);
  const terms = termsIn(chain, year)?.terms;
  return yearOpening?.kind === "opened" && terms
    ? mul(parse(yearOpening.rho), largestDraw(terms.budget.shares, yearOpening.streams))
    : undefined;
}

/** Φ(√(2ρ)/2) in percent, rounded to hundredths: the bets won against unrounded Gaussian noise, without the gates' part. */
export function plainBets(rho: number): number {
  const x = Math.sqrt(2 * rho) / 2;
  let [sum, term] = [x, x];
  for (let n = 1; n < 80; n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return Math.round(10_000 * Math.min(1, 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI))) / 100;
}

function chargesOf(entry: LedgerEntry, part: "rho" | "delta"): Rational[] {
  if (entry.kind === "assumed") return [parse(entry[part])];
  return entry.kind === "debit" ? Object.values(entry.charges).map((charge) => parse(charge[part])) : [];
}

/** The most that an entry charges one household: for a debit, the sum over its most expensive streams. */
function entryCost(entry: LedgerEntry, part: "rho" | "delta"): Rational {
  const dearest = chargesOf(entry, part).sort((a, b) => compare(b, a));
  return sum(entry.kind === "debit" ? dearest.slice(0, entry.streams) : dearest);
}

export function entryRho(entry: LedgerEntry): number {
  return toNumber(entryCost(entry, "rho"));
}

export type SpentFor = "year" | "quarter" | "month" | "assumed";

/** A year's budget: what its opening allowed, and the share spent by each kind of publication. */
export interface YearBudget {
  readonly year: number;
  readonly rho: number;
  readonly parts: readonly { readonly spentFor: SpentFor; readonly share: number }[];
  readonly spent: number;
  readonly closed: boolean;
}

/** What a year is spent for, in the order of its bar. */
export const SPENT_FOR: readonly SpentFor[] = ["year", "quarter", "month", "assumed"];

/** The year's budget from the public chain; null where the year was not opened. */
export function yearBudget(entries: readonly LedgerEntry[], year: number): YearBudget | null {
  const own = entries.filter((entry) => entry.year === year);
  const opening = own.flatMap((entry) => (entry.kind === "opened" ? [entry] : [])).at(-1);
  if (!opening) return null;
  const rho = toNumber(parse(opening.rho));
  const spent = new Map<SpentFor, number>();
  for (const entry of own) {
    const cost = entryRho(entry);
    if (cost === 0) continue;
    const spentFor = entry.kind === "debit" ? parsePeriod(basePeriod(entry.publication)).step : "assumed";
    spent.set(spentFor, (spent.get(spentFor) ?? 0) + cost / rho);
  }
  const parts = SPENT_FOR.flatMap((spentFor) => {
    const share = spent.get(spentFor);
    return share === undefined ? [] : [{ spentFor, share }];
  });
  return {
    year,
    rho,
    parts,
    spent: parts.reduce((sum, { share }) => sum + share, 0),
    closed: own.some(({ kind }) => kind === "closed"),
  };
}
