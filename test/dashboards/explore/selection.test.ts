import { expect, test } from "vitest";
import {
  areasOf,
  chosenMeasures,
  exportPath,
  inView,
  periodText,
  placeChange,
  recordsUrls,
  scatterAxes,
  selected,
  selectionOf,
  wantedPeriods,
  whole,
  wholeOf,
} from "../../../dashboards/explore/selection.ts";
import { snippets } from "../../../dashboards/explore/snippets.ts";
import { frozenAddresses } from "../../../dashboards/explore/take.tsx";
import { withState } from "../../../dashboards/shared/url-state.ts";
import { sampleFacts, shownAt } from "./shown.ts";

const { tree, released } = sampleFacts();
const BOTH = "measure=water.volume,electricity.energy";

test("an empty address is what is published best: the mean of the parts of an area, of all homes, in the newest year, ranked", () => {
  expect(shownAt("").selection).toEqual({
    view: "ranking",
    measures: ["water.volume"],
    statistic: "MEAN",
    level: "district",
    within: "T",
    areas: [],
    types: ["_T"],
    periods: ["2025"],
  });
});

test("in the first months an empty address is the whole, which alone has a figure", () => {
  const { rows, facts } = shownAt("");
  const context = { ...facts, releaseIds: [], levels: facts.territory.levels };
  const first = rows.map((row) => (row.REF_AREA === tree.root.code ? row : { ...row, OBS_VALUE: null }));
  expect(selectionOf(new URLSearchParams(), { ...context, rows: first })).toMatchObject({
    level: "town",
    within: "T",
    view: "table",
  });
  // Where nothing is published, the parts are named, with what they need.
  const none = rows.map((row) => ({ ...row, OBS_VALUE: null }));
  expect(selectionOf(new URLSearchParams(), { ...context, rows: none })).toMatchObject({ level: "district", within: "T" });
});

test("an address is read, several of everything; links of before name a dataset, and areas of the level", () => {
  const { selection } = shownAt(`${BOTH}&statistic=P50&area=N,T&type=_T,heating%3Dgas&period=2025,2026-01&view=table`);
  expect(selection).toMatchObject({
    measures: ["water.volume", "electricity.energy"],
    statistic: "P50",
    areas: ["N", "T"],
    types: ["_T", "heating=gas"],
    periods: ["2026-01", "2025"],
    view: "table",
  });
  expect(shownAt("dataset=electricity&level=quarter&area=N1,N2").selection).toMatchObject({
    measures: ["electricity.energy"],
    areas: ["N1", "N2"],
  });
  expect(shownAt("dataset=electricity&measure=energy").selection.measures).toEqual(["electricity.energy"]);
});

test("what nobody knows is left out; what is known but has no rows stays as it was asked for", () => {
  const { selection, rows } = shownAt("measure=nothing.here&level=galaxy&in=X&type=size%3D99&area=X,N&view=pie&period=1999");
  expect(selection).toMatchObject({ measures: ["water.volume"], types: ["_T"], areas: ["N"], periods: ["2025"] });
  const month = shownAt("level=quarter&period=2026-01&view=ranking");
  expect(month.selection).toMatchObject({ level: "quarter", periods: ["2026-01"] });
  expect(selected(month.rows, month.selection, tree)).toEqual([]);
  expect(rows.length).toBeGreaterThan(0);
});

test("periods are known from the catalogue alone: named ones, a step, all, else the newest year", () => {
  const wanted = (search: string) => wantedPeriods(new URLSearchParams(search), released);
  expect(wanted("")).toEqual(["2025"]);
  expect(wanted("period=month")).toEqual(["2026-02", "2026-01"]);
  expect(wanted("period=all")).toEqual(released);
  expect(wanted("period=2026-01,2099")).toEqual(["2026-01"]);
  expect(wanted("view=time")).toEqual(["2026-02", "2026-01"]);
  expect(wantedPeriods(new URLSearchParams(""), [])).toEqual([]);
  expect([periodText(["2026-02", "2026-01"], released), periodText(released, released), periodText(["2025"], released)]).toEqual([
    "month",
    "all",
    "2025",
  ]);
});

