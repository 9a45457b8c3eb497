import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePeriod, periodsOf, STEPS } from "../../../src/contract/period.ts";
import type { SettingsInput } from "../../../src/index.ts";
import { allocation, type Plan, planPublication, predict } from "../../../src/pipeline/index.ts";
import { type Cube, type MeasuredCell, makeCube } from "../../../src/pipeline/plan/cube.ts";
import { scaleOf } from "../../../src/pipeline/plan/measures.ts";
import { compare, div, format, type Rational, rational, sub, sum, toNumber } from "../../../src/privacy/index.ts";
import { HAS_SHARED_DATA, realSet } from "../../support/donors.ts";
import { EVEN, planOf } from "../../support/pipeline.ts";
import { type AreaBranches, treeTerritory } from "../../support/territory.ts";

/** A whole with one leaf; with one middle that has one leaf; and one with middles of one leaf and of several. */
const LEAF: AreaBranches = [];
const ONE_LEAF = treeTerritory(["whole", "leaf"], [LEAF]);
const CHAIN = treeTerritory(["whole", "middle", "leaf"], [[LEAF]]);
const MIXED = treeTerritory(["whole", "middle", "leaf"], [[LEAF, LEAF, LEAF], [LEAF], [LEAF, LEAF], [LEAF]]);

const cubeOf = (plan: Plan, period: string): Cube => makeCube(planPublication(plan, parsePeriod(period)));
function cellIn({ cells }: Cube, area: string, type = "_T") {
  const found = cells.find((cell) => cell.area.code === area && cell.type === type);
  if (!found) throw new RangeError(`no cell ${type} in ${area}`);
  return found;
}

/** ρ of one quantity of one table of one level in one publication, as the plan shares the year out. */
function part(plan: Plan, quantity: "count" | "sum" | "histogram", level: string, table: string, step: string): number {
  const own = plan.split.find((one) => one.level === level && one.table === table && one.step === step);
  if (!own) return 0;
  const share = { count: own.counts, sum: own.sums, histogram: own.histograms }[quantity];
  return (toNumber(plan.budget.rhoPerMeasure) * toNumber(share)) / own.times;
}

/** Holds a cell against the levels that are to pay for it. σ² is rounded up to 24 bits: ρ is less by at most 2⁻²³ of itself. */
function paidBy(plan: Plan, { table, publication, plan: cell }: MeasuredCell, levels: readonly string[]): void {
  const step = STEPS.find((one) => scaleOf(publication.measure, one).scale === publication.scale.scale) as string;
  for (const quantity of ["count", "sum", "histogram"] as const) {
    const paid = levels.reduce((all, level) => all + part(plan, quantity, level, table, step), 0);
    const rho = cell[quantity]?.rho;
    expect((rho ? toNumber(rho) : 0) / (paid || 1), `${quantity} of ${levels}`).toBeCloseTo(paid > 0 ? 1 : 0, 6);
  }
}

test("one leaf: the year is measured with the ρ of both levels, a month with the whole's; σ 3.70 where it was 23.4", () => {
  const plan = planOf(ONE_LEAF, { budget: { shares: EVEN } });
  const [month, year] = [cubeOf(plan, "2025-01"), cubeOf(plan, "2025")];
  const sigma = ({ plan: { count } }: MeasuredCell) => Math.sqrt(toNumber(count.variance));
  expect(sigma(cellIn(month, "w"))).toBeCloseTo(23.43, 2);
  expect(sigma(cellIn(year, "w"))).toBeCloseTo(3.704, 3);
  paidBy(plan, cellIn(month, "w"), ["whole"]);
  paidBy(plan, cellIn(year, "w"), ["whole", "leaf"]);
  // The leaf has no types: the table by type is the whole's alone, at its own part.
  paidBy(plan, cellIn(year, "w", "size=1"), ["whole"]);
  const needed = [month, year].map((cube) => Number(cellIn(cube, "w").plan.gate.householdsNeeded));
  expect(needed).toEqual([141, 32]);
});

test("one leaf: the year's cell is one, and its rows are those of both levels", () => {
  const { cells, rows } = cubeOf(planOf(ONE_LEAF), "2025");
  expect(cells.filter(({ type }) => type === "_T").map(({ area }) => area.code)).toEqual(["w"]);
  expect(rows.filter(({ type }) => type === "_T").map(({ area, cells: [cell] }) => [area.code, cell?.cell])).toEqual([
    ["w", 0],
    ["w0", 0],
  ]);
});

