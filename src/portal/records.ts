import { OBSERVATIONS } from "../contract/tables.ts";
import { type ColumnarTable, canonicalHash } from "../release/index.ts";
import { DIMENSION_NAMES, type Dimension } from "./library.ts";
import { choicesText, invalidParameter, quoted } from "./params.ts";
import { rowAt, rowsWhere, textTest, type View } from "./view.ts";

export const DEFAULT_LIMIT = 1_000;
export const MAX_LIMIT = 10_000;
const COLUMNS: readonly string[] = OBSERVATIONS.columns.map((column) => column.name);

/** The parameters of a query, as sent, without `limit`. Lists are comma-separated. */
type RecordsParameters = Readonly<Partial<Record<Dimension | "select" | "sort" | "release" | "cursor", string | undefined>>>;

/** Identifies a query and the releases it reads: a cursor with another fingerprint is refused. */
export function fingerprint(dataset: string, { cursor: _, ...rest }: RecordsParameters, view: View): string {
  const query = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Record<string, string>;
  return canonicalHash([dataset, query, view.releases]).slice(0, 16);
}

/**
 * One page of a dataset's rows, the number of rows that match in all, and the cursor of the next page, if there is one.
 *
 * @param mark the query's fingerprint, which its cursors contain
 * @throws Refusal `invalid-parameter`, naming the parameter, what it may be and what it was
 */
export function recordsPage(parameters: RecordsParameters, limit: number, { table }: View, mark: string) {
  const tests = DIMENSION_NAMES.flatMap((name) => {
    const wanted = parameters[name]?.split(",");
    if (wanted === undefined) return [];
    const codes = table.text[name]?.values ?? [];
    const unknown = wanted.find((code) => !codes.includes(code));
    if (unknown !== undefined)
      throw invalidParameter(name, `must be codes of the dataset (${choicesText(codes)}); got ${quoted(unknown)}`);
    return [textTest(table, name, (code) => wanted.includes(code))];
  });
  const columns = listOf("select", parameters.select) ?? COLUMNS;
  const sort = listOf("sort", parameters.sort?.replace(/(^|,)-/g, "$1")) ?? [];
  const descending = parameters.sort?.split(",").map((part) => part.startsWith("-")) ?? [];
  const offset = parameters.cursor === undefined ? 0 : offsetOf(parameters.cursor, mark);
  const rows = rowsWhere(table, tests);
  if (sort.length > 0) rows.sort(comparator(table, sort, descending));
  const end = offset + limit;
  return {
    rows: rows.slice(offset, end).map((row) => rowAt(table, columns, row)),
    total: rows.length,
    cursor: end < rows.length ? Buffer.from(`${mark}.${end}`).toString("base64url") : null,
  };
}

function listOf(parameter: "select" | "sort", text: string | undefined): string[] | undefined {
  const names = text?.split(",");
  const unknown = names?.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) throw invalidParameter(parameter, `must be columns (${COLUMNS.join(", ")}); got ${quoted(unknown)}`);
  if (new Set(names).size < (names?.length ?? 0))
    throw invalidParameter(parameter, `must name a column once; got ${quoted(text ?? "")}`);
  return names;
}

function offsetOf(cursor: string, mark: string): number {
  const found = /^([0-9a-f]{16})\.(\d{1,12})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (!found) throw invalidParameter("cursor", `must be one that a page gave; got ${quoted(cursor)}`);
  if (found[1] !== mark)
    throw invalidParameter("cursor", "belongs to another query or an earlier release: begin again without it");
  return Number(found[2]);
}

/** Compares rows: text by code point, numbers by size, nulls last in both directions. Ties keep the order of the releases. */
function comparator(table: ColumnarTable, columns: readonly string[], descending: readonly boolean[]) {
  const keys = columns.map((column, i) => ({ valueAt: rankIn(table, column), sign: descending[i] ? -1 : 1 }));
  return (a: number, b: number): number => {
    for (const { valueAt, sign } of keys) {
      const [x, y] = [valueAt(a), valueAt(b)];
      if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
      if (Number.isNaN(x)) return 1;
      if (Number.isNaN(y)) return -1;
      return x < y ? -sign : sign;
    }
    return a - b;
  };
}

/** A number for each row by which its column sorts: the value itself, or the rank of its text. */
function rankIn(table: ColumnarTable, column: string): (row: number) => number {
  const text = table.text[column];
  if (!text) return (row) => table.numbers[column]?.[row] ?? Number.NaN;
  const places = new Map(text.values.toSorted().map((value, place) => [value, place]));
  const ranks = text.values.map((value) => places.get(value) as number);
  return (row) => ranks[text.codes[row] as number] as number;
}
