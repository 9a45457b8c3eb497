import { dirname, extname, resolve } from "node:path";
import { literalPath, openDuck, quoteText } from "../duckdb/index.ts";

const READERS: Readonly<Record<string, (file: string) => string>> = {
  ".csv": (file) => `read_csv(${quoteText(literalPath(file))}, all_varchar = true, header = true, hive_partitioning = false)`,
  ".parquet": (file) => `read_parquet(${quoteText(literalPath(file))}, hive_partitioning = false)`,
};

/** Is the file a table, by its name? Anything else is NDJSON. */
export function isTable(file: string): boolean {
  return extname(file).toLowerCase() in READERS;
}

/** The rows of a CSV or Parquet file in the file's order, every cell as text. */
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
  } finally {
    duck.close();
  }
}
