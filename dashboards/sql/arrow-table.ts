import {
  type Data,
  Decimal,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  Utf8,
  Vector,
} from "apache-arrow";
import type { TableColumn } from "../../src/contract/tables.ts";

/** Values of a column before conversion to Arrow. For DECIMAL they are bytes, most significant first. */
export type Raw = ArrayLike<unknown>;

/**
 * Columns of equal length as a table of one batch. Buffers are filled by hand, because Arrow's builders compile code from text,
 * which the page's policy forbids.
 */
export function arrowTable(columns: readonly (readonly [TableColumn, Raw])[]): Table {
  const children = columns.map(([column, values], i) => dataOf(column, values, i));
  const schema = new Schema(columns.map(([column], i) => new Field(column.name, (children[i] as Data).type, column.nullable)));
  const length = columns[0]?.[1].length ?? 0;
  return new Table(schema, [
    new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children })),
  ]);
}

function dataOf({ type }: TableColumn, values: Raw, id: number): Data {
  const { length } = values;
  switch (type) {
    case "VARCHAR":
      return texts(values, id);
    case "DOUBLE": {
      const data = Float64Array.from(values, (value) => (value as number | null | undefined) ?? 0);
      return makeData({ type: new Float64(), length, data, ...validity(values) });
    }
    case "INTEGER": {
      const data = Int32Array.from(values, (value) => (value as number | null | undefined) ?? 0);
      return makeData({ type: new Int32(), length, data, ...validity(values) });
    }
    case "BIGINT": {
      const data = BigInt64Array.from(Array.from(values, (value) => BigInt((value as number | bigint | null | undefined) ?? 0)));
      return makeData({ type: new Int64(), length, data, ...validity(values) });
    }
    case "DECIMAL(38,0)":
      return makeData({ type: new Decimal(0, 38, 128), length, data: decimalWords(values), ...validity(values) });
  }
}

/** The bitmap of rows that have a value; left out where all have. */
function validity(values: Raw): { nullCount: number; nullBitmap?: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 64) * 8);
  let nullCount = 0;
  for (let row = 0; row < values.length; row++) {
    if (values[row] === null || values[row] === undefined) nullCount++;
    else nullBitmap[row >> 3] = (nullBitmap[row >> 3] as number) | (1 << (row & 7));
  }
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap };
}

/** Texts as a dictionary: codes for the distinct texts, in order of first appearance. */
function texts(values: Raw, id: number): Data {
  const index = new Map<string, number>();
  const codes = Int32Array.from(values, (value) => {
    if (value === null || value === undefined) return 0;
    const text = String(value);
    const code = index.get(text) ?? index.size;
    index.set(text, code);
    return code;
  });
  const type = new Dictionary(new Utf8(), new Int32(), id);
  const dictionary = new Vector([utf8([...index.keys()])]);
  return makeData({ type, length: values.length, data: codes, dictionary, ...validity(values) });
}

function utf8(list: readonly string[]): Data<Utf8> {
  const encoded = list.map((text) => new TextEncoder().encode(text));
  const valueOffsets = new Int32Array(list.length + 1);
  encoded.forEach((bytes, i) => {
    valueOffsets[i + 1] = (valueOffsets[i] as number) + bytes.length;
  });
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0);
  encoded.forEach((bytes, i) => {
    data.set(bytes, valueOffsets[i]);
  });
  return makeData({ type: new Utf8(), length: list.length, nullCount: 0, valueOffsets, data });
}

/** Bytes, most significant first, as 128-bit words, least significant first. */
function decimalWords(values: Raw): Uint32Array {
  const words = new Uint32Array(4 * values.length);
  const bytes = new Uint8Array(words.buffer);
  for (let row = 0; row < values.length; row++) {
    const value = (values[row] ?? new Uint8Array(16)) as Uint8Array;
    const fill = (value[0] ?? 0) > 127 ? 255 : 0;
    for (let i = 0; i < 16; i++) bytes[16 * row + i] = value[value.length - 1 - i] ?? fill;
  }
  return words;
}
