import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { MOST_DELTA, MOST_EPSILON } from "../contract/settings.ts";
import { planningTerms } from "../contract/terms.ts";
import { epsilonOf } from "../release/epsilon.ts";
import { decimal, Fraction } from "./fraction.ts";

/** Rounding of the last digits of a number that somebody else computed. */
const NEAR = 1e-9;

/** ε that a ρ comes to with a year's part of δ for the conversion. */
export function epsilonIn({ conversion }: EntryOf<"opened">, rho: Fraction): number {
  return epsilonOf(rho.valueOf(), new Fraction(conversion).valueOf());
}

/** Is an ε that was computed more than what the year was opened with? */
export function isOver({ epsilon }: EntryOf<"opened">, computed: number): boolean {
  return !(computed <= epsilon * (1 + NEAR));
}

/**
 * May a year be opened so? Whatever else a chain says of a year is held against its opening, so each must be one that settings allow,
 * its ρ no more than its ε, and all of it what the terms stated before say.
 */
export function openingFaults(ledger: readonly LedgerEntry[]): string[] {
  return ledger.flatMap((opened, i) => {
    if (opened.kind !== "opened") return [];
    const { year, epsilon, rho } = opened;
    const faults: string[] = [];
    if (!(epsilon > 0 && epsilon <= MOST_EPSILON))
      faults.push(`epsilon of ${year} was opened with ${epsilon}; settings allow more than 0 and at most ${MOST_EPSILON}`);
    const [conversion, gates] = [new Fraction(opened.conversion), new Fraction(opened.gates)];
    const delta = conversion.add(gates);
    if (conversion.lte(0) || gates.lte(0))
      faults.push(`conversion and gates of ${year} are ${opened.conversion} and ${opened.gates}; each is more than 0`);
    else if (delta.gt(decimal(MOST_DELTA)))
      faults.push(`delta of ${year} was opened with ${delta.toFraction()}; settings allow at most ${MOST_DELTA}`);
    const most = epsilonIn(opened, new Fraction(rho));
    if (isOver(opened, most)) faults.push(`the rho that opens ${year} is epsilon = ${most}; it says ${epsilon}`);
    return [...faults, ...statedFaults(ledger.slice(0, i), opened)];
  });
}

/** A year is opened on the terms that were stated for it. That terms are stated at all, a release is asked for. */
function statedFaults(before: readonly LedgerEntry[], opened: EntryOf<"opened">): string[] {
  const stated = planningTerms(before, opened.year);
  if (stated === undefined) return [];
  const { epsilon, delta } = stated.budget;
  const opening = new Fraction(opened.conversion).add(opened.gates).toFraction();
  const compared: [string, unknown, unknown][] = [
    ["epsilon", opened.epsilon, epsilon],
    ["k", opened.k, stated.k],
    ["streams", opened.streams, stated.streams],
    ...(delta === undefined ? [] : [["delta", opening, decimal(delta).toFraction()] as [string, unknown, unknown]]),
  ];
  return compared
    .filter(([, found, expected]) => found !== expected)
    .map(([what, found, expected]) => `${what} of ${opened.year} was opened with ${found}; its terms state ${expected}`);
}