test("a chain of single children has what all of its due levels have", () => {
  const plan = planOf(CHAIN, { calendar: { whole: "month", middle: "quarter", leaf: "year" } });
  for (const [period, levels, typed] of [
    ["2025-01", ["whole"], ["whole"]],
    ["2025-Q1", ["whole", "middle"], ["whole", "middle"]],
    ["2025", ["whole", "middle", "leaf"], ["whole", "middle"]],
  ] as const) {
    const cube = cubeOf(plan, period);
    paidBy(plan, cellIn(cube, "w"), levels);
    paidBy(plan, cellIn(cube, "w", "size=3"), typed);
    expect(new Set(cube.cells.map(({ area }) => area.code))).toEqual(new Set(["w"]));
  }
  // A level that is never published has no part, and does not part its neighbours.
  const without = planOf(CHAIN, { calendar: { whole: "year", middle: "never", leaf: "year" } });
  paidBy(without, cellIn(cubeOf(without, "2025"), "w"), ["whole", "leaf"]);
});

test("some middles have one child: only these are measured with it", () => {
  const plan = planOf(MIXED);
  const cube = cubeOf(plan, "2025");
  for (const twin of ["w1", "w3"]) paidBy(plan, cellIn(cube, twin), ["middle", "leaf"]);
  for (const own of ["w0", "w2"]) paidBy(plan, cellIn(cube, own), ["middle"]);
  for (const leaf of ["w00", "w01", "w02", "w20", "w21"]) paidBy(plan, cellIn(cube, leaf), ["leaf"]);
  for (const { area, plan: cell } of cube.cells.filter(({ type, level }) => type !== "_T" && level === "middle"))
    expect(cell, area.code).toEqual(cellIn(cube, "w0", "size=1").plan);
});

test("no level has histograms: twins have the part of theirs that counts and sums of both levels have", () => {
  const levels = ["whole", "middle", "town", "leaf"];
  const calendar = { whole: "never", middle: "never", town: "quarter", leaf: "year" } as const;
  const plan = planOf(treeTerritory(levels, [[[LEAF], [LEAF, LEAF]]]), { calendar });
  const cube = cubeOf(plan, "2025");
  paidBy(plan, cellIn(cube, "w00"), ["town", "leaf"]);
  paidBy(plan, cellIn(cube, "w01"), ["town"]);
  expect(cellIn(cube, "w00").plan.histogram).toBeNull();
});

describe("a household's gates are counted once", () => {
  const gate = (plan: Plan) => format(plan.budget.gateDelta);
  const share = (plan: Plan, gates: number) =>
    format(div(sub(plan.budget.delta, plan.budget.conversionDelta), rational(BigInt(gates * plan.streams))));

  test("one leaf: 12 months of two tables and a year of two, not of three", () => {
    const plan = planOf(ONE_LEAF);
    expect(gate(plan)).toBe(share(plan, 12 * 2 + 2));
  });

  test("a chain, with a reserve: 12 of two, 4 of two, 1 of two, and the revision's two", () => {
    const plan = planOf(CHAIN, {
      measures: ["water.volume", "gas.energy"],
      calendar: { whole: "month", middle: "quarter", leaf: "year" },
      budget: { shares: { counts: 0.16, sums: 0.44, histograms: 0.2, revision: 0.2 } },
    });
    expect(gate(plan)).toBe(share(plan, 12 * 2 + 4 * 2 + 2 + 2));
  });

  test("twins in some places: the household that lives elsewhere sits in as many as before", () => {
    const plan = planOf(MIXED);
    expect(gate(plan)).toBe(share(plan, 13 * 2 + 2 + 1));
  });

  test("twins of two kinds: most gates of each publication are added up, as they are debited", () => {
    // In w0 region and town are one, and by quarters too; in w1 town, village and leaf are, by the year alone.
    const levels = ["whole", "region", "town", "village", "leaf"];
    const territory = treeTerritory(levels, [
      [
        [
          [LEAF, LEAF],
          [LEAF, LEAF],
        ],
      ],
      [[[LEAF]], [[LEAF]]],
    ]);
    const plan = planOf(territory, {
      calendar: { whole: "quarter", region: "quarter", town: "quarter", village: "year", leaf: "year" },
    });
    // A quarter: 6 in w1, 4 in w0. The year: w0 4 + 2 + 1; w1 2 + 2 + 2.
    expect(gate(plan)).toBe(share(plan, 4 * 6 + 7));
  });
});

/** What the worst household pays in a year in which everything that is due is published. */
function wholeYear(plan: Plan): { rho: Rational; delta: Rational } {
  const costs = yearOf(plan).map(({ measures }) => measures[0]?.cost ?? { rho: rational(0n), delta: rational(0n) });
  return { rho: sum(costs.map(({ rho }) => rho)), delta: sum(costs.map(({ delta }) => delta)) };
}

function yearOf(plan: Plan) {
  const steps = STEPS.filter((one) => plan.levels.some((level) => level.step === one));
  return steps.flatMap((step) => periodsOf(2025, step)).map((period) => planPublication(plan, period));
}

const LEVELS = ["whole", "region", "town", "village", "leaf"];
const treeOf = (depth: number): fc.Arbitrary<AreaBranches> =>
  depth === 0 ? fc.constant(LEAF) : fc.array(treeOf(depth - 1), { minLength: 1, maxLength: 2 });
