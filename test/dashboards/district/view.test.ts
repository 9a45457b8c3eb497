import { expect, test } from "vitest";
import { cellOf } from "../../../dashboards/charts/cells.ts";
import {
  absence,
  areasShown,
  cellsShown,
  choiceOf,
  levelsBelow,
  participation,
  periodWithDetail,
  trendOf,
  withheldApart,
} from "../../../dashboards/district/view.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { sampleTables, sampleTerritory } from "../../support/release.ts";
import { published, withheld } from "../charts/drawing.ts";
import { row } from "../rows.ts";

const territory = sampleTerritory();
const tree = areaTree(territory.areas);
const rows = ["2026", "2026-01", "2026-02"].flatMap((period) => sampleTables(period).observations);
const measures = ["water.volume", "electricity.energy"];
const choose = (search: string) => choiceOf(new URLSearchParams(search), tree, territory.levels, measures, rows);

test("an empty address is the whole, the first measure, the latest year and the level below", () => {
  expect(choose("")).toEqual({ area: "T", measure: "water.volume", period: "2026", level: "district" });
});

test("an address is read, and what is unknown in it falls back", () => {
  expect(choose("area=N&measure=electricity.energy&period=2026-01&level=quarter")).toEqual({
    area: "N",
    measure: "electricity.energy",
    period: "2026-01",
    level: "quarter",
  });
  expect(choose("area=nowhere&measure=x.y&period=1999&level=galaxy")).toEqual(choose(""));
});

test("a leaf has no level below: it is shown among its siblings", () => {
  expect(levelsBelow(tree, territory.levels, "N1")).toEqual(["quarter"]);
  expect(areasShown(tree, "N1", "quarter").map(({ code }) => code)).toEqual(["N1", "N2"]);
  expect(areasShown(tree, "T", "quarter").map(({ code }) => code)).toEqual(["N1", "N2", "S1", "S2"]);
});

test("a level without rows is told apart from a level whose rows are all withheld", () => {
  const at = (search: string) => {
    const choice = choose(search);
    return cellsShown(rows, choice, areasShown(tree, choice.area, choice.level));
  };
  expect(absence(at(""))).toBeNull();
  expect(absence(at("period=2026-01"))).toBe("level");
  expect(absence(at("area=S"))).toBe("all");
});

test("where a month shows nothing, the year that does is offered", () => {
  const choice = choose("period=2026-01");
  expect(periodWithDetail(rows, choice, areasShown(tree, "T", choice.level))).toBe("2026");
  expect(periodWithDetail(rows, choose("area=S"), areasShown(tree, "S", "quarter"))).toBeNull();
});

test("the trend is the area's own where it has two periods, else the whole territory's by month", () => {
  const own = trendOf(rows, choose(""), tree);
  expect(own?.area.code).toBe("T");
  expect(own?.cells.map(({ period }) => period)).toEqual(["2026-01", "2026-02"]);
  expect(trendOf(rows, choose("area=N"), tree)?.area.code).toBe("T");
  const years = [...rows, ...sampleTables("2025").observations];
  expect(trendOf(years, choose("area=N"), tree)).toMatchObject({
    area: { code: "N" },
    cells: [{ period: "2025" }, { period: "2026" }],
  });
  expect(trendOf(sampleTables("2026").observations, choose(""), tree)).toBeNull();
});

test("participation is the count over reference dwellings, and nothing where the count is withheld or nobody lives", () => {
  expect(participation(row("COUNT", 50), 1000)).toEqual({ ...cellOf(row("COUNT", 50)), value: 0.05, lower: 0.049, upper: 0.051 });
  expect(participation(row("COUNT", null), 1000).value).toBeNull();
  expect(participation(row("COUNT", 50), 0).value).toBeNull();
});

test("withheld areas are named apart only where there are many, and more than the others", () => {
  const cells = (given: number, hidden: number) => [
    ...Array.from({ length: hidden }, (_, i) => withheld(`h${i}`, `H${i}`)),
    ...Array.from({ length: given }, (_, i) => published(`p${i}`, `P${i}`, 10, 1)),
  ];
  const counts = (given: number, hidden: number) => {
    const { rows: shown, named } = withheldApart(cells(given, hidden));
    return [shown.length, named.length];
  };
  expect(counts(2, 64)).toEqual([2, 64]);
  expect(counts(26, 1)).toEqual([27, 0]);
  expect(counts(1, 5)).toEqual([6, 0]);
  expect(counts(6, 6)).toEqual([12, 0]);
  expect(counts(0, 64)).toEqual([64, 0]);
});
