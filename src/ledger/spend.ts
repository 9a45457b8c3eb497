import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { Spend } from "../contract/manifest.ts";
import { add, compare, epsilonOf, format, parse, type Rational, sum, toNumber } from "../privacy/index.ts";

/** Exact ρ and gate δ′ that one household may have paid. */
export interface HouseholdCost {
  readonly rho: Rational;
  readonly delta: Rational;
}

/**
 * What the worst household has paid among these entries. In one publication a household counts in at most
 * `streams` measures, so it pays at most that publication's dearest ones, not all of them; over publications
 * ρ and δ′ add up (Bun & Steinke 2016, lemmas 2.3 and 8.2). Nothing here rests on a household keeping the
 * same measures all year: one that withdraws and contributes again under others is covered too. What is
 * assumed to be spent counts as if it had been.
 */
export function worstHousehold(entries: readonly LedgerEntry[]): HouseholdCost {
  const debited = ofKind(entries, "debit").map(({ charges, streams }) =>
    dearestMeasures(Object.values(charges).map(parsed), streams),
  );
  return sumCosts([...debited, ...ofKind(entries, "assumed").map(parsed)]);
}

/** What a household pays at most that counts in `streams` of the measures of one publication, each with its charge. */
export function dearestMeasures(charges: readonly HouseholdCost[], streams: number): HouseholdCost {
  const most = (part: keyof HouseholdCost) =>
    sum(
      charges
        .map((charge) => charge[part])
        .sort((x, y) => compare(y, x))
        .slice(0, streams),
    );
  return { rho: most("rho"), delta: most("delta") };
}

/** ρ and δ′ add up. */
export function sumCosts(paid: readonly HouseholdCost[]): HouseholdCost {
  return { rho: sum(paid.map(({ rho }) => rho)), delta: sum(paid.map(({ delta }) => delta)) };
}

function parsed({ rho, delta }: { readonly rho: string; readonly delta: string }): HouseholdCost {
  return { rho: parse(rho), delta: parse(delta) };
}

/** What the worst household has paid in one calendar year of readings. */
export function spentInYear(entries: readonly LedgerEntry[], year: number): HouseholdCost {
  return worstHousehold(entries.filter((entry) => entry.year === year));
}

/** What a household that took part in every year has paid. */
export function spentInLifetime(entries: readonly LedgerEntry[]): HouseholdCost {
  return worstHousehold(entries);
}

/**
 * ρ and δ′ as one (ε, δ): converted once, with `conversion` as the conversion's part of δ.
 * Nothing paid is (0, 0).
 */
export function asSpend(paid: HouseholdCost, conversion: Rational): Spend {
  if (paid.rho.num === 0n) return { rho: format(paid.rho), epsilon: 0, delta: 0 };
  return { rho: format(paid.rho), epsilon: epsilonOf(paid.rho, conversion), delta: toNumber(add(paid.delta, conversion)) };
}
