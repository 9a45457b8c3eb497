import { decimal } from "./decimal.ts";
import { espiZone } from "./espi-zone.ts";
import { importer, type XmlForm } from "./importer.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { CUBIC_METRE, LITRE, type Quantity, WH } from "./quantities.ts";
import { inRange } from "./stamps.ts";
import { LocalTime } from "./zone.ts";

/** ESPI's numbers. */
const SERVICES: Readonly<Record<string, string>> = { "0": "electricity.energy", "1": "gas.energy", "2": "water.volume" };
const UNITS: Readonly<Record<string, { readonly quantity: Quantity; readonly measures: readonly string[] }>> = {
  "72": { quantity: WH, measures: ["electricity.energy", "gas.energy"] },
  "42": { quantity: CUBIC_METRE, measures: ["water.volume"] },
  "134": { quantity: LITRE, measures: ["water.volume"] },
};
const REVERSE = "19";
/** To the home; 0 and nothing at all are of what has but one direction. */
const FORWARD = new Set(["", "0", "1"]);
const DELTA = "4";
/** Qualities that are not the meter's own reading. */
const ESTIMATED = new Set(["7", "8", "9", "10"]);
const SELF = /^(self|up|related)$/;

/** What the entries of a feed say, kept until all are read: a block may stand before its type. */
interface Feed {
  clock: { standard: number; saving: number; start: string; end: string };
  services: Map<string, string>;
  types: Map<string, ReadingType>;
  /** by the link of a meter reading, the link of its type */
  typeOf: Map<string, string>;
  readings: Reading[];
}
interface ReadingType {
  uom?: string;
  power?: string;
  flow?: string;
  behaviour?: string;
}
interface Reading {
  readonly up: string;
  readonly start: string;
  readonly duration: string;
  readonly value: string;
  readonly estimated: boolean;
}

/** Links differ in host and leading folders between feeds: what is compared is from `UsagePoint` or the type's name on. */
function tail(link: string): string {
  const parts = link.split("/").filter((part) => part !== "");
  const from = Math.max(0, parts.lastIndexOf("UsagePoint"));
  return parts.slice(parts.includes("UsagePoint") ? from : -2).join("/");
}

/** Reads a feed's entries; what is of no use is passed over. */
function readFeed(form: XmlForm): Feed {
  const feed: Feed = {
    clock: { standard: Number.NaN, saving: 0, start: "", end: "" },
    services: new Map(),
    types: new Map(),
    typeOf: new Map(),
    readings: [],
  };
  let links: Record<string, string[]> = {};
  let fields: Record<string, string> = {};
  let point: { start?: string; duration?: string; value?: string; quality?: string } = {};
  const link = (rel: string) => tail(links[rel]?.[0] ?? "");

  const closed: Readonly<Record<string, () => void>> = {
    LocalTimeParameters: () => {
      const { tzOffset, dstOffset, dstStartRule = "", dstEndRule = "" } = fields;
      feed.clock = { standard: Number(tzOffset), saving: Number(dstOffset ?? 0), start: dstStartRule, end: dstEndRule };
    },
    ServiceCategory: () => feed.services.set(link("self"), fields.kind ?? ""),
    ReadingType: () => {
      const { uom, powerOfTenMultiplier: power, flowDirection: flow, accumulationBehaviour: behaviour } = fields;
      feed.types.set(link("self"), {
        ...(uom === undefined ? {} : { uom }),
        ...(power === undefined ? {} : { power }),
        ...(flow === undefined ? {} : { flow }),
        ...(behaviour === undefined ? {} : { behaviour }),
      });
    },
    MeterReading: () => {
      const type = (links.related ?? []).find((one) => one.includes("ReadingType"));
      if (type !== undefined) feed.typeOf.set(link("self"), tail(type));
    },
    IntervalReading: () => {
      const { start = "", duration = "", value = "", quality = "" } = point;
      feed.readings.push({ up: link("up"), start, duration, value, estimated: ESTIMATED.has(quality) });
      point = {};
    },
  };

  form.read({
    open: (path, attributes) => {
      const name = path.at(-1);
      if (name === "entry") links = {};
      if (name === "link" && SELF.test(attributes.rel ?? ""))
        links[attributes.rel ?? ""] = [...(links[attributes.rel ?? ""] ?? []), attributes.href ?? ""];
      if (path.at(-2) === "content") fields = {};
    },
    close: (path, text) => {
      const name = path.at(-1) ?? "";
      const within = path.at(-2) ?? "";
      if (within === "timePeriod" && path.at(-3) === "IntervalReading" && (name === "start" || name === "duration"))
        point[name] = text;
      else if (within === "IntervalReading" && name === "value") point.value = text;
      else if (within === "ReadingQuality" && name === "quality") point.quality = text;
      else if (!path.includes("IntervalBlock")) fields[name] = text;
      if (Object.hasOwn(closed, name)) closed[name]?.();
    },
  });
  return feed;
}

