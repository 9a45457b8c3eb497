import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePeriod, periodsOf, STEPS } from "../../../src/contract/period.ts";
import { parseSettings } from "../../../src/contract/settings.ts";
import type { SettingsInput } from "../../../src/index.ts";
import { type Plan, planPublication, planRevision } from "../../../src/pipeline/index.ts";
import { makeCube } from "../../../src/pipeline/plan/cube.ts";
import { scaleOf } from "../../../src/pipeline/plan/measures.ts";
import { compare, div, epsilonOf, format, mul, type Rational, rational, sum, toNumber } from "../../../src/privacy/index.ts";
import { gaussianUpperTail } from "../../../src/privacy/tail.ts";
import { EVEN, gridPlan, planOf } from "../../support/pipeline.ts";
import { gridTerritory } from "../../support/territory.ts";

/** What the worst household pays in a year in which everything that is due is published. */
function wholeYear(plan: Plan): { rho: Rational; delta: Rational } {
  const steps = STEPS.filter((one) => plan.levels.some((level) => level.step === one));
  const publications = steps.flatMap((step) => periodsOf(2025, step)).map((period) => planPublication(plan, period));
  const dearest = (part: "rho" | "delta") =>
    sum(
      publications.flatMap(({ measures }) =>
        measures
          .map(({ cost }) => cost[part])
          .sort((a, b) => compare(b, a))
          .slice(0, plan.streams),
      ),
    );
  return { rho: dearest("rho"), delta: dearest("delta") };
}

test.each([
  ["even shares", { budget: { shares: EVEN } }],
  [
    "two streams of three measures",
    { measures: ["water.volume", "gas.energy", "spending.housing"], streams: 2, budget: { shares: EVEN } },
  ],
  ["quarters", { calendar: { whole: "month", middle: "quarter", leaf: "year" }, budget: { epsilon: 1, shares: EVEN } }],
] as const)("%s: scale, threshold and charge of every mechanism follow from the rules, worked out again here", (_, input) => {
  const plan = gridPlan(2, 3, input as unknown as SettingsInput);
  const streams = (input as SettingsInput).streams ?? 1;
  const parts = { count: 0.2, sum: 0.55, histogram: 0.25 } as const;
  const shares: Record<string, number> = { whole: 0.2, middle: 0.3, leaf: 0.5 };
  const tables: Record<string, number> = { whole: 2, middle: 2, leaf: 1 };
  const yearly: Record<string, number> = Object.fromEntries(plan.levels.map(({ level, publications }) => [level, publications]));
  const gates = Object.keys(tables).reduce((all, level) => all + (yearly[level] ?? 0) * (tables[level] ?? 0), 0);
  const delta = 1e-6 / 2 / (streams * gates);
  for (const id of ["2025-01", "2025"]) {
    const { measures, tables: each } = planPublication(plan, parsePeriod(id));
    for (const { measure, scale, cells, cost } of measures) {
      const half = (measure.upper / 2n) * scale.scale;
      let [rho, paidDelta] = [0, 0];
      for (const { levels, table } of each) {
        const [{ level }] = levels;
        for (const mechanisms of [cells.get(`${table}\n${level}`)].filter((one) => one !== undefined)) {
          for (const [quantity, sensitivity] of [
            ["count", 1n],
            ["sum", half],
            ["histogram", 2n],
          ] as const) {
            const charge = mechanisms[quantity];
            if (!charge) continue;
            const share = quantity === "histogram" ? (shares[level] ?? 0) / 0.5 : (shares[level] ?? 0);
            const uses = (yearly[level] ?? 0) * (tables[level] ?? 0);
            const allotted = (toNumber(plan.budget.rho) * parts[quantity] * share) / streams / uses;
            // σ² = Δ²/2ρ, rounded up to 24 bits: at most 2⁻²³ more.
            const variance = Number(sensitivity) ** 2 / (2 * allotted);
            expect(toNumber(charge.variance) / variance).toBeGreaterThan(1 - 1e-12);
            expect(toNumber(charge.variance) / variance).toBeLessThan(1 + 2 ** -22);
            rho += Number(sensitivity) ** 2 / (2 * toNumber(charge.variance));
          }
          const { tau } = mechanisms.gate;
          expect(toNumber(mechanisms.gate.delta)).toBeCloseTo(delta, 18);
          expect(gaussianUpperTail(mechanisms.count.variance, tau - 1n)).toBeLessThanOrEqual(delta);
          expect(gaussianUpperTail(mechanisms.count.variance, tau - 2n)).toBeGreaterThan(delta);
          paidDelta += delta;
        }
      }
      expect(toNumber(cost.rho) / rho).toBeCloseTo(1, 12);
      expect(toNumber(cost.delta) / paidDelta).toBeCloseTo(1, 9);
    }
  }
});

