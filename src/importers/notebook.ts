import { UNITS, type Unit } from "../contract/units.ts";
import { measureRef } from "../domains/index.ts";
import { amountOf, type Quantity } from "./amounts.ts";
import { type DroppedReason, type IdentifierKind, UNREAD, type UnreadReason } from "./reasons.ts";
import { type FileReport, type ImportedReading, type InFile, MAX_UNREAD, type PartialMonth, type Unread } from "./report.ts";
import { isOfTotals, openSeries, type Series, type SeriesKind } from "./series.ts";
import type { LocalTime } from "./zone.ts";

/** Identifies a series of values: by measure, meter and part, within a variant. */
export interface SeriesOf {
  /** `domain.measure` */
  readonly measure: string;
  /** the meter's number, to tell two meters apart; it never leaves the notebook */
  readonly meter?: string;
  /** tells series apart that one variant gives twice in the same shape */
  readonly part?: string;
  readonly source?: ImportedReading["source"];
  /** its points are already counted by another series */
  readonly derived?: true;
}

/** The time of a value: an interval (in seconds since 1970), of which a load curve gives only one end; or a month or year. */
export interface Span {
  readonly start?: number;
  readonly end?: number;
  /** `YYYY-MM` or `YYYY` */
  readonly period?: string;
  /** the year is known to be whole, unlike in an export that is cut off at both ends */
  readonly isWhole?: true;
}

/** A value of a file, as its reader understands it. */
export interface FilePoint {
  readonly of: SeriesOf;
  readonly when: Span | UnreadReason;
  /** the cell or field, not parsed */
  readonly value: unknown;
  readonly unit: Quantity;
  readonly estimated?: boolean;
  /** number of the file's points that the value was made from; absent: one */
  readonly points?: number;
  /** given for a counter's value at `end`: the most that a home's connection can carry in an hour, in the unit's places */
  readonly mostAnHour?: number;
}

/** A point, or the reason why it was not read or was left out. */
export type PointOrReason = FilePoint | UnreadReason | DroppedReason;

/** The number of a supply point (PRM or PCE), which is the same in every variant. */
const SUPPLY_POINT = /^(\d{14}|GI\d{6})$/;
/** Parts whose readings are not at the meter's own days: bills and summaries of bills. */
const BILLED = ["published", "statements"];

function kindOf({ start, end, period, isWhole }: Span, mostAnHour: number | undefined): SeriesKind {
  if (period !== undefined) return isWhole ? "whole-years" : period.length === 4 ? "years" : "months";
  if (start !== undefined && end !== undefined) return "intervals";
  if (mostAnHour !== undefined) return "index";
  return end === undefined ? "start" : "end";
}

/** Collects the points and omissions that a reader finds. It knows no file format. */
export type Notebook = ReturnType<typeof openNotebook>;

/** What is known besides the files: from the person who gives them, and from the commons. */
export interface FileContext {
  /** `domain.measure` of a table whose title does not name it; null: not stated */
  readonly measure: string | null;
  /** unit of a table whose title does not name it; null: not stated */
  readonly unit: Unit | null;
  /** numbers that never fall are what stands on a meter, and not what was used; null: not stated */
  readonly isMeter: boolean | null;
  /** the current time, in seconds since 1970: periods that end later are not over; null: not stated */
  readonly today: number | null;
  /** currency of the commons, ISO 4217 */
  readonly currency: string;
}

const NO_CONTEXT: FileContext = { measure: null, unit: null, isMeter: null, today: null, currency: "EUR" };

/**
 * Opens an empty notebook. Long, for its methods share what was collected.
 *
 * @param home the home's local time
 */
