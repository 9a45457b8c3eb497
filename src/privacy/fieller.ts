/** A noisy centred sum and a noisy count whose quotient is asked for. `sum` is in the measure's unit, `count` in households. */
interface NoisyRatio {
  readonly sum: number;
  readonly count: number;
}

/** How far a sum and a count may be from the truth, in their units. */
interface RatioReach {
  readonly sumReach: number;
  readonly countReach: number;
}

/**
 * Fieller's interval for a ratio of two independent, normal measurements: {θ : (sum − θ·count)² ≤ z²(σ_s² + θ²σ_n²)}.
 *
 * Proof: `fieller.md`. Source: Fieller 1954. With centred sums θ is mean − C/2; `sum` and its variance are in the measure's unit and its
 * square, `count` in households. The interval is not centred on the estimate: a ratio is skewed.
 *
 * @returns null when the count is not clearly above zero (count² ≤ z²σ_n²): the set is then unbounded
 */
export function fieller(
  input: NoisyRatio & { readonly sumVariance: number; readonly countVariance: number; readonly z: number },
): { estimate: number; lower: number; upper: number } | null {
  const { sum, count, sumVariance, countVariance, z } = input;
  const reach = { sumReach: z * Math.sqrt(sumVariance), countReach: z * Math.sqrt(countVariance) };
  const [lower, upper] = [endOfRatio(input, reach, -1), endOfRatio(input, reach, 1)];
  return count > 0 && Number.isFinite(lower) ? { estimate: sum / count, lower, upper } : null;
}

/**
 * The same interval for a count that is known to have passed a gate, and so may be too large by more than too small (`fieller.md`): where a θ
 * asks for fewer households than `count` says, it is held against `down`, where it asks for more, against `up`.
 *
 * @param sumReach z·σ_s
 * @param down households from the count to the lower end of its own interval, and `up` to the upper one
 * @returns ends that may be infinite; `count` must be above 0
 */
export function gatedRatio(input: NoisyRatio & { readonly sumReach: number; readonly down: number; readonly up: number }): {
  lower: number;
  upper: number;
} {
  const { sum, sumReach, down, up } = input;
  const end = (side: Side): number => {
    // Fewer households put a θ further from zero, on the estimate's side of it, and beyond zero too.
    const near = endOfRatio(input, { sumReach, countReach: up }, side);
    return sum * side < 0 && near * side <= 0 ? near : endOfRatio(input, { sumReach, countReach: down }, side);
  };
  return { lower: end(-1), upper: end(1) };
}

/** −1: the lower end; 1: the upper one. */
type Side = -1 | 1;

/** The end of {θ : (sum − θ·count)² ≤ sumReach² + θ²·countReach²} on one side of the estimate; infinite where the set is unbounded. */
function endOfRatio({ sum, count }: NoisyRatio, { sumReach, countReach }: RatioReach, side: Side): number {
  const leading = count * count - countReach * countReach;
  if (!(leading > 0)) return side * Number.POSITIVE_INFINITY;
  // The quadratic's discriminant, (sum·count)² − leading·(sum² − sumReach²), with the cancelling terms taken out.
  const reach = Math.sqrt(sumReach * sumReach * leading + sum * sum * countReach * countReach);
  return (sum * count + side * reach) / leading;
}
