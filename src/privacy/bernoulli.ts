import type { BitSource } from "./entropy.ts";

/** A fraction ≥ 0 that need not be in lowest terms. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/**
 * A fraction in two forms: a double at most `error` away from it, and the exact value, computed when asked for. `approx = NaN`
 * makes every comparison below undecided, so that only the exact form is used.
 */
export interface LazyFraction {
  readonly approx: number;
  readonly error: number;
  exact(): Fraction;
}

const WORD = 2 ** 32;
const WORD_BITS = 32n;

/**
 * True with probability exactly p/divisor, where 0 ≤ p/divisor ≤ 1.
 *
 * A uniform real U in [0, 1) is compared with p/divisor, U's first 32 bits first. They decide unless p/divisor may lie
 * in their cell of width 2⁻³²; then the comparison is finished in integers, U's remaining bits being a fresh uniform.
 * A wider `error` leaves more to the integers and changes no outcome, so floating point never decides one.
 */
export function bernoulli(bits: BitSource, p: LazyFraction, divisor = 1): boolean {
  const word = bits.word();
  if (word + 1 <= ((p.approx - p.error) / divisor) * WORD) return true;
  if (word >= ((p.approx + p.error) / divisor) * WORD) return false;
  const { num, den } = p.exact();
  // U = (word + U′)/2³², hence U < num/(den·divisor) exactly when U′ < num·2³²/(den·divisor) − word.
  const scaled = den * BigInt(divisor);
  const rest = (num << WORD_BITS) - BigInt(word) * scaled;
  if (rest <= 0n) return false;
  return rest >= scaled || bits.below(scaled) < rest;
}

/**
 * True with probability exactly exp(−γ), for 0 ≤ γ ≤ 1. Canonne, Kamath & Steinke 2020, algorithm 1: the number of
 * successes of Bernoulli(γ/1), Bernoulli(γ/2), … before the first failure is even with probability exp(−γ).
 */
export function bernoulliExpUnit(bits: BitSource, gamma: LazyFraction): boolean {
  let k = 1;
  while (bernoulli(bits, gamma, k)) k++;
  return k % 2 === 1;
}

/** True with probability exactly exp(−γ), for any γ ≥ 0: ⌊γ⌋ times exp(−1), then the fraction that is left. */
export function bernoulliExp(bits: BitSource, gamma: LazyFraction): boolean {
  if (gamma.approx + gamma.error < 1) return bernoulliExpUnit(bits, gamma);
  const least = Math.floor(gamma.approx - gamma.error);
  const whole = least === Math.floor(gamma.approx + gamma.error) ? BigInt(least) : floor(gamma.exact());
  for (let i = 0n; i < whole; i++) if (!bernoulliExpUnit(bits, ONE)) return false;
  return bernoulliExpUnit(bits, {
    approx: gamma.approx - Number(whole),
    error: gamma.error,
    exact: () => {
      const { num, den } = gamma.exact();
      return { num: num - whole * den, den };
    },
  });
}

/** The number of successes of Bernoulli(exp(−1)) before the first failure: geometric, exactly. */
export function geometricInverseE(bits: BitSource): number {
  let count = 0;
  while (bernoulliExpUnit(bits, ONE)) count++;
  return count;
}

const ONE: LazyFraction = { approx: 1, error: 2 ** -50, exact: () => ({ num: 1n, den: 1n }) };

function floor({ num, den }: Fraction): bigint {
  return num / den;
}
