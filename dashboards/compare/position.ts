import type { Statistic } from "../../src/contract/observation.ts";
import type { Cell } from "../shared/cells.ts";
import { isReliable } from "../shared/format.ts";

export interface Interval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** What a home is compared with: the median where it is published, else the mean. */
export interface Centre extends Interval {
  readonly statistic: "P50" | "MEAN";
  readonly reliable: boolean;
}

export interface Quantile extends Interval {
  /** 10, 25, 50, 75 or 90 */
  readonly rank: number;
}

export type Verdict = "below" | "same" | "above";

/** Between two ranks of 100, from the lowest; never a point. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

const RANKS: readonly (readonly [Statistic, number])[] = [
  ["P10", 10],
  ["P25", 25],
  ["P50", 50],
  ["P75", 75],
  ["P90", 90],
];

/** The published quantiles with their intervals, in order; unreliable and withheld ones are left out. */
export function quantilesOf(cell: Cell): Quantile[] {
  return RANKS.flatMap(([statistic, rank]) => {
    const row = cell.get(statistic);
    return isReliable(row)
      ? [{ rank, value: row.OBS_VALUE, lower: row.CI_LOWER ?? row.OBS_VALUE, upper: row.CI_UPPER ?? row.OBS_VALUE }]
      : [];
  });
}

/** Null where the cell publishes neither. A published mean that is unreliable is given, and marked. */
export function centreOf(cell: Cell): Centre | null {
  for (const statistic of ["P50", "MEAN"] as const) {
    const row = cell.get(statistic);
    if (row === undefined || row.OBS_VALUE === null) continue;
    const reliable = isReliable(row);
    if (!reliable && statistic === "P50") continue;
    return {
      statistic,
      reliable,
      value: row.OBS_VALUE,
      lower: row.CI_LOWER ?? row.OBS_VALUE,
      upper: row.CI_UPPER ?? row.OBS_VALUE,
    };
  }
  return null;
}

/** Within the interval, bounds included, nothing tells the home from the others. */
export function verdictOf(value: number, interval: Interval): Verdict {
  if (value < interval.lower) return "below";
  return value > interval.upper ? "above" : "same";
}

/**
 * Where a value certainly stands among 100 similar homes: above the highest quantile whose whole
 * interval is below it, under the lowest quantile whose whole interval is above it.
 * @returns null without quantiles, or when they say nothing (0 to 100)
 */
export function bandOf(value: number, quantiles: readonly Quantile[]): Band | null {
  const from = Math.max(0, ...quantiles.filter((q) => q.upper <= value).map((q) => q.rank));
  const to = Math.min(100, ...quantiles.filter((q) => q.lower >= value).map((q) => q.rank));
  return from < to && (from > 0 || to < 100) ? { from, to } : null;
}
