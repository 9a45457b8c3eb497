import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import type { Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, KEY, refusalOf, vaultAt } from "./support.ts";

const january = donationOf(["water.volume 2026-01 9000"]);
const inJanuary = (vault: Vault) => [
  ...vault.snapshot({ period: parsePeriod("2026-01"), measures: [{ domain: "water", measure: "volume" }], streams: 1 }),
];

/** Every byte that the vault has on disk. */
function bytesOf(path: string): Buffer {
  return Buffer.concat(
    ["", "-wal", "-shm"].map((suffix) => {
      try {
        return readFileSync(path + suffix);
      } catch {
        return Buffer.alloc(0);
      }
    }),
  );
}

function wrappedKeys(path: string): Buffer[] {
  const db = new Database(path, { readonly: true });
  const rows = db.prepare<[], { wrapped: Buffer }>("SELECT wrapped FROM key_slot ORDER BY donor").all();
  db.close();
  return rows.map(({ wrapped }) => wrapped);
}

test("a pause keeps the contribution and leaves it out; resuming brings it back", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january);
  vault.pause(receipt);
  vault.pause(receipt);
  expect(vault.show(receipt).paused).toBe(true);
  expect(inJanuary(vault)).toEqual([]);
  expect(vault.status()).toMatchObject({ active: 0, paused: 1 });
  vault.resume(receipt);
  expect(inJanuary(vault)).toHaveLength(1);
});

test("a withdrawn receipt is as unknown as one that never was, and only a count remains", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january);
  vault.donate(january);
  vault.withdraw(receipt);
  expect(refusalOf(() => vault.show(receipt))).toBe("key-not-known");
  expect(refusalOf(() => vault.withdraw(receipt))).toBe("key-not-known");
  expect(refusalOf(() => vault.donate(january, { receipt }))).toBe("key-not-known");
  expect(inJanuary(vault)).toHaveLength(1);
  expect(vault.status()).toEqual({
    active: 1,
    paused: 0,
    objecting: 0,
    withdrawn: 1,
    donations: 1,
    expired: 0,
    erasuresOwed: 1,
    aside: 0,
    actsWaiting: 0,
    clockDoubted: false,
  });
});

test("repeating a withdrawn household's request does not bring it back, and is not said to be stored", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january, { idempotency: "a" });
  vault.withdraw(receipt);
  expect(refusalOf(() => vault.donate(january, { idempotency: "a" }))).toBe("idempotency-conflict");
  expect(vault.status()).toMatchObject({ active: 0, donations: 0 });
});

test("reading a withdrawn household's file again does not bring it back: its line is known by name", () => {
  const vault = vaultAt();
  const line = { idempotency: "file line 1", named: true };
  const { receipt } = vault.donate(january, line);
  vault.withdraw(receipt);
  expect(vault.donate(january, line)).toEqual({ receipt, repeated: true });
  expect(vault.status()).toMatchObject({ active: 0, donations: 0 });
});

test("nothing that a household said, nor its receipt, is in the clear on the disk", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const { receipt } = vault.donate(donationOf(["water.volume 2026-01 123456789"], { household: { area: "very-visible-leaf" } }));
  inJanuary(vault);
  const bytes = bytesOf(path);
  for (const text of ["very-visible-leaf", "123456789", "2026-01", "volume", "commons", receipt])
    expect(bytes.includes(text)).toBe(false);
  expect(bytes.includes(Buffer.from(receipt, "base64url"))).toBe(false);
  expect(bytes.includes(Buffer.from(KEY))).toBe(false);
});

test("withdrawal takes the wrapped key's bytes out of the database and its log, among thousands of others", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const items = Array.from({ length: 3000 }, (_, i) => ({ donation: january, idempotency: `line ${i}` }));
  const receipts = vault.donateAll(items).map(({ receipt }) => receipt);
  inJanuary(vault); // more rows under the same keys
  const before = wrappedKeys(path);
  const gone = new Set(Array.from({ length: 3000 }, (_, i) => i).filter((i) => i % 37 === 0));
  for (const i of gone) vault.withdraw(receipts[i] as string);
  const bytes = bytesOf(path);
  expect(before.filter((wrapped) => bytes.includes(wrapped.subarray(0, 24)))).toHaveLength(3000 - gone.size);
  expect(before.filter((wrapped, i) => gone.has(i) && bytes.includes(wrapped.subarray(12, 44)))).toEqual([]);
  expect(vault.status()).toMatchObject({ active: 3000 - gone.size, withdrawn: gone.size, erasuresOwed: gone.size });
});

