import type { MeasureRef } from "../domains/index.ts";
import { amountOf, parseDecimal } from "./amounts.ts";
import { LONGEST_SHARED } from "./completeness.ts";
import { type Importer, linesOfHead, rowsBelow, type TableForm } from "./forms.ts";
import { type Notebook, openNotebook, type PointOrReason, type SeriesOf } from "./notebook.ts";
import { type OwnPeriod, periodReader } from "./own-dates.ts";
import {
  hasMixedSigns,
  measuresNamed,
  type OwnAmounts,
  type OwnHeader,
  type OwnTitles,
  ownAmounts,
  ownHeader,
  ownTitles,
  tidyNumber,
  unitBehind,
} from "./own-words.ts";
import type { UnreadReason } from "./reasons.ts";
import { sheetImporter } from "./sheets.ts";
import { civilDay, stampAt } from "./stamps.ts";
import { UnnamedMeasure } from "./unknown-file.ts";
import { isProduction } from "./words.ts";
import type { SheetCell } from "./workbook.ts";
import { civil, monthIndex } from "./zone.ts";

/** Amounts are kept as millionths of the header's unit. */
const MILLIONTHS = 6;

/** The unit in which amounts are kept, and a factor for each cell. Hours need a factor so that amounts are whole numbers. */
function quantityOf({ factor }: OwnAmounts) {
  const whole = 10n ** BigInt(MILLIONTHS);
  return whole % factor === 0n
    ? { unit: { places: MILLIONTHS, denominator: whole / factor }, times: 1 }
    : { unit: { places: 0, denominator: whole }, times: Number(factor) };
}

