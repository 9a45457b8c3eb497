import type { Mechanism } from "../contract/manifest.ts";
import type { Measurement, Observation } from "../contract/observation.ts";
import type { PromiseCheck } from "./check.ts";
import { type Contents, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { Fraction } from "./fraction.ts";
import { BINS, varianceOf } from "./measurements.ts";
import { mechanismsByLineage } from "./mechanisms.ts";
import type { MeasureShape } from "./shape.ts";

/** 95 % of a normal distribution lie within so many σ on either side. */
export const Z95 = 1.959963984540054;
/** σ that an estimate may be from the cell's own measurement: fewer than one cell in 10¹⁵ are further. */
const FAR = 8;
/** Households that making counts whole may add or take. */
const WHOLE = 2;
/** Part of a margin that is left when its digits are cut. */
const NEARLY = 0.999;

/**
 * The estimates follow from the measurements. A least-squares estimate is never far from the cell's own measurement, a
 * measured mean is the total over the count, and no margin is narrower than all of the measure's noise together allows.
 * A modelled mean cannot be recomputed without the territory, and is held against nothing but its own margin.
 */
export const ESTIMATE_CHECKS: readonly PromiseCheck<Contents>[] = [
  {
    file: OBSERVATIONS_FILE,
    promise: "estimates follow from the measurements",
    faults: (contents) => {
      const decimals = decimalsOf(contents);
      return estimatesOf(contents).flatMap((cell) => [...distanceFaults(cell), ...ratioFaults(cell, decimals)]);
    },
  },
  {
    file: OBSERVATIONS_FILE,
    promise: "no margin narrower than the noise",
    faults: (contents) => {
      const least = new Map([...contents.shapes.keys()].map((key) => [key, leastVariance(contents, key)]));
      return estimatesOf(contents).flatMap((cell) => marginFaults(cell, least.get(cell.shape.key) as LeastVariance));
    },
  },
];

/** A published cell: its estimates, and what they started from. */
interface EstimatedCell {
  readonly name: string;
  readonly shape: MeasureShape;
  readonly count: Observation;
  readonly total: Observation;
  /** null where it is modelled or too imprecise to give */
  readonly measuredMean: Observation | null;
  readonly measurements: readonly Measurement[];
}

function estimatesOf({ shapes, cells, measured }: Contents): EstimatedCell[] {
  return [...cells].flatMap(([name, rows]) => {
    const row = (statistic: string) => rows.find(({ STATISTIC, OBS_VALUE }) => STATISTIC === statistic && OBS_VALUE !== null);
    const [shape, count, total, mean] = [shapes.get(measureOf(rows[0] as Observation)), row("COUNT"), row("TOTAL"), row("MEAN")];
    if (!shape || !count || !total) return [];
    const measuredMean = mean?.METHOD === "measured" ? mean : null;
    return [{ name, shape, count, total, measuredMean, measurements: measured.get(name) ?? [] }];
  });
}

/** 1/scale base units in one display unit. */
function unitOf({ factor, scale }: MeasureShape): number {
  return Number(factor * scale);
}

function distanceFaults({ name, shape, count, total, measurements }: EstimatedCell): string[] {
  const noisy = (quantity: Measurement["QUANTITY"]) => {
    const row = measurements.find(({ QUANTITY }) => QUANTITY === quantity);
    const variance = row && varianceOf(row);
    return variance ? { value: Number(row.NOISY), sigma: Math.sqrt(variance.valueOf()) } : null;
  };
  const [counted, summed] = [noisy("COUNT"), noisy("CENTRED_SUM")];
  if (!counted || !summed) return [];
  const faults: string[] = [];
  const [n, t] = [count.OBS_VALUE as number, total.OBS_VALUE as number];
  const reach = FAR * counted.sigma + WHOLE;
  if (!(Math.abs(n - counted.value) <= reach))
    faults.push(
      `${name}: COUNT is ${n}; it was measured as ${counted.value}, and no estimate is more than ${Math.ceil(reach)} from that`,
    );
  const [centre, unit] = [Number(shape.centre), unitOf(shape)];
  const expected = (summed.value + n * centre) / unit;
  const most = (FAR * summed.sigma + WHOLE * centre) / unit + WHOLE;
  if (!(Math.abs(t - expected) <= most))
    faults.push(`${name}: TOTAL is ${t}; the measured sum and the COUNT make it ${expected}, give or take ${most}`);
  return faults;
}

/** A measured mean is its total over its count, but for the rounding of all three. */
function ratioFaults(
  { name, shape, count, total, measuredMean }: EstimatedCell,
  decimals: ReadonlyMap<string, number>,
): string[] {
  if (!measuredMean) return [];
  const [n, t, m] = [count, total, measuredMean].map(({ OBS_VALUE }) => OBS_VALUE as number) as [number, number, number];
  const digit = 10 ** -(decimals.get(shape.key) ?? 0);
  const most = WHOLE * Math.abs(m) + (Math.abs(n) + WHOLE) * digit + WHOLE * digit;
  return Math.abs(m * n - t) <= most ? [] : [`${name}: MEAN is ${m}; TOTAL over COUNT is ${t / n}`];
}

/** The digits after the point that a measure's means and their margins have at most. */
function decimalsOf({ tables }: Contents): Map<string, number> {
  const decimals = new Map<string, number>();
  for (const row of tables.observations) {
    if (row.STATISTIC !== "MEAN" || row.OBS_VALUE === null) continue;
    const digits = [row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER].map((value) => (String(value).split(".")[1] ?? "").length);
    decimals.set(measureOf(row), Math.max(decimals.get(measureOf(row)) ?? 0, ...digits));
  }
  return decimals;
}

/** The least variances that any estimate of a cell's count and centred sum can have. */
interface LeastVariance {
  readonly count: number;
  readonly sum: number;
}

/**
 * A household sits in one cell of each table, so that a table tells of a cell no more than one of its measurements does, were all
 * others known: precisions of one mechanism a table add up. The most precise kind of place counts.
 */
function leastVariance(contents: Contents, measure: string): LeastVariance {
  const each = mechanismsByLineage(contents, measure).map((own) => {
    const precision = (quantity: Mechanism["quantity"]) =>
      own.reduce((total, one) => total + (one.quantity === quantity ? 1 / new Fraction(one.variance).valueOf() : 0), 0);
    return { count: precision("count") + precision("histogram") / BINS, sum: precision("sum") };
  });
  return { count: 1 / Math.max(0, ...each.map(({ count }) => count)), sum: 1 / Math.max(0, ...each.map(({ sum }) => sum)) };
}

function marginFaults({ name, shape, count, total, measuredMean }: EstimatedCell, least: LeastVariance): string[] {
  const [centre, unit] = [Number(shape.centre), unitOf(shape)];
  const n = Math.max(1, Math.abs(count.OBS_VALUE as number) + WHOLE);
  const sigmas: [Observation | null, number][] = [
    [count, Math.sqrt(least.count)],
    [total, Math.sqrt(least.sum + centre ** 2 * least.count) / unit],
    [measuredMean, Math.sqrt(least.sum) / n / unit],
  ];
  return sigmas.flatMap(([row, sigma]) => {
    if (row?.CI_LOWER == null || row.CI_UPPER === null) return [];
    const [half, wanted] = [(row.CI_UPPER - row.CI_LOWER) / 2, NEARLY * Z95 * sigma];
    if (half >= wanted) return [];
    return [`${name}: the margin of the ${row.STATISTIC} is ± ${half}; the noise makes it ± ${wanted} at least`];
  });
}
