import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthSchema, releaseSchema } from "../../src/portal/schemas.ts";
import { sha256 } from "../../src/release/index.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => portal.app.request(path, { headers, method });

test("release files are the frozen bytes, their ETag is the manifest's hash", async () => {
  const { files } = await read(portal.app, "/v1/releases/2026-01", releaseSchema);
  for (const { name, url, bytes, media_type, sha256: hash } of files) {
    const response = await get(url);
    const body = new Uint8Array(await response.arrayBuffer());
    expect(body).toEqual(new Uint8Array(readFileSync(join(portal.releases, "2026-01", name))));
    expect(response.headers.get("etag")).toBe(`"${sha256(body)}"`);
    if (hash) expect([sha256(body), body.byteLength]).toEqual([hash, bytes]);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(response.headers.get("content-type")).toBe(media_type);
    expect(response.headers.get("content-length")).toBe(String(body.byteLength));
    const head = await get(url, {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), head.headers.get("etag"), await head.text()]).toEqual([
      200,
      String(body.byteLength),
      response.headers.get("etag"),
      "",
    ]);
    expect((await get(url, { "If-None-Match": `W/"x", ${response.headers.get("etag")}` })).status).toBe(304);
  }
});

test("ranges of a file", async () => {
  const url = "/v1/releases/2026/observations.csv";
  const whole = Buffer.from(await (await get(url)).arrayBuffer());
  const size = whole.byteLength;
  const etag = (await get(url)).headers.get("etag") ?? "";
  const cases: [string, Record<string, string>, number, Buffer | null][] = [
    ["bytes=0-9", {}, 206, whole.subarray(0, 10)],
    ["bytes=5-", {}, 206, whole.subarray(5)],
    ["bytes=-7", {}, 206, whole.subarray(-7)],
    [`bytes=-${size * 2}`, {}, 206, whole],
    [`bytes=${size - 1}-${size + 50}`, {}, 206, whole.subarray(-1)],
    [`bytes=${size}-`, {}, 416, null],
    ["bytes=-0", {}, 416, null],
    ["bytes=9-5", {}, 200, whole],
    ["bytes=0-1,3-4", {}, 200, whole],
    ["lines=0-1", {}, 200, whole],
    ["bytes=0-9", { "If-Range": etag }, 206, whole.subarray(0, 10)],
    ["bytes=0-9", { "If-Range": '"other"' }, 200, whole],
  ];
  for (const [range, headers, status, bytes] of cases) {
    const response = await get(url, { Range: range, ...headers });
    expect([range, response.status]).toEqual([range, status]);
    if (bytes) {
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
      expect(response.headers.get("content-length")).toBe(String(bytes.byteLength));
    }
    if (status !== 416) expect(response.headers.get("etag")).toBe(etag);
    else expect(response.headers.get("content-range")).toBe(`bytes */${size}`);
  }
  // A range is GET's alone.
  for (const range of ["bytes=0-9", `bytes=${size}-`]) {
    const head = await get(url, { Range: range }, "HEAD");
    expect([head.status, head.headers.get("content-length"), head.headers.get("etag")]).toEqual([200, String(size), etag]);
  }
  expect((await get(url, { Range: "bytes=2-3" })).headers.get("content-range")).toBe(`bytes 2-3/${size}`);
});

test("a file too large to be kept is read from the disk: the same bytes, ranges, heads and tags; what changed is not served", async () => {
  const { app, open, releases, close } = await samplePortal(["2026-03"]);
  try {
    const disk = await open({ bounds: { keptFile: 100 } });
    const { files } = await read(app, "/v1/releases/2026-03", releaseSchema);
    const ranges = [undefined, "bytes=0-9", "bytes=5-", "bytes=-7", "bytes=3-3", "bytes=99999999-"];
    for (const { name } of files)
      for (const method of ["GET", "HEAD"])
        for (const Range of ranges) {
          const asked = { method, headers: { ...(Range ? { Range } : {}), "Accept-Encoding": "identity" } };
          const [one, other] = await Promise.all(
            [app, disk].map(async (portal) => {
              const response = await portal.request(`/v1/releases/2026-03/${name}`, asked);
              const { vary: _, ...headers } = Object.fromEntries(response.headers);
              return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()).toString("base64") };
            }),
          );
          expect(other).toEqual(one);
        }
    const path = "/v1/releases/2026-03/observations.csv";
    const etag = (await disk.request(path)).headers.get("etag") ?? "";
    expect((await disk.request(path, { headers: { "If-None-Match": etag } })).status).toBe(304);
    // Cut short after it was checked: the answer breaks off and is no whole file.
    truncateSync(join(releases, "2026-03", "observations.csv"), 50);
    const cut = await disk.request(path);
    await expect(cut.arrayBuffer()).rejects.toThrow("ends at byte 50");
    const anew = await open({ bounds: { keptFile: 100 } }).catch(() => null);
    expect((await anew?.request(path))?.status ?? 500).not.toBe(200);
  } finally {
    close();
  }
});

test("a file that changed under the portal is refused", async () => {
  const { app, releases, close } = await samplePortal(["2026-03"]);
  writeFileSync(join(releases, "2026-03", "observations.csv"), "changed");
  const response = await app.request("/v1/releases/2026-03/observations.csv");
  expect([response.status, (await problemOf(response)).type]).toEqual([500, "/problems/release-damaged"]);
  close();
});

test("a damaged release is named and refused, the others are served", async () => {
  const { open, releases, close } = await samplePortal(["2026-03", "2026-04"]);
  writeFileSync(join(releases, "2026-03", "observations.csv"), "changed");
  const app = await open();
  expect((await app.request("/v1/releases/2026-04")).status).toBe(200);
  expect(await read(app, "/healthz", healthSchema)).toMatchObject({ releases: 1, damaged: ["2026-03"] });
  for (const path of [
    "/v1/releases/2026-03",
    "/v1/releases/2026-03/observations.csv",
    "/v1/datasets/water/records?release=2026-03",
  ]) {
    expect((await problemOf(await app.request(path))).detail).toContain("2026-03 does not verify");
  }
  close();
});
