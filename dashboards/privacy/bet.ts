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

/** Of a hundred bets on a home, how many somebody wins at best: on whether it contributed, and on what it gave. */
export interface Bets {
  readonly there: number;
  readonly changed: number;
}

/** What was paid with, and the chain that states the terms of its years. */
interface Paid {
  readonly entries: readonly LedgerEntry[];
  readonly chain: readonly LedgerEntry[];
}

/**
 * The bets that somebody wins at best who knows all the others and reads everything, in hundredths, rounded up: those that a release
 * states. Of one that did not state them, what `verify` and `ledger` come to from the same entries; without entries, one draw may have
 * had all of ρ.
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

/** The bets of the year, of all years and of the release itself, as its report accounts for them. */
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

/** Upper bound on the ρ of any one draw: what its year allows, and never more than the charge. The same rule as `src/ledger/spend.ts`. */
function largestIn(entries: readonly LedgerEntry[], chain: readonly LedgerEntry[]): Rational {
  const years = [...new Set(entries.map(({ year }) => year))].map((year) => {
    const charges = entries.filter((entry) => entry.year === year).flatMap((entry) => chargesOf(entry, "rho"));
    const [dearest, bound] = [most(charges), largestOfYear(chain, year)];
    return bound && compare(bound, dearest) < 0 ? bound : dearest;
  });
  return most(years);
}

/** The largest draw that the year's terms allow. The terms in force are those that began last; of several for one year, the newest. */
function largestOfYear(chain: readonly LedgerEntry[], year: number): Rational | undefined {
  const opened = chain.find((entry) => entry.kind === "opened" && entry.year === year);
  const terms = termsIn(chain, year)?.terms;
  return opened?.kind === "opened" && terms
    ? mul(parse(opened.rho), largestDraw(terms.budget.shares, opened.streams))
    : undefined;
}

/** Φ(√(2ρ)/2) in hundredths of a hundred: what noise that is not rounded would let somebody win, without thresholds. */
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

/** What an entry charges one household, at most: of a debit the sum over its dearest streams. */
function entryCost(entry: LedgerEntry, part: "rho" | "delta"): Rational {
  const dearest = chargesOf(entry, part).sort((a, b) => compare(b, a));
  return sum(entry.kind === "debit" ? dearest.slice(0, entry.streams) : dearest);
}

export function entryRho(entry: LedgerEntry): number {
  return toNumber(entryCost(entry, "rho"));
}

export type SpentFor = "year" | "quarter" | "month" | "assumed";

/** A year's budget: what its opening allowed, and what each kind of publication has cost, as shares of it. */
export interface YearBudget {
  readonly year: number;
  readonly rho: number;
  readonly parts: readonly { readonly spentFor: SpentFor; readonly share: number }[];
  readonly spent: number;
  readonly closed: boolean;
}

const ORDER: readonly SpentFor[] = ["year", "quarter", "month", "assumed"];

/** From the public chain; null: the year was not opened. */
export function yearBudget(entries: readonly LedgerEntry[], year: number): YearBudget | null {
  const own = entries.filter((entry) => entry.year === year);
  const opened = own.flatMap((entry) => (entry.kind === "opened" ? [entry] : [])).at(-1);
  if (!opened) return null;
  const rho = toNumber(parse(opened.rho));
  const spent = new Map<SpentFor, number>();
  for (const entry of own) {
    const cost = entryRho(entry);
    if (cost === 0) continue;
    const what = entry.kind === "debit" ? parsePeriod(basePeriod(entry.publication)).step : "assumed";
    spent.set(what, (spent.get(what) ?? 0) + cost / rho);
  }
  const parts = ORDER.flatMap((spentFor) => {
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
