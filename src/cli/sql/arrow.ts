import {
  Bool,
  type DataType,
  Decimal,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Uint32,
  Uint64,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { distinctNames, type ExactValue, type Result } from "../../texts/sql/index.ts";

/**
 * An Arrow IPC file with one record batch for each batch of rows. Numbers keep their kind; HUGEINT becomes DECIMAL(38,0); types
 * that are no numbers become text, as in CSV.
 *
 * @throws RangeError for a HUGEINT of more than 38 digits
 */
export function resultArrow(
  columns: Result["columns"],
  batches: Iterable<Result["rows"]>,
  metadata: ReadonlyMap<string, string>,
): Uint8Array {
  const names = distinctNames(columns);
  const fields = columns.map(({ type }, i) => new Field(names[i] ?? "", column(type, []).type, true));
  const schema = new Schema(fields, new Map(metadata));
  const records: RecordBatch[] = [];
  for (const rows of batches) {
    const children = columns.map(({ type }, i) => {
      const vector = column(
        type,
        rows.map((row) => row[i] ?? null),
      );
      return vector.data[0] as NonNullable<(typeof vector.data)[0]>;
    });
    records.push(new RecordBatch(schema, makeData({ type: new Struct(fields), length: rows.length, nullCount: 0, children })));
  }
  return tableToIPC(new Table(schema, records), "file");
}

function column(type: string, values: readonly ExactValue[]): Vector<DataType> {
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (precision !== undefined) return decimals(values, Number(precision), Number(scale));
  if (type === "HUGEINT" || type === "UHUGEINT") return decimals(values, 38, 0);
  const simple = SIMPLE[type]?.();
  if (simple) return vectorFromArray([...values] as unknown[], simple);
  return vectorFromArray(
    values.map((value) => (value === null ? null : String(value))),
    new Utf8(),
  );
}

const SIMPLE: Readonly<Record<string, () => DataType>> = {
  BOOLEAN: () => new Bool(),
  TINYINT: () => new Int32(),
  SMALLINT: () => new Int32(),
  INTEGER: () => new Int32(),
  UTINYINT: () => new Int32(),
  USMALLINT: () => new Int32(),
  UINTEGER: () => new Uint32(),
  BIGINT: () => new Int64(),
  UBIGINT: () => new Uint64(),
  FLOAT: () => new Float64(),
  DOUBLE: () => new Float64(),
};

/** Decimals as 128-bit two's complement, four words each, the least significant first. */
function decimals(values: readonly ExactValue[], precision: number, scale: number): Vector<DataType> {
  const words = values.map((value) => {
    if (value === null) return null;
    const unscaled = BigInt.asUintN(128, unscaledOf(value, precision));
    return new Uint32Array([0n, 32n, 64n, 96n].map((shift) => Number((unscaled >> shift) & 0xffffffffn)));
  });
  return vectorFromArray(words, new Decimal(scale, precision, 128));
}

/** The integer of a decimal without its point: `"-2.50"` is −250. */
function unscaledOf(value: ExactValue, precision: number): bigint {
  const unscaled = typeof value === "bigint" ? value : BigInt(String(value).replace(".", ""));
  const bound = 10n ** BigInt(precision);
  if (unscaled <= -bound || unscaled >= bound)
    throw new RangeError(`a whole number has more than ${precision} digits: cast it to VARCHAR`);
  return unscaled;
}