const frequency = fc.constantFrom("month", "quarter", "year", "never");
const world = fc.integer({ min: 2, max: 5 }).chain((depth) => {
  const levels = [...LEVELS.slice(0, depth - 1), "leaf"];
  return fc.record({
    territory: treeOf(depth - 1).map((tree) => treeTerritory(levels, tree)),
    calendar: fc
      .tuple(...levels.map(() => frequency))
      .filter((steps) => steps.some((step) => step !== "never"))
      .map((steps) => Object.fromEntries(levels.map((level, i) => [level, steps[i]]))),
  });
});

test("whatever the territory and the calendar: nothing is paid and not used, and no year costs more than it may, exactly", () => {
  let twins = 0;
  fc.assert(
    fc.property(world, ({ territory, calendar }) => {
      const plan = planOf(territory, { calendar } as SettingsInput);
      const { rho, delta } = wholeYear(plan);
      expect(compare(rho, plan.budget.rho)).toBeLessThanOrEqual(0);
      expect(compare(delta, sub(plan.budget.delta, plan.budget.conversionDelta))).toBeLessThanOrEqual(0);
      expect(toNumber(div(rho, plan.budget.rho))).toBeGreaterThan(1 - 1e-6);
      expect(toNumber(div(delta, sub(plan.budget.delta, plan.budget.conversionDelta)))).toBeCloseTo(1, 9);
      // Each household sits in cells that have cost all that is debited, wherever it lives.
      for (const publication of yearOf(plan).filter(({ period }, i, all) => all[i - 1]?.period.step !== period.step)) {
        const { cells } = makeCube(publication);
        const [debit] = publication.measures;
        for (const { code } of plan.territory.leaves) {
          const within = plan.territory.lineage(code).map((area) => area.code);
          const own = cells.filter(({ area, type }) => within.includes(area.code) && ["_T", "size=1"].includes(type));
          const spent = sum(
            own.flatMap(({ plan: { count, sum: total, histogram } }) =>
              [count, total, ...(histogram ? [histogram] : [])].map((one) => one.rho),
            ),
          );
          if (!debit) throw new RangeError("a publication has a measure");
          expect(compare(spent, debit.cost.rho)).toBeLessThanOrEqual(0);
          expect(toNumber(div(spent, debit.cost.rho))).toBeGreaterThan(1 - 1e-6);
          expect(compare(sum(own.map(({ plan: { gate } }) => gate.delta)), debit.cost.delta)).toBeLessThanOrEqual(0);
        }
        if (cells.length < publication.plan.territory.areas.length) twins++;
      }
      // What plan says of each household's year adds up to all of it.
      const parts = allocation(plan).tables;
      expect(parts.every(({ areas }) => areas > 0)).toBe(true);
    }),
    { numRuns: 60, seed: 12, endOnFailure: true },
  );
  expect(twins).toBeGreaterThan(10);
});

describe("plan says what twins need", () => {
  test("one leaf: its own row, and the whole's by the month as it is there", () => {
    const plan = planOf(ONE_LEAF, { budget: { shares: EVEN } });
    const [whole, , leaf] = predict(plan, 100);
    expect(whole).toMatchObject({ level: "whole", householdsNeeded: 141, twins: [] });
    expect(leaf).toMatchObject({ level: "leaf", householdsNeeded: 32, twins: [{ levels: ["whole", "leaf"], areas: 1 }] });
    expect([whole?.published, leaf?.published]).toEqual([expect.closeTo(0.04, 1), expect.closeTo(1, 6)]);
    expect(
      allocation(plan).tables.map(({ level, twins, table, step, publications }) => [level, twins, table, step, publications]),
    ).toEqual([
      ["whole", [], "_T", "month", 12],
      ["whole", [], "types", "month", 12],
      ["whole", [], "types", "year", 1],
      ["whole", ["leaf"], "_T", "year", 1],
    ]);
    const { tables } = allocation(plan);
    expect(tables.reduce((all, { share }) => all + share, 0)).toBeCloseTo(1, 5);
    expect(tables.reduce((all, { delta }) => all + delta, 0)).toBeCloseTo(5e-7, 12);
  });

  test.skipIf(!HAS_SHARED_DATA)("Lyon: 24 communes of one IRIS need 25 households where the others need 39", () => {
    const { plan } = realSet("lyon");
    const needs = predict(plan, 12_516).flatMap(({ level, table, householdsNeeded, twins }) =>
      table === "_T" ? [[level, householdsNeeded, twins.map(({ areas, householdsNeeded: twin }) => [areas, twin])]] : [],
    );
    expect(needs).toEqual([
      ["metropole", 259, []],
      ["commune", 39, [[24, 25]]],
      ["iris", 26, [[24, 25]]],
    ]);
  });
});