const frequency = fc.constantFrom("month", "quarter", "year", "never");
const settings = fc.record({
  k: fc.integer({ min: 2, max: 30 }),
  measures: fc.constantFrom(["water.volume"], ["water.volume", "gas.energy", "spending.housing"]),
  streams: fc.constantFrom(1, undefined),
  budget: fc.record({ epsilon: fc.constantFrom(0.01, 1, 4, 10), shares: fc.constantFrom({}, EVEN) }),
  calendar: fc
    .record({ whole: frequency, middle: frequency, leaf: frequency })
    .filter((calendar) => Object.values(calendar).some((step) => step !== "never")),
}) as fc.Arbitrary<SettingsInput>;

/** No level has histograms: their part is spent on counts and sums. */
const LEAVES_ALONE: SettingsInput = {
  measures: ["water.volume"],
  budget: { shares: { counts: 0.3, sums: 0.4, histograms: 0.3 } },
  calendar: { whole: "never", middle: "never", leaf: "year" },
};

test("whatever the calendar, all publications of a year cost at most the budget, exactly, and nearly all of it", () => {
  fc.assert(
    fc.property(settings, (input) => {
      const plan = gridPlan(2, 2, input);
      const { rho, delta } = wholeYear(plan);
      expect(compare(rho, plan.budget.rho)).toBeLessThanOrEqual(0);
      expect(compare(delta, div(plan.budget.delta, rational(2n)))).toBeLessThanOrEqual(0);
      expect(toNumber(div(rho, plan.budget.rho))).toBeGreaterThan(0.999);
      expect(toNumber(delta) / toNumber(plan.budget.delta)).toBeCloseTo(0.5, 9);
      expect(epsilonOf(rho, plan.budget.conversionDelta)).toBeLessThanOrEqual(plan.budget.epsilon);
    }),
    { numRuns: 25, seed: 5, examples: [[LEAVES_ALONE]] },
  );
});

test("whatever the calendar and the shares, no draw costs more than the part of ρ that odds are reckoned with", () => {
  const part = { min: 0.05, max: 0.3, noNaN: true } as const;
  fc.assert(
    fc.property(
      settings,
      fc.double(part),
      fc.double(part),
      fc.double(part),
      fc.boolean(),
      (input, counts, histograms, revision, found) => {
        // In thousandths, as shares must add up exactly.
        const [c, h, r] = [counts, histograms, revision].map((one) => Math.round(1000 * one)) as [number, number, number];
        const shares = { counts: c / 1000, histograms: h / 1000, revision: r / 1000, sums: (1000 - c - h - r) / 1000 };
        const own = found ? { revision: shares.revision } : shares;
        const plan = gridPlan(2, 1, { ...input, budget: { ...input.budget, shares: own } });
        const bound = mul(plan.budget.rho, plan.budget.largestDraw);
        const publications = plan.levels.some(({ step }) => step === "year") ? [planRevision(plan, 2025)] : [];
        for (const step of new Set(plan.levels.map((level) => level.step)))
          publications.push(planPublication(plan, parsePeriod({ month: "2025-01", quarter: "2025-Q1", year: "2025" }[step])));
        for (const { centre, cells } of publications.flatMap(({ measures }) => measures))
          for (const { count, sum: total, histogram } of cells.values()) {
            expect(compare(count.rho, bound)).toBeLessThanOrEqual(0);
            expect(compare(histogram?.rho ?? rational(0n), bound)).toBeLessThanOrEqual(0);
            expect(compare(div(total.rho, rational(centre * centre)), bound)).toBeLessThanOrEqual(0);
          }
      },
    ),
    { numRuns: 25, seed: 5, examples: [[LEAVES_ALONE, 0.3, 0.3, 0.05, false]] },
  );
});

