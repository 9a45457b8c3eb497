import { expect, test } from "vitest";
import { correlation } from "../../../dashboards/explore/correlation.ts";
import { kindOfCorrelation } from "../../../dashboards/explore/scatter-data.ts";
import { uniforms } from "../../support/forecast.ts";

/** Standard normal draws from a seeded source (Box–Muller). */
function normals(seed: string): () => number {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A published figure: a true one with noise of a known standard deviation, whose margin says that. */
const published = (truth: number, sigma: number, normal: () => number) => {
  const value = truth + sigma * normal();
  return { value, lower: value - 1.959964 * sigma, upper: value + 1.959964 * sigma };
};

/** Places whose true figures have the correlation rho and a standard deviation of 1. */
const places = (n: number, rho: number, sigma: number, normal: () => number) =>
  Array.from({ length: n }, () => {
    const x = normal();
    const y = rho * x + Math.sqrt(1 - rho ** 2) * normal();
    return { x: published(x, sigma, normal), y: published(y, sigma, normal) };
  });

const DRAWS = 1000;

// Of 1 000 draws, 95 % are 950 with a standard deviation of 7: fewer than 925 would come once in 3 000 tests.
test.each([
  [12, 0, 0.5],
  [40, 0, 1],
  [12, 0.6, 0.5],
  [40, 0.6, 0.7],
  [40, 0.6, 1],
  [40, 0.9, 1],
  [40, -0.8, 0.7],
])("%i places with a true correlation of %f and noise of %f of their spread: the interval holds it", (n, rho, sigma) => {
  const normal = normals(`correlation ${n} ${rho} ${sigma}`);
  const found = Array.from({ length: DRAWS }, () => correlation(places(n, rho, sigma, normal)));
  const held = found.filter((one) => one !== null && one.lower <= rho && rho <= one.upper);
  expect(held.length).toBeGreaterThanOrEqual(925);
  // A link is claimed where there is none in one draw of twenty at most.
  if (rho === 0) expect(found.filter((one) => one !== null && kindOfCorrelation(one) !== "open").length).toBeLessThan(75);
});

test("r without its noise would be outside of an interval that does not count the margins", () => {
  const normal = normals("attenuated");
  const found = correlation(places(2000, 0.8, 1, normal));
  expect(found?.r).toBeLessThan(0.5);
  expect(found?.upper).toBeGreaterThan(0.8);
});

test("a link is told from margins that bear it, and none where they are as wide as the spread", () => {
  const exact = (value: number, half: number) => ({ value, lower: value - half, upper: value + half });
  const line = (half: number) => Array.from({ length: 20 }, (_, i) => ({ x: exact(i, half), y: exact(2 * i + (i % 3), half) }));
  expect(correlation(line(0.5))?.lower).toBeGreaterThan(0.9);
  expect(kindOfCorrelation(correlation(line(0.5))!)).toBe("more");
  expect(correlation(line(30))).toMatchObject({ lower: -1, upper: 1 });
  expect(kindOfCorrelation(correlation(line(30))!)).toBe("open");
});

test("fewer than eight places, or one value everywhere, have no correlation", () => {
  const point = (x: number, y: number) => ({
    x: { value: x, lower: x - 1, upper: x + 1 },
    y: { value: y, lower: y - 1, upper: y + 1 },
  });
  const line = Array.from({ length: 8 }, (_, i) => point(i, 3 * i));
  expect(correlation(line)).not.toBeNull();
  expect(correlation(line.slice(1))).toBeNull();
  expect(correlation(line.map(({ x }) => point(x.value, 1)))).toBeNull();
});
