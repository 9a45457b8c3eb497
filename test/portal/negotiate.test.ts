import { afterAll, beforeAll, expect, test } from "vitest";
import { problemOf, type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => portal.app.request(path, { headers, method });
const AREAS = "/v1/datasets/water/areas?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026";
const SHAPES = "/v1/territory/shapes";

/** What programs were seen to send, beside the form that they get. */
const SENT = [
  ["GDAL", "text/plain, application/json"],
  ["rss-parser", "application/rss+xml"],
  ["QGIS", "application/json"],
  ["a picture", "image/png;q=0.5"],
  ["anything but it", "*/*;q=0"],
  ["no media type at all", "utter nonsense"],
] as const;

test.each([
  ["/v1/catalog", "application/json"],
  ["/v1/territory", "application/json"],
  [SHAPES, "application/geo+json"],
  [AREAS, "application/geo+json"],
  ["/v1/datasets/water", "application/json"],
  ["/v1/datasets/water/dictionary", "application/json"],
  ["/v1/datasets/water/codes/REF_AREA", "application/json"],
  ["/v1/datasets/water/records?limit=1", "application/json"],
  ["/v1/datasets/water/exports/parquet", "application/vnd.apache.parquet"],
  ["/v1/releases/2026", "application/json"],
  ["/v1/releases/2026/observations.parquet", "application/vnd.apache.parquet"],
  ["/v1/releases/2026/citation?format=ris", "application/x-research-info-systems; charset=utf-8"],
  ["/v1/releases/2026/croissant.json", "application/ld+json"],
  ["/v1/notice", "application/json"],
  ["/v1/log", "application/json"],
  ["/catalog.jsonld", "application/ld+json"],
  ["/feed.atom", "application/atom+xml; charset=utf-8"],
  ["/openapi.json", "application/json"],
  ["/healthz", "application/json"],
])("%s has one form, and answers with it whatever is accepted", async (path, type) => {
  for (const [program, accept] of SENT) {
    const response = await get(path, { Accept: accept });
    expect([program, response.status, response.headers.get("content-type")]).toEqual([program, 200, type]);
  }
});

test("where there is a choice, the client's quality decides, then its order; 406 where nothing fits", async () => {
  const type = async (path: string, accept: string) => {
    const response = await get(path, { Accept: accept });
    return response.status === 200 ? response.headers.get("content-type")?.split(";")[0] : response.status;
  };
  const PROBLEM = "/problems/internal";
  for (const [accept, expected] of [
    ["", "application/json"],
    ["*/*", "application/json"],
    ["text/html, */*;q=0.1", "text/html"],
    ["text/*", "text/html"],
    ["text/html;q=0.5, application/json", "application/json"],
    ["text/html, application/json;q=0", "text/html"],
    ["application/json;q=0, */*;q=0.5", "text/html"],
    ["image/png", 406],
    ["*/*;q=0", 406],
  ] as const)
    expect([accept, await type(PROBLEM, accept)]).toEqual([accept, expected]);
  expect(await type("/v1/log/keys", "application/json")).toBe("application/json");
  expect(await type("/v1/log/keys", "*/*")).toBe("application/jwk-set+json");
  // Weighing costs what is offered times what is accepted.
  const long = await get("/sdmx/data", { Accept: Array(500).fill("*/*").join() });
  expect([long.status, (await problemOf(long)).detail]).toEqual([406, "Accept must have at most 1000 characters; got 1999"]);
});

test("a language is chosen by its quality; the commons' own where none of ours is accepted", async () => {
  for (const [accept, expected] of [
    ["en-GB,en;q=0.9,fr;q=0.8", "en"],
    ["de, fr-CA;q=0.5, en;q=0.4", "fr"],
    ["en;q=0, *", "fr"],
    ["de", "fr"],
    ["", "fr"],
  ] as const) {
    const response = await get("/v1/datasets/water", { "Accept-Language": accept });
    expect([accept, response.headers.get("content-language")]).toEqual([accept, expected]);
  }
});

test.each([AREAS, SHAPES, "/v1/territory/shapes.geojson"])("a part of %s may be asked for, as of a file", async (path) => {
  const whole = await get(path);
  const bytes = Buffer.from(await whole.arrayBuffer());
  const etag = whole.headers.get("etag") ?? "";
  const head = await get(path, {}, "HEAD");
  for (const { headers } of [whole, head])
    expect([headers.get("accept-ranges"), headers.get("content-length"), headers.get("etag")]).toEqual([
      "bytes",
      String(bytes.byteLength),
      etag,
    ]);
  expect([head.status, await head.text()]).toEqual([200, ""]);
  for (const more of [{}, { "If-Range": etag }, { "Accept-Encoding": "gzip, br" }]) {
    const part = await get(path, { Range: "bytes=10-19", ...more });
    expect([part.status, part.headers.get("content-range"), part.headers.get("etag")]).toEqual([
      206,
      `bytes 10-19/${bytes.byteLength}`,
      etag,
    ]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20));
  }
  const other = await get(path, { Range: "bytes=10-19", "If-Range": '"other"' });
  expect([other.status, Buffer.from(await other.arrayBuffer()).equals(bytes)]).toEqual([200, true]);
  expect((await get(path, { Range: `bytes=${bytes.byteLength}-` })).status).toBe(416);
});
