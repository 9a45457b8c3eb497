import { type CsvValue, csvText } from "../../contract/csv.ts";
import { COLUMN_LABELS } from "../../contract/tables.ts";
import type { CsvLabels, MessageVersion } from "./formats.ts";
import type { ComponentId } from "./ids.ts";
import type { Column, DataMessage } from "./message.ts";

/** Merge, for what a page does not name stays as it is; Information, where SDMX 3.0 does not know the word. */
const ACTIONS: Readonly<Record<MessageVersion, string>> = { "2.1.0": "M", "2.0.0": "I" };

/**
 * SDMX-CSV: one line an observation, dimensions, then measures, then attributes. `labels=name` gives every code and
 * component a column with its name behind it, `labels=both` writes `id: name`.
 */
export function dataCsv(message: DataMessage, labels: CsvLabels, version: MessageVersion): string {
  return csvText(recordsOf(message, labels, version));
}

function* recordsOf({ components, context, language, sets }: DataMessage, labels: CsvLabels, version: MessageVersion) {
  /** One cell, or two where names have columns of their own. */
  const cells = (id: CsvValue, name: string | null): CsvValue[] => {
    if (labels === "name") return [id, name];
    return [labels === "both" && name !== null ? `${id}: ${name}` : id];
  };
  const heading = (id: ComponentId) => cells(id, COLUMN_LABELS[id][language]);
  const names = labels === "name" ? ["STRUCTURE_NAME"] : [];
  yield ["STRUCTURE", "STRUCTURE_ID", ...names, "ACTION", ...components.flatMap(heading)];
  for (const { structure, series, observation, measures, attributes, rows } of sets) {
    const start = [context, ...cells(structure.id, structure.name), ACTIONS[version]];
    const columns = [...series, ...observation, ...measures, ...attributes];
    const writers = components.map((id) => {
      const { values, place } = columns.find((column) => column.id === id) as Column;
      const written = values.map((value) => cells(value.id, value.label));
      return (row: number) => written[place(row)] as CsvValue[];
    });
    for (const row of rows) yield [...start, ...writers.flatMap((write) => write(row))];
  }
}
