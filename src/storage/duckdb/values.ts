import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  DuckDBDecimalValue,
  type DuckDBType,
  type DuckDBValue,
  ENUM,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { DuckError } from "./error.ts";
import { quoteText } from "./quote.ts";

/** A cell in JavaScript. */
export type SqlValue = string | number | bigint | boolean | null;

/** The types that can be loaded. `DECIMAL(38,0)` is for whole numbers beyond 64 bits, which it keeps exact in Parquet. */
export type SqlType = "VARCHAR" | "INTEGER" | "BIGINT" | "DOUBLE" | "BOOLEAN" | "DECIMAL(38,0)";

/** A column of a table to load. */
export interface SqlColumn {
  readonly name: string;
  readonly type: SqlType;
  /** all texts that a VARCHAR column may have: it is then stored as an ENUM, which loads faster and compares like text */
  readonly among?: readonly string[];
}

const DECIMAL_BOUND = 10n ** 38n;

const DUCK_TYPES: Readonly<Record<SqlType, DuckDBType>> = {
  VARCHAR,
  INTEGER,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  "DECIMAL(38,0)": DECIMAL(38, 0),
};

/** The type of a column's vector. */
export function duckType({ type, among }: SqlColumn): DuckDBType {
  return among ? ENUM(among) : DUCK_TYPES[type];
}

/** The type of a column as SQL writes it. */
export function sqlType({ type, among }: SqlColumn): string {
  return among ? `ENUM(${among.map(quoteText).join(", ")})` : type;
}

/** A cell in the form that the column's vector needs. Whole numbers may be given as number or bigint. */
export function toDuck({ type, among }: SqlColumn, value: SqlValue, texts: ReadonlySet<SqlValue>): DuckDBValue {
  // The vector would silently replace an unknown text by the first of its list.
  if (among && value !== null && !texts.has(value)) throw new RangeError("a text is none of those that the column may have");
  if (value === null || (type !== "BIGINT" && type !== "DECIMAL(38,0)")) return value;
  const whole = typeof value === "bigint" ? value : BigInt(value);
  if (type === "BIGINT") return whole;
  // The vector would accept 128 bits, more than the type allows.
  if (whole <= -DECIMAL_BOUND || whole >= DECIMAL_BOUND) throw new RangeError("a DECIMAL(38,0) has at most 38 digits");
  return new DuckDBDecimalValue(whole, 38, 0);
}

/**
 * A DuckDB value in JavaScript: BIGINT, HUGEINT and whole DECIMAL as bigint; INTEGER and narrower, FLOAT and DOUBLE as number;
 * VARCHAR and ENUM as string. Undefined for any other type.
 */
function fromDuck(value: DuckDBValue): SqlValue | undefined {
  if (value === null || typeof value !== "object") return value as SqlValue;
  return value instanceof DuckDBDecimalValue && value.scale === 0 ? value.value : undefined;
}

/** A cell without loss. Other types become text as DuckDB writes it: a DECIMAL with all its digits, a date in ISO 8601. */
export function exactValue(value: DuckDBValue): SqlValue {
  const exact = fromDuck(value);
  return exact === undefined ? String(value) : exact;
}

/** Rows as objects. @throws DuckError for a column whose type is not exact in JavaScript */
export function objectsOf<T>(rows: readonly DuckDBValue[][], names: readonly string[], statement: string): T[] {
  return rows.map((row) => {
    const object: Record<string, SqlValue> = {};
    for (const [i, name] of names.entries()) {
      const value = fromDuck(row[i] ?? null);
      if (value === undefined)
        throw new DuckError(`the column ${name} has a type that does not cross into JavaScript exactly: cast it`, statement);
      object[name] = value;
    }
    return object as T;
  });
}
