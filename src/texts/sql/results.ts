import { type CsvDialect, csvText, RFC4180 } from "../../contract/csv.ts";

/** A cell without loss: whole numbers beyond 53 bits are bigint; decimal fractions, dates and nested values are text. */
export type ExactValue = string | number | bigint | boolean | null;

/** The answer to a query: column names as in the query, types as DuckDB writes them. */
export interface Result {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly ExactValue[])[];
}

/** `a, A_2, a_3` for `a, A, a`: many programs do not distinguish names that differ in case alone. */
export function distinctNames(columns: Result["columns"]): string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let one = name;
    for (let n = 2; taken.has(one.toLowerCase()); n++) one = `${name}_${n}`;
    taken.add(one.toLowerCase());
    return one;
  });
}

/** The answer as CSV. Null is an empty field and an empty text is `""`, so that a withheld value differs from an empty text. */
export function resultCsv({ columns, rows }: Result, lineEnd: CsvDialect["lineEnd"] = "\r\n"): string {
  return csvText([distinctNames(columns), ...rows], { ...RFC4180, lineEnd });
}

/**
 * A cell in JSON. A whole number is a number up to 2⁵³ − 1, which every reader keeps exactly, and text beyond; a decimal fraction
 * is text with all its digits; NaN and infinities, which JSON lacks, are text.
 */
function jsonCell(value: ExactValue): string | number | boolean | null {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** One object for each row. */
export function resultObjects({ columns, rows }: Result): Record<string, string | number | boolean | null>[] {
  const names = distinctNames(columns);
  // `fromEntries`, since a column may be called __proto__.
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, jsonCell(row[i] ?? null)])));
}

/** The rows as a JSON array, one on each line. */
export function resultJson(result: Result): string {
  return `[${resultObjects(result)
    .map((row) => `\n${JSON.stringify(row)}`)
    .join(",")}\n]\n`;
}
