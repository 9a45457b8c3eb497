import { DataType, type Field, type RecordBatch, type Vector } from "apache-arrow";
import type { Exact } from "../../src/tables/index.ts";

/** A type as DuckDB writes it, as far as it is kept apart here; others under Arrow's name. */
export function typeName(field: Field): string {
  const { type } = field;
  if (isHuge(field)) return "HUGEINT";
  if (DataType.isDictionary(type) || DataType.isUtf8(type)) return "VARCHAR";
  if (DataType.isDecimal(type)) return `DECIMAL(${type.precision},${type.scale})`;
  if (DataType.isInt(type)) return `${type.isSigned ? "" : "U"}${INTEGERS[type.bitWidth]}`;
  if (DataType.isFloat(type)) return type.precision === 2 ? "DOUBLE" : "FLOAT";
  if (DataType.isBool(type)) return "BOOLEAN";
  if (DataType.isDate(type)) return "DATE";
  if (DataType.isTimestamp(type)) return "TIMESTAMP";
  return String(type);
}

const INTEGERS: Readonly<Record<number, string>> = { 8: "TINYINT", 16: "SMALLINT", 32: "INTEGER", 64: "BIGINT" };

/** Numbers that charts and right-hand columns are made of. */
export function isNumeric(type: string): boolean {
  return /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|FLOAT|DOUBLE|DECIMAL\()/.test(type);
}

/** A HUGEINT crosses as 16 bytes, and says in its metadata what it is. */
function isHuge(field: Field): boolean {
  return DataType.isFixedSizeBinary(field.type) && /hugeint/.test(field.metadata.get("ARROW:extension:metadata") ?? "");
}

/** The rows of a batch, without loss. */
export function* exactRows(batch: RecordBatch): Generator<Exact[]> {
  const columns = batch.schema.fields.map((field, i) => ({ read: readerOf(field), vector: batch.getChildAt(i) as Vector }));
  for (let row = 0; row < batch.numRows; row++) yield columns.map(({ read, vector }) => read(vector.get(row)));
}

function readerOf(field: Field): (value: unknown) => Exact {
  const { type } = field;
  const unlessNull = (read: (value: never) => Exact) => (value: unknown) =>
    value === null || value === undefined ? null : read(value as never);
  if (isHuge(field)) return unlessNull((bytes: Uint8Array) => signed(wordsOf(bytes)));
  if (DataType.isDecimal(type)) return unlessNull((words: Uint32Array) => decimalText(signed(words), type.scale));
  if (DataType.isDate(type)) return unlessNull((value: number | Date) => new Date(value).toISOString().slice(0, 10));
  if (DataType.isTimestamp(type))
    return unlessNull((value: number) => new Date(value).toISOString().slice(0, -1).replace("T", " "));
  return unlessNull((value: unknown) => (isPlain(value) ? value : JSON.stringify(value, plain)));
}

function isPlain(value: unknown): value is Exact {
  return ["string", "number", "bigint", "boolean"].includes(typeof value);
}

function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.slice().buffer);
}

/** Two's complement of 32-bit words, the least first. */
function signed(words: ArrayLike<number>): bigint {
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i--) value = (value << 32n) | BigInt((words[i] as number) >>> 0);
  return BigInt.asIntN(32 * words.length, value);
}

/** −250 of scale 2 is `-2.50`; of scale 0 it is a whole number. */
function decimalText(unscaled: bigint, scale: number): Exact {
  if (scale === 0) return unscaled;
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
