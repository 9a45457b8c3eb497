import { type EntryOf, type LedgerEntry, ledgerEntrySchema, NO_HOME } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { format } from "../privacy/index.ts";
import { openStore } from "../store/index.ts";
import { broken } from "./broken.ts";
import { link, verifyChain } from "./chain.ts";
import { dayOf } from "./day.ts";
import { type Doubt, lostDraw, refuseDoubted, refuseUnknownDraw } from "./lost.ts";
import { type NoteEntry, noteOf, refuseMisplaced } from "./notes.ts";
import { sameDebit } from "./same-debit.ts";
import { strangeYears } from "./strangers.ts";
import type { Ledger } from "./types.ts";
import type { Unlinked } from "./unlinked.ts";
import { faultOf, refuseFork, type Witness } from "./witness.ts";
import {
  announcementOf,
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
  `-- Backups that this ledger was put back from, where nothing knew more than they did.
   CREATE TABLE doubted (
     day    TEXT NOT NULL,        -- on which it was put back
     since  TEXT NOT NULL,        -- day of the backup: what was spent after it is not known
     year   INTEGER NOT NULL      -- the last year that may have been published meanwhile
   ) STRICT;
   CREATE TRIGGER doubted_append_only_update BEFORE UPDATE ON doubted BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
   CREATE TRIGGER doubted_append_only_delete BEFORE DELETE ON doubted BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;`,
];

/**
 * The privacy ledger: append-only, hash-chained, synced before anything is drawn.
 *
 * @param options.path a file, or `:memory:`
 * @param options.create false: a ledger that is absent or empty is refused; absent: it is made
 * @param options.commons whose chain it is; absent: a commons in memory
 * @param options.witness has every entry, on the disk, before the method that wrote it returns
 * @throws Refusal `ledger-broken` when the chain does not verify; `storage-full`, `storage-failed`, `home-in-use` as
 *   every method, when the disk says no: nothing was written then, or it stands and only its witness lags, and is brought
 *   up before anything else; nothing may follow from it meanwhile
 */
