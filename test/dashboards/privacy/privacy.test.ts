import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { fractionNumber, parseFraction, sumFractions } from "../../../dashboards/privacy/fraction.ts";
import { illustratedNoise, tally } from "../../../dashboards/privacy/noise.ts";
import { takeAll } from "../../../dashboards/privacy/take-all.ts";

test("exact amounts of the ledger are read right, huge parts too", () => {
  expect(fractionNumber(parseFraction("1/8"))).toBe(0.125);
  expect(fractionNumber(parseFraction("0/1"))).toBe(0);
  expect(fractionNumber(parseFraction(`${3n * 2n ** 2000n}/${2n ** 2001n}`))).toBe(1.5);
  expect(fractionNumber(sumFractions(["1/3", "1/6"].map(parseFraction)))).toBe(0.5);
});

test.each(["", "1", "1/0", "-1/2", "1.5/2"])("%j is no fraction", (text) => {
  expect(() => parseFraction(text)).toThrow(/a fraction is num\/den with den > 0/);
});

test("the illustration is centred and never infinite", () => {
  const draws = (a: number, b: number) => illustratedNoise(8, () => Uint32Array.of(a, b));
  expect(draws(2 ** 32 - 1, 0)).toBe(0);
  expect(draws(0, 0)).toBe(53);
  expect(draws(0, 2 ** 31)).toBe(-53);
});

test("outcomes are counted in order", () => {
  expect(tally([41, 38, 41])).toEqual([
    { value: 38, times: 1 },
    { value: 41, times: 2 },
  ]);
});

test.skipIf(!existsSync("/usr/bin/curl"))(
  "the command on the page takes every file of every release, and the log, where verify looks for them",
  async () => {
    const server = createServer((request, response) => response.end(request.url));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const folder = mkdtempSync(join(tmpdir(), "voisinage-take-"));
    try {
      const files = (...names: string[]) => names.map((name) => ({ name, url: "", media_type: "" }));
      const releases = [
        { id: "2025", files: files("a.parquet", "manifest.json") },
        { id: "2026-01", files: files("a.parquet", "manifest.json") },
        { id: "2025-r1", files: files("manifest.json") },
      ];
      const command = takeAll(`http://127.0.0.1:${(server.address() as AddressInfo).port}/town/privacy?lang=en`, releases, true);
      await promisify(execFile)("bash", ["-c", command], { cwd: folder });
      for (const { id, files: own } of releases) {
        const names = [...own.map(({ name }) => name), "manifest.jws"].sort();
        expect(readdirSync(join(folder, "releases", id)).sort()).toEqual(names);
        for (const name of names)
          expect(readFileSync(join(folder, "releases", id, name), "utf8")).toBe(`/town/v1/releases/${id}/${name}`);
      }
      expect(readFileSync(join(folder, "log.json"), "utf8")).toBe("/town/v1/log.json");
    } finally {
      rmSync(folder, { recursive: true, force: true });
      server.close();
    }
  },
);
