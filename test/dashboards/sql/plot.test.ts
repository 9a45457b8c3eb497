import { expect, test } from "vitest";
import { figureTexts } from "../../../dashboards/sql/figure-texts.ts";
import { axesOf, ofUnit, periodOf, plotUnit, pointsOf, unitsOf } from "../../../dashboards/sql/plot.ts";
import { SQL } from "../../../dashboards/sql/words.ts";
import type { Result } from "../../../src/texts/sql/index.ts";
import { sampleFacts } from "../explore/shown.ts";

const answer = (names: readonly string[], rows: Result["rows"]): Result => ({
  columns: names.map((name) => ({ name, type: name === "OBS_VALUE" || name === "HOMES" ? "DOUBLE" : "VARCHAR" })),
  rows,
});

test("how to read figures names a type that unites others only where the data have one", () => {
  for (const lang of ["fr", "en"] as const) {
    const example = (united: Parameters<typeof SQL.fr.reading>[0]) => SQL[lang].reading(united)[2];
    expect(example(null)).not.toMatch(/[«“=]/);
    expect(example({ type: "surface=<55", of: ["surface=<35", "surface=35-54"] })).toMatch(
      /surface=<55.*surface=<35.*surface=35-54/,
    );
  }
});

test("a drawing says what the readings were taken from, and the note of each measure with its name", () => {
  const { catalog } = sampleFacts();
  const [water, ...others] = catalog.measures;
  if (!water) throw new Error("no measure");
  expect(figureTexts(catalog, "fr")).toEqual({ source: SQL.fr.plotSource, notes: [] });
  const origin = { fr: "un registre", en: "a register" };
  const measures = [{ ...water, note: { fr: "Modélisé.", en: "Modelled." } }, ...others];
  expect(figureTexts({ commons: { ...catalog.commons, origin }, measures }, "en")).toEqual({
    source: `${SQL.en.plotSource}. Taken from: a register`,
    notes: ["Water: Modelled."],
  });
});

test("a drawing has one unit: those of the rows are offered, and rows of others left out", () => {
  const mixed = answer(
    ["NAME", "OBS_VALUE", "UNIT_MEASURE"],
    [
      ["N", 10, "m3"],
      ["N", 300, "households"],
      ["S", 12, "m3"],
    ],
  );
  expect(unitsOf(mixed, 1)).toEqual(["m3", "households"]);
  expect(ofUnit(mixed, "m3").rows).toEqual([
    ["N", 10, "m3"],
    ["S", 12, "m3"],
  ]);
});

test("published amounts are per month in a drawing, numbers of homes and a query's own column are not", () => {
  const columns = answer(["NAME", "OBS_VALUE", "HOMES", "UNIT_MEASURE"], []);
  const said = (y: number, unit: string) => plotUnit(columns, y, unit, "en").replace(/\s/g, " ");
  expect(said(1, "m3")).toBe("m³ per month");
  expect(said(1, "households")).toBe("homes");
  expect(said(2, "m3")).toBe("m³");
});

test("a drawing says the period that all its rows are of", () => {
  const of = (...periods: readonly string[]) =>
    periodOf(
      answer(
        ["NAME", "TIME_PERIOD"],
        periods.map((one) => ["N", one]),
      ),
      "en",
    );
  expect(of("2024", "2024")).toBe("2024");
  expect(of("2024-03")).toBe("March 2024");
  expect(of("2024", "2025")).toBeNull();
  expect(of("this year")).toBeNull();
  expect(periodOf(answer(["NAME"], [["N"]]), "en")).toBeNull();
});

test("figures whose unit the answer does not say are not drawn; what has no unit of the releases is", () => {
  expect(unitsOf(answer(["NAME", "OBS_VALUE"], [["N", 10]]), 1)).toBeNull();
  expect(unitsOf(answer(["NAME", "HOMES"], [["N", 10]]), 1)).toEqual([]);
});

test("a drawing needs a text that names each row, once with each unit; else the table says it alone", () => {
  const rows: Result["rows"] = [
    ["N", 10, "m3"],
    ["N", 300, "households"],
    ["S", 12, "m3"],
  ];
  const columns = ["NAME", "OBS_VALUE", "UNIT_MEASURE"];
  expect(axesOf(answer(columns, rows))).toEqual({ x: [0, 1], y: [1] });
  expect(axesOf(answer(columns, [...rows, ["S", 13, "m3"]]))).toBeNull();
  expect(axesOf(answer(columns, rows.slice(0, 1)))).toBeNull();
  // Numbers alone are points; one column of them is none.
  expect(
    axesOf(
      answer(
        ["HOMES", "OBS_VALUE"],
        [
          [1, 2],
          [1, 3],
        ],
      ),
    ),
  ).toEqual({ x: [0, 1], y: [0, 1] });
  expect(axesOf(answer(["HOMES"], [[1], [2]]))).toBeNull();
});

test("a value to be read with care is known as such, so that its dot is hollow", () => {
  const careful = answer(
    ["NAME", "OBS_VALUE", "OBS_STATUS"],
    [
      ["N", 10, "A"],
      ["S", 90, "U"],
    ],
  );
  expect(pointsOf(careful, 0, 1).map((point) => point.careful)).toEqual([false, true]);
});
