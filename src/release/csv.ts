import type { Columns, TableSchema, Value } from "./tables.ts";

/** How fields are told apart and numbers written. */
export interface CsvDialect {
  readonly separator: "," | ";";
  readonly decimal: "." | ",";
  /** a byte order mark first */
  readonly mark: boolean;
}

export const RFC4180: CsvDialect = { separator: ",", decimal: ".", mark: false };
/** What a French spreadsheet opens with a double click. */
export const EXCEL_FR: CsvDialect = { separator: ";", decimal: ",", mark: true };

/** CRLF, UTF-8, quotes where needed; null is empty. */
export function toCsv(schema: Pick<TableSchema, "columns">, columns: Columns, dialect: CsvDialect = RFC4180): string {
  const lines = [schema.columns.map(({ name }) => field(name, dialect)).join(dialect.separator)];
  const length = columns[0]?.length ?? 0;
  for (let row = 0; row < length; row++) {
    lines.push(columns.map((values) => field(values[row] ?? null, dialect)).join(dialect.separator));
  }
  return `${dialect.mark ? "\ufeff" : ""}${lines.join("\r\n")}\r\n`;
}

/** One field; numbers in their shortest form that reads back as the same double. */
function field(value: Value, { separator, decimal }: CsvDialect): string {
  if (value === null) return "";
  const text = typeof value === "number" ? String(value).replace(".", decimal) : String(value);
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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
