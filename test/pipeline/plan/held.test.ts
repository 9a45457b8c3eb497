import { describe, expect, test } from "vitest";
import type { Plan } from "../../../src/pipeline/index.ts";
import { type Prediction, predict } from "../../../src/pipeline/index.ts";
import { seededEntropy } from "../../support/entropy.ts";
import { assumedDonors, type Showing, showing } from "../../support/forecast.ts";
import { planOf, sumsOf } from "../../support/pipeline.ts";
import { gridTerritory } from "../../support/territory.ts";

/**
 * What a plan predicts is held against what the pipeline then shows, over commons made up as the plan assumes: new
 * households each time, through the SQL steps, noise, gates and protection. All of it is seeded, so that a verdict is always
 * the same. A mean over the commons must be within 14 % of the prediction, and its own standard error at most a sixth of
 * that: a prediction that is 28 % off would pass with a probability ≤ 1e-9 (6 σ, one side), and one that is right fail with
 * twice that. VOISINAGE_FULL=1 makes up three times as many commons: 7.5 % and 15 %.
 */
const FULL = process.env.VOISINAGE_FULL === "1";
const TOLERANCE = FULL ? 0.075 : 0.14;
const STANDARD_ERRORS = 6;

/** Leaves of 120 to 280 dwellings: cells on both sides of what a cell needs. */
function plannedOver(middle: number, leaves: number, calendar: Readonly<Record<string, "year" | "never">>): Plan {
  const areas = gridTerritory(middle, leaves).areas.map((area) => ({ ...area, dwellings: 0 }));
  const byCode = new Map(areas.map((area) => [area.code, area]));
  for (const [i, leaf] of areas.filter(({ level }) => level === "leaf").entries()) {
    const dwellings = 120 + 40 * (i % 5);
    for (const code of [leaf.code, leaf.parent as string, "w"]) {
      const area = byCode.get(code);
      if (area) area.dwellings += dwellings;
    }
  }
  return planOf({ ...gridTerritory(middle, leaves), areas }, { calendar });
}

const ALL = { whole: "year", middle: "year", leaf: "year" } as const;

interface World {
  readonly plan: Plan;
  readonly households: number;
  readonly commons: number;
  /** draws of the noise, a commons */
  readonly draws: number;
}

/** What each draw showed of each table, by commons. */
async function shown({ plan, households, commons, draws }: World): Promise<Map<string, Showing[][]>> {
  const found = new Map<string, Showing[][]>();
  for (let c = 0; c < commons; c++) {
    const sums = await sumsOf(plan, assumedDonors(plan.territory, households, `commons ${c}`), "2025");
    const noise = seededEntropy(`noise ${c}`);
    const seen = Array.from({ length: draws }, () => showing(sums, noise, "water.volume"));
    for (const { level, table } of seen[0] ?? []) {
      const own = seen.map((tables) => tables.find((one) => one.level === level && one.table === table) as Showing);
      found.set(`${level} ${table}`, [...(found.get(`${level} ${table}`) ?? []), own]);
    }
  }
  return found;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const cellsOf = (draws: readonly Showing[]) => draws.flatMap(({ published }) => published);

function expectHeld(what: string, predicted: number | null, seen: readonly number[]): void {
  const found = mean(seen);
  const error = Math.sqrt(mean(seen.map((one) => (one - found) ** 2)) / (seen.length - 1));
  const allowed = TOLERANCE * (predicted as number);
  expect(STANDARD_ERRORS * error, `${what}: enough commons`).toBeLessThanOrEqual(allowed);
  expect(Math.abs(found - (predicted as number)), `${what}: predicted ${predicted}, seen ${found}`).toBeLessThanOrEqual(allowed);
}

describe("a plan's prediction is what releases show", () => {
  const half = { plan: plannedOver(4, 30, ALL), households: 4200, commons: FULL ? 24 : 8, draws: FULL ? 4 : 3 };
  const types = {
    plan: plannedOver(30, 4, { ...ALL, leaf: "never" }),
    households: 6000,
    commons: FULL ? 28 : 9,
    draws: FULL ? 4 : 2,
  };
  const small = { plan: plannedOver(12, 5, ALL), households: 3000, commons: FULL ? 40 : 13, draws: FULL ? 4 : 3 };

  test.each<[string, World, string, string]>([
    ["half of 120 leaves", half, "leaf", "_T"],
    ["types of 30 areas, published ones by luck among others", types, "middle", "types"],
    ["leaves by fives, of which one in seven is withheld to protect another", small, "leaf", "_T"],
  ])("%s", { timeout: 240_000 }, async (_, world, level, table) => {
    const predictions = predict(world.plan, world.households);
    const prediction = predictions.find((one) => one.level === level && one.table === table) as Prediction;
    const commons = (await shown(world)).get(`${level} ${table}`) as Showing[][];
    const published = commons.map((draws) => mean(draws.map((one) => one.published.length)));
    expectHeld("published cells", prediction.published, published);
    const widths = commons.map((draws) => median(cellsOf(draws).map(({ width }) => width)));
    expectHeld("half-width of the median cell", prediction.halfWidth, widths);
    const errors = commons.map((draws) => mean(cellsOf(draws).map(({ error }) => Math.abs(error))));
    expectHeld("error against the clamped mean of the cell's households", prediction.noiseError, errors);
  });
});
