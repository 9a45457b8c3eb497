import { randomBytes } from "node:crypto";
import { copyFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { openStore } from "../../src/storage/sqlite/index.ts";
import { readActs } from "../../src/vault/acts.ts";
import { openVault } from "../../src/vault/index.ts";
import { deriveKeys, KEY_BYTES } from "../../src/vault/keys.ts";
import { openPages } from "../../src/vault/pages.ts";
import { encodeDonation } from "../../src/vault/payload.ts";
import { VAULT_SCHEMA } from "../../src/vault/schema.ts";
import { IV_BYTES, seal, unwrapAll } from "../../src/vault/seal.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, KEY, refusalOf, testMachine, vaultAt } from "./support.ts";

// Somebody writes to the vault's file who has not the operator's key: an administrator of the disk, or whoever holds a backup.

const WATER = { period: parsePeriod("2026-01"), measures: [{ domain: "water", measure: "volume" }], streams: 1 };

interface DonorRow {
  readonly donor: number;
  readonly id: Buffer;
  readonly unit: Buffer;
  readonly wrapped: Buffer;
}

/** Has a file say that units are unique, and SQLite look them up in an index that knows of none. */
function emptyIndexOfUnits(path: string): void {
  const db = new Database(path);
  db.unsafeMode();
  db.exec(`CREATE TABLE other (unit); CREATE INDEX other_unit ON other (unit); PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'other_unit') WHERE name = 'sqlite_autoindex_donor_2';
    DELETE FROM sqlite_schema WHERE name IN ('other', 'other_unit'); PRAGMA writable_schema = RESET`);
  db.close();
}

/** A vault of two households, and a connection to its file to which the schema's rules do not apply. */
function writtenVault() {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const receipts = [1, 2].map((amount) => vault.donate(donationOf([`water.volume 2026-01 ${amount}`])).receipt);
  const db = new Database(path);
  onTestFinished(() => void db.close());
  db.pragma("foreign_keys = OFF");
  const rows = db.prepare<[], DonorRow>("SELECT donor, id, unit, wrapped FROM donor JOIN key_slot USING (donor)").all();
  const add = (donor: number, { id, unit, wrapped }: Omit<DonorRow, "donor">, sealed: Buffer, received: number) => {
    emptyIndexOfUnits(path);
    db.prepare("INSERT INTO key_slot VALUES (?, ?)").run(donor, wrapped);
    db.prepare("INSERT INTO donor (donor, id, lookup, unit) VALUES (?, ?, ?, ?)").run(donor, id, randomBytes(32), unit);
    db.prepare("INSERT INTO donation VALUES (?, 0, ?, NULL, ?)").run(donor, received, sealed);
  };
  const [given] = db.prepare<[], { received: number; sealed: Buffer }>("SELECT received, sealed FROM donation").all();
  if (given === undefined) throw new Error("no donation");
  return { vault, receipts, db, first: rows[0] as DonorRow, given, add };
}

test.each([
  ["under the unit that it has", (unit: Buffer) => unit],
  ["under another unit", () => randomBytes(16)],
])("a contribution that is copied into other slots, %s, stops every publication, and a check finds it", (_, unitOf) => {
  const { vault, first, given, add } = writtenVault();
  expect([...vault.snapshot(WATER)]).toHaveLength(2);
  for (let slot = 3; slot < 30; slot++) add(slot, { ...first, unit: unitOf(first.unit) }, given.sealed, given.received);
  expect(refusalOf(() => [...vault.snapshot(WATER)])).toBe("storage-failed");
  expect(vault.audit(false).unauthentic).toBe(28);
  vault.audit(true);
  expect([...vault.snapshot(WATER)]).toHaveLength(1);
});

test("who knows one donor's key makes no other household with it, though the tags of wrapped keys are not looked at", () => {
  const { vault, first, given, add } = writtenVault();
  const known = unwrapAll([first.wrapped], deriveKeys(KEY).wrap);
  const [id, key] = [randomBytes(16), randomBytes(KEY_BYTES)];
  // What the operator's key made of the IV is the wrapped key without the key: any other can be put in its place.
  const wrapped = Buffer.from(first.wrapped);
  for (let i = 0; i < KEY_BYTES; i++)
    wrapped[IV_BYTES + i] = (wrapped[IV_BYTES + i] as number) ^ (known[i] as number) ^ (key[i] as number);
  expect(unwrapAll([wrapped], deriveKeys(KEY).wrap).equals(key)).toBe(true);
  const donation = encodeDonation(donationOf(["water.volume 2026-01 9"]));
  const sealed = seal(donation, { id, key }, randomBytes, "donation", 0, given.received);
  add(3, { id, unit: randomBytes(16), wrapped }, sealed, given.received);
  expect(refusalOf(() => [...vault.snapshot(WATER)])).toBe("storage-failed");
  expect(vault.audit(false).unauthentic).toBe(1);
});

/** A vault whose contributors' requests are written into a file of acts. */
function recordedVault() {
  const folder = folderOfTest();
  const [path, acts] = [`${folder}/vault.sqlite`, `${folder}/acts.rights`];
  const open = () =>
    openVault({
      path,
      key: KEY,
      clock: () => new Date("2026-03-10T12:00:00Z"),
      machine: testMachine(),
      entropy: randomBytes,
      retentionMonths: 15,
      acts: { file: acts, commons: "0".repeat(32), days: 35 },
    });
  return { path, acts, older: `${folder}/older.sqlite`, open };
}

test("a household that withdrew, and whose rows are put back from an older copy, is destroyed at the next opening", () => {
  const { path, older, open } = recordedVault();
  const vault = open();
  const [stays, leaves] = [1, 2].map((amount) => vault.donate(donationOf([`water.volume 2026-01 ${amount}`])).receipt);
  vault.close();
  copyFileSync(path, older);
  const then = open();
  then.withdraw(leaves as string);
  then.close();
  const db = new Database(path);
  db.exec(`ATTACH '${older}' AS older; DELETE FROM free_slot`);
  for (const table of ["key_slot", "donor", "donation"]) db.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM older.${table}`);
  db.close();
  const now = open();
  onTestFinished(() => now.close());
  expect(refusalOf(() => now.show(leaves as string))).toBe("key-not-known");
  expect(now.show(stays as string).donations).toHaveLength(1);
  expect([...now.snapshot(WATER)].map(({ readings }) => readings[0]?.amount)).toEqual([1]);
});

const DONATIONS_OF_TEXTS = VAULT_SCHEMA.map((step) => step.replace("donor      INTEGER NOT NULL", "donor      TEXT NOT NULL"));

test.each(["slot", "shuffled"] as const)(
  "a slot that is a text ends no page, and a page that does not go on is refused (%s)",
  (order) => {
    const path = `${folderOfTest()}/vault.sqlite`;
    // SQLite orders slots as the table's type says; here they are texts.
    const store = openStore(path, DONATIONS_OF_TEXTS, { name: "the vault" });
    onTestFinished(() => store.close());
    const db = new Database(path);
    onTestFinished(() => void db.close());
    db.pragma("foreign_keys = OFF");
    for (let slot = 10; slot < 14; slot++) {
      db.prepare("INSERT INTO key_slot VALUES (?, ?)").run(slot, randomBytes(60));
      db.prepare("INSERT INTO donor (donor, id, lookup, unit) VALUES (?, ?, ?, ?)").run(
        slot,
        randomBytes(16),
        randomBytes(32),
        randomBytes(16),
      );
      db.prepare("INSERT INTO donation VALUES (?, 0, 600, NULL, ?)").run(slot, randomBytes(100));
    }
    const read = () => {
      const { members, read } = openPages(store, randomBytes);
      return read(members(order), 0, 4, { year: 2026, cutoff: 0 });
    };
    expect(read()).toMatchObject({ next: 4 });
    const insert = db.prepare("INSERT INTO donation VALUES ('11z', ?, 600, NULL, x'')");
    db.transaction(() => {
      for (let seq = 0; seq < 2100; seq++) insert.run(seq);
    })();
    if (order === "slot") expect(refusalOf(read)).toBe("storage-failed");
    else expect(read()).toMatchObject({ next: 4 });
  },
);

test("slots that do not rise, and ids of another length, are no list of members", () => {
  const { vault, db, first, given, add } = writtenVault();
  add(3, { ...first, id: randomBytes(7), unit: randomBytes(16) }, given.sealed, given.received);
  expect(refusalOf(() => [...vault.snapshot(WATER)])).toBe("storage-failed");
  db.prepare("UPDATE donor SET paused = 1 WHERE donor = 3").run();
  expect([...vault.snapshot(WATER)]).toHaveLength(2);
});

test.each([
  ["a longer wrapped key", "UPDATE key_slot SET wrapped = wrapped || zeroblob(300) WHERE donor = 1"],
  ["a shorter unit", "UPDATE donor SET unit = x'00' WHERE donor = 1"],
  [
    "a number with more digits than the head of a row has room for",
    "UPDATE donation SET received = received + 4294967296 WHERE donor = 1",
  ],
  ["a number with a fraction", "UPDATE donation SET received = received + 0.5 WHERE donor = 1"],
  ["a text for a number", "UPDATE donation SET seq = 'a' WHERE donor = 1"],
])("%s is no row of the vault: the publication is refused, and a check finds it", (_, change) => {
  const { vault, db } = writtenVault();
  db.exec(change);
  expect(refusalOf(() => [...vault.snapshot(WATER)])).toBe("storage-failed");
  expect(vault.audit(false).unauthentic).toBe(1);
});

test("who puts their own receipt's HMAC beside another household sees, changes and withdraws nothing of it", () => {
  const { path, older, acts, open } = recordedVault();
  const vault = open();
  const [mine, other] = [1, 2].map((amount) => vault.donate(donationOf([`water.volume 2026-01 ${amount}`])).receipt) as [
    string,
    string,
  ];
  const db = new Database(path);
  const swap = () => {
    const [first, second] = db.prepare<[], Buffer>("SELECT lookup FROM donor ORDER BY donor").pluck().all();
    db.prepare("UPDATE donor SET lookup = zeroblob(32) WHERE donor = 2").run();
    db.prepare("UPDATE donor SET lookup = ? WHERE donor = 1").run(second);
    db.prepare("UPDATE donor SET lookup = ? WHERE donor = 2").run(first);
  };
  db.exec(`VACUUM INTO '${older}'`);
  swap();
  for (const ask of [vault.show, vault.weigh, vault.pause, vault.withdraw])
    expect(refusalOf(() => ask(mine))).toBe("storage-failed");
  expect(vault.audit(false).unauthentic).toBe(2);
  swap();
  expect(vault.show(other).readings[0]?.amount).toBe(2);
  // What is set aside may be withdrawn though its key does not open: then its own rows do not come back either.
  swap();
  vault.audit(true);
  vault.withdraw(mine);
  expect(readActs(acts).filter(({ act }) => act !== null)).toHaveLength(1);
  vault.close();
  db.exec(`PRAGMA foreign_keys = OFF; ATTACH '${older}' AS older; DELETE FROM free_slot; DELETE FROM donor`);
  for (const table of ["key_slot", "donor", "donation"]) db.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM older.${table}`);
  db.close();
  const now = open();
  onTestFinished(() => now.close());
  expect(refusalOf(() => now.show(mine))).toBe("key-not-known");
});

