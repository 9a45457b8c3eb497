import type { LedgerEntry, Spend } from "../contract/manifest.ts";
import { add, compare, epsilonOf, format, parse, type Rational, sum, toNumber } from "../privacy/index.ts";

/** Exact ρ and gate δ′ that one household may have paid. */
export interface Paid {
  readonly rho: Rational;
  readonly delta: Rational;
}

/**
 * What the worst household has paid among these debits. In one publication a household counts in at most
 * `streams` measures, so it pays at most that publication's dearest ones, not all of them; over publications
 * ρ and δ′ add up (Bun & Steinke 2016, lemmas 2.3 and 8.2). Nothing here rests on a household keeping the
 * same measures all year: one that withdraws and contributes again under others is covered too.
 */
export function worstHousehold(entries: readonly LedgerEntry[]): Paid {
  const dearest = (entry: LedgerEntry, part: "rho" | "delta") =>
    sum(
      Object.values(entry.charges)
        .map((charge) => parse(charge[part]))
        .sort((x, y) => compare(y, x))
        .slice(0, entry.streams),
    );
  const debits = entries.filter((entry) => entry.kind === "debit");
  return { rho: sum(debits.map((entry) => dearest(entry, "rho"))), delta: sum(debits.map((entry) => dearest(entry, "delta"))) };
}

/** What the worst household has paid in one calendar year of readings. */
export function spentInYear(entries: readonly LedgerEntry[], year: number): Paid {
  return worstHousehold(entries.filter((entry) => entry.year === year));
}

/** What a household that took part in every year has paid. */
export function spentInLifetime(entries: readonly LedgerEntry[]): Paid {
  const years = [...new Set(entries.map((entry) => entry.year))];
  const paid = years.map((year) => spentInYear(entries, year));
  return { rho: sum(paid.map((p) => p.rho)), delta: sum(paid.map((p) => p.delta)) };
}

/**
 * ρ and δ′ as one (ε, δ): converted once, with `conversion` as the conversion's part of δ.
 * Nothing paid is (0, 0).
 */
export function asSpend(paid: Paid, conversion: Rational): Spend {
  if (paid.rho.num === 0n) return { rho: format(paid.rho), epsilon: 0, delta: 0 };
  return { rho: format(paid.rho), epsilon: epsilonOf(paid.rho, conversion), delta: toNumber(add(paid.delta, conversion)) };
}
