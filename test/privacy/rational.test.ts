import fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  compare,
  div,
  format,
  fromNumber,
  integerSqrt,
  max,
  mul,
  parse,
  rational,
  sub,
  sum,
  toNumber,
} from "../../src/privacy/rational.ts";

const fraction = fc.tuple(fc.bigInt(), fc.bigInt({ min: 1n })).map(([num, den]) => rational(num, den));

test("a fraction is in lowest terms with a positive denominator", () => {
  expect(rational(6n, -4n)).toEqual({ num: -3n, den: 2n });
  expect(rational(0n, -7n)).toEqual({ num: 0n, den: 1n });
  expect(() => rational(1n, 0n)).toThrow("den must not be 0");
});

test("a number is read as its shortest decimal form", () => {
  expect(fromNumber(0.2)).toEqual({ num: 1n, den: 5n });
  expect(fromNumber(5e-7)).toEqual({ num: 1n, den: 2_000_000n });
  expect(fromNumber(-1.25e21)).toEqual({ num: -1_250_000_000_000_000_000_000n, den: 1n });
  expect(fromNumber(0)).toEqual({ num: 0n, den: 1n });
  expect(() => fromNumber(Number.NaN)).toThrow("value must be finite; got NaN");
});

test("every finite double survives the way through a fraction", () => {
  const tiny = fc.double({ noNaN: true, min: -(2 ** -1020), max: 2 ** -1020 });
  fc.assert(
    fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), tiny), (value) => {
      expect(toNumber(fromNumber(value))).toBe(value === 0 ? 0 : value);
    }),
  );
});

test("subnormal doubles are rounded once: what is just above half a step goes up, half a step to the even one", () => {
  const of = (num: bigint, den: bigint) => toNumber(rational(num, den * (1n << 1074n)));
  expect(of(1n, 1n)).toBe(Number.MIN_VALUE);
  expect([of(1n, 2n), of(3n, 2n), of(5n, 2n)]).toEqual([0, 2 * Number.MIN_VALUE, 2 * Number.MIN_VALUE]);
  // In 53 bits the first is half a step already.
  expect([of((1n << 60n) + 1n, 1n << 61n), of((1n << 60n) - 1n, 1n << 61n)]).toEqual([Number.MIN_VALUE, 0]);
  expect(of((1n << 52n) - 1n, 1n)).toBe(2 ** -1022 - Number.MIN_VALUE);
  expect(of((1n << 53n) - 1n, 2n)).toBe(2 ** -1022);
});

test("arithmetic is exact: what is added can be taken away, what is multiplied divided", () => {
  fc.assert(
    fc.property(fraction, fraction, (a, b) => {
      expect(sub(add(a, b), b)).toEqual(a);
      if (b.num !== 0n) expect(div(mul(a, b), b)).toEqual(a);
      expect(compare(a, b) <= 0).toBe(sub(b, a).num >= 0n);
      expect([a, b]).toContain(max(a, b));
      expect(compare(max(a, b), a) >= 0 && compare(max(a, b), b) >= 0).toBe(true);
      expect(parse(format(a))).toEqual(a);
    }),
  );
  expect(sum(Array.from({ length: 10 }, () => fromNumber(0.1)))).toEqual({ num: 1n, den: 1n });
  expect(() => div(rational(1n), rational(0n))).toThrow(RangeError);
});

test("a text that is no fraction is refused", () => {
  expect(parse("-3/6")).toEqual({ num: -1n, den: 2n });
  expect(parse("7")).toEqual({ num: 7n, den: 1n });
  for (const text of ["", "0.5", "1/", "1/-2", " 1/2"]) expect(() => parse(text)).toThrow('a fraction is "num/den"');
  expect(() => parse("1/0")).toThrow("den must not be 0");
});

test("the integer square root is the floor of the root", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), (value) => {
      const root = integerSqrt(value);
      return root * root <= value && (root + 1n) * (root + 1n) > value;
    }),
  );
});
