import { Z95 } from "../../privacy/forecast/index.ts";
import { lowestCount, toNumber } from "../../privacy/index.ts";
import type { CellPlan } from "../plan/budget.ts";

/** Distance over the threshold, in σ, from which the gate moves the lower end by less than σ/100. */
const FAR = 5;
/** The probability that an interval of 95 % leaves below it. */
const BELOW = 0.025;

/** Lower half-widths by plan and by how far a count is over the threshold: cells of a table share their plan. */
const known = new WeakMap<CellPlan, Map<bigint, number>>();

/**
 * How much further down than 1.96·√Σσ² the lower end of an interval of a sum of published counts lies, because cells whose
 * counts did not reach their gates are not seen (page: `src/privacy/tail.md`). Parts' distances add up as independent ones do
 * (MOVER: Zou & Donner 2008).
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
  if (Number(over) > FAR * Math.sqrt(toNumber(plan.count.variance))) return usualHalf(plan);
  const halves = known.get(plan) ?? new Map<bigint, number>();
  known.set(plan, halves);
  const found =
    halves.get(over) ??
    Number(count - lowestCount({ variance: plan.count.variance, noisy: count, threshold, floor: BigInt(k) }, BELOW));
  halves.set(over, found);
  return Math.max(found, usualHalf(plan));
}
