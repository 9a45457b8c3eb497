import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test, vi } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { storingThread } from "../../src/intake/index.ts";
import { folder, KEY, vaultAt } from "../vault/support.ts";
import { batchOf, receiptIn } from "./storing.ts";

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
function started(o: { key?: Uint8Array; retentionMonths?: () => number } = {}) {
  const path = join(folder(), "vault.db");
  const vault = vaultAt(path);
  const storing = storingThread({ path, key: o.key ?? KEY, retentionMonths: o.retentionMonths ?? (() => 24) });
  onTestFinished(() => storing.close());
  return { vault, storing, thread: threads.at(-1) as Worker };
}

const forty = () => batchOf(Array.from({ length: 40 }, () => ({})));

test("what the thread stored is in the vault when it says so, by the retention as it stands", async () => {
  let months = 24;
  const { vault, storing } = started({ retentionMonths: () => months });
  const receipt = receiptIn((await storing.store(batchOf([{}])))[0]);
  expect(vault.show(receipt).donations).toHaveLength(1);
  months = 2;
  const late = batchOf([{ receipt }], { now: new Date("2026-05-01T00:00:00Z").getTime() });
  expect(await storing.store(late)).toMatchObject([{ code: "key-not-known", faults: [] }]);
});

test("a batch that is refused whole is refused by its code", async () => {
  const { storing } = started({ key: new Uint8Array(32).fill(8) });
  const failed = await storing.store(batchOf([{}])).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Refusal);
  expect(failed).toMatchObject({ code: "key-wrong" });
});

test("a thread that ends takes along what was not answered; the next batch starts another", async () => {
  const { vault, storing, thread } = started();
  await storing.store(batchOf([{}]));
  const ended = thread.terminate();
  await expect(storing.store(batchOf([{}]))).rejects.toThrow("the thread that stores donations ended");
  await ended;
  expect(vault.status().donations).toBe(1);
  expect(await storing.store(batchOf([{}]))).toMatchObject([{ repeated: false }]);
  expect(vault.status().donations).toBe(2);
});

test("a batch that cannot be sent takes nobody's answer", async () => {
  const { storing } = started();
  const odd = batchOf([{ token: (() => "") as unknown as string }]);
  const answers = [storing.store(odd), storing.store(batchOf([{ receipt: "wrong" }])), storing.store(batchOf([{}]))];
  expect(await Promise.allSettled(answers)).toMatchObject([
    { status: "rejected", reason: { name: "DataCloneError" } },
    { value: [{ code: "key-not-known" }] },
    { value: [{ repeated: false }] },
  ]);
});

test("contributors use their rights while it stores", async () => {
  const { vault, storing } = started();
  const receipts = (await storing.store(forty())).map(receiptIn);
  const batches = Array.from({ length: 10 }, () => storing.store(forty()));
  for (const receipt of receipts) {
    await new Promise(setImmediate);
    expect(vault.withdraw(receipt).donations).toBe(1);
  }
  const stored = (await Promise.all(batches)).flat().map(receiptIn);
  expect(new Set(stored).size).toBe(400);
  expect(vault.status()).toMatchObject({ withdrawn: 40, donations: 400 });
});

test("it ends when what was asked is answered", async () => {
  const { vault, storing, thread } = started();
  const exit = new Promise((resolve) => thread.once("exit", resolve));
  const stored = storing.store(batchOf([{}, {}]));
  await storing.close();
  expect(await exit).toBe(0);
  expect(await stored).toHaveLength(2);
  expect(vault.status().donations).toBe(2);
});
