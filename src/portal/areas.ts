import type { z } from "@hono/zod-openapi";
import { OBSERVATION_COLUMNS } from "../contract/observation.ts";
import { type ColumnarTable, textCell } from "../release/index.ts";
import { rewind, type Territory } from "../territory/index.ts";
import { choicesText, invalidParameter, quoted } from "./params.ts";
import type { areasQuery } from "./queries.ts";
import { rowAt, rowsWhere, textTest, type View } from "./view.ts";

const SELECTED = ["MEASURE", "STATISTIC", "TIME_PERIOD", "HOUSEHOLD_TYPE", "AREA_LEVEL"] as const;

/**
 * One value for each area as GeoJSON (RFC 7946), with the whole row as properties, the area's name, and its shape where one is
 * known. Rings are wound as d3 expects, opposite to RFC 7946, unless the request asks for the RFC's winding. Only d3 minds: it
 * would fill the globe.
 *
 * @throws Refusal `invalid-parameter` for a code that the dataset does not have
 */
export function areasDocument(asked: z.output<typeof areasQuery>, { table }: View, territory: Territory) {
  const tests = SELECTED.flatMap((name) => {
    const code = asked[name];
    if (code === undefined) return [];
    if (!table.text[name]?.values.includes(code))
      throw invalidParameter(name, `must be ${oneCode(table, name)}; got ${quoted(code)}`);
    return [textTest(table, name, (value) => value === code)];
  });
  const shapes = new Map(
    territory.shapes?.features.map(({ properties, geometry }) => [properties.code, rewind(geometry, asked.winding)]),
  );
  return {
    type: "FeatureCollection",
    features: rowsWhere(table, tests).map((row) => {
      const area = textCell(table, "REF_AREA", row);
      const properties = { name: territory.get(area)?.name ?? area, ...rowAt(table, OBSERVATION_COLUMNS, row) };
      return { type: "Feature", id: area, properties, geometry: shapes.get(area) ?? null };
    }),
  };
}

/** The codes of a dataset's column, as part of a refusal's sentence. */
export function oneCode(table: ColumnarTable, name: string): string {
  return `one code of the dataset (${choicesText(table.text[name]?.values ?? [])})`;
}
