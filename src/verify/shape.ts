import type { Json } from "../contract/canonical.ts";
import type { Manifest } from "../contract/manifest.ts";
import type { Statistic } from "../contract/observation.ts";
import { STEPS, type Step, stepWithin } from "../contract/period.ts";
import { toBase, UNITS, type Unit } from "../contract/units.ts";

/** One published level as settings and calendar lay it down (design, sections 4 and 5; privacy notes, section 1). */
export interface LevelShape {
  readonly level: string;
  readonly step: Step;
  /** has a table by household type beside `_T` */
  readonly typed: boolean;
  readonly histograms: boolean;
  readonly tables: readonly TableName[];
  readonly statistics: readonly Statistic[];
  /** publications of a year that hold the level */
  readonly publications: number;
}

export type TableName = "_T" | "types";

/** A measure in use, with its bound in the integers that the noise is added to. */
export interface MeasureShape {
  /** `domain.measure` */
  readonly key: string;
  readonly unit: string;
  /** C, base units per month; null: not a whole even number of them */
  readonly upper: bigint | null;
  /** base units in one display unit */
  readonly factor: bigint;
  readonly scale: bigint;
}

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
  const single = levels.length === 1;
  return levels.flatMap((level, i) => {
    const step = STEPS.find((one) => one === calendar[level]);
    if (!step) return [];
    const typed = single || i < levels.length - 1;
    const histograms = typed && i < 2;
    return [
      {
        level,
        step,
        typed,
        histograms,
        tables: typed ? (["_T", "types"] as const) : (["_T"] as const),
        statistics: histograms ? [...SUMS, ...QUANTILES] : SUMS,
        publications: steps.filter((other) => stepWithin(step, other)).reduce((sum, other) => sum + PER_YEAR[other], 0),
      },
    ];
  });
}

/** The levels that this release holds: those whose step is its period's or shorter. */
export function dueLevels(manifest: Pick<Manifest, "settings" | "territory" | "step">): LevelShape[] {
  return publishedLevels(manifest).filter(({ step }) => stepWithin(step, manifest.step));
}

export function measureShapes({ measures, settings }: Pick<Manifest, "measures" | "settings">): MeasureShape[] {
  return measures.map(({ domain, measure, unit, upper, scale }) => {
    const name = (unit === settings.currency ? "currency" : unit) as Unit;
    const known = Object.hasOwn(UNITS, name);
    const base = known && upper > 0 && upper < 1e15 ? toBase(upper, name) : 0;
    return {
      key: `${domain}.${measure}`,
      unit,
      upper: base >= 32 && base % 2 === 0 ? BigInt(base) : null,
      factor: known ? UNITS[name].factor : 1n,
      scale: BigInt(scale),
    };
  });
}

/** Key, clamp in base units, and what a cell holds, of every measure: as digests have them. */
export function meaningsOf(manifest: Pick<Manifest, "measures" | "settings">): Json {
  const uppers = measureShapes(manifest).map(({ upper }) => String(upper));
  return manifest.measures.map(({ domain, measure, coverage, classes, rungs }, i): Json => {
    return [`${domain}.${measure}`, uppers[i] as string, coverage, classes, rungs];
  });
}

/** C/2 in 1/scale base units: the most that one household moves a centred sum. */
export function centreOf({ upper, scale }: MeasureShape): bigint {
  return ((upper ?? 0n) / 2n) * scale;
}

/** L: what the settings say, else six or as many measures as there are. */
export function streamsOf({ settings, measures }: Pick<Manifest, "settings" | "measures">): number {
  return settings.streams ?? Math.min(6, measures.length);
}