function count(feed: Feed, notebook: Notebook): void {
  const own = espiZone(feed.clock);
  const time = own === null ? notebook.time : new LocalTime(own);
  for (const usagePoint of feed.services.keys()) notebook.identify("meter", usagePoint);
  for (const [i, reading] of feed.readings.entries()) notebook.took(i + 1, countOne(reading, i + 1, feed, time, notebook));
}

/** The meter reading that a block belongs to: its link, without the name of the list of blocks. */
const meterReading = (up: string) => up.replace(/\/IntervalBlock$/, "");

function countOne(reading: Reading, place: number, feed: Feed, time: LocalTime, notebook: Notebook): Outcome {
  const meter = meterReading(reading.up);
  const type = feed.types.get(feed.typeOf.get(meter) ?? "") ?? (feed.types.size === 1 ? [...feed.types.values()][0] : undefined);
  const usagePoint = meter.replace(/\/MeterReading\/.*$/, "");
  const kind = feed.services.get(usagePoint) ?? (feed.services.size === 1 ? [...feed.services.values()][0] : undefined);
  const measure = SERVICES[kind ?? ""];
  const unit = UNITS[type?.uom ?? ""];
  if (type?.flow === REVERSE) return "production";
  if (!FORWARD.has(type?.flow ?? "")) return "other-measure";
  if (measure === undefined || unit === undefined || !unit.measures.includes(measure)) return "other-measure";
  if (type?.behaviour !== undefined && type.behaviour !== DELTA) return "other-measure";
  const [start, duration, power] = [Number(reading.start), Number(reading.duration), Number(type?.power ?? 0)];
  if (!/^\d{1,11}$/.test(reading.start)) return "bad-date";
  if (!inRange(start)) return "out-of-range";
  if (!/^\d{1,8}$/.test(reading.duration) || duration === 0) return "bad-length";
  if (!Number.isInteger(power) || Math.abs(power) > 9) return "unknown-unit";
  const amount = reading.value === "" ? null : decimal(reading.value, unit.quantity.places + power);
  if (typeof amount === "string") return amount;
  notebook
    .intervals({ measure, meter }, unit.quantity.denominator, time)
    .add(start, start + duration, amount, reading.estimated, place);
  return null;
}

/**
 * Green Button (ESPI, an Atom feed).
 *
 * Shape: entries linked to each other: usage point (what is supplied), meter reading, its type (unit, power of ten, direction), blocks
 * of `{start, duration, value}`. Unit: watt-hours, cubic metres or litres. Interval: start and duration, in seconds of
 * UTC. The months are those of the file's own clock (`LocalTimeParameters`) where it has one. Traps: prefixes of names vary;
 * flow 19 is what was fed in, 4 the difference, 20 the sum: 1 counts alone; only amounts of an interval count (accumulation 4), not counters; qualities 7 to 10 are estimates.
 */
export const greenButton = importer<XmlForm>({
  id: "green-button",
  labels: { fr: "Green Button (XML)", en: "Green Button (XML)" },
  form: "xml",
  recognises: ({ head }) => head.includes("http://naesb.org/espi"),
  read: (form, notebook) => count(readFeed(form), notebook),
});
