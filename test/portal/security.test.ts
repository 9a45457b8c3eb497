import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { PORTAL_ROUTES } from "../../src/portal/routes.ts";
import { type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal(["2026-01", "2026"]);
  for (const name of ["sql", "sqlx"]) writeFileSync(join(portal.webRoot, `${name}.html`), "<!doctype html><title>sql</title>");
});
afterAll(() => portal.close());

const EVERYWHERE =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

test("one page may run the engine; every other answer forbids what it always forbade", async () => {
  const app = await portal.open();
  const policy = async (path: string) => (await app.request(path)).headers.get("Content-Security-Policy");
  expect((await app.request("/sqlx")).status).toBe(200);
  expect(await policy("/sql")).toBe(
    `${EVERYWHERE}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' blob:; worker-src blob:`,
  );
  for (const path of [
    "/",
    "/compare",
    "/explore",
    "/district",
    "/privacy",
    "/assets/main-B3x9_aQ1.js",
    "/sw.js",
    "/v1/catalog",
    "/nothing",
    "/sqlx",
    "/v1/sql",
  ]) {
    expect([path, await policy(path)]).toEqual([path, EVERYWHERE]);
  }
});

test("one page may be shown in a frame, by anybody; it is as bound as the others otherwise, and leads to no feed", async () => {
  const app = await portal.open();
  const { headers } = await app.request("/embed/");
  expect(headers.get("Content-Security-Policy")).toBe(EVERYWHERE.replace("frame-ancestors 'none'", "frame-ancestors *"));
  expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
  expect(await (await app.request("/embed/")).text()).not.toContain("<link");
  // Neither what leads there nor what only looks like it.
  for (const path of ["/embed", "/embed/x", "/embedded"])
    expect([path, (await app.request(path)).headers.get("Content-Security-Policy")]).toEqual([path, EVERYWHERE]);
});

test("pages and their programs are this site's alone, data and pictures may be shown anywhere", async () => {
  writeFileSync(join(portal.webRoot, "icon.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  const app = await portal.open();
  const of = async (path: string, name: string, accept = "*/*") =>
    (await app.request(path, { headers: { Accept: accept } })).headers.get(name);
  for (const path of ["/", "/compare", "/sql", "/assets/main-B3x9_aQ1.js", "/sw.js"])
    expect([path, await of(path, "Cross-Origin-Resource-Policy")]).toEqual([path, "same-origin"]);
  for (const path of [
    "/icon.svg",
    "/v1/catalog",
    "/v1/territory/shapes",
    "/v1/datasets/water/exports/csv",
    "/v1/releases/2026/observations.parquet",
    "/feed.atom",
    "/nothing",
  ])
    expect([path, await of(path, "Cross-Origin-Resource-Policy")]).toEqual([path, "cross-origin"]);
  for (const [path, accept] of [
    ["/compare", "*/*"],
    ["/sql", "*/*"],
    ["/problems/internal", "text/html"],
  ] as const) {
    expect(await of(path, "Cross-Origin-Opener-Policy", accept)).toBe("same-origin");
    expect(await of(path, "Permissions-Policy", accept)).toMatch(/camera=\(\), .*geolocation=\(\), .*microphone=\(\)/);
  }
});

test("nothing that a visitor sends becomes part of a statement", async () => {
  const app = await portal.open();
  const said: string[] = [];
  // Every way in which a connection takes SQL.
  for (const method of ["run", "stream", "prepare", "start", "startStream", "extractStatements"] as const) {
    const real = DuckDBConnection.prototype[method] as (...args: unknown[]) => unknown;
    vi.spyOn(DuckDBConnection.prototype, method).mockImplementation(function (this: DuckDBConnection, ...args: unknown[]) {
      said.push(String(args[0]));
      return real.apply(this, args) as never;
    });
  }
  const payload = "water' UNION SELECT marker FROM x --";
  const names = Object.values(PORTAL_ROUTES).flatMap(({ route }) => Object.keys(route.request?.query?.shape ?? {}));
  const filled = (path: string, id: string) =>
    path.replace("{id}", id).replace(/\{(dimension|format|file|code)\}/g, encodeURIComponent(payload));
  for (const { path } of Object.values(PORTAL_ROUTES).map(({ route }) => route)) {
    for (const id of ["water", "2026", encodeURIComponent(payload)]) {
      await app.request(filled(path, id));
      for (const name of new Set(names)) await app.request(`${filled(path, id)}?${new URLSearchParams({ [name]: payload })}`);
    }
  }
  // The writer of Parquet is asked, by a whole dataset: the log sees statements, and none of them is a visitor's.
  const { status } = await app.request("/v1/datasets/water/exports/parquet");
  expect([status, said.some((sql) => sql.startsWith("COPY "))]).toEqual([200, true]);
  expect(said.filter((sql) => /marker|UNION/.test(sql))).toEqual([]);
});
