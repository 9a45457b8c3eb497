import { type ColumnarTable, numberAt } from "../../release/index.ts";
import type { MessageVersion } from "./accept.ts";
import { ALL_DIMENSIONS, COMPONENT_NAMES, type ComponentId, type DimensionId, isCoded, TIME } from "./components.ts";
import { seriesDimensions } from "./data-query.ts";
import { belongsTo, codeLabels, dataMetaOf, idIn, isText, jsonHead, type MessageInput, type Part } from "./message.ts";
import { byTime, daysOf } from "./time.ts";

/** The values of a component that are in use, and where each row's stands among them. */
interface Used {
  readonly values: readonly (string | number)[];
  at(row: number): number;
}

/**
 * SDMX-JSON data message: one data set a dataflow. A reader merges it, for what a page does not name stays as it is; SDMX 3.0
 * does not know that word, and wants each data set to say what it belongs to. A measure is its number, or null where the cell is withheld; an
 * attribute is the place of its value in the structure's list.
 */
export function sdmxJson(input: MessageInput, version: MessageVersion): string {
  const structures = input.parts.map((part, i) => structureOf(input, part, i));
  const sets = input.parts.map((part, i) => {
    const links = structures[i]?.links;
    const head = version === "2.0.0" ? { structure: i, action: "Information", links } : { structure: i, action: "Merge" };
    return dataSetOf(input, part, JSON.stringify(head).slice(1, -1));
  });
  const data = `{"structures":${JSON.stringify(structures)},"dataSets":[${sets.join(",")}]}`;
  return `${jsonHead("data", version, dataMetaOf(input))},"data":${data}}`;
}

function structureOf(input: MessageInput, part: Part, index: number) {
  const { dataset, view, rows } = part;
  const { table } = view;
  const labelOf = codeLabels(input, dataset);
  const belongs = belongsTo(input, dataset);
  const value = (id: ComponentId) => (given: string | number) => {
    if (typeof given === "number") return { value: given };
    if (id === TIME) return timeValue(given);
    return isCoded(id) ? { id: idIn(id, given), name: labelOf(id, given) } : { value: given };
  };
  const component = (id: ComponentId) => ({ id, name: COMPONENT_NAMES[id][input.language] });
  const dimension = (id: DimensionId) => ({
    ...component(id),
    keyPosition: ALL_DIMENSIONS.indexOf(id),
    ...(id === TIME ? { roles: [TIME] } : {}),
    values: used(table, id, rows).values.map(value(id)),
  });
  const { series, observation } = placesOf(input);
  return {
    name: belongs.name,
    links: [{ rel: input.context, urn: belongs.urn }],
    dimensions: { dataSet: [], series: series.map(dimension), observation: observation.map(dimension) },
    measures: { observation: input.measures.map((id) => ({ ...component(id), format: { dataType: "Double" } })) },
    attributes: {
      dataSet: [],
      series: [],
      observation: input.attributes.map((id) => ({
        ...component(id),
        relationship: { observation: {} },
        values: used(table, id, rows).values.map(value(id)),
      })),
    },
    dataSets: [index],
  };
}

function timeValue(period: string) {
  const days = daysOf(period);
  const span = days ? { start: `${days.first}T00:00:00Z`, end: `${days.last}T23:59:59Z` } : {};
  return { id: period, name: period, ...span };
}

/** Which dimensions are a series', and which an observation's. */
function placesOf({ at }: MessageInput): { series: readonly DimensionId[]; observation: readonly DimensionId[] } {
  return at === "AllDimensions"
    ? { series: [], observation: ALL_DIMENSIONS }
    : { series: seriesDimensions(at), observation: [at] };
}

/** The values in use: times in the order of time, all else as the table has them. */
function used(table: ColumnarTable, id: ComponentId, rows: readonly number[]): Used {
  if (!isText(id)) {
    const values = [...new Set(rows.map((row) => numberAt(table, id, row) ?? Number.NaN))];
    const places = new Map(values.map((value, i) => [value, i]));
    return { values, at: (row) => places.get(numberAt(table, id, row) ?? Number.NaN) ?? 0 };
  }
  const { values = [], codes = new Int32Array() } = table.text[id] ?? {};
  const seen = new Uint8Array(values.length);
  for (const row of rows) seen[codes[row] as number] = 1;
  const kept = values.filter((_, code) => seen[code] === 1);
  if (id === TIME) kept.sort(byTime);
  const places = new Map(kept.map((text, i) => [text, i]));
  const placeOf = Int32Array.from(values, (text) => places.get(text) ?? -1);
  return { values: kept, at: (row) => placeOf[codes[row] as number] as number };
}

/** Written by hand: an object of JavaScript would put keys that are whole numbers first. */
function dataSetOf(input: MessageInput, { view, rows }: Part, head: string): string {
  const { table } = view;
  const { series, observation } = placesOf(input);
  const measures = input.measures.map((id) => (row: number) => String(numberAt(table, id, row)));
  const attributes = input.attributes.map((id) => {
    const { at } = used(table, id, rows);
    return (row: number) => String(at(row));
  });
  const keyOf = (ids: readonly DimensionId[]) => {
    const places = ids.map((id) => used(table, id, rows).at);
    return (row: number) => places.map((place) => place(row)).join(":");
  };
  const own = keyOf(observation);
  const cell = (row: number) => `"${own(row)}":[${[...measures, ...attributes].map((give) => give(row)).join(",")}]`;
  if (series.length === 0) return `{${head},"observations":{${rows.map(cell).join(",")}}}`;
  const bySeries = new Map<string, string[]>();
  const seriesKey = keyOf(series);
  for (const row of rows) {
    const key = seriesKey(row);
    const cells = bySeries.get(key);
    if (cells) cells.push(cell(row));
    else bySeries.set(key, [cell(row)]);
  }
  const written = [...bySeries].map(([key, cells]) => `"${key}":{"observations":{${cells.join(",")}}}`);
  return `{${head},"series":{${written.join(",")}}}`;
}
