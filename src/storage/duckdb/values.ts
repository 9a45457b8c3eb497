import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  type DuckDBDataChunk,
  DuckDBDecimalValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { DuckError } from "./error.ts";

/** What a cell is in JavaScript. */
export type SqlValue = string | number | bigint | boolean | null;

/** The types that can be loaded. `DECIMAL(38,0)` holds whole numbers past 64 bits, and keeps them exact in Parquet. */
export type SqlType = "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE" | "BOOLEAN" | "DECIMAL(38,0)";

/** A column of a table to load. */
export interface SqlColumn {
  readonly name: string;
  readonly type: SqlType;
}

const DECIMAL_BOUND = 10n ** 38n;

const TYPES: Readonly<Record<SqlType, DuckDBType>> = {
  VARCHAR,
  INTEGER,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  "DECIMAL(38,0)": DECIMAL(38, 0),
};

export function duckType(type: SqlType): DuckDBType {
  return TYPES[type];
}

/** A cell in the form that the column's vector takes: whole numbers may come as number or bigint. */
export function toDuck(type: SqlType, value: SqlValue): DuckDBValue {
  if (value === null || (type !== "BIGINT" && type !== "DECIMAL(38,0)")) return value;
  const whole = typeof value === "bigint" ? value : BigInt(value);
  if (type === "BIGINT") return whole;
  // The vector would keep 128 bits, past what the type promises.
  if (whole <= -DECIMAL_BOUND || whole >= DECIMAL_BOUND) throw new RangeError("a DECIMAL(38,0) has at most 38 digits");
  return new DuckDBDecimalValue(whole, 38, 0);
}

/** BIGINT, HUGEINT and whole DECIMAL are bigint; INTEGER and narrower, FLOAT and DOUBLE number; VARCHAR and ENUM string. */
function fromDuck(value: DuckDBValue, name: string, statement: string): SqlValue {
  if (value === null || typeof value !== "object") return value as SqlValue;
  if (value instanceof DuckDBDecimalValue && value.scale === 0) return value.value;
  throw new DuckError(`the column ${name} has a type that does not cross into JavaScript exactly: cast it`, statement);
}

/** A chunk's rows as objects. */
export function rowsOf<T>(chunk: DuckDBDataChunk, names: readonly string[], statement: string): T[] {
  const columns = chunk.getColumns();
  return Array.from({ length: chunk.rowCount }, (_, row) => {
    const object: Record<string, SqlValue> = {};
    names.forEach((name, i) => {
      object[name] = fromDuck(columns[i]?.[row] ?? null, name, statement);
    });
    return object as T;
  });
}
