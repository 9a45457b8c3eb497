import { afterAll, beforeAll, expect, test } from "vitest";
import { rateLimiter } from "../../src/intake/index.ts";
import { bodyCache } from "../../src/portal/cache.ts";
import { type Body, lasting } from "../../src/portal/http.ts";
import { problemOf, type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal(["2026-01"]);
});
afterAll(() => portal.close());

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });

test("an address that asks too often is told when to come again, others are answered", async () => {
  let now = Date.UTC(2027, 2, 1);
  const limiter = rateLimiter({ perMinute: 30, clock: () => new Date(now), salt: new Uint8Array(32).fill(7), all: 1000 });
  const app = await portal.open({ limiter });
  const ask = (path: string, address: string) => app.request(path, {}, from(address));
  for (let i = 0; i < 10; i++) expect((await ask("/v1/catalog", "192.0.2.1")).status).toBe(200);
  for (const path of ["/v1/catalog", "/compare", "/nowhere", "/sdmx/data"]) {
    const refused = await ask(path, "192.0.2.1");
    expect([refused.status, (await problemOf(refused)).type]).toEqual([429, "/problems/too-many-requests"]);
    expect(refused.headers.get("retry-after")).toBe("2");
    expect(refused.headers.get("ratelimit")).toBe('"address";r=0;t=2');
    expect(refused.headers.get("ratelimit-policy")).toBe('"address";q=30;w=60');
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    expect(refused.headers.get("access-control-expose-headers")).toContain("Retry-After");
  }
  expect((await ask("/v1/catalog", "192.0.2.2")).status).toBe(200);
  now += 2000;
  expect((await ask("/v1/catalog", "192.0.2.1")).status).toBe(200);
});

test("an address of too many characters is refused with the bound", async () => {
  const search = `?REF_AREA=${"N,".repeat(5000)}N`;
  for (const path of ["/v1/datasets/water/records", "/sdmx/data", "/explore", "/nowhere"]) {
    const refused = await portal.app.request(path + search);
    expect([path, refused.status]).toEqual([path, 414]);
    expect((await problemOf(refused)).detail).toContain("8000 characters");
  }
});

const bodyOf = (bytes: number, type = "text/plain"): Body => ({
  bytes: new Uint8Array(bytes),
  type,
  hash: "x",
  cache: "no-cache",
  ...lasting(type, bytes),
});

test("the cache stays within its bound, forgets the least recently used, and makes one thing once", async () => {
  const cache = bodyCache(100_000);
  let made = 0;
  const get = (name: string, bytes = 5000) =>
    cache.get(name, () => {
      made++;
      return bodyOf(bytes);
    });
  for (let i = 0; i < 50; i++) {
    await get(`a${i}`);
    await get("kept");
    expect(cache.held()).toBeLessThanOrEqual(100_000);
  }
  expect(made).toBe(51);
  await get("a0");
  expect(made).toBe(52);
  // What takes more than a quarter of the room is given, and not kept: it would push out all else.
  const before = cache.held();
  await get("large", 20_000);
  await get("large", 20_000);
  expect([made, cache.held()]).toEqual([54, before]);
});

test("two requests at a time make a thing once, and a failure is not kept", async () => {
  const cache = bodyCache();
  let tries = 0;
  const make = async () => {
    tries++;
    await Promise.resolve();
    if (tries === 1) throw new Error("the first fails");
    return bodyOf(10);
  };
  const both = await Promise.allSettled([cache.get("x", make), cache.get("x", make)]);
  expect(both.map((one) => one.status)).toEqual(["rejected", "rejected"]);
  expect(tries).toBe(1);
  await Promise.all([cache.get("x", make), cache.get("x", make)]);
  expect(tries).toBe(2);
});

test("what is known by heart is what is made anew, for every header and method", async () => {
  const accepts = [undefined, "*/*", "application/json", "text/csv", "text/html"];
  const encodings = [undefined, "br", "gzip", "br;q=0"];
  const languages = ["en", "fr", undefined];
  const paths = ["/v1/catalog", "/v1/datasets/water", "/v1/datasets/water/exports/csv", "/problems/internal", "/sdmx/data"];
  const asked = paths.flatMap((path) =>
    accepts.flatMap((accept) =>
      encodings.flatMap((encoding) =>
        languages.map((language) => {
          const headers = { Accept: accept, "Accept-Encoding": encoding, "Accept-Language": language };
          return { path, headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) };
        }),
      ),
    ),
  ) as { path: string; headers: Record<string, string> }[];
  const ask = async (app: SamplePortal["app"], { path, headers }: (typeof asked)[number], method = "GET") => {
    const response = await app.request(path, { method, headers });
    return [response.status, Object.fromEntries(response.headers), Buffer.from(await response.arrayBuffer()).toString("base64")];
  };
  // Two portals are asked in opposite orders: what one of them wrongly took for known, the other had not heard yet.
  const [one, other] = [await portal.open(), await portal.open()];
  const forwards = [];
  for (const request of asked) forwards.push(await ask(one, request));
  const backwards = [];
  for (const request of [...asked].reverse()) backwards.push(await ask(other, request));
  expect(backwards.reverse()).toEqual(forwards);
  for (const [i, request] of asked.entries()) {
    const [status, headers] = forwards[i] as unknown[];
    expect(await ask(one, request)).toEqual(forwards[i]);
    expect(await ask(one, request, "HEAD")).toEqual([status, headers, ""]);
    expect((await one.request(request.path, { method: "POST", headers: request.headers })).status).toBe(405);
  }
  // A condition is looked at each time, and so is a range.
  const csv = "/v1/datasets/water/exports/csv";
  expect((await one.request(csv, { headers: { "If-None-Match": "*" } })).status).toBe(304);
  expect((await one.request(csv, { headers: { Range: "bytes=0-1" } })).status).toBe(206);
  expect((await one.request(csv)).status).toBe(200);
});
