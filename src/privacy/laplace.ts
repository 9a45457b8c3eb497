import { bernoulliExpUnit, geometricInverseE, type Known } from "./bernoulli.ts";
import type { BitSource } from "./entropy.ts";
import { type Large, LimbRange } from "./limbs.ts";
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
      const size = toInteger(draw(bits)) / den;
      const negative = bits.bit() === 1;
      // Zero would otherwise come up twice, as +0 and −0.
      if (negative && size === 0n) continue;
      return negative ? -size : size;
    }
  };
}

/**
 * A sampler of integers x ≥ 0 with probability proportional to exp(−x/t): x = U + t·V, with U below t kept with
 * probability exp(−U/t) and V geometric. Numbers while they are safe integers, `Large` beyond.
 *
 * @param exactly every decision is made in integers: the reference for the doubles' margins, with the same outcome
 */
export function exponentialSampler(t: bigint, exactly = false): (bits: BitSource) => number | Large {
  return t <= BigInt(Number.MAX_SAFE_INTEGER) ? smallSampler(t, exactly) : largeSampler(t, exactly);
}

/** The value of either. */
export function toInteger(size: number | Large): bigint {
  return typeof size === "number" ? BigInt(size) : size.exact();
}

function smallSampler(t: bigint, exactly: boolean): (bits: BitSource) => number | Large {
  const range = Number(t);
  const keep = (offset: number): Known => ({
    approx: exactly ? Number.NaN : offset / range,
    error: 2 ** -50,
    exact: () => ({ num: BigInt(offset), den: t }),
  });
  return (bits) => {
    let offset = bits.below(range);
    while (!bernoulliExpUnit(bits, keep(offset))) offset = bits.below(range);
    const turns = geometricInverseE(bits);
    if ((turns + 1) * range <= Number.MAX_SAFE_INTEGER) return offset + turns * range;
    return { approx: offset + turns * range, exact: () => BigInt(offset) + BigInt(turns) * t };
  };
}

function largeSampler(t: bigint, exactly: boolean): (bits: BitSource) => Large {
  const range = new LimbRange(t);
  const scale = Number(t);
  // Past 2⁵⁰⁰ the doubles' margins are not proven: all is left to the integers.
  const trusted = !exactly && scale < 2 ** 500;
  const keep = (offset: Large): Known => ({
    approx: trusted ? offset.approx / scale : Number.NaN,
    error: 2 ** -45,
    exact: () => ({ num: offset.exact(), den: t }),
  });
  return (bits) => {
    let offset = range.draw(bits);
    while (!bernoulliExpUnit(bits, keep(offset))) offset = range.draw(bits);
    const turns = geometricInverseE(bits);
    const { approx, exact } = offset;
    return { approx: approx + turns * scale, exact: () => exact() + BigInt(turns) * t };
  };
}
