import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { copyStore, integrityFaults } from "../../src/storage/sqlite/index.ts";
import type { Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { type Identifiers, identifiersIn, leftOf } from "../support/identifiers.ts";
import { donationOf, stoppedClock, vaultAt } from "./support.ts";

const CHILD = fileURLToPath(new URL("../support/erasing-child.mjs", import.meta.url));

const january = donationOf(["water.volume 2026-01 9000"]);
const WATER = { period: parsePeriod("2026-01"), measures: [{ domain: "water", measure: "volume" }], streams: 1 };
const path = () => join(folderOfTest(), "vault.sqlite");

/** Households some of whom amended: SQLite moves rows between pages. Their receipts, by slot from 1 on. */
function peopled(vault: Vault, households: number): string[] {
  const receipts = vault.donateAll(Array.from({ length: households }, () => ({ donation: january }))).map((one) => one.receipt);
  vault.donateAll(receipts.flatMap((receipt, i) => (i % 5 === 0 ? [{ donation: january, receipt }] : [])));
  return receipts;
}

/**
 * Withdraws `many` of them, spread evenly.
 *
 * @param first slot of the first
 * @returns what was to be known of those who withdrew
 */
function withdrawn(vault: Vault, file: string, receipts: readonly string[], many: number, first = 1): Identifiers[] {
  const known = identifiersIn(file);
  return Array.from({ length: many }, (_, i) => {
    const at = Math.floor((i * receipts.length) / many);
    vault.withdraw(receipts[at] as string);
    return known.get(at + first) as Identifiers;
  });
}

/** How often the file was rewritten: each `VACUUM` counts it up. */
const rewritesOf = (file: string): unknown => {
  const db = new Database(file, { readonly: true });
  try {
    return db.pragma("schema_version", { simple: true });
  } finally {
    db.close();
  }
};

test.each([
  ["small", 60, 20],
  ["large", 2500, 400],
])(
  "in a %s file withdrawals and corrections are owed, but for their keys, until the next upkeep: neither tells the file's size",
  (_, many, leaving) => {
    const file = path();
    const vault = vaultAt(file);
    const receipts = peopled(vault, many);
    [...vault.snapshot(WATER)];
    const before = rewritesOf(file);
    const gone = withdrawn(vault, file, receipts, leaving);
    expect(leftOf(gone, file)).not.toHaveProperty("wrapped");
    expect(vault.withdraw(receipts[1] as string)).toEqual({ donations: 1, years: 1 });
    vault.remove(receipts[2] as string, [{ domain: "water", measure: "volume", period: "2026-01" }]);
    expect(vault.status().erasuresOwed).toBe(leaving + 2);
    expect(rewritesOf(file)).toBe(before);
    expect(vault.expirePart().more).toBe(false);
    expect(rewritesOf(file)).not.toBe(before);
    expect(leftOf(gone, file)).toEqual({});
    expect(vault.status()).toMatchObject({ active: many - leaving - 1, erasuresOwed: 0 });
  },
);

test("a copy of a file that owes erasures has nothing of them", () => {
  const file = path();
  const vault = vaultAt(file);
  const gone = withdrawn(vault, file, peopled(vault, 2500), 400);
  expect(vault.status().erasuresOwed).toBe(400);
  const copy = `${file}.copy`;
  copyStore(file, copy);
  expect(leftOf(gone, copy)).toEqual({});
  expect(integrityFaults(copy)).toEqual([]);
  expect(vaultAt(copy).status()).toMatchObject({ active: 2100, withdrawn: 400 });
});

test("who erases and closes the vault pays what it owes", () => {
  const file = path();
  const vault = vaultAt(file);
  const gone = withdrawn(vault, file, peopled(vault, 2500), 100);
  vault.close();
  expect(leftOf(gone, file)).toEqual({});
  expect(vaultAt(file).status().erasuresOwed).toBe(0);
});

test("after retention no eight bytes of what expired are left", () => {
  const file = path();
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(file, { clock: clock.now, retentionMonths: 2 });
  const early = peopled(vault, 600);
  [...vault.snapshot(WATER)];
  const gone = [...identifiersIn(file).values()];
  clock.set("2026-02-10T10:00:00Z");
  vault.donateAll(Array.from({ length: 100 }, () => ({ donation: january })));
  clock.set("2026-03-10T10:00:00Z");
  expect(vault.expire()).toBe(600 + early.length / 5);
  expect(leftOf(gone, file)).toEqual({});
  expect(vault.status()).toMatchObject({ active: 100, erasuresOwed: 0 });
});

test("after corrections no eight bytes of the former text are left, nor of an objection once its household withdrew", () => {
  const file = path();
  const vault = vaultAt(file);
  const receipts = peopled(vault, 2500);
  const [objecting, corrected] = [receipts.slice(0, 30), receipts.slice(100, 200)];
  for (const receipt of objecting) vault.object(receipt, ["water"]);
  const known = identifiersIn(file);
  for (const receipt of corrected) vault.remove(receipt, [{ domain: "water", measure: "volume", period: "2026-01" }]);
  for (const receipt of objecting) vault.withdraw(receipt);
  vault.erase();
  const of = (households: readonly string[]) =>
    households.map((receipt) => known.get(receipts.indexOf(receipt) + 1) as Identifiers);
  expect(leftOf(of(corrected), file)).toEqual({ id: 100, lookup: 100, unit: 100, wrapped: 100 });
  expect(leftOf(of(objecting), file)).toEqual({});
});

test("another connection that has read the former pages does not bring them back", () => {
  const file = path();
  const [vault, other] = [vaultAt(file), vaultAt(file)];
  const receipts = peopled(vault, 2500);
  // All of the file is in the other's memory.
  [...other.snapshot(WATER)];
  for (const receipt of receipts) other.show(receipt);
  const gone = withdrawn(vault, file, receipts, 100);
  expect(vault.erase().bytes).toBe("none");
  other.donateAll(Array.from({ length: 500 }, () => ({ donation: january })));
  expect(leftOf(gone, file)).toEqual({});
  other.close();
  expect(leftOf(gone, file)).toEqual({});
});

test("an erasure of another process, committed while this one writes the file anew, stays owed", () => {
  const file = path();
  const [vault, other] = [vaultAt(file), vaultAt(file, { busyTimeout: 0 })];
  const receipts = peopled(vault, 20);
  const reader = new Database(file, { readonly: true });
  onTestFinished(() => {
    reader.close();
  });
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM donor").all();
  for (const receipt of receipts.slice(0, 3)) vault.withdraw(receipt);
  other.withdraw(receipts[3] as string);
  expect(vault.erase()).toMatchObject({ owed: 4, bytes: "unknown" });
  reader.exec("COMMIT");
  expect(vault.erase()).toMatchObject({ owed: 0, bytes: "none" });
  expect(other.status().erasuresOwed).toBe(0);
});

test("a vault of an earlier version, which left copies behind, is written anew once", () => {
  const file = path();
  const vault = vaultAt(file);
  peopled(vault, 20);
  vault.close();
  const db = new Database(file);
  db.exec("DELETE FROM fact WHERE name LIKE 'erasures%'; INSERT INTO fact VALUES ('erasures_owed', '0')");
  // What the version after it brought.
  db.exec("DROP TABLE act; ALTER TABLE donor DROP COLUMN aside");
  db.pragma("user_version = 5");
  db.exec("CREATE TABLE note (text TEXT)");
  db.pragma("secure_delete = OFF");
  db.prepare("INSERT INTO note VALUES (?)").run("left by an earlier version".repeat(300));
  db.exec("DROP TABLE note");
  db.close();
  const opened = vaultAt(file);
  expect(opened.status()).toMatchObject({ active: 20, erasuresOwed: 1 });
  opened.expire();
  expect(opened.status()).toMatchObject({ active: 20, erasuresOwed: 0 });
  const after = new Database(file, { readonly: true });
  expect(after.pragma("freelist_count", { simple: true })).toBe(0);
  after.close();
});

/** Kills a process that rewrites the file once its log has `bytes` bytes, or it has said that it is done. @returns what it had said */
async function killedAt(file: string, bytes: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, file], { stdio: ["ignore", "pipe", "inherit"] });
  let isOver = false;
  const ended = once(child, "exit").finally(() => {
    isOver = true;
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => said.push(line));
  const closed = once(lines, "close");
  await Promise.race([once(lines, "line"), ended]);
  const written = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  while (!isOver && !said.includes("erased") && written() < bytes) await new Promise(setImmediate);
  child.kill("SIGKILL");
  const [, signal] = await ended;
  expect(signal).toBe("SIGKILL");
  await closed;
  return said;
}

