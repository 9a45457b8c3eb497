import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../../src/contract/chain.ts";
import { entryHash, GENESIS } from "../../src/ledger/chain.ts";
import { inFolder } from "../support/folder.ts";
import { debitOf, memoryLedger, paid } from "../support/ledger.ts";
import { unlocked } from "../support/unlocked.ts";

/** A ledger file with two publications, and what is done to it behind the program's back. */
async function afterwards(change: (db: Database.Database) => void, isUnlocked = true): Promise<() => unknown> {
  return inFolder(async (folder) => {
    const path = join(folder, "ledger.sqlite");
    const ledger = memoryLedger(path);
    for (const id of ["2025-01", "2025-02"]) {
      ledger.debit(debitOf(id, { "water.volume": paid(10, 1) }));
      ledger.store(id, new Uint8Array([1, 2, 3]), "ab".repeat(32));
    }
    ledger.close();
    const db = new Database(path);
    if (isUnlocked) unlocked(db, () => change(db));
    else change(db);
    db.close();
    try {
      const opened = memoryLedger(path);
      try {
        const stored = opened.stored("2025-02");
        return () => stored;
      } finally {
        opened.close();
      }
    } catch (error) {
      return () => {
        throw error;
      };
    }
  });
}

const entryOf = (db: Database.Database, seq: number) =>
  JSON.parse((db.prepare("SELECT entry FROM entries WHERE seq = ?").get(seq) as { entry: string }).entry) as LedgerEntry;
const put = (db: Database.Database, seq: number, text: string) => {
  db.prepare("UPDATE entries SET entry = ? WHERE seq = ?").run(text, seq);
};
/** A field of any kind of entry. */
type Change = Partial<EntryOf<"debit"> | EntryOf<"drawn"> | EntryOf<"opened">>;
const edit = (seq: number, change: Change) => (db: Database.Database) =>
  put(db, seq, JSON.stringify({ ...entryOf(db, seq), ...change }));

const EDITS: readonly (readonly [string, Change])[] = [
  ["seq", { seq: 7 }],
  ["kind", { kind: "drawn" }],
  ["year", { year: 2024 }],
  ["publication", { publication: "2025-09" }],
  ["at", { at: "2020-01-01T00:00:00.000Z" }],
  ["charges: less", { charges: { "water.volume": { rho: "1/1000", delta: "1/10000000" } } }],
  ["charges: none", { charges: {} }],
  ["streams", { streams: 9 }],
  ["digest", { digest: "cd".repeat(32) }],
  ["rho", { rho: "9/1" }],
  ["gates", { gates: "1/9" }],
  ["conversion", { conversion: "1/9" }],
  ["epsilon", { epsilon: 9 }],
  ["k", { k: 2 }],
  ["terms", { terms: "3".repeat(64) }],
  ["previous", { previous: "1".repeat(64) }],
  ["hash", { hash: "2".repeat(64) }],
];

test("a file that nobody touched opens", async () => {
  expect(await afterwards(() => undefined)).not.toThrow();
});

describe.each([1, 2, 3, 4, 5])("entry %i", (seq) => {
  test.each(EDITS)("an edited field breaks the chain: %s", async (_, change) => {
    const [key] = Object.keys(change) as [keyof LedgerEntry];
    const same = await afterwards((db) => {
      // An edit that changes nothing does not count.
      if (canonicalJson(entryOf(db, seq)[key] ?? null) !== canonicalJson(change[key] as string)) edit(seq, change)(db);
      else edit(seq, { [key]: null } as unknown as Change)(db);
    });
    expect(same).toThrow(expect.objectContaining({ code: "ledger-broken" }));
  });
});

test.each([
  [
    "an edit with a hash of its own breaks the link to the next",
    (db: Database.Database) => {
      const changed = { ...entryOf(db, 2), charges: {} };
      put(db, 2, JSON.stringify({ ...changed, hash: entryHash(changed) }));
    },
  ],
  ["a removed entry", (db: Database.Database) => db.exec("DELETE FROM entries WHERE seq = 2")],
  ["a removed first entry", (db: Database.Database) => db.exec("DELETE FROM entries WHERE seq = 1")],
  [
    "two entries that changed places",
    (db: Database.Database) => {
      const [a, b] = [JSON.stringify(entryOf(db, 2)), JSON.stringify(entryOf(db, 4))];
      put(db, 2, b);
      db.prepare("UPDATE entries SET entry = ? WHERE seq = 4").run(a);
    },
  ],
  ["what is not JSON", (db: Database.Database) => put(db, 2, "not JSON")],
  ["what is not an entry", (db: Database.Database) => put(db, 2, "null")],
  ["a further field", (db: Database.Database) => put(db, 2, JSON.stringify({ ...entryOf(db, 2), note: "paid" }))],
  ["measurements without their entry", (db: Database.Database) => db.exec("DELETE FROM entries WHERE seq = 5")],
])("%s is found", async (_, change) => {
  expect(await afterwards(change)).toThrow(expect.objectContaining({ code: "ledger-broken" }));
});

test("an entry without its measurements is a draw that is lost: it is found, and never made again", async () => {
  const open = await afterwards((db) => db.exec("DELETE FROM measurements WHERE publication = '2025-02'"));
  expect(open).toThrow(expect.objectContaining({ code: "draw-lost", message: expect.stringContaining("2025-02 was drawn on") }));
});

test.each([
  "UPDATE entries SET entry = '{}' WHERE seq = 1",
  "DELETE FROM entries WHERE seq = 5",
  "UPDATE measurements SET payload = x'00'",
  "DELETE FROM measurements",
])("the file refuses: %s", async (sql) => {
  let message = "";
  const open = await afterwards((db) => {
    try {
      db.exec(sql);
    } catch (error) {
      message = (error as Error).message;
    }
  }, false);
  expect(message).toMatch(/append-only|frozen/);
  expect(open).not.toThrow();
});

test("the first entry follows nothing, each other the one before it", () => {
  const ledger = memoryLedger();
  ledger.debit(debitOf("2025-01", { "water.volume": paid(1) }));
  ledger.debit(debitOf("2025-02", { "water.volume": paid(1) }));
  const entries = ledger.entries();
  expect(entries.map((entry) => entry.previous)).toEqual([GENESIS, ...entries.slice(0, -1).map((entry) => entry.hash)]);
  expect(entries.map(entryHash)).toEqual(entries.map((entry) => entry.hash));
});
