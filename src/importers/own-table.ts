import { UNITS, type Unit } from "../contract/units.ts";
import { type MeasureRef, measureRef } from "../domains/index.ts";
import { amountOf, type Quantity } from "./amounts.ts";
import { type Importer, linesOfHead, rowsBelow, type TableForm } from "./forms.ts";
import { type Notebook, openNotebook, type PointOrReason, type SeriesOf } from "./notebook.ts";
import { type OwnColumn, type OwnHeader, type OwnTitles, ownHeader, ownTitles } from "./own-columns.ts";
import { dateOf, dayReader, type OwnPeriod, periodReader, withCentury } from "./own-dates.ts";
import { hoursOf, type OwnTimes, type SpanReader } from "./own-hours.ts";
import { amountsAre, type MeterReading, usesBetween } from "./own-index.ts";
import { hasMixedSigns, measuresNamed, type OwnAmounts, ownAmounts, tidyNumber, unitBehind } from "./own-words.ts";
import { UNREAD, type UnreadReason } from "./reasons.ts";
import { sheetImporter } from "./sheets.ts";
import { civilDay, stampAt } from "./stamps.ts";
import { UnnamedMeasure } from "./unknown-file.ts";
import { isProduction } from "./words.ts";
import type { SheetCell } from "./workbook.ts";
import { civil, DAY_SECONDS, monthIndex } from "./zone.ts";

/** Amounts are kept as millionths of the base unit, whatever the unit of a table: two tables may be of the same measure. */
const MILLIONTHS = 6;

const KEPT: Quantity = { places: 0, denominator: 10n ** BigInt(MILLIONTHS) };

/** The decimal places of a unit that are kept, and a factor for what is not a power of ten: the minutes of an hour. */
function precisionOf({ factor }: OwnAmounts) {
  const [, zeros] = /^1(0*)$/.exec(String(factor)) ?? [];
  return { places: MILLIONTHS + (zeros?.length ?? 0), times: zeros === undefined ? Number(factor) : 1 };
}
type Precision = ReturnType<typeof precisionOf>;

/**
 * A cell's amount in whole millionths, null where it has none, or why it cannot be read. Only the unit may follow the number.
 *
 * @param mixed some decimals of the column have a comma and others a point
 */
