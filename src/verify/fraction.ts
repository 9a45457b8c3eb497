import Fraction from "fraction.js";

export { Fraction };

/** The exact number that a setting's shortest decimal form states: 0.2 is 1/5. The double itself is only the nearest to it. */
export function fractionOf(value: number): Fraction {
  const [digits = "0", exponent = "0"] = String(value).split("e");
  return new Fraction(digits).mul(new Fraction(10).pow(Number(exponent)));
}

export function addFractions(values: readonly Fraction[]): Fraction {
  return values.reduce((total, one) => total.add(one), new Fraction(0));
}

/** Whether a double that somebody else computed is this one, but for the rounding of its last digits. Nothing is near infinity. */
export function isNear(claim: number, computed: number): boolean {
  return Number.isFinite(computed) && Math.abs(computed - claim) <= 1e-9 * Math.abs(computed);
}