test("over time a single year is shown by all published quarters or months, else years, for the whole where the place has none", () => {
  const periods = ["2025", "2025-Q4", "2025-Q3", "2024-Q4", "2025-12", "2025-11", "2025-02", "2024"];
  const wanted = (search: string) => wantedPeriods(new URLSearchParams(search), periods);
  expect(wanted("view=time&period=2025")).toEqual(["2025-Q4", "2025-Q3", "2024-Q4"]);
  expect(wanted("view=time&period=2025-Q4")).toEqual(["2025-12", "2025-11", "2025-02"]);
  expect(wanted("view=time&period=2025-Q4,2025-Q3")).toEqual(["2025-Q4", "2025-Q3"]);
  expect(wanted("view=time&period=2024")).toEqual(["2025", "2024"]);
  expect(wanted("view=time&period=2025,2024")).toEqual(["2025", "2024"]);
  expect(wanted("view=ranking&period=2025")).toEqual(["2025"]);
  const context = {
    ...sampleFacts(),
    releaseIds: [],
    levels: ["town", "district", "quarter"],
    released: ["2026", "2026-02", "2026-01"],
  };
  const { rows } = shownAt("period=2026-01,2026-02");
  const at = (search: string) => selectionOf(new URLSearchParams(search), { ...context, rows });
  expect(at("view=time&period=2026&level=quarter&in=N")).toMatchObject({
    level: "town",
    within: "T",
    periods: ["2026-02", "2026-01"],
  });
  expect(at("view=time&period=2026&area=N1")).toMatchObject({ level: "town", areas: [] });
  expect(at("view=time&period=2026-01,2026-02&level=quarter&in=N")).toMatchObject({ level: "quarter", within: "N" });
});

test("a selection's rows keep withheld ones, without a value, and the count of homes beside each figure", () => {
  const { rows, selection } = shownAt("level=quarter");
  const found = selected(rows, selection, tree);
  expect(found.filter(({ STATISTIC }) => STATISTIC === "MEAN").map((row) => [row.REF_AREA, row.OBS_VALUE === null])).toEqual([
    ["N1", false],
    ["N2", false],
    ["S1", true],
    ["S2", true],
  ]);
  expect(found.filter(({ STATISTIC }) => STATISTIC === "COUNT")).toHaveLength(4);
});

test("a view changes what it cannot do without, and nothing else", () => {
  const offered = ["water.volume", "electricity.energy"];
  const change = (search: string, view: Parameters<typeof inView>[1]) =>
    inView(shownAt(search).selection, view, released, offered);
  // One year alone is no line: months are, of the whole of the territory.
  expect(change("", "time")).toEqual({ view: "time", period: "month", level: null, in: null, area: null });
  expect(change("period=month", "time")).toEqual({ view: "time" });
  expect(change("", "map")).toEqual({ view: "map" });
  expect(change("", "scatter")).toEqual({ view: "scatter", measure: "water.volume,electricity.energy" });
  expect(change(BOTH, "scatter")).toEqual({ view: "scatter" });
  expect(inView(shownAt("period=2026-02").selection, "scatter", released, ["water.volume"])).toEqual({
    view: "scatter",
    period: "2026-02,2026-01",
  });
  const year = (n: number) => String(2000 + n);
  const years = [5, 4, 3, 2, 1].map(year);
  expect(inView({ ...shownAt("").selection, view: "time", periods: years }, "ranking", years, offered)).toEqual({
    view: "ranking",
    period: "2005",
  });
});

test("a distribution without picked areas is of the whole of them, and keeps where one was", () => {
  const { selection } = shownAt("view=distribution");
  expect([areasOf(selection, tree), selection.level]).toEqual([["T"], "district"]);
  expect(areasOf({ ...selection, view: "ranking" }, tree)).toEqual(["N", "S"]);
});

