import { ENERGY } from "./amounts.ts";
import { sheetImporter } from "./sheets.ts";
import { betweenTimes, instantReader, stamp } from "./stamps.ts";
import { isProduction } from "./words.ts";

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
    return {
      of,
      when: betweenTimes(stamp(cells[start]), stamp(cells[end]), instantOf, notebook.time),
      value: cells[value.column],
      unit: value.unit,
    };
  };
});
