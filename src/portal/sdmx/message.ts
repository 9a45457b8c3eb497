import { type ColumnarTable, canonicalHash, numberCell } from "../../release/index.ts";
import { type Dataset, type Library, labelsOf } from "../library.ts";
import type { Language } from "../params.ts";
import { ALL_DIMENSIONS, agencyName, agencyOf, type ComponentId, hasCodelist, sdmxId, TIME, urnOf } from "./ids.ts";
import type { DataQuery } from "./query.ts";
import { flowId, structureId } from "./structures.ts";
import { byTime } from "./time.ts";

/** A data message, independent of syntax; CSV, JSON and XML are written from it. */
export type DataMessage = ReturnType<typeof dataMessage>;

export type Context = "dataflow" | "datastructure";
export type MessageHeader = ReturnType<typeof messageHeader>;

export type DataSet = DataMessage["sets"][number];

/** A component's distinct values in these rows, and the index of each row's value. */
export interface Column {
  readonly id: ComponentId;
  /** `label` is null where the value is not a code; `id` is null where the cell is withheld */
  readonly values: readonly { readonly id: string | number | null; readonly label: string | null }[];
  readonly place: (row: number) => number;
}

/** The rows of one dataset that go into a message. */
export interface Part {
  readonly dataset: Dataset;
  readonly table: ColumnarTable;
  readonly rows: readonly number[];
}

/** The header of a message. Its time is the newest release's, so that the same rows always give the same message. */
export function messageHeader({ territory, commons, releases }: Library, language: Language, content: unknown) {
  const prepared = [...releases.values()].map(({ manifest }) => manifest.created_at).sort();
  return {
    id: canonicalHash(JSON.stringify([content, language, [...releases.keys()]])).slice(0, 32),
    test: commons.sample,
    prepared: prepared.at(-1) ?? "1970-01-01T00:00:00Z",
    contentLanguages: [language],
    sender: { id: agencyName(territory), name: commons.name[language] },
  } as const;
}

export function dataMessage(
  library: Library,
  context: Context,
  parts: readonly Part[],
  { at, measures, attributes }: Pick<DataQuery, "at" | "measures" | "attributes">,
  language: Language,
) {
  /** rows of one dataflow each */
  const sets = parts.map((part) => {
    const id = context === "dataflow" ? flowId(part.dataset) : structureId(part.dataset);
    const urn = urnOf(context, agencyOf(library.territory), id);
    const columns = (ids: readonly ComponentId[]) => ids.map((one) => columnOf(one, part, library, language));
    const isOfSeries = (one: ComponentId) => at !== "AllDimensions" && one !== at;
    return {
      /** the dataflow or data structure that the rows belong to; `id` as SDMX-CSV writes it */
      structure: { id: urn.slice(urn.indexOf("=") + 1), urn, name: part.dataset.domain.labels[language] },
      /** dimensions of a series; none in a flat table */
      series: columns(ALL_DIMENSIONS.filter(isOfSeries)),
      /** dimensions of an observation */
      observation: columns(ALL_DIMENSIONS.filter((one) => !isOfSeries(one))),
      measures: columns(measures),
      attributes: columns(attributes),
      rows: part.rows,
    };
  });
  const content = [context, at, measures, attributes, parts.map(({ dataset, rows }) => [dataset.domain.id, rows])];
  const components: readonly ComponentId[] = [...ALL_DIMENSIONS, ...measures, ...attributes];
  return { header: messageHeader(library, language, content), context, at, language, components, sets };
}

/** A component's column. Values are ordered by time, or by the table's codes; numbers in the order of the rows. */
function columnOf(id: ComponentId, { dataset, table, rows }: Part, library: Library, language: Language): Column {
  const text = table.text[id];
  const codeOf = (row: number) => (text ? (text.codes[row] as number) : numberCell(table, id, row));
  const valueAt = (code: number | null) => (text ? (text.values[code as number] as string) : code);
  const codes = [...new Set(rows.map(codeOf))];
  if (text) codes.sort((a, b) => (id === TIME ? byTime(String(valueAt(a)), String(valueAt(b))) : Number(a) - Number(b)));
  const places = new Map(codes.map((code, place) => [code, place]));
  const values = codes.map((code) => {
    const value = valueAt(code);
    if (typeof value !== "string" || !hasCodelist(id)) return { id: value, label: null };
    return { id: sdmxId(value), label: labelsOf(id, value, dataset, library)[language] };
  });
  return { id, values, place: (row) => places.get(codeOf(row)) as number };
}
