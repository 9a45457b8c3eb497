import { UNITS } from "../contract/units.ts";
import { measureRef } from "../domains/index.ts";
import { amountOf, type Quantity } from "./amounts.ts";
import { type DroppedReason, type IdentifierKind, UNREAD, type UnreadReason } from "./reasons.ts";
import { type FileReport, type ImportedReading, type InFile, MAX_UNREAD, type PartialMonth, type Unread } from "./report.ts";
import { isOfTotals, openSeries, type Series, type SeriesKind } from "./series.ts";
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
  /** the giver states that the year is whole, unlike an export that is cut at both ends */
  readonly isWhole?: true;
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

/** A point, or why it was not read or was left out. */
export type PointOrReason = FilePoint | UnreadReason | DroppedReason;

/** The numbers of a supply point, which are the same in every variant: a PRM or a PCE. */
const SUPPLY_POINT = /^(\d{14}|GI\d{6})$/;
/** Readings at other times than the meter's own days: bills and summaries of bills. */
const BILLED = ["published", "statements"];

function kindOf({ start, end, period, isWhole }: Span, mostAnHour: number | undefined): SeriesKind {
  if (period !== undefined) return isWhole ? "whole-years" : period.length === 4 ? "years" : "months";
  if (start !== undefined && end !== undefined) return "intervals";
  if (mostAnHour !== undefined) return "index";
  return end === undefined ? "start" : "end";
}

/** Collects a reader's points and omissions. It knows no format. */
export type Notebook = ReturnType<typeof openNotebook>;

/** Statements of the person who gives the files. */
export interface FileContext {
  /** `domain.measure` of a table whose title does not name it; null: not said */
  readonly measure: string | null;
  /** seconds since 1970: a month that ends later is not over; null: not said */
  readonly today: number | null;
  /** ISO 4217, of the commons */
  readonly currency: string;
}

const NO_CONTEXT: FileContext = { measure: null, today: null, currency: "EUR" };

/**
 * Opens an empty notebook. Long, for its methods share what was written.
 *
 * @param home the home's own clock
 */
