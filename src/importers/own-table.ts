import { parseDecimal } from "./amounts.ts";
import { type Importer, linesOfHead, rowsBelow, type TableForm } from "./forms.ts";
import type { Notebook, PointOrReason, SeriesOf } from "./notebook.ts";
import {
  firstDays,
  hasMixedSigns,
  type OwnHeader,
  type OwnPeriod,
  type OwnTitles,
  ownHeader,
  ownPeriod,
  ownTitles,
  tidyNumber,
} from "./own-words.ts";
import type { UnreadReason } from "./reasons.ts";
import { sheetImporter } from "./sheets.ts";
import { UnnamedMeasure } from "./unknown-file.ts";
import { isProduction } from "./words.ts";
import type { SheetCell } from "./workbook.ts";
import { monthIndex } from "./zone.ts";

/** Amounts are kept as millionths of the header's unit. */
const MILLIONTHS = 6;

/** The unit in which amounts are kept, and a factor for each cell. Hours need a factor so that amounts are whole numbers. */
function quantityOf({ factor }: OwnTitles) {
  const whole = 10n ** BigInt(MILLIONTHS);
  return whole % factor === 0n
    ? { unit: { places: MILLIONTHS, denominator: whole / factor }, times: 1 }
    : { unit: { places: 0, denominator: whole }, times: Number(factor) };
}

