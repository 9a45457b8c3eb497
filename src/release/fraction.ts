/** Exact sums of fractions written `num/den`, enough to add up a ledger. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

export const ZERO: Fraction = { num: 0n, den: 1n };

/** @throws RangeError when the denominator is 0 */
export function parseFraction(text: string): Fraction {
  const [num = "", den = "1"] = text.split("/");
  if (BigInt(den) === 0n) throw new RangeError(`${text} is not a number`);
  return reduce(BigInt(num), BigInt(den));
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return reduce(a.num * b.den + b.num * a.den, a.den * b.den);
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function formatFraction({ num, den }: Fraction): string {
  return `${num}/${den}`;
}

/** The double next to a fraction of moderate size: to 2⁻¹⁰⁰ of a unit, however long its parts. */
export function toNumber({ num, den }: Fraction): number {
  return Number((num << 100n) / den) / 2 ** 100;
}

function reduce(num: bigint, den: bigint): Fraction {
  let [a, b] = [num, den];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? ZERO : { num: num / a, den: den / a };
}
