import fc from "fast-check";
import { expect, test } from "vitest";
import { COARSE, FINE, firstParts, histogramEdges } from "../../src/privacy/bins.ts";
import { binOf } from "../support/bins.ts";

test("31 strictly increasing integers from 0 to the clamp, about a ratio of 1.2 apart", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 30n, max: 10n ** 15n }), (upper) => {
      const edges = histogramEdges(upper, COARSE);
      expect(edges).toHaveLength(COARSE.bins - 1);
      expect([edges[0], edges.at(-1)]).toEqual([0n, upper]);
      for (let i = 1; i < edges.length; i++) expect((edges[i] as bigint) > (edges[i - 1] as bigint)).toBe(true);
      if (upper > 10n ** 9n)
        for (let i = 2; i < edges.length; i++) expect(Number(edges[i]) / Number(edges[i - 1])).toBeCloseTo(1.2, 5);
    }),
  );
});

test("a clamp too small for 30 bins is refused", () => {
  expect(histogramEdges(30n, COARSE)).toEqual(Array.from({ length: 31 }, (_, i) => BigInt(i)));
  expect(() => histogramEdges(29n, COARSE)).toThrow("upper must be ≥ 30 for 30 bins; got 29");
});

test("zero, each edge, and the clamp fall where they are said to", () => {
  const edges = histogramEdges(1_000_000n, COARSE);
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

test("where amounts heap, each of the 16 upper wide bins has four equal parts; those below, zero and the overflow are whole", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 78n, max: 10n ** 15n }), (upper) => {
      const [wide, edges, firsts] = [histogramEdges(upper, COARSE), histogramEdges(upper, FINE), firstParts(FINE)];
      expect(edges).toHaveLength(FINE.bins - 1);
      expect([edges[0], edges.at(-1)]).toEqual([0n, upper]);
      for (let i = 1; i < edges.length; i++) expect((edges[i] as bigint) > (edges[i - 1] as bigint)).toBe(true);
      if (upper < 10n ** 6n) return;
      // The last part of each wide bin ends where that does, so that wide bins are sums of fine ones.
      for (const [bin, edge] of wide.entries()) expect(edges[(firsts[bin + 1] as number) - 1]).toBe(edge);
      const parts = firsts.map((first, bin) => (firsts[bin + 1] ?? FINE.bins) - first);
      expect(parts).toEqual([...new Array(15).fill(1), ...new Array(16).fill(4), 1]);
      for (const [bin, first] of firsts.entries()) {
        if (parts[bin] !== 4) continue;
        const [low, high] = [Number(wide[bin - 1]), Number(wide[bin])];
        for (const part of [1, 2, 3]) {
          const cut = Number(edges[first + part - 1]);
          expect(Math.abs(cut - (low + (part * (high - low)) / 4))).toBeLessThan(2);
        }
      }
    }),
  );
  expect(() => histogramEdges(77n, FINE)).toThrow("upper must be ≥ 78 for 78 bins; got 77");
  expect(firstParts(COARSE)).toEqual(Array.from({ length: 32 }, (_, bin) => bin));
});
