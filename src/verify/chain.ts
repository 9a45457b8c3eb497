import type { Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { basePeriod } from "../contract/period.ts";
import { statementFault } from "../contract/terms.ts";
import { canonicalHash, RELEASE_ID } from "../release/index.ts";
import type { Faults } from "./check.ts";
import { keyFaults } from "./signature.ts";

/** The faults of a published chain, in words. */
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
  const past = openPast();
  for (const entry of ledger) {
    for (const fault of orderFaults(past, entry)) yield `entry ${entry.seq}${fault}`;
    past.add(entry);
  }
  yield* keyFaults(ledger);
}

/**
 * Earlier entries, with an index of the first of each kind by year, publication and number. A foreign log may have a hundred
 * thousand entries, so earlier ones are not searched again for each new one.
 */
function openPast() {
  const entries: LedgerEntry[] = [];
  const firsts = new Map<string, LedgerEntry>();
  const first = <K extends LedgerEntry["kind"]>(kind: K, column: "year" | "publication" | "number", value: unknown) =>
    firsts.get(`${kind} ${column} ${value}`) as EntryOf<K> | undefined;
  const add = (entry: LedgerEntry): void => {
    entries.push(entry);
    for (const column of ["year", "publication", "number"] as const) {
      const name = `${entry.kind} ${column} ${entry[column as keyof LedgerEntry]}`;
      if (column in entry && !firsts.has(name)) firsts.set(name, entry);
    }
  };
  return { entries: entries as readonly LedgerEntry[], first, add };
}

type Past = ReturnType<typeof openPast>;

/**
 * Faults of an entry's place in the chain. A year is opened once, before it is debited or closed, and not debited once it is
 * closed. Terms are stated only where they may be. A breach is stated once, and a search is numbered once. A fault's text continues the entry's number.
 */
function* orderFaults({ entries, first }: Past, entry: LedgerEntry): Faults {
  const { year, kind, at } = entry;
  const opened = first("opened", "year", year);
  if (kind === "debit" || kind === "assumed") {
    if (!opened) yield ` spends of ${year}, which is not opened`;
    if (first("closed", "year", year)) yield ` spends of ${year}, which is closed`;
  }
  if (kind === "opened" && opened) yield ` opens ${year} again`;
  if (kind === "closed" && !opened) yield ` closes ${year}, which is not opened`;
  // Any terms may be stated before the first debit, since no chain records whether anything was contributed by then.
  const fault = entry.kind === "terms" ? statementFault(entries, entry, true) : null;
  if (fault !== null) yield ` states terms for ${year}: ${fault}`;
  if ((kind === "key" || kind === "breach" || kind === "search") && year !== Number(at.slice(0, 4)))
    yield ` is of ${year}, on ${at.slice(0, 10)}`;
  // Finer times would tell how long a run was.
  if (!at.endsWith("T00:00:00.000Z")) yield ` is of ${at}; days alone are given, at midnight`;
  if ("streams" in entry && entry.kind !== "opened" && opened && opened.streams !== entry.streams)
    yield ` counts ${entry.streams} streams; the year was opened with ${opened.streams}`;
  if ((entry.kind === "breach" || entry.kind === "search") && first(entry.kind, "number", entry.number))
    yield `: "${entry.kind} ${entry.number}" stands already`;
  if ("publication" in entry) yield* publicationFaults(first, entry);
}

/**
 * A publication is debited once, to its own year, drawn once, on the day of its debit, and frozen once, after its draw; a
 * revision follows its year.
 */
function* publicationFaults(first: Past["first"], entry: Extract<LedgerEntry, { publication: string }>): Faults {
  const { kind, year, at, publication } = entry;
  const [debit, drawn] = [first("debit", "publication", publication), first("drawn", "publication", publication)];
  if (!RELEASE_ID.test(publication)) yield `: no publication is called ${JSON.stringify(publication)}`;
  else if (Number(publication.slice(0, 4)) !== year) yield `: ${publication} is booked to ${year}`;
  if (kind === "debit") {
    if (debit) yield ` debits ${publication} again`;
    const revised = basePeriod(publication);
    if (revised !== publication && !first("drawn", "publication", revised))
      yield `: ${publication} revises ${revised}, which was not drawn`;
  } else if (entry.kind === "drawn") {
    if (!debit) yield `: ${publication} was drawn without a debit`;
    else if (debit.year !== year || debit.at !== at || debit.streams !== entry.streams)
      yield `: ${publication} was drawn in another year, on another day or with other streams than debited`;
    if (drawn) yield `: ${publication} was drawn again`;
  } else {
    if (first("released", "publication", publication)) yield `: "released ${publication}" stands already`;
    if (!drawn) yield `: ${publication} was released without a draw`;
    else if (drawn.year !== year || drawn.at !== at)
      yield `: ${publication} was released in another year or on another day than it was drawn`;
  }
}
