import { field, textAt } from "./json.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf, KWH } from "./quantities.ts";
import { type PlacedRecord, recordImporter } from "./records.ts";
import { dayOf, monthPeriod, stamp } from "./stamps.ts";

function read(records: Iterable<PlacedRecord>, notebook: Notebook): void {
  for (const { at, value } of records) notebook.took(at, readOne(value, at, notebook));
}

function readOne(value: unknown, place: number, notebook: Notebook): Outcome {
  const period = textAt(value, "time_period").trim();
  const amount = amountOf(field(value, "energy_kwh"), KWH);
  if (typeof amount === "string") return amount;
  const of = { measure: "gas.energy" };
  const month = /^\d{2}\/\d{2}\/\d{4}$/.test(period) ? null : monthPeriod(period);
  if (month !== null) {
    notebook.totals({ ...of, part: "months" }, KWH.denominator).add(month, amount, false, place);
    return null;
  }
  if (/^(199\d|20\d\d)$/.test(period)) {
    notebook.totals({ ...of, part: "years" }, KWH.denominator).add(period, amount, false, place);
    return null;
  }
  const day = dayOf(stamp(period), notebook.time);
  if (typeof day === "string") return day;
  const estimated = textAt(value, "type") === "EST";
  notebook.intervals({ ...of, part: "days" }, KWH.denominator).add(day.start, day.end, amount, estimated, place);
  return null;
}

/**
 * GRDF by way of an export tool that keeps the portal's table as a list: `[{time_period, energy_kwh, type, …}]`.
 *
 * Unit: kWh. Interval: `time_period` is a gas day (`09/05/2019`), a month (`Mai 2019`) or a year. Traps: the first and the
 * last month or year are those in which the export begins and ends, with no sign that they are cut; `EST` is estimated.
 */
export const grdfList = recordImporter({
  id: "grdf-list",
  labels: { fr: "GRDF, liste d’un outil d’export (JSON)", en: "GRDF, list of an export tool (JSON)" },
  recognises: (record) => field(record, "time_period") !== undefined && field(record, "energy_kwh") !== undefined,
  read,
});
