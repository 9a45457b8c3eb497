import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { publish } from "../../src/pipeline/index.ts";
import { knowledgeOf, leastSquares, unknownsOf } from "../support/attacker.ts";
import { seededEntropy } from "../support/entropy.ts";
import { household, planOf, publicationContextOf } from "../support/pipeline.ts";
import { gridTerritory } from "../support/territory.ts";

const Z95 = 1.959963984540054;
const DWELLINGS = 8;
const BILL = { domain: "water", measure: "volume", period: "2025", amount: 6000, source: "bill" };

/** Six leaves, the last of which has eight dwellings. */
function smallLeafPlan() {
  const { areas, ...grid } = gridTerritory(1, 6, 1000);
  const above = areas.map((area) => ({ ...area, dwellings: area.level === "leaf" ? area.dwellings : 5000 + DWELLINGS }));
  const leaves = above.map((area) => (area.code === "m0l5" ? { ...area, dwellings: DWELLINGS } : area));
  return planOf({ ...grid, areas: leaves }, { calendar: { whole: "year", middle: "never", leaf: "year" } });
}

/**
 * Seven households in a leaf are known to ± 18 to whoever knows those of the smallest leaf, by the rule of before: with nobody
 * there (eight dwellings say so nearly), and with sixty fakes that pass its gate (their sender knows). Gates of the other leaves
 * are passed but for a probability ≤ 1e-9, and what an attacker gets follows from variances.
 */
test.each([
  ["where it withholds its own count", 0],
  ["where sixty fakes pass its gate", 60],
])("a leaf with fewer dwellings than tell a count hides no sibling: %s", async (name, fakes) => {
  const plan = smallLeafPlan();
  const perLeaf = [150, 7, 120, 140, 160, fakes];
  const leafOf = perLeaf.flatMap((count, leaf) => new Array<number>(count).fill(leaf));
  const households = leafOf.map((leaf, i) => household(i, `m0l${leaf}`, [BILL], { size: String(1 + (i % 4)) }));
  const measure = plan.measures[0]?.measure;
  if (!measure) throw new RangeError("the plan has a measure");
  for (let draw = 0; draw < 3; draw++) {
    const random = seededEntropy(`${name} ${draw}`);
    const { tables } = await publish(publicationContextOf(plan, households, { random }), parsePeriod("2025"));
    const view = { territory: plan.territory, measure, ...tables };
    const { rows, withheld } = knowledgeOf(view);
    const target = withheld.find((one) => one.name === "m0l1 _T");
    if (!target) throw new RangeError("seven households are fewer than k");
    const small = { of: unknownsOf(view)("m0l5", "_T"), value: fakes, variance: (DWELLINGS / (2 * Z95)) ** 2 };
    const half = Z95 * Math.sqrt(leastSquares([...rows, small]).variance(target.of));
    expect(half).toBeGreaterThan(2 * plan.settings.k - 1e-6);
    const fate = tables.observations.find(
      ({ STATISTIC, REF_AREA, HOUSEHOLD_TYPE }) => STATISTIC === "COUNT" && REF_AREA === "m0l5" && HOUSEHOLD_TYPE === "_T",
    )?.CONF_STATUS;
    expect(fate).not.toBe("D");
  }
});
