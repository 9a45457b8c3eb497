import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import type { Manifest } from "../contract/manifest.ts";
import type { DistributionRow, GroupRow, Measurement, Observation } from "../contract/observation.ts";
import { DISTRIBUTIONS, GROUPS, MEASUREMENTS, OBSERVATIONS, type ReleaseTables, type TableSchema } from "../contract/tables.ts";
import { fromArrow } from "../release/arrow.ts";
import { type Columns, type Finding, numberAt, textAt, toCsv } from "../release/index.ts";
import { fileMetadata } from "../release/metadata.ts";
import { parquetMetadata, parquetRows, readParquet } from "../release/parquet.ts";
import type { Value } from "../release/tables.ts";
import type { Duck } from "../storage/duckdb/index.ts";
import { findingsOf, guarded } from "./check.ts";
import { type Contents, cellOf, type Documents, grouped, type MeasureCells, measureOf } from "./contents.ts";
import { mechanismFinder } from "./mechanisms.ts";
import { measureShapes } from "./shape.ts";

/** Rows of one table beyond which it is not read into memory: a whole country's leaves are a tenth of it. */
const MOST_ROWS = 20_000_000;
const PROMISE = "one table in every format";

interface Reading {
  readonly duck: Duck;
  readonly folder: string;
  /** names of the plain files in it: nothing else is opened */
  readonly plain: ReadonlySet<string>;
  readonly manifest: Manifest;
}

/** Reads every table; null where one cannot be read, or holds what its columns may not. */
export async function readTables(reading: Reading): Promise<{ tables: ReleaseTables | null; findings: Finding[] }> {
  const { plain, folder, manifest } = reading;
  const findings: Finding[] = [];
  const check = async (file: string, work: () => Promise<Finding[]>) => {
    if (plain.has(file)) findings.push(...(await guarded(file, work)));
  };
  const read = async (schema: TableSchema): Promise<Columns | null> => {
    let columns: Columns | null = null;
    await check(`${schema.name}.parquet`, async () => {
      const [found, faults] = await readTable(reading, schema);
      columns = found;
      return faults;
    });
    return columns;
  };
  const observations = await read(OBSERVATIONS);
  const [measurements, distributions, groups] = [await read(MEASUREMENTS), await read(DISTRIBUTIONS), await read(GROUPS)];
  if (observations) {
    await check("observations.csv", () => csvFindings(folder, observations));
    await check("observations.arrow", () => arrowFindings(folder, manifest, observations));
  }
  if (!observations || !measurements || !distributions || !groups) return { tables: null, findings };
  const tables = {
    observations: objectsOf<Observation>(OBSERVATIONS, observations),
    measurements: objectsOf<Measurement>(MEASUREMENTS, measurements),
    distributions: objectsOf<DistributionRow>(DISTRIBUTIONS, distributions),
    groups: objectsOf<GroupRow>(GROUPS, groups),
  };
  return { tables, findings };
}

/** Rows by cell, and what made their numbers. */
export function contentsOf(documents: Documents, tables: ReleaseTables): Contents {
  const counts = tables.observations.filter(({ STATISTIC }) => STATISTIC === "COUNT");
  return {
    ...documents,
    tables,
    shapes: new Map(measureShapes(documents.manifest).map((shape) => [shape.key, shape])),
    counts,
    cells: grouped(tables.observations, cellOf),
    published: new Map(counts.filter(({ OBS_VALUE }) => OBS_VALUE !== null).map((row) => [cellOf(row), row])),
    measured: grouped(tables.measurements, cellOf),
    bins: grouped(tables.distributions, cellOf),
    areasByMeasure: areasByMeasure(documents.manifest, tables, counts),
    mechanismOf: mechanismFinder(documents, tables.observations),
  };
}

function areasByMeasure(manifest: Manifest, tables: ReleaseTables, counts: readonly Observation[]): MeasureCells[] {
  const measured = new Set(tables.measurements.map(cellOf));
  const totals = new Map(
    tables.observations.filter(({ STATISTIC }) => STATISTIC === "TOTAL").map((row) => [cellOf(row), row.OBS_VALUE]),
  );
  const cells = counts.map((row) => {
    const name = cellOf(row);
    const { REF_AREA: area, AREA_LEVEL: level, HOUSEHOLD_TYPE: type, OBS_VALUE: count } = row;
    return {
      name,
      measure: measureOf(row),
      area,
      level,
      type,
      count,
      total: totals.get(name) ?? null,
      measured: measured.has(name),
    };
  });
  const byMeasure = grouped(cells, ({ measure }) => measure);
  return measureShapes(manifest).map(({ key, rungs }) => {
    const areas = [...grouped(byMeasure.get(key) ?? [], ({ area }) => area).values()];
    return { key, rungs, areas: areas.map((own) => new Map(own.map((cell) => [cell.type, cell]))) };
  });
}

