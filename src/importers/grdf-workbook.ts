import { KWH } from "./amounts.ts";
import type { Notebook } from "./notebook.ts";
import { plainCell, sheetImporter } from "./sheets.ts";
import { betweenDays, civilDay, monthPeriod, stamp } from "./stamps.ts";
import { isEstimate, plain } from "./words.ts";
import type { SheetCell } from "./workbook.ts";

function columnsOf(names: readonly string[]) {
  const column = (name: RegExp) => names.findIndex((one) => name.test(one));
  const [energy, quality, end] = [column(/^energie consommee/), column(/^qualification/), column(/^date de fin/)];
  const when = names.findIndex((name, i) => i !== end && /^(date|mois|periode)/.test(name));
  return energy < 0 ? null : { energy, quality, end, when: Math.max(0, when) };
}

/**
 * Counts identifiers in the text above the table, which says whose it is, and drops them. Returns the meter, which tells two of
 * them apart.
 */
function identify(above: readonly string[], notebook: Notebook): string {
  let meter = "";
  for (const cell of above) {
    const number = /\b(\d{14}|GI\d{6})\b/.exec(cell)?.[0];
    if (number !== undefined) {
      notebook.identify("gas-meter", number);
      meter ||= number;
    } else if (/\b\d{5}\b/.test(cell)) notebook.identify("address", cell);
    else if (/^(alias|libell|nom)/.test(plain(cell))) notebook.identify("name", cell);
  }
  return meter;
}

function whenOf(first: SheetCell | undefined, next: SheetCell | undefined, isBetween: boolean, { time }: Notebook) {
  if (isBetween) return betweenDays(stamp(first), stamp(next), time);
  const period = stamp(first) === null ? monthPeriod(first) : null;
  return period === null ? civilDay(stamp(first), time) : { period };
}

/**
 * GRDF, workbook of the customer portal ("Données informatives", and its monthly version).
 *
 * Shape: a header on row 9, below address, PCE and label; columns are found by name. Unit: kWh (`Energie consommée (kWh)`).
 * Interval: a gas day by its date (`DD/MM/YYYY`, or a date cell), or a month (`Novembre 2020 `), or the time between two dates
 * (published readings), of which the second begins the next row's period, as in GRDF's own JSON. Traps: the first and last months
 * may be cut off; the name of a month ends with a space.
 */
export const grdfWorkbook = sheetImporter("grdf-workbook", columnsOf, ({ energy, quality, end, when }, above, _, notebook) => {
  const isBetween = end >= 0;
  const of = { measure: "gas.energy", meter: identify(above, notebook), part: isBetween ? "published" : "" };
  return (cells) => ({
    of,
    when: whenOf(cells[when], cells[end], isBetween, notebook),
    value: cells[energy],
    unit: KWH,
    estimated: isEstimate(plainCell(cells[quality])),
  });
});
