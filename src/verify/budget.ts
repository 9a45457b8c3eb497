import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import { MOST_DELTA, MOST_EPSILON } from "../contract/settings.ts";
import { planningTerms } from "../contract/terms.ts";
import { epsilonOf } from "../release/epsilon.ts";
import type { Faults } from "./check.ts";
import { decimal, Fraction, isNear, sum } from "./fraction.ts";

/** ε that a ρ comes to with a year's part of δ for the conversion. */
export function epsilonIn({ conversion }: EntryOf<"opened">, rho: Fraction): number {
  return epsilonOf(rho.valueOf(), new Fraction(conversion).valueOf());
}

/** Is an ε that was computed more than what the year was opened with? */
function isOver({ epsilon }: EntryOf<"opened">, computed: number): boolean {
  return !(computed <= epsilon || isNear(epsilon, computed));
}

/** What the worst household has paid: of each publication its `streams` dearest measures, added up, and what is assumed. */
export function worst(entries: readonly LedgerEntry[], part: "rho" | "delta"): Fraction {
  const paid = ofKind(entries, "debit").map(({ charges, streams }) => {
    const dearest = Object.values(charges).map((charge) => new Fraction(charge[part]));
    return sum(dearest.sort((a, b) => b.compare(a)).slice(0, streams));
  });
  return sum([...paid, ...ofKind(entries, "assumed").map((assumed) => new Fraction(assumed[part]))]);
}

/** Does any year cost more than its opening allowed? ρ and δ by exact fractions; ε converted anew. */
export function* budgetFaults(ledger: readonly LedgerEntry[]): Faults {
  for (const opened of ofKind(ledger, "opened")) {
    const { year } = opened;
    const ofYear = ledger.filter((entry) => entry.year === year);
    for (const part of ["rho", "delta"] as const) {
      const [paid, allowed] = [worst(ofYear, part), new Fraction(part === "rho" ? opened.rho : opened.gates)];
      if (paid.gt(allowed))
        yield `${part} of ${year} is ${paid.toFraction()} by the ledger; its opening allowed ${allowed.toFraction()}`;
    }
    const epsilon = epsilonIn(opened, worst(ofYear, "rho"));
    if (isOver(opened, epsilon)) yield `epsilon of ${year} is ${epsilon} by the ledger; its opening allowed ${opened.epsilon}`;
  }
}

/**
 * May each year be opened so? Whatever else a chain says of a year is held against its opening, so each must be one that settings
 * allow, its ρ no more than its ε, and all of it what the terms stated before say. That terms are stated at all, a release is asked for.
 */
export function* openingFaults(ledger: readonly LedgerEntry[]): Faults {
  for (const opened of ofKind(ledger, "opened")) {
    const { year, epsilon, k, streams } = opened;
    if (!(epsilon > 0 && epsilon <= MOST_EPSILON))
      yield `epsilon of ${year} was opened with ${epsilon}; settings allow more than 0 and at most ${MOST_EPSILON}`;
    const [conversion, gates] = [new Fraction(opened.conversion), new Fraction(opened.gates)];
    const delta = conversion.add(gates).toFraction();
    if (conversion.lte(0) || gates.lte(0))
      yield `conversion and gates of ${year} are ${opened.conversion} and ${opened.gates}; each is more than 0`;
    else if (decimal(MOST_DELTA).lt(delta))
      yield `delta of ${year} was opened with ${delta}; settings allow at most ${MOST_DELTA}`;
    const most = epsilonIn(opened, new Fraction(opened.rho));
    if (isOver(opened, most)) yield `the rho that opens ${year} is epsilon = ${most}; it says ${epsilon}`;
    const stated = planningTerms(ledger.slice(0, ledger.indexOf(opened)), year);
    if (stated === undefined) continue;
    const { budget } = stated;
    const expected = {
      epsilon: budget.epsilon,
      k: stated.k,
      streams: stated.streams,
      delta: budget.delta === undefined ? delta : decimal(budget.delta).toFraction(),
    };
    for (const [what, found] of Object.entries({ epsilon, k, streams, delta }))
      if (found !== expected[what as keyof typeof expected])
        yield `${what} of ${year} was opened with ${found}; its terms state ${expected[what as keyof typeof expected]}`;
  }
}
