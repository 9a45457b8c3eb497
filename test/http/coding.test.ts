import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CODINGS, encodeBytes, isWorthCoding, WORTH_CODING } from "../../src/http/send.ts";
import { EXPORTS } from "../../src/portal/exports.ts";
import { type SamplePortal, samplePortal } from "../support/portal.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal(["2026-01"]);
});
afterAll(() => portal.close());

const text = (size: number) => Buffer.alloc(size, "a line of a table\n");
const packed = { gzip: gzipSync(randomBytes(3000)), zip: signed("504b0304"), zstd: signed("28b52ffd") };

function signed(signature: string): Buffer {
  return Buffer.concat([Buffer.from(signature, "hex"), randomBytes(3000)]);
}

test("what is text is coded from a size on, what is packed is not, whatever it is called", () => {
  const texts = [
    "text/html; charset=utf-8",
    "application/json",
    "application/wasm",
    "image/svg+xml",
    "font/ttf",
    "application/jose",
  ];
  for (const type of texts) {
    expect([type, isWorthCoding(type, text(WORTH_CODING))]).toEqual([type, true]);
    expect([type, isWorthCoding(type, text(WORTH_CODING - 1))]).toEqual([type, false]);
    for (const [name, bytes] of Object.entries(packed))
      expect([type, name, isWorthCoding(type, bytes)]).toEqual([type, name, false]);
  }
  for (const type of ["application/gzip", "application/zip", "application/zstd", "application/vnd.apache.parquet", "image/png"])
    expect([type, isWorthCoding(type, text(9000))]).toEqual([type, false]);
  for (const type of ["image/jpeg", "image/gif", "image/webp", "image/avif", "font/woff", "font/woff2", "image/png;q=1"])
    expect([type, isWorthCoding(type, text(9000))]).toEqual([type, false]);
});

test("what is coded becomes a tenth smaller at least, of everything that the portal has", async () => {
  const { files } = (await (await portal.app.request("/v1/releases/2026-01")).json()) as { files: { url: string }[] };
  const exports = Object.keys(EXPORTS).map((format) => `/v1/datasets/water/exports/${format}`);
  for (const path of [...files.map(({ url }) => url), ...exports, "/v1/catalog", "/openapi.json", "/catalog.jsonld"]) {
    const response = await portal.app.request(path);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const worth = isWorthCoding(response.headers.get("content-type") ?? "", bytes);
    if (!worth) continue;
    for (const coding of CODINGS)
      expect([path, coding, (await encodeBytes(bytes, coding)).byteLength < 0.9 * bytes.byteLength]).toEqual([
        path,
        coding,
        true,
      ]);
  }
});

test("the SQL page's engine, packed when it was built, is sent as it is; its kin that is not packed is coded", async () => {
  const engine = gzipSync(randomBytes(5000));
  const assets = join(portal.webRoot, "assets");
  writeFileSync(join(assets, "engine-AbCdEf12.gz"), engine);
  writeFileSync(join(assets, "packed-AbCdEf12.wasm"), engine);
  writeFileSync(join(assets, "plain-AbCdEf12.wasm"), text(5000));
  const app = await portal.open();
  const sent = async (name: string) => {
    const response = await app.request(`/assets/${name}`, { headers: { "Accept-Encoding": "br, gzip" } });
    return { coding: response.headers.get("content-encoding"), bytes: Buffer.from(await response.arrayBuffer()) };
  };
  for (const name of ["engine-AbCdEf12.gz", "packed-AbCdEf12.wasm"])
    expect(await sent(name)).toEqual({ coding: null, bytes: engine });
  const plain = await sent("plain-AbCdEf12.wasm");
  expect([plain.coding, brotliDecompressSync(plain.bytes).equals(text(5000))]).toEqual(["br", true]);
});
