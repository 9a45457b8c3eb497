import { expect, test } from "vitest";
import { monthlyFigureOf } from "../../../dashboards/compare/monthly-figure.ts";
import { tableOf } from "../../../dashboards/compare/months-standing.tsx";
import { ownYear, yearsText } from "../../../dashboards/compare/own-months.ts";
import { periodsWith } from "../../../dashboards/compare/published-months.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { NO_ENTRY } from "../../../dashboards/visit/visitor.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume");
if (!ref) throw new Error("water.volume is a measure");
const AREAS = [
  { code: "T", parent: null, level: "town", name: "Town", dwellings: 100 },
  { code: "D", parent: "T", level: "district", name: "District", dwellings: 50 },
];
const LETTERS = [..."JFMAMJJASOND"];
const month = (period: string, value: number) => ({ period, value });
type Given = Parameters<typeof ownYear>;
/** An answer to typed months, with its group. */
function answerOn(group: { readonly area: string; readonly type: string } | null, ...months: ReturnType<typeof month>[]) {
  const read = monthlyFigureOf({ ...NO_ENTRY, kind: "months", months });
  return { ref, group, given: read.ok ? read.value : null } as unknown as Given[1];
}

test("a file's newest year is in the order of time, beside what is published of the same months and the year before", () => {
  const cells = cellIndex([row("MEAN", 8, { TIME_PERIOD: "2025-02" })]);
  const tree = areaTree(AREAS);
  const commons = { cells, tree, rest: { groups: new Map([["2025-02", []]]) } } as unknown as Given[0];
  const year = ownYear(
    commons,
    answerOn(
      { area: "T", type: "_T" },
      ...["2022-01", "2021-02", "2020-02", "2021-08"].map((period, i) => month(period, 12 - i)),
    ),
    LETTERS,
  );
  expect(year.months.map(({ name }) => name).join("")).toBe("FMAMJJASONDJ");
  expect(year.months.at(-1)).toMatchObject({ mine: 12, before: null, middle: null });
  expect(year.months[0]).toMatchObject({ mine: 11, before: 10, middle: { value: 8, lower: 7, upper: 9 }, half: null });
  expect(year.months.map((one) => one.year.slice(2)).join(" ")).toBe("21 21 21 21 21 21 21 21 21 21 21 22");
  expect(yearsText(year, "fr")).toBe("2025");
  expect(year.both).toEqual({ count: 1, now: 11, before: 10 });
});

test("months of one calendar year begin in January, whatever the year before holds of the same months", () => {
  const commons = { cells: cellIndex([]), tree: areaTree(AREAS), rest: { groups: new Map() } } as unknown as Given[0];
  const names = (...periods: string[]) =>
    ownYear(commons, answerOn(null, ...periods.map((period) => month(period, 5))), LETTERS)
      .months.map(({ name }) => name)
      .join("");
  expect(names("2026-01", "2026-06")).toBe("JFMAMJJASOND");
  expect(names("2025-06", "2026-01", "2026-06")).toBe("JFMAMJJASOND");
  expect(names("2024-11", "2026-01", "2026-06")).toBe("JFMAMJJASOND");
  expect(names("2025-07", "2025-12", "2026-06")).toBe("JASONDJFMAMJ");
});

test("months of the winter before stand beside this winter's, though the calendar year has none of them", () => {
  const commons = { cells: cellIndex([]), tree: areaTree(AREAS), rest: { groups: new Map() } } as unknown as Given[0];
  const all = [month("2024-11", 20), month("2024-12", 20), month("2026-03", 5)];
  const { months } = ownYear(commons, answerOn({ area: "T", type: "_T" }, ...all), LETTERS);
  const known = months.filter(({ mine, before }) => mine !== null || before !== null);
  expect(known.map(({ name, mine, before }) => [name, mine, before])).toEqual([
    ["M", 5, null],
    ["N", null, 20],
    ["D", null, 20],
  ]);
});

