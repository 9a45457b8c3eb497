import { randomBytes } from "node:crypto";
import { copyFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { openVault } from "../../src/vault/index.ts";
import { deriveKeys, KEY_BYTES } from "../../src/vault/keys.ts";
import { encodeDonation } from "../../src/vault/payload.ts";
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

test("a household that withdrew, and whose rows are put back from an older copy, is destroyed at the next opening", () => {
  const folder = folderOfTest();
  const [path, older] = [`${folder}/vault.sqlite`, `${folder}/older.sqlite`];
  const open = () =>
    openVault({
      path,
      key: KEY,
      clock: () => new Date("2026-03-10T12:00:00Z"),
      machine: testMachine(),
      entropy: randomBytes,
      retentionMonths: 15,
      acts: { file: `${folder}/acts.rights`, commons: "0".repeat(32), days: 35 },
    });
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
