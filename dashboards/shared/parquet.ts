// A reader of any Parquet file knows nested columns, statistics, dates and page indexes. The files of a release have none that a
// page reads: their columns are flat, of five types, plain or of a dictionary, and compressed with zstd. Any other file is refused
// as damaged.
import { decompress } from "fzstd";
import { readRleBitPackedHybrid } from "hyparquet/src/encoding.js";
import { readPlain } from "hyparquet/src/plain.js";
import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";
import { pause, pauseIfLong } from "./pause.ts";

/** Number of rows built before a pause is considered. */
const AT_ONCE = 500;

/** "PAR1", with which a file ends. */
const MAGIC = 0x31_52_41_50;
/** Bytes after the metadata: their length, then the four letters. */
const FOOTER = 8;

/** Types of a release's columns, by the format's number; decimals are whole numbers of fixed length. */
const TYPES = { 1: "INT32", 2: "INT64", 5: "DOUBLE", 6: "BYTE_ARRAY", 7: "FIXED_LEN_BYTE_ARRAY" } as const;
const OPTIONAL = 1;
const ZSTD = 6;
const DICTIONARY_PAGE = 2;
const [PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY] = [0, 2, 8];

/** What the format numbers: `field_1` is the field that its definition (parquet.thrift) numbers 1. */
type Fields = ReturnType<typeof deserializeTCompactProtocol>;
type Reader = Parameters<typeof deserializeTCompactProtocol>[0];

const decoder = new TextDecoder();

function readerOf(bytes: Uint8Array): Reader {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
}

/** A whole number, from its bytes: the highest comes first, and its highest bit is the sign. */
function numberOf(bytes: Uint8Array): number {
  const unsigned = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return Number(BigInt.asIntN(8 * bytes.length, unsigned));
}

/** The next values, one after the other as they are. */
function plainValues(reader: Reader, count: number, { field_1, field_2 }: Fields): ArrayLike<unknown> {
  const type = TYPES[field_1 as keyof typeof TYPES];
  const values = readPlain(reader, type, count, field_2);
  if (type === "BYTE_ARRAY") return Array.from(values as Uint8Array[], (bytes) => decoder.decode(bytes));
  return type === "FIXED_LEN_BYTE_ARRAY" ? Array.from(values as Uint8Array[], numberOf) : values;
}

/** The next values, each given by its place in the dictionary. */
function dictionaryValues(reader: Reader, count: number, dictionary: ArrayLike<unknown>): unknown[] {
  const values = new Array<unknown>(count);
  const width = reader.view.getUint8(reader.offset++);
  readRleBitPackedHybrid(reader, width, values, reader.view.byteLength - reader.offset);
  for (let i = 0; i < count; i++) values[i] = dictionary[values[i] as number];
  return values;
}

/** The values of a page of data, of which some may be absent. */
function pageValues(reader: Reader, header: Fields, schema: Fields, dictionary: ArrayLike<unknown>): ArrayLike<unknown> {
  const { field_1: count, field_2: encoding } = header;
  const present = new Array<number>(count).fill(1);
  if (schema.field_3 === OPTIONAL) readRleBitPackedHybrid(reader, 1, present);
  let found = 0;
  for (const one of present) found += one;
  if (![PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY].includes(encoding)) throw new Error(`encoding ${encoding} is in no release`);
  const values = encoding === PLAIN ? plainValues(reader, found, schema) : dictionaryValues(reader, found, dictionary);
  if (found === count) return values;
  let next = 0;
  return present.map((one) => (one ? values[next++] : null));
}

/** The next page as it was before it was compressed. */
function pageOf(packed: Uint8Array, codec: number, length: number): Reader {
  if (codec !== ZSTD) throw new Error(`compression ${codec} is in no release`);
  return readerOf(decompress(packed, new Uint8Array(length)));
}

/** The values of a column of a group of rows. */
function columnValues(file: ArrayBuffer, { field_3: meta }: Fields, schema: Fields, rows: number): ArrayLike<unknown> {
  const start = Number(meta.field_11 || meta.field_9);
  const reader = readerOf(new Uint8Array(file, start, Number(meta.field_7)));
  const values: unknown[] = [];
  let dictionary: ArrayLike<unknown> = [];
  while (values.length < rows) {
    const header = deserializeTCompactProtocol(reader);
    const packed = new Uint8Array(file, start + reader.offset, header.field_3);
    reader.offset += header.field_3;
    const page = pageOf(packed, meta.field_4, header.field_2);
    if (header.field_1 === DICTIONARY_PAGE) dictionary = plainValues(page, header.field_7.field_1, schema);
    else {
      const more = pageValues(page, header.field_5, schema, dictionary);
      if (more.length === rows) return more;
      for (let i = 0; i < more.length; i++) values.push(more[i]);
    }
  }
  return values;
}

/** What a file says of itself: the schema of its columns, and its groups of rows. */
function metadataOf(file: ArrayBuffer): Fields {
  const view = new DataView(file);
  const end = file.byteLength - FOOTER;
  if (view.getUint32(end + 4, true) !== MAGIC) throw new Error("not a Parquet file");
  const length = view.getUint32(end, true);
  return deserializeTCompactProtocol(readerOf(new Uint8Array(file, end - length, length)));
}

/** The rows of a release's Parquet file, compressed with zstd. 64-bit integers remain bigint. */
export async function parquetRows<T>(file: ArrayBuffer): Promise<T[]> {
  const { field_2: schema, field_4: groups } = metadataOf(file);
  // The first part of the schema is the table itself.
  const fields = schema.slice(1) as Fields[];
  const names = fields.map(({ field_4 }) => decoder.decode(field_4));
  await pauseIfLong();
  const rows: Record<string, unknown>[] = [];
  for (const group of groups) {
    const count = Number(group.field_3);
    const columns: ArrayLike<unknown>[] = [];
    for (const [i, field] of fields.entries()) {
      columns.push(columnValues(file, group.field_1[i], field, count));
      await pauseIfLong();
    }
    for (let i = 0; i < count; i++) {
      const row: Record<string, unknown> = {};
      for (const [j, name] of names.entries()) row[name] = columns[j]?.[i];
      rows.push(row);
      if (i % AT_ONCE === 0) await pauseIfLong();
    }
  }
  // What is made of the rows is a task of its own.
  await pause();
  return rows as T[];
}
