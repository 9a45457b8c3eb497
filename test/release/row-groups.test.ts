import { decompress } from "fzstd";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import type { TableSchema } from "../../src/contract/tables.ts";
import { ROW_GROUP, toParquet } from "../../src/release/parquet.ts";

const SCHEMA: TableSchema = {
  name: "observations",
  about: { fr: "a table of more groups than one", en: "a table of more groups than one" },
  columns: [
    { name: "REF_AREA", type: "VARCHAR", nullable: false, about: { fr: "", en: "" } },
    { name: "OBS_VALUE", type: "DOUBLE", nullable: true, about: { fr: "", en: "" } },
  ],
  key: ["REF_AREA"],
  foreignKeys: [],
};

/** In the order of the cube: areas come one after the other. */
const ROWS = 3 * ROW_GROUP + 100;
const areaOf = (row: number) => `A${String(Math.floor(row / 100)).padStart(6, "0")}`;
const valueOfRow = (row: number) => (row % 7 === 0 ? null : Math.sin(row));

test("who wants a few rows of a large table fetches their group and the footer, and no other group", async () => {
  const indices = Array.from({ length: ROWS }, (_, row) => row);
  const bytes = await toParquet(SCHEMA, [indices.map(areaOf), indices.map(valueOfRow)], new Map([["licence", "x"]]));
  const whole = new Uint8Array(bytes).buffer;
  const metadata = parquetMetadata(whole);
  expect(metadata.row_groups.map((group) => Number(group.num_rows))).toEqual([ROW_GROUP, ROW_GROUP, ROW_GROUP, 100]);
  // Each group says from which area to which it goes, and they do not overlap but at their ends.
  const spans = metadata.row_groups.map((group) => group.columns[0]?.meta_data?.statistics);
  for (const [i, span] of spans.entries()) {
    expect(String(span?.min_value)).toBe(areaOf(i * ROW_GROUP));
    expect(String(span?.max_value)).toBe(areaOf(Math.min(ROWS, (i + 1) * ROW_GROUP) - 1));
  }
  let fetched = 0;
  const file = {
    byteLength: whole.byteLength,
    slice: (start: number, end?: number) => {
      fetched += (end ?? whole.byteLength) - start;
      return whole.slice(start, end);
    },
  };
  const rowStart = ROW_GROUP + 10;
  const rows = await parquetReadObjects({
    file,
    metadata,
    rowStart,
    rowEnd: rowStart + 5,
    compressors: { ZSTD: (input) => decompress(input) },
  });
  expect(rows).toEqual([0, 1, 2, 3, 4].map((i) => ({ REF_AREA: areaOf(rowStart + i), OBS_VALUE: valueOfRow(rowStart + i) })));
  expect(fetched).toBeLessThan(whole.byteLength / 2);
});