test("a scatter has two subjects with rows: of two measures the newest period that each has", () => {
  const axis = (measure: string, period: string) => ({ measure, type: "_T", period });
  expect(scatterAxes([axis("a", "2024"), axis("b", "2023")])).toEqual([axis("a", "2024"), axis("b", "2023")]);
  expect(scatterAxes([axis("a", "2025"), axis("a", "2024")])).toHaveLength(2);
  expect(scatterAxes([axis("a", "2024")])).toEqual([]);
});

test("a scatter names the two measures that it draws: a third takes the second's place, and one of the two may go", () => {
  const { selection } = shownAt("view=scatter&measure=water.volume,electricity.energy,mobility.car_distance");
  expect(selection.measures).toEqual(["water.volume", "electricity.energy"]);
  const pair = ["water.volume", "gas.energy"];
  expect(chosenMeasures(selection, [...selection.measures, "gas.energy"])).toEqual(pair);
  expect(chosenMeasures(selection, ["gas.energy"])).toEqual(pair);
  expect(chosenMeasures(selection, ["electricity.energy"])).toEqual(["electricity.energy"]);
  expect(chosenMeasures({ ...selection, view: "table" }, ["gas.energy"])).toEqual(["gas.energy"]);
});

test("any place can be chosen: the level stays where the place has parts at it, and else follows the place", () => {
  const change = (search: string, code: string) => {
    const shown = shownAt(search);
    return placeChange(code, shown.selection, shown);
  };
  expect(change("level=quarter", "N")).toEqual({ in: "N", level: "quarter" });
  expect(change("level=district", "N")).toEqual({ in: "N", level: "quarter" });
  expect(change("level=district", "N1")).toEqual({ in: "N1", level: "quarter" });
  // Months are published for the whole alone: the parts have no rows.
  expect(change("level=district&period=2026-01", "N")).toEqual({ in: "N", level: "district" });
  expect(change("level=town&in=T", "T")).toEqual({ in: "T", level: "town" });
});

test("places are compared with the one that contains them, and a place alone with the one around it", () => {
  const whole = (search: string) => wholeOf(shownAt(search).selection, tree);
  expect(whole("level=quarter&in=N")).toBe("N");
  expect(whole("level=quarter&in=N1")).toBe("N");
  expect(whole("level=town&in=T")).toBe("T");
  expect(whole("level=quarter&area=N1,S1")).toBe("T");
});

test("the lasting address says everything, and reads back as the same selection", () => {
  const { selection } = shownAt(`${BOTH}&level=quarter&view=scatter`);
  expect(shownAt(withState("", whole(selection))).selection).toEqual(selection);
});

test("the addresses ask for the same rows in the dataset's own columns, one for each dataset", () => {
  const at = (search: string) => recordsUrls(shownAt(search), "https://example.org/sub/explore?x=1").map((url) => new URL(url));
  const [url] = at("level=quarter&area=N1,N2");
  expect(url?.pathname).toBe("/sub/v1/datasets/water/records");
  expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
    MEASURE: "volume",
    STATISTIC: "COUNT,MEAN",
    REF_AREA: "N1,N2",
    HOUSEHOLD_TYPE: "_T",
    TIME_PERIOD: "2025",
    limit: "10000",
  });
  expect(at("").map(({ searchParams }) => [searchParams.get("AREA_LEVEL"), searchParams.get("REF_AREA")])).toEqual([
    ["district", null],
  ]);
  expect(at("level=quarter&in=N").map(({ searchParams }) => searchParams.get("REF_AREA"))).toEqual(["N1,N2"]);
  expect(at(BOTH).map(({ pathname }) => pathname)).toEqual([
    "/sub/v1/datasets/water/records",
    "/sub/v1/datasets/electricity/records",
  ]);
  expect(exportPath("water", "arrow")).toBe("v1/datasets/water/exports/water.arrow");
});

