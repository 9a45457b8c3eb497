// What the household that pays most has paid, from the entries of a chain: ρ and δ′, as (ε, δ) and as odds of bets.

import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import type { Spend } from "../contract/manifest.ts";
import { planningTerms } from "../contract/standing-terms.ts";
import { add, compare, epsilonOf, format, max, mul, parse, type Rational, sum, toNumber, ZERO } from "../privacy/index.ts";
import { type BetCost, changedOddsOf, largestDraw, oddsOf } from "../privacy/odds/index.ts";

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
    dearestMeasures(Object.values(charges).map(parseCost), streams),
  );
  return sumCosts([...debited, ...ofKind(entries, "assumed").map(parseCost)]);
}

/** The most that a household pays that counts in `streams` measures of one publication, each with its charge. */
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

export function sumCosts(paid: readonly HouseholdCost[]): HouseholdCost {
  return { rho: sum(paid.map(({ rho }) => rho)), delta: sum(paid.map(({ delta }) => delta)) };
}

function parseCost({ rho, delta }: { readonly rho: string; readonly delta: string }): HouseholdCost {
  return { rho: parse(rho), delta: parse(delta) };
}

/** The payment of the worst household in one calendar year of readings. */
export function spentInYear(entries: readonly LedgerEntry[], year: number): HouseholdCost {
  return worstHousehold(entries.filter((entry) => entry.year === year));
}

/** What is stated as spent by this version, which always states odds; releases made before odds existed lack them. */
export type SpendAndOdds = Spend & { readonly odds: number; readonly odds_changed: number };

/**
 * Upper bound of what a single draw of a year costs, per squared unit of its sensitivity: the part of its ρ that the shares of
 * its terms let one draw have. Undefined where the chain does not state them, as in tests of a ledger alone.
 */
function largestOfYear(chain: readonly LedgerEntry[], { year, rho, streams }: EntryOf<"opened">): Rational | undefined {
  const terms = planningTerms(chain, year);
  return terms && mul(parse(rho), largestDraw(terms.budget.shares, streams));
}

/** An upper bound on the cost of a single draw of these entries, by their years and the dearest charge. */
function largestIn(entries: readonly LedgerEntry[], chain: readonly LedgerEntry[]): Rational {
  const dearest = new Map<number, Rational>();
  for (const entry of entries) {
    const charges = entry.kind === "debit" ? Object.values(entry.charges) : entry.kind === "assumed" ? [entry] : [];
    for (const { rho } of charges) dearest.set(entry.year, max(dearest.get(entry.year) ?? ZERO, parse(rho)));
  }
  const opened = ofKind(chain, "opened");
  const years = [...dearest].map(([year, charge]) => {
    const opening = opened.find((one) => one.year === year);
    const bound = opening && largestOfYear(chain, opening);
    return bound !== undefined && compare(bound, charge) < 0 ? bound : charge;
  });
  return years.reduce(max, ZERO);
}

/** All that an opened year may spend, in the form that `oddsOf` takes. */
export function allowedIn(chain: readonly LedgerEntry[], opened: EntryOf<"opened">): BetCost {
  const rho = parse(opened.rho);
  return { rho, gates: parse(opened.gates), largest: largestOfYear(chain, opened) ?? rho };
}

/**
 * ρ and δ′ as one (ε, δ), converted once, with `conversion` as the conversion's part of δ; and as the odds of bets, which need no
 * conversion. Nothing paid is (0, 0), and bets like those of a coin.
 *
 * @param largest upper bound of what a single draw cost, per squared unit of its sensitivity
 */
export function asSpend({ rho, delta }: HouseholdCost, conversion: Rational, largest: Rational): SpendAndOdds {
  if (rho.num === 0n) return { rho: format(rho), epsilon: 0, delta: 0, odds: 50, odds_changed: 50 };
  const paid = { rho, gates: delta, largest };
  return {
    rho: format(rho),
    epsilon: epsilonOf(rho, conversion),
    delta: toNumber(add(delta, conversion)),
    odds: oddsOf(paid),
    odds_changed: changedOddsOf(paid),
  };
}

/**
 * What the worst household has paid among these entries.
 *
 * @param chain all of it, which states what each year was opened with
 */
export function spendOf(entries: readonly LedgerEntry[], conversion: Rational, chain: readonly LedgerEntry[]): SpendAndOdds {
  return asSpend(worstHousehold(entries), conversion, largestIn(entries, chain));
}
