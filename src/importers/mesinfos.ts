import { ENERGY, KWH, type Quantity } from "./amounts.ts";
import { recordImporter } from "./forms.ts";
import { fieldAt, firstText, items, textAt } from "./json.ts";
import type { Notebook, PointOrReason, Span } from "./notebook.ts";
import type { UnreadReason } from "./reasons.ts";
import { betweenDays, civilDay, instantReader, type Stamp, stamp, stampAt } from "./stamps.ts";
import { DAY_SECONDS } from "./zone.ts";

const METERING = /^fr\.enedis\.api\.meteringdata\.(energy|loadcurve|maxpower)$/;
const STATEMENT = "org.fing.mesinfos.consumptionstatement";
const OTHERS = /^(fr\.orange\.|io\.cozy\.bankoperation|io\.cozy\.bank\.|org\.fing\.mesinfos\.)/;
/** Seconds of a step of the load curve in these exports. */
const HALF_HOUR = 1800;

const typeOf = (record: unknown) => firstText(record, "docType", "_type", "doctype");

/** EDF's statement of a month. Its field `statementReason` tells what it is about. */
function statement(record: unknown, { time }: Notebook): PointOrReason {
  const reason = textAt(record, "statementReason");
  const measure = /Elec/i.test(reason) ? "electricity.energy" : /Gas/i.test(reason) ? "gas.energy" : null;
  if (measure === null || /cost|euro|money/i.test(reason)) return "other-measure";
  const [from, to] = [stamp(textAt(record, "start")), stamp(textAt(record, "end"))];
  // Both dates of a statement are included, unless it ends on the first of a month, which is then the day after.
  const isAfter = /-01(T|$)/.test(textAt(record, "end"));
  const next = to === null || isAfter ? to : stampAt(to.wall - (to.wall % DAY_SECONDS) + DAY_SECONDS);
  return {
    of: { measure, part: "statements", source: "bill" },
    when: betweenDays(from, next, time),
    value: fieldAt(record, "value"),
    unit: KWH,
    estimated: true,
  };
}

/**
 * The n-th day or half hour from a reading's start. Half hours are numbered in real time: clock changes do not repeat a number.
 */
function whenOf(start: Stamp | null, number: string, unit: Quantity, { time }: Notebook): Span | UnreadReason {
  if (start === null || !/^\d{1,6}$/.test(number) || Number(number) === 0) return "bad-date";
  const before = Number(number) - 1;
  if (!unit.power) return civilDay(stampAt(start.wall + before * DAY_SECONDS), time);
  const first = instantReader(time)(start);
  if (typeof first === "string") return first;
  return { start: first + before * HALF_HOUR, end: first + (before + 1) * HALF_HOUR };
}

function readReading(reading: unknown, meter: string, place: number, notebook: Notebook): void {
  const blocks = items(reading, "interval_block");
  const unit = ENERGY.get(textAt(reading, "reading_type", "unit").toLowerCase());
  const kind = textAt(reading, "reading_type", "measurement_kind");
  if (unit === undefined || kind !== (unit.power ? "CDC" : "ENERGIEGLO")) {
    notebook.drop("other-measure", blocks.length);
    return;
  }
  const start = stamp(textAt(reading, "start"));
  const of = { measure: "electricity.energy", meter };
  for (const block of blocks) {
    const when = whenOf(start, String(fieldAt(block, "reading_number") ?? ""), unit, notebook);
    notebook.count(place, { of, when, value: fieldAt(block, "value"), unit });
  }
}

/**
 * Fixtures and exports of the MesInfos pilot (Fing): metering data of Enedis, and EDF's consumption statements.
 *
 * Shape: documents with a `docType`; `usage_point[].meter_reading{start, reading_type, interval_block[{value, reading_number}]}`
 * and `{start, end, value, statementReason}`. Unit: stated by `reading_type`; statements are in kWh. Interval: the n-th day or
 * half hour from `start`; a statement's two dates. Traps: power maxima have the same shape; phone logs and bank operations are in
 * the same exports, are of no measure here, and are only counted.
 */
export const mesinfos = recordImporter(
  "mesinfos",
  (record) => METERING.test(typeOf(record)) || OTHERS.test(typeOf(record)),
  (form, notebook) => {
    for (const { at: place, value: record } of form.records()) {
      if (!METERING.test(typeOf(record))) {
        notebook.count(place, typeOf(record) === STATEMENT ? statement(record, notebook) : "other-measure");
        continue;
      }
      for (const point of items(record, "usage_point")) {
        const meter = textAt(point, "usage_point_id") || textAt(record, "usage_point_id");
        notebook.identify("electricity-meter", meter);
        for (const reading of [fieldAt(point, "meter_reading")].flat()) readReading(reading, meter, place, notebook);
      }
    }
  },
);
