import { bernoulliExpUnit, geometricInverseE } from "./bernoulli.ts";
import type { BitSource } from "./entropy.ts";
import { type Rational, toNumber } from "./rational.ts";

/**
 * A sampler of the exact discrete Laplace distribution: Pr[X = x] = (e^(1/b) − 1)/(e^(1/b) + 1) · e^(−|x|/b).
 *
 * Claim: added to an integer query of L1 sensitivity Δ it gives (Δ/b)-DP. Precondition: independent uniform bits.
 * Source: Canonne, Kamath & Steinke 2020 (arXiv 2004.00010), algorithm 2. Integers only.
 *
 * @throws RangeError when scale ≤ 0
 */
export function laplaceSampler(scale: Rational): (bits: BitSource) => bigint {
  if (scale.num <= 0n) throw new RangeError(`scale must be > 0; got ${toNumber(scale)}`);
  const { num, den } = scale;
  const range = wholeRange(num);
  return (bits) => {
    for (;;) {
      const size = BigInt(exponential(bits, num, range)) / den;
      const negative = bits.bit() === 1;
      // Zero would otherwise come up twice, as +0 and −0.
      if (negative && size === 0n) continue;
      return negative ? -size : size;
    }
  };
}

/** `t` as a number where all of the sampler's products stay exact, else NaN. */
export function wholeRange(t: bigint): number {
  return t <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(t) : Number.NaN;
}

/**
 * An integer x ≥ 0 with probability proportional to exp(−x/t): x = U + t·V, with U below t kept with probability
 * exp(−U/t) and V geometric. A number while it is a safe integer, a bigint beyond. `range` is `wholeRange(t)`.
 */
export function exponential(bits: BitSource, t: bigint, range: number): number | bigint {
  if (Number.isNaN(range)) {
    const offset = largeOffset(bits, t);
    return offset + t * BigInt(geometricInverseE(bits));
  }
  const offset = smallOffset(bits, range);
  const turns = geometricInverseE(bits);
  return (turns + 1) * range <= Number.MAX_SAFE_INTEGER ? offset + turns * range : BigInt(offset) + BigInt(turns) * t;
}

function smallOffset(bits: BitSource, t: number): number {
  for (;;) {
    const offset = bits.below(t);
    if (bernoulliExpUnit(bits, { approx: offset / t, error: 2 ** -50, exact: () => ({ num: BigInt(offset), den: BigInt(t) }) }))
      return offset;
  }
}

function largeOffset(bits: BitSource, t: bigint): bigint {
  for (;;) {
    const offset = bits.below(t);
    if (bernoulliExpUnit(bits, { approx: Number.NaN, error: 0, exact: () => ({ num: offset, den: t }) })) return offset;
  }
}
