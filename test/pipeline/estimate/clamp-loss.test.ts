import { describe, expect, test } from "vitest";
import { clampLoss } from "../../../src/pipeline/estimate/clamp-loss.ts";
import { COARSE } from "../../../src/privacy/bins.ts";
import { varianceBelow } from "../../../src/privacy/index.ts";
import { seededEntropy } from "../../support/entropy.ts";

/** Log-normal amounts of this mean under a clamp of 4: those at or above it, their clamped mean, and what the clamp cut off. */
function world(variation: number, mean = 1) {
  const s = Math.sqrt(Math.log1p(variation ** 2));
  const steps = 400_000;
  let [over, clamped, all] = [0, 0, 0];
  for (let i = 0; i < steps; i++) {
    const z = -8 + (16 * (i + 0.5)) / steps;
    const mass = (Math.exp((-z * z) / 2) * 16) / steps / Math.sqrt(2 * Math.PI);
    const amount = mean * Math.exp(s * z - (s * s) / 2);
    if (amount >= 4) over += mass;
    clamped += mass * Math.min(4, amount);
    all += mass * amount;
  }
  return { over, clamped, loss: 1 - clamped / all };
}

/** All integers of a histogram in which so many are above the clamp, and the others in the middle. */
function histogramOf(households: number, over: number): number[] {
  const bins = Array.from({ length: 32 }, (_, bin) => (bin === 31 ? over : bin === 12 ? households - over : 0));
  return COARSE.places.map(({ from, to }) => bins.slice(from, to + 1).reduce((sum, one) => sum + one, 0));
}

const row = (households: number, over: number, sigma: number) => ({
  count: households,
  countVariance: 1,
  sum: 0,
  sumVariance: 1,
  centre: 0,
  scaled: false,
  wholeCount: households,
  wholeTotal: 0,
  reach: { down: 0, up: 0 },
  least: 11,
  scale: 1,
  bins: {
    noisy: [],
    estimate: () => ({ histogram: histogramOf(households, over), variance: sigma ** 2 / varianceBelow(31, COARSE) }),
    expected: () => [],
  },
});

describe("the clamp's loss", () => {
  test.each([0.5, 0.8, 1.2, 1.5])("is what the clamp cut off, of log-normal amounts that vary by %d", (variation) => {
    const { over, clamped, loss } = world(variation);
    expect(clampLoss(row(1e9, 1e9 * over, 30), 4, clamped)).toBeCloseTo(loss, 4);
  });

  test("is not given where the overflow is within its noise", () => {
    const { clamped } = world(0.8);
    for (const over of [-500, 0, 30, 119]) expect(clampLoss(row(3000, over, 30), 4, clamped)).toBeNull();
    expect(clampLoss(row(3000, 121, 30), 4, clamped)).toBeGreaterThan(0);
  });

  test("is not given where no log-normal amounts have so many above, where nothing is left, and without a histogram", () => {
    expect(clampLoss(row(3000, 1500, 30), 4, 1)).toBeNull();
    expect(clampLoss(row(3000, 600, 30), 4, -1)).toBeNull();
    expect(clampLoss({ ...row(3000, 600, 30), bins: null }, 4, 1)).toBeNull();
  });

  // Seeded: a run's verdict is always the same. 400 draws, 3000 households under the noise of a pilot with one measure.
  test.each([
    [0.8, 3000, 15],
    [1.2, 3000, 36],
    [0.8, 100_000, 130],
  ])(
    "variation %d, %d households, σ = %d: what is given is within a half of the truth on average",
    (variation, households, sigma) => {
      const { over, clamped, loss } = world(variation);
      const random = seededEntropy(`clamp ${variation} ${households}`);
      const uniform = () => (Buffer.from(random(4)).readUInt32LE() + 0.5) / 2 ** 32;
      const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
      const given = Array.from({ length: 400 }, () =>
        clampLoss(row(households, households * over + sigma * normal(), sigma), 4, clamped),
      );
      const seen = given.filter((one) => one !== null);
      const mean = seen.reduce((a, b) => a + b, 0) / Math.max(1, seen.length);
      if (seen.length > 0) expect(mean / loss).toBeLessThan(households * over > 4 * sigma ? 1.5 : 4);
      if (households * over > 6 * sigma) {
        expect(seen.length).toBeGreaterThan(300);
        expect(mean / loss).toBeGreaterThan(0.75);
      }
      // What is within the noise is nearly never taken for a loss.
      if (households * over < 2 * sigma) expect(seen.length).toBeLessThan(40);
    },
  );
});
