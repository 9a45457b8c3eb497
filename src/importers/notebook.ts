import { type BaseUnit, UNITS } from "../contract/units.ts";
import { type MeasureRef, measureRef } from "../domains/index.ts";
import { meterOfEach, rankOf } from "./believed.ts";
import { isWhole } from "./completeness.ts";
import { roundedQuotient } from "./decimal.ts";
import { type FileReport, type ImportedReading, type InFile, MAX_UNREAD, type PartialMonth, type Unread } from "./report.ts";
import { type Complaints, Curve, Index, Intervals, type Series, type Settled } from "./series.ts";
import { type SettledTotals, Totals } from "./totals.ts";
import { type DroppedReason, type IdentifierKind, UNREAD, type UnreadReason } from "./words.ts";
import { type LocalTime, monthName } from "./zone.ts";

type Source = ImportedReading["source"];

/** Which series: one of a variant, a measure and a meter. `part` keeps apart what one variant gives twice (days, months). */
export interface SeriesOf {
  /** `domain.measure` */
  readonly measure: string;
  /** the meter's number, to tell two meters apart; it stays here */
  readonly meter?: string;
  readonly part?: string;
  readonly source?: Source;
  /** of points that another series counts already */
  readonly derived?: true;
}

interface Opened {
  readonly variant: string;
  readonly ref: MeasureRef;
  readonly meter: string;
  readonly part: string;
  readonly source: Source;
  readonly series: Series | Totals;
  readonly produced: boolean;
  readonly derived: boolean;
}

/** What became of a point: null, it was taken; else why it was not read, or what it was dropped as. */
export type Outcome = UnreadReason | DroppedReason | null;

/** What one series says of one period. */
interface Said {
  readonly reading?: ImportedReading;
  readonly partial?: PartialMonth;
}

/** What a reader writes into: series, and what it left out. It knows no format. */
export class Notebook implements Complaints {
  readonly time: LocalTime;
  private readonly variants = new Set<string>();
  private variant = "";
  private entries = 0;
  /** what places count in, and the file that is read now */
  private file: InFile = { in: "line" };
  /** the file that is read now is of production, as its name says: all of it is dropped */
  produced = false;
  private readonly opened = new Map<string, Opened>();
  private readonly drops = new Map<DroppedReason, number>();
  private readonly places: Unread[] = [];
  private unreadTotal = 0;
  private readonly identifiers = new Map<IdentifierKind, Set<string>>();

  constructor(time: LocalTime) {
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
    this.file = { in: where, ...(this.entries === 0 ? {} : { entry: this.entries }) };
  }

  /** Notes what became of a point at a place. */
  took(at: number, outcome: Outcome): void {
    if (outcome === null) return;
    if (outcome in UNREAD) this.refuse(at, outcome as UnreadReason);
    else this.drop(outcome as DroppedReason);
  }

  /** Counts an identifier; its value is kept until the report is made, to count it once, and goes nowhere. */
  identify(kind: IdentifierKind, value: unknown): void {
    if (typeof value !== "string" && typeof value !== "number") return;
    const text = String(value).trim();
    if (text === "") return;
    const known = this.identifiers.get(kind) ?? new Set<string>();
    this.identifiers.set(kind, known.add(text));
  }

  private open<S extends Series | Totals>(of: SeriesOf, make: () => S): S {
    const key = JSON.stringify([this.variant, of.measure, of.part ?? "", of.meter ?? "", this.produced]);
    const known = this.opened.get(key);
    if (known !== undefined) {
      known.series.enter(this.file);
      return known.series as S;
    }
    const [domain = "", measure = ""] = of.measure.split(".");
    const ref = measureRef(domain, measure);
    if (ref === undefined) throw new RangeError(`there is no measure ${of.measure}`);
    const series = make();
    series.enter(this.file);
    const { variant, produced } = this;
    this.opened.set(key, {
      variant,
      ref,
      meter: of.meter ?? "",
      part: of.part ?? "",
      source: of.source ?? "meter",
      series,
      produced,
      derived: of.derived ?? false,
    });
    return series;
  }

  curve(of: SeriesOf, at: "start" | "end", time = this.time): Curve {
    return this.open(of, () => new Curve(time, at));
  }

  /** @param denominator how many of the amounts given make one base unit */
  intervals(of: SeriesOf, denominator: bigint, time = this.time): Intervals {
    return this.open(of, () => new Intervals(time, denominator));
  }

  /** @param mostAnHour what a home's connection can carry, in the amounts given */
  index(of: SeriesOf, denominator: bigint, mostAnHour: number): Index {
    return this.open(of, () => new Index(this.time, denominator, mostAnHour));
  }

