import type { DistributionRow, GroupRow, Measurement, Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import type { Columns, TableSchema, Value } from "../release/tables.ts";
import { summed } from "./finding.ts";

/** The tables of a release, each as objects in its own order. */
export interface CheckedTables {
  readonly observations: readonly Observation[];
  readonly measurements: readonly Measurement[];
  readonly distributions: readonly DistributionRow[];
  readonly groups: readonly GroupRow[];
}

/** What tells a cell apart within a release, whose period is one. */
interface CellColumns {
  readonly DOMAIN: string;
  readonly MEASURE: string;
  readonly REF_AREA: string;
  readonly HOUSEHOLD_TYPE: string;
}

export function measureOf({ DOMAIN, MEASURE }: Pick<CellColumns, "DOMAIN" | "MEASURE">): string {
  return `${DOMAIN}.${MEASURE}`;
}

/** One text a cell: no code holds a line break. */
export function cellOf({ DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE }: CellColumns): string {
  return `${DOMAIN}.${MEASURE}\n${REF_AREA}\n${HOUSEHOLD_TYPE}`;
}

/** A cell as a finding names it. */
export function nameOf(cell: string): string {
  return cell.replaceAll("\n", " ");
}

/** Rows by a text of theirs, in their order. */
export function grouped<Row>(rows: readonly Row[], by: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = by(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export function objectsOf<Row>(schema: TableSchema, columns: Columns): Row[] {
  return Array.from(
    { length: columns[0]?.length ?? 0 },
    (_, row) => Object.fromEntries(schema.columns.map(({ name }, i) => [name, columns[i]?.[row] ?? null])) as Row,
  );
}

/** Is every value one that its column may hold, and is there one row a key? */
export function valueFindings(file: string, schema: TableSchema, columns: Columns): Finding[] {
  const faults = schema.columns.flatMap((column, i) =>
    (columns[i] ?? []).flatMap((value, row) => {
      const fault = faultOf(value, column.nullable);
      return fault ? [`${column.name} of row ${row + 1} is ${fault}`] : [];
    }),
  );
  const key = schema.key.map((name) => columns[schema.columns.findIndex((column) => column.name === name)] ?? []);
  const seen = new Set<string>();
  const twice: string[] = [];
  for (let row = 0; row < (columns[0]?.length ?? 0); row++) {
    const text = key.map((values) => String(values[row])).join("\n");
    if (seen.has(text)) twice.push(`${nameOf(text)} appears twice`);
    seen.add(text);
  }
  return [...summed(file, "values", faults), ...summed(file, "one row a key", twice)];
}

/** NaN would be read as no value by some, and as one by others. */
function faultOf(value: Value, nullable: boolean): string | null {
  if (value === null) return nullable ? null : "empty; a value is expected";
  if (typeof value === "number" && !Number.isFinite(value)) return `${value}; a number is expected`;
  if (typeof value === "string" && value.includes("\n")) return "a text of several lines; one line is expected";
  return null;
}
