import { beforeAll, describe, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { type Forgery, found, foundWithin, publications, town, workshop } from "../support/forge.ts";
import { change, rowsAt } from "../support/forge-rows.ts";
import { type AreaBranches, treeTerritory } from "../support/territory.ts";

/** Leaves under a lower clamp, from the folder of a release alone: some are twins, which are measured as the area above them. */
const { place } = workshop();
const LEAF: AreaBranches = [];
const MIXED = treeTerritory(["whole", "middle", "leaf"], [[LEAF, LEAF, LEAF], [LEAF], [LEAF, LEAF]]);
const LOWER = 9.259;
const SETTINGS = {
  measures: ["water.volume"],
  k: 5,
  budget: { epsilon: 10, shares: { counts: 0.16, sums: 0.44, histograms: 0.2, revision: 0.2 } },
  clamps: {
    "water.volume": {
      upper: 16,
      source: "four means",
      leaf: { upper: LOWER, source: { fr: "125/216 de lui", en: "125/216 of it" } },
    },
  },
};
/** The same, where one leaf has another edge and one the measure's own clamp. */
const NAMED = { w01: 13.333, w02: 16 };
const water = SETTINGS.clamps["water.volume"];
const WITH_NAMED = { ...SETTINGS, clamps: { "water.volume": { ...water, leaf: { ...water.leaf, areas: NAMED } } } };
const PERIODS = ["2025-01", "2025", "2025-r1"];
let [month, year, revision, named]: [Publication, Publication, Publication, Publication] = [] as never;
beforeAll(async () => {
  const made = await publications(town({ territory: MIXED, settings: SETTINGS, last: 120 }), PERIODS);
  [month, year, revision] = made as [Publication, Publication, Publication];
  [named] = (await publications(town({ territory: MIXED, settings: WITH_NAMED, last: 120 }), ["2025"])) as [Publication];
});

const sumsOf = ({ tables }: Pick<Publication, "tables">, level: string) =>
  tables.measurements.filter(({ QUANTITY, AREA_LEVEL }) => QUANTITY === "CENTRED_SUM" && AREA_LEVEL === level);

describe("genuine releases", () => {
  test("keep every promise", async () => {
    for (const one of [month, year, revision]) expect(await found(place(), one), one.id).toEqual([]);
  });

  test("measure leaves around half of the lower clamp, and twins around half of the measure's", () => {
    const scale = Number(sumsOf(year, "whole")[0]?.SCALE);
    const centres = (level: string) => new Set(sumsOf(year, level).map(({ CENTRE }) => Number(CENTRE)));
    expect(centres("leaf")).toEqual(new Set([Math.ceil((LOWER * 1000 * scale) / 2)]));
    for (const level of ["whole", "middle"]) expect(centres(level)).toEqual(new Set([8000 * scale]));
    const listed = year.report.mechanisms.filter(({ quantity }) => quantity === "sum");
    for (const { level, sensitivity } of listed)
      expect(Number(sensitivity), level).toBe(level === "leaf" ? Math.ceil((LOWER * 1000 * scale) / 2) : 8000 * scale);
  });

  test("say that means and totals of leaves are modelled, and nothing else of them or of others", () => {
    const own = new Set(sumsOf(year, "leaf").map(({ REF_AREA }) => REF_AREA));
    expect(own.size).toBeGreaterThan(2);
    for (const { STATISTIC, REF_AREA, METHOD, OBS_VALUE } of year.tables.observations) {
      if (OBS_VALUE === null || (STATISTIC === "MEAN" && !own.has(REF_AREA))) continue;
      const isScaled = own.has(REF_AREA) && STATISTIC !== "COUNT";
      expect(METHOD, `${STATISTIC} ${REF_AREA}`).toBe(isScaled ? "modelled" : "measured");
    }
  });

  test("have a ratio only where leaves are published with a lower clamp", () => {
    expect(month.report.leaf_ratios).toBeUndefined();
    expect(Object.keys(year.report.leaf_ratios ?? {})).toEqual(["water.volume"]);
    expect(year.report.leaf_ratios?.["water.volume"]?.map(({ upper }) => upper)).toEqual([LOWER]);
  });
});

describe("leaves that have clamps of their own", () => {
  test("keep every promise, each measured around half of its clamp", async () => {
    expect(await found(place(), named)).toEqual([]);
    const sums = new Map(
      sumsOf(named, "leaf").map(({ REF_AREA, CENTRE, SCALE }) => [REF_AREA, (2 * Number(CENTRE)) / Number(SCALE)]),
    );
    expect([...sums].map(([area, clamp]) => [area, Math.floor(clamp) / 1000])).toEqual([
      ["w00", LOWER],
      ["w01", NAMED.w01],
      ["w02", NAMED.w02],
      ["w20", LOWER],
      ["w21", LOWER],
    ]);
    expect(named.report.mechanisms.filter(({ level, quantity }) => level === "leaf" && quantity === "sum")).toHaveLength(3);
    expect(named.report.leaf_ratios?.["water.volume"]?.map(({ upper }) => upper)).toEqual([NAMED.w01, LOWER]);
  });

  test("are multiplied by the ratio of their own clamp, and one under the measure's is measured", () => {
    const totalOf = (area: string) =>
      named.tables.observations.find(({ STATISTIC, REF_AREA }) => STATISTIC === "TOTAL" && REF_AREA === area);
    expect([totalOf("w00"), totalOf("w01"), totalOf("w02")].map((row) => row?.METHOD)).toEqual([
      "modelled",
      "modelled",
      "measured",
    ]);
    // Leaves whose sums differ in their clamps add up to the measured total above them.
    const parts = ["w00", "w01", "w02"].map((area) => totalOf(area)?.OBS_VALUE ?? Number.NaN);
    expect(parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(totalOf("w0")?.OBS_VALUE ?? 0, 3);
  });
});

const ratioOf = ({ report }: Forgery) => report.leaf_ratios?.["water.volume"]?.[0] as { ratio: number; between: number };
const FORGED: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a ratio that the histogram does not make",
    (forgery) => Object.assign(ratioOf(forgery), { ratio: ratioOf(forgery).ratio + 0.001 }),
    /privacy\.json: ratios of leaves: ratio of the leaf ratio of water\.volume is 1\.\d+; the whole's histogram makes it 1(\.\d+)?$/m,
  ],
  [
    "leaves that are said to be more alike than they are taken for",
    (forgery) => Object.assign(ratioOf(forgery), { between: ratioOf(forgery).between / 2 }),
    /ratios of leaves: between of the leaf ratio/,
  ],
  [
    "a ratio that is left out",
    (forgery) => delete forgery.report.leaf_ratios,
    /leaf_ratios are of no measure; leaves have a lower clamp here of water\.volume/,
  ],
  [
    "a leaf that is said to be measured",
    change({ statistic: "MEAN", area: "w00" }, () => ({ METHOD: "measured", OBS_STATUS: "A" })),
    /scaled leaves are modelled: MEAN of water\.volume w00 _T is measured/,
  ],
  [
    "a total above the leaves that is said to be modelled",
    change({ statistic: "TOTAL", area: "w0" }, () => ({ METHOD: "modelled", OBS_STATUS: "E" })),
    /TOTAL of water\.volume w0 _T is modelled; expected measured/,
  ],
  [
    "a total of a leaf that its sum does not make",
    (forgery) => {
      const [row] = rowsAt(forgery, { statistic: "TOTAL", area: "w00" });
      const by = row?.OBS_VALUE ?? 0;
      Object.assign(row ?? {}, { OBS_VALUE: 6 * by, CI_LOWER: 5.9 * by, CI_UPPER: 6.1 * by });
    },
    /water\.volume w00 _T: TOTAL is [\d.]+; the measured sum and the COUNT make it/,
  ],
  [
    "a leaf that was measured around half of the measure's clamp",
    ({ tables }) => {
      for (const row of tables.measurements)
        if (row.AREA_LEVEL === "leaf" && row.QUANTITY === "CENTRED_SUM") row.CENTRE = 8000n * row.SCALE;
    },
    /noise: water\.volume w00 _T CENTRED_SUM: centre is \d+; the manifest's bound makes it/,
  ],
  [
    "another lower clamp than the settings state",
    ({ head }) => {
      for (const one of head.measures) one.leaf = { upper: 13.333, source: one.leaf?.source ?? "" };
    },
    /measures: water\.volume: the clamp of leaves is 13\.333 \(125\/216 of it\); the settings say 9\.259/,
  ],
  [
    "a lower clamp that is no edge",
    ({ head }) => {
      for (const one of [...head.measures.map(({ leaf }) => leaf), head.settings.clamps["water.volume"]?.leaf])
        if (one) one.upper = 11;
    },
    /the clamp of leaves is 11 m3; expected one of the four edges below 16 of its bins/,
  ],
];

