import { describe, expect, test } from "vitest";
import type { Measurement } from "../../src/contract/observation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { SettingsInput } from "../../src/contract/settings.ts";
import { priorDraws } from "../../src/pipeline/earlier.ts";
import { type Publication, planPublication, publish, publishRevision } from "../../src/pipeline/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { gridPlan, household, months, publicationContextOf } from "../support/pipeline.ts";

const Z95 = 1.959963984540054;
const K = 11;
const LEAVES = ["m0l0", "m0l1", "m0l2", "m0l3", "m0l4"];
/** One leaf with too few households, among others with plenty: whoever knows all the rest knows it. */
const family = LEAVES.flatMap((area, l) =>
  Array.from({ length: l === 0 ? 6 : 60 }, (_, i) => household(1000 * l + i, area, months(5000))),
);

/** The best that the public can tell of an area's count from several publications, if it takes them for one and the same. */
function known(publications: readonly Publication[], area: string): { variance: number } | null {
  const rows = publications.flatMap(({ tables }) =>
    tables.measurements.filter(
      (row: Measurement) => row.QUANTITY === "COUNT" && row.REF_AREA === area && row.HOUSEHOLD_TYPE === "_T",
    ),
  );
  if (rows.length === 0) return null;
  return { variance: 1 / rows.reduce((sum, row) => sum + Number(row.VARIANCE_DEN) / Number(row.VARIANCE_NUM), 0) };
}

/** Half-width of the withheld leaf's count as parent less siblings; Infinity where one of them is not known. */
function halfWidth(publications: readonly Publication[]): number {
  const parts = ["w", ...LEAVES.slice(1)].map((area) => known(publications, area));
  if (parts.some((part) => part === null)) return Number.POSITIVE_INFINITY;
  return Z95 * Math.sqrt(parts.reduce((sum, part) => sum + (part?.variance ?? 0), 0));
}

const shares = { counts: 0.5, sums: 0.1, histograms: 0.1, revision: 0.3 };
const settings: SettingsInput = {
  k: K,
  budget: { epsilon: 10, shares },
  calendar: { whole: "year", middle: "never", leaf: "year" },
};
const DRAWS = 12;

describe("a leaf that no publication shows", () => {
  test("stays hidden from who lays a year beside its revision", async () => {
    const plan = gridPlan(1, 5, settings, 1000);
    for (let draw = 0; draw < DRAWS; draw++) {
      const context = publicationContextOf(plan, family, { random: seededEntropy(`revised ${draw}`) });
      const year = await publish(context, parsePeriod("2025"));
      const revision = await publishRevision(context, 2025);
      expect(halfWidth([year])).toBeGreaterThanOrEqual(2 * K);
      expect(halfWidth([year, revision])).toBeGreaterThanOrEqual(2 * K);
      // Decided alone, the revision hides the same sibling: which one goes follows from public facts, not from noise.
      const apart = await publishRevision(publicationContextOf(plan, family, { random: seededEntropy(`apart ${draw}`) }), 2025);
      expect(halfWidth([year, apart])).toBeGreaterThanOrEqual(2 * K);
    }
  });

  test("stays hidden from who lays the quarters of a year side by side, and the year", async () => {
    const plan = gridPlan(
      1,
      5,
      {
        ...settings,
        budget: { epsilon: 10, shares: { counts: 0.8, sums: 0.1, histograms: 0.1 } },
        calendar: { whole: "quarter", middle: "never", leaf: "quarter" },
      },
      1000,
    );
    for (let draw = 0; draw < 4; draw++) {
      const context = publicationContextOf(plan, family, { random: seededEntropy(`quarters ${draw}`) });
      const shown: Publication[] = [];
      for (const id of ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]) {
        shown.push(await publish(context, parsePeriod(id)));
        expect(halfWidth(shown)).toBeGreaterThanOrEqual(2 * K);
      }
    }
  });

  test("is asked for by the detail that comes first: a year before its months", async () => {
    const plan = gridPlan(1, 5, { ...settings, calendar: { whole: "month", middle: "never", leaf: "year" } }, 1000);
    const context = publicationContextOf(plan, family, { random: seededEntropy("months after") });
    const shown = [await publish(context, parsePeriod("2025"))];
    for (let m = 1; m <= 12; m++) {
      shown.push(await publish(context, parsePeriod(`2025-${String(m).padStart(2, "0")}`)));
      expect(halfWidth(shown)).toBeGreaterThanOrEqual(2 * K);
    }
  });
});

test("an earlier draw is read as the cells that it was drawn for, or not at all", async () => {
  const plan = gridPlan(1, 5, { ...settings, calendar: { whole: "month", middle: "never", leaf: "year" } }, 1000);
  const context = publicationContextOf(plan, family, { random: seededEntropy("another cube") });
  await publish(context, parsePeriod("2025-01"));
  const february = planPublication(plan, parsePeriod("2025-02"));
  expect(priorDraws(plan, context.ledger, february).map(({ cells }) => cells.length)).toEqual([7]);
  const [measure] = plan.measures;
  const { similarity } = (measure as NonNullable<typeof measure>).measure;
  const fewer = { ...similarity, classes: similarity.classes.slice(1), rungs: [] };
  const other = {
    ...plan,
    measures: plan.measures.map((ref) => ({ ...ref, measure: { ...ref.measure, similarity: fewer } })),
  };
  expect(() => priorDraws(other, context.ledger, february)).toThrow(
    expect.objectContaining({
      code: "ledger-broken",
      message: expect.stringMatching(/2025-01 was drawn with 7 cells; .* make 6/),
    }),
  );
});
