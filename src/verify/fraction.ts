import Fraction from "fraction.js";

export { Fraction };

/** The exact number that a setting's shortest decimal form states: 0.2 is 1/5. The double itself is only the nearest to it. */
export function fractionOf(value: number): Fraction {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  return new Fraction(digits).mul(new Fraction(10).pow(Number(exponent)));
}

/** Denominators of honest sums have some dozens of digits; made-up ones would take hours. */
const LARGEST_DENOMINATOR = 10n ** 2000n;

/** @throws RangeError where the sum has a denominator that no honest one has */
export function addFractions(values: readonly Fraction[]): Fraction {
  return values.reduce((total, one) => {
    const sum = total.add(one);
    if (sum.d > LARGEST_DENOMINATOR) throw new RangeError("amounts add up to a fraction of more than 2000 digits");
    return sum;
  }, new Fraction(0));
}

/** Whether a double that somebody else computed is this one, but for the rounding of its last digits. Nothing is near infinity. */
export function isNear(claim: number, computed: number): boolean {
  return Number.isFinite(computed) && Math.abs(computed - claim) <= 1e-9 * Math.abs(computed);
}
