import { monthName } from "../contract/period.ts";
import { amountOf, KWH, LITRE } from "./amounts.ts";
import { eachRecord, recordImporter } from "./forms.ts";
import { fieldAt, firstText } from "./json.ts";
import { civilDay, stampAt } from "./stamps.ts";
import { civil, monthIndex } from "./zone.ts";

const DOCTYPE = /^com\.grandlyon\.(enedis|grdf|egl)\.(minute|hour|day|month|year)$/;
const FLUIDS = new Map([
  ["enedis", { of: { measure: "electricity.energy" }, unit: KWH }],
  ["grdf", { of: { measure: "gas.energy" }, unit: KWH }],
  ["egl", { of: { measure: "water.volume" }, unit: LITRE }],
]);

const doctypeOf = (record: unknown) => DOCTYPE.exec(firstText(record, "_type", "doctype", "docType"));

/**
 * Documents exported from a personal cloud (Cozy): `com.grandlyon.{enedis,grdf,egl}.{day,month}`.
 *
 * Shape: `{_type, load, year, month, day, hour, minute, price}`, in a list, wrapped, or one on each line. Unit: kWh; for water
 * whole litres. Interval: the calendar day, or the month. Traps: −1 means no value; minutes and hours repeat the days, and are
 * ignored; monthly totals repeat them too, and may be cut off; the type must be in the document, since all types have the same
 * fields.
 */
export const cozy = recordImporter(
  "cozy",
  (record) => doctypeOf(record) !== null,
  eachRecord((record, { time }) => {
    const [, provider = "", step = ""] = doctypeOf(record) ?? [];
    const fluid = FLUIDS.get(provider);
    if (fluid === undefined) return "other-measure";
    if (step !== "day" && step !== "month") return "other-source";
    const number = (name: string) => (Number.isInteger(fieldAt(record, name)) ? Number(fieldAt(record, name)) : Number.NaN);
    const [year, month] = [number("year"), number("month")];
    const day = civilDay(stampAt(civil(year, month, step === "month" ? 1 : number("day"))), time);
    const when = typeof day === "string" || step === "day" ? day : { period: monthName(monthIndex(year, month)) };
    const load = fieldAt(record, "load");
    const value = typeof load === "number" && load < 0 ? null : load;
    // Litres are whole: a fraction means that the water is in another unit.
    const isFraction = fluid.unit === LITRE && Number(amountOf(value, LITRE) ?? 0) % 1000 > 0;
    return isFraction && typeof when !== "string" ? "unclear-unit" : { ...fluid, when, value };
  }),
);
