import { fieller } from "./fieller.ts";

const UNBOUNDED = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

/**
 * Fieller's interval for a ratio whose count is known to have passed a gate, and so may be too large by more than too small (page: `fieller.md`):
 * where a θ asks for fewer households than `count` says, it is held against `down`, where it asks for more, against `up`.
 *
 * @param sumReach z·σ_s, in the unit of `sum`
 * @param down households from the count to the lower end of its own interval, and `up` to the upper one
 * @returns ends that may be infinite
 */
export function gatedRatio({
  sum,
  count,
  sumReach,
  down,
  up,
}: Readonly<Record<"sum" | "count" | "sumReach" | "down" | "up", number>>): { lower: number; upper: number } {
  const within = (countReach: number) =>
    fieller({ sum, count, sumVariance: sumReach ** 2, countVariance: countReach ** 2, z: 1 }) ?? UNBOUNDED;
  const [more, fewer] = [within(up), within(down)];
  // More households put a θ nearer to zero; fewer put it further away, and beyond zero too.
  return {
    lower: sum > 0 && more.lower >= 0 ? more.lower : fewer.lower,
    upper: sum < 0 && more.upper <= 0 ? more.upper : fewer.upper,
  };
}
