import type { Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { statementFault } from "../contract/terms.ts";
import { RELEASE_ID } from "../release/files.ts";
import { canonicalHash } from "../release/index.ts";
import { Fraction, sum } from "./fraction.ts";
import { keyFaults } from "./keys.ts";
import { epsilonIn, isOver } from "./openings.ts";

/** What is wrong with a published chain, in words. */
export function chainFaults(ledger: readonly LedgerEntry[]): string[] {
  const faults: string[] = [];
  let previous = "0".repeat(64);
  const commons = ledger[0]?.commons;
  for (const [i, { hash, ...entry }] of ledger.entries()) {
    if (entry.commons !== commons)
      faults.push(`entry ${i + 1} is of the commons ${entry.commons}; the first one is of ${commons}`);
    if (entry.seq !== i + 1) faults.push(`entry ${i + 1} carries the number ${entry.seq}`);
    if (entry.previous !== previous) faults.push(`entry ${entry.seq} does not follow the one before it`);
    if (canonicalHash(entry as Json) !== hash) faults.push(`entry ${entry.seq} was changed after it was written`);
    previous = hash;
  }
  return [...faults, ...orderFaults(ledger), ...keyFaults(ledger), ...noteFaults(ledger)];
}

/** A release is frozen once, after its draw; a breach is told once. */
function noteFaults(ledger: readonly LedgerEntry[]): string[] {
  const faults: string[] = [];
  const [said, drawn] = [new Set<string>(), new Map<string, EntryOf<"drawn">>()];
  for (const entry of ledger) {
    if (entry.kind === "drawn") drawn.set(entry.publication, entry);
    if (entry.kind !== "released" && entry.kind !== "breach") continue;
    const name = `${entry.kind} ${entry.kind === "released" ? entry.publication : entry.number}`;
    if (said.has(name)) faults.push(`entry ${entry.seq}: "${name}" stands already`);
    said.add(name);
    if (entry.kind !== "released") {
      if (entry.year !== Number(entry.at.slice(0, 4)))
        faults.push(`entry ${entry.seq} is of ${entry.year}, on ${entry.at.slice(0, 10)}`);
      continue;
    }
    const draw = drawn.get(entry.publication);
    if (!draw) faults.push(`entry ${entry.seq}: ${entry.publication} was released without a draw`);
    else if (draw.year !== entry.year || draw.at !== entry.at)
      faults.push(`entry ${entry.seq}: ${entry.publication} was released in another year or on another day than it was drawn`);
  }
  return faults;
}

/** A year is opened before it is debited or closed, once, and not debited once it is closed; terms may be stated where they are. */
function orderFaults(ledger: readonly LedgerEntry[]): string[] {
  const [opened, closed] = [new Map<number, EntryOf<"opened">>(), new Set<number>()];
  const faults: string[] = [];
  for (const [i, entry] of ledger.entries()) {
    const { seq, year, kind, at } = entry;
    const spends = kind === "debit" || kind === "assumed";
    if (spends && !opened.has(year)) faults.push(`entry ${seq} spends of ${year}, which is not opened`);
    if (spends && closed.has(year)) faults.push(`entry ${seq} spends of ${year}, which is closed`);
    if (kind === "opened") {
      if (opened.has(year)) faults.push(`entry ${seq} opens ${year} again`);
      opened.set(year, entry);
    }
    if (kind === "closed" && !opened.has(year)) faults.push(`entry ${seq} closes ${year}, which is not opened`);
    if (kind === "closed") closed.add(year);
    // Whether anything was contributed by then is in no chain: before the first debit any terms may be stated.
    const fault = entry.kind === "terms" ? statementFault(ledger.slice(0, i), entry, true) : null;
    if (fault !== null) faults.push(`entry ${seq} states terms for ${year}: ${fault}`);
    if (kind === "key" && year !== Number(at.slice(0, 4))) faults.push(`entry ${seq} is of ${year}, on ${at.slice(0, 10)}`);
    // Finer times would tell how long a run was.
    if (!at.endsWith("T00:00:00.000Z")) faults.push(`entry ${seq} is of ${at}; days alone are given, at midnight`);
    const streams = opened.get(year)?.streams;
    if ((kind === "debit" || kind === "drawn") && streams !== undefined && streams !== entry.streams)
      faults.push(`entry ${seq} counts ${entry.streams} streams; the year was opened with ${streams}`);
  }
  return [...faults, ...publicationFaults(ledger)];
}

/** A publication is debited once, to its own year, and drawn once, on the day of its debit; a revision follows its year. */
function publicationFaults(ledger: readonly LedgerEntry[]): string[] {
  const [debited, drawn] = [new Map<string, EntryOf<"debit">>(), new Set<string>()];
  const faults: string[] = [];
  for (const entry of ledger) {
    if (entry.kind !== "debit" && entry.kind !== "drawn") continue;
    const { seq, year, publication } = entry;
    if (!RELEASE_ID.test(publication)) faults.push(`entry ${seq}: no publication is called ${JSON.stringify(publication)}`);
    else if (Number(publication.slice(0, 4)) !== year) faults.push(`entry ${seq}: ${publication} is booked to ${year}`);
    if (entry.kind === "debit") {
      if (debited.has(publication)) faults.push(`entry ${seq} debits ${publication} again`);
      debited.set(publication, entry);
      const revised = /^(.*)-r\d+$/.exec(publication)?.[1];
      if (revised !== undefined && !drawn.has(revised))
        faults.push(`entry ${seq}: ${publication} revises ${revised}, which was not drawn`);
      continue;
    }
    const debit = debited.get(publication);
    if (!debit) faults.push(`entry ${seq}: ${publication} was drawn without a debit`);
    else if (debit.year !== year || debit.at !== entry.at || debit.streams !== entry.streams)
      faults.push(`entry ${seq}: ${publication} was drawn in another year, on another day or with other streams than debited`);
    if (drawn.has(publication)) faults.push(`entry ${seq}: ${publication} was drawn again`);
    drawn.add(publication);
  }
  return faults;
}

/** Does any year cost more than its opening allowed? ρ and δ by exact fractions, in the order of the debits; ε converted anew. */
export function budgetFaults(ledger: readonly LedgerEntry[]): string[] {
  return ledger.flatMap((opened) => {
    if (opened.kind !== "opened") return [];
    const ofYear = ledger.filter((entry) => entry.year === opened.year);
    const over = (["rho", "delta"] as const).flatMap((part) => {
      const [paid, allowed] = [worst(ofYear, part), new Fraction(part === "rho" ? opened.rho : opened.gates)];
      if (paid.lte(allowed)) return [];
      return [`${part} of ${opened.year} is ${paid.toFraction()} by the ledger; its opening allowed ${allowed.toFraction()}`];
    });
    const epsilon = epsilonIn(opened, worst(ofYear, "rho"));
    if (isOver(opened, epsilon))
      over.push(`epsilon of ${opened.year} is ${epsilon} by the ledger; its opening allowed ${opened.epsilon}`);
    return over;
  });
}

/** What the worst household has paid: of each publication its `streams` dearest measures, added up, and what is assumed. */
export function worst(entries: readonly LedgerEntry[], part: "rho" | "delta"): Fraction {
  const paid = entries.map((entry): Fraction => {
    if (entry.kind === "assumed") return new Fraction(entry[part]);
    const charges = entry.kind === "debit" ? Object.values(entry.charges).map((charge) => new Fraction(charge[part])) : [];
    return sum(charges.sort((a, b) => b.compare(a)).slice(0, entry.kind === "debit" ? entry.streams : 0));
  });
  return sum(paid);
}