async function readTable({ duck, folder, manifest }: Reading, schema: TableSchema): Promise<[Columns | null, Finding[]]> {
  const file = `${schema.name}.parquet`;
  const path = join(folder, file);
  const [rows, expected] = [await parquetRows(duck, path), manifest.rows[schema.name]];
  if (rows > MOST_ROWS) throw new RangeError(`it has ${rows} rows; at most ${MOST_ROWS} are read`);
  const columns = await readParquet(duck, path, schema);
  const values = valueFaults(schema, columns);
  return [
    values.length > 0 ? null : columns,
    [
      ...findingsOf(file, "rows", rows === expected ? [] : [`it has ${rows} rows; expected ${expected}`]),
      ...findingsOf(file, "values", values),
      ...findingsOf(file, "one row a key", keyFaults(schema, columns)),
      ...findingsOf(file, "descriptions", metadataFaults(await parquetMetadata(duck, path), fileMetadata(manifest))),
    ],
  ];
}

function objectsOf<Row>(schema: TableSchema, columns: Columns): Row[] {
  return Array.from(
    { length: columns[0]?.length ?? 0 },
    (_, row) => Object.fromEntries(schema.columns.map(({ name }, i) => [name, columns[i]?.[row] ?? null])) as Row,
  );
}

/** Every value is one that its column may hold; in texts that tell cells apart there is no blank, for a blank stands between them. */
function valueFaults(schema: TableSchema, columns: Columns): string[] {
  const faultOf = (value: Value, name: string, nullable: boolean): string | null => {
    if (value === null) return nullable ? null : "empty; a value is expected";
    // NaN would be read as no value by some, and as one by others.
    if (typeof value === "number" && !Number.isFinite(value)) return `${value}; a number is expected`;
    const isText = typeof value === "string" && schema.key.includes(name);
    return isText && /\s/.test(value) ? "a text with a blank; a code is expected" : null;
  };
  return schema.columns.flatMap(({ name, nullable }, i) =>
    (columns[i] ?? []).flatMap((value, row) => {
      const fault = faultOf(value, name, nullable);
      return fault ? [`${name} of row ${row + 1} is ${fault}`] : [];
    }),
  );
}

function keyFaults(schema: TableSchema, columns: Columns): string[] {
  const key = schema.key.map((name) => columns[schema.columns.findIndex((column) => column.name === name)] ?? []);
  const seen = new Set<string>();
  return (columns[0] ?? []).flatMap((_, row) => {
    const text = key.map((values) => String(values[row])).join(" ");
    if (seen.has(text)) return [`${text} appears twice`];
    seen.add(text);
    return [];
  });
}

/** The CSV file is the Parquet file's rows, byte for byte as they are written. */
export async function csvFindings(folder: string, columns: Columns): Promise<Finding[]> {
  const file = "observations.csv";
  const [found, expected] = [await readFile(join(folder, file)), Buffer.from(toCsv(OBSERVATIONS, columns))];
  if (found.equals(expected)) return [];
  const [lines, wanted] = [found, expected].map((bytes) => bytes.toString("utf8").split("\n")) as [string[], string[]];
  const longest = lines.length > wanted.length ? lines : wanted;
  const at = longest.findIndex((_, i) => lines[i] !== wanted[i]);
  return findingsOf(file, PROMISE, [
    `line ${at + 1} is ${JSON.stringify(lines[at])}; the Parquet file makes it ${JSON.stringify(wanted[at])}`,
  ]);
}

/** The Arrow file is the Parquet file's rows, and says of itself what the manifest says. */
async function arrowFindings(folder: string, manifest: Manifest, columns: Columns): Promise<Finding[]> {
  const file = "observations.arrow";
  const bytes = await readFile(join(folder, file));
  const arrow = fromArrow(OBSERVATIONS, bytes);
  const faults = metadataFaults(tableFromIPC(bytes).schema.metadata, fileMetadata(manifest));
  const length = columns[0]?.length ?? 0;
  const differ = Array.from({ length: Math.max(length, arrow.length) }, (_, row) => row).filter((row) =>
    OBSERVATIONS.columns.some(({ name, type }, i) => {
      const value = row < arrow.length ? (type === "VARCHAR" ? textAt : numberAt)(arrow, name, row) : undefined;
      return value !== columns[i]?.[row];
    }),
  );
  const rows = differ.map((row) => `row ${row + 1} is not the Parquet file's`);
  return [...findingsOf(file, "descriptions", faults), ...findingsOf(file, PROMISE, rows)];
}

/** What a Parquet or an Arrow file says of itself, against what it was given when it was written. */
function metadataFaults(found: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  return [...new Set([...found.keys(), ...expected.keys()])]
    .filter((key) => found.get(key) !== expected.get(key))
    .map((key) => {
      const [value, wanted] = [found.get(key), expected.get(key)].map((one) => JSON.stringify(one) ?? "missing");
      return `its metadata say ${key} = ${value}; the manifest says ${wanted}`;
    });
}
