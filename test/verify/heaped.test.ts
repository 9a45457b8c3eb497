import { beforeAll, describe, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { seededEntropy } from "../support/entropy.ts";
import { type Forgery, found, foundWithin, publications, workshop } from "../support/forge.ts";
import { change } from "../support/forge-rows.ts";
import { household, months, planOf, publicationContextOf } from "../support/pipeline.ts";
import { gridTerritory } from "../support/territory.ts";

/** Releases of a measure whose amounts heap, beside one whose amounts do not: the one has 80 bins in 135 integers, the other 32 in 60. */
const { place } = workshop();
const SETTINGS = {
  measures: ["water.volume", "spending.insurance"],
  k: 5,
  budget: { epsilon: 10 },
  clamps: { "spending.insurance": { upper: 600, source: "made up", leaf: { upper: 347.22, source: "125/216 of it" } } },
};
let genuine: Publication;
beforeAll(async () => {
  const territory = gridTerritory(2, 3);
  const leaves = territory.areas.filter(({ level }) => level === "leaf");
  const households = leaves.flatMap(({ code }, l) =>
    Array.from({ length: 900 }, (_, i) => {
      const rounded = 500 * Math.round(16 * Math.exp(((i * 37) % 900) / 450));
      const readings = [...months(6000 + 37 * i), ...months(rounded, "spending.insurance")];
      return household(900 * l + i, code, readings, { size: ["1", "2", "3", "4", "5+", "unknown"][i % 6] as "1" });
    }),
  );
  const context = publicationContextOf(planOf(territory, SETTINGS), households, { random: seededEntropy("heaped") });
  [genuine] = (await publications(context, ["2025"])) as [Publication];
});

const insurance = { domain: "spending", area: "w", type: "_T" } as const;
const measureOf = ({ head }: Pick<Forgery, "head">) => head.measures.find(({ domain }) => domain === "spending");
const binsOf = ({ tables }: Pick<Forgery, "tables">) =>
  tables.distributions.filter((row) => row.DOMAIN === "spending" && row.REF_AREA === "w" && row.HOUSEHOLD_TYPE === "_T");

describe("a genuine release", () => {
  test("keeps every promise", async () => {
    expect(await found(place(), genuine)).toEqual([]);
  });

  test("says which measure heaps, and pays for its histogram what it pays for the other's", () => {
    expect(genuine.head.measures.map(({ heaped }) => heaped)).toEqual([undefined, true]);
    const rows = (domain: string) => genuine.tables.distributions.filter((row) => row.DOMAIN === domain && row.REF_AREA === "w");
    expect(rows("spending").filter(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE === "_T")).toHaveLength(135);
    expect(rows("water").filter(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE === "_T")).toHaveLength(60);
    const paid = genuine.report.mechanisms.filter(
      ({ quantity, level, table }) => quantity === "histogram" && `${level} ${table}` === "whole _T",
    );
    expect(paid.map(({ sensitivity }) => sensitivity)).toEqual(["2", "2"]);
    expect(paid[0]?.rho).toBe(paid[1]?.rho);
  });

  test("gives a median to a part of a bin, whose edges are a twentieth apart", () => {
    const median = genuine.tables.observations.find(
      (row) => row.DOMAIN === "spending" && row.REF_AREA === "w" && row.STATISTIC === "P50" && row.HOUSEHOLD_TYPE === "_T",
    );
    const edges = binsOf(genuine as unknown as Forgery).map(({ LOWER }) => LOWER);
    const [lower, upper] = [median?.CI_LOWER as number, median?.CI_UPPER as number];
    // Ends are rounded outwards to cents.
    for (const end of [lower, upper]) expect(Math.min(...edges.map((edge) => Math.abs(edge - end)))).toBeLessThan(0.02);
    expect(upper / lower).toBeLessThan(1.11);
  });
});

const FORGED: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a measure that is said not to heap",
    (forgery) => {
      delete (measureOf(forgery) as { heaped?: true }).heaped;
    },
    /histograms: spending\.insurance w _T has 135 bins; expected 60/,
  ],
  [
    "a measure that heaps by the manifest alone",
    (forgery) => {
      (forgery.head.measures[0] as { heaped?: true }).heaped = true;
    },
    /histograms: water\.volume w _T has 60 bins; expected 135/,
  ],
  [
    "a part whose edge is moved",
    (forgery) => {
      const [part, next] = binsOf(forgery).slice(40, 42);
      Object.assign(part as object, { UPPER: (part?.UPPER ?? 0) + 1 });
      Object.assign(next as object, { LOWER: (next?.LOWER ?? 0) + 1 });
    },
    /histograms: spending\.insurance w _T: bin 40 is [\d.]+ … [\d.]+; the clamp gives other edges/,
  ],
  [
    "households moved from one part to another, and nowhere else",
    (forgery) => {
      for (const [i, row] of binsOf(forgery).slice(0, 80).entries()) row.NOISY += i % 2 === 0 ? 200n : -200n;
      for (const row of binsOf(forgery).slice(80, 120)) row.NOISY += 150n;
    },
    /the noise is there|in \d+ differences between what was measured twice the noise has/,
  ],
  [
    "a median that its parts do not allow, within a wide bin of it",
    change({ ...insurance, statistic: "P50" }, (row) => ({
      OBS_VALUE: 1.15 * (row.OBS_VALUE ?? 0),
      CI_LOWER: 1.12 * (row.OBS_VALUE ?? 0),
      CI_UPPER: 1.18 * (row.OBS_VALUE ?? 0),
    })),
    /quantiles: P50 of spending\.insurance w _T is [\d.]+; its histogram has it below, by \d+\.\d times its noise/,
  ],
  [
    "a ratio of leaves that its parts do not give",
    (forgery) => {
      const [ratio] = forgery.report.leaf_ratios?.["spending.insurance"] ?? [];
      Object.assign(ratio as object, { ratio: (ratio?.ratio ?? 0) + 0.01 });
    },
    /ratio of the leaf ratio of spending\.insurance is [\d.]+; the whole's histogram makes it/,
  ],
];

test.each(FORGED)("%s is found", async (_, forgery, finding) => {
  expect((await foundWithin(genuine, forgery)).join("\n")).toMatch(finding);
});
