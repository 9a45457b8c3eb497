import { beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { type Forgery, found, foundWithin, publications, town, workshop } from "../support/forge.ts";
import { around, change, moved, type ObservationRow, WITHHELD } from "../support/forge-rows.ts";

/** Releases whose rows are not what was measured and promised: every hash in them fits. */
const { place } = workshop();
let genuine: Publication;
beforeAll(async () => {
  [genuine] = (await publications(town(), ["2025"])) as [Publication];
});

test("a genuine release keeps every promise", async () => {
  expect(await found(place(), genuine)).toEqual([]);
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
];

test.each(ROWS)("%s is found", async (_, forged, words) => {
  expect((await foundWithin(genuine, forged)).join("\n")).toMatch(words);
});

test("a row twice is found in its file", async () => {
  const twice = ({ tables }: Forgery) => void tables.observations.push({ ...(tables.observations[0] as ObservationRow) });
  expect((await found(place(), genuine, twice)).join("\n")).toMatch(/one row a key: water volume COUNT w _T 2025 appears twice/);
});

test("what is found in a folder is what its documents and rows say", async () => {
  for (const [name, forged] of ROWS.slice(0, 3))
    expect([name, await found(place(), genuine, forged)]).toEqual([name, await foundWithin(genuine, forged)]);
});
