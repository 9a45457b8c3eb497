import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { vaultThread } from "../../src/intake/index.ts";
import type { Retention } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { KEY, vaultAt } from "../vault/support.ts";
import { batchOf, receiptIn } from "./batches.ts";

const threads: Worker[] = [];
vi.mock("node:worker_threads", async (original) => {
  const real = await original<typeof import("node:worker_threads")>();
  class Watched extends real.Worker {
    constructor(...given: ConstructorParameters<typeof real.Worker>) {
      super(...given);
      threads.push(this);
    }
  }
  return { ...real, Worker: Watched };
});

/** A thread (of the built program) over a vault of its own, and that vault as this thread has it. */
function started({ key = KEY }: { key?: Uint8Array } = {}) {
  const path = join(folderOfTest(), "vault.db");
  const vault = vaultAt(path);
  const standing: { now: number; uptime: number; bootId: string; retention: Retention } = {
    now: new Date("2026-03-10T12:00:00Z").getTime(),
    uptime: 0,
    bootId: "start 1",
    retention: [24],
  };
  const vaultClient = vaultThread({ path, key, standing: () => standing });
  onTestFinished(() => vaultClient.close());
  return { path, vault, standing, vaultClient, thread: threads.at(-1) as Worker };
}

const forty = () => batchOf(Array.from({ length: 40 }, () => ({})));

test("what the thread stored is in the vault when it says so, by clock and retention as they stand", async () => {
  const { vault, standing, vaultClient } = started();
  const receipt = receiptIn((await vaultClient.ask("store", batchOf([{}])))[0]);
  expect(vault.show(receipt).donations).toHaveLength(1);
  Object.assign(standing, { now: new Date("2026-05-01T00:00:00Z").getTime(), retention: [2] });
  expect(await vaultClient.ask("store", batchOf([{ receipt }]))).toMatchObject([{ code: "key-not-known", faults: [] }]);
  await expect(vaultClient.ask("show", receipt)).rejects.toMatchObject({ code: "key-not-known" });
  expect(await vaultClient.ask("expirePart")).toMatchObject({ donations: 1, more: true });
});

test("a batch that is refused whole is refused by its code", async () => {
  const { vaultClient } = started({ key: new Uint8Array(32).fill(8) });
  const failed = await vaultClient.ask("store", batchOf([{}])).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Refusal);
  expect(failed).toMatchObject({ code: "key-wrong" });
});

test("a thread that ends takes along what was not answered; the next batch starts another", async () => {
  const { vault, vaultClient, thread } = started();
  await vaultClient.ask("store", batchOf([{}]));
  const ended = thread.terminate();
  await expect(vaultClient.ask("store", batchOf([{}]))).rejects.toThrow("the thread of the vault ended");
  await ended;
  expect(vault.status().donations).toBe(1);
  expect(await vaultClient.ask("store", batchOf([{}]))).toMatchObject([{ repeated: false }]);
  expect(vault.status().donations).toBe(2);
});

test("a batch that cannot be sent takes nobody's answer", async () => {
  const { vaultClient } = started();
  const odd = batchOf([{ token: (() => "") as unknown as string }]);
  const answers = [
    vaultClient.ask("store", odd),
    vaultClient.ask("store", batchOf([{ receipt: "wrong" }])),
    vaultClient.ask("store", batchOf([{}])),
  ];
  expect(await Promise.allSettled(answers)).toMatchObject([
    { status: "rejected", reason: { name: "DataCloneError" } },
    { value: [{ code: "key-not-known" }] },
    { value: [{ repeated: false }] },
  ]);
});

test("contributors use their rights while it stores", async () => {
  const { vault, vaultClient } = started();
  const receipts = (await vaultClient.ask("store", forty())).map(receiptIn);
  const batches = Array.from({ length: 10 }, () => vaultClient.ask("store", forty()));
  for (const receipt of receipts) {
    await new Promise(setImmediate);
    expect(vault.withdraw(receipt).donations).toBe(1);
  }
  const stored = (await Promise.all(batches)).flat().map(receiptIn);
  expect(new Set(stored).size).toBe(400);
  expect(vault.status()).toMatchObject({ withdrawn: 40, donations: 400 });
});

test("while another process holds the vault, this thread goes on", async () => {
  const { path, vault, vaultClient } = started();
  const receipt = receiptIn((await vaultClient.ask("store", batchOf([{}])))[0]);
  const other = new Database(path);
  onTestFinished(() => void other.close());
  other.exec("BEGIN IMMEDIATE");
  const [stored, paused] = [vaultClient.ask("store", batchOf([{}])), vaultClient.ask("pause", receipt)];
  // Were it this thread that waits, the lock would not end before the wait does, and both would be refused.
  other.exec("ROLLBACK");
  expect(await stored).toMatchObject([{ repeated: false }]);
  await paused;
  expect(vault.show(receipt).paused).toBe(true);
});

test("it ends when what was asked is answered", async () => {
  const { vault, vaultClient, thread } = started();
  const exit = new Promise((resolve) => thread.once("exit", resolve));
  const stored = vaultClient.ask("store", batchOf([{}, {}]));
  await vaultClient.close();
  expect(await exit).toBe(0);
  expect(await stored).toHaveLength(2);
  expect(vault.status().donations).toBe(2);
});