export function openNotebook(home: LocalTime, context: FileContext = NO_CONTEXT) {
  const variants = new Set<string>();
  const opened = new Map<string, ReturnType<typeof open>>();
  const drops = new Map<DroppedReason, number>();
  const unread: Unread[] = [];
  const identifiers = new Map<IdentifierKind, Set<string>>();
  let [variant, entries, unreadTotal] = ["", 0, 0];
  /** the file being read, and the unit of places in it */
  let file: InFile = { in: "line" };
  /** the series of the last point, which is mostly also that of the next one */
  let recent: { readonly of: SeriesOf; readonly kind: SeriesKind; readonly series: Series } | null = null;

  const notebook = {
    /** the home's local time, or the file's own where it states one */
    time: home,
    context,
    /** the name of the file being read says production: all of it is dropped */
    produced: false,
    /** how many readings of a meter a table had, of which the differences were counted */
    meterReadings: 0,

    drop(what: DroppedReason, count = 1): void {
      drops.set(what, (drops.get(what) ?? 0) + count);
    },

    refuse(at: number, reason: UnreadReason, where: InFile = file): void {
      unreadTotal += 1;
      if (unread.length < MAX_UNREAD) unread.push({ ...where, at, reason });
    },

    /** Starts the next of several files. */
    nextFile(): void {
      entries += 1;
    },

    /** Starts a variant, and sets the unit of its places. */
    begin(id: string, where: InFile["in"]): void {
      variants.add(id);
      variant = id;
      notebook.time = home;
      recent = null;
      file = { in: where, ...(entries === 0 ? {} : { entry: entries }) };
    },

    /** Counts an identifier. Its value is kept until the report is made, so that it is counted once, and is never given out. */
    identify(kind: IdentifierKind, value: unknown): void {
      const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
      if (text !== "") identifiers.set(kind, (identifiers.get(kind) ?? new Set()).add(text));
    },

    /** Adds what a reader found at a place. Returns whether it was read. */
    count(place: number, outcome: PointOrReason): boolean {
      const reason = typeof outcome === "string" ? outcome : add(place, outcome);
      if (reason === null) return true;
      if (reason in UNREAD) notebook.refuse(place, reason as UnreadReason);
      else notebook.drop(reason as DroppedReason);
      return false;
    },

    /** @param order variants in order of precedence, where two give the same period */
    report(order: readonly string[]): FileReport {
      const readings = new Map<string, ImportedReading>();
      const partial = new Map<string, PartialMonth>();
      let [points, estimatedPoints, finest] = [0, 0, Number.POSITIVE_INFINITY];
      const byPrecedence = ownMeters().sort((a, b) => order.indexOf(a.variant) - order.indexOf(b.variant) || a.rank - b.rank);
      for (const { series, ref, source = "meter", derived } of byPrecedence) {
        for (const { period, amount, estimated, covered, expected, whole, emptyDays } of series.settle()) {
          const key = `${ref.key} ${period}`;
          const about = { domain: ref.domain.id, measure: ref.measure.id, period };
          const missing = expected - (covered ?? expected);
          const gaps = { ...(missing > 0 ? { missing } : {}), ...(emptyDays.length > 0 ? { emptyDays } : {}) };
          const marks = { ...(estimated ? { estimated } : {}), ...gaps };
          if (whole && readings.has(key)) notebook.drop("other-source");
          else if (whole) readings.set(key, { ...about, amount, unit: UNITS[ref.measure.unit].base, source, ...marks });
          else if (!partial.has(key))
            partial.set(key, { ...about, reason: covered === null ? "edge" : "incomplete", covered, expected });
        }
        const { counts } = series;
        if (!derived) [points, estimatedPoints] = [points + counts.points, estimatedPoints + counts.estimated];
        finest = Math.min(finest, counts.finest);
      }
      // A kept period replaces a partial one.
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
        ...(notebook.meterReadings > 0 ? { meterReadings: notebook.meterReadings } : {}),
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
    /** Precedence of series within a variant: those with their own intervals, then bills, then totals. */
    const rank = isOfTotals(kind) ? 2 : Number(BILLED.includes(of.part ?? ""));
    return { ...of, variant, ref, series, produced: notebook.produced, rank };
  }

  /**
   * Selects the series of one meter for each measure. Two meters are not added up, since both may not belong to this home: the
   * first in the files is used. Numbers of supply points are compared across variants; other meter names only within one.
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
