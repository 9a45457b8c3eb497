import { expect, test } from "vitest";
import { inOrder, reachesBelowZero } from "../../../dashboards/explore/rows-table.ts";
import { exportPath, recordsUrl, selected, selectionOf } from "../../../dashboards/explore/selection.ts";
import { snippets } from "../../../dashboards/explore/snippets.ts";
import { sampleTables } from "../../support/release.ts";
import { row } from "../rows.ts";

const rows = ["2026", "2026-01"].flatMap((period) => sampleTables(period).observations);
const LEVELS = ["town", "district", "quarter"];
const read = (search: string) => selectionOf(new URLSearchParams(search), rows, ["water", "electricity"], LEVELS);

test("an empty address is the mean of all areas below the whole, of all homes, at the latest period", () => {
  expect(read("").selection).toEqual({
    dataset: "water",
    measure: "volume",
    statistic: "MEAN",
    level: "district",
    areas: [],
    type: "_T",
    period: "2026",
  });
});

test("an address is read; codes that the level does not have are dropped", () => {
  const { selection, options } = read("dataset=electricity&statistic=P50&level=town&type=heating%3Dgas&period=all&area=T,N1");
  expect(selection).toMatchObject({
    dataset: "electricity",
    statistic: "P50",
    level: "town",
    areas: ["T"],
    type: "heating=gas",
    period: null,
  });
  expect(options.periods).toEqual(["2026", "2026-01"]);
  expect(read("level=quarter").options.statistics).toContain("P90");
});

test("a selection's rows keep withheld ones, without a value", () => {
  const { selection } = read("level=quarter");
  const found = selected(rows, selection);
  expect(found.map((row) => [row.REF_AREA, row.OBS_VALUE === null])).toEqual([
    ["N1", false],
    ["N2", false],
    ["S1", true],
    ["S2", true],
  ]);
});

test("the address asks for the same rows in the dataset's own columns", () => {
  const url = new URL(recordsUrl(read("level=quarter&area=N1,N2").selection, "https://example.org/sub/explore?x=1"));
  expect(url.pathname).toBe("/sub/v1/datasets/water/records");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    MEASURE: "volume",
    STATISTIC: "MEAN",
    AREA_LEVEL: "quarter",
    REF_AREA: "N1,N2",
    HOUSEHOLD_TYPE: "_T",
    TIME_PERIOD: "2026",
  });
  expect(exportPath("water", "arrow")).toBe("v1/datasets/water/exports/water.arrow");
});

test("programs quote their text, whatever a code holds", () => {
  const { selection } = read("level=quarter");
  const odd = snippets({ ...selection, areas: ['a"b', "c'd"] }, "https://example.org/", false);
  expect(odd.map(({ language }) => language)).toEqual(["curl", "R", "Python"]);
  expect(odd[0]?.text).toBe(
    "curl 'https://example.org/v1/datasets/water/records?MEASURE=volume&STATISTIC=MEAN&AREA_LEVEL=quarter&REF_AREA=a%22b%2Cc%27d&HOUSEHOLD_TYPE=_T&TIME_PERIOD=2026'",
  );
  const files = snippets(selection, "https://example.org/a/", true);
  expect(files[0]?.text).toBe("curl -O 'https://example.org/a/v1/datasets/water/exports/water.csv'");
  expect(odd[1]?.text).toContain('REF_AREA %in% c("a\\"b", "c\'d")');
  expect(odd[2]?.text).toContain('rows["REF_AREA"].isin(["a\\"b", "c\'d"])');
});

test("the table has the chart's order at one period: from the highest, whatever its status, and what has no value last", () => {
  const at = (area: string, value: number | null, over: object = {}) => row("MEAN", value, { REF_AREA: area, ...over });
  const rows = [at("N", 8), at("S", null), at("T", 9, { OBS_STATUS: "U" }), at("N1", null), at("N2", 10)];
  expect(inOrder(rows).map(({ REF_AREA }) => REF_AREA)).toEqual(["N2", "T", "N", "S", "N1"]);
  const over = [at("N", 8), at("N", 9, { TIME_PERIOD: "2024" })];
  expect(inOrder(over)).toEqual(over);
  expect(reachesBelowZero(rows.map((one) => ({ ...one, CI_LOWER: null })))).toBe(false);
  expect(reachesBelowZero([{ CI_LOWER: 0 }, { CI_LOWER: -0.5 }])).toBe(true);
});
