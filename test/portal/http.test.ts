import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { PROBLEMS, type ProblemCode } from "../../src/contract/problem-codes.ts";
import { READERS_PROBLEMS } from "../../src/portal/problem-words.ts";
import { PORTAL_ROUTES } from "../../src/portal/routes.ts";
import { SDMX_ROUTES } from "../../src/portal/sdmx/rest.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";

const OPENAPI = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.object({ get: z.object({ parameters: z.array(z.object({ name: z.string() })).optional() }) })),
});
const PROBLEM = z.object({ type: z.string() });

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => portal.app.request(path, { headers, method });

test("a body that the client has is not sent again", async () => {
  for (const path of [
    "/v1/catalog",
    "/v1/datasets/water",
    "/v1/datasets/water/records?limit=3",
    "/v1/datasets/water/exports/csv",
    "/compare",
  ]) {
    const etag = (await get(path)).headers.get("etag") ?? "";
    const again = await get(path, { "If-None-Match": etag });
    expect([path, again.status, await again.text(), again.headers.get("etag")]).toEqual([path, 304, "", etag]);
  }
});

test.each([
  "/nowhere",
  "/v1",
  "/v1/datasets/wine",
  "/v1/datasets/water/codes/COLOUR",
  "/v1/datasets/water/exports/xlsx",
  "/v1/datasets/water/records?release=1999",
  "/v1/releases/1999",
  "/v1/releases/2026/secret.txt",
  "/v1/releases/2026/constructor",
  "/v1/releases/2026/..%2f2026-01%2fmanifest.json",
  "/problems/no-such-code",
  "/notes.secret",
  "/assets/../../releases/2026/manifest.json",
  "/%E0%A4%A",
])("%s is a 404 problem", async (path) => {
  const response = await get(path);
  expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
  expect((await problemOf(response)).type).toBe("/problems/not-found");
});

test("another method is a 405 problem that says which are taken", async () => {
  for (const path of ["/v1/catalog", "/v1/datasets/water/records", "/v1/releases/2026/manifest.json", "/healthz", "/compare"]) {
    for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
      const response = await get(path, {}, method);
      expect([path, response.status, response.headers.get("allow")]).toEqual([path, 405, "GET, HEAD, OPTIONS"]);
      expect((await problemOf(response)).type).toBe("/problems/method-not-allowed");
    }
  }
  const preflight = await get("/v1/catalog", { Origin: "https://x.example" }, "OPTIONS");
  expect([preflight.status, preflight.headers.get("access-control-allow-methods")]).toEqual([204, "GET, HEAD, OPTIONS"]);
});

test("every answer is open to reading, and closed to everything else", async () => {
  for (const path of [
    "/v1/catalog",
    "/nowhere",
    "/compare",
    "/v1/releases/2026/manifest.json",
    "/v1/datasets/water/records?limit=0",
  ]) {
    const { headers } = await get(path);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toContain("Link");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  }
});

test("pages have clean addresses, hashed assets are kept", async () => {
  for (const path of ["/", "/compare", "/explore", "/district", "/privacy", "/embed/"]) {
    const response = await get(path, { Accept: "text/html,*/*;q=0.8" });
    expect([path, response.status, response.headers.get("content-type")]).toEqual([path, 200, "text/html; charset=utf-8"]);
    expect(response.headers.get("cache-control")).toBe("no-cache");
  }
  expect((await get("/assets/main-B3x9_aQ1.js")).headers.get("cache-control")).toContain("immutable");
  expect((await get("/sw.js")).headers.get("cache-control")).toBe("no-cache");
  for (const [from, to] of [
    ["/compare.html?a=1", "/compare?a=1"],
    ["/compare/", "/compare"],
    ["/index.html", "/"],
    ["/embed?figure=map", "/embed/?figure=map"],
    ["/embed/index.html", "/embed/"],
    ["/docs/measure/water.volume?lang=en", "/docs?lang=en&measure=water.volume"],
  ] as const) {
    const response = await get(from);
    expect([response.status, response.headers.get("location")]).toEqual([308, to]);
  }
});

