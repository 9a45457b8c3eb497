import type { EntryOf, LedgerEntry } from "../../contract/chain.ts";
import { MOST_DELTA, MOST_EPSILON } from "../../contract/settings.ts";
import { epsilonOf } from "../epsilon.ts";
import { addFractions, compareFractions, decimalFraction, formatFraction, parseFraction, toNumber, ZERO } from "./fraction.ts";

/** Rounding of the last digits of a number that somebody else computed. */
const NEAR = 1e-9;

/** ε that a ρ comes to with a year's part of δ for the conversion. */
export function epsilonIn({ conversion }: EntryOf<"opened">, rho: number): number {
  return epsilonOf(rho, toNumber(parseFraction(conversion)));
}

/** Is an ε that was computed more than what the year was opened with? */
export function isOver({ epsilon }: EntryOf<"opened">, computed: number): boolean {
  return !(computed <= epsilon * (1 + NEAR));
}

/**
 * May a year be opened so? Whatever else a chain says of a year is held against its opening, so each must be one that settings allow,
 * and its ρ no more than its ε.
 */
export function openingFaults(ledger: readonly LedgerEntry[]): string[] {
  return ledger.flatMap((opened) => {
    if (opened.kind !== "opened") return [];
    const { year, epsilon, rho } = opened;
    const faults: string[] = [];
    if (!(epsilon > 0 && epsilon <= MOST_EPSILON))
      faults.push(`epsilon of ${year} was opened with ${epsilon}; settings allow more than 0 and at most ${MOST_EPSILON}`);
    const [conversion, gates] = [parseFraction(opened.conversion), parseFraction(opened.gates)];
    const [least, delta] = [compareFractions(conversion, gates) < 0 ? conversion : gates, addFractions(conversion, gates)];
    if (compareFractions(least, ZERO) <= 0)
      faults.push(`conversion and gates of ${year} are ${opened.conversion} and ${opened.gates}; each is more than 0`);
    else if (compareFractions(delta, decimalFraction(MOST_DELTA)) > 0)
      faults.push(`delta of ${year} was opened with ${formatFraction(delta)}; settings allow at most ${MOST_DELTA}`);
    const most = epsilonIn(opened, toNumber(parseFraction(rho)));
    if (isOver(opened, most)) faults.push(`the rho that opens ${year} is epsilon = ${most}; it says ${epsilon}`);
    return faults;
  });
}
