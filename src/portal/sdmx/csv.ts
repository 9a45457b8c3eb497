import { numberAt, textAt, toCsv } from "../../release/index.ts";
import type { CsvOptions, MessageVersion } from "./accept.ts";
import { ALL_DIMENSIONS, COMPONENT_NAMES, type ComponentId, isCoded, TIME } from "./components.ts";
import { seriesDimensions } from "./data-query.ts";
import { belongsTo, codeLabels, idIn, isText, type MessageInput, type Part } from "./message.ts";
import { daysOf } from "./time.ts";

type Cell = string | number | null;

/** Merge, as what a page does not name stays as it is; Information, where SDMX 3.0 does not know the word. */
const ACTIONS: Readonly<Record<MessageVersion, string>> = { "2.1.0": "M", "2.0.0": "I" };

/**
 * SDMX-CSV: one line an observation, dimensions, then measures, then attributes. `labels=name` gives every code and
 * component a column with its name behind it, `labels=both` writes `id: name`; `keys` adds `SERIES_KEY` and `OBS_KEY`.
 */
export function sdmxCsv(input: MessageInput, options: CsvOptions, version: MessageVersion): string {
  const components = [...ALL_DIMENSIONS, ...input.measures, ...input.attributes];
  const head = header(input, options, components);
  const columns: Cell[][] = head.map(() => []);
  for (const part of input.parts) {
    const line = lineOf(input, { ...options, version }, components, part);
    for (const row of part.rows) line(row).forEach((cell, i) => void columns[i]?.push(cell));
  }
  return toCsv({ columns: head.map((name) => ({ name, type: "VARCHAR", nullable: true, about: "" })) }, columns);
}

function header(input: MessageInput, { labels, keys }: CsvOptions, components: readonly ComponentId[]): string[] {
  const nameOf = (id: ComponentId) => COMPONENT_NAMES[id][input.language];
  const named = (id: ComponentId): string[] => {
    if (labels === "name") return [id, nameOf(id)];
    return [labels === "both" ? `${id}: ${nameOf(id)}` : id];
  };
  return [
    "STRUCTURE",
    "STRUCTURE_ID",
    ...(labels === "name" ? ["STRUCTURE_NAME"] : []),
    "ACTION",
    ...(keys === "series" || keys === "both" ? ["SERIES_KEY"] : []),
    ...(keys === "obs" || keys === "both" ? ["OBS_KEY"] : []),
    ...components.flatMap(named),
  ];
}

function lineOf(
  input: MessageInput,
  { labels, timeFormat, keys, version }: CsvOptions & { readonly version: MessageVersion },
  components: readonly ComponentId[],
  { dataset, view: { table } }: Part,
): (row: number) => Cell[] {
  const nameOf = codeLabels(input, dataset);
  const belongs = belongsTo(input, dataset);
  const start = [
    input.context as string,
    labels === "both" ? `${belongs.id}: ${belongs.name}` : belongs.id,
    ...(labels === "name" ? [belongs.name] : []),
    ACTIONS[version],
  ];
  const series = seriesDimensions(input.at);
  const keyOf = (dimensions: readonly ComponentId[], row: number) =>
    dimensions.map((id) => idIn(id, textAt(table, id, row))).join(".");
  const cells = (id: ComponentId, row: number): Cell[] => {
    if (!isText(id)) return labels === "name" ? [numberAt(table, id, row), null] : [numberAt(table, id, row)];
    const text = textAt(table, id, row);
    const value = id === TIME && timeFormat === "normalized" ? (daysOf(text)?.first ?? text) : idIn(id, text);
    if (labels === "id") return [value];
    const name = isCoded(id) ? nameOf(id, text) : null;
    if (labels === "name") return [value, name];
    return [name === null ? value : `${value}: ${name}`];
  };
  return (row) => [
    ...start,
    ...(keys === "series" || keys === "both" ? [keyOf(series, row)] : []),
    ...(keys === "obs" || keys === "both" ? [keyOf(ALL_DIMENSIONS, row)] : []),
    ...components.flatMap((id) => cells(id, row)),
  ];
}
