import { expect, test } from "vitest";
import { forecastRevision, type Plan, planRevision, predict } from "../../../src/pipeline/index.ts";
import { cellPlanOf } from "../../../src/pipeline/plan/plan.ts";
import { ASSUMED_RESERVE } from "../../../src/pipeline/plan/revision.ts";
import { toNumber } from "../../../src/privacy/index.ts";
import { seededEntropy } from "../../support/entropy.ts";
import { assumedDonors, showing } from "../../support/forecast.ts";
import { EVEN, gridPlan, sumsOf } from "../../support/pipeline.ts";

/** A quarter of the year is kept; the other shares are as 4 : 8 : 3. */
const SHARES = { counts: 0.2, sums: 0.4, histograms: 0.15, revision: 0.25 };
const reserved = (shares: Partial<typeof SHARES> = SHARES, o = {}): Plan =>
  gridPlan(5, 6, { measures: ["water.volume", "spending.housing"], budget: { epsilon: 4, shares }, ...o });

test("what a revision would give is predicted from its own mechanisms, table by table", () => {
  const plan = reserved();
  const { revision, reserve, kept } = forecastRevision(plan, 3000);
  expect({ reserve, kept }).toEqual({ reserve: 0.25, kept: true });
  const publication = planRevision(plan, 2030);
  expect(revision.map(({ measure, level, table }) => [measure, level, table])).toEqual(
    predict(plan, 3000).map(({ measure, level, table }) => [measure, level, table]),
  );
  for (const { measure, level, table, householdsNeeded, sigmaCount, step, publications } of revision) {
    const own = publication.measures.find((one) => one.measure.key === measure) as (typeof publication.measures)[number];
    const cell = cellPlanOf(own, { table, levels: [{ level }] });
    expect({ householdsNeeded, step, publications }).toEqual({
      householdsNeeded: Number(cell.gate.householdsNeeded),
      step: "year",
      publications: 1,
    });
    expect(sigmaCount).toBeCloseTo(Math.sqrt(toNumber(cell.count.variance)), 9);
  }
});

test("the reserve costs the others 1/√(1 − r) in noise: against the very same settings without one", () => {
  const { publications } = forecastRevision(reserved(), 3000);
  const parts = [SHARES.counts, SHARES.sums, SHARES.histograms].map((share) => share / 0.75);
  expect(parts.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  for (const [i, own] of publications.reserved.entries()) {
    const other = publications.unreserved[i] as typeof own;
    expect([other.measure, other.level, other.table]).toEqual([own.measure, own.level, own.table]);
    expect(own.sigmaCount / other.sigmaCount).toBeCloseTo(1 / Math.sqrt(0.75), 6);
    expect(own.householdsNeeded).toBeGreaterThan(other.householdsNeeded);
    // Counted among what passes: less noise gives more away, and more is withheld to protect it.
    expect(own.published + own.protecting).toBeLessThanOrEqual(other.published + other.protecting + 1e-9);
  }
  expect(publications.reserved).toEqual(predict(reserved(), 3000));
});

test("settings without a reserve are told what a fifth would give and cost, and stay as they are", () => {
  const plan = reserved(EVEN);
  const { reserve, kept, revision, publications } = forecastRevision(plan, 3000);
  expect({ reserve, kept }).toEqual({ reserve: ASSUMED_RESERVE, kept: false });
  expect(publications.unreserved).toEqual(predict(plan, 3000));
  const same = reserved({ counts: 0.16, sums: 0.44, histograms: 0.2, revision: 0.2 });
  expect(publications.reserved).toEqual(predict(same, 3000));
  expect(revision).toEqual(forecastRevision(same, 3000).revision);
});

test("where no level is published by the year there is nothing to revise, and the plan still says what it costs", () => {
  const calendar = { whole: "month", middle: "quarter", leaf: "never" };
  const { revision, publications } = forecastRevision(reserved(SHARES, { calendar }), 3000);
  expect(revision).toEqual([]);
  expect(publications.reserved).toHaveLength(2 * 4);
});

test("a revision through the pipeline shows what was predicted: cells within 10 %, margins within 10 %", async () => {
  const plan = gridPlan(5, 6, { budget: { epsilon: 4, shares: SHARES } });
  const households = 1400;
  const { revision } = forecastRevision(plan, households);
  const planned = planRevision(plan, 2025);
  const seen = new Map<string, number[]>();
  // 12 commons of their own, 3 draws each, seeded: the verdict is always the same.
  for (let commons = 0; commons < 12; commons++) {
    const year = await sumsOf(plan, assumedDonors(plan.territory, households, `revision ${commons}`), "2025", planned);
    for (let draw = 0; draw < 3; draw++)
      for (const { level, table, published } of showing(year, seededEntropy(`${commons} ${draw}`), "water.volume"))
        seen.set(`${level} ${table}`, [...(seen.get(`${level} ${table}`) ?? []), ...published.map(({ width }) => width)]);
  }
  const shown = revision.map(({ level, table, published, halfWidth }) => {
    const widths = (seen.get(`${level} ${table}`) ?? []).sort((a, b) => a - b);
    const [cells, median] = [widths.length / 36, widths[Math.floor(widths.length / 2)] as number];
    // Less than half a cell is expected, and no margin predicted: hardly any must show.
    if (halfWidth === null) return [level, table, cells < 0.5];
    return [level, table, Math.abs(cells / published - 1) < 0.1 && Math.abs(median / halfWidth - 1) < 0.1];
  });
  expect(shown).toEqual([
    ["whole", "_T", true],
    ["whole", "types", true],
    ["middle", "_T", true],
    ["middle", "types", true],
    ["leaf", "_T", true],
  ]);
});
