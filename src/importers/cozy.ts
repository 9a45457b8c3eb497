import { field, textAt } from "./json.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf, KWH, LITRE, type Quantity } from "./quantities.ts";
import { type PlacedRecord, recordImporter } from "./records.ts";
import { dayOf } from "./stamps.ts";
import { civil, monthIndex, monthName } from "./zone.ts";

const DOCTYPE = /^com\.grandlyon\.(enedis|grdf|egl)\.(minute|hour|day|month|year)$/;
const FLUIDS: Readonly<Record<string, { readonly measure: string; readonly quantity: Quantity }>> = {
  enedis: { measure: "electricity.energy", quantity: KWH },
  grdf: { measure: "gas.energy", quantity: KWH },
  egl: { measure: "water.volume", quantity: LITRE },
};

const doctypeOf = (value: unknown) =>
  DOCTYPE.exec(textAt(value, "_type") || textAt(value, "doctype") || textAt(value, "docType"));
const number = (value: unknown) => (typeof value === "number" && Number.isInteger(value) ? value : Number.NaN);

function read(records: Iterable<PlacedRecord>, notebook: Notebook): void {
  for (const { at, value } of records) {
    const [, provider = "", step = ""] = doctypeOf(value) ?? [];
    const fluid = FLUIDS[provider];
    if (fluid === undefined) notebook.drop("other-measure");
    else if (step === "day" || step === "month") notebook.took(at, readOne(value, fluid, step, at, notebook));
    else notebook.drop("other-source");
  }
}

function readOne(value: unknown, fluid: (typeof FLUIDS)[string], step: string, at: number, notebook: Notebook): Outcome {
  const [year, month] = [number(field(value, "year")), number(field(value, "month"))];
  const wall = civil(year, month, step === "month" ? 1 : number(field(value, "day")));
  const day = dayOf(Number.isNaN(wall) ? null : { wall, offset: null }, notebook.time);
  if (typeof day === "string") return day;
  const load = field(value, "load");
  const amount = amountOf(typeof load === "number" && load < 0 ? null : load, fluid.quantity);
  if (typeof amount === "string") return amount;
  // Litres are whole: a fraction says that the water is in another unit.
  if (fluid.quantity === LITRE && amount !== null && amount % 1000 !== 0) return "unclear-unit";
  const of = { measure: fluid.measure, part: step };
  if (step === "day") notebook.intervals(of, fluid.quantity.denominator).add(day.start, day.end, amount, false, at);
  else notebook.totals(of, fluid.quantity.denominator).add(monthName(monthIndex(year, month)), amount, false, at);
  return null;
}

/**
 * Documents of a personal cloud (Cozy) as its export has them: `com.grandlyon.{enedis,grdf,egl}.{day,month}`.
 *
 * Shape: `{_type, load, year, month, day, hour, minute, price}`, a list, wrapped, or one a line. Unit: kWh; of water whole litres.
 * Interval: the civil day, or the month. Traps: −1 is no value; minutes and hours repeat what days say, and are left to
 * them; months' totals repeat them too, and may be cut; the type must be in the document, for the fields are all alike.
 */
export const cozy = recordImporter({
  id: "cozy",
  labels: { fr: "Documents d’un Cozy (JSON)", en: "Documents of a Cozy (JSON)" },
  recognises: (record) => doctypeOf(record) !== null,
  read,
});