test("where the group's months are not published, those of the same kind further around stand beside, then of all homes: one group for all months", () => {
  const periods = ["2025-01", "2025-02", "2025-03"];
  const rest = { groups: new Map(periods.map((period) => [period, []])) };
  const tree = areaTree(AREAS);
  const answer = answerOn({ area: "D", type: "1" }, month("2025-12", 5));
  const beside = (...rows: ReturnType<typeof row>[]) => {
    const commons = { cells: cellIndex(rows), tree, rest } as unknown as Given[0];
    return ownYear(commons, answer, LETTERS).beside;
  };
  const of = (REF_AREA: string, HOUSEHOLD_TYPE: string, ...months: string[]) =>
    months.map((TIME_PERIOD) => row("MEAN", 8, { REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD }));
  expect(beside(...of("T", "_T", ...periods), ...of("T", "1", ...periods), ...of("D", "1", "2025-01", "2025-02"))).toEqual({
    area: "D",
    type: "1",
  });
  expect(beside(...of("T", "_T", ...periods), ...of("T", "1", ...periods), ...of("D", "1", "2025-01"))).toEqual({
    area: "T",
    type: "1",
  });
  expect(beside(...of("T", "_T", ...periods))).toEqual({ area: "T", type: "_T" });
  expect(beside()).toBe(null);
});

test("a quarter stands for its months where these are not published", () => {
  const rows = [row("MEAN", 8, { TIME_PERIOD: "2025-Q1" }), row("MEAN", 9, { TIME_PERIOD: "2025-02" })];
  const rest = { groups: new Map(["2025-Q1", "2025-02"].map((period) => [period, []])) };
  const commons = { cells: cellIndex(rows), tree: areaTree(AREAS), rest } as unknown as Given[0];
  const all = [month("2025-01", 20), month("2025-02", 20), month("2025-12", 5)];
  const year = ownYear(commons, answerOn({ area: "T", type: "_T" }, ...all), LETTERS);
  expect(year.months.slice(0, 4).map(({ period }) => period)).toEqual(["2025-Q1", "2025-02", "2025-Q1", null]);
  expect(year.quarters).toBe(true);
});

test("some months are held against the shortest period that has all of them", () => {
  const periods = ["2025", "2025-Q1", "2025-01", "2024-Q1"];
  expect(periodsWith(periods, ["01"])).toEqual(["2025-01", "2025-Q1", "2024-Q1"]);
  expect(periodsWith(periods, ["01", "02"])).toEqual(["2025-Q1", "2024-Q1"]);
  expect(periodsWith(periods, ["12", "01"])).toEqual([]);
  expect(periodsWith(periods, [])).toEqual([]);
});

test("in the table, a month is a row of few columns: what stands beside it has its margin and, where they differ, its statistic and year", () => {
  const [at, rest] = [
    { value: 9.02, lower: 7.6, upper: 10.4 },
    { name: "janv.", year: "2026", before: null },
  ];
  const months = [
    { ...rest, mine: 8.93, period: "2025-Q1", statistic: "P50" as const, middle: at, half: { low: 6, high: 12.4 } },
    { ...rest, mine: null, period: "2024-Q2", statistic: "MEAN" as const, middle: at, half: null },
    { ...rest, mine: 25.4, period: null, statistic: null, middle: null, half: null },
  ];
  const { columns, rows } = tableOf({ months }, { ref, unit: "m³" }, "fr");
  expect(columns).toEqual(["Mois (2026)", "vous (m³)", "Les autres (m³)", "Moitié centrale (m³)"]);
  expect(rows.map((cells) => cells.map((cell) => cell.replaceAll("\u00a0", " ").replaceAll("\u202f", " ")))).toEqual([
    ["janv.", "8,9", "9 (7–11), milieu, 2025", "6–12"],
    ["janv.", "–", "9 (7–11), moyenne, 2024", "–"],
    ["janv.", "25,4", "–", "–"],
  ]);
  // Where nothing of others is published there is no column for it.
  expect(tableOf({ months: months.slice(2) }, { ref, unit: "m³" }, "fr").columns).toEqual(["Mois (2026)", "vous (m³)"]);
});

test("the months of a divided bill are marked as its shares", () => {
  const commons = { cells: cellIndex([]), tree: areaTree(AREAS), rest: { groups: new Map() } } as unknown as Given[0];
  const sharedBy = ["2025-11", "2025-12"];
  const months = [{ ...month("2025-11", 9.123), sharedBy }, { ...month("2025-12", 9.123), sharedBy }, month("2026-01", 8)];
  const year = ownYear(commons, answerOn(null, ...months), LETTERS);
  expect(year.months.filter(({ mine }) => mine !== null).map(({ shared = false }) => shared)).toEqual([true, true, false]);
  const own = tableOf(year, { ref, unit: "m³" }, "fr").rows.filter(([, mine]) => mine !== "–");
  expect(own.map(([, mine]) => mine?.replace(/\s/g, " "))).toEqual(["9,1 en moyenne", "9,1 en moyenne", "8,0"]);
});
