import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { parquetRows } from "../../../dashboards/shared/parquet.ts";
import type { TableSchema } from "../../../src/contract/tables.ts";
import { ROW_GROUP, toParquet } from "../../../src/release/parquet.ts";

const COLUMNS = [
  ["AREA", "VARCHAR"],
  ["VALUE", "DOUBLE"],
  ["BIN", "INTEGER"],
  ["NOISY", "BIGINT"],
  ["VARIANCE", "DECIMAL(38,0)"],
] as const;

const SCHEMA: TableSchema = {
  name: "measurements",
  about: { fr: "", en: "" },
  columns: COLUMNS.map(([name, type]) => ({ name, type, nullable: true, about: { fr: "", en: "" } })),
  key: ["AREA"],
  foreignKeys: [],
};

/** A column of a file of `rows` rows; every fifth value is absent, so that every page has some. */
const valuesOf = <T>(rows: number, value: (row: number) => T): (T | null)[] =>
  Array.from({ length: rows }, (_, row) => (row % 5 === 3 ? null : value(row)));

/** Values of every type, of which a column has so many, or so few, different ones that it has no dictionary, or has one. */
const columnsOf = (rows: number, kinds: number) => [
  valuesOf(rows, (row) => `Évry-${row % kinds}`),
  valuesOf(rows, (row) => Math.sin(row % kinds)),
  valuesOf(rows, (row) => (row % kinds) - 7),
  valuesOf(rows, (row) => BigInt(row % kinds) * 12_345_678_901n - 9n),
  valuesOf(rows, (row) => (BigInt(row % kinds) - 3n) * 10n ** 30n),
];

test.each([
  ["of a dictionary", 2 * ROW_GROUP + 100, 9],
  ["plain, and many", ROW_GROUP, ROW_GROUP],
  ["of a single row", 1, 1],
  ["of no row", 0, 1],
])("a file has every type that a release has: %s", async (_, rows, kinds) => {
  const columns = columnsOf(rows, kinds);
  const bytes = await toParquet(SCHEMA, columns, new Map([["licence", "x"]]));
  const read = await parquetRows<Record<string, unknown>>(new Uint8Array(bytes).buffer);
  expect(read).toHaveLength(rows);
  for (const [i, [name, type]] of COLUMNS.entries()) {
    const written = columns[i]?.map((value) => (type.startsWith("DECIMAL") && value !== null ? Number(value) : value));
    expect(read.map((row) => row[name])).toEqual(written);
  }
});

/** A file as other programs write it, which no release has. */
const foreign = (): ArrayBuffer =>
  parquetWriteBuffer({ columnData: [{ name: "AREA", data: ["Bron", "Bron", "Oullins"], type: "STRING" }], codec: "SNAPPY" });

test("a file of another kind or compression, and one that is cut, are refused", async () => {
  const bytes = new Uint8Array(await toParquet(SCHEMA, columnsOf(100, 9), new Map([["licence", "x"]])));
  const others = [new Uint8Array(0), new TextEncoder().encode("<!doctype html>"), bytes.slice(0, -40), bytes.slice(100)];
  for (const one of [...others.map((other) => other.slice().buffer), foreign()]) await expect(parquetRows(one)).rejects.toThrow();
});
