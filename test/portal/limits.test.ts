import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bodyCache, hotAnswers } from "../../src/http/cache.ts";
import { rateLimiter } from "../../src/http/limits.ts";
import { type Body, cachedBody } from "../../src/http/send.ts";
import { EMPTY_LOG } from "../../src/portal/portal.ts";
import { listening, type ReceivedReply, type SentRequest } from "../support/listening.ts";
import { problemOf, type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal(["2026-01"]);
});
afterAll(() => portal.close());

const CSV = "/v1/datasets/water/exports/csv";

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

test("large answers that nobody takes are a bounded part of memory: another one waits, the same one and small ones do not", async () => {
  const app = await portal.open({ bounds: { smallAnswer: 3000, onTheWay: 1 } });
  const sent = async (path: string) => {
    const outgoing = new EventEmitter();
    const answer = await app.request(path, {}, { outgoing });
    return { answer, outgoing };
  };
  const OTHER = "/v1/datasets/water/exports/parquet";
  const first = await sent(CSV);
  const second = await sent(CSV);
  expect([first.answer.status, second.answer.status]).toEqual([200, 200]);
  const busy = (await sent(OTHER)).answer;
  expect([busy.status, busy.headers.get("retry-after"), (await problemOf(busy)).type]).toEqual([
    503,
    "5",
    "/problems/service-busy",
  ]);
  expect((await sent("/healthz")).answer.status).toBe(200);
  first.outgoing.emit("close");
  expect((await sent(OTHER)).answer.status).toBe(503);
  second.outgoing.emit("close");
  expect((await sent(OTHER)).answer.status).toBe(200);
});

test("an address pays for large answers by their size", async () => {
  const limiter = rateLimiter({ perMinute: 30, clock: () => new Date(0), salt: new Uint8Array(32).fill(7), all: 1000 });
  const app = await portal.open({ limiter, bounds: { smallAnswer: 1000 } });
  const passed = async (path: string) => (await app.request(path, {}, from("192.0.2.1"))).status === 200;
  expect(await passed(CSV)).toBe(true);
  let more = 0;
  while (await passed("/healthz")) more += 1;
  // Ten at once: one for the file, and a part of another for its bytes.
  expect(more).toBe(8);
});

test("an address of too many characters is refused with the bound", async () => {
  const search = `?REF_AREA=${"N,".repeat(5000)}N`;
  for (const path of ["/v1/datasets/water/records", "/sdmx/data", "/explore", "/nowhere"]) {
    const refused = await portal.app.request(path + search);
    expect([path, refused.status]).toEqual([path, 414]);
    expect((await problemOf(refused)).detail).toContain("8000 characters");
  }
});

const bodyOf = (length: number, type = "text/plain"): Body => {
  const bytes = new Uint8Array(length);
  return cachedBody(bytes, type, { hash: "x", cache: "no-cache" });
};