function amountIn(cell: string, own: OwnAmounts, { places, times }: Precision, mixed: boolean): number | null | UnreadReason {
  // The exponent form that spreadsheets use for very small and very large numbers.
  const isScientific = /^\d(\.\d+)?E[+-]?\d{1,3}$/.test(cell);
  const [, number = "", unit = ""] = isScientific ? ["", cell] : (/^([-+\u2212]?[\d\s.,’']*)(.*)$/s.exec(cell.trim()) ?? []);
  if (unit !== "" && !own.unitNames.includes(unit.trim().toLowerCase())) return /\d/.test(number) ? "unknown-unit" : "bad-value";
  const value = tidyNumber(number);
  if (mixed && /[.,]/.test(value)) return "bad-value";
  const amount = amountOf(value, { ...KEPT, places });
  return typeof amount === "number" ? amount * times : amount;
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

/** The cells of a row, as text: what tells its time, and those of amounts, by their columns in the table. */
interface OwnRow extends OwnTimes {
  readonly cells: readonly string[];
  /** the whole date of a spreadsheet's own cell, where `period` is its month alone */
  readonly day?: string;
}

type PointReader = (row: OwnRow) => PointOrReason;

/** The row of a table's cells. */
function rowOf({ period, clock, until }: OwnTitles, cells: readonly string[]): OwnRow {
  const textAt = (at: number) => cells[at] ?? "";
  const when = clock === null ? textAt(period) : `${dateOf(textAt(period))} ${textAt(clock)}`;
  return { period: when, until: until === null ? null : textAt(until), cells };
}

/** When rows are: `open` makes a reader of them, to be used once, in their order. */
function timesOf(titles: OwnTitles, rows: readonly OwnRow[], notebook: Notebook) {
  const { says, edge } = titles;
  const hours = says === "months" ? null : hoursOf(rows, edge, notebook);
  const periods = rows.map(({ period }) => period);
  const periodOf = hours === null ? periodReader(periods, titles) : null;
  const spanOf: SpanReader = ({ period }) => (periodOf === null ? "bad-date" : whenOf(periodOf(period), notebook));
  return { areHours: hours !== null, open: hours ?? (() => spanOf) };
}
type Times = ReturnType<typeof timesOf>;

/** Returns a function that adds up the amounts of a row: null where one of them is missing, or why one cannot be read. */
function amountReader({ at, unit }: OwnColumn, own: OwnAmounts, { rows, notebook }: OwnRows) {
  const cellsOf = ({ cells }: OwnRow) => at.map((one) => cells[one] ?? "");
  const mixed = hasMixedSigns(rows.flatMap(cellsOf));
  const precision = precisionOf(own);
  return (row: OwnRow): number | null | UnreadReason => {
    // The only currency that a table names is the euro.
    if (unit === "currency" && notebook.context.currency !== "EUR") return "unknown-unit";
    // Of several columns the sum, if all of them have an amount.
    let value: number | null = 0;
    for (const cell of cellsOf(row)) {
      const part = amountIn(cell, own, precision, mixed);
      if (typeof part === "string") return part;
      value = part === null || value === null ? null : value + part;
    }
    return value;
  };
}

/** Returns a function that makes a point of `measure` from a row, to be used once for the rows, in their order. */
function pointReader(column: OwnColumn, own: OwnAmounts, measure: string, table: OwnRows): PointReader {
  const of: SeriesOf = { measure, source: "table" };
  const [amountOfRow, spanOf] = [amountReader(column, own, table), table.times.open()];
  return (row) => {
    const [when, value] = [spanOf(row), amountOfRow(row)];
    if (typeof value === "string") return value;
    return typeof when === "string" ? when : { of, when, value, unit: KEPT };
  };
}

/** The amounts of the rows that are dated to the day, in the order of their days. */
function datedAmounts(column: OwnColumn, own: OwnAmounts, table: OwnRows): MeterReading[] {
  const { rows, titles, notebook, times } = table;
  if (times.areHours) return [];
  const { time, context } = notebook;
  const dateIn = ({ period, day }: OwnRow) => dateOf(withCentury(day ?? period));
  const dayOf = dayReader(rows.map(dateIn), titles.isFrench);
  const amountOfRow = amountReader(column, own, table);
  const found = rows.flatMap((row): MeterReading[] => {
    const [day, amount] = [dayOf(dateIn(row)), amountOfRow(row)];
    if (day === null || typeof day === "string" || typeof amount !== "number") return [];
    const span = civilDay(stampAt(civil(day.year, day.month ?? 1, day.day ?? 1)), time);
    if (typeof span === "string" || (context.today !== null && span.start > context.today)) return [];
    return [{ date: row.period, at: span.start, amount }];
  });
  return found.sort((a, b) => a.at - b.at);
}

/** More than ten times what is thought the most of a home, a month, in millionths of the base unit. */
function mostAMonth(key: string): number | null {
  const [domain = "", name = ""] = key.split(".");
  const measure = measureRef(domain, name)?.measure;
  return measure === undefined ? null : 10 * measure.clamp.upper * Number(UNITS[measure.unit].factor) * 10 ** MILLIONTHS;
}

/**
 * What a column's amounts are: by its title, by what the person said, else by themselves. In a column of months they are uses, since a
 * meter is read on a day.
 */
function kindOf(column: OwnColumn, dated: readonly MeterReading[], most: number | null, { titles, notebook }: OwnRows) {
  const { isMeter } = notebook.context;
  if (/\bindex\b/.test(column.title)) return "meter";
  if (titles.says === "months" || column.unit === "currency") return "uses";
  return isMeter === null ? amountsAre(dated, most) : isMeter ? "meter" : "uses";
}

/** Fewer hours than a whole month has, and at how many times of day a counter in use rises. */
const ENOUGH = 20;
const ENOUGH_RISES = 5;

/**
 * Whether amounts by the hour are those of a counter, which may start again each day: it falls at one time of day, or at two where clocks
 * change, and rises at others. Summed up, they would be far too much.
 */
function startsAgain(points: readonly PointOrReason[]): boolean {
  const known = points.flatMap((point) => {
    if (typeof point === "string" || typeof point.when === "string" || point.when.period !== undefined) return [];
    const { start, end } = point.when;
    const amount = point.value;
    const length = start === undefined || end === undefined ? 0 : end - start;
    return typeof amount === "number" && length >= 0 && length <= 3600 ? [{ at: start ?? end ?? 0, amount }] : [];
  });
  known.sort((a, b) => a.at - b.at);
  if (known.length < ENOUGH) return false;
  const rises = known.map(({ at, amount }, i) => ({ clock: at % DAY_SECONDS, by: amount - (known[i - 1]?.amount ?? amount) }));
  const clocksOf = (some: typeof rises) => new Set(some.map(({ clock }) => clock)).size;
  return clocksOf(rises.filter(({ by }) => by < 0)) <= 2 && clocksOf(rises.filter(({ by }) => by > 0)) >= ENOUGH_RISES;
}

/** Why none of a column's points counts; null where they may. @throws `ask`, where that is all that is missing */
function whyNone(ask: UnnamedMeasure | null, points: readonly PointOrReason[], { times, notebook }: OwnRows) {
  if (times.areHours && startsAgain(points)) return "index";
  if (ask === null) return null;
  const trial = openNotebook(notebook.time, notebook.context);
  for (const [i, point] of points.entries()) trial.count(i, point);
  const { readings, partial } = trial.report([]);
  if (readings.length > 0) throw ask;
  return partial.length > 0 ? "no-whole-month" : null;
}

/** The unit and the measure of amounts, and the question where one of them is not known: then the first that may be is tried. */
function measuredIn({ title, measure: key }: OwnColumn, unit: Unit | null, { context }: Notebook) {
  const isCounted = unit !== null && ownAmounts(title, unit).measures.length > 0;
  if (!isCounted) {
    const all = measuresNamed(title);
    const first = all[0] as MeasureRef;
    const ask = new UnnamedMeasure(
      null,
      all.map((one) => one.key),
    );
    return { own: ownAmounts(title, first.measure.unit), measure: first.key, ask };
  }
  const own = ownAmounts(title, unit);
  const measure = key ?? own.named ?? own.measures.find((one) => one === context.measure);
  const ask = measure === undefined ? new UnnamedMeasure(own.label, own.measures) : null;
  return { own, measure: measure ?? own.measures[0] ?? "", ask };
}

/** The rows of a table, with what the whole of their times tells. */
interface OwnRows {
  readonly titles: OwnTitles;
  readonly rows: readonly OwnRow[];
  readonly times: Times;
  readonly notebook: Notebook;
}

/**
 * Returns a function that makes points from a row, to be used once for the rows, in their order. A column of which nothing can be
 * kept is refused row by row, and nobody is asked what it measures.
 *
 * @throws UnnamedMeasure where neither the title nor the person who gives the file says what it measures, or in which unit, or whether
 *   it is what stands on a meter
 */
function columnReader(column: OwnColumn, table: OwnRows): (row: OwnRow) => readonly PointOrReason[] {
  const { rows, times, notebook } = table;
  if (isProduction(column.title)) return () => ["production"];
  if (column.isUnclear) return () => ["unclear-column"];
  const written = column.unit ?? unitBehind(rows.flatMap(({ cells }) => column.at.map((at) => cells[at] ?? "")));
  // By the hour, a number without a unit may be a power, and nobody remembers which.
  if (written === null && times.areHours) return () => ["unclear-unit"];
  const { own, measure, ask } = measuredIn(column, written ?? notebook.context.unit, notebook);
  const dated = datedAmounts(column, own, table);
  const kind = kindOf(column, dated, ask === null ? mostAMonth(measure) : null, table);
  if (kind !== "uses" && dated.length > 1) {
    if (ask !== null) throw ask;
    if (kind === "unclear") throw new UnnamedMeasure(null, [measure], undefined, true);
    return meterReader(dated, { measure, source: "table" }, pointReader(column, own, measure, table), notebook);
  }
  const points = rows.map(pointReader(column, own, measure, table));
  const fault = kind === "meter" ? "index" : whyNone(ask, points, table);
  const pointOf = pointReader(column, own, measure, table);
  return (row) => {
    const point = pointOf(row);
    return [fault === null || typeof point === "string" ? point : fault];
  };
}

/** Returns a function that makes points of what was used up to a row's reading. @param pointOf tells why another row is not read */
function meterReader(dated: readonly MeterReading[], of: SeriesOf, pointOf: PointReader, notebook: Notebook) {
  const uses = new Map(usesBetween(dated, of, KEPT, notebook.time));
  notebook.meterReadings += dated.length;
  return (row: OwnRow): readonly PointOrReason[] => {
    const point = pointOf(row);
    const found = uses.get(row.period);
    if (found !== undefined) return found;
    return [typeof point === "string" ? point : point.value === null ? point : "bad-date"];
  };
}

/** Returns a function that makes a row's points, one or more for each column of amounts; a row is refused once, for its first fault. */
function rowReader(titles: OwnTitles, rows: readonly OwnRow[], notebook: Notebook): (row: OwnRow) => PointOrReason[] {
  const table = { titles, rows, times: timesOf(titles, rows, notebook), notebook };
  const readers = titles.amounts.map((column) => columnReader(column, table));
  const isRefused = (point: PointOrReason) => typeof point === "string" && point in UNREAD;
  return (row) => {
    const points = readers.flatMap((pointsOf) => pointsOf(row));
    const first = points.findIndex(isRefused);
    return points.filter((point, i) => i === first || !isRefused(point));
  };
}

function read(form: TableForm, header: OwnHeader, notebook: Notebook): void {
  const rows = () => rowsBelow({ ...form, rows: () => form.rows(header.separator) }, header.line);
  const isRow = (cells: readonly string[] | null) => cells?.length === header.columns;
  const all = [...rows()].flatMap(({ cells }) => (cells !== null && isRow(cells) ? rowOf(header, cells) : []));
  const pointsOf = rowReader(header, all, notebook);
  for (const { line, cells } of rows()) {
    if (cells === null || !isRow(cells)) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    for (const { at, what } of header.aside) if ((cells[at] ?? "").trim() !== "") notebook.drop(what);
    for (const point of pointsOf(rowOf(header, cells))) notebook.count(line, point);
  }
}

/**
 * A table that a household keeps itself or gets from a program, with a time and amounts a row (CSV from a spreadsheet, or text).
 *
 * Shape: a header, `mois;kWh`, `Date;Consommation (kWh)` or `Month,Electricity (kWh),Water (m3)`, possibly with columns of costs,
 * production or a meter's index, which are ignored; then a row for each hour or shorter step: `2025-01-31 13:30`, `31/01/2025;13h`,
 * `2025-01-31T13:30:00+01:00`; for each day: `2025-01-31`, `31/01/2025`, `31 janvier 2025`; for each month: `2025-01`, `01/2025`,
 * `janvier 2025`, `Jan 2025`; or for each year: `2025`. Unit: the header's, else the one behind every amount, else the person is
 * asked, except by the hour, where the number may be a power. Interval: the whole day, month or year, or the step that a time
 * begins or ends (`hoursOf`); one that is not over is refused. Traps: kWh may be electricity or gas, and euros many things, so
 * where the title does not name the measure the person is asked, and of several columns each must name its own; times of a tariff
 * (`HP (kWh);HC (kWh)`) add up, but not with their total; in `01/02/2025` the column tells whether the day comes first, else French
 * titles do, or nothing does; dates that are each the first of a different month may be months; numbers that never fall
 * may be what stands on a meter, of which the differences are read (`amountsAre`); a two-digit year is of this century where it cannot be a
 * day; a column in which some decimals have a comma and others a point is not read; a meter's index by the month or the hour is no amount, nor is a
 * counter that starts again each day.
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

/** A spreadsheet's date as text, to the second: hours are fractions of a day, which are not exact. */
const secondsOf = (date: Date): string => new Date(1000 * Math.round(date.getTime() / 1000)).toISOString().slice(0, 19);

/**
 * Such a table in a spreadsheet's own file (XLSX), in any of its sheets.
 *
 * Shape, unit and interval: as in `ownTable`. Traps: a spreadsheet turns a typed month into a date, its first day; where a row
 * has another day, or the title says that they are days, none of them is a month. A filled cell outside the known columns means
 * that the row belongs to another table.
 */
export const ownWorkbook = sheetImporter("own-workbook", ownTitles, (titles, _above, { rows }, notebook) => {
  const { period, clock, until, aside } = titles;
  const areMonths =
    titles.says !== "days" &&
    clock === null &&
    rows.every(({ [period]: cell }) => !(cell instanceof Date) || secondsOf(cell).endsWith("01T00:00:00"));
  const cellText = (cell: SheetCell, at: number): string => {
    if (!(cell instanceof Date) || ![period, clock, until].includes(at)) return textOf(cell);
    if (at === clock) return secondsOf(cell).slice("2025-01-31T".length);
    return areMonths ? secondsOf(cell).slice(0, "2025-01".length) : secondsOf(cell);
  };
  const ownRow = (cells: readonly SheetCell[]): OwnRow => {
    const when = cells[period];
    return { ...rowOf(titles, cells.map(cellText)), ...(when instanceof Date ? { day: secondsOf(when) } : {}) };
  };
  const amountsAt = titles.amounts.flatMap(({ at }) => at);
  const known = [period, clock, until, ...amountsAt, ...aside.map(({ at }) => at)];
  const isElsewhere = (cell: SheetCell, at: number) => cell !== null && !known.includes(at);
  const isFilled = (cells: readonly SheetCell[]) => amountsAt.some((at) => /^\s*[-+]?\d/.test(textOf(cells[at])));
  const own = rows.filter((cells) => !cells.some(isElsewhere) && isFilled(cells));
  const pointsOf = rowReader(titles, own.map(ownRow), notebook);
  return (cells) => {
    for (const { at, what } of aside) if ((cells[at] ?? null) !== null) notebook.drop(what);
    return cells.some(isElsewhere) ? "bad-row" : pointsOf(ownRow(cells));
  };
});
