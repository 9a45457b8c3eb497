import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { verifyChain } from "../../src/ledger/chain.ts";
import { inFolder } from "../support/folder.ts";
import { debitOf, memoryLedger, paid } from "../support/ledger.ts";
import { unlocked } from "../support/unlocked.ts";

const CHILD = fileURLToPath(new URL("../support/debiting-child.mjs", import.meta.url));
const debit = (id: string) => debitOf(id, { "water.volume": paid(1, 1) });

test("two processes that write in turn go on from each other's entries, in one chain", () =>
  inFolder(async (folder) => {
    const path = join(folder, "ledger.sqlite");
    const ledger = memoryLedger(path);
    ledger.debit(debit("2025-01"));
    const child = spawn(process.execPath, [CHILD, path], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const theirs = async (id: string) => {
      child.stdin.write(`${id}\n`);
      return (await lines.next()).value;
    };
    expect(await theirs("2025-02")).toBe("debited 2025-02 as 3");
    expect(ledger.debit(debit("2025-03")).seq).toBe(4);
    expect(await theirs("2025-04")).toBe("debited 2025-04 as 5");
    // Asked for by both, it is one debit.
    expect(await theirs("2025-03")).toBe("debited 2025-03 as 4");
    const entries = ledger.entries();
    expect(entries.map((entry) => ("publication" in entry ? entry.publication : entry.kind))).toEqual([
      "opened",
      "2025-01",
      "2025-02",
      "2025-03",
      "2025-04",
    ]);
    expect(ledger.entries()).toBe(entries);
    verifyChain([], entries, ledger.commons);
    child.stdin.end();
    await once(child, "exit");
    ledger.close();
  }));

const SWAPPED = expect.objectContaining({ code: "ledger-broken", message: expect.stringContaining("put in another's place") });

test("a file that was put in the ledger's place is not written, and nor is the one that is gone", () =>
  inFolder(async (folder) => {
    const [path, older] = [join(folder, "ledger.sqlite"), join(folder, "older.sqlite")];
    const ledger = memoryLedger(path);
    ledger.debit(debit("2025-01"));
    ledger.close();
    copyFileSync(path, older);
    const open = memoryLedger(path);
    open.debit(debit("2025-02"));
    renameSync(older, path);
    const before = readFileSync(path);
    expect(() => open.debit(debit("2025-03"))).toThrow(SWAPPED);
    expect(open.entries()).toHaveLength(3);
    open.close();
    expect(readFileSync(path)).toEqual(before);
  }));

test.each([
  ["is changed", "UPDATE entries SET entry = replace(entry, '2025-01', '2025-09') WHERE seq = 2"],
  ["is gone", "DELETE FROM entries WHERE seq = 2"],
])("a ledger whose last entry %s under a process that has it open takes no entry, and is not read", (_, sql) =>
  inFolder(async (folder) => {
    const path = join(folder, "ledger.sqlite");
    const ledger = memoryLedger(path);
    ledger.debit(debit("2025-01"));
    const db = new Database(path);
    unlocked(db, () => db.exec(sql));
    expect(() => ledger.debit(debit("2025-02"))).toThrow(SWAPPED);
    expect(() => ledger.entries()).toThrow(SWAPPED);
    expect(db.prepare("SELECT count(*) AS n FROM entries").get()).toEqual({ n: sql.startsWith("DELETE") ? 1 : 2 });
    db.close();
    ledger.close();
  }),
);

test("an entry of another process that does not follow is not gone on from", () =>
  inFolder(async (folder) => {
    const path = join(folder, "ledger.sqlite");
    const ledger = memoryLedger(path);
    const { hash: _, ...entry } = ledger.debit(debit("2025-01"));
    const db = new Database(path);
    const forged = JSON.stringify({ ...entry, seq: 3, publication: "2025-02", hash: "0".repeat(64) });
    db.prepare("INSERT INTO entries (seq, entry) VALUES (3, ?)").run(forged);
    db.close();
    expect(() => ledger.debit(debit("2025-03"))).toThrow(expect.objectContaining({ code: "ledger-broken" }));
    ledger.close();
  }));