test("the slot of a destroyed key serves the next household, and opens nothing of the former one", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const [first, second] = [vault.donate(january), vault.donate(january)];
  inJanuary(vault);
  vault.withdraw(first.receipt);
  const third = vault.donate(donationOf(["water.volume 2026-01 5"]));
  expect(wrappedKeys(path)).toHaveLength(2);
  expect(vault.show(third.receipt)).toMatchObject({ readings: [{ amount: 5 }], years: [] });
  expect(vault.show(second.receipt).readings[0]?.amount).toBe(9000);
});

test("bytes that another process's reader keeps in the log are owed, and paid when it has gone", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const { receipt } = vault.donate(january);
  vault.donate(january);
  const reader = new Database(path, { readonly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM donor").all();
  vault.withdraw(receipt);
  vault.expire();
  expect(vault.status().erasuresOwed).toBe(1);
  reader.close();
  vault.expire();
  expect(vault.status().erasuresOwed).toBe(0);
});

test("a key that is not the vault's is refused, and so is one of another length", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  vaultAt(path).donate(january);
  expect(refusalOf(() => vaultAt(path, { key: new Uint8Array(32).fill(9) }))).toBe("key-wrong");
  expect(refusalOf(() => vaultAt(path, { key: new Uint8Array(16) }))).toBe("key-wrong");
  expect(vaultAt(path).status().active).toBe(1);
});

test("a sealed record that was moved or changed is refused", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const vault = vaultAt(path);
  const receipts = [vault.donate(january).receipt, vault.donate(january).receipt];
  const db = new Database(path);
  onTestFinished(() => {
    db.close();
  });
  db.exec("UPDATE donation SET sealed = (SELECT sealed FROM donation WHERE donor = 1) WHERE donor = 2");
  expect(refusalOf(() => vault.show(receipts[1] as string))).toBe("storage-failed");
  db.exec("UPDATE key_slot SET wrapped = (SELECT wrapped FROM key_slot WHERE donor = 2) WHERE donor = 1");
  expect(refusalOf(() => vault.show(receipts[0] as string))).toBe("storage-failed");
});

test("two processes may have the vault open: each sees what the other committed", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  const [one, two] = [vaultAt(path), vaultAt(path)];
  const { receipt } = one.donate(january, { idempotency: "a" });
  expect(two.donate(january, { idempotency: "a" })).toEqual({ receipt, repeated: true });
  two.withdraw(receipt);
  expect(refusalOf(() => one.show(receipt))).toBe("key-not-known");
});

test("a full disk is said, loses nothing, and a later donation is taken", () => {
  const vault = vaultAt(`${folderOfTest()}/vault.sqlite`);
  const { receipt } = vault.donate(january);
  const full = () => {
    throw Object.assign(new Error("no space"), { code: "ENOSPC" });
  };
  expect(refusalOf(() => vault.donateAll([{ donation: january }], full))).toBe("storage-full");
  expect(vault.show(receipt).readings).toHaveLength(1);
  vault.donate(january);
  expect(vault.status().active).toBe(2);
});

test("a vault that another process is writing to is said to be in use", () => {
  const path = `${folderOfTest()}/vault.sqlite`;
  vaultAt(path).donateAll([{ donation: january }], () => {
    expect(refusalOf(() => vaultAt(path, { busyTimeout: 0 }).donate(january))).toBe("home-in-use");
  });
});

test("a folder that is not there is a failure of storage", () => {
  expect(refusalOf(() => vaultAt(`${folderOfTest()}/nowhere/vault.sqlite`))).toBe("storage-failed");
});
