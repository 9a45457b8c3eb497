import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { publish } from "../../src/pipeline/index.ts";
import { toNumber } from "../../src/privacy/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { cellAt, drawOf, gridPlan, household, months, publicationContextOf, sumsOf } from "../support/pipeline.ts";
import { countVariances } from "../support/variances.ts";

const Z95 = 1.959963984540054;
const K = 11;
/** Little noise, and a large k: the difference of what is published would pin a withheld cell down. */
const plan = gridPlan(1, 4, { k: 60, budget: { epsilon: 10 }, calendar: { whole: "year", middle: "never", leaf: "year" } }, 1000);
const of = (n: number, area: string, from: number) =>
  Array.from({ length: n }, (_, i) => household(from + i, area, months(5000)));
/** Three leaves with plenty, one with too few. */
const family = [...of(20, "m0l0", 0), ...of(400, "m0l1", 1000), ...of(500, "m0l2", 2000), ...of(600, "m0l3", 3000)];

test("a withheld leaf that the whole and its other leaves would expose takes the last sibling of as many dwellings with it", async () => {
  const { tables } = await publish(publicationContextOf(plan, family, { random: seededEntropy("family") }), parsePeriod("2025"));
  const status = Object.fromEntries(
    tables.observations
      .filter((row) => row.STATISTIC === "COUNT" && row.HOUSEHOLD_TYPE === "_T")
      .map((row) => [row.REF_AREA, row.OBS_STATUS === "Q" ? `Q/${row.CONF_STATUS}` : "published"]),
  );
  expect(status).toEqual({ w: "published", m0l0: "Q/A", m0l1: "published", m0l2: "published", m0l3: "Q/D" });
  for (const table of [tables.measurements, tables.distributions]) {
    expect(table.filter((row) => ["m0l0", "m0l3"].includes(row.REF_AREA))).toEqual([]);
  }
});

/** Noise under which a leaf alone withheld would be known to ± 17: too well for k = 11, and not for a k of half as many. */
const wide = gridPlan(1, 4, { k: K, budget: { epsilon: 2 }, calendar: { whole: "year", middle: "never", leaf: "year" } }, 1000);

test("in every draw the public rows together leave each withheld leaf at least ± 2k, to who knows what its households used", async () => {
  const made = await sumsOf(wide, family, "2025");
  const random = seededEntropy("families");
  const leaves = ["m0l0", "m0l1", "m0l2", "m0l3"];
  const types = made.cube.cells.filter((cell) => cell.area.code === "w" && cell.type !== "_T").map((cell) => cell.type);
  type Measured = (typeof made.cube.cells)[number];
  /** a count with the sum of its bins, and a centred sum in households; leaves have no bins, so no bin tells anything of them */
  const countOf = ({ plan: { count, histogram } }: Measured) =>
    1 / (1 / toNumber(count.variance) + (histogram ? 1 / (32 * toNumber(histogram.variance)) : 0));
  const sumOf = ({ plan: own, publication }: Measured) => toNumber(own.sum.variance) / Number(publication.centre) ** 2;
  /** half-widths of all leaves, where these are withheld */
  const halves = (isWithheld: (area: string, type: string) => boolean) => {
    const systems = [countOf, sumOf].map((varianceOf) => {
      const seen = (area: string, type = "_T") => {
        const variance = varianceOf(made.cube.cells[cellAt(made, area, type)] as Measured);
        return { published: !isWithheld(area, type), noisy: 0, variance };
      };
      return countVariances([
        { children: [1, 2, 3, 4], total: seen("w"), classes: types.map((type) => seen("w", type)) },
        ...leaves.map((leaf) => ({ children: [], total: seen(leaf), classes: [] })),
      ]);
    });
    return leaves.map((_, i) => {
      const precision = systems.reduce((sum, variances) => sum + 1 / (variances[i + 1] as { total: number }).total, 0);
      return Z95 / Math.sqrt(precision);
    });
  };
  // One leaf alone would be known too well, and a rule of half as much would let it be.
  const [alone] = halves((area) => area === "m0l0");
  expect(alone).toBeLessThan(2 * K);
  expect(alone).toBeGreaterThan(K);
  for (let r = 0; r < 200; r++) {
    const draw = drawOf(made, random);
    const isWithheld = (area: string, type = "_T") => draw[cellAt(made, area, type)]?.fate !== "published";
    expect(leaves.filter((leaf) => isWithheld(leaf))).toContain("m0l0");
    const known = halves(isWithheld);
    leaves.forEach((leaf, i) => {
      if (isWithheld(leaf)) expect(known[i], leaf).toBeGreaterThanOrEqual(2 * K - 1e-9);
    });
  }
});

test("an area with a single child is one cell with it: both rows show the same draw, and cost it once", async () => {
  const single = gridPlan(2, 1, { k: K }, 3000);
  const { tables } = await publish(
    publicationContextOf(single, [...of(900, "m0l0", 0), ...of(900, "m1l0", 1000)], { random: seededEntropy("twin") }),
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
