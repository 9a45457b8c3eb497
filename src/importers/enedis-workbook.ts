import { ENERGY } from "./amounts.ts";
import type { Notebook, Span } from "./notebook.ts";
import type { UnreadReason } from "./reasons.ts";
import { sheetImporter } from "./sheets.ts";
import { inRange, instantReader, stamp } from "./stamps.ts";
import { isProduction } from "./words.ts";
import type { SheetCell } from "./workbook.ts";

const VALUE = /^valeur.*?\(?(?:en )?(kwh|wh|kw|w)\)?$/;

function columnsOf(names: readonly string[]) {
  const [start, end] = [names.findIndex((name) => name.startsWith("debut")), names.findIndex((name) => name.startsWith("fin"))];
  const values = names.flatMap((name, column) => {
    const unit = ENERGY.get(VALUE.exec(name)?.[1] ?? "");
    return unit === undefined ? [] : [{ column, name, unit }];
  });
  return start < 0 || end < 0 || values.length === 0 ? null : { start, end, values };
}

/**
 * The span between two wall-clock times. Where a clock change makes its civil and real lengths differ, the shorter one is used.
 */
function spanOf(
  first: SheetCell | undefined,
  next: SheetCell | undefined,
  instantOf: ReturnType<typeof instantReader>,
  { time }: Notebook,
): Span | UnreadReason {
  const [from, to] = [stamp(first), stamp(next)];
  const start = instantOf(from);
  if (typeof start === "string") return start;
  if (from === null || to === null) return "bad-date";
  if (!inRange(to.wall)) return "out-of-range";
  const ends = to.offset === null ? time.instants(to.wall) : [to.wall - to.offset];
  const end = ends.find((instant) => instant > start);
  // In the repeated hour, an interval may seem to end an hour before it begins.
  if (end === undefined || (to.offset === null && to.wall <= from.wall - 3600)) return "bad-length";
  const isCivil = to.offset === null && to.wall > from.wall;
  return { start, end: isCivil ? Math.min(end, start + to.wall - from.wall) : end };
}

/**
 * Enedis, workbook of the customer account since February 2025 (`<PRM>_Export_energie_Consommation_….xlsx`).
 *
 * Shape: a header `Début;Fin;Valeur (en Kw)` below other rows; text or date cells, decimal commas. Unit: mean kW over the
 * interval, or kWh where the header says so. Interval: both ends, in wall-clock time. Traps: an hourly file has at most seven
 * days, so a month takes several, in one archive; the repeated hour in October; production has the same shape, and only a column,
 * the sheet's name or the rows above tell.
 */
export const enedisWorkbook = sheetImporter("enedis-workbook", columnsOf, ({ start, end, values }, above, sheet, notebook) => {
  const meters = above.flatMap((cell) => /\b\d{14}\b/.exec(cell) ?? []);
  for (const meter of meters) notebook.identify("electricity-meter", meter);
  const used = values.filter(({ name }) => !isProduction(name, sheet.name, above.join(" ")));
  const of = { measure: "electricity.energy", meter: meters[0] ?? "" };
  const instantOf = instantReader(notebook.time);
  return (cells) => {
    const [value] = used;
    if (value === undefined) return "production";
    if (used.length > 1) return "unclear-column";
    return { of, when: spanOf(cells[start], cells[end], instantOf, notebook), value: cells[value.column], unit: value.unit };
  };
});
