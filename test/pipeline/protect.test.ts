import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { publish } from "../../src/pipeline/index.ts";
import { toNumber } from "../../src/privacy/index.ts";
import { countVariances } from "../../src/privacy/tree.ts";
import { seededEntropy } from "../support/entropy.ts";
import { cellAt, conductorOf, drawOf, gridPlan, household, months, sumsOf } from "../support/pipeline.ts";

const Z95 = 1.959963984540054;
const K = 11;
/** Little noise, and a large k: the difference of what is published would pin a withheld cell down. */
const plan = gridPlan(1, 4, { k: 60, budget: { epsilon: 10 }, calendar: { whole: "year", middle: "never", leaf: "year" } }, 1000);
const of = (n: number, area: string, from: number) =>
  Array.from({ length: n }, (_, i) => household(from + i, area, months(5000)));
/** Three leaves with plenty, one with too few. */
const family = [...of(20, "m0l0", 0), ...of(400, "m0l1", 1000), ...of(500, "m0l2", 2000), ...of(600, "m0l3", 3000)];

test("a withheld leaf that the whole and its other leaves would expose takes its smallest sibling with it", async () => {
  const { tables } = await publish(conductorOf(plan, family, { random: seededEntropy("family") }), parsePeriod("2025"));
  const status = Object.fromEntries(
    tables.observations
      .filter((row) => row.STATISTIC === "COUNT" && row.HOUSEHOLD_TYPE === "_T")
      .map((row) => [row.REF_AREA, row.OBS_STATUS === "Q" ? `Q/${row.CONF_STATUS}` : "published"]),
  );
  expect(status).toEqual({ w: "published", m0l0: "Q/A", m0l1: "Q/D", m0l2: "published", m0l3: "published" });
  for (const table of [tables.measurements, tables.distributions]) {
    expect(table.filter((row) => ["m0l0", "m0l1"].includes(row.REF_AREA))).toEqual([]);
  }
});

test("in every draw the public rows together leave each withheld leaf at least ± 2k", async () => {
  const made = await sumsOf(plan, family, "2025");
  const random = seededEntropy("families");
  const leaves = ["m0l0", "m0l1", "m0l2", "m0l3"];
  for (let r = 0; r < 200; r++) {
    const draw = drawOf(made, random);
    const seen = (area: string, type = "_T") => {
      const cell = made.cube.cells[cellAt(made, area, type)] as (typeof made.cube.cells)[number];
      const { count, histogram } = cell.plan;
      const own = toNumber(count.variance);
      const variance = histogram ? 1 / (1 / own + 1 / (32 * toNumber(histogram.variance))) : own;
      const drawn = draw[cell.cell];
      return { published: drawn?.fate === "published", noisy: drawn?.fate === "published" ? Number(drawn.count) : 0, variance };
    };
    const types = made.cube.cells.filter((cell) => cell.area.code === "w" && cell.type !== "_T").map((cell) => cell.type);
    const variances = countVariances([
      { children: [1, 2, 3, 4], total: seen("w"), classes: types.map((type) => seen("w", type)) },
      ...leaves.map((leaf) => ({ children: [], total: seen(leaf), classes: [] })),
    ]);
    leaves.forEach((leaf, i) => {
      if (seen(leaf).published) return;
      expect(Z95 * Math.sqrt((variances[i + 1] as { total: number }).total), leaf).toBeGreaterThanOrEqual(
        2 * plan.settings.k - 1e-9,
      );
    });
  }
});

test("an area with a single child is one cell with it: both rows show the same draw, and cost it once", async () => {
  const single = gridPlan(2, 1, { k: K }, 3000);
  const { tables } = await publish(
    conductorOf(single, [...of(900, "m0l0", 0), ...of(900, "m1l0", 1000)], { random: seededEntropy("twin") }),
    parsePeriod("2025"),
  );
  const rows = (area: string) =>
    tables.observations
      .filter((row) => row.REF_AREA === area && row.HOUSEHOLD_TYPE === "_T" && ["COUNT", "MEAN", "TOTAL"].includes(row.STATISTIC))
      .map(({ OBS_VALUE, CI_LOWER, CI_UPPER }) => [OBS_VALUE, CI_LOWER, CI_UPPER]);
  expect(rows("m0l0")).toEqual(rows("m0"));
  expect(rows("m0")[0]?.[0]).not.toBeNull();
  expect(tables.measurements.filter((row) => row.REF_AREA === "m0l0")).toEqual([]);
});
