import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Manifest } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import { type Duck, DuckError, openDuck } from "../duckdb/index.ts";
import { type ColumnarTable, encode, fromArrow, numberAt, textAt } from "./arrow.ts";
import { fileFindings } from "./check-files.ts";
import { ledgerFindings } from "./check-ledger.ts";
import { cellKey, observationFindings, publishedCells } from "./check-observations.ts";
import { severalFindings } from "./check-several.ts";
import { parseCsv } from "./csv.ts";
import { MANIFEST } from "./files.ts";
import { type Finding, summed } from "./finding.ts";
import { readParquet } from "./parquet.ts";
import { readManifest, readReport } from "./read.ts";
import { type Columns, DISTRIBUTIONS, GROUPS, MEASUREMENTS, OBSERVATIONS, type TableSchema } from "./tables.ts";

export type { Finding } from "./finding.ts";

/**
 * Checks a release from its folder alone: files and hashes, schemas, that all formats say the same,
 * the promises on every row, and the ledger.
 *
 * @param path the release's own folder, named after it
 * @returns what is not kept; empty when all is
 */
export async function verifyRelease(path: string): Promise<Finding[]> {
  const folder = resolve(path);
  let manifest: Manifest;
  try {
    manifest = await readManifest(folder);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ file: MANIFEST, promise: "schema", detail: error.message }];
  }
  const findings = await fileFindings(folder, manifest);
  const duck = await openDuck({ folders: [folder] });
  try {
    findings.push(...(await guarded("privacy-report.json", async () => ledgerFindings(manifest, await readReport(folder)))));
    findings.push(...(await guarded("privacy-report.json", async () => severalFindings(manifest, await readReport(folder)))));
    findings.push(...(await tableFindings(duck, folder, manifest)));
  } finally {
    duck.close();
  }
  return findings;
}

async function tableFindings(duck: Duck, folder: string, manifest: Manifest): Promise<Finding[]> {
  const findings: Finding[] = [];
  const read = async (schema: TableSchema): Promise<Columns | null> => {
    const file = `${schema.name}.parquet`;
    let columns: Columns | null = null;
    findings.push(
      ...(await guarded(file, async () => {
        columns = await readParquet(duck, join(folder, file), schema);
        return rowFindings(file, columns[0]?.length ?? 0, manifest.rows[schema.name]).concat(keyFindings(file, schema, columns));
      })),
    );
    return columns;
  };
  const observations = await read(OBSERVATIONS);
  const measurements = await read(MEASUREMENTS);
  const distributions = await read(DISTRIBUTIONS);
  await read(GROUPS);
  if (!observations) return findings;
  const table = columnar(observations);
  findings.push(...observationFindings(table));
  findings.push(
    ...(await guarded("observations.csv", async () =>
      csvFindings(await readFile(join(folder, "observations.csv"), "utf8"), observations),
    )),
  );
  findings.push(
    ...(await guarded("observations.arrow", async () =>
      arrowFindings(await readFile(join(folder, "observations.arrow")), table),
    )),
  );
  const cells = publishedCells(table);
  if (measurements) findings.push(...strayFindings(MEASUREMENTS, measurements, cells));
  if (distributions) findings.push(...strayFindings(DISTRIBUTIONS, distributions, cells));
  return findings;
}

/** A file that cannot be read at all is a finding, not a failure of the check. */
async function guarded(file: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const known = error instanceof RangeError || error instanceof DuckError || error instanceof Refusal;
    const detail = known ? error.message : `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
    return [{ file, promise: "schema", detail }];
  }
}

function rowFindings(file: string, found: number, said: number): Finding[] {
  return found === said ? [] : [{ file, promise: "rows", detail: `it has ${found} rows; the manifest says ${said}` }];
}

function keyFindings(file: string, schema: TableSchema, columns: Columns): Finding[] {
  if (schema === OBSERVATIONS) return [];
  const key = schema.key.map((name) => schema.columns.findIndex((column) => column.name === name));
  const seen = new Set<string>();
  const twice: string[] = [];
  for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
    const text = key.map((i) => String(columns[i]?.[row])).join(" ");
    if (seen.has(text)) twice.push(`${text} appears twice`);
    seen.add(text);
  }
  return summed(file, "one row a key", twice);
}

/** Noisy measurements are public for published cells only. */
function strayFindings(schema: TableSchema, columns: Columns, cells: ReadonlySet<string>): Finding[] {
  const at = (name: string) => columns[schema.columns.findIndex((column) => column.name === name)] ?? [];
  const stray = new Set<string>();
  for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
    const cell = cellKey((name) => at(name)[row]);
    if (!cells.has(cell)) stray.add(`${cell} is withheld, and has noisy values here`);
  }
  return summed(`${schema.name}.parquet`, "only published cells", [...stray]);
}

function csvFindings(text: string, columns: Columns): Finding[] {
  const [header = [], ...records] = parseCsv(text);
  const expected = OBSERVATIONS.columns.map((column) => column.name);
  if (header.join() !== expected.join())
    throw new RangeError(`columns are ${header.join(", ")}; expected ${expected.join(", ")}`);
  const length = columns[0]?.length ?? 0;
  if (records.length !== length) return rowFindings("observations.csv", records.length, length);
  const differ: string[] = [];
  records.forEach((record, row) => {
    const same = record.length === expected.length && expected.every((_, i) => record[i] === String(columns[i]?.[row] ?? ""));
    if (!same) differ.push(`row ${row + 1} is not the Parquet file's`);
  });
  return summed("observations.csv", "one table in every format", differ);
}

function arrowFindings(bytes: Uint8Array, table: ColumnarTable): Finding[] {
  const arrow = fromArrow(OBSERVATIONS, bytes);
  if (arrow.length !== table.length) return rowFindings("observations.arrow", arrow.length, table.length);
  const differ: string[] = [];
  for (let row = 0; row < table.length; row++) {
    const same = OBSERVATIONS.columns.every(({ name, type }) =>
      type === "VARCHAR"
        ? textAt(arrow, name, row) === textAt(table, name, row)
        : numberAt(arrow, name, row) === numberAt(table, name, row),
    );
    if (!same) differ.push(`row ${row + 1} is not the Parquet file's`);
  }
  return summed("observations.arrow", "one table in every format", differ);
}

function columnar(columns: Columns): ColumnarTable {
  const text: Record<string, ReturnType<typeof encode>> = {};
  const numbers: Record<string, Float64Array> = {};
  OBSERVATIONS.columns.forEach(({ name, type }, i) => {
    const values = columns[i] ?? [];
    if (type === "VARCHAR") text[name] = encode(values.map((value) => (value === null ? "" : String(value))));
    else numbers[name] = Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value)));
  });
  return { length: columns[0]?.length ?? 0, text, numbers };
}
