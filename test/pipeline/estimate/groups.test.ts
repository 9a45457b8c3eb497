import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GroupRow, Observation } from "../../../src/contract/observation.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import { groupsOf } from "../../../src/pipeline/estimate/groups.ts";
import { observationsOf } from "../../../src/pipeline/estimate/observations.ts";
import { type RowState, rowStates } from "../../../src/pipeline/estimate/row-states.ts";
import { planPublication } from "../../../src/pipeline/index.ts";
import { makeCube } from "../../../src/pipeline/plan/cube.ts";
import { referenceMean } from "../../../src/pipeline/plan/reference.ts";
import type { Reference, TerritoryInput } from "../../../src/territory/index.ts";
import { seededEntropy } from "../../support/entropy.ts";
import { assumedDonors } from "../../support/forecast.ts";
import { drawOf, gridPlan, planOf, sumsOf } from "../../support/pipeline.ts";
import { gridTerritory } from "../../support/territory.ts";

const publication = planPublication(gridPlan(2, 2), parsePeriod("2025"));
const cube = makeCube(publication);
const [measure] = publication.measures;
if (!measure) throw new RangeError("the plan has a measure");
/** C/4 and C/2 of 40 m3, in 1/660 L: written out, so that the code's own way to them is tested too. */
const MEAN = 10_000 * 660;
const CENTRE = 2 * MEAN;
const { classes, rungs } = measure.measure.measure.similarity;

/** What the state of a cell is made from: nothing else of it may matter but `sum`, which must not. */
interface Given {
  /** predicted relative half-width; null: withheld */
  readonly width: number | null;
  /** the noisy centred mean, in parts of the centre */
  readonly above: number;
  readonly countSigma: number;
  readonly fate: "few" | "protecting";
}

/** The state whose predicted half-width, 1.96·√(σ_Z² + θ²σ_n²)/(n·μ), is just that. */
function stateOf({ width, above, countSigma, fate }: Given): RowState {
  if (width === null) return { fate };
  const [countVariance, sumVariance] = [countSigma ** 2, (3 * MEAN) ** 2];
  const count = (1.959963984540054 * Math.sqrt(sumVariance + (MEAN - CENTRE) ** 2 * countVariance)) / (width * MEAN);
  const sum = above * CENTRE * count;
  return {
    fate: "published",
    estimate: {
      count,
      countVariance,
      sum,
      sumVariance,
      centre: CENTRE,
      scaled: false,
      wholeCount: 0,
      wholeTotal: 0,
      reach: { down: 0, up: 0 },
      least: 0,
      scale: MEAN,
      bins: null,
    },
  };
}

const GIVEN = { width: null, above: -0.5, countSigma: 4, fate: "few" } as const;
/** Rows named `area type`, all others withheld. */
const statesOf = (given: Readonly<Record<string, Partial<Given>>>): RowState[] =>
  cube.rows.map((row) => stateOf({ ...GIVEN, ...given[`${row.area.code} ${row.type}`] }));
const groupFor = (groups: readonly GroupRow[], area: string, type: string) => {
  const row = groups.find((one) => one.REF_AREA === area && one.HOUSEHOLD_TYPE === type);
  return row && `${row.GROUP_AREA} ${row.GROUP_TYPE}${row.RELAXED ? ` (${row.RELAXED})` : ""}`;
};
const chosen = (given: Readonly<Record<string, Partial<Given>>>, area = "m0", type = "size=3") =>
  groupFor(groupsOf(publication, cube, statesOf(given), []), area, type);

test("the scale of this test is the plan's", () => {
  expect(Number(measure.centre)).toBe(CENTRE);
  expect(referenceMean(publication, measure)).toBe(MEAN);
});

describe("a comparison group", () => {
  test("is the home's own cell where its predicted half-width is 15 % or less, and not where it is a hair more", () => {
    for (const width of [0.01, 0.1499999]) expect(chosen({ "m0 size=3": { width } })).toBe("m0 size=3");
    for (const width of [0.1500001, 0.155, 0.33]) expect(chosen({ "m0 size=3": { width } })).toBe("null null");
  });

  test("is never withheld, and what was widened is named: the area first, then the type", () => {
    const fit = { width: 0.1 };
    expect(chosen({ "w size=3": fit, "m0 size=3+": fit, "m0 _T": fit })).toBe("w size=3 (area)");
    expect(chosen({ "m0 size=3+": fit, "m0 _T": fit })).toBe("m0 size=3+ (type)");
    expect(chosen({ "w _T": fit, "m1 size=3": fit })).toBe("w _T (area;type)");
    expect(chosen({}, "m0l0", "_T")).toBe("null null");
  });

  test("does not follow the noisy mean: a high one makes no wide cell fit, a low one no narrow cell unfit", () => {
    for (const above of [-1.9, -1, -0.99, 0, 1, 9]) {
      expect(chosen({ "m0 size=3": { width: 0.149, above } })).toBe("m0 size=3");
      expect(chosen({ "m0 size=3": { width: 0.151, above } })).toBe("null null");
    }
  });
});

