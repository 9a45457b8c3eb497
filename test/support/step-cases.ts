import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ATTRIBUTE_NAMES } from "../../src/contract/attributes.ts";
import { AMOUNT_COLUMNS } from "../../src/pipeline/shard-rows.ts";
import { type Duck, openDuck, type SqlColumn, type SqlValue } from "../../src/storage/duckdb/index.ts";
import { NO_AMOUNT } from "../../src/vault/index.ts";

export const PIPELINES = fileURLToPath(new URL("../../pipelines/", import.meta.url));
export const CASES = fileURLToPath(new URL("../pipeline/steps/", import.meta.url));

const WHOLE_NUMBERS =
  /^(household|households|shard|amount|cap|clamp|centre|centred|edge_\d+|month_\d\d|months|months_sum|total|weight|cell|histogram|bin|bin_\d\d|wide|streams?|last_bin|lower_by|beyond)$/;
const EDGES = Array.from({ length: 30 }, (_, i) => `edge_${String(i + 1).padStart(2, "0")}`);
const LEAF_BINS = ["26", "27", "28", "29"];

export function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .map((name) => basename(name, ".sql"))
    .sort();
}

export function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

interface Csv {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Reads a simple CSV file: no value here contains a comma or a quotation mark. */
export function readCsv(file: string): Csv {
  const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return { names: head.split(","), rows: lines.map((line) => line.split(",")) };
}

function withDefaults(table: string, { names, rows }: Csv): Csv {
  const add = (missing: readonly string[], value: (row: readonly string[], i: number) => string): Csv => ({
    names: [...names, ...missing],
    rows: rows.map((row) => [...row, ...missing.map((_, i) => value(row, i))]),
  });
  const absent = (wanted: readonly string[]) => wanted.filter((name) => !names.includes(name));
  if (table === "households") return add(absent(ATTRIBUTE_NAMES), () => "unknown");
  if (table === "donated") return add(absent(AMOUNT_COLUMNS), () => String(NO_AMOUNT));
  if (table === "bounds") {
    const clamp = names.indexOf("clamp");
    const edges = add(absent(EDGES), (row, i) =>
      String((BigInt(row[clamp] as string) * BigInt(EDGES.indexOf(absent(EDGES)[i] as string) + 1)) / 30n),
    );
    const lastBins = LEAF_BINS.filter((bin) => !names.includes(`bin_${bin}`));
    return {
      names: [...edges.names, ...lastBins.map((bin) => `bin_${bin}`)],
      rows: edges.rows.map((row) => [...row, ...lastBins]),
    };
  }
  if (table === "cube") {
    const defaults: Readonly<Record<string, string>> = { last_bin: "31", lower_by: "0", beyond: "0" };
    const missing = absent(Object.keys(defaults));
    return add(missing, (_, i) => defaults[missing[i] as string] as string);
  }
  return { names, rows };
}

/** Wide bins that are one bin each. */
function wholeBins({ names, rows }: Csv): Csv {
  const [stream, clamp] = [names.indexOf("stream"), names.indexOf("clamp")];
  return {
    names: ["stream", "wide", "bin", "edge_1", "edge_2", "edge_3"],
    rows: rows.flatMap((row) => {
      const edges = new Array<string>(3).fill(row[clamp] as string);
      return Array.from({ length: 32 }, (_, wide) => [row[stream] as string, String(wide), String(wide), ...edges]);
    }),
  };
}

interface CaseTable {
  readonly table: string;
  readonly columns: readonly SqlColumn[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** The tables of a case, with the default values of the columns that its files leave out. */
export function caseTables(folder: string): CaseTable[] {
  const files = readdirSync(folder).filter((name) => name !== "expected.csv");
  const read = files.map((file) => [basename(file, ".csv"), readCsv(join(folder, file))] as const);
  const bounds = files.includes("parts.csv") ? undefined : read.find(([table]) => table === "bounds");
  return [...read, ...(bounds ? [["parts", wholeBins(bounds[1])] as const] : [])].map(([table, csv]) => {
    const { names, rows } = withDefaults(table, csv);
    const columns = names.map((name): SqlColumn => ({ name, type: WHOLE_NUMBERS.test(name) ? "BIGINT" : "VARCHAR" }));
    const cell = (text: string, i: number): SqlValue =>
      text === "NULL" ? null : columns[i]?.type === "BIGINT" ? BigInt(text) : text;
    return { table, columns, rows: rows.map((row) => row.map(cell)) };
  });
}

async function load(duck: Duck, folder: string): Promise<void> {
  for (const { table, columns, rows } of caseTables(folder)) {
    const [loader] = await duck.loaders([{ table, columns }]);
    for (const row of rows) loader?.add(...row);
    loader?.end();
  }
}

/** The result of a file of the pipeline over the tables of a case, computed by DuckDB. */
export async function runCase(file: string, folder: string): Promise<Record<string, SqlValue>[]> {
  const duck = await openDuck();
  try {
    await load(duck, folder);
    return await duck.rows(readFileSync(join(PIPELINES, `${file}.sql`), "utf8"));
  } finally {
    duck.close();
  }
}
