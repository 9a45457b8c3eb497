import { Refusal } from "../../contract/problem.ts";
import type { ColumnarTable } from "../../release/index.ts";
import { invalid, shortened } from "../refusals.ts";
import {
  ALL_DIMENSIONS,
  ATTRIBUTE_COMPONENTS,
  type ComponentId,
  type DimensionId,
  isComponent,
  MEASURE_COMPONENTS,
  TIME,
} from "./components.ts";
import { type Filter, notAComponent, parseFilter } from "./filter.ts";
import { FORMAT_PARAMETERS, type RawQuery, wholeNumber } from "./raw-query.ts";

export const DATA_PARAMETERS = [
  "firstNObservations",
  "lastNObservations",
  "dimensionAtObservation",
  "attributes",
  "measures",
  "offset",
  "limit",
  "sort",
  ...FORMAT_PARAMETERS,
] as const;

/** Which dimension stands at the observation, or all of them: a flat table. */
export type AtObservation = DimensionId | "AllDimensions";

export interface Sort {
  readonly component: ComponentId;
  readonly descending: boolean;
}

/** What is asked of the rows of each dataflow. */
export interface DataQuery {
  readonly filters: readonly Filter[];
  readonly firstN: number | undefined;
  readonly lastN: number | undefined;
  readonly at: AtObservation;
  readonly attributes: readonly ComponentId[];
  readonly measures: readonly ComponentId[];
  readonly offset: number;
  readonly limit: number | undefined;
  readonly sort: readonly Sort[];
}

/** @throws Refusal `invalid-parameter`, `query-not-possible` */
export function parseDataQuery(raw: RawQuery): DataQuery {
  const at = atObservation(raw.plain.get("dimensionAtObservation"));
  return {
    filters: [...raw.filters].map(([name, text]) => parseFilter(name, text)),
    firstN: wholeNumber(raw, "firstNObservations", 1),
    lastN: wholeNumber(raw, "lastNObservations", 1),
    at,
    attributes: attributes(raw.plain.get("attributes") ?? "dsd"),
    measures: measures(raw.plain.get("measures") ?? "all"),
    offset: wholeNumber(raw, "offset", 0) ?? 0,
    limit: wholeNumber(raw, "limit", 1),
    sort: sort(raw.plain.get("sort"), at),
  };
}

function atObservation(text = TIME): AtObservation {
  if (text === "AllDimensions" || (ALL_DIMENSIONS as readonly string[]).includes(text)) return text as AtObservation;
  const detail = `dimensionAtObservation must be AllDimensions or a dimension (${ALL_DIMENSIONS.join(", ")}); got ${JSON.stringify(shortened(text))}`;
  throw new Refusal("query-not-possible", detail, [{ parameter: "dimensionAtObservation", detail }]);
}

/** All of ours sit at the observation: there are none of the dataset, of a series, or of reference metadata. */
function attributes(text: string): readonly ComponentId[] {
  const names = text.split(",");
  if (names.some((name) => ["dsd", "all", "obs"].includes(name))) return ATTRIBUTE_COMPONENTS;
  const own = names.filter((name) => !["none", "msd", "dataset", "series"].includes(name));
  return chosen("attributes", own, ATTRIBUTE_COMPONENTS);
}

function measures(text: string): readonly ComponentId[] {
  const names = text.split(",");
  if (names.includes("all")) return MEASURE_COMPONENTS;
  return chosen(
    "measures",
    names.filter((name) => name !== "none"),
    MEASURE_COMPONENTS,
  );
}

function chosen(parameter: string, names: readonly string[], all: readonly ComponentId[]): readonly ComponentId[] {
  const wrong = names.find((name) => !(all as readonly string[]).includes(name));
  if (wrong !== undefined) {
    const detail = `${parameter} must be all, none or some of ${all.join(", ")}; got ${JSON.stringify(shortened(wrong))}`;
    throw new Refusal("query-not-possible", detail, [{ parameter, detail }]);
  }
  return all.filter((component) => names.includes(component));
}

function sort(text: string | undefined, at: AtObservation): readonly Sort[] {
  if (text === undefined) return [];
  const given = text.split("+").flatMap((part): Sort[] => {
    const [name = "", direction = "asc", ...more] = part.split(":");
    if (more.length > 0 || (direction !== "asc" && direction !== "desc"))
      throw invalid("sort", `takes :asc or :desc; got ${JSON.stringify(shortened(part))}`);
    const descending = direction === "desc";
    if (name === "*") return ALL_DIMENSIONS.map((component) => ({ component, descending }));
    if (name === "series_key") return seriesDimensions(at).map((component) => ({ component, descending }));
    if (!isComponent(name)) throw notAComponent("sort", name);
    return [{ component: name, descending }];
  });
  // A component that sorts already sorts nothing a second time.
  const seen = new Set<ComponentId>();
  return given.filter(({ component }) => !seen.has(component) && seen.add(component));
}

/** The dimensions of a series: all but what stands at the observation; of a flat table, all but time. */
export function seriesDimensions(at: AtObservation): DimensionId[] {
  const apart = at === "AllDimensions" ? TIME : at;
  return ALL_DIMENSIONS.filter((id) => id !== apart);
}

/** A name for each row's combination of codes, equal where the codes are. */
export function keysOf(table: ColumnarTable, dimensions: readonly DimensionId[]): (row: number) => string {
  const columns = dimensions.map((id) => table.text[id]?.codes ?? new Int32Array());
  return (row) => columns.map((codes) => codes[row]).join(":");
}