/** A cell's amount as exact text, or why it cannot be read. Only the header's unit may follow the number. */
function amountText(
  cell: string,
  { unitNames }: OwnTitles,
  times: number,
): { readonly value: string } | "unknown-unit" | "bad-value" {
  // The exponent form that spreadsheets use for very small and very large numbers.
  const isScientific = /^\d(\.\d+)?E[+-]?\d{1,3}$/.test(cell);
  const [, number = "", unit = ""] = isScientific ? ["", cell] : (/^([-+\u2212]?[\d\s.,’']*)(.*)$/s.exec(cell.trim()) ?? []);
  if (unit !== "" && !unitNames.includes(unit.trim().toLowerCase())) return /\d/.test(number) ? "unknown-unit" : "bad-value";
  const value = tidyNumber(number);
  if (times === 1 || value === "") return { value };
  const millionths = parseDecimal(value, MILLIONTHS);
  if (typeof millionths === "string") return { value };
  return { value: String(millionths * times) };
}

/** The time of a row. Months are complete intervals, and years are whole: whoever keeps such a table writes down whole ones. */
function whenOf(found: OwnPeriod | UnreadReason, { time, context: { today } }: Notebook) {
  if (typeof found === "string") return found;
  const { year, month } = found;
  const [from, to] = [monthIndex(year, month ?? 1), month === null ? monthIndex(year + 1, 1) : monthIndex(year, month) + 1];
  const [start, end] = [time.startOfMonth(from), time.startOfMonth(to)];
  if (today !== null && end > today) return "unfinished";
  return month === null ? ({ period: String(year), isWhole: true } as const) : { start, end };
}

/**
 * Returns a function that makes a point from a row's two cells.
 *
 * @param amounts all amounts of the column
 * @throws UnnamedMeasure where neither the title nor the person who gives the file says what it measures
 */
function rowReader(titles: OwnTitles, amounts: readonly string[], notebook: Notebook) {
  const { measure, currency } = notebook.context;
  const known = titles.named ?? (titles.measures.includes(measure ?? "") ? measure : null);
  const produced = isProduction(titles.title);
  if (known === null && !produced) throw new UnnamedMeasure(titles.unit, titles.measures);
  const of: SeriesOf = { measure: known ?? "", source: "table" };
  const { unit, times } = quantityOf(titles);
  const mixed = hasMixedSigns(amounts);
  return (period: OwnPeriod | UnreadReason, amount: string): PointOrReason => {
    if (produced) return "production";
    if (titles.money && currency !== "EUR") return "unknown-unit";
    const found = amountText(amount, titles, times);
    if (typeof found === "string") return found;
    return mixed && /[.,]/.test(found.value) ? "bad-value" : { of, when: whenOf(period, notebook), ...found, unit };
  };
}

function read(form: TableForm, header: OwnHeader, notebook: Notebook): void {
  const rows = () => rowsBelow({ ...form, rows: () => form.rows(header.separator) }, header.line);
  const pointOf = rowReader(
    header,
    [...rows()].map(({ cells }) => cells?.[header.amount] ?? ""),
    notebook,
  );
  const periods = [...rows()].flatMap(({ cells }) => (cells?.length === header.columns ? [cells[header.month] ?? ""] : []));
  const periodOf = firstDays(periods, header.saysMonths) ?? ownPeriod;
  for (const { line, cells } of rows()) {
    const isRow = cells?.length === header.columns;
    for (const at of header.costs) if (isRow && (cells[at] ?? "").trim() !== "") notebook.drop("cost");
    notebook.count(line, isRow ? pointOf(periodOf(cells[header.month] ?? ""), cells[header.amount] ?? "") : "bad-row");
  }
}

/**
 * A table that a household keeps itself, with a month or year and an amount (CSV from a spreadsheet, or text).
 *
 * Shape: a header with two names, `mois;kWh` or `Month,Electricity (kWh)`, possibly with a column of costs, which is ignored;
 * then a row for each month: `2025-01`, `01/2025`, `janvier 2025`, `Jan 2025`, or a year: `2025`. Unit: the header's. Interval:
 * the whole month or year; one that is not over is refused. Traps: kWh may be electricity or gas, and euros many things, so where
 * the title does not name the measure the person is asked; a date with a day is no month (`01/02/2025` least of all), unless
 * every row of a column of months is the first of a different month; a two-digit year may be a day; a column in which some
 * decimals have a comma and others a point is not read.
 */
export const ownTable: Importer<TableForm> = {
  id: "own-table",
  kind: "table",
  open: (form) => {
    const header = ownHeader(linesOfHead(form.head));
    return header && ((notebook) => read(form, header, notebook));
  },
};

/** An amount's cell as text, to be read like a text file's. */
const amountCell = (cell: SheetCell | undefined): string => (cell instanceof Date ? "date" : String(cell ?? ""));

/**
 * Such a table in a spreadsheet's own file (XLSX), in any of its sheets.
 *
 * Shape, unit and interval: as in `ownTable`. Traps: a spreadsheet turns a typed month into a date, its first day; where a row
 * has another day, the dates are days and none of them is a month. A filled cell outside the known columns means that the row
 * belongs to another table.
 */
export const ownWorkbook = sheetImporter("own-workbook", ownTitles, (titles, _above, { rows }, notebook) => {
  const amounts = rows.map((cells) => amountCell(cells[titles.amount])).filter((text) => /^\s*[-+]?\d/.test(text));
  const pointOf = rowReader(titles, amounts, notebook);
  const areMonths = rows.every(({ [titles.month]: cell }) => !(cell instanceof Date) || isFirstDay(cell));
  const periodOf = (cell: SheetCell | undefined): OwnPeriod | UnreadReason => {
    if (!(cell instanceof Date)) return ownPeriod(String(cell ?? ""));
    return areMonths ? ownPeriod(cell.toISOString().slice(0, 7)) : "unclear-month";
  };
  const isElsewhere = (cell: SheetCell, i: number) =>
    cell !== null && i !== titles.month && i !== titles.amount && !titles.costs.includes(i);
  return (cells) => {
    for (const at of titles.costs) if ((cells[at] ?? null) !== null) notebook.drop("cost");
    return cells.some(isElsewhere) ? "bad-row" : pointOf(periodOf(cells[titles.month]), amountCell(cells[titles.amount]));
  };
});

/** Whether a spreadsheet's date is the first of a month; its wall-clock time is in the UTC fields. */
const isFirstDay = (date: Date): boolean => date.toISOString().slice(8, 19) === "01T00:00:00";
