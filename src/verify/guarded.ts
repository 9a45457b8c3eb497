import { Refusal } from "../contract/problem.ts";
import { DuckError } from "../duckdb/index.ts";
import type { Finding } from "../release/index.ts";

/** A file that cannot be read at all is a finding, and no failure of the check. */
export async function guarded(file: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    const known = error instanceof RangeError || error instanceof DuckError || error instanceof Refusal;
    const detail = known ? error.message : `it cannot be read (${error instanceof Error ? error.message : String(error)})`;
    return [{ file, promise: "schema", detail }];
  }
}
