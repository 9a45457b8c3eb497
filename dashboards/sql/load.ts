import {
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
  vectorFromArray,
} from "apache-arrow";
import { decompress } from "fzstd";
import { type FileMetaData, parquetMetadataAsync, parquetRead } from "hyparquet";
import { type ColumnWords, RELEASE_COLUMN, RELEASE_TABLES, type TableWords } from "../../src/tables/index.ts";

/** What stands in a column before it is Arrow; bytes are a DECIMAL's, the most significant first. */
type Raw = ArrayLike<unknown>;

const compressors = { ZSTD: (input: Uint8Array, length: number) => decompress(input, new Uint8Array(length)) };

/**
 * The rows of a release's Parquet file as an Arrow table, with the release they are of. Whole numbers lose no digit: a
 * DECIMAL would come as a double, and is read as its bytes.
 */
export async function releaseTable(table: string, release: string, file: ArrayBuffer): Promise<Table> {
  const shape = RELEASE_TABLES.find(({ name }) => name === table) as TableWords;
  const metadata = asBytes(await parquetMetadataAsync(file));
  const length = Number(metadata.num_rows);
  const columns = new Map<string, Raw[]>();
  await parquetRead({
    file,
    metadata,
    compressors,
    onChunk: ({ columnName, columnData }) => {
      columns.set(columnName, [...(columns.get(columnName) ?? []), columnData as Raw]);
    },
  });
  const data = shape.columns.map((column) => [column, together(columns.get(column.name) ?? [], length)] as const);
  return arrowTable([...data, [RELEASE_COLUMN, Array.from({ length }, () => release)]]);
}

/** Decimals without their meaning: bytes. */
function asBytes(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element) => {
    if (element.converted_type !== "DECIMAL") return element;
    const { converted_type: _, logical_type: __, ...rest } = element;
    return rest;
  });
  return { ...metadata, schema };
}

function together(parts: readonly Raw[], length: number): Raw {
  if (parts.length === 1) return parts[0] as Raw;
  const all = parts.flatMap((part) => Array.from(part));
  if (all.length !== length) throw new RangeError(`a column has ${all.length} rows of ${length}`);
  return all;
}

/** Columns of one length as a table of one batch. */
export function arrowTable(columns: readonly (readonly [ColumnWords, Raw])[]): Table {
  const vectors = columns.map(([column, values], i) => vectorOf(column, values, i));
  const schema = new Schema(columns.map(([column], i) => new Field(column.name, (vectors[i] as Vector).type, column.nullable)));
  const children = vectors.map((vector) => vector.data[0] as NonNullable<(typeof vector.data)[0]>);
  const length = columns[0]?.[1].length ?? 0;
  return new Table(schema, [
    new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, nullCount: 0, children })),
  ]);
}

function vectorOf({ type }: ColumnWords, values: Raw, id: number): Vector {
  const list = Array.from(values, (value) => value ?? null);
  switch (type) {
    case "VARCHAR":
      return vectorFromArray(list as (string | null)[], new Dictionary(new Utf8(), new Int32(), id));
    case "DOUBLE":
      return vectorFromArray(list as (number | null)[], new Float64());
    case "INTEGER":
      return vectorFromArray(list as (number | null)[], new Int32());
    case "BIGINT":
      return vectorFromArray(
        list.map((value) => (value === null ? null : BigInt(value as number))),
        new Int64(),
      );
    case "DECIMAL(38,0)":
      return decimals(list as Uint8Array[]);
    case "BOOLEAN":
      throw new RangeError("no release has a column of truth values");
  }
}

/** Bytes, the most significant first, as 128-bit words, the least first; releases have no empty ones. */
function decimals(values: readonly Uint8Array[]): Vector {
  const words = new Uint32Array(4 * values.length);
  const bytes = new Uint8Array(words.buffer);
  values.forEach((value, row) => {
    const fill = (value[0] ?? 0) > 127 ? 255 : 0;
    for (let i = 0; i < 16; i++) bytes[16 * row + i] = value[value.length - 1 - i] ?? fill;
  });
  return new Vector([makeData({ type: new Decimal(0, 38, 128), length: values.length, nullCount: 0, data: words })]);
}
