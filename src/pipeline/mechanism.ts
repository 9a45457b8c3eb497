import { BitSource, type Bounded, type GateRule, GaussianNoise, type QuantityUnit, type RandomBytes } from "../privacy/index.ts";
import type { CellPlan } from "./plan/budget.ts";
import type { MeasuredCell } from "./plan/cube.ts";

/** The queries of a measured cell, with the sensitivities that the SQL steps hold. */
export interface BoundedCell {
  readonly count: Bounded<"households">;
  readonly sum: Bounded<"1/scale base units">;
  readonly histogram: Bounded<"households a bin"> | null;
}

/** A cell after its mechanisms: what was drawn if the gate let it through, nothing if not. */
export type NoisyCell = {
  readonly count: bigint;
  readonly sum: bigint;
  readonly bins: readonly bigint[] | null;
} | null;

/** The only operations that add noise to exact figures. A test can wrap them, and sees no more than the public would. */
export interface Mechanisms {
  gaussian<U extends QuantityUnit>(query: Bounded<U>, noise: GaussianNoise<U>, bits: BitSource): readonly bigint[];
  gate(count: Bounded<"households">, noise: GaussianNoise<"households">, rule: GateRule, bits: BitSource): bigint | null;
}

const MECHANISMS: Mechanisms = {
  gaussian: (query, noise, bits) => query.gaussian(noise, bits),
  gate: (count, noise, rule, bits) => count.gate(noise, rule, bits),
};

/**
 * Adds exact discrete Gaussian noise to every count, sum and bin of every cell, empty cells too, in an order that depends on the
 * cube alone. The fused gate decides on the count that was measured.
 *
 * A cell passes iff n ≥ k and n + Z ≥ k − 1 + τ. All of its noise is drawn whether or not it passes, so that the control flow is
 * the same for all inputs.
 *
 * @param bounded queries of every cell, by its position in the cube
 * @param k households that must truly be behind a cell
 * @param random the operating system's generator, except in tests
 */
export function measureCells(
  cells: readonly MeasuredCell[],
  bounded: readonly BoundedCell[],
  k: bigint,
  random: RandomBytes,
  mechanisms: Mechanisms = MECHANISMS,
): NoisyCell[] {
  const bits = new BitSource(random);
  const noises = new Map<CellPlan, ReturnType<typeof noisesOf>>();
  return cells.map(({ cell, plan }) => {
    const noise = noises.get(plan) ?? noisesOf(plan);
    noises.set(plan, noise);
    const query = bounded[cell] as BoundedCell;
    const count = mechanisms.gate(query.count, noise.count, { k, tau: plan.gate.tau }, bits);
    const [sum] = mechanisms.gaussian(query.sum, noise.sum, bits) as readonly [bigint];
    const bins = noise.histogram && query.histogram ? mechanisms.gaussian(query.histogram, noise.histogram, bits) : null;
    return count === null ? null : { count, sum, bins };
  });
}

function noisesOf(plan: CellPlan) {
  return {
    count: new GaussianNoise(plan.count),
    sum: new GaussianNoise(plan.sum),
    histogram: plan.histogram ? new GaussianNoise(plan.histogram) : null,
  };
}
