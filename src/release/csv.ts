import { type CsvDialect, csvText } from "../contract/csv.ts";
import type { Columns, TableSchema } from "./tables.ts";

/** A table of a release as CSV, its header first. */
export function toCsv(schema: Pick<TableSchema, "columns">, columns: Columns, dialect?: CsvDialect): string {
  return csvText(recordsOf(schema, columns), dialect);
}

function* recordsOf(schema: Pick<TableSchema, "columns">, columns: Columns) {
  yield schema.columns.map(({ name }) => name);
  const length = columns[0]?.length ?? 0;
  for (let row = 0; row < length; row++) yield columns.map((values) => values[row] ?? null);
}

/**
 * Reads RFC 4180 back: records of fields, the header first.
 *
 * @throws RangeError when a quote is not closed
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = "";
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end < 0) throw new RangeError(`a quote at character ${at} is not closed`);
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const start = at;
      while (at < text.length && text[at] !== "," && text[at] !== "\r" && text[at] !== "\n") at++;
      value = text.slice(start, at);
    }
    record.push(value);
    if (text[at] === ",") {
      at++;
      if (at === text.length) record.push("");
      continue;
    }
    at += text.startsWith("\r\n", at) ? 2 : 1;
    records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return records;
}
