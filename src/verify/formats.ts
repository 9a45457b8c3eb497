import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { harmless } from "../contract/csv.ts";
import type { Manifest } from "../contract/manifest.ts";
import { type ColumnarTable, fromArrow, numberAt, textAt } from "../release/arrow.ts";
import { parseCsv, toCsv } from "../release/csv.ts";
import type { Finding } from "../release/folder.ts";
import { fileMetadata } from "../release/metadata.ts";
import { type Columns, OBSERVATIONS, type Value } from "../release/tables.ts";
import { metadataFaults } from "./descriptions.ts";
import { summed } from "./finding.ts";

const PROMISE = "one table in every format";

/** Is the CSV file the Parquet file's rows, byte for byte as they are written? */
export async function csvFindings(folder: string, columns: Columns): Promise<Finding[]> {
  const file = "observations.csv";
  const bytes = await readFile(join(folder, file));
  if (bytes.equals(Buffer.from(toCsv(OBSERVATIONS, columns)))) return [];
  const [header = [], ...records] = parseCsv(bytes.toString("utf8"));
  const expected = OBSERVATIONS.columns.map((column) => column.name);
  if (header.join() !== expected.join())
    throw new RangeError(`columns are ${header.join(", ")}; expected ${expected.join(", ")}`);
  const length = columns[0]?.length ?? 0;
  if (records.length !== length) return rowFindings(file, records.length, length);
  const differ = records.flatMap((record, row) => {
    const same = record.length === expected.length && expected.every((_, i) => record[i] === written(columns[i]?.[row] ?? null));
    return same ? [] : [`row ${row + 1} is not the Parquet file's`];
  });
  return summed(
    file,
    PROMISE,
    differ.length > 0 ? differ : ["its rows are the Parquet file's; its quotes or line ends are not as written"],
  );
}

/** A value as a field of the CSV file reads back. */
function written(value: Value): string {
  return typeof value === "string" ? harmless(value) : String(value ?? "");
}

/** Is the Arrow file the Parquet file's rows, and does it say of itself what the manifest says? */
export async function arrowFindings(folder: string, manifest: Manifest, columns: Columns): Promise<Finding[]> {
  const file = "observations.arrow";
  const bytes = await readFile(join(folder, file));
  const arrow = fromArrow(OBSERVATIONS, bytes);
  const findings = summed(file, "descriptions", metadataFaults(tableFromIPC(bytes).schema.metadata, fileMetadata(manifest)));
  const length = columns[0]?.length ?? 0;
  if (arrow.length !== length) return [...findings, ...rowFindings(file, arrow.length, length)];
  const differ: string[] = [];
  for (let row = 0; row < length; row++)
    if (!sameRow(arrow, columns, row)) differ.push(`row ${row + 1} is not the Parquet file's`);
  return [...findings, ...summed(file, PROMISE, differ)];
}

function sameRow(arrow: ColumnarTable, columns: Columns, row: number): boolean {
  return OBSERVATIONS.columns.every(({ name, type }, i) => {
    const value = columns[i]?.[row] ?? null;
    return (type === "VARCHAR" ? textAt(arrow, name, row) : numberAt(arrow, name, row)) === value;
  });
}

export function rowFindings(file: string, found: number, said: number): Finding[] {
  return found === said ? [] : [{ file, promise: "rows", detail: `it has ${found} rows; expected ${said}` }];
}
