import { bernoulliExpUnit, geometricInverseE, type LazyFraction } from "./bernoulli.ts";
import type { BitSource } from "./entropy.ts";
import { type Rational, toNumber } from "./rational.ts";

/**
 * A sampler of the exact discrete Laplace distribution: Pr[X = x] = (e^(1/b) − 1)/(e^(1/b) + 1) · e^(−|x|/b).
 *
 * Claim: added to an integer query of L1 sensitivity Δ it gives (Δ/b)-DP. Precondition: independent uniform bits.
 * Source: Canonne, Kamath & Steinke 2020 (arXiv 2004.00010), algorithm 2; `laplace.md`.
 *
 * @throws RangeError when scale ≤ 0
 */
export function laplaceSampler(scale: Rational): (bits: BitSource) => bigint {
  if (scale.num <= 0n) throw new RangeError(`scale must be > 0; got ${toNumber(scale)}`);
  const { num, den } = scale;
  const draw = exponentialSampler(num);
  return (bits) => {
    for (;;) {
      const size = BigInt(draw(bits)) / den;
      const negative = bits.bit() === 1;
      // Zero would otherwise come up twice, as +0 and −0.
      if (negative && size === 0n) continue;
      return negative ? -size : size;
    }
  };
}

/**
 * A sampler of integers x ≥ 0 with probability proportional to exp(−x/t): x = U + t·V, with U below t kept with
 * probability exp(−U/t) and V geometric. Numbers while they are safe integers, bigint beyond.
 *
 * @param exactly every decision is made in integers: the reference for the doubles' margins, with the same outcome
 */
export function exponentialSampler(t: bigint, exactly = false): (bits: BitSource) => number | bigint {
  const scale = Number(t);
  const range = scale <= Number.MAX_SAFE_INTEGER ? scale : t;
  // U and t are within 2⁻⁵³ of their doubles, relatively, and U/t < 1. A t beyond all doubles leaves all to the integers.
  const trusted = !exactly && Number.isFinite(scale);
  const keep = (offset: number | bigint): LazyFraction => ({
    approx: trusted ? Number(offset) / scale : Number.NaN,
    error: 2 ** -50,
    exact: () => ({ num: BigInt(offset), den: t }),
  });
  return (bits) => {
    let offset = bits.below(range);
    while (!bernoulliExpUnit(bits, keep(offset))) offset = bits.below(range);
    const turns = geometricInverseE(bits);
    const size = Number(offset) + turns * scale;
    return size <= Number.MAX_SAFE_INTEGER ? size : BigInt(offset) + BigInt(turns) * t;
  };
}
