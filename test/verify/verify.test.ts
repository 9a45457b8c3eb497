import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { GROUPS, MEASUREMENTS, OBSERVATIONS, type TableSchema } from "../../src/contract/tables.ts";
import type { Publication } from "../../src/pipeline/index.ts";
import { toArrow } from "../../src/release/arrow.ts";
import { RELEASE_FILES } from "../../src/release/index.ts";
import { fileMetadata } from "../../src/release/metadata.ts";
import { writeParquet } from "../../src/release/parquet.ts";
import { columnsOf } from "../../src/release/tables.ts";
import { openDuck, quoteText } from "../../src/storage/duckdb/index.ts";
import { verifyRelease } from "../../src/verify/index.ts";
import { findings, forge, publications, reseal, town, workshop } from "../support/forge.ts";

/** Folders that are damaged, or that lie where a reader may stumble over them. */
const { place } = workshop();
let genuine: Publication;
let whole: string;
beforeAll(async () => {
  [genuine] = (await publications(town(), ["2025-01"])) as [Publication];
  whole = await forge(place(), genuine);
});

function copy(target = join(place(), "2025-01")): string {
  cpSync(whole, target, { recursive: true });
  return target;
}

test.each(Object.keys(RELEASE_FILES))("one changed byte in %s is found", async (name) => {
  const folder = copy();
  const bytes = readFileSync(join(folder, name));
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] as number) ^ 1;
  writeFileSync(join(folder, name), bytes);
  expect(await verifyRelease(folder)).toContainEqual(expect.objectContaining({ file: name, promise: "hash" }));
});

test.each(Object.keys(RELEASE_FILES))("%s cut in half is found, also by whoever brings the hashes up to it", async (name) => {
  const folder = copy();
  truncateSync(join(folder, name), readFileSync(join(folder, name)).length >> 1);
  expect(await findings(folder)).toContainEqual(expect.stringMatching(`${name}: hash: it has \\d+ bytes; the manifest says`));
  await reseal(folder);
  const left = await findings(folder);
  expect(left.length).toBeGreaterThan(0);
  expect(left.join("\n")).not.toContain(": hash: ");
});

test("a missing, a surplus and a linked file are found, a folder in the folder, and a folder of another name", async () => {
  const folder = copy();
  rmSync(join(folder, "groups.parquet"));
  writeFileSync(join(folder, "notes.txt"), "x");
  mkdirSync(join(folder, "more"));
  rmSync(join(folder, "observations.csv"));
  symlinkSync(join(whole, "observations.csv"), join(folder, "observations.csv"));
  const found = (await verifyRelease(folder)).map(({ file, detail }) => `${file} ${detail}`);
  expect(found).toContain("groups.parquet it is missing");
  expect(found).toContain("notes.txt it is not part of a release");
  expect(found).toContain("more it is not part of a release");
  expect(found).toContain("observations.csv it is not a plain file");
  expect(await verifyRelease(copy(join(place(), "2025")))).toContainEqual(expect.objectContaining({ promise: "name" }));
});

test.each(["manifest.json", "privacy.json", "observations.csv", "observations.parquet"])(
  "a pipe, a link and a folder for %s are found, and not waited for",
  async (name) => {
    for (const make of [
      (path: string) => execFileSync("mkfifo", [path]),
      (path: string) => symlinkSync(join(whole, name), path),
      (path: string) => mkdirSync(path),
    ]) {
      const folder = copy();
      rmSync(join(folder, name));
      make(join(folder, name));
      expect((await findings(folder)).join("\n")).toMatch(new RegExp(`${name}: .*(no plain file|not a plain file)`));
    }
  },
);

test("a manifest that is missing, no JSON or of another form is one finding; so is a folder that is not there", async () => {
  for (const text of ["{", "{}", "[]", "null"]) {
    const folder = copy();
    writeFileSync(join(folder, "manifest.json"), text);
    expect(await verifyRelease(folder)).toEqual([{ file: "manifest.json", promise: "schema", detail: expect.any(String) }]);
  }
  expect(await verifyRelease(join(place(), "2025-01"))).toEqual([
    { file: "manifest.json", promise: "schema", detail: "it is missing, or no plain file" },
  ]);
});

