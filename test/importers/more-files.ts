import { byDay, iso, midnight, type PowerInterval, wall } from "./made.ts";

/** Green Button of two meters: what was used, and what was fed in. Paris' clock as ESPI writes it. */
export function greenButton(of: readonly PowerInterval[], o: { clock?: boolean } = {}): string {
  const entry = (self: string, content: string, related: readonly string[] = []) =>
    `<entry><link rel="self" href="https://h.example/espi/1_1/resource/RetailCustomer/1/${self}"/><link rel="up" href="https://h.example/espi/1_1/resource/RetailCustomer/1/${self.replace(/\/[^/]*$/, "")}"/>${related
      .map((href) => `<link rel="related" href="https://h.example/espi/1_1/resource/${href}"/>`)
      .join("")}<content>${content}</content></entry>`;
  const type = (flow: number) =>
    `<espi:ReadingType><espi:accumulationBehaviour>4</espi:accumulationBehaviour><espi:flowDirection>${flow}</espi:flowDirection><espi:powerOfTenMultiplier>-1</espi:powerOfTenMultiplier><espi:uom>72</espi:uom></espi:ReadingType>`;
  const block = ({ start, end, watts }: PowerInterval, i: number) =>
    `<espi:IntervalReading><espi:timePeriod><espi:duration>${end - start}</espi:duration><espi:start>${start}</espi:start></espi:timePeriod><espi:value>${5 * watts}</espi:value>${
      i === 100 ? "<espi:ReadingQuality><espi:quality>8</espi:quality></espi:ReadingQuality>" : ""
    }</espi:IntervalReading>`;
  // The last Sunday of March at 02:00 and of October at 03:00.
  const clock =
    "<espi:LocalTimeParameters><espi:dstEndRule>AE0E3000</espi:dstEndRule><espi:dstOffset>3600</espi:dstOffset><espi:dstStartRule>3E0E2000</espi:dstStartRule><espi:tzOffset>3600</espi:tzOffset></espi:LocalTimeParameters>";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:espi="http://naesb.org/espi">',
    entry(
      "UsagePoint/1",
      "<espi:UsagePoint><espi:ServiceCategory><espi:kind>0</espi:kind></espi:ServiceCategory></espi:UsagePoint>",
    ),
    o.clock === false ? "" : entry("LocalTimeParameters/1", clock),
    entry("UsagePoint/1/MeterReading/1", "<espi:MeterReading/>", ["ReadingType/1"]),
    entry("UsagePoint/1/MeterReading/2", "<espi:MeterReading/>", ["ReadingType/2"]),
    `<entry><link rel="self" href="/x/ReadingType/1"/><content>${type(1)}</content></entry>`,
    `<entry><link rel="self" href="/x/ReadingType/2"/><content>${type(19)}</content></entry>`,
    entry("UsagePoint/1/MeterReading/1/IntervalBlock/1", `<espi:IntervalBlock>${of.map(block).join("\n")}</espi:IntervalBlock>`),
    entry(
      "UsagePoint/1/MeterReading/2/IntervalBlock/1",
      `<espi:IntervalBlock>${of.slice(0, 9).map(block).join("\n")}</espi:IntervalBlock>`,
    ),
    "</feed>",
  ].join("\n");
}

export function mesinfos(of: readonly PowerInterval[]): string {
  const first = of[0] as PowerInterval;
  const meter_reading = {
    start: wall(first.start).day,
    reading_type: { measurement_kind: "ENERGIEGLO", unit: "Wh", time_attribute: "P1D" },
    interval_block: [...byDay(of).values()].map((amount, i) => ({ value: String(amount / 3600), reading_number: String(i + 1) })),
  };
  return JSON.stringify([
    { docType: "fr.enedis.api.meteringdata.energy", usage_point: [{ usage_point_id: "01234567890123", meter_reading }] },
    {
      docType: "fr.enedis.api.meteringdata.maxpower",
      usage_point: [
        {
          meter_reading: {
            start: "2024-03-01",
            reading_type: { measurement_kind: "PMAX", unit: "VA" },
            interval_block: [{ value: "1", reading_number: "1" }],
          },
        },
      ],
    },
    {
      docType: "org.fing.mesinfos.consumptionstatement",
      start: "2024-03-01",
      end: "2024-03-31",
      value: 312,
      statementReason: "EdeliaMonthlyGasConsumption",
    },
    { docType: "fr.orange.phonecommunicationlog", timestamp: "2024-03-01" },
  ]);
}

