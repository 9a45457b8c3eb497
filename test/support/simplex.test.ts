import fc from "fast-check";
import { expect, test } from "vitest";
import { maximise } from "./simplex.ts";

test("textbook programmes: a corner, a programme without a bound, one that nothing satisfies, a negative bound", () => {
  // Dantzig's example: max 3x + 5y under x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 is reached at (2, 6).
  const rows = [
    [1, 0],
    [0, 2],
    [3, 2],
  ];
  expect(maximise({ objective: [3, 5], rows, bounds: [4, 12, 18] })).toBeCloseTo(36, 9);
  expect(maximise({ objective: [0, 1], rows: [[1, 0]], bounds: [4] })).toBe(Number.POSITIVE_INFINITY);
  expect(maximise({ objective: [1], rows: [[1], [-1]], bounds: [1, -2] })).toBeNaN();
  // Under x ≥ 3 and x + y ≤ 5, −x is at most −3 and y at most 2.
  const atLeast = {
    rows: [
      [-1, 0],
      [1, 1],
    ],
    bounds: [-3, 5],
  };
  expect(maximise({ objective: [-1, 0], ...atLeast })).toBeCloseTo(-3, 9);
  expect(maximise({ objective: [0, 1], ...atLeast })).toBeCloseTo(2, 9);
});

test("Beale's programme, on which a careless choice of corners goes round for ever, ends", () => {
  const rows = [
    [0.25, -60, -0.04, 9],
    [0.5, -90, -0.02, 3],
    [0, 0, 1, 0],
  ];
  expect(maximise({ objective: [0.75, -150, 0.02, -6], rows, bounds: [0, 0, 1] })).toBeCloseTo(0.05, 9);
});

/** Tries all points where two lines cross: in the plane the best corner is one of them. */
function byCorners(objective: readonly number[], rows: readonly (readonly number[])[], bounds: readonly number[]): number {
  const lines = [...rows.map((row, i) => [...row, bounds[i]]), [-1, 0, 0], [0, -1, 0]] as [number, number, number][];
  let best = Number.NaN;
  for (const [a, b, c] of lines) {
    for (const [d, e, f] of lines) {
      const area = a * e - b * d;
      if (Math.abs(area) < 1e-9) continue;
      const [x, y] = [(c * e - b * f) / area, (a * f - c * d) / area];
      if (lines.some(([p, q, r]) => p * x + q * y > r + 1e-7)) continue;
      const value = (objective[0] as number) * x + (objective[1] as number) * y;
      if (!(best >= value)) best = value;
    }
  }
  return best;
}

test("in a box of the plane, the best corner of any programme", () => {
  const small = fc.integer({ min: -6, max: 6 });
  const pair = fc.tuple(small, small);
  fc.assert(
    fc.property(pair, fc.array(fc.tuple(pair, small), { maxLength: 6 }), (objective, more) => {
      const rows = [[1, 0], [0, 1], ...more.map(([row]) => row)];
      const bounds = [10, 10, ...more.map(([, bound]) => bound)];
      const [found, wanted] = [maximise({ objective, rows, bounds }), byCorners(objective, rows, bounds)];
      if (Number.isNaN(wanted)) expect(found).toBeNaN();
      else expect(found).toBeCloseTo(wanted, 6);
    }),
    { numRuns: 500 },
  );
});
