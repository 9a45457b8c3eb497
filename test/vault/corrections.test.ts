import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, refusalOf, vaultAt } from "./support.ts";

const JANUARY = { domain: "water", measure: "volume", period: "2026-01" };
const FEBRUARY = { ...JANUARY, period: "2026-02" };
const two = donationOf(["water.volume 2026-01 1", "water.volume 2026-02 2"]);
const published = (vault: Vault) =>
  [...vault.snapshot({ period: parsePeriod("2026-01"), measures: [{ domain: "water", measure: "volume" }], streams: 1 })].flatMap(
    ({ readings }) => readings.map(({ period, amount }) => `${period} ${amount}`),
  );

test("a reading that is taken out is gone from every donation that had it, and from publications", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(two);
  vault.donate(donationOf(["water.volume 2026-01 7"]), { receipt });
  expect(vault.remove(receipt, [JANUARY])).toEqual({ removed: [JANUARY], not_held: [] });
  expect(vault.show(receipt).donations.map(({ readings }) => readings.map(({ amount }) => amount))).toEqual([[2], []]);
  expect(vault.show(receipt).readings).toMatchObject([{ period: "2026-02" }]);
  expect(published(vault)).toEqual([]);
});

test("what is not held is said to be so, and repeating the correction changes nothing", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(two);
  const march = { ...JANUARY, period: "2026-03" };
  expect(vault.remove(receipt, [JANUARY, march, JANUARY])).toEqual({ removed: [JANUARY], not_held: [march] });
  expect(vault.status().erasuresOwed).toBe(1);
  expect(vault.remove(receipt, [JANUARY])).toEqual({ removed: [], not_held: [JANUARY] });
  expect(vault.status().erasuresOwed).toBe(1);
});

test("the consent of a donation stays when its readings go, and the reading may be given anew", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(two);
  vault.remove(receipt, [JANUARY, FEBRUARY]);
  expect(vault.show(receipt)).toMatchObject({ covers: ["water"], readings: [] });
  expect(vault.status()).toMatchObject({ active: 1, donations: 1 });
  vault.donate(donationOf(["water.volume 2026-01 5"]), { receipt });
  expect(published(vault)).toEqual(["2026-01 5"]);
});

test("the bytes of what was taken out are gone from the file and its log; the others' are not", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const receipts = Array.from({ length: 300 }, () => vault.donate(two).receipt);
  const sealed = () => {
    const db = new Database(path, { readonly: true });
    const rows = db.prepare<[], { sealed: Buffer }>("SELECT sealed FROM donation ORDER BY donor").all();
    db.close();
    return rows.map((row) => row.sealed);
  };
  const before = sealed();
  for (const receipt of receipts.slice(0, 150)) vault.remove(receipt, [JANUARY]);
  const bytes = Buffer.concat(["", "-wal"].map((suffix) => readFileSync(path + suffix)));
  const left = before.map((one) => [0, 16, 32].some((at) => bytes.includes(one.subarray(at, at + 16))));
  expect(left.filter(Boolean)).toHaveLength(150);
  expect(left.slice(0, 150).some(Boolean)).toBe(false);
});

test("repeating the request that brought the reading does not bring it back, and is not said to be stored", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(two, { idempotency: "a" });
  const line = { idempotency: "file line 1", named: true };
  const named = vault.donate(two, line);
  for (const key of [receipt, named.receipt]) vault.remove(key, [JANUARY]);
  expect(refusalOf(() => vault.donate(two, { idempotency: "a" }))).toBe("idempotency-conflict");
  expect(vault.donate(two, line)).toEqual({ receipt: named.receipt, repeated: true });
  expect(published(vault)).toEqual([]);
});

test("a correction of an unknown key changes nothing of anybody", () => {
  const vault = vaultAt();
  vault.donate(two);
  expect(refusalOf(() => vault.remove("x", [JANUARY]))).toBe("key-not-known");
  expect(published(vault)).toEqual(["2026-01 1"]);
});