test.each([
  [{}, [13, 1, 1]],
  [{ whole: "month", middle: "quarter", leaf: "year" }, [17, 5, 1]],
  [{ whole: "year", middle: "year", leaf: "month" }, [1, 1, 13]],
  [{ whole: "month", middle: "month", leaf: "month" }, [12, 12, 12]],
] as const)("%j: a level pays for its own step and for every longer one that another level has", (calendar, expected) => {
  const plan = gridPlan(2, 2, { calendar: { ...calendar } });
  expect(plan.levels.map((level) => level.publications)).toEqual(expected);
});

test("types and histograms: every level but the leaf has types, the two upper ones histograms", () => {
  const plan = gridPlan(2, 2);
  expect(plan.levels.map(({ level, typed, histograms }) => [level, typed, histograms])).toEqual([
    ["whole", true, true],
    ["middle", true, true],
    ["leaf", false, false],
  ]);
});

test("a territory of a single level has its types and histograms there", () => {
  const whole = gridTerritory(1, 1).areas.slice(0, 1);
  const plan = planOf({ ...gridTerritory(1, 1), levels: ["whole"], areas: whole });
  expect(plan.levels).toMatchObject([{ typed: true, histograms: true, publications: 12 }]);
});

test("δ is a millionth, or one in the number of dwellings where these are more", () => {
  expect(format(gridPlan(2, 2).budget.delta)).toBe("1/1000000");
  expect(format(gridPlan(2, 2, {}, 1_000_000).budget.delta)).toBe("1/4000000");
});

test("a measure has its part of the budget, L of them at most", () => {
  const three = gridPlan(2, 2, { measures: ["water.volume", "gas.energy", "spending.housing"] });
  expect(format(mul(three.budget.rhoPerMeasure, rational(3n)))).toBe(format(three.budget.rho));
  const one = gridPlan(2, 2, { measures: ["water.volume", "gas.energy", "spending.housing"], streams: 1 });
  expect(format(one.budget.rhoPerMeasure)).toBe(format(one.budget.rho));
});

