import type { Json } from "../contract/canonical.ts";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { statementFault } from "../contract/terms.ts";
import { canonicalHash, RELEASE_ID } from "../release/index.ts";
import type { Faults } from "./check.ts";
import { keyFaults } from "./signature.ts";

/** What is wrong with a published chain, in words. */
export function* chainFaults(ledger: readonly LedgerEntry[]): Faults {
  let previous = "0".repeat(64);
  const commons = ledger[0]?.commons;
  for (const [i, { hash, ...entry }] of ledger.entries()) {
    if (entry.commons !== commons) yield `entry ${i + 1} is of the commons ${entry.commons}; the first one is of ${commons}`;
    if (entry.seq !== i + 1) yield `entry ${i + 1} carries the number ${entry.seq}`;
    if (entry.previous !== previous) yield `entry ${entry.seq} does not follow the one before it`;
    if (canonicalHash(entry as Json) !== hash) yield `entry ${entry.seq} was changed after it was written`;
    previous = hash;
  }
  for (const [i, entry] of ledger.entries())
    for (const fault of orderFaults(ledger.slice(0, i), entry)) yield `entry ${entry.seq}${fault}`;
  yield* keyFaults(ledger);
}

/**
 * May an entry stand where it does? A year is opened before it is debited or closed, once, and not debited once it is closed;
 * terms may be stated where they are; a breach is told once. A fault begins where the entry's number ends.
 */
function* orderFaults(before: readonly LedgerEntry[], entry: LedgerEntry): Faults {
  const { year, kind, at } = entry;
  const ofYear = before.filter((one) => one.year === year);
  const [opened] = ofKind(ofYear, "opened");
  if (kind === "debit" || kind === "assumed") {
    if (!opened) yield ` spends of ${year}, which is not opened`;
    if (ofKind(ofYear, "closed").length > 0) yield ` spends of ${year}, which is closed`;
  }
  if (kind === "opened" && opened) yield ` opens ${year} again`;
  if (kind === "closed" && !opened) yield ` closes ${year}, which is not opened`;
  // Whether anything was contributed by then is in no chain: before the first debit any terms may be stated.
  const fault = entry.kind === "terms" ? statementFault(before, entry, true) : null;
  if (fault !== null) yield ` states terms for ${year}: ${fault}`;
  if ((kind === "key" || kind === "breach") && year !== Number(at.slice(0, 4))) yield ` is of ${year}, on ${at.slice(0, 10)}`;
  // Finer times would tell how long a run was.
  if (!at.endsWith("T00:00:00.000Z")) yield ` is of ${at}; days alone are given, at midnight`;
  if ("streams" in entry && entry.kind !== "opened" && opened && opened.streams !== entry.streams)
    yield ` counts ${entry.streams} streams; the year was opened with ${opened.streams}`;
  if (entry.kind === "breach" && ofKind(before, "breach").some(({ number }) => number === entry.number))
    yield `: "breach ${entry.number}" stands already`;
  if ("publication" in entry) yield* publicationFaults(before, entry);
}

/**
 * A publication is debited once, to its own year, drawn once, on the day of its debit, and frozen once, after its draw; a
 * revision follows its year.
 */
function* publicationFaults(before: readonly LedgerEntry[], entry: Extract<LedgerEntry, { publication: string }>): Faults {
  const { kind, year, at, publication } = entry;
  const ofIt = before.filter((one) => "publication" in one && one.publication === publication);
  const [[debit], [drawn]] = [ofKind(ofIt, "debit"), ofKind(ofIt, "drawn")];
  if (!RELEASE_ID.test(publication)) yield `: no publication is called ${JSON.stringify(publication)}`;
  else if (Number(publication.slice(0, 4)) !== year) yield `: ${publication} is booked to ${year}`;
  if (kind === "debit") {
    if (debit) yield ` debits ${publication} again`;
    const revised = /^(.*)-r\d+$/.exec(publication)?.[1];
    if (revised !== undefined && !ofKind(before, "drawn").some((one) => one.publication === revised))
      yield `: ${publication} revises ${revised}, which was not drawn`;
  } else if (entry.kind === "drawn") {
    if (!debit) yield `: ${publication} was drawn without a debit`;
    else if (debit.year !== year || debit.at !== at || debit.streams !== entry.streams)
      yield `: ${publication} was drawn in another year, on another day or with other streams than debited`;
    if (drawn) yield `: ${publication} was drawn again`;
  } else {
    if (ofKind(ofIt, "released").length > 0) yield `: "released ${publication}" stands already`;
    if (!drawn) yield `: ${publication} was released without a draw`;
    else if (drawn.year !== year || drawn.at !== at)
      yield `: ${publication} was released in another year or on another day than it was drawn`;
  }
}