  totals(of: SeriesOf, denominator: bigint): Totals {
    return this.open(of, () => new Totals(denominator));
  }

  /** @param order variants, the one to believe first where two give the same period */
  report(order: readonly string[]): FileReport {
    const believed = this.oneMeterEach().sort(
      (a, b) => order.indexOf(a.variant) - order.indexOf(b.variant) || rankOf(a) - rankOf(b),
    );
    const said = new Map<string, Said>();
    let [points, estimated, finest] = [0, 0, Number.POSITIVE_INFINITY];
    for (const one of believed) {
      const settled = one.series.settle(this);
      if (!one.derived) {
        points += settled.points;
        estimated += settled.estimated;
      }
      if ("finest" in settled) finest = Math.min(finest, settled.finest);
      const found = "months" in settled ? saidOfMonths(one, settled) : saidOfTotals(one, settled);
      for (const [period, fresh] of found) this.join(said, `${one.ref.key} ${period}`, fresh);
    }
    const sorted = [...said].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    return {
      variant: [...this.variants].join("+"),
      readings: sorted.flatMap(({ reading }) => (reading === undefined ? [] : [reading])),
      partial: sorted.flatMap(({ partial }) => (partial === undefined ? [] : [partial])),
      dropped: [...this.drops].map(([what, count]) => ({ what, count })),
      unread: this.places,
      unreadTotal: this.unreadTotal,
      identifiers: [...this.identifiers].map(([kind, values]) => ({ kind, count: values.size })),
      points,
      estimated,
      finest: Number.isFinite(finest) ? Math.round(finest / 60) : null,
    };
  }

  /** A kept period stands over a partial one; of two kept ones the first believed stands. */
  private join(said: Map<string, Said>, key: string, fresh: Said): void {
    const known = said.get(key);
    if (known?.reading !== undefined && fresh.reading !== undefined) this.drop("other-source");
    if (known === undefined || (known.reading === undefined && fresh.reading !== undefined)) said.set(key, fresh);
  }

  /** Production and all meters but the home's own are left out. */
  private oneMeterEach(): Opened[] {
    const all = [...this.opened.values()];
    for (const { series } of all.filter(({ produced }) => produced)) this.drop("production", series.points);
    const used = all.filter(({ produced }) => !produced);
    const own = meterOfEach(used);
    for (const { series } of used.filter((one) => !own.has(one))) this.drop("second-meter", series.points);
    return used.filter((one) => own.has(one));
  }
}

function baseOf({ measure }: MeasureRef): BaseUnit {
  return UNITS[measure.unit].base;
}

function* saidOfMonths({ ref, source }: Opened, { months, denominator }: Settled): Generator<[string, Said]> {
  for (const [index, { amount, covered, expected, estimated }] of months) {
    const about = { domain: ref.domain.id, measure: ref.measure.id, period: monthName(index) };
    const [minutes, whole] = [Math.floor(covered / 60), Math.round(expected / 60)];
    const rounded = roundedQuotient(amount, denominator);
    if (!isWhole(covered, expected) || rounded > BigInt(Number.MAX_SAFE_INTEGER)) {
      yield [about.period, { partial: { ...about, reason: "incomplete", covered: minutes, expected: whole } }];
      continue;
    }
    const gaps = { ...(estimated ? { estimated } : {}), ...(minutes < whole ? { missing: whole - minutes } : {}) };
    yield [about.period, { reading: { ...about, amount: Number(rounded), unit: baseOf(ref), source, ...gaps } }];
  }
}

function* saidOfTotals({ ref, source }: Opened, { kept, edges, denominator }: SettledTotals): Generator<[string, Said]> {
  const about = { domain: ref.domain.id, measure: ref.measure.id };
  for (const [period, { amount, estimated }] of kept) {
    const rounded = Number(roundedQuotient(BigInt(amount), denominator));
    yield [
      period,
      { reading: { ...about, period, amount: rounded, unit: baseOf(ref), source, ...(estimated ? { estimated } : {}) } },
    ];
  }
  for (const period of edges)
    yield [period, { partial: { ...about, period, reason: "edge", covered: null, expected: minutesOf(period) } }];
}

/** Of a month or a year in UTC: a total's own length is not known, and this is shown only. */
function minutesOf(period: string): number {
  const [year = 0, month] = period.split("-").map(Number);
  const start = Date.UTC(year, (month ?? 1) - 1, 1);
  const end = month === undefined ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month, 1);
  return (end - start) / 60_000;
}
