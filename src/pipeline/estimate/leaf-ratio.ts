import { type LeafRatio, leafRatio, leafRatioVariance, toNumber } from "../../privacy/index.ts";
import type { DrawnCell } from "../payload.ts";
import { type Cube, hasLowerClamp, type MeasuredCell } from "../plan/cube.ts";
import { lastBinBelow } from "../plan/measures.ts";
import { centreOf, type MeasurePublication } from "../plan/plan.ts";
import { exactEdges } from "./edges.ts";

/** A centred sum and its centre, in 1/scale base units per month. */
export interface CentredSum {
  readonly sum: number;
  readonly sumVariance: number;
  readonly centre: number;
}

/**
 * For each measure whose leaves have lower clamps, and each of them, by its half: the ratio of the means under the measure's clamp
 * and under that one, read from the published histogram of the whole territory. Means are in 1/scale base units.
 */
export function leafRatios({ cells }: Cube, draw: readonly DrawnCell[]): Map<MeasurePublication, ReadonlyMap<bigint, LeafRatio>> {
  const lowered = new Set(cells.filter(hasLowerClamp).map(({ publication }) => publication));
  return new Map(
    [...lowered].map((measure) => {
      // Cells are ordered by level from the top, `_T` first, so the first one is that of the whole territory.
      const top = cells.find(({ publication }) => publication === measure);
      const [drawn, histogram] = [draw[top?.cell ?? -1], top?.plan.histogram];
      const noisy = drawn?.fate === "published" && drawn.bins ? drawn.bins.map(Number) : null;
      const sigma = histogram ? Math.sqrt(toNumber(histogram.variance)) : 0;
      const edges = exactEdges(measure).map(Number);
      const clamps = measure.measure.leaf?.all.filter((upper) => upper < measure.measure.upper) ?? [];
      const ratioAt = (upper: bigint) => leafRatio(noisy, sigma, edges, lastBinBelow(upper, measure.measure));
      return [measure, new Map(clamps.map((upper) => [centreOf({ upper }, measure.scale), ratioAt(upper)]))];
    }),
  );
}

/**
 * Converts a leaf's sum, measured under the lower clamp, to the measure's own clamp, by the ratio of the whole territory. A
 * leaf's own ratio may differ from that one; the variance covers this as if it were noise of the sum.
 *
 * @param noisy measured Σ(x − centre) under the lower clamp
 * @param count estimated households of the leaf
 * @param whole ratio of the whole territory
 */
export function scaledSum({ plan }: MeasuredCell, noisy: bigint, count: number, whole: LeafRatio): CentredSum {
  const [sum, centre] = [Number(noisy), Number(plan.centre)];
  const spread = leafRatioVariance(whole, centre + sum / count, count) * (sum + centre * count) ** 2;
  return {
    sum: whole.ratio * sum,
    sumVariance: whole.ratio ** 2 * (toNumber(plan.sum.variance) + spread),
    centre: whole.ratio * centre,
  };
}