test("several releases have an address each that never changes; of one release the address itself names it", () => {
  const base = "https://example.org/sub/";
  expect(frozenAddresses(shownAt("period=2025"), base)).toEqual([]);
  const [addresses = []] = frozenAddresses(shownAt("period=2026-02,2026-01"), base);
  expect(addresses.map(([id, href]) => [id, new URL(href).searchParams.get("release")])).toEqual([
    ["2026-02", "2026-02"],
    ["2026-01", "2026-01"],
  ]);
  expect(frozenAddresses(shownAt(`period=2026-02,2026-01&${BOTH}`), base)).toHaveLength(2);
});

test("programs quote their text, whatever a code holds, and read several datasets", () => {
  const shown = shownAt("level=quarter");
  const odd = snippets({ ...shown, selection: { ...shown.selection, areas: ['a"b', "c'd"] } }, "https://example.org/", false);
  expect(odd.map(({ language }) => language)).toEqual(["curl", "R", "Python"]);
  expect(odd[0]?.text).toBe(
    "curl 'https://example.org/v1/datasets/water/records?MEASURE=volume&STATISTIC=COUNT%2CMEAN&REF_AREA=a%22b%2Cc%27d&HOUSEHOLD_TYPE=_T&TIME_PERIOD=2025&limit=10000'",
  );
  const files = snippets(shown, "https://example.org/a/", true);
  expect(files[0]?.text).toBe("curl -O 'https://example.org/a/v1/datasets/water/exports/water.csv'");
  expect(odd[1]?.text).toContain('REF_AREA %in% c("a\\"b", "c\'d")');
  expect(odd[2]?.text).toContain('rows["REF_AREA"].isin(["a\\"b", "c\'d"])');
  // Every code is text: a year is no number, and F is not FALSE.
  expect(odd[1]?.text).toContain('colClasses = "character"');
  expect(odd[2]?.text).toContain("dtype=str, keep_default_na=False");
  const fixed = snippets(shown, "https://example.org/", false, "2025");
  expect(fixed.every(({ text }) => text.includes("release=2025"))).toBe(true);
  expect(snippets(shown, "https://example.org/", true, "2025").some(({ text }) => text.includes("release="))).toBe(false);
  const both = snippets(shownAt(BOTH), "https://example.org/", false);
  expect(both[0]?.text.split("\n")).toHaveLength(2);
  expect(both[1]?.text).toContain('paste(DOMAIN, MEASURE, sep = ".") %in% c("water.volume", "electricity.energy")');
  expect(both[2]?.text).toContain("pandas.concat(");
});

test("an address may name its release: it is believed where that is what is shown, and said not to be known elsewhere", () => {
  expect(shownAt("release=2026-01").selection.periods).toEqual(["2026-01"]);
  expect(shownAt("period=2025&release=2025").unknown).toEqual([]);
  // Of another period, or of none that is published.
  expect(shownAt("period=2025&release=2026-01").unknown).toEqual(["release=2026-01"]);
  expect(shownAt("period=2025&release=2025-r1").unknown).toEqual(["release=2025-r1"]);
  expect(shownAt("release=1999").unknown).toEqual(["release=1999"]);
});

test("what an address names and nobody knows is told apart from what is known and has no rows", () => {
  expect(shownAt("").unknown).toEqual([]);
  expect(shownAt(`${BOTH}&level=quarter&area=N1,nowhere&period=2025,1999&type=_T&view=scatter`).unknown).toEqual([
    "area=nowhere",
    "period=1999",
  ]);
  expect(shownAt("dataset=water&measure=volume&period=month").unknown).toEqual([]);
  expect(shownAt("measure=water.nothing&view=pie&statistic=MODE").unknown).toEqual([
    "view=pie",
    "measure=water.nothing",
    "statistic=MODE",
  ]);
  const { selection } = shownAt(`${BOTH}&level=quarter&view=scatter`);
  expect(shownAt(withState("", whole(selection))).unknown).toEqual([]);
});
