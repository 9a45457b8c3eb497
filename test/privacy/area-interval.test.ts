import { expect, test } from "vitest";
import { type AreaMean, areaInterval, type Fit, fieller, fitAreas } from "../../src/privacy/index.ts";

const LEVEL = 0.95;
/** 2·Φ⁻¹(.95): no interval that holds for every true mean is shorter (Pratt 1961). */
const SHORTEST = 2 * 1.6449;
const MEASURED = 2 * 1.96;

/** Twenty-four areas that lie evenly around 100, `apart` from each other in relative terms, each known to ± 5 %. */
function neighbours(apart: number): AreaMean[] {
  return Array.from({ length: 24 }, (_, i) => ({
    direct: 100 * (1 + (apart * (i - 11.5)) / 7),
    expected: 100,
    directVariance: 0.0025,
    expectedVariance: 0,
    covariance: 0,
    withinVariance: 0,
  }));
}

interface Case {
  /** how the others differ */
  readonly apart: number;
  /** true mean over what is truly to be expected of it, in σ of its noise */
  readonly odd: number;
  readonly expectedVariance?: number;
  readonly covariance?: number;
}

/**
 * Coverage and mean length (in σ) of one area's interval, by quadrature over all that its own noise may be, the noise of its
 * expected mean that is not shared standing at one σ: exact to some thousandths, no chance in it. The posterior is made anew each time, of this area too.
 */
function performance({ apart, odd, expectedVariance = 0, covariance = 0 }: Case): { coverage: number; length: number } {
  const sigma = 5;
  const truth = 100 + odd * sigma;
  const others = neighbours(apart);
  const shared = covariance / 0.0025;
  const apartNoise = 100 * Math.sqrt(expectedVariance - shared * covariance);
  let [mass, held, length] = [0, 0, 0];
  for (let z = -5; z <= 5; z += 0.04) {
    const weight = Math.exp((-z * z) / 2);
    const area = {
      direct: truth + sigma * z,
      expected: 100 + shared * sigma * z + apartNoise,
      directVariance: 0.0025,
      expectedVariance,
      covariance,
      withinVariance: 0,
    };
    // Variances are relative to the square of what is expected.
    const scale = (100 / area.expected) ** 2;
    const relative = {
      ...area,
      directVariance: 0.0025 * scale,
      expectedVariance: expectedVariance * scale,
      covariance: covariance * scale,
    };
    const fit = fitAreas([...others, relative]) as Fit;
    const found = areaInterval(relative, fit, (deviate) => area.direct - deviate * sigma, LEVEL);
    const { lower, upper } = found as NonNullable<typeof found>;
    mass += weight;
    length += (weight * (upper - lower)) / sigma;
    if (lower <= truth && truth <= upper) held += weight;
  }
  return { coverage: held / mass, length: length / mass };
}

test.each([
  { apart: 0.02, odd: 0 },
  { apart: 0.02, odd: 2 },
  { apart: 0.02, odd: -4 },
  { apart: 0.02, odd: 8 },
  { apart: 0.05, odd: 3, expectedVariance: 0.001 },
  { apart: 0.05, odd: -2, expectedVariance: 0.0012, covariance: 0.0012 },
])("an area $odd σ off, among others that are $apart apart: its own interval holds in 95 %", (one) => {
  expect(Math.abs(performance(one).coverage - LEVEL)).toBeLessThan(0.006);
});

test("it is shorter than the measured one where areas are alike, and no longer where an area is unlike all others", () => {
  const alike = performance({ apart: 0.02, odd: 0 }).length;
  expect(alike).toBeGreaterThan(SHORTEST);
  expect(alike).toBeLessThan(0.93 * MEASURED);
  const odd = performance({ apart: 0.02, odd: 20 }).length;
  expect(odd).toBeLessThan(1.05 * MEASURED);
  expect(performance({ apart: 3, odd: 0 }).length / MEASURED).toBeCloseTo(1, 2);
});

test("it holds what was measured, and 1.64 σ on either side of that", () => {
  for (const direct of [40, 90, 100, 103, 120, 300]) {
    const area: AreaMean = { ...(neighbours(0.02)[3] as AreaMean), direct };
    const found = areaInterval(area, fitAreas([...neighbours(0.02), area]) as Fit, (z) => direct - 5 * z, LEVEL);
    expect(found?.lower).toBeLessThanOrEqual(direct - 1.644 * 5);
    expect(found?.upper).toBeGreaterThanOrEqual(direct + 1.644 * 5);
  }
});

test("where hardly anything is expected of an area, the interval is Fieller's to some hundredths; where its count is near zero, there is none", () => {
  const fit = fitAreas(neighbours(500)) as Fit;
  const of = (estimate: { sum: number; count: number; sumVariance: number; countVariance: number }) => {
    const bound = (z: number) => fieller({ ...estimate, z: Math.abs(z) })?.[z > 0 ? "lower" : "upper"] ?? null;
    const area = { ...(neighbours(500)[3] as AreaMean), direct: estimate.sum / estimate.count };
    return areaInterval(area, fit, bound, LEVEL);
  };
  const estimate = { sum: 4000, count: 40, sumVariance: 90_000, countVariance: 16 };
  const measured = fieller({ ...estimate, z: 1.959963984540054 });
  const found = of(estimate);
  expect((found?.lower ?? 0) / (measured?.lower ?? 0)).toBeCloseTo(1, 1);
  expect((found?.upper ?? 0) / (measured?.upper ?? 0)).toBeCloseTo(1, 1);
  expect(of({ ...estimate, count: 6 })).toBeNull();
});
