import { expect, test } from "vitest";
import { rowStates } from "../../../src/pipeline/estimate/row-states.ts";
import { explicitSettings, makePlan } from "../../../src/pipeline/index.ts";
import type { CubeRow } from "../../../src/pipeline/plan/cube.ts";
import { sumsTruth } from "../../support/coverage.ts";
import { HAS_SHARED_DATA, realSet } from "../../support/donors.ts";
import { seededEntropy } from "../../support/entropy.ts";
import { drawOf, EVEN, type Sums, sumsOf } from "../../support/pipeline.ts";

/** Some draws show which cells appear; how exact a mean is follows from their pattern and from public variances. */
const DRAWS = 2;
/** Upper levels' means may err by this times what even shares leave, and by what rounding to ten-thousandths makes of it. */
const MOST_NOISE = 1.355;

const nameOf = ({ publication, area, type }: CubeRow) => `${publication.measure.key} ${area.code} ${type}`;

/** Standard deviations of published means, relative, least squares included: by row, over the draws in which it appears. */
function deviations(sums: Sums): Map<string, number> {
  const truth = sumsTruth(sums);
  const random = seededEntropy("upper levels");
  const found = new Map<string, number[]>();
  for (let draw = 0; draw < DRAWS; draw++) {
    const states = rowStates(sums.publication, sums.cube, drawOf(sums, random));
    for (const [i, row] of sums.cube.rows.entries()) {
      const state = states[i];
      if (state?.fate !== "published" || row.cells.length > 1) continue;
      const { countVariance, sumVariance, centre } = state.estimate;
      const [households, mean] = [truth(row, "COUNT") as number, truth(row, "MEAN") as number];
      const unit = Number(row.publication.scale.scale * row.publication.measure.factor);
      const noise = Math.sqrt(sumVariance + (mean * unit - centre) ** 2 * countVariance) / (households * mean * unit);
      found.set(nameOf(row), [...(found.get(nameOf(row)) ?? []), noise]);
    }
  }
  return new Map([...found].map(([name, all]) => [name, all.reduce((sum, one) => sum + one, 0) / all.length]));
}

test.skipIf(!HAS_SHARED_DATA).each([
  ["lyon", "2024"],
  ["nyc-housing-2011", "2011"],
  ["recs-2015", "2015"],
])("%s, all by the year: no mean above the leaves is less exact than 1.35 times what even shares leave", async (name, period) => {
  const { plan, households } = realSet(name);
  const { territory } = plan;
  const calendar = Object.fromEntries(territory.levels.map((level) => [level, "year" as const]));
  const planWith = (shares: object) =>
    makePlan(
      explicitSettings(
        { ...plan.settings, calendar, budget: { ...plan.settings.budget, shares: { revision: 0, ...shares } } },
        territory,
      ),
      territory,
    );
  const [even, searched] = [await sumsOf(planWith(EVEN), households, period), await sumsOf(planWith({}), households, period)];
  const [before, after] = [deviations(even), deviations(searched)];
  const upper = searched.cube.rows.filter(({ level }) => level !== territory.levels.at(-1));
  const ratios = upper.flatMap((row) => {
    const [was, is] = [before.get(nameOf(row)), after.get(nameOf(row))];
    return was && is ? [{ name: nameOf(row), ratio: is / was }] : [];
  });
  expect(ratios.length).toBeGreaterThan(8);
  for (const { name: row, ratio } of ratios) expect.soft(ratio, row).toBeLessThan(MOST_NOISE);
});
