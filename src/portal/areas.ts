import type { z } from "@hono/zod-openapi";
import { OBSERVATION_COLUMNS } from "../contract/observation.ts";
import { type ColumnarTable, textAt } from "../release/index.ts";
import { rewind, type Territory } from "../territory/index.ts";
import type { areasQuery } from "./queries.ts";
import { invalid, listed, shown } from "./refusals.ts";
import { rowAt, type View } from "./view.ts";

const ASKED = ["MEASURE", "STATISTIC", "TIME_PERIOD", "HOUSEHOLD_TYPE", "AREA_LEVEL"] as const;

/**
 * One value an area as GeoJSON (RFC 7946): the whole row as properties, the area's name, its shape where one is known. Rings are
 * wound as d3 reads them, the other way round than RFC 7946 asks, unless that is asked for: d3 alone minds, and would fill the globe.
 *
 * @throws Refusal `invalid-parameter` for a code that the dataset does not have
 */
export function areasDocument(asked: z.output<typeof areasQuery>, { table }: View, territory: Territory) {
  const wanted = ASKED.flatMap((name) => {
    const code = asked[name];
    return code === undefined ? [] : [[name, codeOf(table, name, code)] as const];
  });
  const shapes = new Map(
    territory.shapes?.features.map(({ properties, geometry }) => [properties.code, rewind(geometry, asked.winding)]),
  );
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++)
    if (wanted.every(([name, code]) => table.text[name]?.codes[row] === code)) rows.push(row);
  return {
    type: "FeatureCollection",
    features: rows.map((row) => {
      const area = textAt(table, "REF_AREA", row);
      const properties = { name: territory.get(area)?.name ?? area, ...rowAt(table, OBSERVATION_COLUMNS, row) };
      return { type: "Feature", id: area, properties, geometry: shapes.get(area) ?? null };
    }),
  };
}

/** What a column of a dataset has, as a refusal says it. */
export function oneCode(table: ColumnarTable, name: string): string {
  return `one code of the dataset (${listed(table.text[name]?.values ?? [])})`;
}

function codeOf(table: ColumnarTable, name: string, text: string): number {
  const code = (table.text[name]?.values ?? []).indexOf(text);
  if (code >= 0) return code;
  throw invalid(name, `must be ${oneCode(table, name)}; got ${shown(text)}`);
}
