import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, stoppedClock, vaultAt } from "./support.ts";

const january = donationOf(["water.volume 2026-01 9000"]);

/** Opens the file as another program does, and closes it when the test ends. */
function other(path: string): Database.Database {
  const db = new Database(path);
  onTestFinished(() => {
    db.close();
  });
  return db;
}

test("what is past retention goes, with households of whom nothing is left", () => {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path, { clock: clock.now, retentionMonths: 2 });
  vault.donate(january);
  const { receipt } = vault.donate(january);
  clock.set("2026-02-10T10:00:00Z");
  vault.donate(january, { receipt });
  clock.set("2026-03-01T10:00:00Z");
  expect(vault.erase()).toEqual({ donations: 2, households: 1, clockDoubted: false, owed: 0, rows: 0, bytes: "none" });
  expect(vault.erase()).toMatchObject({ donations: 0, households: 0, bytes: "none" });
  expect(vault.status()).toMatchObject({ active: 1, donations: 1 });
});

test("erasures that a reader kept waiting are paid, and until then said to be owed", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const { receipt } = vault.donate(january);
  const reader = other(path);
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM donor").all();
  expect(vault.withdraw(receipt)).toEqual({ donations: 1, years: 0 });
  expect(vault.erase()).toMatchObject({ owed: 1, bytes: "unknown" });
  reader.exec("COMMIT");
  expect(vault.erase()).toMatchObject({ owed: 0, bytes: "none" });
});

test("bytes of rows that a program without secure deletion left are found, and the file is written anew", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const donations = Array.from({ length: 400 }, () => ({ donation: january }));
  vault.donateAll(donations);
  const careless = other(path);
  careless.pragma("secure_delete = OFF");
  careless.exec("CREATE TABLE note (text TEXT)");
  const insert = careless.prepare("INSERT INTO note VALUES (?)");
  for (let i = 0; i < 2000; i += 1) insert.run("a household of leaf m0l1".repeat(8));
  careless.exec("DROP TABLE note");
  const found: string[] = [];
  // Looked at before anything mends it: the file holds what was dropped.
  careless.pragma("wal_checkpoint(TRUNCATE)");
  found.push(String(careless.pragma("freelist_count", { simple: true })));
  expect(Number(found[0])).toBeGreaterThan(10);
  expect(vault.erase().bytes).toBe("none");
  expect(careless.pragma("freelist_count", { simple: true })).toBe(0);
  expect(vault.status().active).toBe(400);
});

test("rows without a donor, and keys of nobody, are told", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  vault.donate(january);
  const careless = other(path);
  careless.pragma("foreign_keys = OFF");
  careless.exec("DELETE FROM donor");
  expect(vault.erase().rows).toBe(2);
});

test("what came back after others left is no fault: their slots and pages are in use again", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const receipts = vault.donateAll(Array.from({ length: 600 }, () => ({ donation: january }))).map(({ receipt }) => receipt);
  for (const receipt of receipts.slice(0, 500)) vault.withdraw(receipt);
  expect(vault.erase()).toMatchObject({ rows: 0, bytes: "none", owed: 0 });
  vault.donateAll(Array.from({ length: 90 }, () => ({ donation: january })));
  expect(vault.erase()).toMatchObject({ rows: 0, bytes: "none", owed: 0 });
});

test("a vault in memory has no file in which anything could be left", () => {
  expect(vaultAt().erase()).toMatchObject({ owed: 0, rows: 0, bytes: "none" });
});
