import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import type { Manifest } from "../contract/manifest.ts";
import { DISTRIBUTIONS, GROUPS, MEASUREMENTS, OBSERVATIONS, type ReleaseTables, type TableSchema } from "../contract/tables.ts";
import { fromArrow } from "../release/arrow.ts";
import { type Columns, type Finding, numberCell, plainFiles, textCell, toCsv } from "../release/index.ts";
import { fileMetadata } from "../release/metadata.ts";
import { parquetMetadata, parquetRowCount, parquetSource, readParquet } from "../release/parquet.ts";
import { type Duck, quoteName } from "../storage/duckdb/index.ts";
import { type Faults, findingsOf, findingsOrUnreadable } from "./check.ts";

/** Rows of one table beyond which it is not read into memory, where a row takes some 4 kB: a whole country's leaves are as many. */
const MOST_ROWS = 2_000_000;

/** Keys of rows that are told of those that a table has more than once. */
const TOLD_KEYS = 10;
const PROMISE = "one table in every format";

/** Reads every table; null where one cannot be read, or holds what its columns may not. Nothing but plain files is opened. */
export async function readTables(duck: Duck, folder: string, manifest: Manifest) {
  const plain = await plainFiles(folder);
  const findings: Finding[] = [];
  const check = async (file: string, work: () => Promise<Finding[]>) => {
    if (plain.has(file)) findings.push(...(await findingsOrUnreadable(file, work)));
  };
  const tables: Record<string, object[]> = {};
  for (const schema of [OBSERVATIONS, MEASUREMENTS, DISTRIBUTIONS, GROUPS])
    await check(`${schema.name}.parquet`, async () => {
      const { columns, faults } = await readTable(duck, folder, manifest, schema);
      if (columns) tables[schema.name] = objectsOf(schema, columns);
      if (columns && schema === OBSERVATIONS) {
        await check("observations.csv", () => csvFindings(folder, columns));
        await check("observations.arrow", () => arrowFindings(folder, manifest, columns));
      }
      return faults;
    });
  return { tables: Object.keys(tables).length < 4 ? null : (tables as unknown as ReleaseTables), findings };
}

async function readTable(duck: Duck, folder: string, manifest: Manifest, schema: TableSchema) {
  const file = `${schema.name}.parquet`;
  const path = join(folder, file);
  const [rows, expected] = [await parquetRowCount(duck, path), manifest.rows[schema.name]];
  if (rows > MOST_ROWS) throw new RangeError(`it has ${rows} rows; at most ${MOST_ROWS} are read`);
  const repeated = await repeatedKeys(duck, path, schema);
  const sizes = [
    ...findingsOf(file, "rows", rows === expected ? [] : [`it has ${rows} rows; expected ${expected}`]),
    ...findingsOf(file, "one row a key", repeated),
  ];
  // A file of a few kilobytes may have millions of equal rows.
  if (sizes.length > 0) return { columns: null, faults: sizes };
  const columns = await readParquet(duck, path, schema);
  const values = [...valueFaults(schema, columns)];
  return {
    columns: values.length > 0 ? null : columns,
    faults: [
      ...findingsOf(file, "values", values),
      ...findingsOf(file, "descriptions", metadataFaults(await parquetMetadata(duck, path), manifest)),
    ],
  };
}

function objectsOf(schema: TableSchema, columns: Columns): object[] {
  return (columns[0] ?? []).map((_, row) =>
    Object.fromEntries(schema.columns.map(({ name }, i) => [name, columns[i]?.[row] ?? null])),
  );
}

/**
 * Every value must be one that its column may hold. Codes that tell cells apart hold no blank, because names of cells are made
 * with blanks.
 */
function* valueFaults(schema: TableSchema, columns: Columns): Faults {
  for (const [i, { name, nullable }] of schema.columns.entries())
    for (const [row, value] of (columns[i] ?? []).entries()) {
      const place = `${name} of row ${row + 1} is`;
      if (value === null && !nullable) yield `${place} empty; a value is expected`;
      // NaN would be read as no value by some, and as one by others.
      if (typeof value === "number" && !Number.isFinite(value)) yield `${place} ${value}; a number is expected`;
      if (typeof value === "string" && schema.key.includes(name) && /\s/.test(value))
        yield `${place} a text with a blank; a code is expected`;
    }
}

/** The first keys that several rows have, found where the rows are not in this process's memory. */
async function repeatedKeys(duck: Duck, path: string, schema: TableSchema): Promise<string[]> {
  const key = schema.columns.map(({ name }) => name).filter((name) => schema.key.includes(name));
  const source = await parquetSource(duck, path, schema);
  const rows = await duck.rows<{ text: string }>(
    `SELECT concat_ws(' ', ${key.map(quoteName).join(", ")}) AS text FROM ${source} GROUP BY ALL HAVING count(*) > 1 ORDER BY text LIMIT ${TOLD_KEYS}`,
  );
  return rows.map(({ text }) => `${text} appears twice`);
}

/** The CSV file is the Parquet file's rows, byte for byte as they are written. */
export async function csvFindings(folder: string, columns: Columns): Promise<Finding[]> {
  const file = "observations.csv";
  const [actual, expected] = [await readFile(join(folder, file)), Buffer.from(toCsv(OBSERVATIONS, columns))];
  if (actual.equals(expected)) return [];
  const [lines, wanted] = [actual, expected].map((bytes) => bytes.toString("utf8").split("\n")) as [string[], string[]];
  const longest = lines.length > wanted.length ? lines : wanted;
  const place = longest.findIndex((_, i) => lines[i] !== wanted[i]);
  // A line may be as long as its file.
  const display = (all: string[]) => JSON.stringify(all[place]?.slice(0, 200));
  return findingsOf(file, PROMISE, [`line ${place + 1} is ${display(lines)}; the Parquet file makes it ${display(wanted)}`]);
}

/** The Arrow file is the Parquet file's rows, and says of itself what the manifest says. */
async function arrowFindings(folder: string, manifest: Manifest, columns: Columns): Promise<Finding[]> {
  const file = "observations.arrow";
  const bytes = await readFile(join(folder, file));
  const arrow = fromArrow(OBSERVATIONS, bytes);
  const rows = Array.from({ length: Math.max(columns[0]?.length ?? 0, arrow.length) }, (_, row) => row);
  const differing = rows.filter((row) =>
    OBSERVATIONS.columns.some(({ name, type }, i) => {
      const value = row < arrow.length ? (type === "VARCHAR" ? textCell : numberCell)(arrow, name, row) : undefined;
      return value !== columns[i]?.[row];
    }),
  );
  return [
    ...findingsOf(file, "descriptions", metadataFaults(tableFromIPC(bytes).schema.metadata, manifest)),
    ...findingsOf(
      file,
      PROMISE,
      differing.map((row) => `row ${row + 1} is not the Parquet file's`),
    ),
  ];
}

/** Compares the metadata of a Parquet or Arrow file with that given when it was written. */
function* metadataFaults(found: ReadonlyMap<string, string>, manifest: Manifest): Faults {
  const expected = fileMetadata(manifest);
  for (const key of new Set([...found.keys(), ...expected.keys()])) {
    const [value, wanted] = [found.get(key), expected.get(key)].map((one) => JSON.stringify(one) ?? "missing");
    if (value !== wanted) yield `its metadata say ${key} = ${value}; the manifest says ${wanted}`;
  }
}