/** A cell's amount as exact text, or why it cannot be read. Only the header's unit may follow the number. */
function amountText(
  cell: string,
  { unitNames }: OwnAmounts,
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

/** The time of a row. Days, months and years are whole: whoever keeps such a table writes down whole ones. */
function whenOf(found: OwnPeriod | UnreadReason, { time, context: { today } }: Notebook) {
  if (typeof found === "string") return found;
  const { year, month, day } = found;
  const [from, to] = [monthIndex(year, month ?? 1), month === null ? monthIndex(year + 1, 1) : monthIndex(year, month) + 1];
  const span =
    day === undefined
      ? { start: time.startOfMonth(from), end: time.startOfMonth(to) }
      : civilDay(stampAt(civil(year, month ?? 1, day)), time);
  if (typeof span === "string") return span;
  if (today !== null && span.end > today) return "unfinished";
  return month === null ? ({ period: String(year), isWhole: true } as const) : span;
}

/** The two cells of a row, as text. */
interface OwnRow {
  readonly period: string;
  readonly amount: string;
}

type PointReader = (row: OwnRow) => PointOrReason;

/** Returns a function that makes a point of `measure` from a row. @param rows all rows of the table */
function pointReader(
  titles: OwnTitles,
  own: OwnAmounts,
  measure: string,
  rows: readonly OwnRow[],
  notebook: Notebook,
): PointReader {
  const of: SeriesOf = { measure, source: "table" };
  const { unit, times } = quantityOf(own);
  const mixed = hasMixedSigns(rows.map(({ amount }) => amount));
  const periods = rows.map(({ period }) => period);
  const periodOf = periodReader(periods, titles.says);
  return ({ period, amount }) => {
    // The only currency that a table names is the euro.
    if (titles.unit === "currency" && notebook.context.currency !== "EUR") return "unknown-unit";
    const found = amountText(amount, own, times);
    if (typeof found === "string") return found;
    if (mixed && /[.,]/.test(found.value)) return "bad-value";
    const when = whenOf(periodOf(period), notebook);
    return typeof when === "string" ? when : { of, when, ...found, unit };
  };
}

/** Fewer days than a whole month has, and fewer rises than a meter in use has in them. */
const ENOUGH_DAYS = 20;
const ENOUGH_RISES = 5;

/** Whether the amounts of days are readings of a meter, which never fall. Summed up, they would be far too much. */
function neverFall(points: readonly PointOrReason[]): boolean {
  const days = points.flatMap((point) => {
    if (typeof point === "string" || typeof point.when === "string") return [];
    const [{ start = 0, end = 0 }, amount] = [point.when, amountOf(point.value, point.unit)];
    return typeof amount === "number" && end > start && end - start <= LONGEST_SHARED ? [{ start, amount }] : [];
  });
  days.sort((a, b) => a.start - b.start);
  const rises = days.map(({ amount }, i) => amount - (days[i - 1]?.amount ?? amount));
  return days.length >= ENOUGH_DAYS && rises.every((rise) => rise >= 0) && rises.filter(Boolean).length >= ENOUGH_RISES;
}

/** Why none of a table's points counts; null where they may. @throws `ask`, where that is all that is missing */
function whyNone({ title }: OwnTitles, ask: UnnamedMeasure | null, points: readonly PointOrReason[], notebook: Notebook) {
  if (/\bindex\b/.test(title) || neverFall(points)) return "index";
  if (ask === null) return null;
  const trial = openNotebook(notebook.time, notebook.context);
  for (const [i, point] of points.entries()) trial.count(i, point);
  const { readings, partial } = trial.report([]);
  if (readings.length > 0) throw ask;
  return partial.length > 0 ? "no-whole-month" : null;
}

/** The unit and the measure of a table's amounts, and the question where one of them is not known: then the first that may be is tried. */
function measuredIn(titles: OwnTitles, rows: readonly OwnRow[], { context }: Notebook) {
  const unit = titles.unit ?? unitBehind(rows.map(({ amount }) => amount)) ?? context.unit;
  const isCounted = unit !== null && ownAmounts(titles, unit).measures.length > 0;
  if (!isCounted) {
    const all = measuresNamed(titles);
    const first = all[0] as MeasureRef;
    const ask = new UnnamedMeasure(
      null,
      all.map(({ key }) => key),
    );
    return { own: ownAmounts(titles, first.measure.unit), measure: first.key, ask };
  }
  const own = ownAmounts(titles, unit);
  const measure = own.named ?? own.measures.find((one) => one === context.measure);
  const ask = measure === undefined ? new UnnamedMeasure(own.label, own.measures) : null;
  return { own, measure: measure ?? own.measures[0] ?? "", ask };
}

/**
 * Returns a function that makes a point from a row. A table of which nothing can be kept is refused row by row, and nobody is
 * asked what it measures.
 *
 * @param rows all rows of the table
 * @throws UnnamedMeasure where neither the title nor the person who gives the file says what it measures, or in which unit
 */
function rowReader(titles: OwnTitles, rows: readonly OwnRow[], notebook: Notebook): PointReader {
  if (isProduction(titles.title)) return () => "production";
  const { own, measure, ask } = measuredIn(titles, rows, notebook);
  const pointOf = pointReader(titles, own, measure, rows, notebook);
  const fault = whyNone(titles, ask, rows.map(pointOf), notebook);
  return (row) => {
    const point = pointOf(row);
    return fault === null || typeof point === "string" ? point : fault;
  };
}

function read(form: TableForm, header: OwnHeader, notebook: Notebook): void {
  const rows = () => rowsBelow({ ...form, rows: () => form.rows(header.separator) }, header.line);
  const rowOf = (cells: readonly string[] | null): OwnRow | null =>
    cells?.length === header.columns ? { period: cells[header.period] ?? "", amount: cells[header.amount] ?? "" } : null;
  const pointOf = rowReader(
    header,
    [...rows()].flatMap(({ cells }) => rowOf(cells) ?? []),
    notebook,
  );
  for (const { line, cells } of rows()) {
    const row = rowOf(cells);
    for (const { at, what } of header.aside) if (row !== null && (cells?.[at] ?? "").trim() !== "") notebook.drop(what);
    notebook.count(line, row === null ? "bad-row" : pointOf(row));
  }
}

/**
 * A table that a household keeps itself, with a day, month or year and an amount (CSV from a spreadsheet, or text).
 *
 * Shape: a header with two names, `mois;kWh`, `Date;Consommation (kWh)` or `Month,Electricity (kWh)`, possibly with a column of
 * costs or a meter's index, which is ignored; then a row for each day: `2025-01-31`, `31/01/2025`, `31 janvier 2025`; or for each
 * month: `2025-01`, `01/2025`, `janvier 2025`, `Jan 2025`; or for each year: `2025`. Unit: the header's, else the one behind every
 * amount, else the person is asked. Interval: the whole day, month or year; one that is not over is refused. Traps: kWh may be
 * electricity or gas, and euros many things, so where the title does not name the measure the person is asked; in `01/02/2025` the
 * column tells whether the day comes first, or nothing does; dates that are each the first of a different month may be months; a
 * two-digit year is of this century where it cannot be a day; a time of day may begin or end its hour; a column in which some
 * decimals have a comma and others a point is not read; a meter's index is no amount.
 */
export const ownTable: Importer<TableForm> = {
  id: "own-table",
  kind: "table",
  open: (form) => {
    const header = ownHeader(linesOfHead(form.head));
    return header && ((notebook) => read(form, header, notebook));
  },
};

/** A cell as text, to be read like a text file's. */
const textOf = (cell: SheetCell | undefined): string => (cell instanceof Date ? "date" : String(cell ?? ""));

/**
 * Such a table in a spreadsheet's own file (XLSX), in any of its sheets.
 *
 * Shape, unit and interval: as in `ownTable`. Traps: a spreadsheet turns a typed month into a date, its first day; where a row
 * has another day, or the title says that they are days, none of them is a month. A filled cell outside the known columns means
 * that the row belongs to another table.
 */
export const ownWorkbook = sheetImporter("own-workbook", ownTitles, (titles, _above, { rows }, notebook) => {
  const areMonths =
    titles.says !== "days" && rows.every(({ [titles.period]: cell }) => !(cell instanceof Date) || isFirstDay(cell));
  const periodText = (cell: SheetCell | undefined): string =>
    cell instanceof Date
      ? cell.toISOString().slice(0, areMonths ? "2025-01".length : "2025-01-31T00:00:00".length)
      : textOf(cell);
  const rowOf = (cells: readonly SheetCell[]): OwnRow => ({
    period: periodText(cells[titles.period]),
    amount: textOf(cells[titles.amount]),
  });
  const isElsewhere = (cell: SheetCell, i: number) =>
    cell !== null && i !== titles.period && i !== titles.amount && !titles.aside.some(({ at }) => at === i);
  const own = rows.filter((cells) => !cells.some(isElsewhere) && /^\s*[-+]?\d/.test(textOf(cells[titles.amount])));
  const pointOf = rowReader(titles, own.map(rowOf), notebook);
  return (cells) => {
    for (const { at, what } of titles.aside) if ((cells[at] ?? null) !== null) notebook.drop(what);
    return cells.some(isElsewhere) ? "bad-row" : pointOf(rowOf(cells));
  };
});

/** Whether a spreadsheet's date is the first of a month; its wall-clock time is in the UTC fields. */
const isFirstDay = (date: Date): boolean => date.toISOString().slice(8, 19) === "01T00:00:00";
