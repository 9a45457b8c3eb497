// The chain in SQLite: verified when it is read, written in transactions, and witnessed.

import { statSync } from "node:fs";
import { type LedgerEntry, ledgerEntrySchema } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { openStore } from "../storage/sqlite/index.ts";
import { brokenLedger, type EntryContent, link, verifyChain } from "./chain.ts";
import type { Witness } from "./witness.ts";

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
   -- Backups that this ledger was put back from, where nothing knew more than they did.
   CREATE TABLE doubted (
     day    TEXT NOT NULL,        -- on which it was put back
     since  TEXT NOT NULL,        -- day of the backup: what was spent after it is not known
     year   INTEGER NOT NULL      -- the last year that may have been published meanwhile
   ) STRICT;
   CREATE TRIGGER entries_append_only_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
   CREATE TRIGGER entries_append_only_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
   CREATE TRIGGER measurements_frozen_update BEFORE UPDATE ON measurements BEGIN SELECT RAISE(ABORT, 'measurements are frozen'); END;
   CREATE TRIGGER measurements_frozen_delete BEFORE DELETE ON measurements BEGIN SELECT RAISE(ABORT, 'measurements are frozen'); END;
   CREATE TRIGGER doubted_append_only_update BEFORE UPDATE ON doubted BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
   CREATE TRIGGER doubted_append_only_delete BEFORE DELETE ON doubted BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;`,
  // HMAC-SHA-256 of the entry's hash, under a key derived from the operator's. Null: a version that made none wrote the entry.
  "ALTER TABLE entries ADD COLUMN tag BLOB",
];

/** Makes the HMAC of a text under a key that is derived from the operator's. */
export type AuthenticateEntry = (text: string) => Buffer;

/** A row of the table of entries. */
interface Row {
  readonly entry: string;
  readonly tag: Uint8Array | null;
}

/** The chain within a transaction. Appended entries are verified, and written with it or not at all. */
export interface Draft {
  /** the chain, with what was appended */
  readonly entries: readonly LedgerEntry[];
  append<Entry extends LedgerEntry>(entry: EntryContent<Entry>): Entry;
  /** Appends an entry of another record of the chain as it is. */
  adopt(entry: LedgerEntry): void;
}

/** Milliseconds between two looks at the file, because a service asks for the terms in force several times per request. */
const RECENT_MS = 1;

interface ChainStoreOptions {
  readonly path: string;
  readonly commons: string;
  readonly create: boolean;
  readonly witness: Witness | undefined;
  /** null: there is no operator's key here, so that entries are believed as they lie in the file, and none is added */
  readonly authenticate: AuthenticateEntry | null;
}

/**
 * Opens the ledger's database and verifies the chain in it, once. Later reads begin at the last known entry, and verify what
 * follows. Anybody can compute the chain's hashes, so that each entry is authenticated under the operator's key as well.
 *
 * It is long because its methods share one verified chain.
 *
 * @throws Refusal `ledger-broken`, `key-wrong`, `storage-full`, `storage-failed`, `home-in-use`
 */
export function openChainStore({ path, commons, create, witness, authenticate }: ChainStoreOptions) {
  const store = openStore(path, SCHEMA, { name: "the ledger", table: "entries", create });
  const file = fileAt(path);
  const from = store.prepare<[number], Row>("SELECT entry, tag FROM entries WHERE seq >= ? ORDER BY seq");
  const insert = store.prepare<[number, string, Buffer]>("INSERT INTO entries (seq, entry, tag) VALUES (?, ?, ?)");
  /** The verified chain, and its last entry as it lies in the database. */
  let verified: { readonly chain: readonly LedgerEntry[]; readonly tip: string | undefined } = { chain: [], tip: undefined };
  let version: number | undefined;
  let lastLook = Number.NEGATIVE_INFINITY;

  /** Reads from the last known entry on, which must be there unchanged. */
  const read = () => {
    const { chain, tip } = verified;
    const rows = from.all(chain.length);
    if (tip !== undefined && rows.shift()?.entry !== tip) throw swappedFile(path, chain.length);
    if (rows.length === 0) return verified;
    const added = rows.map(({ entry }, i) => readEntry(entry, chain.length + i + 1));
    verifyChain(chain, added, commons);
    if (authenticate !== null)
      for (const [i, { seq, hash }] of added.entries()) refuseForged(path, seq, rows[i]?.tag, authenticate(hash));
    return { chain: [...chain, ...added], tip: rows.at(-1)?.entry };
  };

  /** Runs the work in a transaction without the witness: for mending a ledger whose witness does not fit. */
  const writeUnwitnessed = <T>(work: (draft: Draft) => T): T => {
    let current = verified;
    const result = store.write(() => {
      // A process must not write to another file that took the place of the one it opened.
      if (path !== ":memory:" && fileAt(path) !== file) throw swappedFile(path, verified.chain.length);
      current = read();
      const adopt = (entry: LedgerEntry) => {
        if (authenticate === null) throw new Error("a ledger that is read without the operator's key takes no entry");
        verifyChain(current.chain, [entry], commons);
        const tip = JSON.stringify(entry);
        insert.run(entry.seq, tip, authenticate(entry.hash));
        current = { chain: [...current.chain, entry], tip };
      };
      return work({
        get entries() {
          return current.chain;
        },
        append: <Entry extends LedgerEntry>(entry: EntryContent<Entry>) => {
          const linked = link<Entry>(entry, commons, current.chain.at(-1));
          adopt(linked);
          return linked;
        },
        adopt,
      });
    });
    verified = current;
    return result;
  };

  try {
    verified = store.read(read);
  } catch (error) {
    store.close();
    throw error;
  }
  const entries = () => {
    const currentVersion = store.version();
    if (currentVersion !== version) [verified, version] = [store.read(read), currentVersion];
    return verified.chain;
  };
  return {
    store,
    entries,
    recent: () => {
      const now = performance.now();
      if (now - lastLook >= RECENT_MS) {
        entries();
        lastLook = now;
      }
      return verified.chain;
    },
    writeUnwitnessed,
    /** Runs the work in a transaction, on the disk when it returns, and has every entry witnessed. */
    write: <T>(work: (draft: Draft) => T): T => {
      const done = writeUnwitnessed((draft) => {
        witness?.keep(draft.entries);
        return work(draft);
      });
      // Entries are witnessed once they are on the disk, and under the lock, so that no other process's entry is witnessed before them.
      if (witness) writeUnwitnessed((draft) => witness.keep(draft.entries));
      return done;
    },
  };
}

/** Identifies a file even when another one takes its name. */
function fileAt(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return `${stats?.dev} ${stats?.ino}`;
}

function swappedFile(path: string, entries: number) {
  return brokenLedger(
    `${path} is not the ledger any more that this process opened, with ${entries} entries: it was put in another's place. End every process of this home, and start it again. Nothing was written`,
  );
}

/** An entry as it lies in the file, where anybody may have written. */
function readEntry(text: string, place: number): LedgerEntry {
  try {
    return ledgerEntrySchema.parse(JSON.parse(text));
  } catch {
    throw brokenLedger(`entry ${place} is not an entry of a ledger`);
  }
}

/**
 * Refuses an entry that this operator's key did not write.
 *
 * @throws Refusal `key-wrong` where it is the first one, because then none is; otherwise `ledger-broken`
 */
function refuseForged(path: string, place: number, tag: Uint8Array | null | undefined, expected: Buffer): void {
  if (tag instanceof Uint8Array && expected.equals(tag)) return;
  if (tag && place === 1)
    throw new Refusal(
      "key-wrong",
      `the operator's key is not the one that ${path} was written with, or somebody else wrote the file`,
    );
  throw brokenLedger(
    `entry ${place} of ${path} was not written under the operator's key: somebody else wrote it, or a version of Voisinage that authenticated none. ` +
      'Put the ledger back from a backup ("voisinage restore"), or move the file away and have it made anew from its witness ("voisinage check --repair")',
  );
}