test.each([
  ["a trigger", "CREATE TRIGGER other AFTER INSERT ON act BEGIN DELETE FROM act; END"],
  ["a view", "CREATE VIEW other AS SELECT * FROM donor"],
  ["a table", "CREATE TABLE other AS SELECT * FROM key_slot"],
  ["an index", "CREATE INDEX other ON donor (paused)"],
  ["a column", "ALTER TABLE donor ADD COLUMN other"],
  [
    "a table of another type",
    "ALTER TABLE withdrawal RENAME TO old; CREATE TABLE withdrawal AS SELECT * FROM old; DROP TABLE old",
  ],
])("%s that the vault does not make stops what runs, and the next opening", (_, change) => {
  const { path, open } = recordedVault();
  const vault = open();
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 1"]));
  const db = new Database(path);
  db.exec(change);
  db.close();
  for (const ask of [() => vault.withdraw(receipt), () => [...vault.snapshot(WATER)], () => vault.audit(false), open])
    expect(refusalOf(ask)).toBe("home-damaged");
  vault.close();
});

const written = (acts: string) => readActs(acts).filter(({ act }) => act !== null);

test("lines that the vault did not make are not written into the file of acts, and keep nothing of its own out", () => {
  const { path, acts, open } = recordedVault();
  const vault = open();
  const receipts = [1, 2].map((amount) => vault.donate(donationOf([`water.volume 2026-01 ${amount}`])).receipt) as [
    string,
    string,
  ];
  vault.withdraw(receipts[0]);
  const db = new Database(path);
  const insert = db.prepare("INSERT INTO act (line) VALUES (?)");
  for (const line of [
    '{"seq":999999,"day":"2026-03-10","act":null}',
    '{"seq":3,"day":"2026-03-10","act":"AAAA"}',
    "not JSON\n",
    randomBytes(9),
  ])
    insert.run(line);
  db.close();
  vault.withdraw(receipts[1]);
  vault.close();
  expect(written(acts).map(({ seq }) => seq)).toEqual([1, 2]);
  open().close();
});

