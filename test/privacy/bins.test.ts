import fc from "fast-check";
import { expect, test } from "vitest";
import { BINS, histogramEdges } from "../../src/privacy/bins.ts";
import { binOf } from "../support/bins.ts";

test("31 strictly increasing integers from 0 to the clamp, about a ratio of 1.2 apart", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 30n, max: 10n ** 15n }), (upper) => {
      const edges = histogramEdges(upper);
      expect(edges).toHaveLength(BINS - 1);
      expect([edges[0], edges.at(-1)]).toEqual([0n, upper]);
      for (let i = 1; i < edges.length; i++) expect((edges[i] as bigint) > (edges[i - 1] as bigint)).toBe(true);
      if (upper > 10n ** 9n)
        for (let i = 2; i < edges.length; i++) expect(Number(edges[i]) / Number(edges[i - 1])).toBeCloseTo(1.2, 5);
    }),
  );
});

test("a clamp too small for 30 bins is refused", () => {
  expect(histogramEdges(30n)).toEqual(Array.from({ length: 31 }, (_, i) => BigInt(i)));
  expect(() => histogramEdges(29n)).toThrow("upper must be ≥ 30 for 30 bins; got 29");
});

test("zero, each edge, and the clamp fall where they are said to", () => {
  const edges = histogramEdges(1_000_000n);
  expect(binOf(0n, edges)).toBe(0);
  expect(binOf(1n, edges)).toBe(1);
  for (let i = 1; i < 30; i++) {
    expect(binOf(edges[i] as bigint, edges)).toBe(i);
    expect(binOf((edges[i] as bigint) + 1n, edges)).toBe(i + 1);
  }
  expect(binOf(999_999n, edges)).toBe(30);
  expect(binOf(1_000_000n, edges)).toBe(31);
  expect(binOf(10n ** 12n, edges)).toBe(31);
  expect(() => binOf(-1n, edges)).toThrow("amount must be ≥ 0; got -1");
});
