import { expect, test } from "vitest";
import { stretchesOf } from "../../../dashboards/compare/published-months.ts";
import { monthsPhrase } from "../../../dashboards/compare/seasonal-said.ts";

test("months are told by their stretches, whatever their order; one over the new year is one stretch", () => {
  expect(stretchesOf(["03", "01", "12", "07"])).toEqual([["03"], ["07"], ["12", "01"]]);
  expect(stretchesOf(["12", "01", "02", "11"])).toEqual([["11", "12", "01", "02"]]);
});

test("three months or more in a row are told from the first to the last, in both languages", () => {
  const nine = ["01", "02", "03", "04", "05", "06", "07", "08", "09"];
  expect(monthsPhrase(nine, "fr")).toBe("de janvier à septembre");
  expect(monthsPhrase(nine, "en")).toBe("from January to September");
  expect(monthsPhrase(["04", "05", "06"], "fr")).toBe("d’avril à juin");
  expect(monthsPhrase(["11", "12", "01", "02"], "fr")).toBe("de novembre à février");
  expect(monthsPhrase(["01", "02"], "fr")).toBe("en janvier et février");
  expect(monthsPhrase(["01", "02", "03", "06"], "fr")).toBe("de janvier à mars et en juin");
  expect(monthsPhrase([], "fr")).toBe("");
});

test("months of one year are not told as a winter: its December does not come before its January", () => {
  const months = ["01", "02", "03", "04", "05", "06", "10", "11", "12"];
  expect(monthsPhrase(months, "fr", true)).toBe("de janvier à juin et d’octobre à décembre");
  expect(monthsPhrase(months, "fr")).toBe("d’octobre à juin");
  expect(stretchesOf(["12", "01"], true)).toEqual([["01"], ["12"]]);
});
