import { type LeafRatio, leafRatio, leafRatioVariance, toNumber } from "../../privacy/index.ts";
import type { DrawnCell } from "../payload.ts";
import { type Cube, hasLowerClamp, type MeasuredCell } from "../plan/cube.ts";
import type { MeasurePublication } from "../plan/plan.ts";
import { exactEdges } from "./edges.ts";

/** A centred sum with what it is centred on, in 1/scale base units per month. */
export interface CentredSum {
  readonly sum: number;
  readonly sumVariance: number;
  readonly centre: number;
}

/**
 * The ratio between the clamp and the lower one of leaves, of each measure that has one: from the published histogram of the whole, in 1/scale
 * base units.
 */
export function leafRatios({ cells }: Cube, draw: readonly DrawnCell[]): Map<MeasurePublication, LeafRatio> {
  const lowered = new Set(cells.filter(hasLowerClamp).map(({ publication }) => publication));
  return new Map(
    [...lowered].flatMap((measure): [MeasurePublication, LeafRatio][] => {
      const { leaf } = measure.measure;
      // Cells come level by level from the top, all homes first.
      const whole = cells.find(({ publication }) => publication === measure);
      const [drawn, histogram] = [draw[whole?.cell ?? -1], whole?.plan.histogram];
      if (!leaf) return [];
      const noisy = drawn?.fate === "published" && drawn.bins ? drawn.bins.map(Number) : null;
      const sigma = histogram ? Math.sqrt(toNumber(histogram.variance)) : 0;
      return [[measure, leafRatio(noisy, sigma, exactEdges(measure).map(Number), leaf.lastBin)]];
    }),
  );
}

/**
 * A leaf's sum under its lower clamp as one under the measure's: times the ratio. How far the leaf's own ratio may be from the whole's is in
 * the variance, as if it were noise of the sum.
 *
 * @param noisy measured Σ(x − centre) under the lower clamp
 * @param count estimated households of the leaf
 */
export function scaledSum({ plan }: MeasuredCell, noisy: bigint, count: number, of: LeafRatio): CentredSum {
  const [sum, centre] = [Number(noisy), Number(plan.centre)];
  const spread = leafRatioVariance(of, centre + sum / count, count) * (sum + centre * count) ** 2;
  return {
    sum: of.ratio * sum,
    sumVariance: of.ratio ** 2 * (toNumber(plan.sum.variance) + spread),
    centre: of.ratio * centre,
  };
}
