import type { PrivacyReport } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type CellColumns, type Contents, cellOf, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { REPORT_FILE } from "./documents.ts";
import { binsOfCell, solveBins } from "./histogram.ts";
import { ALL, clampAt, type MeasureShape, measuredAs } from "./shape.ts";

/** Relative and absolute tolerance of a ratio: its sums of doubles are made in another order here. */
const TOLERANCE = 1e-9;
/** Leaves' excess over the lower clamp is assumed to differ between leaves by this many times its own size. */
const LEAF_DIFFERENCE = 2;

type Ratio = NonNullable<PrivacyReport["leaf_ratios"]>[string][number];

/** ⌊C·(5/6)^i⌋ for i = 1 … 4, base units: the edges that leaves may be clamped at. */
export function lowerClamps(upper: bigint | null): bigint[] {
  return upper === null ? [] : [1n, 2n, 3n, 4n].map((power) => (upper * 5n ** power) / 6n ** power);
}

/**
 * Leaves with a lower clamp are multiplied by a ratio that follows from the whole's published histogram alone, and are marked as
 * modelled. Totals of all other cells are measured.
 */
export const LEAF_CLAMP_CHECKS: readonly PromiseCheck<Contents>[] = [
  ...checksOf<Contents>(REPORT_FILE, { "ratios of leaves": ratioFaults }),
  ...checksOf<Contents>(OBSERVATIONS_FILE, { "scaled leaves are modelled": methodFaults }),
];

/** The clamp of a cell, base units; null where none is possible. */
export function clampOfCell({ manifest, shapes, mechanismOf }: Contents, row: CellColumns): bigint | null {
  const [shape, level] = [shapes.get(measureOf(row)), mechanismOf(cellOf(row), "sum")?.level];
  return shape && level !== undefined ? clampAt(manifest, shape, level, measuredAs(manifest, row.REF_AREA)) : null;
}

/** The ratio that a cell of leaves was multiplied by; null where the cell has the measure's own clamp. */
export function ratioOfCell(contents: Contents, row: CellColumns): Ratio | null {
  const key = measureOf(row);
  const [shape, clamp] = [contents.shapes.get(key), clampOfCell(contents, row)];
  if (!shape || clamp === null || clamp === shape.upper) return null;
  const upper = Number(clamp) / Number(shape.factor);
  return contents.report.leaf_ratios?.[key]?.find((ratio) => ratio.upper === upper) ?? null;
}

/** Relative variance of the ratio at a leaf, whose mean is in the display unit under the lower clamp. */
export function ratioVariance(
  { variance, between, slope, scatter, mean: whole }: Ratio,
  mean: number,
  households: number,
): number {
  const apart = (slope * (mean - whole)) / whole;
  return variance + between * between + apart * apart + scatter / Math.max(1, households);
}

function* ratioFaults(contents: Contents): Faults {
  const claims = Object.entries(contents.report.leaf_ratios ?? {}).flatMap(([key, list]) =>
    list.map((claim) => ({ key, claim })),
  );
  for (const { key, claim } of claims) {
    const shape = contents.shapes.get(key);
    const ratio = shape && ratioOf(contents, shape, claim.upper);
    if (!ratio) continue;
    for (const [name, value] of Object.entries(ratio)) {
      const stated = claim[name as keyof Ratio];
      if (!(Math.abs(stated - value) <= TOLERANCE * Math.min(1, Math.abs(value)) + TOLERANCE ** 2))
        yield `${name} of the leaf ratio of ${key} is ${stated}; the whole's histogram makes it ${value}`;
    }
  }
}

/**
 * The ratio from the published histogram of the whole: households of each bin, times their amount under both clamps.
 *
 * @param low the lower clamp, in the display unit
 */
function ratioOf(
  { manifest, bins, counts }: Contents,
  { key, upper: clamp, factor, histogram }: MeasureShape,
  low: number,
): Ratio | null {
  if (clamp === null) return null;
  const high = Number(clamp) / Number(factor);
  const whole = counts.find(
    (row) => measureOf(row) === key && row.AREA_LEVEL === manifest.territory.levels[0] && row.HOUSEHOLD_TYPE === ALL,
  );
  const rows = (whole && bins.get(cellOf(whole))) ?? [];
  const estimated = binsOfCell(rows, histogram);
  const amounts = rows.slice(0, histogram.bins).map(({ LOWER, UPPER }, bin) => {
    const isEven = LOWER > 0 && UPPER !== null;
    const inBin = isEven ? (UPPER - LOWER) / Math.log(UPPER / LOWER) : (LOWER + (UPPER ?? LOWER)) / 2;
    const isAbove = LOWER >= low * (1 - TOLERANCE);
    const households = estimated[bin] as number;
    return { households, full: inBin, cut: isAbove ? low : inBin, isAbove, isOver: UPPER === null };
  });
  const total = (read: (amount: (typeof amounts)[number]) => number) =>
    amounts.reduce((all, amount) => all + amount.households * read(amount), 0);
  const [households, cut] = [total(() => 1), total((amount) => amount.cut)];
  if (rows.length === 0 || !(households > 0 && cut > 0))
    return { upper: low, ratio: 1, variance: 0, between: high / low - 1, slope: 0, scatter: 0, mean: low };
  const ratio = 1 + Math.max(0, total((amount) => (amount.isAbove ? amount.full - low : 0)) / cut);
  const full = ratio * cut;
  /** Variance of the households of all bins, each times its weight. */
  const noiseOf = (weights: readonly number[]) =>
    solveBins(weights, histogram).reduce((all, solved, bin) => all + solved * (weights[bin] as number), 0) *
    (rows[0]?.SIGMA ?? 0) ** 2;
  const noise = noiseOf(amounts.map((amount) => amount.full - ratio * amount.cut));
  // What one more household in a bin adds to the slope.
  const rises = amounts.map(({ isAbove, isOver }) => ((isAbove ? low : 0) - (isOver ? high / ratio : 0)) / cut);
  const slope = amounts.reduce((all, { households: own }, bin) => all + own * (rises[bin] as number), 0);
  const slopeNoise = Math.sqrt(noiseOf(rises));
  return {
    upper: low,
    ratio,
    variance: noise / full ** 2,
    between: LEAF_DIFFERENCE * (ratio - 1 + Math.sqrt(noise) / full),
    slope: Math.max(0, slope) + slopeNoise,
    scatter:
      (households *
        Math.max(
          0,
          total((amount) => (amount.full - ratio * amount.cut) ** 2),
        )) /
      full ** 2,
    mean: cut / households,
  };
}

function* methodFaults(contents: Contents): Faults {
  const nameOf = (row: Observation) => `${row.STATISTIC} of ${cellOf(row)}`;
  for (const row of contents.tables.observations) {
    if (row.OBS_VALUE === null || (row.STATISTIC !== "TOTAL" && row.STATISTIC !== "MEAN")) continue;
    const isScaled = ratioOfCell(contents, row) !== null;
    if (isScaled && row.METHOD !== "modelled") yield `${nameOf(row)} is ${row.METHOD}; a leaf's that is scaled is modelled`;
    if (!isScaled && row.STATISTIC === "TOTAL" && row.METHOD !== "measured")
      yield `${nameOf(row)} is ${row.METHOD}; expected measured`;
  }
}
