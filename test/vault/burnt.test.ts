import { randomBytes } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { openVault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { donationOf, KEY, refusalOf, testMachine, vaultAt } from "./support.ts";

const january = donationOf(["water.volume 2026-01 9000"]);
const token = (i = 0) => new Uint8Array(32).fill(i);

test("a token begins one contribution", () => {
  const vault = vaultAt();
  vault.donate(january, { admit: () => token(1) });
  expect(refusalOf(() => vault.donate(january, { admit: () => token(1) }))).toBe("token-spent");
  vault.donate(january, { admit: () => token(2) });
  expect(vault.status()).toMatchObject({ active: 2, donations: 2 });
});

test("a repeated request is not asked for a token, and burns none", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january, { idempotency: "a", admit: () => token(1) });
  const asked: string[] = [];
  const admit = () => {
    asked.push("asked");
    return token(2);
  };
  expect(vault.donate(january, { idempotency: "a", admit })).toEqual({ receipt, repeated: true });
  expect(asked).toEqual([]);
  vault.donate(january, { admit });
});

test("what is added under a key is not asked for a token, and burns none", () => {
  const vault = vaultAt();
  const { receipt } = vault.donate(january, { admit: () => token(1) });
  const admit = () => {
    throw new Refusal("token-needed", "asked");
  };
  expect(vault.donate(january, { receipt, admit }).repeated).toBe(false);
  expect(refusalOf(() => vault.donate(january, { admit }))).toBe("token-needed");
  expect(refusalOf(() => vault.donate(january, { receipt: "wrong", admit }))).toBe("key-not-known");
});

test("of a group that shares a commit, a token admits the first, and the refused leave no trace", () => {
  const vault = vaultAt();
  const items = Array.from({ length: 5 }, (_, i) => ({ donation: january, idempotency: `k${i}`, admit: () => token(1) }));
  const results = vault.donateEach(items);
  expect(results.map((result) => (result instanceof Refusal ? result.code : "stored"))).toEqual([
    "stored",
    ...new Array(4).fill("token-spent"),
  ]);
  expect(vault.status().donations).toBe(1);
  // The refused request's idempotency string is free: with a token of its own it is stored.
  expect(vault.donate(january, { idempotency: "k3", admit: () => token(2) }).repeated).toBe(false);
});

test("a donation that fails after its token was burnt has not burnt it", () => {
  let fails = false;
  const entropy = (n: number) => {
    if (fails) throw new Error("no more randomness");
    return randomBytes(n);
  };
  const path = join(folderOfTest(), "vault.sqlite");
  const vault = openVault({
    path,
    key: KEY,
    clock: () => new Date("2026-03-10"),
    machine: testMachine(),
    entropy,
    retentionMonths: 15,
  });
  fails = true;
  expect(() => vault.donate(january, { admit: () => token(1) })).toThrow("no more randomness");
  fails = false;
  expect(vault.donate(january, { admit: () => token(1) }).repeated).toBe(false);
  vault.close();
});

test("what is kept of a token is an HMAC under the operator's key: neither the token nor a hash that others could make", () => {
  const path = join(folderOfTest(), "vault.sqlite");
  const vault = vaultAt(path);
  vault.donate(january, { admit: () => token(1) });
  const db = new Database(path, { readonly: true });
  const rows = db.prepare("SELECT * FROM burnt").all() as { token: Buffer }[];
  db.close();
  expect(rows.map((row) => Object.keys(row))).toEqual([["token"]]);
  expect(rows[0]?.token).toHaveLength(32);
  const other = join(folderOfTest(), "vault.sqlite");
  vaultAt(other, { key: new Uint8Array(32).fill(8) }).donate(january, { admit: () => token(1) });
  const db2 = new Database(other, { readonly: true });
  expect(db2.prepare("SELECT token FROM burnt").get()).not.toEqual(rows[0]);
  db2.close();
});