test.each<[string, (folder: string) => void, RegExp]>([
  [
    "a row that differs",
    (folder) => csv(folder, (text) => text.replace(/(water,volume,COUNT,whole,w,_T,2025-01),\d+/, "$1,9")),
    /one table in every format: line 2 is "water,volume,COUNT,whole,w,_T,2025-01,9,.*the Parquet file makes it/,
  ],
  [
    "a row too many",
    (folder) => appendFileSync(join(folder, "observations.csv"), "x\r\n"),
    /one table in every format: line \d+ is "x\\r"; the Parquet file makes it ""/,
  ],
  ["a byte order mark", (folder) => csv(folder, (text) => `\ufeff${text}`), /one table in every format: line 1 is "\ufeffDOMAIN/],
  [
    "other line ends",
    (folder) => csv(folder, (text) => text.replaceAll("\r\n", "\n")),
    /one table in every format: line 1 is "DOMAIN.*METHOD"; the Parquet file makes it .*METHOD\\r"/,
  ],
  [
    "an open quote",
    (folder) => csv(folder, (text) => `${text}"`),
    /one table in every format: line \d+ is "\\""; the Parquet file makes it ""/,
  ],
])("in the CSV file %s is found even when its hash fits", async (_, damage, words) => {
  const folder = copy();
  damage(folder);
  await reseal(folder);
  expect((await findings(folder)).join("\n")).toMatch(words);
});

function csv(folder: string, change: (text: string) => string): void {
  const path = join(folder, "observations.csv");
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

/** Writes one table anew, whatever it says of itself and of its rows. */
async function tabled(schema: TableSchema, rows: readonly object[], metadata = fileMetadata(genuine.head)): Promise<string> {
  const folder = copy();
  const duck = await openDuck({ folders: [folder] });
  const file = join(folder, `${schema.name}.parquet`);
  rmSync(file);
  await writeParquet(duck, file, schema, columnsOf(schema, rows), metadata);
  duck.close();
  await reseal(folder);
  return (await findings(folder)).join("\n");
}

test("a Parquet file with other columns is found", async () => {
  const folder = copy();
  const duck = await openDuck({ folders: [folder] });
  await duck.run(`COPY (SELECT 1 AS x) TO ${quoteText(join(folder, "groups.parquet"))} (FORMAT parquet)`);
  duck.close();
  expect(await verifyRelease(folder)).toContainEqual({
    file: "groups.parquet",
    promise: "schema",
    detail: expect.stringContaining("expected DOMAIN VARCHAR"),
  });
});

test("NaN, infinity, a missing value and a text of two lines are found in Parquet", async () => {
  const { observations, groups, measurements } = genuine.tables;
  const first = (values: object) => observations.map((row, i) => (i === 0 ? { ...row, ...values } : row));
  const last = (values: object) => observations.map((row, i) => (i === observations.length - 1 ? { ...row, ...values } : row));
  expect(observations.at(-1)?.OBS_VALUE).toBe(null);
  expect(await tabled(OBSERVATIONS, last({ OBS_VALUE: Number.NaN }))).toMatch(
    /values: OBS_VALUE of row \d+ is NaN; a number is expected/,
  );
  expect(await tabled(OBSERVATIONS, first({ CI_UPPER: Number.POSITIVE_INFINITY }))).toMatch(
    /values: CI_UPPER of row 1 is Infinity/,
  );
  expect(await tabled(OBSERVATIONS, first({ CONF_LEVEL: null }))).toMatch(/values: CONF_LEVEL of row 1 is empty/);
  expect(await tabled(OBSERVATIONS, first({ HOUSEHOLD_TYPE: "_T\nx" }))).toMatch(
    /values: HOUSEHOLD_TYPE of row 1 is a text with a blank/,
  );
  expect(await tabled(OBSERVATIONS, [...observations, observations[0] as object])).toMatch(/one row a key: .* appears twice/);
  expect(await tabled(GROUPS, groups.slice(1))).toMatch(/groups\.parquet: rows: it has \d+ rows; expected \d+/);
  expect(
    await tabled(
      MEASUREMENTS,
      measurements.map((row) => ({ ...row, VARIANCE_DEN: 0n })),
    ),
  ).toMatch(/variance is \d+\/0; expected more than 0/);
});

test("a table whose rows are not as many as the manifest says, or repeat a key, is not read, however small its file is", async () => {
  const { observations } = genuine.tables;
  const repeated = await tabled(OBSERVATIONS, [
    ...observations,
    ...Array.from({ length: 30_000 }, () => observations[0] as object),
  ]);
  expect(repeated).toMatch(/one row a key: .* appears twice/);
  expect(repeated).not.toContain("values:");
  expect(await tabled(OBSERVATIONS, [...observations, { ...observations[0], OBS_VALUE: Number.NaN }])).not.toContain("values:");
});

test("NaN in Arrow is no missing value", async () => {
  const folder = copy();
  const columns = columnsOf(OBSERVATIONS, genuine.tables.observations).map((values, i) =>
    OBSERVATIONS.columns[i]?.name === "OBS_VALUE" ? values.map((value) => value ?? Number.NaN) : values,
  );
  writeFileSync(join(folder, "observations.arrow"), toArrow(OBSERVATIONS, columns, fileMetadata(genuine.head)));
  await reseal(folder);
  expect((await findings(folder)).join("\n")).toMatch(/observations\.arrow: schema: OBS_VALUE of row \d+ is NaN/);
});

test("files that claim a smaller ε when they travel alone are found", async () => {
  const metadata = new Map([...fileMetadata(genuine.head), ["epsilon", "0.1"]]);
  const words = /descriptions: its metadata say epsilon = "0\.1"; the manifest says/;
  expect(await tabled(GROUPS, genuine.tables.groups, metadata)).toMatch(words);
  const folder = copy();
  writeFileSync(
    join(folder, "observations.arrow"),
    toArrow(OBSERVATIONS, columnsOf(OBSERVATIONS, genuine.tables.observations), metadata),
  );
  await reseal(folder);
  expect((await findings(folder)).join("\n")).toMatch(words);
});

test("a release verifies by a relative path, with or without a last slash", async () => {
  const path = relative(process.cwd(), whole);
  expect(await verifyRelease(path)).toEqual([]);
  expect(await verifyRelease(`${path}/`)).toEqual([]);
});

test.each(["x=1", "REF_AREA=1", "a*b", "a[b]c", "q?", "it's", 'say "so"', "back\\slash", "{a,b}", "é"])(
  "a release verifies below a folder called %s, beside others that its name could stand for",
  async (name) => {
    const above = join(place(), name);
    for (const other of ["axb", "abc", "qq"]) {
      const beside = copy(join(dirname(above), other, "2025-01"));
      writeFileSync(join(beside, "observations.parquet"), "nothing");
    }
    const folder = copy(join(above, "2025-01"));
    expect(basename(dirname(folder))).toBe(name);
    expect(await verifyRelease(folder)).toEqual([]);
  },
);
