import { canonicalJson } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, ledgerEntrySchema } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";
import { format } from "../privacy/index.ts";
import { openStore, StoreError } from "../store/index.ts";
import { broken, link, type Unlinked, verifyChain } from "./chain.ts";
import type { Paid } from "./spend.ts";
import {
  assumption,
  openedIn,
  opening,
  refuseClosed,
  refuseLateChange,
  refuseOtherTerms,
  refuseOver,
  type YearTerms,
} from "./year.ts";

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

/** What a publication asks for, before anything is drawn, and the terms of its year. */
export interface Debit extends YearTerms {
  readonly year: number;
  readonly publication: string;
  /** by `domain.measure` */
  readonly charges: ReadonlyMap<string, Paid>;
}

/** A change of terms, for publications of `year` and later. */
export type Announcement = Pick<EntryOf<"announced">, "year" | "settings" | "territory">;

/** A publication's frozen draw. */
export interface Stored {
  readonly entry: EntryOf<"drawn">;
  readonly payload: Uint8Array;
}

export interface Ledger {
  entries(): LedgerEntry[];
  /**
   * Writes the debit and syncs it to disk; the same publication's debit is written once, however
   * often it is asked for, so that a run that crashed goes on without paying twice. A year's first
   * debit opens it, on the terms that are given; they stand.
   *
   * @throws Refusal `budget-exceeded` with what is asked, spent and allowed; nothing is written then
   * @throws Refusal `year-closed`; `invalid-settings` when the year was opened on other terms
   * @throws Refusal `ledger-broken` when the publication was debited on other terms
   */
  debit(debit: Debit): EntryOf<"debit">;
  /** Stores the noisy measurements and says so in the chain, in one transaction. Refuses a second draw. */
  store(publication: string, payload: Uint8Array, digest: string): Stored;
  stored(publication: string): Stored | null;
  /** Closes a year: nothing is debited to it any more. Asked again, the same. @throws Refusal `invalid-parameter` for a year that is not opened */
  closeYear(year: number): EntryOf<"closed">;
  /** Counts all that is left of a year as spent, opening it on these terms where it is not open. Asked again, the same. */
  assumeSpent(year: number, terms: YearTerms): EntryOf<"assumed">;
  /**
   * Says that other settings or another territory (by their digests; null: as it stands) are in force from a year on.
   *
   * @throws Refusal `change-too-late` unless the year is after every opened one and begins in 30 days at the earliest
   */
  announce(change: Announcement): EntryOf<"announced">;
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
  const debitOf = (publication: string) =>
    entries().find((entry): entry is EntryOf<"debit"> => entry.kind === "debit" && entry.publication === publication);
  const drawOf = (publication: string) =>
    entries().find((entry): entry is EntryOf<"drawn"> => entry.kind === "drawn" && entry.publication === publication);
  const append = <Entry extends LedgerEntry>(entry: Unlinked<Entry>): Entry => {
    const linked = link(entry, entries().at(-1));
    insert.run(linked.seq, JSON.stringify(linked));
    return linked;
  };
  /** The entry that opens the year: the one that stands, on the same terms, or a new one. */
  const opened = (year: number, terms: YearTerms): EntryOf<"opened"> => {
    const before = openedIn(entries(), year);
    if (before === undefined) return append<EntryOf<"opened">>(opening(year, dayOf(options.clock()), terms));
    refuseOtherTerms(before, year, terms);
    return before;
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
        const before = debitOf(publication);
        if (before) return sameDebit(before, { year, charges, streams });
        refuseClosed(entries(), year, publication);
        const budget = opened(year, debit);
        const at = dayOf(options.clock());
        const entry = append<EntryOf<"debit">>({ kind: "debit", at, year, publication, charges, streams, digest: null });
        refuseOver(entries(), budget, publication);
        return entry;
      }),

    store: (publication, payload, digest) =>
      write(() => {
        const debit = debitOf(publication);
        if (!debit) throw broken(`${publication} was drawn without a debit`);
        if (drawOf(publication)) throw broken(`${publication} was drawn already`);
        keep.run(publication, payload);
        const { at, year, streams } = debit;
        return {
          entry: append<EntryOf<"drawn">>({ kind: "drawn", at, year, publication, charges: {}, streams, digest }),
          payload,
        };
      }),

    stored: (publication) => {
      const entry = drawOf(publication);
      const row = guarded(() => store.read(() => find.get(publication)));
      if (!entry && !row) return null;
      if (!entry || !row) throw broken(`${publication}: the chain and the stored measurements differ`);
      return { entry, payload: row.payload };
    },

    closeYear: (year) =>
      write(() => {
        const before = entries().find((entry): entry is EntryOf<"closed"> => entry.kind === "closed" && entry.year === year);
        if (before) return before;
        if (!openedIn(entries(), year))
          throw new Refusal("invalid-parameter", `only an opened year can be closed; ${year} has no debit yet`);
        return append<EntryOf<"closed">>({ kind: "closed", at: dayOf(options.clock()), year });
      }),

    assumeSpent: (year, terms) =>
      write(() => {
        const before = entries().find((entry): entry is EntryOf<"assumed"> => entry.kind === "assumed" && entry.year === year);
        if (before) return before;
        refuseClosed(entries(), year, "nothing is left to be counted as spent");
        return append<EntryOf<"assumed">>(assumption(entries(), opened(year, terms), dayOf(options.clock())));
      }),

    announce: (change) =>
      write(() => {
        refuseLateChange(entries(), change.year, options.clock());
        return append<EntryOf<"announced">>({ kind: "announced", at: dayOf(options.clock()), ...change });
      }),

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
    throw broken(`entry ${place} is not an entry of a ledger`);
  }
}

/**
 * The debit that stands, if it is the one asked for. After a crash, other settings would draw other
 * noise than what was paid for.
 */
function sameDebit(before: EntryOf<"debit">, asked: Pick<EntryOf<"debit">, "year" | "charges" | "streams">): EntryOf<"debit"> {
  const terms = ({ year, charges, streams }: typeof asked) => canonicalJson({ year, charges, streams });
  if (terms(before) !== terms(asked)) {
    throw broken(
      `${before.publication} was debited on other terms on ${before.at}; settings and territory must be what they were`,
    );
  }
  return before;
}
