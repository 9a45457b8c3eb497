import { expect, test } from "vitest";
import { ofUnit, pointsOf, unitsOf } from "../../../dashboards/sql/plot.ts";
import type { Result } from "../../../src/texts/sql/index.ts";

const answer = (names: readonly string[], rows: Result["rows"]): Result => ({
  columns: names.map((name) => ({ name, type: name === "OBS_VALUE" || name === "HOMES" ? "DOUBLE" : "VARCHAR" })),
  rows,
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

test("figures whose unit the answer does not say are not drawn; what has no unit of the releases is", () => {
  expect(unitsOf(answer(["NAME", "OBS_VALUE"], [["N", 10]]), 1)).toBeNull();
  expect(unitsOf(answer(["NAME", "HOMES"], [["N", 10]]), 1)).toEqual([]);
});

test("rows that share a name are told apart by their other words; a name of its own stands alone", () => {
  const columns = [
    { name: "LEVEL", type: "VARCHAR" },
    { name: "ALL", type: "BOOLEAN" },
    { name: "N", type: "BIGINT" },
  ];
  const twins = {
    columns,
    rows: [
      ["town", true, 1n],
      ["town", false, 2n],
    ],
  };
  expect(pointsOf(twins, 0, 2).map(({ x }) => x)).toEqual(["town, ALL true", "town, ALL false"]);
  expect(pointsOf({ columns, rows: twins.rows.slice(1) }, 0, 2).map(({ x }) => x)).toEqual(["town"]);
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
