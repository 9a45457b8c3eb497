import { expect, test } from "vitest";
import { correlation } from "../../../dashboards/explore/correlation.ts";
import { measuredMeans } from "../../../dashboards/explore/measured-means.ts";
import { kindOfCorrelation } from "../../../dashboards/explore/scatter-data.ts";
import type { Measurement } from "../../../src/contract/observation.ts";
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

test.each([0, 0.7])(
  "measured means of places of many sizes, with a true correlation of %f: the interval holds it, those left out notwithstanding",
  (rho) => {
    const normal = normals(`measured ${rho}`);
    const uniform = uniforms(`sizes ${rho}`);
    const row = (
      DOMAIN: string,
      REF_AREA: string,
      QUANTITY: Measurement["QUANTITY"],
      noisy: number,
      variance: number,
    ): Measurement => ({
      ...{ DOMAIN, MEASURE: "m", AREA_LEVEL: "leaf", REF_AREA, HOUSEHOLD_TYPE: "_T", TIME_PERIOD: "2025", QUANTITY, SCALE: 1n },
      ...{
        NOISY: BigInt(Math.round(noisy)),
        VARIANCE_NUM: BigInt(variance),
        VARIANCE_DEN: 1n,
        CENTRE: QUANTITY === "COUNT" ? 0n : 2000n,
      },
    });
    let [left, held] = [0, 0];
    const codes = Array.from({ length: 40 }, (_, i) => `${i}`);
    for (let draw = 0; draw < DRAWS; draw++) {
      const rows = codes.flatMap((code) => {
        // From places whose noise is twice the spread of the true means to such as hardly have any.
        const homes = Math.round(40 * 10 ** (1.5 * uniform()));
        const x = normal();
        return [x, rho * x + Math.sqrt(1 - rho ** 2) * normal()].flatMap((of, i) => [
          row(`${i}`, code, "COUNT", homes + 5 * normal(), 25),
          row(`${i}`, code, "CENTRED_SUM", homes * (150 * of - 1000) + 9000 * normal(), 9000 ** 2),
        ]);
      });
      const [xs, ys] = ["0.m", "1.m"].map((measure) =>
        measuredMeans(rows, { measure, type: "_T", period: "2025" }, new Set(codes)),
      );
      const points = codes.flatMap((code) => {
        const [x, y] = [xs?.get(code), ys?.get(code)];
        return x && y ? [{ x, y }] : [];
      });
      const found = correlation(points);
      left += codes.length - points.length;
      if (found && found.lower <= rho && rho <= found.upper) held++;
    }
    expect(left / DRAWS).toBeGreaterThan(5);
    expect(held).toBeGreaterThanOrEqual(925);
  },
);
