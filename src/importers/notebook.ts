import { UNITS } from "../contract/units.ts";
import { type MeasureRef, measureRef } from "../domains/index.ts";
import { amountOf, type Quantity } from "./amounts.ts";
import { type DroppedReason, type IdentifierKind, UNREAD, type UnreadReason } from "./reasons.ts";
import { type FileReport, type ImportedReading, type InFile, MAX_UNREAD, type PartialMonth, type Unread } from "./report.ts";
import { type Complaints, openSeries, type PeriodSum, type Series, type SeriesKind } from "./series.ts";
import type { LocalTime } from "./zone.ts";

/** Which series: one of a variant, a measure and a meter. */
export interface SeriesOf {
  /** `domain.measure` */
  readonly measure: string;
  /** the meter's number, to tell two meters apart; it stays here */
  readonly meter?: string;
  /** keeps apart what one variant gives twice in the same shape */
  readonly part?: string;
  readonly source?: ImportedReading["source"];
  /** of points that another series counts already */
  readonly derived?: true;
}

/** When a value holds: an interval, of which a load curve gives but one end (seconds since 1970); or a month or year. */
export interface Span {
  readonly start?: number;
  readonly end?: number;
  /** `YYYY-MM` or `YYYY` */
  readonly period?: string;
}

/** A value of a file, as its reader understands it. */
export interface FilePoint {
  readonly of: SeriesOf;
  readonly when: Span | UnreadReason;
  /** a cell or a field as it is */
  readonly value: unknown;
  readonly unit: Quantity;
  readonly estimated?: boolean;
  /** how many of the file's points the value was made from; absent: one */
  readonly points?: number;
  /** the value is what a counter shows at `end`: what a home's connection can carry, in the unit's places */
  readonly mostAnHour?: number;
}

/** A point, or why it was not read, or what it was left out as. */
export type PointOrReason = FilePoint | UnreadReason | DroppedReason;

interface OpenSeries extends SeriesOf {
  readonly variant: string;
  readonly ref: MeasureRef;
  readonly series: Series;
  /** of a file of production */
  readonly produced: boolean;
  /** which to believe first of one variant's: what tells its own edges, then what is billed, then totals */
  readonly rank: number;
}

/** The numbers of a supply point, which are the same in every variant: a PRM or a PCE. */
const SUPPLY_POINT = /^(\d{14}|GI\d{6})$/;
/** What is read at other times than the meter's own days: bills, and what is published of them. */
const BILLED = ["published", "statements"];

function kindOf({ start, end, period }: Span, mostAnHour: number | undefined): SeriesKind {
  if (period !== undefined) return period.length === 4 ? "years" : "months";
  if (start !== undefined && end !== undefined) return "intervals";
  if (mostAnHour !== undefined) return "index";
  return end === undefined ? "start" : "end";
}

/** What a reader writes into: points, and what it left out. It knows no format. */
export class Notebook implements Complaints {
  /** the clock of the home, or of the file where it has one of its own */
  time: LocalTime;
  private readonly variants = new Set<string>();
  private variant = "";
  private entries = 0;
  /** what places count in, and the file that is read now */
  private file: InFile = { in: "line" };
  /** the file that is read now is of production, as its name says: all of it is dropped */
  produced = false;
  private readonly opened = new Map<string, OpenSeries>();
  /** the series of the last point: that of the next one, mostly */
  private recent: { readonly of: SeriesOf; readonly kind: string; readonly series: Series } | null = null;
  private readonly drops = new Map<DroppedReason, number>();
  private readonly places: Unread[] = [];
  private unreadTotal = 0;
  private readonly identifiers = new Map<IdentifierKind, Set<string>>();
  private readonly home: LocalTime;

  constructor(time: LocalTime) {
    this.home = time;
    this.time = time;
  }

  drop(what: DroppedReason, count = 1): void {
    this.drops.set(what, (this.drops.get(what) ?? 0) + count);
  }

  refuse(at: number, reason: UnreadReason, file: InFile = this.file): void {
    this.unreadTotal += 1;
    if (this.places.length < MAX_UNREAD) this.places.push({ ...file, at, reason });
  }

  /** Says that another one of several files is read from here on. */
  nextFile(): void {
    this.entries += 1;
  }

  /** Says which variant reads from here on, and what its places count in. */
  begin(variant: string, where: InFile["in"]): void {
    this.variants.add(variant);
    this.variant = variant;
    this.time = this.home;
    this.recent = null;
    this.file = { in: where, ...(this.entries === 0 ? {} : { entry: this.entries }) };
  }

  /** Counts an identifier; its value is kept until the report is made, to count it once, and goes nowhere. */
  identify(kind: IdentifierKind, value: unknown): void {
    if (typeof value !== "string" && typeof value !== "number") return;
    const text = String(value).trim();
    if (text === "") return;
    const known = this.identifiers.get(kind) ?? new Set<string>();
    this.identifiers.set(kind, known.add(text));
  }

  /** Takes what a reader makes of a place of the file. Returns whether it was read. */
  count(place: number, outcome: PointOrReason): boolean {
    const reason = typeof outcome === "string" ? outcome : this.add(place, outcome);
    if (reason === null) return true;
    if (reason in UNREAD) this.refuse(place, reason as UnreadReason);
    else this.drop(reason as DroppedReason);
    return false;
  }

