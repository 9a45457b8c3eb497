import { expect, test } from "vitest";
import { fraction } from "../../src/contract/chain.ts";
import { addFractions, Fraction } from "../../src/verify/fraction.ts";

test("amounts of the ledger have at most 1000 digits a part, and nothing is divided by 0", () => {
  const digits = "9".repeat(1000);
  for (const one of ["0/1", "1/3", `${digits}/${digits}`, "1/007"]) expect(fraction.safeParse(one).success, one).toBe(true);
  for (const one of ["1/0", "1/000", "1", "-1/2", "1/2/3", "1/ 2", `1${digits}/1`, `1/1${digits}`])
    expect(fraction.safeParse(one).success, one).toBe(false);
});

test("a sum that no honest ledger has ends before it takes long: each amount has another denominator of 990 digits", () => {
  const made = Array.from({ length: 10_000 }, (_, i) => new Fraction(1n, 10n ** 990n + BigInt(2 * i + 1)));
  expect(() => addFractions(made)).toThrow("amounts add up to a fraction of more than 2000 digits");
  const honest = Array.from({ length: 10_000 }, () => new Fraction(1, 330_000));
  expect(addFractions(honest).toFraction()).toBe("1/33");
});
