import { HISTOGRAM_SENSITIVITY, withGroups } from "./bins.ts";
import type { GaussianNoise } from "./charge.ts";
import type { BitSource } from "./entropy.ts";
import { passesGate } from "./gate.ts";
import type { QuantityUnit } from "./quantities.ts";

/** A gate lets a cell pass with at least k households that are truly there, and a noisy count of at least k − 1 + τ. */
export interface GateRule {
  readonly k: bigint;
  readonly tau: bigint;
}

/**
 * The exact integers of one query over bounded contributions, with the most that one household can move them (L2). Their
 * only ways out are the mechanisms below: they cannot be read, mapped, added to or scaled, so that nothing after bounding
 * changes a sensitivity. Claims and proofs: `bounding.md`, `gaussian.md`, `gate.md`.
 */
export class Bounded<U extends QuantityUnit> {
  readonly #values: readonly bigint[];
  readonly #sensitivity: bigint;
  readonly #unit: U;

  private constructor(values: readonly bigint[], sensitivity: bigint, unit: U) {
    if (!(sensitivity >= 1n)) throw new RangeError(`sensitivity must be ≥ 1 ${unit}; got ${sensitivity}`);
    this.#values = [...values];
    this.#sensitivity = sensitivity;
    this.#unit = unit;
  }

  /** Households in one cell, each counted at most once: Δ = 1. */
  static count(households: bigint): Bounded<"households"> {
    return new Bounded([households], 1n, "households");
  }

  /**
   * Σ(x − C/2) over the households of one cell, each with one amount x clamped to [0, C]: Δ = C/2.
   *
   * @param centre C/2, in the sum's own unit
   */
  static sum(centred: bigint, centre: bigint): Bounded<"1/scale base units"> {
    return new Bounded([centred], centre, "1/scale base units");
  }

  /** Households of one cell by bin, each in one bin at most, and by groups of bins of three sizes: four integers move by 1, Δ = √4. */
  static histogram(bins: readonly bigint[]): Bounded<"households a bin"> {
    return new Bounded(withGroups(bins), HISTOGRAM_SENSITIVITY, "households a bin");
  }

  get sensitivity(): bigint {
    return this.#sensitivity;
  }

  get unit(): U {
    return this.#unit;
  }

  /**
   * The Gaussian mechanism: every integer plus a draw of its own. Δ²/2σ²-zCDP.
   *
   * @throws RangeError when the noise is too small for what was charged; nothing is drawn then
   */
  gaussian(noise: GaussianNoise<U>, bits: BitSource): bigint[] {
    noise.requireCovers(this.#sensitivity);
    return this.#values.map((value) => value + noise.draw(bits));
  }

  /**
   * The fused gate: the noisy count of a cell if the cell appears, else null. Noise is drawn either way. It costs Δ²/2σ² and,
   * with the τ of `gateThreshold(σ², δ′)`, δ′.
   *
   * @throws RangeError when the noise is too small for what was charged; nothing is drawn then
   */
  gate(this: Bounded<"households">, noise: GaussianNoise<"households">, rule: GateRule, bits: BitSource): bigint | null {
    noise.requireCovers(this.#sensitivity);
    const [n] = this.#values as readonly [bigint];
    const noisy = n + noise.draw(bits);
    return passesGate({ n, noisy, ...rule }) ? noisy : null;
  }
}
