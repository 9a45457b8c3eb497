import { DataType, type Field, type RecordBatch, type Vector } from "apache-arrow";
import type { ExactValue } from "../../src/texts/sql/index.ts";

/** Types that arrive from the engine without loss; others arrive as text. */
export const PLAIN = /^(BOOLEAN|U?(TINYINT|SMALLINT|INTEGER|BIGINT)|HUGEINT|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\)|VARCHAR)$/;

/** Tells whether a type is numeric, for charts and alignment. */
export function isNumeric(type: string): boolean {
  return PLAIN.test(type) && type !== "BOOLEAN" && type !== "VARCHAR";
}

/** The rows of a batch, without loss. */
export function* exactRows(batch: RecordBatch): Generator<ExactValue[]> {
  const columns = batch.schema.fields.map((field, i) => ({ read: readerOf(field), vector: batch.getChildAt(i) as Vector }));
  for (let row = 0; row < batch.numRows; row++) yield columns.map(({ read, vector }) => read(vector.get(row)));
}

/** Reads values of a column. A HUGEINT arrives as a decimal of scale 0 with all its 128 bits, whatever its stated precision. */
function readerOf({ type }: Field): (value: unknown) => ExactValue {
  const scale = DataType.isDecimal(type) ? type.scale : null;
  return (value) => {
    if (value === null || value === undefined) return null;
    if (scale !== null) return decimal(signed(value as Uint32Array), scale);
    return ["string", "number", "bigint", "boolean"].includes(typeof value) ? (value as ExactValue) : String(value);
  };
}

/** Two's complement of 32-bit words, least significant first. */
function signed(words: ArrayLike<number>): bigint {
  let value = 0n;
  for (let i = words.length - 1; i >= 0; i--) value = (value << 32n) | BigInt((words[i] as number) >>> 0);
  return BigInt.asIntN(32 * words.length, value);
}

/** −250 of scale 2 is `-2.50`; with scale 0 it is a whole number. */
function decimal(unscaled: bigint, scale: number): ExactValue {
  if (scale === 0) return unscaled;
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
