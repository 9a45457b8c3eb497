import type { LedgerEntry, Spend } from "../contract/manifest.ts";
import { add, compare, epsilonOf, format, parse, type Rational, rational, sum, toNumber } from "../privacy/index.ts";

/** Exact ρ and gate δ′ that one household may have paid. */
export interface Paid {
  readonly rho: Rational;
  readonly delta: Rational;
}

const NOTHING: Paid = { rho: rational(0n), delta: rational(0n) };

/**
 * What the worst household has paid among these debits: a household counts in at most `streams`
 * measures a year, so it pays at most the sum over the dearest ones; not over all measures.
 * ρ and δ′ add up over publications (Bun & Steinke 2016, Lemma 2.3 and 8.2).
 *
 * @param entries debits of one calendar year of readings
 */
export function worstHousehold(entries: readonly LedgerEntry[]): Paid {
  const byMeasure = new Map<string, Paid>();
  let streams = 0;
  for (const entry of entries) {
    if (entry.kind !== "debit") continue;
    streams = Math.max(streams, entry.streams);
    for (const [measure, charge] of Object.entries(entry.charges)) {
      const before = byMeasure.get(measure) ?? NOTHING;
      byMeasure.set(measure, { rho: add(before.rho, parse(charge.rho)), delta: add(before.delta, parse(charge.delta)) });
    }
  }
  const dearest = (part: "rho" | "delta") =>
    sum(
      [...byMeasure.values()]
        .map((paid) => paid[part])
        .sort((a, b) => compare(b, a))
        .slice(0, streams),
    );
  return { rho: dearest("rho"), delta: dearest("delta") };
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
