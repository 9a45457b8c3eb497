import { BitSource, gaussianSampler, passesGate, type RandomBytes } from "../privacy/index.ts";
import type { CellPlan } from "./plan/budget.ts";
import type { MeasuredCell } from "./plan/cube.ts";

/** Exact sums of every measured cell, by its position in the cube. They never leave the run. */
export interface ExactCells {
  readonly households: readonly bigint[];
  /** in 1/scale base units per month */
  readonly centred: readonly bigint[];
  /** 32 bins for cells with a histogram, else null */
  readonly bins: readonly (readonly bigint[] | null)[];
}

/** A cell after its mechanisms: what was drawn if the gate let it through, nothing if not. */
export type NoisyCell = {
  readonly count: bigint;
  readonly sum: bigint;
  readonly bins: readonly bigint[] | null;
} | null;

/**
 * Adds exact discrete Gaussian noise to every count, sum and bin of every cell, empty cells too, in an
 * order that depends on the cube alone; then the fused gate decides on the count that was measured.
 *
 * A cell passes iff n ≥ k and n + Z ≥ k − 1 + τ. Its noise is drawn whether or not it passes, so that
 * the control flow up to the gate is the same for all inputs.
 *
 * @param k households that must truly be behind a cell
 * @param random the operating system's generator, but in tests
 */
export function measureCells(cells: readonly MeasuredCell[], exact: ExactCells, k: bigint, random: RandomBytes): NoisyCell[] {
  const bits = new BitSource(random);
  const samplers = new Map<CellPlan, ReturnType<typeof samplersOf>>();
  return cells.map(({ cell, plan }) => {
    const draw = samplers.get(plan) ?? samplersOf(plan);
    samplers.set(plan, draw);
    const n = exact.households[cell] as bigint;
    const count = n + draw.count(bits);
    const sum = (exact.centred[cell] as bigint) + draw.sum(bits);
    const histogram = draw.histogram;
    const bins = histogram ? (exact.bins[cell] as readonly bigint[]).map((bin) => bin + histogram(bits)) : null;
    return passesGate({ n, noisy: count, k, tau: plan.gate.tau }) ? { count, sum, bins } : null;
  });
}

function samplersOf(plan: CellPlan) {
  return {
    count: gaussianSampler(plan.count.variance),
    sum: gaussianSampler(plan.sum.variance),
    histogram: plan.histogram ? gaussianSampler(plan.histogram.variance) : null,
  };
}