const given = fc.array(
  fc.record({
    width: fc.option(fc.oneof(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.constantFrom(0.1499, 0.1501, 0.159))),
    above: fc.double({ min: -3, max: 3, noNaN: true }),
    countSigma: fc.double({ min: 0, max: 40, noNaN: true }),
    fate: fc.constantFrom("few" as const, "protecting" as const),
  }),
  { minLength: cube.rows.length, maxLength: cube.rows.length },
);

describe("whatever is published", () => {
  test("the group is the first cell of the ladder that is published with ± 15 % or less; none only where there is none", () => {
    fc.assert(
      fc.property(given, (all) => {
        const groups = groupsOf(publication, cube, all.map(stateOf), []);
        const widthOf = (area: string, type: string) =>
          all[cube.rows.findIndex((row) => row.area.code === area && row.type === type)]?.width ?? null;
        const types = ["_T", ...rungs.map(({ code }) => code), ...classes.map(({ code }) => code)];
        expect(groups).toHaveLength(publication.plan.territory.areas.length * types.length);
        for (const { REF_AREA, HOUSEHOLD_TYPE, GROUP_AREA, GROUP_TYPE } of groups) {
          const holding = rungs.filter((rung) => rung.classes.includes(HOUSEHOLD_TYPE)).map(({ code }) => code);
          const ladder = [...new Set([HOUSEHOLD_TYPE, ...holding, "_T"])];
          const places = publication.plan.territory.lineage(REF_AREA).map(({ code }) => code);
          const fits = ladder
            .flatMap((type) => places.map((area) => [area, type] as const))
            .filter(([area, type]) => {
              const width = widthOf(area, type);
              return width !== null && width <= 0.15;
            });
          expect([GROUP_AREA, GROUP_TYPE]).toEqual(fits[0] ?? [null, null]);
        }
      }),
      { numRuns: 60, seed: 17 },
    );
  });

  test("other noisy means, the same groups", () => {
    fc.assert(
      fc.property(
        given,
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 60, maxLength: 60 }),
        (all, means) => {
          const moved = all.map((one, i) => ({ ...one, above: means[i % means.length] as number }));
          expect(groupsOf(publication, cube, moved.map(stateOf), [])).toEqual(groupsOf(publication, cube, all.map(stateOf), []));
        },
      ),
      { numRuns: 60, seed: 17 },
    );
  });
});

test("of a draw of the pipeline every group is a published mean that holds the home, its own cell or a wider one", async () => {
  const plan = gridPlan(4, 5, { calendar: { whole: "year", middle: "year", leaf: "year" } });
  const sums = await sumsOf(plan, assumedDonors(plan.territory, 1200, "groups"), "2025");
  const states = rowStates(sums.publication, sums.cube, drawOf(sums, seededEntropy("groups")));
  const published = new Set(
    sums.cube.rows
      .flatMap((row, i) => observationsOf(row, states[i] as RowState, null, "2025", false))
      .filter(({ STATISTIC, OBS_VALUE }) => STATISTIC === "MEAN" && OBS_VALUE !== null)
      .map(({ REF_AREA, HOUSEHOLD_TYPE }) => `${REF_AREA} ${HOUSEHOLD_TYPE}`),
  );
  const groups = groupsOf(sums.publication, sums.cube, states, []);
  const found = groups.filter(({ GROUP_AREA }) => GROUP_AREA !== null);
  expect(found.length).toBeGreaterThan(groups.length / 2);
  expect(found.map(({ RELAXED }) => RELAXED)).toEqual(expect.arrayContaining(["", "area"]));
  for (const { REF_AREA, GROUP_AREA, GROUP_TYPE } of found) {
    expect(published).toContain(`${GROUP_AREA} ${GROUP_TYPE}`);
    expect(plan.territory.lineage(REF_AREA).map(({ code }) => code)).toContain(GROUP_AREA);
  }
});

