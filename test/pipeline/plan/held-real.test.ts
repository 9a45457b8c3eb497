import { describe, expect, test } from "vitest";
import { parsePeriod } from "../../../src/contract/period.ts";
import { type Plan, type Prediction, planPublication, predictPublication } from "../../../src/pipeline/index.ts";
import { recruitedIn } from "../../../src/privacy/forecast/index.ts";
import { HAS_SHARED_DATA, realSet } from "../../support/donors.ts";
import { seededEntropy } from "../../support/entropy.ts";
import { type Showing, showing } from "../../support/forecast.ts";
import { type Sums, sumsOf } from "../../support/pipeline.ts";

/** Draws of the noise over which what is shown is averaged. */
const DRAWS = 10;

/** Where the households of a set were recruited, as its source says; everywhere where it says nothing. */
const AMONG: Readonly<Record<string, readonly string[]>> = { lyon: ["69388"] };

/** How far from a prediction what is shown may be, as a factor either way, of the tables of all homes. */
const FACTORS = { published: 1.25, width: 1.5 };

interface Line {
  readonly prediction: Prediction;
  readonly published: number;
  readonly width: number | null;
}

function linesOf(plan: Plan, sums: Sums, measure: string, period: string, among?: readonly string[]): Line[] {
  const root = sums.cube.cells.find(({ publication, type }) => publication.measure.key === measure && type === "_T");
  // The number that is expected is what the set has: what is tested is all the rest of the prediction.
  const households = Number(sums.exact.households[root?.cell as number]);
  const areas = among ? recruitedIn(plan.territory.areas, new Set(among)) : plan.territory.areas;
  const noise = seededEntropy(measure);
  const draws = Array.from({ length: DRAWS }, () => showing(sums, noise, measure));
  return predictPublication(planPublication(plan, parsePeriod(period)), households, areas)
    .filter((prediction) => prediction.measure === measure)
    .map((prediction) => {
      const seen = draws.flat().filter(({ level, table }) => level === prediction.level && table === prediction.table);
      return { prediction, ...averaged(seen) };
    });
}

function averaged(seen: readonly Showing[]): { published: number; width: number | null } {
  const widths = seen.flatMap(({ published }) => published.map(({ width }) => width)).sort((a, b) => a - b);
  return { published: widths.length / seen.length, width: widths[Math.floor(widths.length / 2)] ?? null };
}

const within = (factor: number, a: number, b: number) => Math.max(a, b) <= factor * Math.min(a, b);

describe.skipIf(!HAS_SHARED_DATA)("predicted against seen on real sets (skipped where ../shared/data is absent)", () => {
  test.each([
    ["lyon", "2024"],
    ["nyc-housing-2011", "2011"],
    ["recs-2015", "2015"],
  ] as const)("%s: tables of all homes, within a factor of 1.25 in number and 1.5 in width", async (name, period) => {
    const { plan, households } = realSet(name);
    const sums = await sumsOf(plan, households, period);
    for (const { key } of plan.measures) {
      for (const { prediction, published, width } of linesOf(plan, sums, key, period, AMONG[name])) {
        const { level, table, cells } = prediction;
        const percent = (share: number | null) => (share === null ? "-" : `± ${(100 * share).toFixed(1)} %`);
        const what = `${name} ${key} ${level} ${table}`;
        process.stdout.write(
          `${what}: predicted ${prediction.published.toFixed(1)}, seen ${published.toFixed(1)} of ${cells}; ${percent(prediction.halfWidth)}, seen ${percent(width)}\n`,
        );
        // Types are assumed to be even, and are not: what the public reads of them is printed above, and promised nowhere.
        if (table === "types") continue;
        // Of one or two cells, one by chance more or less is as good as another width.
        const isFew = Math.min(prediction.published, published) < 2 && Math.abs(prediction.published - published) > 0.5;
        // A cell that is there by chance more or less (one commune beside the recruited one) is no error of the prediction.
        expect(
          within(FACTORS.published, prediction.published, published) || Math.abs(prediction.published - published) <= 1,
          what,
        ).toBe(true);
        if (!isFew) expect(within(FACTORS.width, prediction.halfWidth as number, width as number), what).toBe(true);
      }
    }
  });
});
