import fc from "fast-check";
import { expect, test } from "vitest";
import { epsilonOf, rhoFor } from "../../src/privacy/accounting.ts";
import { chanceOf, changedOddsOf, largestDraw, oddsOf, rhoForOdds } from "../../src/privacy/odds/index.ts";
import { compare, fromNumber, mul, rational, sum, toNumber } from "../../src/privacy/rational.ts";

const NO_GATES = rational(0n);
const GATES = fromNumber(5e-7);
const SHARES = { counts: 0.2, sums: 0.55, histograms: 0.25, revision: 0 };

/** Pr[Z = z] of the discrete Gaussian, for all z that are worth a double. */
function mass(variance: number): Map<number, number> {
  const reach = Math.ceil(9 * Math.sqrt(variance));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * variance)));
  const all = weights.reduce((a, b) => a + b);
  return new Map(weights.map((weight, i) => [i - reach, weight / all]));
}

/** The best chance against independent draws whose queries differ by these integers: ½ + ½ of the total variation distance, summed over every outcome. */
function exactChance(draws: readonly { readonly variance: number; readonly shift: number }[]): number {
  let outcomes: [number, number][] = [[1, 1]];
  for (const { variance, shift } of draws) {
    const law = mass(variance);
    const values = [...law.keys()].flatMap((z) => [z, z + shift]);
    outcomes = outcomes.flatMap(([p, q]) =>
      [...new Set(values)].map((z): [number, number] => [p * (law.get(z) ?? 0), q * (law.get(z - shift) ?? 0)]),
    );
  }
  return 0.5 + outcomes.reduce((total, [p, q]) => total + Math.abs(p - q), 0) / 4;
}

const paidFor = (draws: readonly { readonly variance: number; readonly shift: number }[]) => {
  const each = draws.map(({ variance, shift }) => ({
    rho: mul(rational(BigInt(shift * shift)), rational(1n, 2n * BigInt(variance))),
    largest: rational(1n, 2n * BigInt(variance)),
  }));
  const largest = each.map((one) => one.largest).reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  return { rho: sum(each.map(({ rho }) => rho)), gates: NO_GATES, largest };
};

const draw = fc.record({ variance: fc.integer({ min: 1, max: 20 }), shift: fc.integer({ min: 1, max: 2 }) });

test("nobody wins more often than is stated, by exact enumeration of one to three draws; and the bound is near", () => {
  fc.assert(
    fc.property(fc.array(draw, { minLength: 1, maxLength: 3 }), (draws) => {
      const [truth, stated] = [exactChance(draws), toNumber(chanceOf(paidFor(draws)))];
      expect(stated).toBeGreaterThan(truth - 1e-12);
      // Near where noise is of use: a hundredth from σ² = 4 on.
      if (draws.every(({ variance }) => variance >= 4)) expect(stated - truth).toBeLessThan(0.01);
    }),
    { numRuns: 25 },
  );
});

test("Φ(√(2ρ)/2) alone would be broken by discrete noise: one draw wins more often, and what is stated covers it", () => {
  for (const variance of [1, 2, 3, 5, 17]) {
    const truth = exactChance([{ variance, shift: 1 }]);
    // Φ by the sum of its series: 2Φ(x) − 1 = erf(x/√2), x = 1/2σ.
    const x = 1 / (2 * Math.sqrt(variance));
    let [gaussian, term] = [0, x];
    for (let n = 0; n < 30; n++) {
      gaussian += term / (2 * n + 1);
      term *= -(x * x) / (2 * (n + 1));
    }
    expect(truth).toBeGreaterThan(0.5 + gaussian / Math.sqrt(2 * Math.PI));
    expect(toNumber(chanceOf(paidFor([{ variance, shift: 1 }])))).toBeGreaterThan(truth);
  }
});

test("a household that is changed: two streams that differ by up to twice as much", () => {
  for (const variance of [2, 8, 30]) {
    const stated = changedOddsOf(paidFor([{ variance, shift: 1 }]));
    expect(stated).toBeGreaterThanOrEqual(100 * exactChance([{ variance, shift: 2 }]));
    // In a table it leaves one cell and enters another: two draws, one step each.
    expect(stated).toBeGreaterThanOrEqual(
      100 *
        exactChance([
          { variance, shift: 1 },
          { variance, shift: 1 },
        ]),
    );
  }
});

test("a gate that tells with probability δ′ adds exactly half of it to the chance, all of it in a change, and is rounded up", () => {
  const rho = rhoFor(1, GATES);
  const paid = { rho, largest: rho };
  const without = chanceOf({ ...paid, gates: NO_GATES });
  const withGates = chanceOf({ ...paid, gates: rational(1n, 10n) });
  expect(toNumber(withGates) - toNumber(without)).toBeCloseTo(0.05, 12);
  expect(changedOddsOf({ ...paid, gates: rational(1n, 10n) }) - changedOddsOf({ ...paid, gates: NO_GATES })).toBeCloseTo(10, 8);
  expect(oddsOf({ rho: rational(0n), largest: rational(0n), gates: NO_GATES })).toBe(50);
  expect(oddsOf({ rho: rational(0n), largest: rational(0n), gates: rational(1n, 10n ** 9n) })).toBe(50.01);
});

test("figures: ε = 4 with δ = 1e-6 lets 65 of 100 bets be won, and 78 of a change", () => {
  const rho = rhoFor(4, GATES);
  const at = (streams: number) => ({ rho, gates: GATES, largest: mul(rho, largestDraw(SHARES, streams)) });
  expect([oddsOf(at(1)), changedOddsOf(at(1))]).toEqual([65.09, 78.13]);
  expect([oddsOf(at(6)), changedOddsOf(at(6))]).toEqual([65, 77.96]);
});