describe("the group for the quartiles", () => {
  /** Rows of published quartiles, 6, 9 and 14 m3, whose margins reach so far down and up; by `area type`. */
  const rows = (given: Readonly<Record<string, { down?: number; up?: number; lacks?: string }>>): Observation[] =>
    Object.entries(given).flatMap(([cell, { down = 0.5, up = 0.5, lacks }]) => {
      const [REF_AREA, HOUSEHOLD_TYPE] = cell.split(" ") as [string, string];
      const row = cube.rows.find(({ area, type }) => area.code === REF_AREA && type === HOUSEHOLD_TYPE);
      if (!row) throw new RangeError(`no row ${cell}`);
      const [cellRow] = observationsOf({ ...row, statistics: ["MEAN"] }, { fate: "few" }, null, "2025", false);
      return Object.entries({ P25: 6, P50: 9, P75: 14 }).map(([STATISTIC, value]) => ({
        ...(cellRow as Observation),
        STATISTIC: STATISTIC as Observation["STATISTIC"],
        ...(STATISTIC === lacks ? {} : { OBS_VALUE: value, CI_LOWER: value - down, CI_UPPER: value + up }),
      }));
    });
  const placed = (given: Parameters<typeof rows>[0], area = "m0", type = "size=3") => {
    const found = groupsOf(publication, cube, statesOf({}), rows(given));
    const row = found.find((one) => one.REF_AREA === area && one.HOUSEHOLD_TYPE === type);
    return row && `${row.QUARTILE_AREA} ${row.QUARTILE_TYPE}${row.QUARTILE_RELAXED ? ` (${row.QUARTILE_RELAXED})` : ""}`;
  };

  test("has margins below a quarter of P75 − P25: at the quarter it is another", () => {
    expect(placed({ "m0 size=3": { down: 1.9999, up: 1.9999 } })).toBe("m0 size=3");
    expect(placed({ "m0 size=3": { down: 2 } })).toBe("null null");
    expect(placed({ "m0 size=3": { up: 2 } })).toBe("null null");
    expect(placed({ "m0 size=3": { up: 2 }, "w size=3": {} })).toBe("w size=3 (area)");
  });

  test.each(["P25", "P50", "P75"])("has all three: %s that is not published is a reason to widen", (lacks) => {
    expect(placed({ "m0 size=3": { lacks }, "w _T": {} })).toBe("w _T (area;type)");
  });

  test("widens the type last, and needs no mean", () => {
    expect(placed({ "w size=3": {}, "m0 _T": {} })).toBe("w size=3 (area)");
    expect(placed({ "w size=3": {}, "m0 _T": {} }, "m0l0", "_T")).toBe("m0 _T (area)");
    expect(placed({})).toBe("null null");
  });

  test("of a draw of the pipeline is one whose quartiles are published", async () => {
    const plan = gridPlan(4, 5, { calendar: { whole: "year", middle: "year", leaf: "year" } });
    const sums = await sumsOf(plan, assumedDonors(plan.territory, 6000, "quartiles"), "2025");
    const states = rowStates(sums.publication, sums.cube, drawOf(sums, seededEntropy("quartiles")));
    const shown = sums.cube.rows.flatMap((row, i) => observationsOf(row, states[i] as RowState, null, "2025", false));
    const found = groupsOf(sums.publication, sums.cube, states, shown).filter(({ QUARTILE_AREA }) => QUARTILE_AREA !== null);
    expect(found.length).toBeGreaterThan(0);
    for (const { QUARTILE_AREA, QUARTILE_TYPE } of found) {
      const [low, middle, high] = ["P25", "P50", "P75"].map((statistic) =>
        shown.find(
          (row) => row.STATISTIC === statistic && row.REF_AREA === QUARTILE_AREA && row.HOUSEHOLD_TYPE === QUARTILE_TYPE,
        ),
      );
      for (const row of [low, middle, high])
        expect((row?.CI_UPPER as number) - (row?.OBS_VALUE as number)).toBeLessThan(
          ((high?.OBS_VALUE as number) - (low?.OBS_VALUE as number)) / 4,
        );
    }
  });
});

describe("the public mean that a half-width is predicted with", () => {
  const water: Reference = {
    domain: "water",
    measure: "volume",
    area: "w",
    household_type: "_T",
    period: "2020",
    value: 8,
    unit: "m3",
    source: "s",
    licence: "l",
  };
  const meanWith = (...references: Reference[]) => {
    const input: TerritoryInput = { ...gridTerritory(2, 2), references };
    const other = planPublication(planOf(input), parsePeriod("2025"));
    return referenceMean(other, other.measures[0] as typeof measure) / MEAN;
  };

  test("is the territory's newest yearly figure of all homes of the whole, in the measure's unit", () => {
    expect(meanWith(water)).toBeCloseTo(0.8, 12);
    expect(meanWith(water, { ...water, period: "2022", value: 9 }, { ...water, period: "2021", value: 7 })).toBeCloseTo(0.9, 12);
  });

  test("is a quarter of the clamp where there is none that fits", () => {
    const others: Partial<Reference>[] = [
      { domain: "gas" },
      { measure: "other" },
      { area: "m0" },
      { household_type: "size=1" },
      { period: "2024-01" },
      { period: "2024-Q1" },
      { unit: "L" },
      { value: 0 },
      { value: 40.1 },
    ];
    for (const other of others) expect(meanWith({ ...water, ...other }), JSON.stringify(other)).toBe(1);
    expect(meanWith({ ...water, value: 40 })).toBeCloseTo(4, 12);
  });

  test("moves the choice: of a smaller mean the same noise is a larger part", () => {
    const groupsWith = (value: number) => {
      const input: TerritoryInput = { ...gridTerritory(2, 2), references: [{ ...water, value }] };
      const other = planPublication(planOf(input), parsePeriod("2025"));
      return groupFor(groupsOf(other, makeCube(other), statesOf({ "m0 size=3": { width: 0.14 } }), []), "m0", "size=3");
    };
    expect(groupsWith(10)).toBe("m0 size=3");
    expect(groupsWith(6)).toBe("null null");
  });
});
