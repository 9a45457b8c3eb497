import { DuckDBDecimalValue, type DuckDBValue } from "@duckdb/node-api";

/**
 * A cell without loss. Integers of 32 bits and less, FLOAT and DOUBLE are number; longer integers and DECIMAL of scale 0
 * bigint; BOOLEAN; null. Everything else is text as DuckDB writes it: a DECIMAL has all its digits, a date is ISO 8601.
 */
export type Exact = string | number | bigint | boolean | null;

export function asExact(value: DuckDBValue): Exact {
  if (value === null || typeof value !== "object") return value as Exact;
  if (value instanceof DuckDBDecimalValue && value.scale === 0) return value.value;
  return String(value);
}