test("an act is written though somebody put the vault's count of acts back, and is repeated", () => {
  const { path, acts, older, open } = recordedVault();
  const vault = open();
  const receipts = [1, 2, 3].map((amount) => vault.donate(donationOf([`water.volume 2026-01 ${amount}`])).receipt) as [
    string,
    string,
    string,
  ];
  const db = new Database(path);
  db.exec(`VACUUM INTO '${older}'`);
  vault.withdraw(receipts[0]);
  vault.pause(receipts[1]);
  db.exec("UPDATE fact SET value = '0' WHERE name = 'acts'");
  vault.withdraw(receipts[2]);
  vault.close();
  expect(written(acts).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(db.prepare("SELECT CAST(value AS TEXT) FROM fact WHERE name = 'acts'").pluck().get()).toBe("3");
  db.close();
  copyFileSync(older, path);
  const now = open();
  onTestFinished(() => now.close());
  expect(now.repeated.repeated).toBe(3);
  expect(receipts.map((receipt) => refusalOf(() => now.show(receipt)))).toEqual(["key-not-known", undefined, "key-not-known"]);
});

test("what stands in the file for the days of a restore is told to nobody unless it is days", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const first = vaultAt(path);
  const told = (vault: typeof first) => {
    try {
      vault.show("A".repeat(43));
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  first.restoredFrom({ on: "2026-03-02", from: "2026-03-01" });
  expect(told(vaultAt(path))).toContain("put back on 2026-03-02 from a backup of 2026-03-01");
  for (const on of ["send your key to example.org", "2026-03-02 call 0", 7]) {
    first.restoredFrom({ on: on as string, from: "2026-03-01" });
    expect(told(vaultAt(path))).toBe("no contribution is known under this key");
  }
  const db = new Database(path);
  db.exec("UPDATE fact SET value = 'no JSON' WHERE name = 'restored'");
  db.close();
  expect(told(vaultAt(path))).toBe("no contribution is known under this key");
});
