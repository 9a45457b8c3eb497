import { beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { type Forgery, found, GENEROUS, publications, town, workshop } from "../support/forge.ts";

/** Releases whose rows are not what was measured and promised: every hash in them fits. */
const { place } = workshop();
let genuine: Publication;
/** every cell of its water is published */
let full: Publication;
beforeAll(async () => {
  [genuine] = (await publications(town(), ["2025"])) as [Publication];
  [full] = (await publications(town({ perLeaf: 900, last: 900, settings: { ...GENEROUS, k: 50 } }), ["2025"])) as [Publication];
});

type Row = Forgery["tables"]["observations"][number];
type Key = { statistic?: string; area?: string; type?: string; domain?: string };

/** The rows of a cell, or one statistic of it; by default of the whole territory's water. */
function rowsAt({ tables }: Forgery, { statistic, area = "w", type = "_T", domain = "water" }: Key): Row[] {
  const rows = tables.observations.filter(
    (row) =>
      row.DOMAIN === domain &&
      row.REF_AREA === area &&
      row.HOUSEHOLD_TYPE === type &&
      (statistic === undefined || row.STATISTIC === statistic),
  );
  if (rows.length === 0) throw new Error(`no row ${statistic} ${area} ${type}`);
  return rows;
}
const change = (key: Key, values: (row: Row) => Partial<Row>) => (forgery: Forgery) => {
  for (const row of rowsAt(forgery, key)) Object.assign(row, values(row));
};
const WITHHELD = { OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, OBS_STATUS: "Q", CONF_STATUS: "A" } as const;
const moved = (by: number) => (row: Row) => ({
  OBS_VALUE: (row.OBS_VALUE ?? 0) + by,
  CI_LOWER: (row.CI_LOWER ?? 0) + by,
  CI_UPPER: (row.CI_UPPER ?? 0) + by,
});
const around = (row: Row, half: number) => ({ CI_LOWER: (row.OBS_VALUE ?? 0) - half, CI_UPPER: (row.OBS_VALUE ?? 0) + half });
const drop = (
  forgery: Forgery,
  name: "measurements" | "distributions" | "observations" | "groups",
  which: (row: { REF_AREA: string; HOUSEHOLD_TYPE: string }) => boolean,
) => {
  const tables: Record<string, { REF_AREA: string; HOUSEHOLD_TYPE: string }[]> = forgery.tables;
  tables[name] = (tables[name] ?? []).filter((row) => !which(row));
};
/** A published class of the whole territory, withheld after all: all else that it adds up to stays. */
const withhold =
  (type: string, area = "w") =>
  (forgery: Forgery) => {
    for (const row of rowsAt(forgery, { area, type })) Object.assign(row, WITHHELD);
    const its = (row: { REF_AREA: string; HOUSEHOLD_TYPE: string; DOMAIN?: string }) =>
      row.REF_AREA === area && row.HOUSEHOLD_TYPE === type && row.DOMAIN === "water";
    drop(forgery, "measurements", its);
    drop(forgery, "distributions", its);
  };
const withholdRungs = (rungs: readonly string[]) => (forgery: Forgery) => {
  for (const type of rungs) for (const row of rowsAt(forgery, { type })) Object.assign(row, WITHHELD);
};

test("genuine releases of few and of many households keep every promise", async () => {
  expect(await found(place(), genuine)).toEqual([]);
  expect(await found(place(), full)).toEqual([]);
  expect(
    full.tables.observations.filter((row) => row.DOMAIN === "water" && row.OBS_VALUE === null && row.STATISTIC === "COUNT"),
  ).toEqual([]);
});

const ROWS: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a value in a withheld cell",
    change({ area: "m1l2" }, () => ({ OBS_VALUE: 3 })),
    /withheld cells are empty, .*water volume COUNT m1l2 _T is Q\/A and has a value/,
  ],
  [
    "a margin in a withheld cell",
    change({ area: "m1l2" }, () => ({ CI_UPPER: 3 })),
    /withheld cells are empty, .*is Q\/A and has a value or a margin/,
  ],
  [
    "a published cell without its margin",
    change({}, () => ({ CI_LOWER: null })),
    /withheld cells are empty, .*water volume COUNT w _T is A\/F without a value or a margin/,
  ],
  [
    "a row twice",
    (forgery) => {
      forgery.tables.observations.push({ ...(forgery.tables.observations[0] as Row) });
    },
    /one row a key: water volume COUNT w _T 2025 appears twice/,
  ],
  [
    "a mean without its count",
    change({ statistic: "COUNT" }, () => WITHHELD),
    /a cell is published or withheld as one: water\.volume w _T: MEAN is .*; its COUNT is withheld/,
  ],
  [
    "noisy values of a withheld cell",
    change({ area: "m0l0" }, () => WITHHELD),
    /measurements\.parquet: only published cells: water\.volume m0l0 _T is withheld, and has noisy values here/,
  ],
  [
    "noisy histograms of a withheld cell",
    change({ area: "m0" }, () => WITHHELD),
    /distributions\.parquet: only published cells: water\.volume m0 _T is withheld, and has noisy values here/,
  ],
  [
    "a margin that does not hold its value",
    change({ statistic: "MEAN" }, (row) => ({ CI_LOWER: (row.OBS_VALUE ?? 0) + 0.1 })),
    /the margin holds the value/,
  ],
  ["half a household", change({ statistic: "COUNT" }, moved(0.5)), /COUNT w _T is \d+\.5; expected whole households/],
  [
    "a negative count",
    change({ statistic: "COUNT" }, (row) => moved(-3 - (row.OBS_VALUE ?? 0))(row)),
    /COUNT is -3; it was measured as/,
  ],
  [
    "a count that the noise cannot explain",
    change({ statistic: "COUNT" }, moved(400)),
    /estimates follow from the measurements: water\.volume w _T: COUNT is/,
  ],
  [
    "a total that the measured sum does not make",
    change({ statistic: "TOTAL" }, moved(5000)),
    /water\.volume w _T: TOTAL is \S+; the measured sum and the COUNT make it/,
  ],
  [
    "a measured mean that is not its total over its count",
    change({ statistic: "MEAN" }, moved(2)),
    /water\.volume w _T: MEAN is \S+; TOTAL over COUNT is/,
  ],
  [
    "a margin of a count that is narrower than the noise",
    change({ statistic: "COUNT" }, (row) => around(row, 1)),
    /no margin narrower than the noise: .*the margin of the COUNT is ± 1;/,
  ],
  [
    "a margin of a total that is narrower than the noise",
    change({ statistic: "TOTAL" }, (row) => around(row, 1)),
    /the margin of the TOTAL is ± /,
  ],
  [
    "a margin of a mean that is narrower than the noise",
    change({ statistic: "MEAN" }, (row) => around(row, 0.001)),
    /the margin of the MEAN is ± /,
  ],
  [
    "a mean withheld beside its count",
    change({ statistic: "MEAN" }, () => WITHHELD),
    /a cell is published or withheld as one: water\.volume w _T: MEAN is Q\/A; its COUNT is published/,
  ],
  [
    "a total of a withheld cell",
    change({ statistic: "TOTAL", area: "m1l2" }, () => ({
      OBS_VALUE: 9,
      CI_LOWER: 8,
      CI_UPPER: 10,
      OBS_STATUS: "A",
      CONF_STATUS: "F",
    })),
    /TOTAL is A\/F; its COUNT is withheld/,
  ],
  [
    "another reason in each row of a withheld cell",
    change({ statistic: "TOTAL", area: "m1l2" }, () => ({ CONF_STATUS: "D" })),
    /TOTAL is Q\/D; its COUNT is withheld, Q\/A/,
  ],
  [
    "a count that is too vague to give",
    change({ statistic: "COUNT" }, () => ({ ...WITHHELD, CONF_STATUS: "F" })),
    /closed list of statuses: water volume COUNT w _T: Q\/F is no status of a COUNT/,
  ],
  [
    "a status that does not exist",
    change({ statistic: "MEAN" }, () => ({ OBS_STATUS: "Z" as "A" })),
    /Z\/F is no status of a MEAN/,
  ],
  [
    "a method that does not exist",
    change({ statistic: "MEAN" }, () => ({ METHOD: "guessed" as "measured" })),
    /there is no method guessed/,
  ],
  ["a modelled count", change({ statistic: "COUNT" }, () => ({ METHOD: "modelled" })), /a COUNT is never modelled/],
  [
    "a statistic that does not exist",
    change({ statistic: "P90" }, () => ({ STATISTIC: "MAX" as "P90" })),
    /there is no statistic MAX/,
  ],
  [
    "a margin too wide for A",
    change({ statistic: "MEAN" }, (row) => ({ ...around(row, row.OBS_VALUE ?? 0), OBS_STATUS: "A" })),
    /is marked U/,
  ],
  [
    "a provisional mark on a period that was over",
    change({ statistic: "COUNT" }, () => ({ OBS_STATUS: "P" })),
    /COUNT w _T is P; expected A or U/,
  ],
  [
    "another level of confidence",
    change({ statistic: "COUNT" }, () => ({ CONF_LEVEL: 0.5 })),
    /CONF_LEVEL is 0\.5; expected 0\.95/,
  ],
  ["another unit", change({ statistic: "MEAN" }, () => ({ UNIT_MEASURE: "L" })), /UNIT_MEASURE is L; expected m3/],
  ["another period", change({}, () => ({ TIME_PERIOD: "2024" })), /is of 2024; the release is of 2025/],
  [
    "a measure that the manifest does not name",
    change({}, () => ({ MEASURE: "price" })),
    /the manifest has no measure water\.price/,
  ],
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
    /water\.volume has no row of leaf m1l2/,
  ],
  [
    "a type that is left out",
    (forgery) =>
      drop(forgery, "observations", ({ REF_AREA, HOUSEHOLD_TYPE }) => REF_AREA === "m1" && HOUSEHOLD_TYPE === "size=1"),
    /water\.volume m1 has the types/,
  ],
  [
    "a statistic that is left out",
    (forgery) => {
      forgery.tables.observations = forgery.tables.observations.filter((row) => row.STATISTIC !== "P90");
    },
    /water\.volume w _T has .*; a whole has .*P90/,
  ],
  [
    "a cell without its measurement",
    (forgery) => drop(forgery, "measurements", ({ REF_AREA, HOUSEHOLD_TYPE }) => REF_AREA === "w" && HOUSEHOLD_TYPE === "_T"),
    /what is published was measured: water\.volume w _T was not measured/,
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
      forgery.tables.distributions = forgery.tables.distributions.filter(({ BIN }) => BIN !== 31);
    },
    /water\.volume w _T has 31 bins; expected 32/,
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
    /is of the level leaf here; of middle in the observations/,
  ],
  [
    "measurements of another period",
    (forgery) => {
      for (const row of forgery.tables.measurements) row.TIME_PERIOD = "2024";
    },
    /is of 2024 here; of 2025 in the observations/,
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
    /has \d+ groups; 9 areas and \d+ types make/,
  ],
  [
    "more published cells than there are",
    (forgery) => {
      for (const counts of Object.values(forgery.report.cells)) counts.published += 1;
    },
    /report: cells are/,
  ],
];

