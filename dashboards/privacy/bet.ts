import type { LedgerEntry } from "../../src/contract/chain.ts";
import type { Spend } from "../../src/contract/manifest.ts";
import { basePeriod, parsePeriod } from "../../src/contract/period.ts";
import { changedOddsOf, fromNumber, inTenths, oddsOf } from "../../src/privacy/odds/index.ts";
import { fractionNumber, parseFraction, sumFractions } from "./fraction.ts";

/**
 * Of a hundred bets on a home, how many somebody wins at best who knows all the others and reads everything: on whether it
 * contributed, and on what it gave. In tenths, rounded up. Of a release that did not state them, from its ρ and δ alone.
 */
export function betsWon(spend: Spend): { readonly there: number; readonly changed: number } {
  const rho = parseFraction(spend.rho);
  const paid = { rho, gates: fromNumber(spend.delta), largest: rho };
  return { there: inTenths(spend.odds ?? oddsOf(paid)), changed: inTenths(spend.odds_changed ?? changedOddsOf(paid)) };
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