test("killed while it writes the file anew: nobody is lost, what status says is true, and the next upkeep erases it", async () => {
  const file = path();
  const vault = vaultAt(file);
  const receipts = peopled(vault, 3000);
  const said: string[][] = [];
  const shares = [0.01, 0.5, 0.9];
  // On a machine that is too busy to catch it in the middle it is tried again, as long as there are receipts.
  const isCaught = () => said.some((lines) => !lines.includes("erased"));
  for (let i = 0; i < shares.length || (!isCaught() && i < 30); i++) {
    const share = shares[i % shares.length] as number;
    const gone = withdrawn(vault, file, receipts.slice(i * 100, (i + 1) * 100), 50, i * 100 + 1);
    said.push(await killedAt(file, statSync(file).size * share));
    const db = new Database(file, { readonly: true });
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    db.close();
    const { active, erasuresOwed } = vault.status();
    expect(active).toBe(3000 - (i + 1) * 50);
    // Killed once the file was written, it may not have noted so.
    if (erasuresOwed === 0) expect(leftOf(gone, file)).toEqual({});
    else expect(erasuresOwed).toBe(50);
    expect(vault.erase()).toMatchObject({ owed: 0, bytes: "none" });
    expect(leftOf(gone, file)).toEqual({});
  }
  expect(said).toContainEqual(["opened"]);
});
