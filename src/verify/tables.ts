import { join } from "node:path";
import type { Manifest } from "../contract/manifest.ts";
import type { DistributionRow, GroupRow, Measurement, Observation } from "../contract/observation.ts";
import type { Duck } from "../duckdb/index.ts";
import type { Finding } from "../release/folder.ts";
import { fileMetadata } from "../release/metadata.ts";
import { parquetMetadata, parquetRows, readParquet } from "../release/parquet.ts";
import { type Columns, DISTRIBUTIONS, GROUPS, MEASUREMENTS, OBSERVATIONS, type TableSchema } from "../release/tables.ts";
import { metadataFaults } from "./descriptions.ts";
import { summed } from "./finding.ts";
import { arrowFindings, csvFindings, rowFindings } from "./formats.ts";
import { type CheckedTables, objectsOf, valueFindings } from "./rows.ts";

/** Rows of one table beyond which it is not read into memory: a whole country's leaves are a tenth of it. */
const MOST_ROWS = 20_000_000;

interface Reading {
  readonly duck: Duck;
  readonly folder: string;
  /** names of the plain files in it */
  readonly plain: ReadonlySet<string>;
  readonly manifest: Manifest;
  readonly guarded: (file: string, check: () => Promise<Finding[]>) => Promise<Finding[]>;
}

/** Reads every table; null where one cannot be read, or holds what its columns may not. */
export async function readTables(reading: Reading): Promise<{ tables: CheckedTables | null; findings: Finding[] }> {
  const { plain, manifest, guarded } = reading;
  const findings: Finding[] = [];
  const read = async (schema: TableSchema): Promise<Columns | null> => {
    const file = `${schema.name}.parquet`;
    let columns: Columns | null = null;
    if (!plain.has(file)) return null;
    const found = await guarded(file, async () => {
      const [read, faults] = await readTable(reading, file, schema);
      columns = read;
      return faults;
    });
    findings.push(...found);
    return columns;
  };
  const [observations, measurements] = [await read(OBSERVATIONS), await read(MEASUREMENTS)];
  const [distributions, groups] = [await read(DISTRIBUTIONS), await read(GROUPS)];
  if (observations && plain.has("observations.csv"))
    findings.push(...(await guarded("observations.csv", () => csvFindings(reading.folder, observations))));
  if (observations && plain.has("observations.arrow"))
    findings.push(...(await guarded("observations.arrow", () => arrowFindings(reading.folder, manifest, observations))));
  if (!observations || !measurements || !distributions || !groups) return { tables: null, findings };
  const tables = {
    observations: objectsOf<Observation>(OBSERVATIONS, observations),
    measurements: objectsOf<Measurement>(MEASUREMENTS, measurements),
    distributions: objectsOf<DistributionRow>(DISTRIBUTIONS, distributions),
    groups: objectsOf<GroupRow>(GROUPS, groups),
  };
  return { tables, findings };
}

async function readTable(
  { duck, folder, manifest }: Reading,
  file: string,
  schema: TableSchema,
): Promise<[Columns | null, Finding[]]> {
  const path = join(folder, file);
  const rows = await parquetRows(duck, path);
  if (rows > MOST_ROWS) throw new RangeError(`it has ${rows} rows; at most ${MOST_ROWS} are read`);
  const columns = await readParquet(duck, path, schema);
  const faults = valueFindings(file, schema, columns);
  return [
    faults.some(({ promise }) => promise === "values") ? null : columns,
    [
      ...rowFindings(file, rows, manifest.rows[schema.name]),
      ...faults,
      ...summed(file, "descriptions", metadataFaults(await parquetMetadata(duck, path), fileMetadata(manifest))),
    ],
  ];
}
