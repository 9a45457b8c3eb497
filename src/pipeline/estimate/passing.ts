import { Z95 } from "../../privacy/forecast/index.ts";
import { lowestCount, toNumber } from "../../privacy/index.ts";
import type { CellPlan } from "../plan/budget.ts";

/** Further above the threshold than this many σ, the gate moves the lower end by less than σ/100. */
const FAR_SIGMAS = 5;
/** Probability that the truth lies below a 95 % interval. */
const LOWER_TAIL = 0.025;

/** Cache of lower half-widths, by plan and by the count's distance above the threshold. Cells of one table share their plan. */
const lowerHalves = new WeakMap<CellPlan, Map<bigint, number>>();

/**
 * Households by which the interval of a sum of published counts reaches further down than 1.96·√Σσ². Counts that did not reach
 * their gate are never seen, so that published ones are too high on average (page: `src/privacy/tail.md`). The parts' distances
 * are combined as independent ones (MOVER: Zou & Donner 2008).
 *
 * @param parts plan and noisy count of each published cell
 * @returns households, ≥ 0
 */
export function passingExcess(parts: readonly { readonly plan: CellPlan; readonly count: bigint }[], k: number): number {
  const length = (half: (part: (typeof parts)[number]) => number) => Math.hypot(...parts.map(half));
  return Math.max(0, length(({ plan, count }) => lowerHalf(plan, count, k)) - length(({ plan }) => usualHalf(plan)));
}

function usualHalf({ count }: CellPlan): number {
  return Z95 * Math.sqrt(toNumber(count.variance));
}

function lowerHalf(plan: CellPlan, count: bigint, k: number): number {
  const threshold = BigInt(k) - 1n + plan.gate.tau;
  const over = count - threshold;
  if (Number(over) > FAR_SIGMAS * Math.sqrt(toNumber(plan.count.variance))) return usualHalf(plan);
  const halves = lowerHalves.get(plan) ?? new Map<bigint, number>();
  lowerHalves.set(plan, halves);
  const half =
    halves.get(over) ??
    Number(count - lowestCount({ variance: plan.count.variance, noisy: count, threshold, floor: BigInt(k) }, LOWER_TAIL));
  halves.set(over, half);
  return Math.max(half, usualHalf(plan));
}
