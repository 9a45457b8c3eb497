import { at, field, items, textAt } from "./json.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf, energyUnit, KWH } from "./quantities.ts";
import { type PlacedRecord, recordImporter } from "./records.ts";
import { dayOf, Instants, type Stamp, stamp } from "./stamps.ts";
import { DAY } from "./zone.ts";

const METERING = /^fr\.enedis\.api\.meteringdata\.(energy|loadcurve|maxpower)$/;
const STATEMENT = "org.fing.mesinfos.consumptionstatement";
const OTHERS = /^(fr\.orange\.|io\.cozy\.bankoperation|io\.cozy\.bank\.|org\.fing\.mesinfos\.)/;
/** The load curve of these exports. */
const HALF_HOUR = 1800;

const typeOf = (value: unknown) => textAt(value, "docType") || textAt(value, "_type") || textAt(value, "doctype");

function read(records: Iterable<PlacedRecord>, notebook: Notebook): void {
  for (const { at: place, value } of records) {
    if (METERING.test(typeOf(value))) readMeter(value, place, notebook);
    else if (typeOf(value) === STATEMENT) notebook.took(place, readStatement(value, place, notebook));
    else notebook.drop("other-measure");
  }
}

/** EDF's statement of a month: what it was of stands in its reason. */
function readStatement(value: unknown, place: number, notebook: Notebook): Outcome {
  const reason = textAt(value, "statementReason");
  const measure = /Elec/i.test(reason) ? "electricity.energy" : /Gas/i.test(reason) ? "gas.energy" : null;
  if (measure === null || /cost|euro|money/i.test(reason)) return "other-measure";
  const from = dayOf(stamp(textAt(value, "start")), notebook.time);
  const to = dayOf(stamp(textAt(value, "end")), notebook.time);
  if (typeof from === "string") return from;
  if (typeof to === "string") return to;
  const amount = amountOf(field(value, "value"), KWH);
  if (typeof amount === "string") return amount;
  // Both days of a statement count, unless it ends on the first of a month, which is then the day after.
  const end = /-01(T|$)/.test(textAt(value, "end")) ? to.start : to.end;
  notebook.intervals({ measure, part: "statements", source: "bill" }, KWH.denominator).add(from.start, end, amount, true, place);
  return null;
}

function readMeter(value: unknown, place: number, notebook: Notebook): void {
  for (const point of items(field(value, "usage_point"))) {
    const meter = textAt(point, "usage_point_id") || textAt(value, "usage_point_id");
    notebook.identify("electricity-meter", meter);
    const held = field(point, "meter_reading");
    for (const reading of Array.isArray(held) ? held : [held]) readReading(reading, meter, place, notebook);
  }
}

function readReading(reading: unknown, meter: string, place: number, notebook: Notebook): void {
  const blocks = items(field(reading, "interval_block"));
  const kind = textAt(reading, "reading_type", "measurement_kind");
  const unit = textAt(reading, "reading_type", "unit").toLowerCase();
  const start = stamp(textAt(reading, "start").trim());
  const energy = energyUnit(unit);
  if (kind === "ENERGIEGLO" && energy !== undefined) {
    const series = notebook.intervals({ measure: "electricity.energy", meter, part: "days" }, energy.denominator);
    for (const block of blocks) {
      const day = dayOf(nth(start, block, DAY), notebook.time);
      const amount = amountOf(field(block, "value"), energy);
      if (typeof day === "string") notebook.refuse(place, day);
      else if (typeof amount === "string") notebook.refuse(place, amount);
      else series.add(day.start, day.end, amount, false, place);
    }
  } else if (kind === "CDC" && (unit === "w" || unit === "kw")) {
    const instants = new Instants(notebook.time);
    const from = instants.of(start);
    const quantity = { places: unit === "w" ? 3 : 6, denominator: 3_600_000n };
    const series = notebook.intervals({ measure: "electricity.energy", meter, part: "curve" }, quantity.denominator);
    for (const block of blocks) {
      const number = numberOf(block);
      const power = amountOf(field(block, "value"), quantity);
      if (typeof from === "string") notebook.refuse(place, from);
      else if (number === null) notebook.refuse(place, "bad-date");
      else if (typeof power === "string") notebook.refuse(place, power);
      else {
        // Numbered in real time: clocks that change do not repeat a number.
        const begins = from + (number - 1) * HALF_HOUR;
        series.add(
          begins,
          begins + HALF_HOUR,
          power === null ? null : Math.min(power * HALF_HOUR, Number.MAX_SAFE_INTEGER),
          false,
          place,
        );
      }
    }
  } else notebook.drop("other-measure", blocks.length);
}

/** From 1; null: none, or more than a household's file can hold. */
function numberOf(block: unknown): number | null {
  const text = String(at(block, "reading_number") ?? "");
  return /^\d{1,6}$/.test(text) && Number(text) >= 1 ? Number(text) : null;
}

function nth(start: Stamp | null, block: unknown, step: number): Stamp | null {
  const number = numberOf(block);
  return start === null || number === null ? null : { wall: start.wall + (number - 1) * step, offset: null };
}

/**
 * Fixtures and exports of the MesInfos pilot (Fing): metering data of Enedis, and EDF's consumption statements.
 *
 * Shape: documents with a `docType`; `usage_point[].meter_reading{start, reading_type, interval_block[{value, reading_number}]}` and
 * `{start, end, value, statementReason}`. Unit: as `reading_type` says; statements are kWh. Interval: the n-th day or half hour
 * from `start`; a statement's two dates. Traps: power maxima have the same shape; phone logs and bank operations are in
 * the same exports, and name no measure here: they are counted and left.
 */
export const mesinfos = recordImporter({
  id: "mesinfos",
  labels: { fr: "Documents de MesInfos (JSON)", en: "Documents of MesInfos (JSON)" },
  recognises: (record) => METERING.test(typeOf(record)) || OTHERS.test(typeOf(record)),
  read,
});
