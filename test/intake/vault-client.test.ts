import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Batch, BatchOutcome } from "../../src/intake/vault-client/client.ts";
import { type RequestConditions, vaultResponder } from "../../src/intake/vault-client/responder.ts";
import { eligibilityOf, testEpoch, tokenText } from "../support/eligibility.ts";
import { folderOfTest } from "../support/folder.ts";
import { KEY, vaultAt } from "../vault/support.ts";
import { batchOf, receiptIn } from "./batches.ts";

const STANDING: RequestConditions = {
  now: new Date("2026-03-10T12:00:00Z").getTime(),
  uptime: 0,
  bootId: "start 1",
  retention: [24],
};

/** A responder over a vault of its own, and that vault as another connection has it. */
function started(key = KEY) {
  const path = join(folderOfTest(), "vault.db");
  const vault = vaultAt(path, { retentionMonths: 24 });
  const responder = vaultResponder({ path, key });
  onTestFinished(() => responder.close());
  const told = (batch: Batch, o: Partial<RequestConditions> = {}) =>
    responder.answer({ call: "store", args: [batch], ...STANDING, ...o });
  const outcomes = (...asked: Parameters<typeof told>) => {
    const answer = told(...asked);
    if (!("value" in answer)) throw new Error(JSON.stringify(answer));
    return answer.value as readonly BatchOutcome[];
  };
  return { path, vault, responder, told, outcomes };
}

test("what was stored is in the vault when it says so, and each refusal comes with its parts", () => {
  const { vault, outcomes } = started();
  const batch = batchOf([{ idempotency: "a" }, { receipt: "wrong" }, { idempotency: "a" }, {}]);
  const [first, refused, repeated, other] = outcomes(batch);
  expect(vault.show(receiptIn(first)).readings).toMatchObject([{ domain: "water", period: "2026-01", amount: 9412 }]);
  expect(repeated).toEqual({ receipt: receiptIn(first), repeated: true });
  expect(refused).toEqual({ code: "key-not-known", detail: "no contribution is known under this key", faults: [] });
  expect(receiptIn(other)).not.toBe(receiptIn(first));
  expect(vault.status().donations).toBe(2);
});

test("it goes by the clock and the retention of each batch", () => {
  const { vault, outcomes } = started();
  const receipt = receiptIn(outcomes(batchOf([{}]))[0]);
  expect(vault.show(receipt).donations[0]?.received).toBe("2026-03");
  const now = new Date("2026-05-01T00:00:00Z").getTime();
  expect(outcomes(batchOf([{ receipt }]), { now, retention: [2] })).toMatchObject([{ code: "key-not-known" }]);
  expect(outcomes(batchOf([{ receipt }]), { now })).toEqual([{ receipt, repeated: false }]);
  expect(vault.show(receipt).donations.map(({ received }) => received)).toEqual(["2026-03", "2026-05"]);
});

test("eligibility is that of each batch, and a token begins one contribution", () => {
  const { outcomes } = started();
  const epoch = testEpoch("2026", "2026-01-01", "2027-01-01");
  const eligibility = eligibilityOf([epoch]);
  const token = tokenText(epoch);
  expect(outcomes(batchOf([{}]))).toMatchObject([{ repeated: false }]);
  expect(outcomes(batchOf([{ token }, {}, { token }], { eligibility }))).toMatchObject([
    { repeated: false },
    { code: "token-needed" },
    { code: "token-spent" },
  ]);
});

test("a consent that is newer than an objection lifts it, though the donation comes as text", () => {
  const { vault, outcomes } = started();
  const receipt = receiptIn(outcomes(batchOf([{}]))[0]);
  vault.object(receipt, ["water"]);
  // The consent is of January; the objection of March stands.
  expect(outcomes(batchOf([{ receipt }]))).toMatchObject([{ repeated: false }]);
  expect(vault.show(receipt).objection?.domains).toEqual(["water"]);
  const renewed = batchOf([{ receipt }], { consent: { given_at: "2026-03-10T13:00:00Z" } });
  expect(outcomes(renewed)).toMatchObject([{ repeated: false }]);
  expect(vault.show(receipt).objection).toBeNull();
});

test("rights are those of the vault, and a call that is refused comes with its parts", () => {
  const { responder, vault, outcomes } = started();
  const receipt = receiptIn(outcomes(batchOf([{}]))[0]);
  expect(responder.answer({ ...STANDING, call: "show", args: [receipt] })).toEqual({ value: vault.show(receipt) });
  expect(responder.answer({ ...STANDING, call: "pause", args: [receipt] })).toEqual({ value: undefined });
  expect(vault.show(receipt).paused).toBe(true);
  expect(responder.answer({ ...STANDING, call: "object", args: [receipt, ["water"]] })).toMatchObject({
    value: { domains: ["water"] },
  });
  const month = { domain: "water", measure: "volume", period: "2026-01" };
  expect(responder.answer({ ...STANDING, call: "remove", args: [receipt, [month]] })).toEqual({
    value: { removed: [month], not_held: [] },
  });
  expect(responder.answer({ ...STANDING, call: "withdraw", args: [receipt] })).toMatchObject({ value: { donations: 1 } });
  expect(responder.answer({ ...STANDING, call: "show", args: [receipt] })).toMatchObject({ failed: { code: "key-not-known" } });
  expect(responder.answer({ ...STANDING, call: "expirePart", args: [] })).toMatchObject({ value: { donations: 0, more: false } });
});

test("a vault that it cannot open is a refusal of the batch, and of the next", () => {
  const { told } = started(new Uint8Array(32).fill(8));
  for (let i = 0; i < 2; i += 1) expect(told(batchOf([{}]))).toMatchObject({ failed: { code: "key-wrong" } });
});

test("it stores into the vault that was there when it started, whatever lies in its place", () => {
  const { path, vault, outcomes } = started();
  for (const end of ["", "-wal", "-shm"]) rmSync(path + end);
  const receipt = receiptIn(outcomes(batchOf([{}]))[0]);
  expect(vault.show(receipt).donations).toHaveLength(1);
});

test("what was not foreseen fails the batch, and says nothing of itself", () => {
  const { told, vault } = started();
  expect(told({ ...batchOf([]), items: [null] } as unknown as Batch)).toEqual({ failed: null });
  expect(told(batchOf([{}]))).toMatchObject({ value: [{ repeated: false }] });
  expect(vault.status().donations).toBe(1);
});
