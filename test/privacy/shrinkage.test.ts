import { expect, test } from "vitest";
import { type AreaMean, composite, type Fit, fitAreas, limitedMove } from "../../src/privacy/shrinkage.ts";
import { normals } from "../support/normals.ts";

interface World {
  readonly between: number;
  readonly within: number;
  readonly noise: number;
  readonly areas: number;
}

/** True means around an expected value of 100, measured with noise. */
function world({ between, within, noise, areas }: World, normal: () => number): { truth: number; area: AreaMean }[] {
  return Array.from({ length: areas }, (_, i) => {
    const directVariance = noise * (i % 2 === 0 ? 0.5 : 2);
    const truth = 100 * (1 + Math.sqrt(between + within) * normal());
    return {
      truth,
      area: {
        direct: truth + 100 * Math.sqrt(directVariance) * normal(),
        expected: 100,
        directVariance,
        expectedVariance: 0,
        covariance: 0,
        withinVariance: within,
      },
    };
  });
}

/** Over 400 worlds: coverage of the composite's 95 % interval, and its squared error against the direct one's. */
function performance(of: World, name: string): { coverage: number; gain: number } {
  const normal = normals(name);
  let [inside, all, error, direct] = [0, 0, 0, 0];
  for (let run = 0; run < 400; run++) {
    const cells = world(of, normal);
    const fit = fitAreas(cells.map(({ area }) => area));
    for (const { truth, area } of cells) {
      const { value, squaredError } = composite(area, fit ?? []);
      if (Math.abs(value - truth) <= 1.96 * Math.sqrt(squaredError)) inside++;
      error += (value - truth) ** 2;
      direct += (area.direct - truth) ** 2;
      all++;
    }
  }
  return { coverage: inside / all, gain: error / direct };
}

// 400 independent worlds: the coverage's standard error is below .4 %; six of them either side of what is claimed.
test.each([
  ["areas that differ little", { between: 0.0019, within: 0, noise: 0.02, areas: 25 }, 0.4],
  ["areas that do not differ at all", { between: 0, within: 0, noise: 0.02, areas: 25 }, 0.25],
  ["areas that differ as much as their noise", { between: 0.02, within: 0, noise: 0.02, areas: 60 }, 0.75],
  ["few areas", { between: 0.01, within: 0.005, noise: 0.02, areas: 8 }, 0.85],
  ["areas that differ more than their noise", { between: 0.2, within: 0, noise: 0.01, areas: 25 }, 1.01],
] as const)("%s: intervals hold, and errors are smaller", (name, of, most) => {
  const { coverage, gain } = performance(of, name);
  expect(gain).toBeLessThan(most);
  expect(coverage).toBeGreaterThan(0.925);
  // Where areas hardly differ the flat prior keeps the intervals wider than they would have to be.
  expect(coverage).toBeLessThanOrEqual(10 * (of.between + of.within) <= of.noise ? 1 : 0.998);
});

test("the weight of what was measured grows with how areas differ, and falls with its noise", () => {
  const normal = normals("weights");
  const of = (between: number) =>
    fitAreas(world({ between, within: 0, noise: 0.01, areas: 40 }, normal).map(({ area }) => area)) ?? [];
  const area = (directVariance: number): AreaMean => ({
    direct: 150,
    expected: 100,
    directVariance,
    expectedVariance: 0,
    covariance: 0,
    withinVariance: 0,
  });
  const [alike, apart] = [of(0.001), of(0.25)];
  expect(composite(area(0.01), alike).value).toBeLessThan(composite(area(0.01), apart).value);
  expect(composite(area(0.05), apart).value).toBeLessThan(composite(area(0.001), apart).value);
  expect(composite(area(0.001), apart).value).toBeCloseTo(150, 0);
});

test("fewer than eight areas tell nothing", () => {
  const cells = world({ between: 0.01, within: 0, noise: 0.01, areas: 8 }, normals("few")).map(({ area }) => area);
  expect(fitAreas(cells)).not.toBeNull();
  expect(fitAreas(cells.slice(1))).toBeNull();
});

