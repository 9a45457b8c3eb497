import { gaussianCost, gaussianVariance } from "./accounting.ts";
import type { BitSource } from "./entropy.ts";
import { gaussianSampler } from "./gaussian.ts";
import type { QuantityUnit, Rho, Variance } from "./quantities.ts";
import { format, integerSqrt } from "./rational.ts";

/**
 * One Gaussian mechanism as it was planned: the noise that is drawn, and what the ledger is debited for it. The plan makes
 * it once; debit and draw read the same one.
 */
export interface Charge<U extends QuantityUnit> {
  readonly variance: Variance<U>;
  /** at most what was allotted, because the variance is rounded up to a short number */
  readonly rho: Rho;
}

/**
 * The least noise, up to rounding, with which an integer query of L2 sensitivity Δ costs at most what is allotted, and what it
 * then costs: ρ = Δ²/2σ².
 *
 * @throws RangeError when sensitivity < 1 or allotted ≤ 0
 */
export function gaussianCharge<U extends QuantityUnit>(sensitivity: bigint, allotted: Rho): Charge<U> {
  const variance = gaussianVariance<U>(sensitivity, allotted);
  return { variance, rho: gaussianCost(sensitivity, variance) };
}

/** The noise of one charge, ready to be drawn. Nothing else can be added to a bounded query. */
export class GaussianNoise<U extends QuantityUnit> {
  readonly charge: Charge<U>;
  readonly #sample: (bits: BitSource) => bigint;
  readonly #covered: bigint;

  constructor(charge: Charge<U>) {
    this.charge = charge;
    this.#sample = gaussianSampler(charge.variance);
    // Δ²/2σ² ≤ ρ for an integer Δ exactly when Δ ≤ ⌊√⌊2σ²ρ⌋⌋.
    const { variance, rho } = charge;
    this.#covered = integerSqrt((2n * variance.num * rho.num) / (variance.den * rho.den));
  }

  draw(bits: BitSource): bigint {
    return this.#sample(bits);
  }

  /**
   * Holds a query's L2 sensitivity against the charge: Δ²/2σ² ≤ ρ, exactly.
   *
   * @throws RangeError when the noise is too small for what was charged
   */
  requireCovers(sensitivity: bigint): void {
    if (sensitivity <= this.#covered) return;
    const { variance, rho } = this.charge;
    throw new RangeError(
      `sensitivity must be ≤ ${this.#covered} for noise of variance ${format(variance)} that is charged ${format(rho)}; got ${sensitivity}`,
    );
  }
}
