import fc from "fast-check";
import { expect, test } from "vitest";
import { classBounds, classIndex } from "../../../dashboards/charts/classes.ts";

test("five classes with about as many values each, on round bounds", () => {
  expect(classBounds([8.2, 9.9, 10.3, 11.4, 12.1, 14.6])).toEqual([9.9, 10, 11, 12]);
});

test("equal values are one class; none are none", () => {
  expect(classBounds([7, 7, 7])).toEqual([]);
  expect(classBounds([])).toEqual([]);
});

test("bounds increase strictly, lie within the values, and every value has a class", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 80 }), (values) => {
      const bounds = classBounds(values);
      expect(bounds.length).toBeLessThanOrEqual(4);
      bounds.forEach((bound, i) => {
        if (i > 0) expect(bound).toBeGreaterThan(bounds[i - 1] as number);
        expect(bound).toBeGreaterThan(Math.min(...values));
        expect(bound).toBeLessThanOrEqual(Math.max(...values));
      });
      for (const value of values) expect(classIndex(value, bounds)).toBeLessThanOrEqual(bounds.length);
    }),
  );
});

test("a bound belongs to the class above it", () => {
  expect([9.9, 10, 10.1].map((value) => classIndex(value, [10]))).toEqual([0, 1, 1]);
});
