import { edfEnergy, edfHeader, edfRows } from "./edf.ts";
import { importer, type TableForm } from "./importer.ts";
import type { Notebook } from "./notebook.ts";
import { amountOf, KWH } from "./quantities.ts";
import { monthPeriod, plain } from "./stamps.ts";

const MONTH = /(?:^|\n)(?:\d{2}\/\d{4}|[A-Za-zÀ-ÿ]+\.? \d{4});/;

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
  const totals = notebook.totals({ measure: table.measure }, KWH.denominator);
  for (const { line, cells } of edfRows(form)) {
    if (cells === null || cells.length < 2) {
      notebook.refuse(line, "bad-row");
      continue;
    }
    const month = monthPeriod(cells[0]);
    const amount = amountOf(cells[table.column], KWH);
    if (month === null) notebook.refuse(line, "bad-date");
    else if (typeof amount === "string") notebook.refuse(line, amount);
    else totals.add(month, amount, plain(cells[table.nature] ?? "").startsWith("estim"), line);
  }
}

/**
 * EDF, energy by month (`ma-conso-mensuelle-….csv` of the zip of "suivi conso"), electricity or gas.
 *
 * Shape: Latin-1, a title, a header, then `01/2026;312,4;…`. Unit: kWh. Interval: the calendar month. Traps: the first and
 * last month may be cut; the file of days, where there is one, is believed first.
 */
export const edfMonthly = importer<TableForm>({
  id: "edf-monthly",
  labels: { fr: "EDF, consommation mensuelle (CSV)", en: "EDF, energy by month (CSV)" },
  form: "table",
  recognises: ({ head }) => tableOf(head) !== null && MONTH.test(head),
  read,
});
