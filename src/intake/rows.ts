import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";

/** A row of a table in the canonical form, one reading a row; a missing column is undefined or null. */
export type Row = Readonly<Record<string, unknown>>;

/** A donation put together from rows, not yet checked. `line` is the number of its first row, from 1. */
export interface Grouped {
  readonly line: number;
  readonly input: unknown;
  /** set when its rows contradict each other */
  readonly fault?: { readonly field: string; readonly reason: string };
}

const READING = ["domain", "measure", "period", "value", "unit", "source"] as const;
const CONSENT = ["consent_version", "purposes", "consent_domains", "adult", "guardian", "given_at"] as const;
const HOUSEHOLD = ["area", ...ATTRIBUTE_NAMES] as const;
const NUMBER = /^\s*-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Text of a cell; undefined where there is none. Tables give numbers for codes such as `3`, and dates as dates. */
function text(cell: unknown): string | undefined {
  if (cell === undefined || cell === null || cell === "") return undefined;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

/** A list in one cell: a list of the table's own, or text with `;` between. */
function list(cell: unknown): string[] | undefined {
  return Array.isArray(cell) ? cell.map(String) : text(cell)?.split(";");
}

function number(cell: unknown): unknown {
  if (typeof cell === "bigint") return Number(cell);
  return typeof cell === "string" && NUMBER.test(cell) ? Number(cell) : cell;
}

function truth(cell: unknown): unknown {
  return typeof cell === "string" ? ({ true: true, false: false }[cell.toLowerCase()] ?? cell) : cell;
}

/** Without the fields that are undefined: an absent cell is an absent field. */
function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

function readingOf(row: Row): Record<string, unknown> {
  return present({ ...Object.fromEntries(READING.map((name) => [name, text(row[name])])), value: number(row.value) });
}

function donationOf(rows: readonly Row[]): unknown {
  const first = rows[0] as Row;
  return {
    household: present(Object.fromEntries(HOUSEHOLD.map((name) => [name, text(first[name])]))),
    consent: present({
      version: text(first.consent_version) ?? "1",
      purposes: list(first.purposes) ?? ["commons"],
      domains: list(first.consent_domains),
      // A table in the canonical form is one whose collector took adults' consents; a column may say otherwise.
      adult: truth(first.adult) ?? true,
      guardian: truth(first.guardian),
      given_at: text(first.given_at),
    }),
    readings: rows.map(readingOf),
  };
}

function contradiction(rows: readonly Row[]): Grouped["fault"] {
  const first = rows[0] as Row;
  const differing = [...HOUSEHOLD, ...CONSENT].find((name) =>
    rows.some((row) => String(list(row[name])) !== String(list(first[name]))),
  );
  if (differing === undefined) return undefined;
  return { field: differing, reason: `${differing} must be the same in all rows of a household` };
}

/**
 * Puts the rows of each household together. Rows of a household stand together; one that comes back
 * after another would become a second household, and is faulted instead.
 */
export async function* donationsFromRows(rows: AsyncIterable<Row>): AsyncGenerator<Grouped> {
  const ended = new Set<string>();
  let current: Row[] = [];
  let id: string | undefined;
  let line = 0;
  let start = 1;

  const group = (): Grouped => {
    const fault =
      id === undefined
        ? { field: "household", reason: "household is missing: it groups the rows of a donation" }
        : ended.has(id)
          ? { field: "household", reason: "the rows of a household must stand together" }
          : contradiction(current);
    if (id !== undefined) ended.add(id);
    return { line: start, input: donationOf(current), ...(fault === undefined ? {} : { fault }) };
  };

  for await (const row of rows) {
    line += 1;
    const next = text(row.household);
    if (current.length > 0 && (next !== id || next === undefined)) {
      yield group();
      current = [];
    }
    if (current.length === 0) {
      start = line;
      id = next;
    }
    current.push(row);
  }
  if (current.length > 0) yield group();
}
