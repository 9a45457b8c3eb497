import { OBSERVATIONS } from "../contract/tables.ts";
import { type ColumnarTable, canonicalHash } from "../release/index.ts";
import { DIMENSION_NAMES, type Dimension } from "./labels.ts";
import { invalid, listed, shown } from "./refusals.ts";
import { rowAt, type View } from "./view.ts";

export const DEFAULT_LIMIT = 1_000;
export const MAX_LIMIT = 10_000;
const COLUMNS: readonly string[] = OBSERVATIONS.columns.map((column) => column.name);

/** A query of a dataset's rows. */
export interface RecordsQuery {
  readonly filters: ReadonlyMap<Dimension, readonly string[]>;
  readonly select: readonly string[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  readonly limit: number;
  readonly offset: number;
}

export interface RecordsPage {
  readonly rows: readonly Record<string, string | number | null>[];
  /** all rows that fit the filters */
  readonly total: number;
  /** of the next page, if there is one */
  readonly cursor: string | null;
}

/** The parameters of a query but for `limit`, as they were sent; lists are comma-separated. */
type RecordsParameters = Readonly<Partial<Record<Dimension | "select" | "sort" | "release" | "cursor", string | undefined>>>;

/**
 * Reads the parameters.
 *
 * @param mark the query's fingerprint, which its cursors carry
 * @throws Refusal `invalid-parameter` that names the parameter, what it may be and what it was
 */
export function parseRecords(parameters: RecordsParameters, limit: number, view: View, mark: string): RecordsQuery {
  const filters = new Map<Dimension, readonly string[]>();
  for (const dimension of DIMENSION_NAMES) {
    const text = parameters[dimension];
    if (text !== undefined) filters.set(dimension, codes(dimension, text, view.table));
  }
  const select = parameters.select === undefined ? COLUMNS : list("select", parameters.select);
  const sort = parameters.sort === undefined ? [] : list("sort", parameters.sort.replace(/(^|,)-/g, "$1"));
  const descending = (parameters.sort ?? "").split(",").map((part) => part.startsWith("-"));
  return {
    filters,
    select,
    sort: sort.map((column, i) => ({ column, descending: descending[i] ?? false })),
    limit,
    offset: parameters.cursor === undefined ? 0 : offsetOf(parameters.cursor, mark),
  };
}

/** Names the query and the rows that it was asked of: a cursor of another one is refused. */
export function fingerprint(dataset: string, parameters: RecordsParameters, view: View): string {
  const { cursor: _, ...rest } = parameters;
  const query = Object.fromEntries(Object.entries(rest).filter((pair): pair is [string, string] => pair[1] !== undefined));
  return canonicalHash([dataset, query, view.releases]).slice(0, 16);
}

function codes(dimension: Dimension, text: string, table: ColumnarTable): string[] {
  const known = table.text[dimension]?.values ?? [];
  const asked = text.split(",");
  const unknown = asked.find((code) => !known.includes(code));
  if (unknown !== undefined) throw invalid(dimension, `must be codes of the dataset (${listed(known)}); got ${shown(unknown)}`);
  return asked;
}

function list(parameter: "select" | "sort", text: string): string[] {
  const names = text.split(",");
  const unknown = names.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) throw invalid(parameter, `must be columns (${COLUMNS.join(", ")}); got ${shown(unknown)}`);
  if (new Set(names).size < names.length) throw invalid(parameter, `must name a column once; got ${shown(text)}`);
  return names;
}

function cursorOf(offset: number, mark: string): string {
  return Buffer.from(`${mark}.${offset}`).toString("base64url");
}

function offsetOf(cursor: string, mark: string): number {
  const found = /^([0-9a-f]{16})\.(\d{1,12})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (!found) throw invalid("cursor", `must be one that a page gave; got ${shown(cursor)}`);
  if (found[1] !== mark) throw invalid("cursor", "belongs to another query or an earlier release: begin again without it");
  return Number(found[2]);
}

/** One page of rows. */
export function page(view: View, query: RecordsQuery, mark: string): RecordsPage {
  const rows = filtered(view.table, query.filters);
  if (query.sort.length > 0) rows.sort(comparator(view.table, query.sort));
  const end = query.offset + query.limit;
  return {
    rows: rows.slice(query.offset, end).map((row) => rowAt(view.table, query.select, row)),
    total: rows.length,
    cursor: end < rows.length ? cursorOf(end, mark) : null,
  };
}

function filtered(table: ColumnarTable, filters: RecordsQuery["filters"]): number[] {
  const tests = [...filters].map(([name, wanted]) => {
    const column = table.text[name];
    return { codes: column?.codes ?? new Int32Array(), allowed: (column?.values ?? []).map((value) => wanted.includes(value)) };
  });
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (tests.every(({ codes, allowed }) => allowed[codes[row] as number])) rows.push(row);
  }
  return rows;
}

/** How two texts of a column stand to each other. */
type TextOrder = (a: string, b: string) => number;

/** Text by code point or by the order given, numbers by size, nulls last whatever the direction; ties keep the order of the releases. */
export function comparator(
  table: ColumnarTable,
  sort: RecordsQuery["sort"],
  orderOf: (column: string) => TextOrder | undefined = () => undefined,
): (a: number, b: number) => number {
  const keys = sort.map(({ column, descending }) => {
    const text = table.text[column];
    const ranks = text ? ranksOf(text.values, orderOf(column) ?? byCodePoint) : [];
    const value = (row: number) =>
      text ? (ranks[text.codes[row] as number] as number) : (table.numbers[column]?.[row] ?? Number.NaN);
    return { value, sign: descending ? -1 : 1 };
  });
  return (a, b) => {
    for (const { value, sign } of keys) {
      const [x, y] = [value(a), value(b)];
      if (x === y || (Number.isNaN(x) && Number.isNaN(y))) continue;
      if (Number.isNaN(x)) return 1;
      if (Number.isNaN(y)) return -1;
      return x < y ? -sign : sign;
    }
    return a - b;
  };
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function ranksOf(values: readonly string[], order: TextOrder): number[] {
  const ranks: number[] = [];
  const sorted = values.map((value, code) => ({ value, code })).sort((a, b) => order(a.value, b.value));
  sorted.forEach(({ code }, rank) => {
    ranks[code] = rank;
  });
  return ranks;
}
