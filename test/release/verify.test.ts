import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Observation } from "../../src/contract/observation.ts";
import { openDuck, quoteText } from "../../src/duckdb/index.ts";
import { hashFile, RELEASE_FILES, type ReleaseInput, verifyRelease, writeRelease } from "../../src/release/index.ts";
import { sampleRelease } from "../support/release.ts";

let root: string;
let whole: string;
let copies = 0;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "verify-"));
  await writeRelease(sampleRelease(join(root, "whole"), "2026-Q1"));
  whole = join(root, "whole", "2026-Q1");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function copy(): string {
  const target = join(root, `copy-${copies++}`, "2026-Q1");
  cpSync(whole, target, { recursive: true });
  return target;
}

/** A release whose writer lied: it is whole, and its hashes fit. */
async function lie(change: (input: ReleaseInput) => Partial<ReleaseInput>): Promise<string[]> {
  const input = sampleRelease(join(root, `lie-${copies++}`), "2026-Q1");
  await writeRelease({ ...input, ...change(input) });
  return (await verifyRelease(join(input.folder, input.id))).map(({ file, promise, detail }) => `${file}: ${promise}: ${detail}`);
}

const observations = (input: ReleaseInput, change: (row: Observation) => Partial<Observation>) => ({
  tables: { ...input.tables, observations: input.tables.observations.map((row) => ({ ...row, ...change(row) })) },
});

test.each(Object.keys(RELEASE_FILES))("one changed byte in %s is found", async (name) => {
  const folder = copy();
  const bytes = readFileSync(join(folder, name));
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] as number) ^ 1;
  writeFileSync(join(folder, name), bytes);
  expect(await verifyRelease(folder)).toContainEqual(expect.objectContaining({ file: name, promise: "hash" }));
});

test("a missing, a surplus and a linked file are found, and a folder of another name", async () => {
  const folder = copy();
  rmSync(join(folder, "groups.parquet"));
  writeFileSync(join(folder, "notes.txt"), "x");
  rmSync(join(folder, "observations.csv"));
  symlinkSync(join(whole, "observations.csv"), join(folder, "observations.csv"));
  const found = (await verifyRelease(folder)).map(({ file, detail }) => `${file} ${detail}`);
  expect(found).toContain("groups.parquet it is missing");
  expect(found).toContain("notes.txt it is not part of a release");
  expect(found).toContain("observations.csv it is not a plain file");
  const renamed = join(root, "renamed", "2026");
  cpSync(whole, renamed, { recursive: true });
  expect(await verifyRelease(renamed)).toContainEqual(expect.objectContaining({ promise: "name" }));
});

test("a manifest that is missing, no JSON or of another form is one finding", async () => {
  for (const text of ["{", "{}", "[]"]) {
    const folder = copy();
    writeFileSync(join(folder, "manifest.json"), text);
    expect(await verifyRelease(folder)).toEqual([{ file: "manifest.json", promise: "schema", detail: expect.any(String) }]);
  }
});

test("formats that differ are found even when their hashes fit", async () => {
  const folder = copy();
  const manifestPath = join(folder, "manifest.json");
  const rewrite = async (name: string) => {
    const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
    const entry = manifest.files.find((file: { name: string }) => file.name === name);
    Object.assign(entry, await hashFile(join(folder, name)));
    writeFileSync(manifestPath, JSON.stringify(manifest));
  };
  const csv = readFileSync(join(folder, "observations.csv"), "utf8");
  writeFileSync(join(folder, "observations.csv"), csv.replace("1000,", "1001,"));
  await rewrite("observations.csv");
  expect(await verifyRelease(folder)).toEqual([
    expect.objectContaining({ file: "observations.csv", promise: "one table in every format" }),
  ]);
});

test("a Parquet file with other columns is found", async () => {
  const folder = copy();
  const duck = await openDuck({ folders: [folder] });
  await duck.run(`COPY (SELECT 1 AS x) TO ${quoteText(join(folder, "groups.parquet"))} (FORMAT parquet)`);
  duck.close();
  const found = await verifyRelease(folder);
  expect(found).toContainEqual({
    file: "groups.parquet",
    promise: "schema",
    detail: expect.stringContaining("expected DOMAIN VARCHAR"),
  });
});

test.each<[string, string, (row: Observation) => Partial<Observation>]>([
  ["a value in a withheld cell", "withheld cells are empty", (row) => (row.CONF_STATUS === "A" ? { OBS_VALUE: 3 } : {})],
  ["a margin in a withheld cell", "withheld cells are empty", (row) => (row.CONF_STATUS === "A" ? { CI_UPPER: 3 } : {})],
  [
    "a published cell without its margin",
    "withheld cells are empty",
    (row) => (row.OBS_STATUS === "A" ? { CI_LOWER: null } : {}),
  ],
  [
    "a value outside its margin",
    "the margin holds the value",
    (row) => (row.OBS_STATUS === "A" ? { CI_UPPER: (row.OBS_VALUE ?? 0) - 0.001 } : {}),
  ],
  ["a status that does not exist", "closed list of statuses", (row) => (row.CONF_STATUS === "A" ? { OBS_STATUS: "A" } : {})],
  ["a row twice", "one row a key", (row) => (row.REF_AREA === "N" ? { REF_AREA: "T" } : {})],
  [
    "a mean without its count",
    "nothing of a cell without its count",
    (row) =>
      row.STATISTIC === "COUNT" ? { OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, OBS_STATUS: "Q", CONF_STATUS: "A" } : {},
  ],
])("%s is found", async (_, promise, change) => {
  expect((await lie((input) => observations(input, change))).join("\n")).toContain(promise);
});

test("noisy measurements of a withheld cell are found", async () => {
  const found = await lie((input) => {
    const withheld = {
      DOMAIN: "water",
      MEASURE: "volume",
      AREA_LEVEL: "town",
      REF_AREA: "T",
      HOUSEHOLD_TYPE: "size=unknown",
      TIME_PERIOD: "2026-Q1",
    };
    const [measurement] = input.tables.measurements;
    const [bin] = input.tables.distributions;
    if (!measurement || !bin) throw new Error("the sample has measurements");
    const tables = {
      ...input.tables,
      measurements: [...input.tables.measurements, { ...measurement, ...withheld }],
      distributions: [...input.tables.distributions, { ...bin, ...withheld }],
    };
    return { tables };
  });
  expect(found.join("\n")).toContain("measurements.parquet: only published cells: water volume T size=unknown 2026-Q1");
  expect(found.join("\n")).toContain("distributions.parquet: only published cells");
});
