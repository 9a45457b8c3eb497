import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OBSERVATION_COLUMNS } from "../../src/contract/observation.ts";
import { recordsSchema } from "../../src/portal/schemas.ts";
import { read, type SamplePortal, samplePortal } from "../support/portal.ts";

const ROWS = recordsSchema.shape.rows;

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

const get = (path: string, headers: Record<string, string> = {}, method = "GET") => portal.app.request(path, { headers, method });

test("exports hold the same rows as records, in every format", async () => {
  const { rows } = await read(portal.app, "/v1/datasets/electricity/records?limit=10000", recordsSchema);
  expect(await read(portal.app, "/v1/datasets/electricity/exports/json", ROWS)).toEqual(rows);
  const csv = await get("/v1/datasets/electricity/exports/csv");
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="electricity-2026-r1-[0-9a-f]{8}\.csv"$/);
  const lines = (await csv.text()).trimEnd().split("\r\n");
  expect(lines[0]).toBe(OBSERVATION_COLUMNS.join(","));
  expect(lines.length).toBe(rows.length + 1);
  const arrow = tableFromIPC(new Uint8Array(await (await get("/v1/datasets/electricity/exports/arrow")).arrayBuffer()));
  expect(arrow.numRows).toBe(rows.length);
  const parquet = await get("/v1/datasets/electricity/exports/parquet");
  expect(parquet.headers.get("content-type")).toBe("application/vnd.apache.parquet");
  expect(
    Buffer.from(await parquet.arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe("PAR1");
  const pinned = await read(portal.app, "/v1/datasets/electricity/exports/json?release=2026-01", ROWS);
  expect(new Set(pinned.map((row) => row.TIME_PERIOD))).toEqual(new Set(["2026-01"]));
  const french = Buffer.from(await (await get("/v1/datasets/electricity/exports/csv?dialect=excel-fr")).arrayBuffer()).toString();
  expect(french.startsWith(`\ufeff${OBSERVATION_COLUMNS.join(";")}`)).toBe(true);
  expect(french).toContain(";0,95;");
});
