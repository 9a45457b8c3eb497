import { at, field, items, nameAt, textAt } from "./json.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf, energyUnit } from "./quantities.ts";
import { type PlacedRecord, recordImporter } from "./records.ts";
import { dayOf, Instants, plain, stamp } from "./stamps.ts";
import { DAY } from "./zone.ts";

const DURATION = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?)?$/;

/** Seconds of an ISO 8601 duration of days, hours and minutes; null when it is none. */
function secondsOf(text: string): number | null {
  const parts = DURATION.exec(text);
  if (!parts) return null;
  const [, days = 0, hours = 0, minutes = 0] = parts;
  return 86_400 * Number(days) + 3600 * Number(hours) + 60 * Number(minutes) || null;
}

/** Newer answers are what older ones hold under `meter_reading`. */
const readingOf = (value: unknown) => field(value, "meter_reading") ?? value;

function isProduction(reading: unknown): boolean {
  const said = [
    textAt(reading, "reading_type", "flow_direction"),
    textAt(reading, "type"),
    textAt(reading, "reading_type", "measurement_kind"),
  ];
  return said.some((text) => /production|injection/.test(plain(text)));
}

function readReading(reading: unknown, notebook: Notebook, count: () => number): void {
  const meter = nameAt(reading, "usage_point_id");
  notebook.identify("electricity-meter", meter);
  const unit = textAt(reading, "reading_type", "unit").toLowerCase();
  const points = items(field(reading, "interval_reading"));
  if (isProduction(reading)) {
    notebook.drop("production", points.length);
    return;
  }
  const power = { w: 3, kw: 6 }[unit];
  const energy = energyUnit(unit);
  if (power === undefined && energy === undefined) {
    notebook.drop("other-measure", points.length);
    return;
  }
  const instants = new Instants(notebook.time);
  const period = textAt(reading, "reading_type", "measuring_period");
  for (const point of points) {
    const place = count();
    if (energy !== undefined) {
      const day = wholeDay(point, period, notebook);
      const amount = amountOf(field(point, "value"), energy);
      if (typeof day === "string") notebook.refuse(place, day);
      else if (typeof amount === "string") notebook.refuse(place, amount);
      else
        notebook
          .intervals({ measure: "electricity.energy", meter, part: "days" }, energy.denominator)
          .add(day.start, day.end, amount, false, place);
    } else notebook.took(place, readPower(point, power ?? 0, meter, place, instants, notebook));
  }
}

/** The day of an energy; what is written of a shorter length, or at a time of day, is of none. */
function wholeDay(point: unknown, period: string, notebook: Notebook): ReturnType<typeof dayOf> {
  const written = textAt(point, "interval_length") || period;
  const date = stamp(textAt(point, "date").trim());
  const isDay = (written === "" || secondsOf(written) === DAY) && (date === null || date.wall % DAY === 0);
  return isDay ? dayOf(date, notebook.time) : "bad-length";
}

function readPower(
  point: unknown,
  places: number,
  meter: string,
  place: number,
  instants: Instants,
  notebook: Notebook,
): Outcome {
  const end = instants.of(stamp(textAt(point, "date").trim()));
  if (typeof end === "string") return end;
  const amount = amountOf(field(point, "value"), { places, denominator: 1n });
  if (typeof amount === "string") return amount;
  const written = textAt(point, "interval_length");
  const of = { measure: "electricity.energy", meter, part: written === "" ? "curve" : "intervals" };
  if (written === "") {
    notebook.curve(of, "end").add(end, amount, false, place);
    return null;
  }
  const length = secondsOf(written);
  if (length === null || length > 3600) return "bad-length";
  const energy = amount === null ? null : amount * length;
  if (energy !== null && energy > Number.MAX_SAFE_INTEGER) return "too-large";
  notebook.intervals(of, 3_600_000n).add(end - length, end, energy, false, place);
  return null;
}

/**
 * Enedis DataConnect, as gateways such as Conso API pass it on.
 *
 * Shape: `{usage_point_id, reading_type{unit, …}, interval_reading[{value, date, interval_length}]}`, alone, in a list, or
 * under `meter_reading`. Unit: watt-hours by day, or mean watts. Interval: a civil day; for power the date is the **end**, in
 * wall-clock time. Traps: a gateway may leave `interval_length` out; watt-hours of less than a day are not read; daily maxima (VA) have the same shape; so has production,
 * which only some mark: a file whose name says production is left out as a whole.
 */
export const dataconnect = recordImporter({
  id: "dataconnect",
  labels: { fr: "Enedis DataConnect ou Conso API (JSON)", en: "Enedis DataConnect or Conso API (JSON)" },
  recognises: (record) =>
    Array.isArray(field(readingOf(record), "interval_reading")) && at(readingOf(record), "reading_type") !== undefined,
  read: (records: Iterable<PlacedRecord>, notebook) => {
    let place = 0;
    for (const { value } of records) {
      readReading(readingOf(value), notebook, () => {
        place += 1;
        return place;
      });
    }
  },
});
