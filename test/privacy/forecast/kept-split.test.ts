import { expect, test } from "vitest";
import { optimisedSplit } from "../../../src/privacy/forecast/index.ts";

const search = (households: number) => ({
  areas: [
    { code: "w", level: "whole", parent: null, dwellings: 900 },
    ...[300, 600].map((dwellings, i) => ({ code: `l${i}`, level: "leaf", parent: "w", dwellings })),
  ],
  levels: ["whole", "leaf"].map((level) => ({ level, step: "year" as const, publications: 1, typed: true, histograms: true })),
  typeCount: 3,
  k: 11,
  rho: 0.25,
  gateDelta: 1e-7,
  households: [households],
  weights: {},
});

test("a search that is repeated finds the same, whatever became of the first answer and however many came between", () => {
  const first = optimisedSplit(search(500));
  const copy = structuredClone(first);
  Object.assign(first[0] ?? {}, { counts: 0 });
  first.pop();
  expect(optimisedSplit(search(500))).toEqual(copy);
  const others = Array.from({ length: 20 }, (_, i) => JSON.stringify(optimisedSplit(search(50 + 40 * i))));
  expect(new Set(others).size).toBeGreaterThan(1);
  expect(optimisedSplit(search(500))).toEqual(copy);
});
