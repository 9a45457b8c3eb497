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

/** Cells are kept as millionths of the unit that the header names. */
const MILLIONTHS = 6;

/** The unit in which amounts are kept, and the factor for a cell. Hours need a factor so that amounts are whole. */
function quantityOf({ factor }: OwnTitles) {
  const whole = 10n ** BigInt(MILLIONTHS);
  return whole % factor === 0n
    ? { unit: { places: MILLIONTHS, denominator: whole / factor }, times: 1 }
    : { unit: { places: 0, denominator: whole }, times: Number(factor) };
}

/** A cell's amount as exact text, or why it cannot be read. Only the header's unit may follow its number. */
function amountText(
  cell: string,
  { unitNames }: OwnTitles,
  times: number,
): { readonly value: string } | "unknown-unit" | "bad-value" {
  // A number in the exponent form that spreadsheets use for very small and very large ones.
  const isScientific = /^\d(\.\d+)?E[+-]?\d{1,3}$/.test(cell);
  const [, number = "", unit = ""] = isScientific ? ["", cell] : (/^([-+\u2212]?[\d\s.,’']*)(.*)$/s.exec(cell.trim()) ?? []);
  if (unit !== "" && !unitNames.includes(unit.trim().toLowerCase())) return /\d/.test(number) ? "unknown-unit" : "bad-value";
  const value = tidyNumber(number);
  if (times === 1 || value === "") return { value };
  const millionths = parseDecimal(value, MILLIONTHS);
  if (typeof millionths === "string") return { value };
  return { value: String(millionths * times) };
}

/** Whole months are intervals that are covered from end to end, and years are whole: whoever keeps such a table writes down whole ones. */
function whenOf(found: OwnPeriod | UnreadReason, { time, context: { today } }: Notebook) {
  if (typeof found === "string") return found;
  const { year, month } = found;
  const [from, to] = [monthIndex(year, month ?? 1), month === null ? monthIndex(year + 1, 1) : monthIndex(year, month) + 1];
  const [start, end] = [time.startOfMonth(from), time.startOfMonth(to)];
  if (today !== null && end > today) return "unfinished";
  return month === null ? ({ period: String(year), isWhole: true } as const) : { start, end };
}

/**
 * What makes a point of a row's two cells.
 *
 * @param amounts every amount of the column
 * @throws UnnamedMeasure where neither the title nor whoever gives the file says what it is of
 */
function rowReader(titles: OwnTitles, amounts: readonly string[], notebook: Notebook) {
  const { measure, currency } = notebook.context;
  const known = titles.named ?? (titles.measures.includes(measure ?? "") ? measure : null);
  const produced = isProduction(titles.title);
  if (known === null && !produced) throw new UnnamedMeasure(titles.unit, titles.measures);
  const of: SeriesOf = { measure: known ?? "", source: "bill" };
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
 * A table that a household keeps itself: a month or a year, and an amount (CSV of a spreadsheet, or a text).
 *
 * Shape: a header of two names, `mois;kWh` or `Month,Electricity (kWh)`, or with what it cost beside them, which is left out, then a row a month: `2025-01`, `01/2025`, `janvier 2025`,
 * `Jan 2025`, or a year: `2025`. Unit: the one that the header names. Interval: the whole month or year; one that is not over is refused. Traps: kWh are of electricity or of gas, and euros of many
 * things, so where the title does not name the measure it is asked for; a date with a day is no month, `01/02/2025` least of all,
 * unless every row of a column of months is the first day of another;
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

/** The cell of an amount, as text that is read like that of a text. */
const amountCell = (cell: SheetCell | undefined): string => (cell instanceof Date ? "date" : String(cell ?? ""));

/**
 * The same in a spreadsheet's own file (XLSX), in any of its sheets.
 *
 * Shape, unit and interval: those of `ownTable`. Traps: a spreadsheet makes a date of a month that is typed, its first day; where one row has another
 * day, the dates are days and none of them a month. A cell beside the two columns, and beside those of costs, makes a row one of another table.
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

/** The wall clock of a spreadsheet's date is its UTC. */
const isFirstDay = (date: Date): boolean => date.toISOString().slice(8, 19) === "01T00:00:00";