  private add(place: number, point: FilePoint): UnreadReason | null {
    const { of, when, value, unit, estimated = false, points, mostAnHour } = point;
    if (typeof when === "string") return when;
    const amount = amountOf(value, unit);
    if (typeof amount === "string") return amount;
    const { start, end, period } = when;
    const time = period === undefined ? (start ?? end ?? 0) : Date.parse(period) / 1000;
    const series = this.open(of, kindOf(when, mostAnHour), unit, mostAnHour);
    series.add(this.file, place, time, end ?? time, amount, estimated, points);
    return null;
  }

  private open(of: SeriesOf, kind: SeriesKind, unit: Quantity, mostAnHour?: number): Series {
    if (this.recent?.of === of && this.recent.kind === kind) return this.recent.series;
    const { measure, meter, part = "" } = of;
    const { variant, produced } = this;
    const key = [variant, measure, kind, unit.power, produced, part, meter].join("\n");
    let found = this.opened.get(key);
    if (found === undefined) {
      const [domain = "", name = ""] = measure.split(".");
      const ref = measureRef(domain, name);
      if (ref === undefined) throw new RangeError(`there is no measure ${measure}`);
      const series = openSeries(kind, unit, this.time, this, mostAnHour);
      const rank = kind === "years" || kind === "months" ? 2 : Number(BILLED.includes(part));
      found = { ...of, variant, ref, series, produced, rank };
      this.opened.set(key, found);
    }
    this.recent = { of, kind, series: found.series };
    return found.series;
  }

  /** @param order variants, the one to believe first where two give the same period */
  report(order: readonly string[]): FileReport {
    const readings = new Map<string, ImportedReading>();
    const partial = new Map<string, PartialMonth>();
    let [points, estimated, finest] = [0, 0, Number.POSITIVE_INFINITY];
    const believed = this.ownMeters().sort((a, b) => order.indexOf(a.variant) - order.indexOf(b.variant) || a.rank - b.rank);
    for (const one of believed) {
      const { counts, settle } = one.series;
      for (const sum of settle()) {
        const key = `${one.ref.key} ${sum.period}`;
        if (!sum.whole) partial.set(key, partial.get(key) ?? partialOf(one, sum));
        else if (readings.has(key)) this.drop("other-source");
        else readings.set(key, readingOf(one, sum));
      }
      if (!one.derived) [points, estimated] = [points + counts.points, estimated + counts.estimated];
      finest = Math.min(finest, counts.finest);
    }
    const inOrder = <T>(found: ReadonlyMap<string, T>) =>
      [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
    // A kept period stands over a partial one.
    for (const key of readings.keys()) partial.delete(key);
    return {
      variant: [...this.variants].join("+"),
      readings: inOrder(readings),
      partial: inOrder(partial),
      dropped: [...this.drops].map(([what, count]) => ({ what, count })),
      unread: this.places,
      unreadTotal: this.unreadTotal,
      identifiers: [...this.identifiers].map(([kind, values]) => ({ kind, count: values.size })),
      points,
      estimated,
      finest: Number.isFinite(finest) ? Math.round(finest / 60) : null,
    };
  }

  /**
   * The series of what was used, by the home's own meter, one a measure: two are not added up, for nobody knows whether both are
   * this home's. The first in the files stays. Numbers of supply points are compared between variants too; what only one
   * variant calls a meter, within it.
   */
  private ownMeters(): OpenSeries[] {
    const first = new Map<string, string>();
    const isFirst = (key: string, meter: string) => {
      if (!first.has(key)) first.set(key, meter);
      return first.get(key) === meter;
    };
    return [...this.opened.values()].filter(({ variant, ref, meter = "", series, produced }) => {
      const isOwn =
        !produced && (!SUPPLY_POINT.test(meter) || isFirst(ref.key, meter)) && isFirst(`${variant} ${ref.key}`, meter);
      if (!isOwn) this.drop(produced ? "production" : "second-meter", series.counts.points);
      return isOwn;
    });
  }
}

const aboutOf = ({ ref }: OpenSeries, { period }: PeriodSum) => ({ domain: ref.domain.id, measure: ref.measure.id, period });

function partialOf(of: OpenSeries, sum: PeriodSum): PartialMonth {
  const expected = Math.round(sum.expected / 60);
  return sum.covered === null
    ? { ...aboutOf(of, sum), reason: "edge", covered: null, expected }
    : { ...aboutOf(of, sum), reason: "incomplete", covered: Math.floor(sum.covered / 60), expected };
}

function readingOf(of: OpenSeries, sum: PeriodSum): ImportedReading {
  const { source = "meter", ref } = of;
  const { amount, estimated, covered, expected } = sum;
  const missing = covered === null ? 0 : Math.round(expected / 60) - Math.floor(covered / 60);
  const gaps = { ...(estimated ? { estimated } : {}), ...(missing > 0 ? { missing } : {}) };
  return { ...aboutOf(of, sum), amount, unit: UNITS[ref.measure.unit].base, source, ...gaps };
}
