import { expect, test } from "vitest";
import type { Measurement } from "../../src/contract/observation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { asSpend, spentInYear } from "../../src/ledger/index.ts";
import { duePeriods, planRevision, publish, publishRevision } from "../../src/pipeline/index.ts";
import { tablesOf } from "../../src/pipeline/plan/levels.ts";
import { cellPlanOf } from "../../src/pipeline/plan/plan.ts";
import { add, compare, div, mul, type Rational, rational, sum, toNumber } from "../../src/privacy/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, months, publicationContextOf, sumsOf } from "../support/pipeline.ts";

/** A quarter of the year is kept for the revision. */
const RESERVE = {
  measures: ["water.volume", "gas.energy"],
  budget: { epsilon: 10, shares: { counts: 0.2, sums: 0.4, histograms: 0.15, revision: 0.25 } },
};

test("a year, all that is due and its revision, fits the budget to less than a thousandth, gates included", async () => {
  const plan = gridPlan(2, 2, RESERVE);
  const context = publicationContextOf(plan, []);
  for (const period of duePeriods(plan, [2025], new Date("2026-02-01T00:00:00Z"))) await publish(context, period);
  const { head } = await publishRevision(context, 2025);
  const { rho, delta } = spentInYear(context.ledger.entries(), 2025);
  const share = (spent: Rational, allowed: Rational) => toNumber(div(spent, allowed));
  expect(compare(rho, plan.budget.rho)).toBeLessThanOrEqual(0);
  expect(share(rho, plan.budget.rho)).toBeGreaterThan(0.999);
  expect(share(delta, plan.budget.conversionDelta)).toBe(1);
  expect(head.privacy.year).toEqual(
    asSpend({ rho, delta }, plan.budget.conversionDelta, mul(plan.budget.rho, plan.budget.largestDraw)),
  );
  expect(head.privacy.this_release.epsilon).toBeGreaterThan(0);
});

test("the reserve is split as the rest of the year is: counts, sums, histograms, levels, and evenly over tables", () => {
  const plan = gridPlan(2, 2, RESERVE);
  const revision = planRevision(plan, 2025);
  const measure = revision.measures[0] as (typeof revision.measures)[number];
  for (const level of revision.levels) {
    const share = { whole: 2n, middle: 3n, leaf: 5n }[level.level] as bigint;
    const cell = cellPlanOf(measure, { table: "_T", levels: [level] });
    const allotted = (part: Rational) =>
      toNumber(
        div(
          mul(mul(mul(plan.budget.rhoPerMeasure, rational(1n, 4n)), part), rational(share, 10n)),
          rational(BigInt(tablesOf(level).length)),
        ),
      );
    // 24 bits of the variance: the cost is below what was allotted by less than one part in a million.
    expect(toNumber(cell.count.rho) / allotted(rational(20n, 75n))).toBeCloseTo(1, 6);
    expect(toNumber(cell.sum.rho) / allotted(rational(40n, 75n))).toBeCloseTo(1, 6);
  }
  const cost = sum(plan.streams === 2 ? revision.measures.map((one) => one.cost.rho) : []);
  expect(toNumber(div(cost, plan.budget.rho))).toBeCloseTo(0.25, 5);
  expect(compare(add(cost, rational(0n)), mul(plan.budget.rho, rational(1n, 4n)))).toBeLessThanOrEqual(0);
});

test("a revision has the cells and rows of the year's publication, drawn anew: all differ, and the noise is independent", async () => {
  const plan = gridPlan(6, 6, {
    k: 2,
    budget: { epsilon: 10, shares: { counts: 0.2, sums: 0.4, histograms: 0.15, revision: 0.25 } },
  });
  const households = Array.from({ length: 36 * 120 }, (_, i) =>
    household(i, `m${i % 6}l${Math.floor(i / 6) % 6}`, months(4000 + 100 * (i % 40)), {
      size: ["1", "2", "3", "5+"][Math.floor(i / 36) % 4] as "1",
    }),
  );
  const context = publicationContextOf(plan, households, { random: seededEntropy("revised") });
  const first = await publish(context, parsePeriod("2025"));
  const revised = await publishRevision(context, 2025);
  expect([first.id, revised.id, revised.head.period, revised.head.revision]).toEqual(["2025", "2025-r1", "2025", 1]);
  const key = (row: object) =>
    ["STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD"].map((name) => row[name as keyof typeof row]).join();
  expect(revised.tables.observations.map(key)).toEqual(first.tables.observations.map(key));

  const { cube, exact } = await sumsOf(plan, households, "2025");
  const residuals = (rows: readonly Measurement[]) =>
    new Map(
      rows.map((row) => {
        const { cell } = cube.cells.find(
          (one) => one.area.code === row.REF_AREA && one.type === row.HOUSEHOLD_TYPE,
        ) as (typeof cube.cells)[number];
        const truth = (row.QUANTITY === "COUNT" ? exact.households[cell] : exact.centred[cell]) as bigint;
        const sigma = Math.sqrt(Number(row.VARIANCE_NUM) / Number(row.VARIANCE_DEN));
        return [`${row.QUANTITY} ${cell}`, Number(row.NOISY - truth) / sigma] as const;
      }),
    );
  const [before, after] = [residuals(first.tables.measurements), residuals(revised.tables.measurements)];
  const both = [...before].filter(([cell]) => after.has(cell)).map(([cell, x]) => [x, after.get(cell) as number] as const);
  const m = both.length;
  expect(m).toBeGreaterThan(100);
  // The sums' noise is of thousands of units: that one is the same by chance has a probability below 1e-3; all of 60, none.
  const sums = [...before].filter(([cell]) => cell.startsWith("CENTRED_SUM") && after.has(cell));
  expect(sums.filter(([cell, x]) => after.get(cell) === x)).toEqual([]);
  const mean = (of: readonly number[]) => of.reduce((a, b) => a + b, 0) / of.length;
  const [mx, my] = [mean(both.map(([x]) => x)), mean(both.map(([, y]) => y))];
  const covariance = mean(both.map(([x, y]) => (x - mx) * (y - my)));
  const deviation = (of: readonly number[], centre: number) => Math.sqrt(mean(of.map((x) => (x - centre) ** 2)));
  const correlation =
    covariance /
    (deviation(
      both.map(([x]) => x),
      mx,
    ) *
      deviation(
        both.map(([, y]) => y),
        my,
      ));
  expect(Math.abs(correlation)).toBeLessThan(3 / Math.sqrt(m));
});

test("without a reserve there is no revision, and nothing is paid", async () => {
  const context = publicationContextOf(gridPlan(2, 2), []);
  await expect(publishRevision(context, 2025)).rejects.toMatchObject({
    code: "no-reserve",
    message: expect.stringMatching(/budget\.shares\.revision must be > 0 .* got 0/),
  });
  expect(context.ledger.entries().map(({ kind }) => kind)).toEqual(["terms"]);
});

test("where no level is published by the year, there is nothing to revise", () => {
  const plan = gridPlan(2, 2, { ...RESERVE, calendar: { whole: "month", middle: "quarter", leaf: "never" } });
  expect(() => planRevision(plan, 2025)).toThrow(expect.objectContaining({ code: "period-not-due" }));
});