test("which month counts are admitted, and what each weighs: a sum times its weight is the mean in 1/scale units", () => {
  const plan = gridPlan(2, 2, { measures: ["water.volume", "spending.housing"] });
  const [water, housing] = plan.measures as [Plan["measures"][number], Plan["measures"][number]];
  const admitted = (measure: typeof water, step: (typeof STEPS)[number]) =>
    [...scaleOf(measure, step).weights.keys()].sort((a, b) => a - b);
  expect(admitted(water, "month")).toEqual([1]);
  expect(admitted(water, "quarter")).toEqual([3]);
  expect(admitted(water, "year")).toEqual([0, 10, 11, 12]);
  expect(admitted(housing, "quarter")).toEqual([1, 2, 3]);
  expect(admitted(housing, "year")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  for (const measure of [water, housing]) {
    for (const step of STEPS) {
      const { scale, weights } = scaleOf(measure, step);
      for (const [months, weight] of weights) expect(weight * BigInt(months || 12)).toBe(scale);
    }
  }
});

test("a plan whose sums could leave 64 bits is refused before anybody donates", () => {
  const huge = { clamps: { "water.volume": { upper: 9_000_000_000, source: "test" } } };
  expect(() => gridPlan(2, 2, huge, 1_000_000)).toThrow(
    expect.objectContaining({ code: "sensitivity-overflow", message: expect.stringMatching(/water\.volume.*2\^63; got \d+/) }),
  );
  gridPlan(2, 2, {}, 10_000_000);
});

test("a price is of a measure in use that is not in money, positive, with its day and its source in both languages", () => {
  const price = { value: 0.2016, as_of: "2025-02-01", source: { fr: "Tarif", en: "Tariff" } };
  const planned = (key: string, change: object = {}) =>
    gridPlan(2, 2, {
      ...parseSettings({ prices: { [key]: { ...price, ...change } } }),
      measures: ["electricity.energy", "spending.energy"],
    });
  expect(planned("electricity.energy", { url: "https://example.org/" }).settings.prices).toHaveProperty(["electricity.energy"]);
  expect(() => planned("water.volume")).toThrow(
    "prices: measures in use are electricity.energy, spending.energy; got water.volume",
  );
  expect(() => planned("spending.energy")).toThrow("prices: a measure must not be in money already; got spending.energy");
  const wrong = [{ value: 0 }, { as_of: "2025" }, { source: "Tarif" }, { url: "javascript:alert(1)" }, { unit: "kWh" }];
  for (const change of wrong)
    expect(() => planned("electricity.energy", change)).toThrow(expect.objectContaining({ code: "invalid-settings" }));
});

describe("a lower clamp of leaves", () => {
  const lowered = (upper: number, more: SettingsInput = {}): SettingsInput => ({
    clamps: { "water.volume": { upper: 40, source: "test", leaf: { upper, source: "an edge" } } },
    ...more,
  });

  test("is an edge of the measure's bins, written out, and the sensitivity of what leaves alone pay for", () => {
    const plan = gridPlan(2, 2, lowered(27.777));
    expect(plan.settings.clamps["water.volume"]?.leaf).toEqual({ upper: 27.777, source: "an edge" });
    const [water] = planPublication(plan, parsePeriod("2025")).measures;
    const scale = water?.scale.scale ?? 0n;
    const centres = new Map([...(water?.cells ?? [])].map(([table, { centre }]) => [table.replace("\n", " "), centre]));
    expect(centres.get("_T leaf")).toBe((27_777n * scale) / 2n);
    for (const table of ["_T whole", "types whole", "_T middle", "types middle"])
      expect(centres.get(table)).toBe(20_000n * scale);
  });

  test("may be another one of single leaves, which is the sensitivity of their sums alone and costs no more", () => {
    const usual = lowered(27.777);
    const areas = { m0l1: 19.29, m1l0: 40 };
    const clamp = usual.clamps?.["water.volume"] as { upper: number; source: string; leaf: { upper: number; source: string } };
    const settings = { ...usual, clamps: { "water.volume": { ...clamp, leaf: { ...clamp.leaf, areas } } } };
    const publicationOf = (stated: SettingsInput) => planPublication(gridPlan(2, 2, stated), parsePeriod("2025"));
    const publication = publicationOf(settings);
    const scale = publication.measures[0]?.scale.scale ?? 0n;
    const cells = makeCube(publication).cells.filter(({ level }) => level === "leaf");
    const centres = Object.fromEntries(cells.map(({ area, plan }) => [area.code, plan.centre]));
    const usualCentre = (27_777n * scale) / 2n;
    expect(centres).toEqual({ m0l0: usualCentre, m0l1: (19_290n * scale) / 2n, m1l0: 20_000n * scale, m1l1: usualCentre });
    const [own, plain] = [publication, publicationOf(usual)].map(({ measures }) =>
      toNumber(measures[0]?.cost.rho ?? rational(0n)),
    );
    expect(own).toBeCloseTo(plain as number, 9);
    expect(() =>
      gridPlan(2, 2, { ...settings, clamps: { "water.volume": { ...clamp, leaf: { ...clamp.leaf, areas: { m0: 40 } } } } }),
    ).toThrow("clamps.water.volume.leaf.areas must be leaves of the territory; got m0");
    expect(() =>
      gridPlan(2, 2, { ...settings, clamps: { "water.volume": { ...clamp, leaf: { ...clamp.leaf, areas: { m0l0: 30 } } } } }),
    ).toThrow(
      "clamps.water.volume.leaf.areas.m0l0 must be an edge of the measure's bins, 40, 33.333, 27.777, 23.148, 19.29; got 30",
    );
  });

  test.each([
    [
      "no edge",
      30,
      {},
      "clamps.water.volume.leaf.upper must be an edge of the measure's bins, 33.333, 27.777, 23.148, 19.29; got 30",
    ],
    ["the measure's own", 40, {}, "33.333, 27.777, 23.148, 19.29; got 40"],
    ["no leaves", 27.777, { calendar: { leaf: "never" } }, "got whole month, middle year, leaf never"],
    ["leaves without the whole", 27.777, { calendar: { whole: "never" } }, "got whole never, middle year, leaf year"],
    [
      "leaves more often than the whole",
      27.777,
      { calendar: { whole: "year", leaf: "month" } },
      "got whole year, middle year, leaf month",
    ],
  ] as const)("is refused: %s", (_, upper, more, words) => {
    const refusal = expect.objectContaining({ code: "invalid-settings", message: expect.stringContaining(words) });
    expect(() => gridPlan(2, 2, lowered(upper, more))).toThrow(refusal);
  });
});

test("a period whose step no level has is refused, with the calendar in words", () => {
  expect(() => planPublication(gridPlan(2, 2), parsePeriod("2025-Q2"))).toThrow(
    expect.objectContaining({ code: "period-not-due", message: expect.stringContaining("whole month, middle year, leaf year") }),
  );
});
