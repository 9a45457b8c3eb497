import { describe, expect, test } from "vitest";
import type { Observation } from "../../../src/contract/observation.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import { observationsOf } from "../../../src/pipeline/estimate/observations.ts";
import { rowStates } from "../../../src/pipeline/estimate/row-states.ts";
import { publish } from "../../../src/pipeline/index.ts";
import type { Territory } from "../../../src/territory/index.ts";
import type { SnapshotHousehold } from "../../../src/vault/index.ts";
import { sumsTruth } from "../../support/coverage.ts";
import { seededEntropy } from "../../support/entropy.ts";
import { drawOf, gridPlan, household, months, publicationContextOf, sumsOf } from "../../support/pipeline.ts";

/** Enough households that most cells appear, few enough that some do not, and that noise is large against differences. */
function donors(middle: number, leaves: number): SnapshotHousehold[] {
  const random = seededEntropy("consistency");
  const byte = () => (random(1)[0] as number) / 256;
  return Array.from({ length: 3000 }, (_, i) => {
    const area = `m${Math.floor(middle * byte())}l${Math.floor(leaves * byte() ** 2)}`;
    const size = ["1", "2", "3", "4", "5+", "unknown"][Math.floor(6 * byte() ** 1.3)] as string;
    return household(i, area, months(Math.round(4000 + 12_000 * byte())), { size });
  });
}

const MIDDLE = 10;
const LEAVES = 6;
const plan = gridPlan(MIDDLE, LEAVES, {}, 400);
const households = donors(MIDDLE, LEAVES);
const release = async (draw: number) =>
  (await publish(publicationContextOf(plan, households, { random: seededEntropy(`draw ${draw}`) }), parsePeriod("2025"))).tables
    .observations;

type Key = (area: string, type: string) => Observation | undefined;
const index = (rows: readonly Observation[], statistic: string): Key => {
  const found = new Map(
    rows.filter((row) => row.STATISTIC === statistic).map((row) => [`${row.REF_AREA} ${row.HOUSEHOLD_TYPE}`, row]),
  );
  return (area, type) => found.get(`${area} ${type}`);
};

/** Every sum of the release whose parts are all published, as [whole, parts]. */
function sums(of: Key, territory: Territory): [number, number[]][] {
  const { classes, rungs } = plan.measures[0]?.measure.similarity ?? { classes: [], rungs: [] };
  const codes = classes.map(({ code }) => code);
  const found: [number, number[]][] = [];
  const add = (whole: Observation | undefined, parts: readonly (Observation | undefined)[]) => {
    const values = [whole, ...parts].map((row) => row?.OBS_VALUE);
    if (parts.length > 0 && values.every((value) => value != null))
      found.push([values[0] as number, values.slice(1) as number[]]);
  };
  for (const { code } of territory.areas) {
    add(
      of(code, "_T"),
      codes.map((type) => of(code, type)),
    );
    for (const rung of rungs)
      add(
        of(code, rung.code),
        rung.classes.map((type) => of(code, type)),
      );
    for (const type of ["_T", ...codes, ...rungs.map((rung) => rung.code)])
      add(
        of(code, type),
        territory.children(code).map((child) => of(child.code, type)),
      );
  }
  return found;
}

describe.each([0, 1, 2, 3])("draw %i", async (draw) => {
  const rows = await release(draw);

  test("counts are whole, and counts and totals add up wherever all parts are published", () => {
    for (const statistic of ["COUNT", "TOTAL"]) {
      const all = sums(index(rows, statistic), plan.territory);
      expect(all.length).toBeGreaterThan(5);
      // A total has two decimals, exact as whole hundredths.
      for (const [whole, parts] of all)
        expect(parts.reduce((sum, part) => sum + Math.round(100 * part), 0)).toBe(Math.round(100 * whole));
    }
    for (const row of rows.filter(({ STATISTIC, OBS_VALUE }) => STATISTIC === "COUNT" && OBS_VALUE !== null))
      expect(Number.isInteger(row.OBS_VALUE)).toBe(true);
  });

  test("values lie in their intervals, and no withheld cell is filled by a model", () => {
    for (const { OBS_VALUE, CI_LOWER, CI_UPPER, CONF_STATUS } of rows) {
      if (CONF_STATUS !== "F") expect([OBS_VALUE, CI_LOWER, CI_UPPER]).toEqual([null, null, null]);
      else if (OBS_VALUE !== null) expect((CI_LOWER as number) <= OBS_VALUE && OBS_VALUE <= (CI_UPPER as number)).toBe(true);
    }
  });

  test("means below the top are modelled where that tells more, said so, and nothing else is", () => {
    const modelled = rows.filter(({ METHOD }) => METHOD === "modelled");
    expect(modelled.length).toBeGreaterThan(5);
    for (const { STATISTIC, AREA_LEVEL, OBS_STATUS } of modelled) {
      expect(STATISTIC).toBe("MEAN");
      expect(AREA_LEVEL).not.toBe(plan.territory.levels[0]);
      expect(["E", "U"]).toContain(OBS_STATUS);
    }
  });
});

test("counts are made from counts and histograms of all levels: closer to the truth than each measurement alone", async () => {
  const sums = await sumsOf(plan, households, "2025");
  const truth = sumsTruth(sums);
  let [consistent, alone, cells] = [0, 0, 0];
  for (let draw = 0; draw < 20; draw++) {
    const drawn = drawOf(sums, seededEntropy(`alone ${draw}`));
    const states = rowStates(sums.publication, sums.cube, drawn);
    for (const [i, row] of sums.cube.rows.entries()) {
      const [state, [measured]] = [states[i] as (typeof states)[number], row.cells];
      if (!measured || row.type !== "_T" || row.level === plan.territory.levels.at(-1)) continue;
      const noisy = drawn[measured.cell] as (typeof drawn)[number];
      if (noisy.fate !== "published") continue;
      const [count] = observationsOf({ ...row, statistics: ["COUNT"] }, state, null, "2025", false);
      const is = truth(row, "COUNT") as number;
      consistent += ((count?.OBS_VALUE ?? 0) - is) ** 2;
      alone += (Number(noisy.count) - is) ** 2;
      cells++;
    }
  }
  expect(cells).toBeGreaterThan(150);
  expect(consistent).toBeLessThan(0.95 * alone);
});
