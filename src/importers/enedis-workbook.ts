import { importer, type WorkbookForm } from "./importer.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf } from "./quantities.ts";
import { sideOf } from "./side.ts";
import { Instants, inRange, plain, type Stamp, stampOf } from "./stamps.ts";
import type { Cell, Sheet } from "./workbook.ts";

const HEADER_WITHIN = 30;
/** Thousandths of a watt, times seconds, are so many to the watt-hour. */
const WATT_SECONDS = 3_600_000n;

const named = (cell: Cell | undefined) => (typeof cell === "string" ? plain(cell) : "");

interface Header {
  readonly row: number;
  readonly start: number;
  readonly end: number;
  /** the columns of values, as they are called */
  readonly values: readonly Value[];
}
interface Value {
  readonly column: number;
  readonly name: string;
  /** the value is mean power, to be multiplied by the interval, or the energy itself */
  readonly power: boolean;
  readonly places: number;
}

/** The unit in the brackets of the value's name. */
function unitOf(name: string): { power: boolean; places: number } | null {
  const unit = /\(?(?:en )?(kwh|wh|kw|w)\)?$/.exec(name)?.[1];
  if (unit === undefined) return null;
  return { power: !unit.endsWith("h"), places: unit.startsWith("k") ? 6 : 3 };
}

function headerOf({ rows }: Sheet): Header | null {
  for (const [row, cells] of rows.slice(0, HEADER_WITHIN).entries()) {
    const names = cells.map(named);
    const [start, end] = [names.findIndex((name) => name.startsWith("debut")), names.findIndex((name) => name.startsWith("fin"))];
    const values = names.flatMap((name, column) => {
      const unit = name.startsWith("valeur") ? unitOf(name) : null;
      return unit === null ? [] : [{ column, name, ...unit }];
    });
    if (start >= 0 && end >= 0 && values.length > 0) return { row, start, end, values };
  }
  return null;
}

/** The civil length or the real one, whichever is shorter: they differ when clocks change within, or between its ends. */
function endOf(start: number, from: Stamp, to: Stamp, notebook: Notebook): number | null {
  if (to.offset !== null) return to.wall - to.offset > start ? to.wall - to.offset : null;
  const later = notebook.time.instants(to.wall).find((instant) => instant > start);
  if (later === undefined || to.wall <= from.wall - 3600) return null;
  return to.wall > from.wall ? Math.min(later, start + to.wall - from.wall) : later;
}

/** The value that was used; what was produced, or two of which nothing says which, is none. */
function chosen(values: readonly Value[], around: readonly string[]): Value | "production" | "unclear-column" {
  const used = values.filter(({ name }) => sideOf(name, ...around) !== "production");
  return used.length > 1 ? "unclear-column" : (used[0] ?? "production");
}

function readSheet(sheet: Sheet, notebook: Notebook): void {
  const header = headerOf(sheet);
  if (header === null) return;
  const above = sheet.rows.slice(0, header.row).flatMap((cells) => cells.filter((cell) => typeof cell === "string"));
  const meters = above.flatMap((cell) => /\b\d{14}\b/.exec(cell) ?? []);
  for (const meter of meters) notebook.identify("electricity-meter", meter);
  const value = chosen(header.values, [sheet.name, above.join(" ")]);
  const sheetReader: SheetReader = { header, meter: meters[0] ?? "", instants: new Instants(notebook.time), notebook };
  for (const [i, cells] of sheet.rows.entries()) {
    if (i <= header.row || cells.every((cell) => cell === null)) continue;
    notebook.took(i + 1, typeof value === "string" ? value : readRow(cells, i + 1, value, sheetReader));
  }
}

interface SheetReader {
  readonly header: Header;
  readonly meter: string;
  readonly instants: Instants;
  readonly notebook: Notebook;
}

function readRow(cells: readonly Cell[], place: number, value: Value, o: SheetReader): Outcome {
  const [from, to] = [stampOf(cells[o.header.start]), stampOf(cells[o.header.end])];
  const start = o.instants.of(from);
  if (typeof start === "string") return start;
  if (from === null || to === null) return "bad-date";
  if (!inRange(to.wall)) return "out-of-range";
  const end = endOf(start, from, to, o.notebook);
  if (end === null) return "bad-length";
  const quantity = { places: value.places, denominator: value.power ? WATT_SECONDS : 1000n };
  const amount = amountOf(cells[value.column], quantity);
  if (typeof amount === "string") return amount;
  const energy = amount === null || !value.power ? amount : amount * (end - start);
  if (energy !== null && energy > Number.MAX_SAFE_INTEGER) return "too-large";
  const part = value.power ? "power" : "energy";
  o.notebook
    .intervals({ measure: "electricity.energy", meter: o.meter, part }, quantity.denominator)
    .add(start, end, energy, false, place);
  return null;
}

/**
 * Enedis, workbook of the customer account since February 2025 (`<PRM>_Export_energie_Consommation_….xlsx`).
 *
 * Shape: a header `Début;Fin;Valeur (en Kw)` below whatever stands above it; text or date cells, decimal commas. Unit: mean kW over
 * the interval, or kWh where the header says so. Interval: both ends, in wall-clock time. Traps: an hourly file holds seven
 * days at most, so a month takes several, in one archive; the hour that comes twice in October; production has the same shape,
 * and only a column, its sheet or what stands above says it.
 */
export const enedisWorkbook = importer<WorkbookForm>({
  id: "enedis-workbook",
  labels: { fr: "Enedis, espace client 2025 (XLSX)", en: "Enedis, customer account 2025 (XLSX)" },
  form: "workbook",
  recognises: ({ sheets }) => sheets.some((sheet) => headerOf(sheet) !== null),
  read: ({ sheets }, notebook) => {
    for (const sheet of sheets) readSheet(sheet, notebook);
  },
});
