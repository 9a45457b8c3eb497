/** Exact sums and products of fractions written `num/den`, enough to add up a ledger and what it is shared out for. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

export const ZERO: Fraction = { num: 0n, den: 1n };

/** @throws RangeError when the denominator is 0 */
export function parseFraction(text: string): Fraction {
  const [num = "", den = "1"] = text.split("/");
  return fraction(BigInt(num), BigInt(den));
}

/** @throws RangeError when the denominator is 0 */
export function fraction(num: bigint, den = 1n): Fraction {
  if (den === 0n) throw new RangeError(`${num}/0 is not a number`);
  let [a, b] = [num < 0n ? -num : num, den < 0n ? -den : den];
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = den < 0n ? -1n : 1n;
  return num === 0n ? ZERO : { num: (sign * num) / a, den: (sign * den) / a };
}

/** The number as its shortest decimal form says it: 0.2 is 1/5. @throws RangeError when it is not finite */
export function decimalFraction(value: number): Fraction {
  if (!Number.isFinite(value)) throw new RangeError(`a number must be finite; got ${value}`);
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", part = ""] = mantissa.split(".");
  const power = BigInt(Number(exponent) - part.length);
  const digits = BigInt(whole + part);
  return power >= 0n ? fraction(digits * 10n ** power) : fraction(digits, 10n ** -power);
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.num, a.den * b.den);
}

/** @throws RangeError when `b` is 0 */
export function divideFractions(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den, a.den * b.num);
}

export function sumFractions(values: Iterable<Fraction>): Fraction {
  let sum = ZERO;
  for (const value of values) sum = addFractions(sum, value);
  return sum;
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** 0 of none. */
export function largest(values: readonly Fraction[]): Fraction {
  return values.reduce((a, b) => (compareFractions(a, b) < 0 ? b : a), ZERO);
}

export function formatFraction({ num, den }: Fraction): string {
  return `${num}/${den}`;
}

/** The double next to a fraction of moderate size: to 2⁻¹⁰⁰ of a unit, however long its parts. */
export function toNumber({ num, den }: Fraction): number {
  return Number((num << 100n) / den) / 2 ** 100;
}
