import { expect, test } from "vitest";
import { fractionNumber, parseFraction, sumFractions } from "../../../dashboards/privacy/fraction.ts";
import { illustratedNoise, tally } from "../../../dashboards/privacy/noise.ts";

test("exact amounts of the ledger are read right, huge parts too", () => {
  expect(fractionNumber(parseFraction("1/8"))).toBe(0.125);
  expect(fractionNumber(parseFraction("0/1"))).toBe(0);
  expect(fractionNumber(parseFraction(`${3n * 2n ** 2000n}/${2n ** 2001n}`))).toBe(1.5);
  expect(fractionNumber(sumFractions(["1/3", "1/6"].map(parseFraction)))).toBe(0.5);
});

test.each(["", "1", "1/0", "-1/2", "1.5/2"])("%j is no fraction", (text) => {
  expect(() => parseFraction(text)).toThrow(/a fraction is num\/den with den > 0/);
});

test("the illustration is centred and never infinite", () => {
  const draws = (a: number, b: number) => illustratedNoise(8, () => Uint32Array.of(a, b));
  expect(draws(2 ** 32 - 1, 0)).toBe(0);
  expect(draws(0, 0)).toBe(53);
  expect(draws(0, 2 ** 31)).toBe(-53);
});

test("outcomes are counted in order", () => {
  expect(tally([41, 38, 41])).toEqual([
    { value: 38, times: 1 },
    { value: 41, times: 2 },
  ]);
});
