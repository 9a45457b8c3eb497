/** An exact amount as written in the ledger: `num/den`. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

/** @throws RangeError when it is not `num/den` with den > 0 */
export function parseFraction(text: string): Fraction {
  const parts = /^(\d+)\/(\d+)$/.exec(text);
  const den = BigInt(parts?.[2] ?? 0);
  if (!parts || den === 0n) throw new RangeError(`a fraction is num/den with den > 0; got ${JSON.stringify(text)}`);
  return { num: BigInt(parts[1] ?? 0), den };
}

export function sumFractions(list: readonly Fraction[]): Fraction {
  return list.reduce((a, b) => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den }), { num: 0n, den: 1n });
}

/** The nearest double, near enough to read: right even where the parts leave the range of doubles. */
export function fractionNumber({ num, den }: Fraction): number {
  if (num === 0n) return 0;
  const shift = 80 + den.toString(2).length - num.toString(2).length;
  const scaled = shift >= 0 ? (num << BigInt(shift)) / den : num / (den << BigInt(-shift));
  return Number(scaled) * 2 ** -shift;
}