test("what is large enough is sent compressed to those who accept it, each coding under its own tag", async () => {
  for (const path of ["/explore", "/v1/datasets/water/exports/csv", "/v1/releases/2026/observations.csv", "/v1/catalog"]) {
    const plain = await get(path);
    const bytes = Buffer.from(await plain.arrayBuffer());
    const tags = new Set([plain.headers.get("etag")]);
    for (const [accept, coding, decode] of [
      ["br;q=1, gzip;q=0.8", "br", brotliDecompressSync],
      ["gzip", "gzip", gunzipSync],
      ["br;q=0.5, gzip", "gzip", gunzipSync],
      ["br;q=0, *", "gzip", gunzipSync],
    ] as const) {
      const coded = await get(path, { "Accept-Encoding": accept });
      expect([path, accept, coded.headers.get("content-encoding")]).toEqual([path, accept, coding]);
      expect(coded.headers.get("vary")).toContain("Accept-Encoding");
      const body = Buffer.from(await coded.arrayBuffer());
      expect(coded.headers.get("content-length")).toBe(String(body.length));
      expect(decode(body).equals(bytes)).toBe(true);
      tags.add(coded.headers.get("etag"));
      const etag = coded.headers.get("etag") ?? "";
      expect((await get(path, { "Accept-Encoding": accept, "If-None-Match": etag })).status).toBe(304);
    }
    expect(tags.size).toBe(3);
    for (const accept of ["gzip;q=0, br;q=0", "identity", "gzip;q=0.5, identity", "deflate"])
      expect((await get(path, { "Accept-Encoding": accept })).headers.get("content-encoding")).toBeNull();
  }
});

test("every problem code has a page in both languages", async () => {
  for (const code of Object.keys(PROBLEMS)) {
    expect(await read(portal.app, `/problems/${code}`, PROBLEM)).toMatchObject({ type: `/problems/${code}` });
    const page = await get(`/problems/${code}?lang=fr`, { Accept: "text/html" });
    expect(page.headers.get("content-language")).toBe("fr");
    const text = await page.text();
    expect(text).toContain('<html lang="fr">');
    // Nothing is at the address of a file of the program's own documentation.
    expect(text).not.toContain("docs/");
  }
});

test("the page of a problem that readers meet says in their language what it means and what to do", async () => {
  for (const path of ["/v1/catalog?colour=red", "/v1/datasets/heat", "/v1/datasets/water/areas?MEASURE=heat"]) {
    const refused = await get(path);
    const { type } = await problemOf(refused);
    for (const [lang, wrong] of [
      ["fr", /lang="en"/],
      ["en", /lang="fr"/],
    ] as const) {
      const text = await (await get(`${type}?lang=${lang}`, { Accept: "text/html" })).text();
      const words = READERS_PROBLEMS[type.replace("/problems/", "") as ProblemCode]?.[lang];
      for (const said of [words?.title, words?.means, words?.advice]) expect(text).toContain(said ?? "no words");
      expect(text).not.toMatch(wrong);
    }
  }
});

test("OpenAPI 3.1 describes every route and no other", async () => {
  const document = await read(portal.app, "/openapi.json", OPENAPI);
  expect(document.openapi).toBe("3.1.0");
  const described = Object.values({ ...PORTAL_ROUTES, ...SDMX_ROUTES }).map(({ route }) => route);
  expect(Object.keys(document.paths).sort()).toEqual(described.map((route) => route.path).sort());
  const mounted = new Set(portal.app.routes.map((route) => route.path).filter((path) => !path.endsWith("/*")));
  expect([...mounted].sort()).toEqual(
    Object.keys(document.paths)
      .map((path) => path.replace(/\{(\w+)\}/g, ":$1"))
      .sort(),
  );
  const parameters = document.paths["/v1/datasets/{id}/records"]?.get.parameters?.map((parameter) => parameter.name);
  expect(parameters).toEqual(
    expect.arrayContaining(["id", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "select", "sort", "limit", "cursor", "release"]),
  );
});