test("the value is that of the formula, computed in doubles, and never below it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 6 }), fc.integer({ min: 1, max: 40 }), (millionths, streams) => {
      const rho = rational(BigInt(millionths), 10n ** 6n);
      const largest = mul(rho, rational(1n, BigInt(streams)));
      const [r, m] = [toNumber(rho), toNumber(largest)];
      const [square, q] = [(2 * r) / (1 - m / 6), (2 * m) / (1 - m / 6)];
      const x = Math.sqrt(square) / 2;
      const steps = 400;
      let area = 0;
      for (let i = 0; i <= steps; i++) {
        const at = (x * i) / steps;
        area += (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * Math.exp((-at * at) / 2);
      }
      area *= x / steps / 3 / Math.sqrt(2 * Math.PI);
      const ripple = Math.exp(-2 * Math.PI ** 2 * (1 / q + 1 / 12));
      const eta =
        ((Math.sqrt(24) * q ** 2 + (Math.sqrt(120) / 2) * q ** 2.5) / 2880 +
          ((1 / 448 + 15 / 1728) / 720) * (Math.sqrt(720) * q ** 3 + (Math.sqrt(5040) / 2) * q ** 3.5) +
          (2 * ripple) / (1 - ripple ** 3)) /
        2;
      const formula = Math.min(1, 0.5 + area + (square * eta) / q);
      const stated = toNumber(chanceOf({ rho, gates: NO_GATES, largest }));
      expect(stated).toBeGreaterThan(formula - 1e-12);
      expect(stated).toBeLessThan(formula + 1e-5);
    }),
    { numRuns: 60 },
  );
});

test("odds → ρ → odds never exceed what was asked, the next ρ does, and more ρ is never safer", () => {
  const parts = { min: 0.01, max: 0.3, noNaN: true } as const;
  fc.assert(
    fc.property(
      fc.integer({ min: 5002, max: 9900 }),
      fc.integer({ min: 1, max: 12 }),
      fc.double(parts),
      fc.double(parts),
      (hundredths, streams, counts, histograms) => {
        const odds = hundredths / 100;
        const shares = { counts, histograms, sums: 1 - counts - histograms, revision: 0 };
        const part = largestDraw(shares, streams);
        const rho = rhoForOdds(odds, { gates: GATES, part });
        expect((1n << 40n) % rho.den).toBe(0n);
        const paid = { rho, gates: GATES, largest: mul(rho, part) };
        expect(oddsOf(paid)).toBeLessThanOrEqual(odds);
        const next = rational(rho.num * ((1n << 40n) / rho.den) + 1n, 1n << 40n);
        const more = chanceOf({ rho: next, gates: GATES, largest: mul(next, part) });
        expect(compare(more, rational(BigInt(hundredths), 10_000n))).toBe(1);
        expect(compare(more, chanceOf(paid))).toBe(1);
      },
    ),
    { numRuns: 40 },
  );
});

test("no draw is dearer than its part: a count where no level has bins, a bin, the reserve", () => {
  expect(toNumber(largestDraw(SHARES, 1))).toBeCloseTo(0.2 / 0.75, 12);
  expect(toNumber(largestDraw({ counts: 0.1, sums: 0.4, histograms: 0.5, revision: 0 }, 2))).toBeCloseTo(0.25, 12);
  expect(toNumber(largestDraw({ counts: 0.1, sums: 0.2, histograms: 0.1, revision: 0.6 }, 1))).toBeCloseTo(0.6, 12);
  expect(toNumber(largestDraw({ counts: 0.001, sums: 0.998, histograms: 0.001, revision: 0 }, 1))).toBeCloseTo(1 / 64, 12);
  // Stated parts: two levels that may be twins, of one publication; a month has a twelfth. Nothing is fixed yet: all of it.
  const tables = [
    { table: "_T", step: "year", counts: 2000, histograms: 500 },
    { table: "_T", step: "year", counts: 1000, histograms: 0 },
    { table: "types", step: "month", counts: 6000, histograms: 500 },
  ] as const;
  expect(toNumber(largestDraw({ revision: 0.1, tables }, 2))).toBeCloseTo((0.3 * 0.9) / 2, 12);
  expect(toNumber(largestDraw({ revision: 0.5, tables }, 1))).toBeCloseTo(0.5, 12);
  expect(toNumber(largestDraw({ revision: 0 }, 2))).toBeCloseTo(0.5, 12);
});

test("without room, nothing: gates alone above the odds buy no ρ, and a draw beyond the bound is called lost", () => {
  expect(rhoForOdds(51, { gates: rational(1n, 10n), part: rational(1n) }).num).toBe(0n);
  expect(oddsOf({ rho: rational(4n), gates: NO_GATES, largest: rational(4n) })).toBe(100);
  expect(oddsOf({ rho: rational(400n), gates: NO_GATES, largest: rational(1n) })).toBe(100);
  expect(epsilonOf(rhoForOdds(99.99, { gates: GATES, part: rational(1n, 100n) }), GATES)).toBeGreaterThan(10);
});

test("bounds are refused with the value", () => {
  const wanted = { gates: GATES, part: rational(1n) };
  expect(() => rhoForOdds(50, wanted)).toThrow("odds must be more than 50 and less than 100; got 50");
  expect(() => rhoForOdds(Number.NaN, wanted)).toThrow(RangeError);
  expect(() => oddsOf({ rho: rational(-1n), gates: NO_GATES, largest: rational(1n) })).toThrow("rho must be ≥ 0; got -1");
  expect(() => oddsOf({ rho: rational(1n), gates: NO_GATES, largest: rational(0n) })).toThrow("largest must be > 0");
});
