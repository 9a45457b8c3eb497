import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { RecordBatchReader, tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { decompress } from "fzstd";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { escapeFormulas } from "../../src/contract/csv.ts";
import { NUMERIC_COLUMNS, OBSERVATION_COLUMNS, type Observation } from "../../src/contract/observation.ts";
import { type DialectName, type ExportFormat, exportBody } from "../../src/portal/exports.ts";
import { type Library, makeLibrary } from "../../src/portal/library.ts";
import type { View } from "../../src/portal/view.ts";
import { loadReleases, type OpenRelease } from "../../src/release/index.ts";
import { openDuck } from "../../src/storage/duckdb/index.ts";
import { inFolder } from "../support/folder.ts";
import { samplePortal } from "../support/portal.ts";
import { codeOf, rowsOfMessage } from "../support/sdmx.ts";

type Row = Record<string, string | number | null>;

let portal: Awaited<ReturnType<typeof samplePortal>>;
let releases: OpenRelease[];
let library: Library;
beforeAll(async () => {
  portal = await samplePortal();
  ({ releases } = await loadReleases(portal.releases));
  library = makeLibrary({ ...portal, releases });
});
afterAll(() => portal.close());

const numberOf = (text: string | undefined, decimal = ".") =>
  text === undefined || text === "" ? null : Number(text.replace(decimal, "."));

function fromCsv(bytes: Uint8Array, delimiter = ",", decimal = "."): Row[] {
  const records = parse(Buffer.from(bytes), { columns: true, delimiter, bom: true, skip_empty_lines: false }) as Record<
    string,
    string
  >[];
  return records.map((record) =>
    Object.fromEntries(
      OBSERVATION_COLUMNS.map((name) => [
        name,
        NUMERIC_COLUMNS.has(name) ? numberOf(record[name], decimal) : (record[name] ?? null),
      ]),
    ),
  );
}

function fromArrow(bytes: Uint8Array): Row[] {
  const table = tableFromIPC(bytes);
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(OBSERVATION_COLUMNS.map((name) => [name, table.getChild(name)?.get(row) as string | number | null])),
  );
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

async function fromParquet(bytes: Uint8Array): Promise<Row[]> {
  const compressors = { ZSTD: (input: Uint8Array) => decompress(input) };
  const rows = await parquetReadObjects({ file: bufferOf(bytes), compressors });
  return rows.map((row) =>
    Object.fromEntries(OBSERVATION_COLUMNS.map((name) => [name, (row[name] ?? null) as string | number | null])),
  );
}

function fromParquetByDuck(bytes: Uint8Array): Promise<Row[]> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, "x.parquet"), bytes);
    const duck = await openDuck({ folders: [folder] });
    try {
      return await duck.rows<Row>(`SELECT * FROM read_parquet('${join(folder, "x.parquet")}')`);
    } finally {
      duck.close();
    }
  });
}

function fromSdmxCsv(bytes: Uint8Array): Row[] {
  const records = parse(Buffer.from(bytes), { columns: true }) as Record<string, string>[];
  return records.map((record) => {
    expect([record.STRUCTURE, record.ACTION]).toEqual(["dataflow", "M"]);
    const coded = (name: string) => (name === "TIME_PERIOD" ? (record[name] ?? "") : codeOf(record[name] ?? ""));
    return Object.fromEntries(
      OBSERVATION_COLUMNS.map((name) => [name, NUMERIC_COLUMNS.has(name) ? numberOf(record[name]) : coded(name)]),
    );
  });
}

const inColumns = (row: Row) => Object.fromEntries(OBSERVATION_COLUMNS.map((name) => [name, row[name] ?? null]));

/** Every format, and how somebody else's program reads it back. */
const READERS: readonly [ExportFormat, DialectName, (bytes: Uint8Array) => Row[] | Promise<Row[]>][] = [
  ["csv", "rfc4180", fromCsv],
  ["csv", "excel-fr", (bytes) => fromCsv(bytes, ";", ",")],
  ["json", "rfc4180", (bytes) => JSON.parse(Buffer.from(bytes).toString()) as Row[]],
  ["arrow", "rfc4180", fromArrow],
  ["arrows", "rfc4180", fromArrow],
  ["parquet", "rfc4180", fromParquet],
  ["parquet", "rfc4180", fromParquetByDuck],
  ["sdmx-csv", "rfc4180", fromSdmxCsv],
  ["sdmx-json", "rfc4180", (bytes) => rowsOfMessage(Buffer.from(bytes).toString()).map(inColumns)],
];

function viewOf(rows: readonly Observation[]): View {
  const text: Record<string, { values: string[]; codes: Int32Array }> = {};
  const numbers: Record<string, Float64Array> = {};
  for (const name of OBSERVATION_COLUMNS) {
    if (NUMERIC_COLUMNS.has(name)) numbers[name] = Float64Array.from(rows, (row) => (row[name] as number | null) ?? Number.NaN);
    else {
      const values = [...new Set(rows.map((row) => row[name] as string))];
      text[name] = { values, codes: Int32Array.from(rows, (row) => values.indexOf(row[name] as string)) };
    }
  }
  return { table: { length: rows.length, text, numbers }, periods: [], releases: ["2026-01", "2026-r1"] };
}

/** What begins as a spreadsheet's formula does is refused as a code; what CSV makes of such a text, `test/contract/csv.test.ts` holds. */
const word = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
  .filter((text) => !text.includes("\u0000") && escapeFormulas(text) === text);
