import { ENERGY, type Quantity } from "./amounts.ts";
import { hasFields, recordImporter } from "./forms.ts";
import { fieldAt, items, textAt } from "./json.ts";
import type { Notebook, Span } from "./notebook.ts";
import type { UnreadReason } from "./reasons.ts";
import { civilDay, instantReader, type Stamp, stamp } from "./stamps.ts";
import { plain } from "./words.ts";
import { DAY_SECONDS } from "./zone.ts";

const DURATION = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?)?$/;

/** Seconds of an ISO 8601 duration of days, hours and minutes; 0 for any other text. */
function secondsOf(text: string): number {
  const [, days = 0, hours = 0, minutes = 0] = DURATION.exec(text) ?? [];
  return DAY_SECONDS * Number(days) + 3600 * Number(hours) + 60 * Number(minutes);
}

/** Newer answers consist of what older ones have under `meter_reading`. */
const readingOf = (record: unknown) => fieldAt(record, "meter_reading") ?? record;

/** The unit of a reading's points, or the reason for leaving the reading out. */
function unitOf(reading: unknown): Quantity | "production" | "other-measure" {
  const type = (name: string) => textAt(reading, "reading_type", name);
  const words = [type("flow_direction"), textAt(reading, "type"), type("measurement_kind")].map(plain);
  if (words.some((text) => /production|injection/.test(text))) return "production";
  return ENERGY.get(type("unit").toLowerCase()) ?? "other-measure";
}

/** The span of an energy value: a calendar day. A shorter length, or a time of day, is refused. */
function dayOfEnergy(date: Stamp | null, length: string, { time }: Notebook): Span | UnreadReason {
  const isDay = (length === "" || secondsOf(length) === DAY_SECONDS) && (date === null || date.wall % DAY_SECONDS === 0);
  return isDay ? civilDay(date, time) : "bad-length";
}

/** The span of a power value: its end, and its length where the gateway keeps it. */
function spanOfPower(end: number | UnreadReason, length: string): Span | UnreadReason {
  if (typeof end === "string") return end;
  if (length === "") return { end };
  const seconds = secondsOf(length);
  return seconds > 0 && seconds <= 3600 ? { start: end - seconds, end } : "bad-length";
}

/**
 * Enedis DataConnect, as passed on by gateways such as Conso API.
 *
 * Shape: `{usage_point_id, reading_type{unit, …}, interval_reading[{value, date, interval_length}]}`, alone, in a list, or under
 * `meter_reading`. Unit: watt-hours by day, or mean watts. Interval: a calendar day; for power the date is the **end**, in
 * wall-clock time. Traps: a gateway may leave out `interval_length`; watt-hours of less than a day are not read; daily maxima
 * (VA) have the same shape; so has production, which only some files mark: a file whose name says production is left out as a
 * whole.
 */
export const dataconnect = recordImporter(
  "dataconnect",
  (record) => {
    const reading = readingOf(record);
    return Array.isArray(fieldAt(reading, "interval_reading")) && hasFields(reading, "reading_type");
  },
  (form, notebook) => {
    let place = 0;
    for (const { value: record } of form.records()) {
      const reading = readingOf(record);
      const meter = textAt(reading, "usage_point_id");
      notebook.identify("electricity-meter", meter);
      const points = items(reading, "interval_reading");
      const unit = unitOf(reading);
      if (typeof unit === "string") {
        notebook.drop(unit, points.length);
        continue;
      }
      const instantOf = instantReader(notebook.time);
      const of = { measure: "electricity.energy", meter };
      const period = textAt(reading, "reading_type", "measuring_period");
      for (const point of points) {
        const [date, length] = [stamp(textAt(point, "date")), textAt(point, "interval_length")];
        const when = unit.power ? spanOfPower(instantOf(date), length) : dayOfEnergy(date, length || period, notebook);
        notebook.count(++place, { of, when, value: fieldAt(point, "value"), unit });
      }
    }
  },
);
