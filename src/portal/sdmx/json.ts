import { COLUMN_LABELS } from "../../contract/tables.ts";
import type { Labels } from "../../domains/index.ts";
import type { Language } from "../params.ts";
import { groupRows } from "../view.ts";
import type { MessageVersion } from "./formats.ts";
import {
  ALL_DIMENSIONS,
  KEY_DIMENSIONS,
  KINDS,
  ORIGIN_NOTE,
  PLAIN_CODE,
  SDMX_ATTRIBUTES,
  SDMX_MEASURES,
  TIME,
  urnOf,
  VERSION,
} from "./ids.ts";
import type { Column, DataMessage, DataSet, MessageHeader } from "./message.ts";
import type { Artefact, Component } from "./structures.ts";
import { daysOf } from "./time.ts";

/** Wraps data in a message. Version 2.0.0 names its schema inside `meta`, later versions beside it. */
function jsonMessage(kind: "data" | "structure", version: MessageVersion, header: MessageHeader, data: string): string {
  const schema = (path: string) => `https://json.sdmx.org/${path}/sdmx-json-${kind}-schema.json`;
  const head = version === "2.0.0" ? { meta: { schema: schema("2.0.0"), ...header } } : { $schema: schema("2.1"), meta: header };
  return `${JSON.stringify(head).slice(0, -1)},"data":${data}}`;
}

/**
 * Writes an SDMX-JSON data message: one data set for each dataflow. The action is Merge, so that what a page does not contain
 * stays as it is. SDMX 3.0 has no such action, and requires each data set to state what it belongs to.
 */
export function dataJson(message: DataMessage, version: MessageVersion): string {
  const { header, sets, context } = message;
  const linksOf = ({ structure }: DataSet) => [{ rel: context, urn: structure.urn }];
  const structures = sets.map((set, i) => structureOf(set, linksOf(set), i, message.language));
  const dataSets = sets.map((set, i) => {
    const head = version === "2.0.0" ? { action: "Information", links: linksOf(set) } : { action: "Merge" };
    return `{${JSON.stringify({ structure: i, ...head }).slice(1, -1)},${observationsOf(set)}}`;
  });
  return jsonMessage("data", version, header, `{"structures":${JSON.stringify(structures)},"dataSets":[${dataSets.join(",")}]}`);
}

function structureOf(set: DataSet, links: object[], i: number, language: Language) {
  const described = ({ id }: Column) => ({ id, name: COLUMN_LABELS[id][language] });
  const dimension = (column: Column) => ({
    ...described(column),
    keyPosition: (ALL_DIMENSIONS as readonly string[]).indexOf(column.id),
    ...(column.id === TIME && { roles: [TIME] }),
    values: column.values.map(jsonValue),
  });
  const attribute = (column: Column) => ({
    ...described(column),
    relationship: { observation: {} },
    values: column.values.map(jsonValue),
  });
  return {
    name: set.structure.name,
    links,
    dimensions: { dataSet: [], series: set.series.map(dimension), observation: set.observation.map(dimension) },
    measures: { observation: set.measures.map((column) => ({ ...described(column), format: { dataType: "Double" } })) },
    attributes: { dataSet: [], series: [], observation: set.attributes.map(attribute) },
    dataSets: [i],
  };
}

function jsonValue({ id, label }: Column["values"][number]) {
  if (label !== null) return { id, name: label };
  if (typeof id !== "string") return { value: id };
  const days = daysOf(id);
  return { id, name: id, ...(days && { start: `${days.first}T00:00:00Z`, end: `${days.last}T23:59:59Z` }) };
}

/**
 * Writes observations: measures as numbers or null, dimensions and attributes as indices. The JSON is written by hand, since an
 * object would put whole-number keys first.
 */
function observationsOf({ series, observation, measures, attributes, rows }: DataSet): string {
  const key = (columns: readonly Column[]) => (row: number) => columns.map(({ place }) => place(row)).join(":");
  const [seriesKey, ownKey] = [key(series), key(observation)];
  const observationsJson = (some: readonly number[]) => {
    const cells = some.map((row) => {
      const numbers = measures.map(({ values, place }) => String(values[place(row)]?.id));
      return `"${ownKey(row)}":[${[...numbers, ...attributes.map(({ place }) => place(row))].join(",")}]`;
    });
    return `"observations":{${cells.join(",")}}`;
  };
  if (series.length === 0) return observationsJson(rows);
  const groups = groupRows(rows, seriesKey).map((group) => `"${seriesKey(group[0] as number)}":{${observationsJson(group)}}`);
  return `"series":{${groups.join(",")}}`;
}

/** Writes an SDMX-JSON structure message, with names in the reader's language and in all languages. */
export function structureJson(
  artefacts: readonly Artefact[],
  header: MessageHeader,
  language: Language,
  version: MessageVersion,
): string {
  const data: Record<string, object[]> = {};
  for (const artefact of artefacts) {
    const { list } = KINDS[artefact.kind];
    const name = `${list[0]?.toLowerCase()}${list.slice(1)}`;
    data[name] = [...(data[name] ?? []), artefactJson(artefact, language)];
  }
  return jsonMessage("structure", version, header, JSON.stringify(data));
}

function artefactJson(artefact: Artefact, language: Language) {
  const { kind, agency, id, names, descriptions, origin, items, references, components } = artefact;
  const named = (labels: Labels) => ({ name: labels[language], names: labels });
  const itemJson = ({ plain, ...item }: NonNullable<Artefact["items"]>[number]) => ({
    ...item,
    ...named(item.names),
    ...(plain !== undefined && { annotations: [{ type: PLAIN_CODE, value: plain }] }),
  });
  const href = `/sdmx/structure/${kind}/${agency}/${id}/${VERSION}`;
  return {
    id,
    agencyID: agency,
    version: VERSION,
    ...named(names),
    links: [{ rel: "self", href, urn: urnOf(kind, agency, id) }],
    ...(descriptions && { description: descriptions[language], descriptions }),
    ...(origin && { annotations: [{ type: ORIGIN_NOTE, text: origin[language], texts: origin }] }),
    isExternalReference: false,
    ...(items && { isPartial: false, [KINDS[kind].items]: items.map(itemJson) }),
    ...references,
    ...(components && { dataStructureComponents: componentsJson(components) }),
  };
}

/** Measures are optional and attributes mandatory, because a withheld cell has no measure and every attribute. */
function componentsJson(components: readonly Component[]) {
  const among = (ids: readonly string[], more: (i: number) => object = () => ({})) =>
    components.filter(({ id }) => ids.includes(id)).map((one, i) => ({ ...one, ...more(i) }));
  const [timeDimension] = among([TIME]);
  const dimensions = among(KEY_DIMENSIONS, (i) => ({ position: i + 1 }));
  const attributes = among(SDMX_ATTRIBUTES, () => ({ usage: "mandatory", attributeRelationship: { observation: {} } }));
  return {
    dimensionList: { id: "DimensionDescriptor", dimensions, timeDimension },
    measureList: { id: "MeasureDescriptor", measures: among(SDMX_MEASURES, () => ({ usage: "optional" })) },
    attributeList: { id: "AttributeDescriptor", attributes },
  };
}