const code = fc.oneof(
  word,
  fc.constantFrom(
    'a"b',
    "size=5+",
    "heating=gas;size=1-2",
    "x\r\ny",
    "<35",
    " blank ",
    "$2B@",
    "é",
    "a,b",
    "toString",
    "__proto__",
  ),
);
const number = fc.oneof(
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.integer({ min: 0, max: 1_000_000 }),
);
const observation: fc.Arbitrary<Observation> = fc.record({
  DOMAIN: fc.constant("water"),
  MEASURE: code,
  STATISTIC: fc.constantFrom("COUNT", "MEAN", "P10"),
  AREA_LEVEL: code,
  REF_AREA: code,
  HOUSEHOLD_TYPE: code,
  TIME_PERIOD: fc.constantFrom("2026", "2026-Q3", "2026-01", "2025-12"),
  OBS_VALUE: number,
  CI_LOWER: number,
  CI_UPPER: number,
  CONF_LEVEL: fc.constant(0.95),
  UNIT_MEASURE: code,
  OBS_STATUS: fc.constantFrom("A", "Q", "U"),
  CONF_STATUS: fc.constantFrom("F", "A", "D"),
  METHOD: fc.constantFrom("measured", "modelled"),
});
/** Keys are unique in a release, and an SDMX message is a map by them. */
const keyOf = (row: Observation) =>
  JSON.stringify([row.DOMAIN, row.MEASURE, row.STATISTIC, row.REF_AREA, row.HOUSEHOLD_TYPE, row.TIME_PERIOD]);
const table = fc.uniqueArray(observation, { selector: keyOf, maxLength: 12 });

test("any rows are the same rows, in the same order, with the same values, in every format", async () => {
  const dataset = library.datasets.get("water");
  if (!dataset) throw new Error("the sample has water");
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const view = viewOf(rows);
      for (const [format, dialect, read] of READERS) {
        if (rows.length === 0 && format === "sdmx-json") continue;
        const { bytes } = await exportBody({ library, dataset, view, format, dialect, language: "fr" });
        expect([format, dialect, await read(bytes)]).toEqual([format, dialect, rows]);
      }
    }),
    { numRuns: process.env.VOISINAGE_FULL === "1" ? 300 : 25 },
  );
});

test("a dataset's exports, records and file of a release are one table", async () => {
  const get = async (path: string) => new Uint8Array(await (await portal.app.request(path)).arrayBuffer());
  const records = JSON.parse(Buffer.from(await get("/v1/datasets/water/records?limit=10000")).toString()) as { rows: Row[] };
  expect(records.rows.length).toBeGreaterThan(250);
  for (const [format, dialect, read] of READERS) {
    const path = `/v1/datasets/water/exports/${format}${format === "csv" ? `?dialect=${dialect}` : ""}`;
    expect([format, await read(await get(path))]).toEqual([format, records.rows]);
  }
  const areas = JSON.parse(
    Buffer.from(await get("/v1/datasets/water/areas?MEASURE=volume&STATISTIC=MEAN&TIME_PERIOD=2026")).toString(),
  ) as { features: { properties: Row }[] };
  // What programs for maps need is in columns of its own, and a row without a value was made by no method.
  const values = areas.features.map(
    ({ properties: { name: _, UNIT, HOMES, DWELLINGS, REMARK, COMPARED, SOURCE, ...row } }) => row,
  );
  const same = (row: Row) => row.STATISTIC === "MEAN" && row.TIME_PERIOD === "2026" && row.HOUSEHOLD_TYPE === "_T";
  expect(values).toEqual(records.rows.filter(same).map((row) => (row.OBS_VALUE === null ? { ...row, METHOD: null } : row)));
});

test("Parquet and Arrow say licence, version and ε of every release that they hold", async () => {
  const get = async (path: string) => new Uint8Array(await (await portal.app.request(path)).arrayBuffer());
  const expected = ["2026-01", "2026-02", "2026-r1"].map((id) => releases.find((release) => release.id === id)?.manifest);
  const said = {
    releases: "2026-01 2026-02 2026-r1",
    licence: "etalab-2.0",
    version: expected.map((manifest) => manifest?.code_version).join(" "),
    epsilon: expected.map((manifest) => manifest?.privacy.this_release.epsilon).join(" "),
  };
  const parquet = parquetMetadata(bufferOf(await get("/v1/datasets/water/exports/parquet")));
  const pairs = Object.fromEntries((parquet.key_value_metadata ?? []).map(({ key, value }) => [key, value]));
  expect(pairs).toMatchObject(said);
  for (const format of ["arrow", "arrows"])
    expect(Object.fromEntries(tableFromIPC(await get(`/v1/datasets/water/exports/${format}`)).schema.metadata)).toMatchObject(
      said,
    );
});

test("the Arrow file begins with its magic, the stream does not, and both readers know which is which", async () => {
  const get = async (path: string) => new Uint8Array(await (await portal.app.request(path)).arrayBuffer());
  const [file, stream] = [await get("/v1/datasets/water/exports/arrow"), await get("/v1/datasets/water/exports/arrows")];
  expect(Buffer.from(file.subarray(0, 6)).toString()).toBe("ARROW1");
  expect([RecordBatchReader.from(file).isFile(), RecordBatchReader.from(stream).isStream()]).toEqual([true, true]);
});
