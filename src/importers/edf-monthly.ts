import { edfAmount, edfRows, edfTable } from "./edf.ts";
import { importer, type TableForm } from "./importer.ts";
import type { Notebook } from "./notebook.ts";
import { KWH } from "./quantities.ts";
import { monthPeriod, plain } from "./stamps.ts";

const MONTH = /(?:^|\n)(?:\d{2}\/\d{4}|[A-Za-zÀ-ÿ]+\.? \d{4});/;

function read(form: TableForm, notebook: Notebook): void {
  const table = edfTable(form.head);
  if (table === null) return;
  const totals = notebook.totals({ measure: table.measure }, KWH.denominator);
  for (const { line, cells } of edfRows(form, table)) {
    if (cells === null || cells.length < 2) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    const month = monthPeriod(cells[0]);
    const amount = edfAmount(cells, table);
    if (month === null) notebook.refuse(line, "bad-date");
    else if (typeof amount === "string") notebook.took(line, amount);
    else totals.add(month, amount, plain(cells[table.nature] ?? "").startsWith("estim"), line);
  }
}

/**
 * EDF, energy by month (`ma-conso-mensuelle-….csv` of the zip of "suivi conso"), electricity or gas.
 *
 * Shape: Latin-1, a title, a header, then `01/2026;312,4;…`. Unit: kWh. Interval: the calendar month. Traps: the first and
 * last month may be cut; the file of days, where there is one, is believed first; columns as in that one.
 */
export const edfMonthly = importer<TableForm>({
  id: "edf-monthly",
  labels: { fr: "EDF, consommation mensuelle (CSV)", en: "EDF, energy by month (CSV)" },
  form: "table",
  recognises: ({ head }) => edfTable(head) !== null && MONTH.test(head),
  read,
});
