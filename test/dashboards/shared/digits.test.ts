import fc from "fast-check";
import { expect, test } from "vitest";
import { writtenInterval } from "../../../dashboards/explore/figures.ts";
import { comparison, digitsBeside, isAtEdge, marginText, plainDigits } from "../../../dashboards/shared/digits.ts";
import { marginDigits } from "../../../dashboards/shared/format.ts";
import { fromZero } from "../../../dashboards/shared/reliable-interval.ts";

const at = (value: number, lower: number, upper: number) => ({ value, lower, upper });
const whole = at(8.04, 7.9, 8.2);

test("the ends of a margin have the decimal that tells a verdict; the value is written alike wherever it stands", () => {
  const [less, same] = [at(6.58, 5.2, 7.6), at(7.1, 4.7, 8.4)];
  expect([comparison(less, whole), comparison(same, whole)]).toEqual(["less", "same"]);
  const text = (one: typeof less) => {
    const { value, lower, upper } = writtenInterval(one, 2, "fr", { beside: whole });
    return { value, lower, upper };
  };
  // Between 5 and 8 would touch 7,9; the verdict is "less".
  expect(text(less)).toEqual({ value: "7", lower: "5,2", upper: "7,6" });
  expect(writtenInterval(less, 2, "fr").value).toBe("7");
  expect(text(same)).toEqual({ value: "7", lower: "4", upper: "9" });
  expect(text(at(9.6, 8.4, 11.3))).toEqual({ value: "10", lower: "8,4", upper: "11,3" });
  expect(text(at(9, 7.7, 10.9))).toEqual({ value: "9", lower: "7", upper: "11" });
});

test("the ends as written give the verdict of the exact ones wherever one decimal more can; elsewhere the margin alone decides", () => {
  for (let i = 0; i < 400; i++) {
    const value = 4 + (i * 0.0371) / 2;
    const half = 0.3 + ((i * 7) % 23) / 9;
    const one = at(value, value - half, value + half);
    const digits = digitsBeside(one, whole, 2);
    const own = marginDigits(one.lower, one.upper, 2);
    expect([0, 1]).toContain(digits - own);
    // Ends nearer than what one decimal more can write are beyond this rule.
    if (Math.min(Math.abs(one.upper - whole.lower), Math.abs(one.lower - whole.upper)) < 10 ** -(own + 1)) {
      expect(digits).toBe(own);
      continue;
    }
    const [low = "", high = ""] = marginText(one, digits, "", "en").map((text) => text.trim());
    expect(comparison(at(value, Number(low), Number(high)), { ...whole, lower: 7.9, upper: 8.2 })).toBe(comparison(one, whole));
  }
  expect(digitsBeside(at(154, 107, 201), null, 2)).toBe(-1);
});

test("an estimate below zero is written from zero on, by the upper end of its margin alone", () => {
  const written = (figure: ReturnType<typeof at>, lang: "fr" | "en") => writtenInterval(fromZero(figure), 2, lang, { unit: "€" });
  expect(written(at(-11, -49, 27), "fr")).toEqual({
    value: "moins de 30\u00a0€",
    listed: "<\u00a030\u00a0€",
    lower: "0",
    upper: "30",
  });
  expect(written(at(-11, -49, 27), "en").value).toMatch(/^less than\s€30$/);
  // Of one above zero, only the margin is cut.
  expect(written(at(11, -20, 40), "fr")).toMatchObject({ value: "10\u00a0€", lower: "0", upper: "40" });
  // Nothing is less than 0, however far below an estimate is.
  expect(written(at(-9, -14, -4), "fr")).toMatchObject({ value: "moins de 5\u00a0€", lower: "0", upper: "5" });
  // Files and arithmetic keep the numbers as published.
  expect(fromZero(at(-11, -49, 27))).toMatchObject({ value: 0, lower: 0, published: at(-11, -49, 27) });
});

test("an estimate that lies at an end of its own margin stands nowhere, and one within it does", () => {
  expect(isAtEdge({ value: 244, lower: 231, upper: 408 })).toBe(true);
  expect(isAtEdge({ value: 410, lower: 231, upper: 408 })).toBe(true);
  expect(isAtEdge({ value: 300, lower: 231, upper: 408 })).toBe(false);
  expect(isAtEdge({ value: 7, lower: 7, upper: 7 })).toBe(false);
});

test("an amount that no margin limits has one decimal below ten, and none from ten on", () => {
  expect([9.4, 9.99, 10, 16.8, -16.8, 45.6].map(plainDigits)).toEqual([1, 1, 0, 0, 0, 0]);
});

test("a margin is never written narrower than it is published, with whatever digits", () => {
  const end = fc.double({ min: 0, max: 5000, noNaN: true });
  fc.assert(
    fc.property(end, end, fc.integer({ min: -3, max: 2 }), fc.constantFrom(0, 1, 2), (one, other, digits, most) => {
      const [lower, upper] = [Math.min(one, other), Math.max(one, other)];
      const figure = { value: (lower + upper) / 2, lower, upper };
      const read = (text: string): number => Number(text.replace(/,/g, ""));
      const [low, high] = marginText(figure, digits, "", "en").map((text) => read(text.replace("\u00a0", "")));
      const beside = writtenInterval(figure, most, "en");
      // What is left of computing in binary is a millionth of the last digit.
      for (const at of [low, read(beside.lower)]) expect(at).toBeLessThanOrEqual(lower + 1e-3);
      for (const at of [high, read(beside.upper)]) expect(at).toBeGreaterThanOrEqual(upper - 1e-3);
    }),
    { numRuns: 500 },
  );
});
