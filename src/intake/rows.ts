import { ATTRIBUTE_NAMES } from "../contract/attributes.ts";
import { faultRefusal, type Refusal } from "../contract/problem.ts";
import type { Candidate } from "./lines.ts";

/** A row of a table in the canonical form, which has one reading on each row. A missing column is undefined or null. */
export type ReadingRow = Readonly<Record<string, unknown>>;

export const READING = ["domain", "measure", "period", "value", "unit", "source"] as const;
export const CONSENT = ["consent_version", "purposes", "consent_domains", "adult", "guardian", "given_at"] as const;
export const HOUSEHOLD = ["area", ...ATTRIBUTE_NAMES] as const;
const NUMBER = /^\s*-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Text of a cell; undefined for an empty one. Tables may have codes such as `3` as numbers, and dates as dates. */
function text(cell: unknown): string | undefined {
  if (cell === undefined || cell === null || cell === "") return undefined;
  return cell instanceof Date ? cell.toISOString() : String(cell);
}

/** A list in one cell: a list value of the table, or text separated by `;`. */
function list(cell: unknown): string[] | undefined {
  return Array.isArray(cell) ? cell.map(String) : text(cell)?.split(";");
}

function number(cell: unknown): unknown {
  if (typeof cell === "bigint") return Number(cell);
  return typeof cell === "string" && NUMBER.test(cell) ? Number(cell) : cell;
}

function boolean(cell: unknown): unknown {
  return typeof cell === "string" ? ({ true: true, false: false }[cell.toLowerCase()] ?? cell) : cell;
}

/** Drops undefined and null fields: an empty cell means an absent field. */
function presentFields(fields: ReadingRow): ReadingRow {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

const textsOf = (names: readonly string[], row: ReadingRow): ReadingRow =>
  Object.fromEntries(names.map((name) => [name, text(row[name])]));

function donationOf(rows: readonly ReadingRow[], first: ReadingRow): unknown {
  return {
    household: presentFields(textsOf(HOUSEHOLD, first)),
    consent: presentFields({
      version: text(first.consent_version) ?? "1",
      purposes: list(first.purposes) ?? ["commons"],
      domains: list(first.consent_domains),
      // In the canonical form, the collector has taken adults' consents, unless the column says otherwise.
      adult: boolean(first.adult) ?? true,
      guardian: boolean(first.guardian),
      given_at: text(first.given_at),
    }),
    readings: rows.map((row) => presentFields({ ...textsOf(READING, row), value: number(row.value) })),
  };
}

/** Refuses rows that contradict each other. */
function refuseContradiction(rows: readonly ReadingRow[], first: ReadingRow): void {
  const textIn = (row: ReadingRow, name: string) => String(list(row[name]));
  const differing = [...HOUSEHOLD, ...CONSENT].find((name) => rows.some((row) => textIn(row, name) !== textIn(first, name)));
  if (differing !== undefined) throw invalidRow(differing, `${differing} must be the same in all rows of a household`);
}

function invalidRow(field: string, detail: string): Refusal {
  return faultRefusal("invalid-donation", { detail, pointer: field });
}

/**
 * Groups the rows of each household into a donation, whose line is that of its first row. The rows of a household must follow
 * each other: rows that come later would become a second household, and are refused.
 */
export async function* donationsFromRows(rows: AsyncIterable<ReadingRow>): AsyncGenerator<Candidate> {
  const ended = new Set<string>();
  let current: ReadingRow[] = [];
  let line = 0;

  const candidate = (group: readonly ReadingRow[], first: ReadingRow, start: number): Candidate => {
    const id = text(first.household);
    const isScattered = id !== undefined && ended.has(id);
    if (id !== undefined) ended.add(id);
    const read = () => {
      if (id === undefined) throw invalidRow("household", "household is missing: it groups the rows of a donation");
      if (isScattered) throw invalidRow("household", "the rows of a household must stand together");
      refuseContradiction(group, first);
      return donationOf(group, first);
    };
    return { line: start, read };
  };

  for await (const row of rows) {
    const [first] = current;
    const id = text(row.household);
    if (first !== undefined && (id === undefined || id !== text(first.household))) {
      yield candidate(current, first, line - current.length + 1);
      current = [];
    }
    current.push(row);
    line += 1;
  }
  const [first] = current;
  if (first !== undefined) yield candidate(current, first, line - current.length + 1);
}
