import type { Json } from "../contract/canonical.ts";
import type { Manifest } from "../contract/manifest.ts";
import type { Statistic } from "../contract/observation.ts";
import { STEPS, type Step, stepWithin } from "../contract/period.ts";
import { toBase, UNITS, type Unit } from "../contract/units.ts";

/** One published level as settings and calendar lay it down (design, sections 4 and 5; privacy notes, section 1). */
export interface LevelShape {
  readonly level: string;
  readonly step: Step;
  /** has a table by household type beside the one of all households */
  readonly typed: boolean;
  readonly histograms: boolean;
  readonly statistics: readonly Statistic[];
  /** publications of a year that hold the level */
  readonly publications: number;
}

/** A measure in use, with its bound in the integers that the noise is added to. */
export interface MeasureShape {
  /** `domain.measure` */
  readonly key: string;
  readonly unit: string;
  /** C, base units per month; null where that is not a whole even number */
  readonly upper: bigint | null;
  /** base units in one display unit */
  readonly factor: bigint;
  readonly scale: bigint;
  /** C/2 in 1/scale base units: the most that one household moves a centred sum */
  readonly centre: bigint;
  readonly classes: readonly string[];
  /** types that are sums of classes, and which */
  readonly rungs: ReadonlyMap<string, readonly string[]>;
}

/** The household type of all households. */
export const ALL = "_T";
const SUMS: readonly Statistic[] = ["COUNT", "MEAN", "TOTAL"];
const QUANTILES: readonly Statistic[] = ["P10", "P25", "P50", "P75", "P90"];
export const PER_YEAR: Readonly<Record<Step, number>> = { month: 12, quarter: 4, year: 1 };

/** The calendar that the settings lay down: what they leave out is monthly for the whole, yearly for the rest. */
export function calendarOf({ settings, territory }: Pick<Manifest, "settings" | "territory">): Record<string, string> {
  return Object.fromEntries(
    territory.levels.map((level, i) => [level, settings.calendar?.[level] ?? (i === 0 ? "month" : "year")]),
  );
}

/** Every level that is ever published, whole first. */
export function publishedLevels(manifest: Pick<Manifest, "settings" | "territory">): LevelShape[] {
  const { levels } = manifest.territory;
  const calendar = calendarOf(manifest);
  const steps = STEPS.filter((step) => Object.values(calendar).includes(step));
  return levels.flatMap((level, i) => {
    const step = STEPS.find((one) => one === calendar[level]);
    if (!step) return [];
    const typed = levels.length === 1 || i < levels.length - 1;
    const histograms = typed && i < 2;
    const publications = steps.filter((other) => stepWithin(step, other)).reduce((total, other) => total + PER_YEAR[other], 0);
    return [{ level, step, typed, histograms, statistics: histograms ? [...SUMS, ...QUANTILES] : SUMS, publications }];
  });
}

/** The levels that this release holds: those whose step is its period's or shorter. */
export function dueLevels(manifest: Pick<Manifest, "settings" | "territory" | "step">): LevelShape[] {
  return publishedLevels(manifest).filter(({ step }) => stepWithin(step, manifest.step));
}

export function measureShapes({ measures, settings }: Pick<Manifest, "measures" | "settings">): MeasureShape[] {
  return measures.map(({ domain, measure, unit, upper, scale, classes, rungs }) => {
    const name = (unit === settings.currency ? "currency" : unit) as Unit;
    const known = Object.hasOwn(UNITS, name);
    const base = known && upper > 0 && upper < 1e15 ? toBase(upper, name) : 0;
    const bound = base >= 32 && base % 2 === 0 ? BigInt(base) : null;
    return {
      key: `${domain}.${measure}`,
      unit,
      upper: bound,
      factor: known ? UNITS[name].factor : 1n,
      scale: BigInt(scale),
      centre: ((bound ?? 0n) / 2n) * BigInt(scale),
      classes: classes.map(({ code }) => code),
      rungs: new Map(rungs.map((rung) => [rung.code, rung.classes])),
    };
  });
}

/** Key, clamp in base units, and what a cell holds, of every measure: as digests have them. */
export function meaningsOf(manifest: Pick<Manifest, "measures" | "settings">): Json {
  const shapes = measureShapes(manifest);
  return manifest.measures.map(({ coverage, classes, rungs }, i): Json => {
    return [shapes[i]?.key as string, String(shapes[i]?.upper), coverage, classes, rungs];
  });
}

/** L: what the settings say, else six or as many measures as there are. */
export function streamsOf({ settings, measures }: Pick<Manifest, "settings" | "measures">): number {
  return settings.streams ?? Math.min(6, measures.length);
}
