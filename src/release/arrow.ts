import {
  DataType,
  Dictionary,
  Field,
  Float64,
  Int32,
  makeData,
  Precision,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  Vector,
  vectorFromArray,
} from "apache-arrow";
import type { TableColumn, TableSchema } from "../contract/tables.ts";
import { type ColumnarTable, encode, type TextColumn } from "./columnar.ts";
import type { Columns, Value } from "./tables.ts";

/**
 * An Arrow IPC file, one record batch, text columns dictionary-encoded. The same rows give the same bytes.
 *
 * @param schema text and DOUBLE columns only
 * @param metadata of the schema
 */
export function toArrow(schema: TableSchema, columns: Columns, metadata: ReadonlyMap<string, string>): Uint8Array {
  return tableToIPC(arrowTable(schema, columns, metadata), "file");
}

/** An Arrow IPC stream of a table, for readers that cannot seek. */
export function toArrowStream(schema: TableSchema, columns: Columns, metadata: ReadonlyMap<string, string>): Uint8Array {
  return tableToIPC(arrowTable(schema, columns, metadata), "stream");
}

function arrowTable(schema: TableSchema, columns: Columns, metadata: ReadonlyMap<string, string>): Table {
  const length = columns[0]?.length ?? 0;
  const built = schema.columns.map((column, i) => arrowColumn(column, columns[i] ?? [], i));
  const arrowSchema = new Schema(
    built.map(({ field }) => field),
    new Map(metadata),
  );
  const batch = new RecordBatch(
    arrowSchema,
    makeData({ type: new Struct(arrowSchema.fields), length, nullCount: 0, children: built.map(({ data }) => data) }),
  );
  return new Table(arrowSchema, [batch]);
}

function arrowColumn(column: TableColumn, values: readonly Value[], id: number) {
  if (column.type === "VARCHAR") {
    const { values: distinct, codes } = encode(values as readonly string[]);
    const type = new Dictionary(new Utf8(), new Int32(), id);
    // An empty list would otherwise be inferred as a vector of nulls without a buffer.
    const dictionary = vectorFromArray([...distinct], new Utf8());
    return {
      field: new Field(column.name, type, false),
      data: makeData({ type, length: codes.length, nullCount: 0, data: codes, dictionary: new Vector(dictionary.data) }),
    };
  }
  const type = new Float64();
  const numbers = Float64Array.from(values, (value) => (value === null ? 0 : Number(value)));
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 64) * 8);
  let nullCount = 0;
  values.forEach((value, i) => {
    if (value === null) nullCount++;
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] as number) | (1 << (i & 7));
  });
  const validity = nullCount === 0 ? {} : { nullBitmap };
  return {
    field: new Field(column.name, type, column.nullable),
    data: makeData({ type, length: values.length, nullCount, data: numbers, ...validity }),
  };
}

/**
 * Reads an Arrow file that `toArrow` wrote.
 *
 * @throws RangeError when a column is missing, surplus or of another type, or holds what it may not
 */
export function fromArrow(schema: TableSchema, bytes: Uint8Array): ColumnarTable {
  const table = tableFromIPC(bytes);
  const names = table.schema.fields.map((field) => field.name);
  const expected = schema.columns.map((column) => column.name);
  if (names.join() !== expected.join()) throw new RangeError(`columns are ${names.join(", ")}; expected ${expected.join(", ")}`);
  const text: Record<string, TextColumn> = {};
  const numbers: Record<string, Float64Array> = {};
  for (const column of schema.columns) {
    const vector = table.getChild(column.name);
    if (!vector) throw new RangeError(`${column.name} cannot be read`);
    const isText = DataType.isDictionary(vector.type);
    const isDouble = DataType.isFloat(vector.type) && vector.type.precision === Precision.DOUBLE;
    if (column.type === "VARCHAR" ? !isText : !isDouble) {
      throw new RangeError(`${column.name} is ${vector.type}; expected ${column.type}`);
    }
    if (isText) text[column.name] = readText(vector, column.name);
    else numbers[column.name] = readNumbers(vector, column);
  }
  return { length: table.numRows, text, numbers };
}

/** NaN stands for null from here on: a file in which it stands for itself would be misread. */
function readNumbers(vector: Vector, { name, nullable }: TableColumn): Float64Array {
  return Float64Array.from({ length: vector.length }, (_, row) => {
    const value = vector.get(row) as number | null;
    if (value === null ? !nullable : !Number.isFinite(value)) throw new RangeError(`${name} of row ${row + 1} is ${value}`);
    return value ?? Number.NaN;
  });
}

function readText(vector: Vector, name: string): TextColumn {
  if (vector.nullCount > 0) throw new RangeError(`${name} has nulls`);
  const dictionary = vector.data[0]?.dictionary;
  const values = dictionary ? Array.from(dictionary as Vector<Utf8>, String) : [];
  const codes = new Int32Array(vector.length);
  let offset = 0;
  for (const data of vector.data) {
    // Buffers are padded to eight bytes.
    codes.set((data.values as Int32Array).subarray(0, data.length), offset);
    offset += data.length;
  }
  return { values, codes };
}
