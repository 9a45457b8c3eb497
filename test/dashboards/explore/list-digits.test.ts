import { expect, test } from "vitest";
import { kindDigits } from "../../../dashboards/explore/figures.ts";
import { listDigits } from "../../../dashboards/shared/digits.ts";

const at = (value: number, half: number) => ({ value, lower: value - half, upper: value + half });

test("a list has one number of digits: the fewest that any margin allows, where they tell the figures apart", () => {
  expect(listDigits([at(106.7, 0.5), at(93, 2), at(40, 4)], 2)).toBe(0);
  expect(listDigits([at(1750, 40), at(300, 40)], 2)).toBe(-1);
});

test("figures that would come to a few numbers have more, as far as the best known allows", () => {
  expect(listDigits([at(152, 5), at(168, 40), at(60, 12)], 2)).toBe(0);
  // From 7.2 to 9.4 there are three whole numbers.
  expect(listDigits([at(9.5, 1.4), at(9.4, 0.2), at(7.2, 0.4)], 2)).toBe(1);
  // No margin allows a decimal.
  expect(listDigits([at(9.5, 1.4), at(7.2, 1.2)], 2)).toBe(0);
});

test("a figure alone has the digits of its margin, and no figure has none", () => {
  expect([listDigits([at(8.2, 0.2)], 2), listDigits([at(154, 47)], 2), listDigits([], 2)]).toEqual([1, -1, undefined]);
});

test("kinds of homes have the decimals of the best known, whole numbers among them", () => {
  expect(kindDigits([at(8.12, 0.04), at(4.3, 0.2), at(8, 1.2)], 2)).toBe(1);
  expect([kindDigits([at(154, 47)], 2), kindDigits([], 2)]).toEqual([-1, undefined]);
});
