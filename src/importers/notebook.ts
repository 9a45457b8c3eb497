import { UNITS } from "../contract/units.ts";
import { type MeasureRef, measureRef } from "../domains/index.ts";
import { amountOf, type Quantity } from "./amounts.ts";
import { type DroppedReason, type IdentifierKind, UNREAD, type UnreadReason } from "./reasons.ts";
import { type FileReport, type ImportedReading, type InFile, MAX_UNREAD, type PartialMonth, type Unread } from "./report.ts";
import { type Complaints, Curve, Index, Intervals, type PeriodSum, type Series, Totals } from "./series.ts";
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

interface PeriodResult {
  readonly reading?: ImportedReading;
  readonly partial?: PartialMonth;
}

/** The numbers of a supply point, which are the same in every variant: a PRM or a PCE. */
const SUPPLY_POINT = /^(\d{14}|GI\d{6})$/;
/** What is read at other times than the meter's own days: bills, and what is published of them. */
const BILLED = ["published", "statements"];

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
    if (period !== undefined) {
      const kind = period.length === 4 ? "years" : "months";
      this.open(of, kind, () => new Totals(unit)).addTotal(period, amount, estimated, place, points);
    } else if (start !== undefined && end !== undefined) {
      const kind = unit.power ? "power" : "amounts";
      this.open(of, kind, () => new Intervals(unit, this.time)).addInterval(start, end, amount, estimated, place);
    } else if (mostAnHour !== undefined) {
      this.open(of, "index", () => new Index(unit, this.time, mostAnHour)).add(end ?? 0, amount, estimated, place);
    } else {
      const at = end === undefined ? "start" : "end";
      this.open(of, at, () => new Curve(unit, this.time, at)).add(start ?? end ?? 0, amount, estimated, place);
    }
    return null;
  }

  private open<S extends Series>(of: SeriesOf, kind: string, make: () => S): S {
    if (this.recent?.of === of && this.recent.kind === kind) return this.recent.series as S;
    const { measure, meter = "", part = "" } = of;
    const { variant, produced } = this;
    const key = [variant, measure, kind, produced, part, meter].join("\n");
    let found = this.opened.get(key);
    if (found === undefined) {
      const [domain = "", name = ""] = measure.split(".");
      const ref = measureRef(domain, name);
      if (ref === undefined) throw new RangeError(`there is no measure ${measure}`);
      const series = make();
      const rank = series instanceof Totals ? 2 : Number(BILLED.includes(part));
      found = { ...of, variant, ref, series, produced, rank };
      this.opened.set(key, found);
    }
    const { series } = found;
    series.enter(this.file);
    this.recent = { of, kind, series };
    return series as S;
  }

  /** @param order variants, the one to believe first where two give the same period */
  report(order: readonly string[]): FileReport {
    const results = new Map<string, PeriodResult>();
    let [points, estimated, finest] = [0, 0, Number.POSITIVE_INFINITY];
    const believed = this.ownMeters().sort((a, b) => order.indexOf(a.variant) - order.indexOf(b.variant) || a.rank - b.rank);
    for (const one of believed) {
      const { series } = one;
      for (const sum of series.settle(this)) {
        const key = `${one.ref.key} ${sum.period}`;
        const [known, fresh] = [results.get(key), resultOf(one, sum)];
        // A kept period stands over a partial one; of two kept ones the first believed stands.
        if (known?.reading !== undefined && fresh.reading !== undefined) this.drop("other-source");
        if (known === undefined || (known.reading === undefined && fresh.reading !== undefined)) results.set(key, fresh);
      }
      if (!one.derived) [points, estimated] = [points + series.points, estimated + series.estimated];
      finest = Math.min(finest, series.finest);
    }
    const sorted = [...results].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    return {
      variant: [...this.variants].join("+"),
      readings: sorted.flatMap(({ reading }) => reading ?? []),
      partial: sorted.flatMap(({ partial }) => partial ?? []),
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
      if (!isOwn) this.drop(produced ? "production" : "second-meter", series.points);
      return isOwn;
    });
  }
}

function resultOf({ ref, source = "meter" }: OpenSeries, sum: PeriodSum): PeriodResult {
  const { period, amount, estimated, covered, expected, whole } = sum;
  const about = { domain: ref.domain.id, measure: ref.measure.id, period };
  const [minutes, length] = [covered === null ? null : Math.floor(covered / 60), Math.round(expected / 60)];
  if (!whole) {
    const reason = covered === null ? "edge" : "incomplete";
    return { partial: { ...about, reason, covered: minutes, expected: length } };
  }
  const missing = length - (minutes ?? length);
  const gaps = { ...(estimated ? { estimated } : {}), ...(missing > 0 ? { missing } : {}) };
  return { reading: { ...about, amount, unit: UNITS[ref.measure.unit].base, source, ...gaps } };
}
