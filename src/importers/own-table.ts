import { parseDecimal, type Quantity } from "./amounts.ts";
import { type Importer, linesOfHead, rowsBelow, type TableForm } from "./forms.ts";
import type { Notebook, PointOrReason, SeriesOf } from "./notebook.ts";
import { hasMixedSigns, type OwnHeader, ownHeader, ownMonth, tidyNumber } from "./own-words.ts";
import { UnnamedMeasure } from "./unknown-file.ts";
import { isProduction } from "./words.ts";
import { monthIndex } from "./zone.ts";

/** Cells are kept as millionths of the unit that the header names. */
const MILLIONTHS = 6;

/** How the header's unit is kept, and by how much a cell is multiplied first: an hour is no whole number of parts of a minute otherwise. */
function quantityOf({ factor }: OwnHeader): { readonly unit: Quantity; readonly times: number } {
  const whole = 10n ** BigInt(MILLIONTHS);
  return whole % factor === 0n
    ? { unit: { places: MILLIONTHS, denominator: whole / factor }, times: 1 }
    : { unit: { places: 0, denominator: whole }, times: Number(factor) };
}

/** A cell as text that is read exactly, or why it is none. It may have the header's unit after its number, and no other. */
function amountText(
  cell: string,
  { unitNames }: OwnHeader,
  times: number,
): { readonly value: string } | "unknown-unit" | "bad-value" {
  const [, number = "", unit = ""] = /^([-+\u2212]?[\d\s.,’']*)(.*)$/s.exec(cell.trim()) ?? [];
  if (unit !== "" && !unitNames.includes(unit.trim().toLowerCase())) return /\d/.test(number) ? "unknown-unit" : "bad-value";
  const value = tidyNumber(number);
  if (times === 1 || value === "") return { value };
  const millionths = parseDecimal(value, MILLIONTHS);
  if (typeof millionths === "string") return { value };
  return { value: String(millionths * times) };
}

/** Whole months are intervals that are covered from end to end: whoever keeps such a table writes down whole months. */
function whenOf(cell: string, { time, context: { today } }: Notebook) {
  const month = ownMonth(cell);
  if (typeof month === "string") return month;
  const index = monthIndex(month.year, month.month);
  const [start, end] = [time.startOfMonth(index), time.startOfMonth(index + 1)];
  return today !== null && end > today ? "unfinished" : { start, end };
}

function read(form: TableForm, header: OwnHeader, notebook: Notebook): void {
  const { measure } = notebook.context;
  const known = header.named ?? (header.measures.includes(measure ?? "") ? measure : null);
  const produced = isProduction(header.title);
  if (known === null && !produced) throw new UnnamedMeasure(header.unit, header.measures);
  const of: SeriesOf = { measure: known ?? "", source: "bill" };
  const { unit, times } = quantityOf(header);
  const rows = () => rowsBelow({ ...form, rows: () => form.rows(header.separator) }, header.line);
  const mixed = hasMixedSigns([...rows()].map(({ cells }) => cells?.[header.amount] ?? ""));
  const pointOf = (cells: readonly string[]): PointOrReason => {
    if (produced) return "production";
    if (header.money && notebook.context.currency !== "EUR") return "unknown-unit";
    const found = amountText(cells[header.amount] ?? "", header, times);
    if (typeof found === "string") return found;
    return mixed && /[.,]/.test(found.value)
      ? "bad-value"
      : { of, when: whenOf(cells[header.month] ?? "", notebook), ...found, unit };
  };
  for (const { line, cells } of rows())
    notebook.count(line, cells === null || cells.length !== header.columns ? "bad-row" : pointOf(cells));
}

/**
 * A table that a household keeps itself: a month and an amount (CSV of a spreadsheet, or a text).
 *
 * Shape: a header of two names, `mois;kWh` or `Month,Electricity (kWh)`, then a row a month: `2025-01`, `01/2025`, `janvier 2025`,
 * `Jan 2025`. Unit: the one that the header names. Interval: the whole month; one that is not over is refused. Traps: kWh are of electricity or of gas, and euros of many
 * things, so where the title does not name the measure it is asked for; a date with a day is no month, `01/02/2025` least of all;
 * a year of two digits may be a day; a column in which some decimals have a comma and others a point is not read.
 */
export const ownTable: Importer<TableForm> = {
  id: "own-table",
  kind: "table",
  open: (form) => {
    const header = ownHeader(linesOfHead(form.head));
    return header && ((notebook) => read(form, header, notebook));
  },
};
