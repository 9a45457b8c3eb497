import { type CsvValue, csvText } from "../../contract/csv.ts";
import { COLUMN_LABELS } from "../../contract/tables.ts";
import type { CsvLabels, MessageVersion } from "./formats.ts";
import type { ComponentId } from "./ids.ts";
import type { Column, DataMessage } from "./message.ts";

/**
 * The action column. Merge: rows that a page does not contain stay as they are. SDMX 3.0 has no such action, so it gets
 * Information.
 */
const ACTIONS: Readonly<Record<MessageVersion, string>> = { "2.1.0": "M", "2.0.0": "I" };

/**
 * Writes SDMX-CSV: one line for each observation, with dimensions, then measures, then attributes. With `labels=name`, each code
 * and component is followed by a column with its name; with `labels=both`, cells are `id: name`.
 */
export function dataCsv(message: DataMessage, labels: CsvLabels, version: MessageVersion): string {
  return csvText(recordsOf(message, labels, version));
}

function* recordsOf({ components, context, language, sets }: DataMessage, labels: CsvLabels, version: MessageVersion) {
  /** One cell, or two where names have their own columns. */
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
      const cellsOf = values.map((value) => cells(value.id, value.label));
      return (row: number) => cellsOf[place(row)] as CsvValue[];
    });
    for (const row of rows) yield [...start, ...writers.flatMap((write) => write(row))];
  }
}
