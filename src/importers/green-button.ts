import { CUBIC_METRE, LITRE, WH } from "./amounts.ts";
import { espiZone } from "./espi-zone.ts";
import type { Importer, XmlForm } from "./forms.ts";
import type { PointOrReason } from "./notebook.ts";
import { inRange } from "./stamps.ts";
import { localTime } from "./zone.ts";

/** Measures by ESPI's service kinds. */
const MEASURES = new Map([
  ["0", "electricity.energy"],
  ["1", "gas.energy"],
  ["2", "water.volume"],
]);
/** Units by ESPI's numbers. */
const UNITS = new Map([
  ["72", WH],
  ["42", CUBIC_METRE],
  ["134", LITRE],
]);
const REVERSE = "19";
/** Flow directions into the home. Meters with only one direction write 0 or nothing. */
const FORWARD = ["", "0", "1"];
const DELTA = "4";
/** Qualities that are not the meter's own reading. */
const ESTIMATED = ["7", "8", "9", "10"];

type Fields = Record<string, string>;

/**
 * The part of a link that is compared, from `UsagePoint` or the type's name on: host and leading folders differ between feeds.
 */
function tail(link = ""): string {
  const parts = link.split("/").filter((part) => part !== "");
  return parts.slice(parts.includes("UsagePoint") ? parts.lastIndexOf("UsagePoint") : -2).join("/");
}

/**
 * Reads the entries of a feed, and keeps them until all are read, since a block may come before its type. Entries of other kinds
 * are skipped.
 */
function readFeed(form: XmlForm) {
  /** service kinds by link of a usage point */
  const services = new Map<string, string>();
  const types = new Map<string, Fields>();
  /** link of a type by link of a meter reading */
  const typeOf = new Map<string, string>();
  /** `start`, `duration`, `value` and `quality` of each interval, and the link of its meter reading */
  const readings: { readonly meter: string; readonly fields: Fields }[] = [];
  let clock: Fields = {};

  let [kind, links, fields, interval]: [string, Fields, Fields, Fields] = ["", {}, {}, {}];
  let intervals: Fields[] = [];
  const endEntry = () => {
    const self = tail(links.self);
    if (kind === "LocalTimeParameters") clock = fields;
    if (kind === "ReadingType") types.set(self, fields);
    if (kind === "UsagePoint" && fields.kind !== undefined) services.set(self, fields.kind);
    if (kind === "MeterReading" && links.type !== undefined) typeOf.set(self, tail(links.type));
    // A block's link is its meter reading's link, followed by the name of the list of blocks.
    const meter = tail(links.up).replace(/\/IntervalBlock$/, "");
    for (const one of intervals) readings.push({ meter, fields: one });
    [kind, links, fields, intervals] = ["", {}, {}, []];
  };
  form.read(({ path, attributes: { rel = "", href = "" }, text }) => {
    const [name = "", parent = ""] = [path.at(-1), path.at(-2)];
    if (name === "entry") endEntry();
    else if (!path.includes("entry")) return;
    else if (name === "link") links[rel === "related" && href.includes("ReadingType") ? "type" : rel] ??= href;
    else if (parent === "content") kind = name;
    else if (!path.includes("IntervalBlock")) fields[name] = text;
    else if (name === "IntervalReading") {
      intervals.push(interval);
      interval = {};
    } else if (/^(timePeriod|IntervalReading|ReadingQuality)$/.test(parent)) interval[name] = text;
  });
  return { clock, services, types, typeOf, readings };
}
type Feed = ReturnType<typeof readFeed>;

/** The entry with a link, or the feed's only one. */
function findOrOnly<T>(map: ReadonlyMap<string, T>, link: string): T | undefined {
  return map.get(link) ?? (map.size === 1 ? [...map.values()][0] : undefined);
}

function pointOf({ meter, fields }: Feed["readings"][number], feed: Feed): PointOrReason {
  const type = findOrOnly(feed.types, feed.typeOf.get(meter) ?? "") ?? {};
  const measure = MEASURES.get(findOrOnly(feed.services, meter.replace(/\/MeterReading\/.*$/, "")) ?? "");
  const unit = UNITS.get(type.uom ?? "");
  if (type.flowDirection === REVERSE) return "production";
  if (!FORWARD.includes(type.flowDirection ?? "") || (type.accumulationBehaviour ?? DELTA) !== DELTA) return "other-measure";
  if (measure === undefined || unit === undefined || (unit === WH) === (measure === "water.volume")) return "other-measure";
  const { start: begin = "", duration = "", value = "", quality = "" } = fields;
  const [start, power] = [Number(begin), Number(type.powerOfTenMultiplier ?? 0)];
  if (!/^\d{1,11}$/.test(begin)) return "bad-date";
  if (!inRange(start)) return "out-of-range";
  if (!/^\d{1,8}$/.test(duration) || Number(duration) === 0) return "bad-length";
  if (!Number.isInteger(power) || Math.abs(power) > 9) return "unknown-unit";
  return {
    of: { measure, meter },
    when: { start, end: start + Number(duration) },
    value,
    unit: { ...unit, places: unit.places + power },
    estimated: ESTIMATED.includes(quality),
  };
}

/**
 * Green Button (ESPI, an Atom feed).
 *
 * Shape: entries linked to each other: usage point (what is supplied), meter reading, its type (unit, power of ten, direction),
 * blocks of `{start, duration, value}`. Unit: watt-hours, cubic metres or litres. Interval: start and duration, in seconds of
 * UTC. Months are by the file's own clock (`LocalTimeParameters`), where it has one. Traps: name prefixes vary; flow 19 is energy
 * fed in, 4 the difference, 20 the sum, and only 1 counts; only amounts of an interval count (accumulation 4), not counters;
 * qualities 7 to 10 are estimates.
 */
export const greenButton: Importer<XmlForm> = {
  id: "green-button",
  kind: "xml",
  open: (form) => {
    if (!form.head.includes("http://naesb.org/espi")) return null;
    return (notebook) => {
      const feed = readFeed(form);
      const clock = espiZone(feed.clock);
      if (clock !== null) notebook.time = localTime(clock);
      for (const usagePoint of feed.services.keys()) notebook.identify("meter", usagePoint);
      for (const [i, reading] of feed.readings.entries()) notebook.count(i + 1, pointOf(reading, feed));
    };
  },
};
