import { canonicalJson } from "../contract/canonical.ts";
import { type LedgerEntry, ledgerEntrySchema } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";
import { compare, format, type Rational, toNumber } from "../privacy/index.ts";
import { openStore, StoreError } from "../store/index.ts";
import { link, verifyChain } from "./chain.ts";
import { type Paid, spentInYear } from "./spend.ts";

/** Columns: `entry` canonical ledger entry as JSON; `payload` the stored noisy measurements of a publication. */
const SCHEMA = [
  `CREATE TABLE entries (
     seq     INTEGER PRIMARY KEY,  -- 1, 2, 3, … without a gap
     entry   TEXT NOT NULL         -- JSON of LedgerEntry, hash included
   ) STRICT;
   CREATE TABLE measurements (
     publication TEXT PRIMARY KEY, -- 2026-01, 2026-Q1, 2026
     payload     BLOB NOT NULL     -- what was drawn for published cells; never a withheld cell's
   ) STRICT;
   CREATE TRIGGER entries_append_only_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
   CREATE TRIGGER entries_append_only_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
   CREATE TRIGGER measurements_frozen_update BEFORE UPDATE ON measurements BEGIN SELECT RAISE(ABORT, 'measurements are frozen'); END;
   CREATE TRIGGER measurements_frozen_delete BEFORE DELETE ON measurements BEGIN SELECT RAISE(ABORT, 'measurements are frozen'); END;`,
];

/** What a publication asks for, before anything is drawn. */
export interface Debit {
  readonly year: number;
  readonly publication: string;
  /** by `domain.measure` */
  readonly charges: ReadonlyMap<string, Paid>;
  readonly streams: number;
  /** the year's whole budget */
  readonly allowed: Paid;
}

/** A publication's frozen draw. */
export interface Stored {
  readonly entry: LedgerEntry;
  readonly payload: Uint8Array;
}

export interface Ledger {
  entries(): LedgerEntry[];
  /**
   * Writes the debit and syncs it to disk; the same publication's debit is written once, however
   * often it is asked for, so that a run that crashed goes on without paying twice.
   *
   * @throws Refusal `budget-exceeded` with what is asked, spent and allowed; nothing is written then
   * @throws Refusal `ledger-broken` when the publication was debited on other terms
   */
  debit(debit: Debit): LedgerEntry;
  /** Stores the noisy measurements and says so in the chain, in one transaction. Refuses a second draw. */
  store(publication: string, payload: Uint8Array, digest: string): Stored;
  stored(publication: string): Stored | null;
  close(): void;
}

/**
 * The privacy ledger: append-only, hash-chained, synced before anything is drawn.
 *
 * @param options.path a file, or `:memory:`
 * @throws Refusal `ledger-broken` when the chain does not verify; `storage-full`, `storage-failed`, `home-in-use` as
 *   every method, when the database says no: nothing was written then
 */
export function openLedger(options: { readonly path: string; readonly clock: () => Date }): Ledger {
  const store = guarded(() => openStore(options.path, SCHEMA));
  const all = store.prepare<[], { entry: string }>("SELECT entry FROM entries ORDER BY seq");
  const insert = store.prepare<[number, string]>("INSERT INTO entries (seq, entry) VALUES (?, ?)");
  const keep = store.prepare<[string, Uint8Array]>("INSERT INTO measurements (publication, payload) VALUES (?, ?)");
  const find = store.prepare<[string], { payload: Uint8Array }>("SELECT payload FROM measurements WHERE publication = ?");

  const entries = () => guarded(() => store.read(() => all.all())).map((row) => JSON.parse(row.entry) as LedgerEntry);
  const write = <T>(work: () => T): T => guarded(() => store.write(work));
  const of = (publication: string, kind: LedgerEntry["kind"]) =>
    entries().find((entry) => entry.publication === publication && entry.kind === kind);
  const append = (entry: Omit<LedgerEntry, "seq" | "previous" | "hash">) => {
    const linked = link(entry, entries().at(-1));
    insert.run(linked.seq, JSON.stringify(linked));
    return linked;
  };

  try {
    verifyChain(guarded(() => store.read(() => all.all())).map((row, i) => readEntry(row.entry, i + 1)));
  } catch (error) {
    store.close();
    throw error;
  }

  return {
    entries,

    debit: (debit) =>
      write(() => {
        const charges = Object.fromEntries(
          [...debit.charges].map(([measure, paid]) => [measure, { rho: format(paid.rho), delta: format(paid.delta) }]),
        );
        const { year, publication, streams } = debit;
        const before = of(publication, "debit");
        if (before) return sameDebit(before, { year, charges, streams });
        const entry = append({ kind: "debit", at: dayOf(options.clock()), year, publication, charges, streams, digest: null });
        const spent = spentInYear(entries(), year);
        refuseOver("rho", spent.rho, debit.allowed.rho, debit);
        refuseOver("delta", spent.delta, debit.allowed.delta, debit);
        return entry;
      }),

    store: (publication, payload, digest) =>
      write(() => {
        const debit = of(publication, "debit");
        if (!debit) throw new Refusal("ledger-broken", `${publication} was drawn without a debit`);
        if (of(publication, "drawn")) throw new Refusal("ledger-broken", `${publication} was drawn already`);
        keep.run(publication, payload);
        const entry = append({
          kind: "drawn",
          at: debit.at,
          year: debit.year,
          publication,
          charges: {},
          streams: debit.streams,
          digest,
        });
        return { entry, payload };
      }),

    stored: (publication) => {
      const entry = of(publication, "drawn");
      const row = guarded(() => store.read(() => find.get(publication)));
      if (!entry && !row) return null;
      if (!entry || !row) throw new Refusal("ledger-broken", `${publication}: the chain and the stored measurements differ`);
      return { entry, payload: row.payload };
    },

    close: () => store.close(),
  };
}

/** Runs `work`, and refuses in the house's words where the database failed. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) throw storageRefusal(error.fault, "the ledger", error.message);
    throw error;
  }
}

/**
 * Midnight of the instant's day, UTC. The chain is public: were a debit and its draw timed to the second, their
 * distance would tell how many records were read. So both carry the day of the debit.
 */
function dayOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 10)}T00:00:00.000Z`;
}

/** An entry as it lies in the file, where anybody may have written. */
function readEntry(text: string, place: number): LedgerEntry {
  try {
    return ledgerEntrySchema.parse(JSON.parse(text));
  } catch {
    throw new Refusal("ledger-broken", `entry ${place} is not an entry of a ledger`);
  }
}

/**
 * The debit that stands, if it is the one asked for. After a crash, other settings would draw other
 * noise than what was paid for.
 */
function sameDebit(before: LedgerEntry, asked: Pick<LedgerEntry, "year" | "charges" | "streams">): LedgerEntry {
  const terms = ({ year, charges, streams }: typeof asked) => canonicalJson({ year, charges, streams });
  if (terms(before) !== terms(asked)) {
    throw new Refusal(
      "ledger-broken",
      `${before.publication} was debited on other terms on ${before.at}; settings and territory must be what they were`,
    );
  }
  return before;
}

function refuseOver(what: "rho" | "delta", spent: Rational, allowed: Rational, debit: Debit): void {
  if (compare(spent, allowed) <= 0) return;
  throw new Refusal(
    "budget-exceeded",
    `${debit.publication} would bring the year ${debit.year} to ${what} = ${toNumber(spent)}; its budget is ${toNumber(allowed)}. Nothing was drawn`,
  );
}
