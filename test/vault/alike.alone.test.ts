import Database from "better-sqlite3";
import { expect, test, vi } from "vitest";
import type { Vault } from "../../src/vault/index.ts";
import * as keys from "../../src/vault/keys.ts";
import { donationOf, refusalOf, stoppedClock, vaultAt } from "./support.ts";

vi.mock("../../src/vault/keys.ts", { spy: true });

const january = donationOf(["water.volume 2026-01 9000"]);
const JANUARY = { domain: "water", measure: "volume", period: "2026-01" };

/** What the database and the keyed hash are asked while `work` runs, in order: what takes time, and how much of it. */
function traceOf(work: () => unknown): string[] {
  const trace: string[] = [];
  const db = new Database(":memory:");
  const prototype = Object.getPrototypeOf(db.prepare("SELECT 1")) as Database.Statement;
  db.close();
  for (const method of ["get", "run", "all", "iterate"] as const) {
    const original = prototype[method];
    vi.spyOn(prototype, method).mockImplementation(function (this: Database.Statement, ...args: unknown[]) {
      trace.push(`${method} ${this.source}`);
      return Reflect.apply(original, this, args) as never;
    });
  }
  vi.mocked(keys.hmac).mockClear();
  try {
    trace.push(`refused: ${refusalOf(work)}`);
    return [...trace, `${vi.mocked(keys.hmac).mock.calls.length} HMACs`];
  } finally {
    vi.restoreAllMocks();
  }
}

/** A vault that has others, and keys that open nothing: never made, malformed, used up, past retention but not erased. */
function closedKeys(): { vault: Vault; closed: Record<string, string> } {
  const clock = stoppedClock("2026-01-10T10:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const expired = vault.donate(january).receipt;
  clock.set("2026-03-10T10:00:00Z");
  const withdrawn = vault.donate(january).receipt;
  vault.donate(january);
  vault.withdraw(withdrawn);
  return { vault, closed: { guessed: "A".repeat(43), malformed: "é", empty: "", withdrawn, expired } };
}

test.each<[string, (vault: Vault, key: string) => unknown]>([
  ["show", (vault, key) => vault.show(key)],
  ["pause", (vault, key) => vault.pause(key)],
  ["resume", (vault, key) => vault.resume(key)],
  ["object", (vault, key) => vault.object(key, null)],
  ["remove", (vault, key) => vault.remove(key, [JANUARY])],
  ["donate", (vault, key) => vault.donate(january, { receipt: key })],
  ["donate again", (vault, key) => vault.donate(january, { receipt: key, idempotency: "a" })],
])("%s takes the same steps whatever key opens nothing", (_, ask) => {
  const { vault, closed } = closedKeys();
  const traces = Object.entries(closed).map(([kind, key]) => [kind, traceOf(() => ask(vault, key))] as const);
  const [, first] = traces[0] as (typeof traces)[0];
  expect(first.filter((step) => step.startsWith("refused"))).toEqual(["refused: key-not-known"]);
  expect(first.some((step) => step.includes("lookup = ?"))).toBe(true);
  expect(first.at(-1)).toBe("1 HMACs");
  for (const [kind, trace] of traces) expect([kind, ...trace]).toEqual([kind, ...first]);
});

test("withdraw takes the same steps for a key that was never made, malformed or used up", () => {
  const { vault, closed } = closedKeys();
  const { expired: _, ...others } = closed;
  const traces = Object.values(others).map((key) => traceOf(() => vault.withdraw(key)));
  for (const trace of traces) expect(trace).toEqual(traces[0]);
});
