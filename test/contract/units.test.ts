import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "../../src/contract/problem.ts";
import { toBase, UNITS, type Unit } from "../../src/contract/units.ts";

/** The shortest decimal form of the double, times the factor, rounded half up: in integers alone. null: too large. */
function exactly(value: number, unit: Unit): number | null {
  const [, whole = "", fraction = "", power = "0"] = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(Math.abs(value))) ?? [];
  const places = BigInt(fraction.length) - BigInt(power);
  const digits = BigInt(whole + fraction) * UNITS[unit].factor * (places < 0n ? 10n ** -places : 1n);
  const scale = places > 0n ? 10n ** places : 1n;
  const amount = digits / scale + (2n * (digits % scale) >= scale ? 1n : 0n);
  return amount > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(amount);
}

const units = fc.constantFrom(...(Object.keys(UNITS) as Unit[]));
const values = fc.oneof(
  fc.double({ min: 0, max: 1e22, noNaN: true }),
  fc.double({ min: 0, max: 100_000, noNaN: true }),
  fc.integer({ min: 0, max: 10 ** 9 }).chain((n) => fc.nat(9).map((places) => n / 10 ** places)),
  // Halves of the last unit, and the two ends of what a double counts one by one.
  fc.integer({ min: 0, max: 10 ** 6 }).map((n) => (2 * n + 1) / 2000),
  fc.constantFrom(0, -0, 5e-324, 1e-7, 2 ** 53 - 1, 2 ** 53, (2 ** 53 - 1) / 1000, 9007199254740.992, 9.007199254740991e21),
);

test("a value is its shortest decimal times the factor, rounded half up, whatever its size", () => {
  fc.assert(
    fc.property(values, units, (value, unit) => {
      const expected = exactly(value, unit);
      if (expected === null) expect(() => toBase(value, unit)).toThrow(Refusal);
      else expect(toBase(value, unit)).toBe(expected);
    }),
    { numRuns: 5000 },
  );
});