/** The half-hourly load curve of the same pilot. */
export function mesinfosCurve(of: readonly PowerInterval[]): string {
  const first = of[0] as PowerInterval;
  const meter_reading = {
    start: iso(first.start),
    reading_type: { measurement_kind: "CDC", unit: "W" },
    interval_block: of.map(({ watts }, i) => ({ value: String(watts), reading_number: String(i + 1) })),
  };
  return JSON.stringify([{ docType: "fr.enedis.api.meteringdata.loadcurve", usage_point: [{ meter_reading }] }]);
}

/** A day of a phone: at home, by tram and on foot to work, and back. Metres and trips are the same each day. */
export const DAILY_METRES = 3000 + 400 + 3400;
export const DAILY_TRIPS = 2;

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly metres: number | null;
}

export function stretches(days: readonly string[]): Stretch[] {
  return days.flatMap((day) => {
    const [start, end] = [
      midnight(day),
      midnight(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)),
    ];
    const at = (hours: number) => start + 3600 * hours;
    return [
      { from: start, to: at(8), metres: null },
      { from: at(8), to: at(8.5), metres: 3000 },
      { from: at(8.5), to: at(8.75), metres: 400 },
      { from: at(8.75), to: at(17), metres: null },
      { from: at(17), to: at(17.5), metres: 3400 },
      { from: at(17.5), to: end, metres: null },
    ];
  });
}

export function takeout(days: readonly string[]): string {
  const timelineObjects = stretches(days).map(({ from, to, metres }) => {
    const duration = { startTimestamp: new Date(from * 1000).toISOString(), endTimestamp: new Date(to * 1000).toISOString() };
    if (metres === null) return { placeVisit: { location: { placeId: "somewhere", address: "12 rue des Fleurs" }, duration } };
    return { activitySegment: { duration, distance: metres, activityType: "IN_TRAM" } };
  });
  return JSON.stringify({ timelineObjects }, null, 1);
}

export function phone(days: readonly string[]): string {
  const list = stretches(days).map(({ from, to, metres }) => ({
    startTime: iso(from).replace("+", ".000+"),
    endTime: iso(to).replace("+", ".000+"),
    ...(metres === null
      ? { visit: { topCandidate: { placeID: "somewhere", placeLocation: "geo:45.75,4.85" } } }
      : { activity: { distanceMeters: `${metres}.000`, topCandidate: { type: "in tram" } } }),
  }));
  return JSON.stringify(
    {
      semanticSegments: [
        ...list,
        { startTime: iso(midnight("2024-03-01")), endTime: iso(midnight("2024-03-01")), timelinePath: [] },
      ],
    },
    null,
    1,
  );
}

export function activityWatch(days: readonly string[]): string {
  const events = days.flatMap((day) => [
    { timestamp: iso(midnight(day) + 9 * 3600).replace("+", ".123456+"), duration: 5400.5, data: { status: "not-afk" } },
    { timestamp: iso(midnight(day) + 12 * 3600), duration: 3600, data: { status: "afk" } },
  ]);
  const window = {
    type: "currentwindow",
    hostname: "laptop",
    events: [{ timestamp: "2024-03-01T08:00:00+00:00", duration: 9, data: { title: "a letter" } }],
  };
  return JSON.stringify({
    buckets: { "aw-watcher-afk_laptop": { type: "afkstatus", hostname: "laptop", events }, "aw-watcher-window_laptop": window },
  });
}
