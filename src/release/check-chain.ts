import type { LedgerEntry } from "../contract/chain.ts";
import { addFractions, compareFractions, type Fraction, formatFraction, parseFraction, ZERO } from "./fraction.ts";
import { canonicalHash } from "./hash.ts";

/** What is wrong with a published chain, in words. */
export function chainFaults(ledger: readonly LedgerEntry[]): string[] {
  const faults: string[] = [];
  let previous = "0".repeat(64);
  for (const [i, { hash, ...entry }] of ledger.entries()) {
    if (entry.seq !== i + 1) faults.push(`entry ${i + 1} carries the number ${entry.seq}`);
    if (entry.previous !== previous) faults.push(`entry ${entry.seq} does not follow the one before it`);
    if (canonicalHash(entry) !== hash) faults.push(`entry ${entry.seq} was changed after it was written`);
    previous = hash;
  }
  return [...faults, ...orderFaults(ledger)];
}

/** A year is opened before it is debited, once, and not debited once it is closed; what is announced is for a later year. */
function orderFaults(ledger: readonly LedgerEntry[]): string[] {
  const [opened, closed, debited, drawn] = [new Map<number, LedgerEntry>(), new Set<number>(), new Set(), new Set()];
  const faults: string[] = [];
  for (const entry of ledger) {
    const { seq, year } = entry;
    const spends = entry.kind === "debit" || entry.kind === "assumed";
    if (spends && !opened.has(year)) faults.push(`entry ${seq} spends of ${year}, which is not opened`);
    if (spends && closed.has(year)) faults.push(`entry ${seq} spends of ${year}, which is closed`);
    if (entry.kind === "opened") {
      if (opened.has(year)) faults.push(`entry ${seq} opens ${year} again`);
      opened.set(year, entry);
    }
    if (entry.kind === "closed") closed.add(year);
    if (entry.kind === "announced" && [...opened.keys()].some((one) => one >= year))
      faults.push(`entry ${seq} announces a change for ${year}, which was not to come`);
    if (entry.kind === "debit") {
      if (debited.has(entry.publication)) faults.push(`entry ${seq} debits ${entry.publication} again`);
      debited.add(entry.publication);
      const streams = opened.get(year);
      if (streams?.kind === "opened" && streams.streams !== entry.streams)
        faults.push(`entry ${seq} counts ${entry.streams} streams; the year was opened with ${streams.streams}`);
    }
    if (entry.kind === "drawn") {
      if (!debited.has(entry.publication)) faults.push(`entry ${seq}: ${entry.publication} was drawn without a debit`);
      if (drawn.has(entry.publication)) faults.push(`entry ${seq}: ${entry.publication} was drawn again`);
      drawn.add(entry.publication);
    }
  }
  return faults;
}

/** Does any year cost more than its opening allowed? By exact fractions, in the order of the debits. */
export function budgetFaults(ledger: readonly LedgerEntry[]): string[] {
  return ledger.flatMap((opened) => {
    if (opened.kind !== "opened") return [];
    const ofYear = ledger.filter((entry) => entry.year === opened.year);
    return (["rho", "delta"] as const).flatMap((part) => {
      const [paid, allowed] = [worst(ofYear, part), parseFraction(part === "rho" ? opened.rho : opened.gates)];
      if (compareFractions(paid, allowed) <= 0) return [];
      return [
        `${part} of ${opened.year} is ${formatFraction(paid)} by the ledger; its opening allowed ${formatFraction(allowed)}`,
      ];
    });
  });
}

/** What the worst household has paid: of each publication its `streams` dearest measures, added up, and what is assumed. */
export function worst(entries: readonly LedgerEntry[], part: "rho" | "delta"): Fraction {
  const paid = entries.map((entry): Fraction => {
    if (entry.kind === "assumed") return parseFraction(entry[part]);
    if (entry.kind !== "debit") return ZERO;
    return Object.values(entry.charges)
      .map((charge) => parseFraction(charge[part]))
      .sort((a, b) => compareFractions(b, a))
      .slice(0, entry.streams)
      .reduce(addFractions, ZERO);
  });
  return paid.reduce(addFractions, ZERO);
}
