import { dirname, extname, resolve } from "node:path";
import { Refusal } from "../contract/problem.ts";
import { DuckError, literalPath, openDuck, quoteText } from "../storage/duckdb/index.ts";

const READERS: Readonly<Record<string, (file: string) => string>> = {
  ".csv": (file) => `read_csv(${quoteText(literalPath(file))}, all_varchar = true, header = true, hive_partitioning = false)`,
  ".parquet": (file) => `read_parquet(${quoteText(literalPath(file))}, hive_partitioning = false)`,
};

/** Whether a file is a table, by its name. Anything else is read as NDJSON. */
export function isTable(file: string): boolean {
  return extname(file).toLowerCase() in READERS;
}

/**
 * The rows of a CSV or Parquet file, in the file's order, every cell as text.
 *
 * @throws Refusal `unreadable-file` where the file is no such table
 */
export async function* tableRows(file: string): AsyncGenerator<Record<string, string | null>> {
  const path = resolve(file);
  const reader = READERS[extname(path).toLowerCase()];
  if (!reader) throw new RangeError(`${file} is neither .csv nor .parquet`);
  const duck = await openDuck({ folders: [dirname(path)] });
  try {
    for await (const rows of duck.stream<Record<string, string | null>>(
      `SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${reader(path)}`,
    ))
      yield* rows;
  } catch (error) {
    if (!(error instanceof DuckError)) throw error;
    // DuckDB's message quotes rows of the file, so only the line number in it is used.
    const line = /\bLine: (\d+)/.exec(error.message)?.[1];
    const form = extname(file).toLowerCase() === ".parquet" ? "Parquet" : "CSV in UTF-8";
    const where = line === undefined ? "" : `: line ${line} cannot be read`;
    throw new Refusal("unreadable-file", `${file} is not ${form}, or is damaged${where}`);
  } finally {
    duck.close();
  }
}
