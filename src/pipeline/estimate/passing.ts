import { Z95 } from "../../privacy/forecast/index.ts";
import { seenCountInterval, toNumber } from "../../privacy/index.ts";
import { type CellPlan, LEVEL } from "../plan/budget.ts";

/** Further above the threshold than this many σ, the gate moves the ends of the interval by less than σ/100. */
const FAR_SIGMAS = 6;

/** Households from a count down and up to the ends of its 95 % interval. */
export interface Reach {
  readonly down: number;
  readonly up: number;
}

/** Cache of the reach of single counts, by plan and by the count's distance above the threshold. Cells of one table share their plan. */
const reaches = new WeakMap<CellPlan, Map<bigint, Reach>>();

/**
 * How far the interval of a sum of published counts reaches. Counts that did not reach their gate are never seen, so that published ones
 * are too high on average (page: `src/privacy/tail.md`). Least squares knows the sum better than its own counts do: their noise has a part
 * in its error, and so have their distances; the rest is of others' noise. Distances are combined as independent ones (MOVER: Zou & Donner
 * 2008).
 *
 * @param parts plan and noisy count of each published cell
 * @param variance of the sum's estimate, at most that of its own counts
 */
export function reachOfCount(
  parts: readonly { readonly plan: CellPlan; readonly count: bigint }[],
  variance: number,
  k: number,
): Reach {
  const own = parts.reduce((total, { plan }) => total + toNumber(plan.count.variance), 0);
  const part = Math.min(1, variance / own);
  const others = Z95 * Math.sqrt(variance * (1 - part));
  const each = parts.map(({ plan, count }) => reachOf(plan, count, k));
  const combined = (side: keyof Reach) => Math.hypot(part * Math.hypot(...each.map((reach) => reach[side])), others);
  return { down: combined("down"), up: combined("up") };
}

function reachOf(plan: CellPlan, count: bigint, k: number): Reach {
  const threshold = BigInt(k) - 1n + plan.gate.tau;
  const over = count - threshold;
  const sigma = Math.sqrt(toNumber(plan.count.variance));
  if (Number(over) > FAR_SIGMAS * sigma) return { down: Z95 * sigma, up: Z95 * sigma };
  const known = reaches.get(plan) ?? new Map<bigint, Reach>();
  reaches.set(plan, known);
  const found = known.get(over) ?? nearThreshold(plan, count, threshold, k);
  known.set(over, found);
  return found;
}

function nearThreshold({ count: { variance } }: CellPlan, noisy: bigint, threshold: bigint, k: number): Reach {
  const { lower, upper } = seenCountInterval({ variance, noisy, threshold, floor: BigInt(k) }, 1 - LEVEL);
  return { down: Number(noisy) - lower, up: upper - Number(noisy) };
}
