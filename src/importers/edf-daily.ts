import { edfAmount, edfRows, edfTable } from "./edf.ts";
import { importer, type TableForm } from "./importer.ts";
import type { Notebook } from "./notebook.ts";
import { KWH } from "./quantities.ts";
import { dayOf, plain, stamp } from "./stamps.ts";

const DATE = /(?:^|\n)\d{2}\/\d{2}\/\d{4};/;

function read(form: TableForm, notebook: Notebook): void {
  const table = edfTable(form.head);
  if (table === null) return;
  const series = notebook.intervals({ measure: table.measure }, KWH.denominator);
  for (const { line, cells } of edfRows(form, table)) {
    if (cells === null || cells.length < 2) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    const day = dayOf(stamp(cells[0]?.trim() ?? ""), notebook.time);
    const amount = edfAmount(cells, table);
    if (typeof day === "string") notebook.refuse(line, day);
    else if (typeof amount === "string") notebook.took(line, amount);
    else series.add(day.start, day.end, amount, plain(cells[table.nature] ?? "").startsWith("estim"), line);
  }
}

/**
 * EDF, energy by day (`ma-conso-quotidienne-….csv` of the zip of "suivi conso"), electricity or gas.
 *
 * Shape: Latin-1, a title, a header `Date de consommation;Consommation (kWh);Nature de la donnée`, then `31/01/2026;12,5;Réelle`.
 * Unit: kWh; of gas the column of kWh is taken, not that of m³. Interval: the civil day (of gas: the gas day of that date).
 * Traps: a column for each of a tariff's times, which add up; production beside consumption, or alone.
 */
export const edfDaily = importer<TableForm>({
  id: "edf-daily",
  labels: { fr: "EDF, consommation quotidienne (CSV)", en: "EDF, energy by day (CSV)" },
  form: "table",
  recognises: ({ head }) => edfTable(head) !== null && DATE.test(head),
  read,
});
