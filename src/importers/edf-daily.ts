import { edfEnergy, edfHeader, edfRows } from "./edf.ts";
import { importer, type TableForm } from "./importer.ts";
import type { Notebook } from "./notebook.ts";
import { amountOf, KWH } from "./quantities.ts";
import { dayOf, plain, stamp } from "./stamps.ts";

const DATE = /(?:^|\n)\d{2}\/\d{2}\/\d{4};/;

function tableOf(head: string) {
  const header = edfHeader(head);
  const energy = header === null ? null : edfEnergy(header.title, header.names);
  return header === null || energy === null
    ? null
    : { ...energy, nature: header.names.findIndex((name) => name.startsWith("nature")) };
}

function read(form: TableForm, notebook: Notebook): void {
  const table = tableOf(form.head);
  if (table === null) return;
  const series = notebook.intervals({ measure: table.measure }, KWH.denominator);
  for (const { line, cells } of edfRows(form)) {
    if (cells === null || cells.length < 2) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    const day = dayOf(stamp(cells[0]?.trim() ?? ""), notebook.time);
    const amount = amountOf(cells[table.column], KWH);
    if (typeof day === "string") notebook.refuse(line, day);
    else if (typeof amount === "string") notebook.refuse(line, amount);
    else series.add(day.start, day.end, amount, plain(cells[table.nature] ?? "").startsWith("estim"), line);
  }
}

/**
 * EDF, energy by day (`ma-conso-quotidienne-….csv` of the zip of "suivi conso"), electricity or gas.
 *
 * Shape: Latin-1, a title, a header `Date de consommation;Consommation (kWh);Nature de la donnée`, then `31/01/2026;12,5;Réelle`.
 * Unit: kWh; of gas the column of kWh is taken, not that of m³. Interval: the civil day (of gas: the gas day of that date).
 */
export const edfDaily = importer<TableForm>({
  id: "edf-daily",
  labels: { fr: "EDF, consommation quotidienne (CSV)", en: "EDF, energy by day (CSV)" },
  form: "table",
  recognises: ({ head }) => tableOf(head) !== null && DATE.test(head),
  read,
});