export function openLedger(options: {
  readonly path: string;
  readonly clock: () => Date;
  readonly commons?: string;
  readonly create?: boolean;
  readonly witness?: Witness | undefined;
}): Ledger {
  const { create = true } = options;
  const store = openStore(options.path, SCHEMA, { name: "the ledger", table: "entries", create });
  const all = store.prepare<[], { entry: string }>("SELECT entry FROM entries ORDER BY seq");
  const insert = store.prepare<[number, string]>("INSERT INTO entries (seq, entry) VALUES (?, ?)");
  const keep = store.prepare<[string, Uint8Array]>("INSERT INTO measurements (publication, payload) VALUES (?, ?)");
  const find = store.prepare<[string], { payload: Uint8Array }>("SELECT payload FROM measurements WHERE publication = ?");

  const entries = () => store.read(() => all.all()).map((row) => JSON.parse(row.entry) as LedgerEntry);
  const { witness, commons = NO_HOME } = options;
  /** On the disk, and then in the witness: under the lock, so that no process is ahead of it. */
  const write = <T>(work: () => T): T => {
    const done = store.write(() => {
      witness?.keep(entries());
      return work();
    });
    if (witness) store.write(() => witness.keep(entries()));
    return done;
  };
  const debitOf = (publication: string) =>
    entries().find((entry): entry is EntryOf<"debit"> => entry.kind === "debit" && entry.publication === publication);
  const putDoubt = store.prepare<[string, string, number]>("INSERT INTO doubted (day, since, year) VALUES (?, ?, ?)");
  const doubts = store.prepare<[], Doubt>("SELECT day, since, year FROM doubted");
  const doubtOf = store.prepare<[number], Doubt>("SELECT day, since, year FROM doubted WHERE year >= ? ORDER BY since LIMIT 1");
  const drawOf = (publication: string) =>
    entries().find((entry): entry is EntryOf<"drawn"> => entry.kind === "drawn" && entry.publication === publication);
  const append = <Entry extends LedgerEntry>(entry: Unlinked<Entry>): Entry => {
    const linked = link(entry, commons, entries().at(-1));
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

  /** All of a year counts as spent: the entry that says so, the one that stands or a new one. */
  const assumed = (year: number, terms: YearTerms): EntryOf<"assumed"> => {
    const before = entries().find((entry): entry is EntryOf<"assumed"> => entry.kind === "assumed" && entry.year === year);
    if (before) return before;
    refuseClosed(entries(), year, `${year} cannot be counted as spent`);
    return append<EntryOf<"assumed">>(assumption(entries(), opened(year, terms), dayOf(options.clock())));
  };

  try {
    verifyChain(
      store.read(() => all.all()).map((row, i) => readEntry(row.entry, i + 1)),
      commons,
    );
  } catch (error) {
    store.close();
    throw error;
  }

  return {
    commons,
    entries,

    debit: (debit) =>
      write(() => {
        const charges = Object.fromEntries(
          [...debit.charges].map(([measure, paid]) => [measure, { rho: format(paid.rho), delta: format(paid.delta) }]),
        );
        const { year, publication, streams } = debit;
        const before = debitOf(publication);
        if (!drawOf(publication)) refuseDoubted(entries(), year, doubtOf.get(year));
        if (before) {
          refuseUnknownDraw(entries(), before);
          sameDebit(before, { year, charges, streams });
          // Charges say nothing of k, areas or types: nothing is drawn but on the terms of the year.
          opened(year, debit);
          return before;
        }
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
      const row = store.read(() => find.get(publication));
      if (!entry && !row) return null;
      if (!entry) throw broken(`${publication}: the chain and the stored measurements differ`);
      if (!row) throw lostDraw(entry);
      return { entry, payload: row.payload };
    },

    lost: () =>
      entries().flatMap((entry) =>
        entry.kind === "drawn" && store.read(() => find.get(entry.publication)) === undefined ? [entry.publication] : [],
      ),

    adopt: (known, source) =>
      store.write(() => {
        const chain = entries();
        refuseFork(chain, known, source);
        const unknown = known.filter((entry) => entry.seq > chain.length);
        if (unknown.length > 0) verifyChain([...chain, ...unknown], commons);
        for (const entry of unknown) insert.run(entry.seq, JSON.stringify(entry));
        return unknown;
      }),

    doubts: () => store.read(() => doubts.all()),

    doubt: (doubt) => store.write(() => void putDoubt.run(doubt.day, doubt.since, doubt.year)),

    closeYear: (year) =>
      write(() => {
        const before = entries().find((entry): entry is EntryOf<"closed"> => entry.kind === "closed" && entry.year === year);
        if (before) return before;
        if (!openedIn(entries(), year))
          throw new Refusal("invalid-parameter", `only an opened year can be closed; nothing was debited to ${year} yet`);
        return append<EntryOf<"closed">>({ kind: "closed", at: dayOf(options.clock()), year });
      }),

    assumeSpent: (year, terms) => {
      const work = () => assumed(year, terms);
      // Counting more as spent is right beside any witness, and must be possible before one is written anew.
      return witness && faultOf(witness, entries()) ? store.write(work) : write(work);
    },

    renewWitness: (termsOf) => {
      if (!witness) return [];
      const strange = store.write(() => {
        const years = strangeYears(entries(), witness.ever());
        for (const { year } of years) assumed(year, termsOf(year));
        return years;
      });
      store.write(() => witness.renew(entries()));
      return strange;
    },

    announce: (change) =>
      write(() => {
        const before = announcementOf(entries(), change);
        if (before) return before;
        refuseLateChange(entries(), change.year, options.clock());
        return append<EntryOf<"announced">>({ kind: "announced", at: dayOf(options.clock()), ...change });
      }),

    note: (note) =>
      write(() => {
        const before = noteOf(entries(), note);
        if (before) return before;
        const entry = append<NoteEntry>(note);
        refuseMisplaced(entries().slice(0, -1), entry);
        return entry;
      }),

    close: () => store.close(),
  };
}

/** An entry as it lies in the file, where anybody may have written. */
function readEntry(text: string, place: number): LedgerEntry {
  try {
    return ledgerEntrySchema.parse(JSON.parse(text));
  } catch {
    throw broken(`entry ${place} is not an entry of a ledger`);
  }
}
