import type { LedgerEntry } from "../../src/contract/chain.ts";
import { basePeriod, parsePeriod } from "../../src/contract/period.ts";
import { fractionNumber, parseFraction, sumFractions } from "./fraction.ts";

/** The standard normal distribution (Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8). */
export function normalCdf(x: number): number {
  if (x < 0) return 1 - normalCdf(-x);
  const t = 1 / (1 + 0.2316419 * x);
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}

/**
 * Of a hundred bets on whether a home contributed, how many somebody wins who knows all the others and reads everything: Φ(√(2ρ)/2).
 * ρ-zCDP of Gaussian noise hides a home as a Gaussian shift of √(2ρ) does (Dong, Roth and Su 2022, Gaussian differential privacy).
 */
export function betsWon(rho: number): number {
  return Math.round(100 * normalCdf(Math.sqrt(2 * rho) / 2));
}

/** ρ that an entry charges one household, at most: of a debit the sum over its dearest streams. */
export function entryRho(entry: LedgerEntry): number {
  if (entry.kind === "assumed") return fractionNumber(parseFraction(entry.rho));
  if (entry.kind !== "debit") return 0;
  const dearest = Object.values(entry.charges)
    .map((charge) => parseFraction(charge.rho))
    .sort((a, b) => fractionNumber(b) - fractionNumber(a))
    .slice(0, entry.streams);
  return fractionNumber(sumFractions(dearest));
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
  const rho = fractionNumber(parseFraction(opened.rho));
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