test.each(ROWS)("%s is found", async (_, forged, words) => {
  expect((await found(place(), genuine, forged)).join("\n")).toMatch(words);
});

const SUMS: [string, (forgery: Forgery) => void, RegExp][] = [
  [
    "a class that is moved within its noise, so that the classes do not add up",
    change({ statistic: "COUNT", type: "size=1" }, moved(3)),
    /water\.volume w _T: COUNT or TOTAL is not the sum over size=1, size=2/,
  ],
  [
    "an area that is moved within its noise, so that the areas do not add up",
    change({ statistic: "COUNT", area: "m0" }, moved(3)),
    /water\.volume w _T: COUNT or TOTAL is not the sum over the level middle/,
  ],
  [
    "a rung that is not the sum of its classes",
    change({ statistic: "TOTAL", type: "size=1-2" }, moved(2)),
    /water\.volume w size=1-2 was not measured, and is no sum of what was/,
  ],
  [
    "a class that subtraction gives away",
    (forgery) => {
      withhold("size=1")(forgery);
      withholdRungs(["size=1-2"])(forgery);
    },
    /withheld counts stay withheld: water\.volume w size=1 is withheld, and known to ± [\d.]+ by subtraction; ± 100 is promised/,
  ],
  [
    "an area that subtraction gives away",
    withhold("_T", "m1l2"),
    /withheld counts stay withheld: water\.volume m1l2 _T is withheld, and known to ± [\d.]+ by subtraction; ± 100 is promised/,
  ],
];

test.each(SUMS)("%s is found", async (_, forged, words) => {
  expect((await found(place(), full, forged)).join("\n")).toMatch(words);
});