test.each(FORGED)("%s is found", async (_, forged, words) => {
  expect((await foundWithin(year, forged)).join("\n")).toMatch(words);
});

const FORGED_NAMES: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a leaf of its own clamp that was measured under that of the others",
    ({ tables }) => {
      const of = (area: string) => tables.measurements.find((row) => row.REF_AREA === area && row.QUANTITY === "CENTRED_SUM");
      Object.assign(of("w01") ?? {}, { CENTRE: of("w00")?.CENTRE });
    },
    /noise: water\.volume w01 _T CENTRED_SUM: centre is \d+; the manifest's bound makes it/,
  ],
  [
    "another clamp of a leaf than the settings state",
    ({ head }) => {
      for (const one of head.measures) if (one.leaf) one.leaf = { ...one.leaf, areas: { ...NAMED, w02: 13.333 } };
    },
    /the clamp of leaves is 9\.259 \(125\/216 of it\), of w01 13\.333, w02 13\.333; the settings say .* w02 16/,
  ],
  [
    "a clamp of a leaf that is no edge",
    ({ head }) => {
      for (const leaf of [...head.measures.map((one) => one.leaf), head.settings.clamps["water.volume"]?.leaf])
        if (leaf) leaf.areas = { ...NAMED, w01: 12 };
    },
    /the clamp of the leaf w01 is 12 m3; expected 16, or one of the four edges below it/,
  ],
  [
    "a mechanism of one clamp that is left out",
    ({ report }) => {
      const sums = report.mechanisms.filter(({ level, quantity }) => level === "leaf" && quantity === "sum");
      report.mechanisms = report.mechanisms.filter((one) => one !== sums[1]);
    },
    /water\.volume leaf _T sum \d+ is not listed; the calendar has it/,
  ],
  [
    "a ratio of one clamp that is left out",
    ({ report }) => report.leaf_ratios?.["water.volume"]?.pop(),
    /leaf_ratios are of water\.volume \(13\.333\); leaves have a lower clamp here of water\.volume \(13\.333,9\.259\)/,
  ],
];

test.each(FORGED_NAMES)("%s is found", async (_, forged, words) => {
  expect((await foundWithin(named, forged)).join("\n")).toMatch(words);
});
