import { expect, test } from "vitest";
import { fitsBeside } from "../../../dashboards/charts/estimates.tsx";
import { figureColumn } from "../../../dashboards/charts/figure-column.ts";

const columnOf = (texts: readonly string[]) => {
  const column = figureColumn(texts, true);
  return texts.map((text) => column.at(text));
};

test("where some figures of a column have decimals, points stand below each other, with the unit above all and the mark before", () => {
  const [narrow, wide, marked, thousands] = columnOf(["9,5\u00a0m³", "10\u00a0m³", "7\u00a0m³ (?)", "1\u202f843\u00a0m³"]);
  expect([narrow, wide, marked, thousands].map((one) => one?.text)).toEqual(["9,5", "10", "(?)\u00a07", "1\u202f843"]);
  expect(narrow?.after).toBe(0);
  expect(wide?.after).toBeGreaterThan(10);
  expect([marked?.after, thousands?.after]).toEqual([wide?.after, wide?.after]);
  const column = figureColumn(["9,5\u00a0m³", "10\u00a0m³"], true);
  expect(column.unit).toBe("m³");
  expect(column.width).toBeGreaterThanOrEqual(Math.max(column.unitWidth, wide?.after ?? 0));
  expect(figureColumn(["9,5\u00a0m³", "10\u00a0€"], true).unit).toBe("");
  expect(columnOf(["€9.50", "€10", "€1,843"]).map(({ text }) => text)).toEqual(["€9.50", "€10", "€1,843"]);
});

test("figures that are alike keep their unit, and so do all where one text is no figure", () => {
  for (const texts of [
    ["108\u00a0€", "95\u00a0€ (?)"],
    ["9,5\u00a0m³", "entre 9 et 11\u00a0m³", "10\u00a0m³"],
    ["9,5\u00a0m³", "pas assez de foyers", "10\u00a0m³"],
  ])
    expect(columnOf(texts)).toEqual(texts.map((text) => ({ text, after: 0 })));
});

test("a name fits before its row where two lines hold it, broken at a space or after a hyphen", () => {
  expect(fitsBeside("Montagny-Saint-Jean de Dieu", 290)).toBe(true);
  expect(fitsBeside("Zone d’aménagement concerté de la Porte des Alpes", 290)).toBe(false);
  expect(fitsBeside("Schleswig", 90)).toBe(false);
});

test("where no unit can stand above, each figure keeps its own and all end alike", () => {
  const column = figureColumn(["54\u00a0€", "71,6\u00a0€"], false, false);
  expect(column.unit).toBe("");
  expect(column.at("54\u00a0€")).toEqual({ text: "54\u00a0€", after: 0 });
});
