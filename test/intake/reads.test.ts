import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { makeIntake } from "../../src/intake/http.ts";
import { directClient } from "../../src/intake/index.ts";
import { jsonPieces } from "../../src/intake/pieces.ts";
import { readLimiter } from "../../src/intake/reads.ts";
import type { Vault } from "../../src/vault/index.ts";
import { donationOf, stoppedClock, vaultAt } from "../vault/support.ts";
import { contextOf } from "./support.ts";

/** A donation of `readings` readings of one measure, each from a source of its own: some 110 bytes a reading. */
function many(readings: number) {
  const one = donationOf(["water.volume 2026-01 1"], { domains: ["water"] });
  const periods = Array.from({ length: readings }, (_, i) => String(i).padStart(4, "0"));
  const reading = (period: string, amount: number) => ({ domain: "water", measure: "volume", period, amount });
  return { ...one, readings: periods.map((period, i) => ({ ...reading(period, i), source: period.padStart(80, "s") })) };
}

/** An intake, and what a request of a key is answered; a body in pieces is not read until it is asked for. */
function service(o: { rate?: number } = {}) {
  const clock = stoppedClock("2026-03-10T12:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now });
  const { app } = makeIntake({
    vaultClient: directClient(vault, clock.now),
    context: contextOf(undefined, { clock: clock.now }),
    rate: o.rate ?? 0,
    beside: () => ({ notices: [], consent_records: [] }),
  });
  const ask = async (key: string, path = "/v1/my-contribution", method = "GET") => {
    const outgoing = new EventEmitter();
    const env = { incoming: { socket: { remoteAddress: "192.0.2.1" } }, outgoing };
    const response = await app.request(path, { method, headers: { Authorization: `Bearer ${key}` } }, env);
    const release = () => outgoing.emit("close");
    return { status: response.status, headers: response.headers, response, text: () => response.text(), release };
  };
  return { clock, vault, ask };
}

function contribution(vault: Vault, donations: number, readings: number): string {
  const { receipt } = vault.donate(many(readings));
  for (let i = 1; i < donations; i += 1) vault.donate(many(readings), { receipt });
  return receipt;
}

test("a large view is the whole contribution, in pieces of which none is large", async () => {
  const { vault, ask } = service();
  const receipt = contribution(vault, 10, 1000);
  const { status, response, release } = await ask(receipt);
  const pieces: string[] = [];
  const decoder = new TextDecoder();
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) pieces.push(decoder.decode(piece));
  expect(status).toBe(200);
  expect(pieces.length).toBeGreaterThan(10);
  for (const piece of pieces) expect(piece.length).toBeLessThan(400_000);
  const { notice, notices, consent_records, ...held } = JSON.parse(pieces.join(""));
  expect(held).toEqual(JSON.parse(JSON.stringify(vault.show(receipt))));
  expect([notices, consent_records]).toEqual([[], []]);
  release();
});

test("a view is of the moment at which it was asked for, whatever comes while it is sent", async () => {
  const { vault, ask } = service();
  const receipt = contribution(vault, 2, 1000);
  const before = JSON.stringify(vault.show(receipt).donations);
  const { text } = await ask(receipt);
  vault.donate(donationOf(["water.volume 2026-01 9000"]), { receipt });
  vault.remove(receipt, [{ domain: "water", measure: "volume", period: "0007" }]);
  expect(JSON.stringify(JSON.parse(await text()).donations)).toBe(before);
});

test("large contributions share memory while they are sent; ordinary ones are always answered", async () => {
  const { vault, ask } = service();
  // Each has some 3.2 MB: two of them fit.
  const [one, two, three] = [1, 2, 3].map(() => contribution(vault, 15, 1900)) as [string, string, string];
  const small = contribution(vault, 1, 12);
  const first = await ask(one);
  expect([first.status, (await ask(two)).status]).toEqual([200, 200]);
  const busy = await ask(three);
  expect([busy.status, busy.headers.get("Retry-After")]).toEqual([503, "5"]);
  expect(JSON.parse(await busy.text())).toMatchObject({
    type: "/problems/service-busy",
    detail: expect.stringContaining("at most 8388608 bytes together"),
  });
  expect((await ask(small)).status).toBe(200);
  first.release();
  first.release();
  expect((await ask(contribution(vault, 15, 1900))).status).toBe(200);
  expect((await ask(contribution(vault, 15, 1900))).status).toBe(503);
});

test.each([
  ["GET", "/v1/my-contribution"],
  ["GET", "/v1/my-contribution/export"],
  ["GET", "/v1/my-contribution/export?format=csv"],
  ["POST", "/v1/my-contribution/objection"],
])("%s %s costs its key what it reads: a large one waits, others do not, behind a proxy too", async (method, path) => {
  const { vault, ask, clock } = service();
  const [large, small] = [contribution(vault, 15, 1900), contribution(vault, 1, 12)];
  const first = await ask(large, path, method);
  expect(first.status).toBe(200);
  first.release();
  const refused = await ask(large, path, method);
  expect(refused.status).toBe(429);
  expect(JSON.parse(await refused.text()).detail).toContain("of a contribution may be read 120 parts of 64 kB a minute");
  const wait = Number(refused.headers.get("Retry-After"));
  for (let i = 0; i < 20; i += 1) expect((await ask(small, path, method)).status).toBe(200);
  clock.set(new Date(Date.UTC(2026, 2, 10, 12, 0, wait)).toISOString());
  expect((await ask(large, path, method)).status).toBe(200);
});

test("whoever reads large contributions for ever, without an address, leaves ordinary ones their rate", async () => {
  const clock = stoppedClock("2026-03-10T12:00:00Z");
  const sizes = {
    ask: async (_: string, key: string) =>
      key === "small" ? { bytes: 3000, donations: 1 } : { bytes: 3_900_000, donations: 200 },
  };
  const salt = new Uint8Array(32).fill(3);
  const limits = readLimiter({ vaultClient: sizes as never, addresses: undefined, clock: clock.now, salt });
  let refused = 0;
  for (let second = 0; second < 300; second += 1) {
    clock.set(new Date(Date.UTC(2026, 2, 10, 12, 0, second)).toISOString());
    await limits.charge(`large-${second % 60}`, undefined).catch(({ code }) => {
      if (code === "too-many-requests") refused += 1;
    });
    if (second % 3 === 0) expect(await limits.charge("small", undefined)).toBe(3000);
  }
  expect(refused).toBeGreaterThan(30);
});

test("an address pays for what it reads, where it is known", async () => {
  const { vault, ask } = service({ rate: 60 });
  const large = contribution(vault, 15, 1900);
  expect((await ask(large)).status).toBe(200);
  const refused = await ask("a key that opens nothing");
  expect(refused.status).toBe(429);
  // Twenty at once, of which 2.4 MB and fifteen donations took some forty.
  expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(15);
});

test("JSON in pieces is the JSON of the whole", () => {
  const list = [{ a: 1 }, "é", null];
  for (const [fields, whole] of [
    [{}, {}],
    [
      { a: 1, none: undefined, b: new Set(list), c: new Set() },
      { a: 1, b: list, c: [] },
    ],
    [{ b: new Set(list) }, { b: list }],
  ] as const)
    expect([...jsonPieces(fields)].join("")).toBe(JSON.stringify(whole));
});
