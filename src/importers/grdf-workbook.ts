import { importer, type WorkbookForm } from "./importer.ts";
import type { Notebook, Outcome, SeriesOf } from "./notebook.ts";
import { amountOf, KWH } from "./quantities.ts";
import { dayOf, monthPeriod, plain, stampOf } from "./stamps.ts";
import type { Cell, Sheet } from "./workbook.ts";

/** Rows in which the header is looked for; it is on the ninth. */
const HEADER_WITHIN = 30;

const named = (cell: Cell | undefined) => (typeof cell === "string" ? plain(cell) : "");

/** Where the header is and what its columns are called; null: no such table. */
function headerOf({ rows }: Sheet): { row: number; names: string[] } | null {
  const row = rows
    .slice(0, HEADER_WITHIN)
    .findIndex((cells) => cells.some((cell) => named(cell).startsWith("energie consommee")));
  return row < 0 ? null : { row, names: (rows[row] ?? []).map(named) };
}

/** What stands above the table says whose it is: counted, and left. Returns the meter, which tells two of them apart. */
function identifyAbove(rows: Sheet["rows"], notebook: Notebook): string {
  let meter = "";
  for (const cell of rows.flat()) {
    if (typeof cell !== "string") continue;
    const number = /\b(\d{14}|GI\d{6})\b/.exec(cell)?.[0];
    if (number !== undefined) {
      notebook.identify("gas-meter", number);
      meter ||= number;
    } else if (/\b\d{5}\b/.test(cell)) notebook.identify("address", cell);
    else if (/^(alias|libell|nom)/.test(plain(cell))) notebook.identify("name", cell);
  }
  return meter;
}

function readSheet(sheet: Sheet, notebook: Notebook): void {
  const header = headerOf(sheet);
  if (header === null) return;
  const meter = identifyAbove(sheet.rows.slice(0, header.row), notebook);
  const energy = header.names.findIndex((name) => name.startsWith("energie consommee"));
  const quality = header.names.findIndex((name) => name.startsWith("qualification"));
  const end = header.names.findIndex((name) => name.startsWith("date de fin"));
  const when = Math.max(
    0,
    header.names.findIndex((name, i) => i !== end && /^(date|mois|periode)/.test(name)),
  );
  for (const [i, cells] of sheet.rows.entries()) {
    if (i <= header.row || cells.every((cell) => cell === null)) continue;
    const place = i + 1;
    const amount = amountOf(cells[energy], KWH);
    if (typeof amount === "string") {
      notebook.refuse(place, amount);
      continue;
    }
    const row = { amount, estimated: named(cells[quality]).startsWith("estim"), place, of: { measure: "gas.energy", meter } };
    if (end < 0) readRow(cells[when] ?? null, row, notebook);
    else notebook.took(place, readPeriod(cells[when] ?? null, cells[end] ?? null, row, notebook));
  }
}

interface Row {
  readonly amount: number | null;
  readonly estimated: boolean;
  readonly place: number;
  readonly of: SeriesOf;
}

/** From one reading of the meter to the next: the second date begins the next row's period, as in GRDF's own JSON. */
function readPeriod(first: Cell, next: Cell, { amount, estimated, place, of }: Row, notebook: Notebook): Outcome {
  const [from, to] = [dayOf(stampOf(first), notebook.time), dayOf(stampOf(next), notebook.time)];
  if (typeof from === "string") return from;
  if (typeof to === "string") return to;
  notebook.intervals({ ...of, part: "published" }, KWH.denominator).add(from.start, to.start, amount, estimated, place);
  return null;
}

function readRow(when: Cell, { amount, estimated, place, of }: Row, notebook: Notebook): void {
  const date = stampOf(when);
  if (date === null) {
    const month = monthPeriod(when);
    if (month === null) notebook.refuse(place, "bad-date");
    else notebook.totals({ ...of, part: "months" }, KWH.denominator).add(month, amount, estimated, place);
    return;
  }
  const day = dayOf(date, notebook.time);
  if (typeof day === "string") notebook.refuse(place, day);
  else notebook.intervals({ ...of, part: "days" }, KWH.denominator).add(day.start, day.end, amount, estimated, place);
}

/**
 * GRDF, workbook of the customer portal ("Données informatives", and its monthly kin).
 *
 * Shape: a header on row 9, below address, PCE and label; columns are found by name. Unit: kWh (`Energie consommée (kWh)`).
 * Interval: a gas day by its date (`DD/MM/YYYY`, or a date cell), or a month (`Novembre 2020 `), or what lies between two dates
 * (published readings). Traps: the first and last month may be cut; a month's name ends with a space.
 */
export const grdfWorkbook = importer<WorkbookForm>({
  id: "grdf-workbook",
  labels: { fr: "GRDF, espace client (XLSX)", en: "GRDF, customer portal (XLSX)" },
  form: "workbook",
  recognises: ({ sheets }) => sheets.some((sheet) => headerOf(sheet) !== null),
  read: ({ sheets }, notebook) => {
    for (const sheet of sheets) readSheet(sheet, notebook);
  },
});
