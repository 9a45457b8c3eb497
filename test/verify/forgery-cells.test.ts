import { beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { type Forgery, foundWithin, publications, town } from "../support/forge.ts";
import { change, drop } from "../support/forge-rows.ts";

/** Releases whose cube, measurements and groups do not fit one another: every hash in them fits. */
let genuine: Publication;
beforeAll(async () => {
  [genuine] = (await publications(town(), ["2025"])) as [Publication];
});

const CELLS: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a level that is none of the territory's",
    change({}, () => ({ AREA_LEVEL: "planet" })),
    /is of the level planet; the calendar has whole, middle, leaf here/,
  ],
  [
    "an area that is none of the territory's",
    change({ area: "m0" }, () => ({ REF_AREA: "elsewhere" })),
    /water\.volume elsewhere _T is in the cube, and has no group here/,
  ],
  [
    "a second whole",
    (forgery) => {
      for (const row of forgery.tables.observations) if (row.REF_AREA === "m0") row.AREA_LEVEL = "whole";
    },
    /the level whole has 2 areas/,
  ],
  [
    "a withheld area that is left out",
    (forgery) => drop(forgery, "observations", ({ REF_AREA }) => REF_AREA === "m1l2"),
    /the territory's areas: m1l2 has groups here, and is not in the cube/,
  ],
  [
    "a measure's area that is left out",
    (forgery) => {
      forgery.tables.observations = forgery.tables.observations.filter(
        (row) => row.DOMAIN !== "water" || row.REF_AREA !== "m1l2",
      );
    },
    /the cube is whole: water\.volume m1l2 _T COUNT is missing/,
  ],
  [
    "a type that is left out",
    (forgery) =>
      drop(forgery, "observations", ({ REF_AREA, HOUSEHOLD_TYPE }) => REF_AREA === "m1" && HOUSEHOLD_TYPE === "size=1"),
    /the cube is whole: water\.volume m1 size=1 COUNT is missing/,
  ],
  [
    "a statistic that is left out",
    (forgery) => {
      forgery.tables.observations = forgery.tables.observations.filter((row) => row.STATISTIC !== "P90");
    },
    /the cube is whole: water\.volume w _T P90 is missing/,
  ],
  [
    "a cell without its measurement",
    (forgery) => drop(forgery, "measurements", ({ REF_AREA, HOUSEHOLD_TYPE }) => REF_AREA === "w" && HOUSEHOLD_TYPE === "_T"),
    /fates as drawn: water\.volume w _T is published, and has no noisy figures/,
  ],
  [
    "a cell without its sum",
    (forgery) => {
      forgery.tables.measurements = forgery.tables.measurements.filter((row) => row.QUANTITY === "COUNT");
    },
    /a count and a sum a cell: water\.volume w _T has COUNT; expected/,
  ],
  [
    "a cell without its histogram",
    (forgery) => drop(forgery, "distributions", ({ REF_AREA, HOUSEHOLD_TYPE }) => REF_AREA === "w" && HOUSEHOLD_TYPE === "_T"),
    /water\.volume w _T has no histogram; its level has/,
  ],
  [
    "bins that are not the clamp's",
    (forgery) => {
      for (const row of forgery.tables.distributions) row.LOWER *= 1.5;
    },
    /histograms: water\.volume w _T: bin 2 is/,
  ],
  [
    "a bin that is left out",
    (forgery) => {
      forgery.tables.distributions = forgery.tables.distributions.filter(({ BIN }) => BIN !== 59);
    },
    /water\.volume w _T has 59 bins; expected 60/,
  ],
  [
    "a median that its histogram does not allow",
    change({ statistic: "P50", area: "w", type: "_T" }, (row) => ({
      OBS_VALUE: 2 * (row.OBS_VALUE ?? 0),
      CI_LOWER: 1.9 * (row.OBS_VALUE ?? 0),
      CI_UPPER: 2.1 * (row.OBS_VALUE ?? 0),
    })),
    /quantiles: P50 of water\.volume w _T is [\d.]+; its histogram has it below, by \d+\.\d times its noise/,
  ],
  [
    "a scale that is not the manifest's",
    (forgery) => {
      for (const row of forgery.tables.measurements) if (row.QUANTITY === "CENTRED_SUM") row.SCALE += 1n;
    },
    /CENTRED_SUM: scale is/,
  ],
  [
    "measurements of another level",
    (forgery) => {
      for (const row of forgery.tables.measurements) if (row.REF_AREA === "m0") row.AREA_LEVEL = "leaf";
    },
    /has the AREA_LEVEL leaf here; middle in the observations/,
  ],
  [
    "measurements of another period",
    (forgery) => {
      for (const row of forgery.tables.measurements) row.TIME_PERIOD = "2024";
    },
    /has the TIME_PERIOD 2024 here; 2025 in the observations/,
  ],
  [
    "a comparison with a withheld cell",
    (forgery) => {
      for (const row of forgery.tables.groups)
        if (row.REF_AREA === "m1l2") Object.assign(row, { GROUP_AREA: "m1l2", GROUP_TYPE: "_T", RELAXED: "" });
    },
    /groups are published cells: water\.volume m1l2 _T is compared with m1l2 _T, which water\.volume does not publish/,
  ],
  [
    "a comparison with a cell that does not exist",
    (forgery) => {
      for (const row of forgery.tables.groups) Object.assign(row, { GROUP_AREA: "moon", GROUP_TYPE: "_T", RELAXED: "area" });
    },
    /is compared with moon _T/,
  ],
  [
    "a comparison that does not say what was widened",
    (forgery) => {
      for (const row of forgery.tables.groups) if (row.RELAXED === "area") row.RELAXED = "";
    },
    /RELAXED is ""; expected "area"/,
  ],
  [
    "a comparison with a finer area",
    (forgery) => {
      for (const row of forgery.tables.groups)
        if (row.REF_AREA === "w")
          Object.assign(row, { GROUP_AREA: "m0", GROUP_TYPE: "_T", RELAXED: row.HOUSEHOLD_TYPE === "_T" ? "area" : "area;type" });
    },
    /is compared with m0, which is no wider area/,
  ],
  [
    "quartiles of a group whose margins are too wide",
    (forgery) => {
      for (const row of forgery.tables.groups)
        if (row.REF_AREA === "w")
          Object.assign(row, { QUARTILE_AREA: "w", QUARTILE_TYPE: row.HOUSEHOLD_TYPE, QUARTILE_RELAXED: "" });
      for (const row of forgery.tables.observations)
        if (row.STATISTIC === "P50" && row.OBS_VALUE !== null) row.CI_UPPER = row.OBS_VALUE + 1e6;
    },
    /quartiles that tell where a home stands are precise: water\.volume w \S+ is placed among the quartiles of w/,
  ],
  [
    "precise quartiles that nobody is placed among",
    (forgery) => {
      for (const row of forgery.tables.groups)
        Object.assign(row, { QUARTILE_AREA: null, QUARTILE_TYPE: null, QUARTILE_RELAXED: "" });
      for (const row of forgery.tables.observations)
        if (row.STATISTIC === "P25" || row.STATISTIC === "P50" || row.STATISTIC === "P75")
          if (row.OBS_VALUE !== null) Object.assign(row, { CI_LOWER: row.OBS_VALUE, CI_UPPER: row.OBS_VALUE });
    },
    /has precise quartiles, and no group by them/,
  ],
  [
    "half a group",
    (forgery) => {
      for (const row of forgery.tables.groups) row.GROUP_TYPE = null;
    },
    /has one half of a group/,
  ],
  [
    "a group that is left out",
    (forgery) => {
      forgery.tables.groups = forgery.tables.groups.slice(0, -1);
    },
    /has \d+ groups; 9 areas and \d+ types make others/,
  ],
  [
    "more published cells than there are",
    (forgery) => {
      for (const counts of Object.values(forgery.report.cells)) counts.published += 1;
    },
    /report: cells are/,
  ],
];

test.each(CELLS)("%s is found", async (_, forged, words) => {
  expect((await foundWithin(genuine, forged)).join("\n")).toMatch(words);
});
