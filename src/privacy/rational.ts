/** An exact fraction, normalised: `den > 0` and no common factor. Budgets, costs and variances are kept in this form. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

export const ZERO: Rational = { num: 0n, den: 1n };

/** The fraction num/den in lowest terms. Throws RangeError when `den` is 0. */
export function rational(num: bigint, den = 1n): Rational {
  if (den === 0n) throw new RangeError("den must not be 0");
  const divisor = gcd(num, den);
  const sign = den < 0n ? -1n : 1n;
  return { num: (sign * num) / divisor, den: (sign * den) / divisor };
}

/** The exact value of the shortest decimal form of a double: 0.2 is 1/5, not 3602879701896397/2⁵⁴. */
export function fromNumber(value: number): Rational {
  if (!Number.isFinite(value)) throw new RangeError(`value must be finite; got ${value}`);
  const [mantissa = "0", exponent = "0"] = value.toString().split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const power = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  return power >= 0 ? rational(digits * 10n ** BigInt(power)) : rational(digits, 10n ** BigInt(-power));
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function sub(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den - b.num * a.den, a.den * b.den);
}

export function mul(a: Rational, b: Rational): Rational {
  return rational(a.num * b.num, a.den * b.den);
}

/** Throws RangeError when `b` is 0. */
export function div(a: Rational, b: Rational): Rational {
  return rational(a.num * b.den, a.den * b.num);
}

export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.num * b.den;
  const right = b.num * a.den;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function max(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

export function sum(values: Iterable<Rational>): Rational {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

/** Doubles by fraction. A plan has few fractions, and each is asked for at every cell. */
const DOUBLES = new WeakMap<Rational, number>();

/** The nearest double, of two the even one; ±Infinity beyond the range. */
export function toNumber(value: Rational): number {
  const known = DOUBLES.get(value);
  if (known !== undefined) return known;
  const double = nearestDouble(value);
  DOUBLES.set(value, double);
  return double;
}

function nearestDouble(value: Rational): number {
  if (value.num === 0n) return 0;
  const size = value.num < 0n ? -value.num : value.num;
  // 64 or 65 significant bits and a sticky last bit: BigInt → Number then rounds as the exact quotient would.
  const shift = 64 - bitLength(size) + bitLength(value.den);
  const top = shift >= 0 ? size << BigInt(shift) : size;
  const bottom = shift >= 0 ? value.den : value.den << BigInt(-shift);
  const quotient = (top / bottom) | (top % bottom === 0n ? 0n : 1n);
  const magnitude = scaled(quotient, shift);
  return value.num < 0n ? -magnitude : magnitude;
}

/** quotient · 2^−shift. Subnormal doubles have fewer bits than others: rounded to 53 first, they would be rounded twice. */
function scaled(quotient: bigint, shift: number): number {
  const beyond = shift - SMALLEST_EXPONENT;
  if (bitLength(quotient) - beyond < 53) return Number(halfEven(quotient, BigInt(beyond))) * 2 ** -SMALLEST_EXPONENT;
  const half = Math.trunc(shift / 2);
  return Number(quotient) * 2 ** -half * 2 ** -(shift - half);
}

/** The smallest double above 0 is 2^−1074. */
const SMALLEST_EXPONENT = 1074;

/** value · 2^−bits to the nearest integer, of two the even one. */
function halfEven(value: bigint, bits: bigint): bigint {
  const [floor, rest] = [value >> bits, value & ((1n << bits) - 1n)];
  const half = 1n << (bits - 1n);
  return rest > half || (rest === half && (floor & 1n) === 1n) ? floor + 1n : floor;
}

/** `"num/den"`, the form in which the ledger stores a fraction. */
export function format(value: Rational): string {
  return `${value.num}/${value.den}`;
}

/** Reads what `format` wrote; a bare integer is accepted. Throws RangeError on anything else. */
export function parse(text: string): Rational {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`a fraction is "num/den"; got ${JSON.stringify(text)}`);
  return rational(BigInt(match[1] ?? "0"), BigInt(match[2] ?? "1"));
}

/** ⌊√value⌋ for value ≥ 0, by Newton's iteration from above. */
export function integerSqrt(value: bigint): bigint {
  if (value < 0n) throw new RangeError(`value must be ≥ 0; got ${value}`);
  if (value === 0n) return 0n;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Bits of a value ≥ 0: zero for 0, three for 5. */
export function bitLength(value: bigint): number {
  const digits = value.toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