test("below a path every address that an answer names lies below it: pages of rows, of SDMX, of the log, moved pages, problems", async () => {
  const site = { path: "/a/b/", url: "https://data.example.org/a/b/", files: false, contribute: null };
  const app = await portal.open({ site, log: () => ({ ...EMPTY_LOG, size: 3, entries: [{}, {}, {}] as never }) });
  const link = async (path: string) => (await app.request(path)).headers.get("link");
  expect(await link("/v1/datasets/water/records?limit=1")).toMatch(
    /^<\/a\/b\/v1\/datasets\/water\/records\?limit=1&cursor=.+>; rel="next"$/,
  );
  expect(await link("/v1/log?limit=1")).toBe('</a/b/v1/log?from=2&limit=1>; rel="next"');
  const flow = "/sdmx/data/dataflow/*/water/*?limit=1";
  expect(await link(flow)).toBe(`</a/b${flow}&offset=1>; rel="next"`);
  const moved = await app.request("/compare.html?lang=en");
  expect([moved.status, moved.headers.get("location")]).toEqual([308, "/a/b/compare?lang=en"]);
  const limiter = { perMinute: 1, take: () => ({ wait: 1, sentence: "one a minute" }), charge: () => undefined };
  const limited = await portal.open({ site, limiter });
  for (const [path, code, asked, method = "GET"] of [
    ["/nowhere", "not-found", app],
    ["/v1/datasets/water.fr.json?x", "invalid-parameter", app],
    ["/v1/catalog", "method-not-allowed", app, "POST"],
    ["/v1/catalog", "too-many-requests", limited],
  ] as const) {
    const { type, instance } = await problemOf(await asked.request(path, { method }));
    expect(instance).toMatch(/^\/a\/b\/(nowhere|v1\/)/);
    expect(type).toBe(`https://data.example.org/a/b/problems/${code}`);
    const meaning = await app.request(type.replace("https://data.example.org/a/b", ""));
    expect(await meaning.json()).toMatchObject({ type });
  }
  const servers = async (of: typeof app) => ((await (await of.request("/openapi.json")).json()) as { servers?: unknown }).servers;
  expect(await servers(app)).toEqual([{ url: "https://data.example.org/a/b" }]);
  expect(await servers(await portal.open())).toEqual([{ url: "/" }]);
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
  const paths = ["/v1/catalog", "/v1/datasets/water", "/v1/datasets/water.fr.json", CSV, "/problems/internal", "/sdmx/data"];
  const asked = paths.flatMap((path) =>
    accepts.flatMap((accept) =>
      encodings.flatMap((encoding) =>
        languages.map((language) => {
          const headers = { Accept: accept, "Accept-Encoding": encoding, "Accept-Language": language };
          return { path, headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) };
        }),
      ),
    ),
  ) as SentRequest[];
  // Two portals are asked in opposite orders: what one of them wrongly took for known, the other had not heard yet.
  const [one, other] = [await listening(portal), await listening(portal)];
  try {
    const forwards = [];
    for (const request of asked) forwards.push(await one.ask(request));
    const backwards = [];
    for (const request of [...asked].reverse()) backwards.push(await other.ask(request));
    expect(backwards.reverse()).toEqual(forwards);
    expect(one.heard()).toBe(0);
    for (const [i, request] of asked.entries()) {
      const { status, headers } = forwards[i] as ReceivedReply;
      expect(await one.ask(request)).toEqual(forwards[i]);
      const head = await one.ask({ ...request, method: "HEAD" });
      // HEAD need not know the length of a refusal (RFC 9110, 9.3.2).
      expect(head).toEqual({ status, headers: status === 200 ? headers : expect.any(Object), body: "" });
      expect((await one.ask({ ...request, method: "POST" })).status).toBe(405);
    }
    // All that was answered in full was answered by heart the second time, files' addresses too; refusals are not. What the
    // cache keeps is not forgotten in between.
    expect(one.heard()).toBe(forwards.filter(({ status }) => status === 200).length);
    // A condition is looked at each time, and so is a range.
    const etag = String((await one.ask({ path: CSV })).headers.etag);
    for (const tag of ["*", etag, `W/${etag}, "x"`]) {
      const { status, headers, body } = await one.ask({ path: CSV, headers: { "If-None-Match": tag } });
      expect([tag, status, headers.etag, body]).toEqual([tag, 304, etag, ""]);
    }
    expect((await one.ask({ path: CSV, headers: { "If-None-Match": '"other"' } })).status).toBe(200);
    expect((await one.ask({ path: CSV, headers: { Range: "bytes=0-1" } })).status).toBe(206);
    expect((await one.ask({ path: CSV })).status).toBe(200);
  } finally {
    for (const server of [one, other]) await server.close();
  }
});

test("what one client asks by a Host that moves the path is no answer to anybody else's address", async () => {
  const server = await listening(portal);
  try {
    for (const Host of ["1?aaaaa", "1#aaaaa", "1/aa?aa", "localhost/v1/catalog?", "é.é/v1/catalog#", "a b", "["])
      for (const path of ["/healthz", "/v1/log", "/nowhere", "/v1/catalog"]) {
        const before = await server.ask({ path });
        await server.ask({ path, headers: { Host: Buffer.from(Host, "utf8").toString("latin1") } }).catch(() => undefined);
        const { status, headers } = await server.ask({ path });
        expect([Host, path, status, headers["content-type"]]).toEqual([
          Host,
          path,
          before.status,
          before.headers["content-type"],
        ]);
      }
    // It does not get a remembered answer either: its request is malformed whatever others asked.
    await server.ask({ path: CSV });
    expect((await server.ask({ path: CSV, headers: { Host: "a b" } })).status).toBe(400);
    const said = { path: CSV, headers: { Accept: "undefined" } };
    expect((await server.ask(said)).status).toBe((await (await portal.open()).request(CSV, said)).status);
  } finally {
    await server.close();
  }
});

test("what is known by heart is bounded in number and length, and is of this place alone", async () => {
  const hot = hotAnswers();
  const app = await portal.open({ hot });
  const request = (url: string, accept = "*/*") => ({ method: "GET", url, headers: { accept, host: "localhost" } });
  const known = (url: string, accept?: string) => {
    const outgoing = { writeHead: () => outgoing, end: () => undefined };
    return hot.answer(request(url, accept) as unknown as IncomingMessage, outgoing as unknown as ServerResponse);
  };
  const ask = async (url: string, accept?: string) => (await app.request(url, {}, { incoming: request(url, accept) })).status;
  const long = (n: number) => `${CSV}?${"&".repeat(n)}`;
  for (const [url, learnt] of [
    [CSV, true],
    [long(900), true],
    [long(1100), false],
    [`http://elsewhere.example${CSV}`, false],
  ] as const) {
    expect([known(url), await ask(url), known(url)]).toEqual([false, 200, learnt]);
  }
  // 4 096 at most, the first forgotten first.
  for (let n = 0; n < 4094; n++) await ask(CSV, `text/csv, x/${n}`);
  expect([known(CSV), known(long(900))]).toEqual([true, true]);
  await ask(CSV, "text/csv, x/more");
  expect([known(CSV), known(long(900))]).toEqual([false, true]);
});