export function openNotebook(home: LocalTime, context: FileContext = NO_CONTEXT) {
  const variants = new Set<string>();
  const opened = new Map<string, ReturnType<typeof open>>();
  const drops = new Map<DroppedReason, number>();
  const unread: Unread[] = [];
  const identifiers = new Map<IdentifierKind, Set<string>>();
  let [variant, entries, unreadTotal] = ["", 0, 0];
  /** what places count in, and the file that is read now */
  let file: InFile = { in: "line" };
  /** the series of the last point: that of the next one, mostly */
  let recent: { readonly of: SeriesOf; readonly kind: SeriesKind; readonly series: Series } | null = null;

  const notebook = {
    /** the clock of the home, or of the file where it has one of its own */
    time: home,
    context,
    /** the file that is read now is of production, as its name says: all of it is dropped */
    produced: false,

    drop(what: DroppedReason, count = 1): void {
      drops.set(what, (drops.get(what) ?? 0) + count);
    },

    refuse(at: number, reason: UnreadReason, where: InFile = file): void {
      unreadTotal += 1;
      if (unread.length < MAX_UNREAD) unread.push({ ...where, at, reason });
    },

    /** Says that another one of several files is read from here on. */
    nextFile(): void {
      entries += 1;
    },

    /** Says which variant reads from here on, and what its places count in. */
    begin(id: string, where: InFile["in"]): void {
      variants.add(id);
      variant = id;
      notebook.time = home;
      recent = null;
      file = { in: where, ...(entries === 0 ? {} : { entry: entries }) };
    },

    /** Counts an identifier; its value is kept until the report is made, to count it once, and goes nowhere. */
    identify(kind: IdentifierKind, value: unknown): void {
      const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
      if (text !== "") identifiers.set(kind, (identifiers.get(kind) ?? new Set()).add(text));
    },

    /** Takes what a reader makes of a place of the file. Returns whether it was read. */
    count(place: number, outcome: PointOrReason): boolean {
      const reason = typeof outcome === "string" ? outcome : add(place, outcome);
      if (reason === null) return true;
      if (reason in UNREAD) notebook.refuse(place, reason as UnreadReason);
      else notebook.drop(reason as DroppedReason);
      return false;
    },

    /** @param order variants, the one to believe first where two give the same period */
    report(order: readonly string[]): FileReport {
      const readings = new Map<string, ImportedReading>();
      const partial = new Map<string, PartialMonth>();
      let [points, estimatedPoints, finest] = [0, 0, Number.POSITIVE_INFINITY];
      const believed = ownMeters().sort((a, b) => order.indexOf(a.variant) - order.indexOf(b.variant) || a.rank - b.rank);
      for (const { series, ref, source = "meter", derived } of believed) {
        for (const { period, amount, estimated, covered, expected, whole } of series.settle()) {
          const key = `${ref.key} ${period}`;
          const about = { domain: ref.domain.id, measure: ref.measure.id, period };
          const missing = expected - (covered ?? expected);
          const marks = { ...(estimated ? { estimated } : {}), ...(missing > 0 ? { missing } : {}) };
          if (whole && readings.has(key)) notebook.drop("other-source");
          else if (whole) readings.set(key, { ...about, amount, unit: UNITS[ref.measure.unit].base, source, ...marks });
          else if (!partial.has(key))
            partial.set(key, { ...about, reason: covered === null ? "edge" : "incomplete", covered, expected });
        }
        const { counts } = series;
        if (!derived) [points, estimatedPoints] = [points + counts.points, estimatedPoints + counts.estimated];
        finest = Math.min(finest, counts.finest);
      }
      // A kept period stands over a partial one.
      for (const key of readings.keys()) partial.delete(key);
      return {
        variant: [...variants].join("+"),
        readings: inOrder(readings),
        partial: inOrder(partial),
        dropped: [...drops].map(([what, count]) => ({ what, count })),
        unread,
        unreadTotal,
        identifiers: [...identifiers].map(([kind, values]) => ({ kind, count: values.size })),
        points,
        estimated: estimatedPoints,
        finest: Number.isFinite(finest) ? Math.round(finest / 60) : null,
      };
    },
  };

  function add(place: number, point: FilePoint): UnreadReason | null {
    const { of, when, value, unit, estimated, points, mostAnHour } = point;
    if (typeof when === "string") return when;
    const amount = amountOf(value, unit);
    if (typeof amount === "string") return amount;
    const { start, end, period } = when;
    const time = period === undefined ? (start ?? end ?? 0) : Date.parse(period) / 1000;
    const kind = kindOf(when, mostAnHour);
    if (recent?.of !== of || recent.kind !== kind) recent = { of, kind, series: seriesOf(of, kind, point) };
    recent.series.add(file, place, time, end ?? time, amount, estimated, points);
    return null;
  }

  function seriesOf(of: SeriesOf, kind: SeriesKind, { unit, mostAnHour }: FilePoint): Series {
    const key = [variant, of.measure, kind, unit.power, notebook.produced, of.part, of.meter].join("\n");
    const found = opened.get(key) ?? open(of, kind, openSeries(kind, unit, notebook.time, notebook, mostAnHour));
    opened.set(key, found);
    return found.series;
  }

  function open(of: SeriesOf, kind: SeriesKind, series: Series) {
    const [domain = "", name = ""] = of.measure.split(".");
    const ref = measureRef(domain, name);
    if (ref === undefined) throw new RangeError(`there is no measure ${of.measure}`);
    /** The order in which series of one variant are believed: those that state their own intervals, then bills, then totals. */
    const rank = isOfTotals(kind) ? 2 : Number(BILLED.includes(of.part ?? ""));
    return { ...of, variant, ref, series, produced: notebook.produced, rank };
  }

  /**
   * Selects one series of use a measure. Two meters are not added up, since nobody knows whether both belong to this home; the
   * first in the files stays. Numbers of supply points are compared between variants too; what only one
   * variant calls a meter, within it.
   */
  function ownMeters() {
    const first = new Map<string, string>();
    const isFirst = (key: string, meter: string) => {
      if (!first.has(key)) first.set(key, meter);
      return first.get(key) === meter;
    };
    return [...opened.values()].filter((one) => {
      const { ref, meter = "", produced } = one;
      const isOwn =
        !produced && (!SUPPLY_POINT.test(meter) || isFirst(ref.key, meter)) && isFirst(`${one.variant} ${ref.key}`, meter);
      if (!isOwn) notebook.drop(produced ? "production" : "second-meter", one.series.counts.points);
      return isOwn;
    });
  }

  return notebook;
}

const inOrder = <T>(found: ReadonlyMap<string, T>): T[] =>
  [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