test("not knowing the expected value, or what chance makes of few households, widens the interval", () => {
  const cells = world({ between: 0.01, within: 0, noise: 0.02, areas: 20 }, normals("wider")).map(({ area }) => area);
  const [first] = cells as [AreaMean];
  const fit = fitAreas(cells) ?? [];
  const sure = composite(first, fit).squaredError;
  // The further a measured mean lies from its expected one, the more hangs on the weight that is not known.
  const odd = composite({ ...first, direct: 160 }, fit).squaredError;
  expect(odd).toBeGreaterThan(composite({ ...first, direct: 100 }, fit).squaredError);
  expect(composite({ ...first, expectedVariance: 0.01 }, fit).squaredError).toBeGreaterThan(sure);
  expect(composite({ ...first, withinVariance: 0.01 }, fit).squaredError).toBeGreaterThan(sure);
});

/** Mean and variance of a true mean by a fine grid over all that it may be: the model written as densities, with no algebra. */
function byGrid(area: AreaMean, fit: Fit): { mean: number; variance: number } {
  const { direct, expected, directVariance: d, expectedVariance: e, covariance: k, withinVariance: w } = area;
  const normal = (x: number, variance: number) => Math.exp((-x * x) / (2 * variance)) / Math.sqrt(variance);
  // 4/χ²₄ at the middles of eight octiles: the distribution function of χ²₄ is 1 − e^(−x/2)·(1 + x/2).
  const tails = Array.from({ length: 8 }, (_, i) => {
    let [low, high] = [0, 100];
    for (let step = 0; step < 60; step++) {
      const x = (low + high) / 2;
      if (1 - Math.exp(-x / 2) * (1 + x / 2) < 1 - (i + 0.5) / 8) low = x;
      else high = x;
    }
    return 4 / low;
  });
  let [first, second] = [0, 0];
  for (const { between, weight } of fit) {
    // The weight is what all areas tell of `between`, this one included: what is left to weigh is the truth under it.
    let [all, once, twice] = [0, 0, 0];
    for (let s = -2; s <= 2; s += 0.002)
      for (const tail of tails) {
        // How far the truth lies from what was expected, and what was measured from the truth.
        const model = tail * between + w + e;
        const measured = direct / expected - 1 - s;
        const density = normal(s, model) * normal(measured + (k * s) / model, d - (k * k) / model);
        all += density;
        once += density * s;
        twice += density * s * s;
      }
    first += (weight * once) / all;
    second += (weight * twice) / all;
  }
  return { mean: expected * (1 + first), variance: expected ** 2 * (second - first ** 2) };
}

test("a composite and its error are the mean and the variance of what the truth may be", () => {
  const fit = [
    { between: 0.002, weight: 0.6 },
    { between: 0.06, weight: 0.4 },
  ];
  const plain = { direct: 118, expected: 100, directVariance: 0.02, expectedVariance: 0, covariance: 0, withinVariance: 0.001 };
  for (const area of [
    plain,
    { ...plain, direct: 150 },
    { ...plain, expectedVariance: 0.008 },
    { ...plain, expectedVariance: 0.008, covariance: 0.008 },
    { ...plain, direct: 75, expectedVariance: 0.01, covariance: 0.004 },
  ]) {
    const found = composite(area, fit);
    const { mean, variance } = byGrid(area, fit);
    expect(found.value).toBeCloseTo(mean, 2);
    expect(found.squaredError / variance).toBeCloseTo(1, 3);
  }
});

test("where a model saves little no mean is moved further than ¾ σ, and an area unlike the others pays less for them", () => {
  const normal = normals("limited");
  const odd = { truth: 45, noise: 0.01 };
  let [limited, composed, direct] = [0, 0, 0];
  for (let run = 0; run < 300; run++) {
    const areas = world({ between: 0.02, within: 0, noise: 0.01, areas: 24 }, normal).map(({ area }) => area);
    const alone = {
      ...(areas[0] as AreaMean),
      directVariance: odd.noise,
      direct: odd.truth + 100 * Math.sqrt(odd.noise) * normal(),
    };
    const all = [...areas, alone];
    const fit = fitAreas(all) ?? [];
    const free = composite(alone, fit);
    const { value, squaredError } = limitedMove(free, alone, 0.6);
    expect(Math.abs(value - alone.direct)).toBeLessThanOrEqual(75 * Math.sqrt(odd.noise) + 1e-9);
    expect(squaredError).toBeCloseTo(free.squaredError + (value - free.value) ** 2, 9);
    expect(limitedMove(free, alone, 0.5)).toEqual(free);
    limited += Math.abs(value - odd.truth);
    composed += Math.abs(free.value - odd.truth);
    direct += Math.abs(alone.direct - odd.truth);
  }
  expect(composed).toBeGreaterThan(1.2 * direct);
  expect(limited).toBeLessThan(0.95 * composed);
});
