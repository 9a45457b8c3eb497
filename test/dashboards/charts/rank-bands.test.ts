import { expect, test } from "vitest";
import { rankBands } from "../../../dashboards/charts/rank-bands.ts";

test("ranks are bands: areas whose intervals overlap share them", () => {
  const bands = rankBands([
    { code: "a", lower: 9, upper: 11 },
    { code: "b", lower: 9.5, upper: 11.5 },
    { code: "c", lower: 4, upper: 6 },
  ]);
  expect(bands.get("a")).toEqual({ best: 1, worst: 2, of: 3 });
  expect(bands.get("b")).toEqual({ best: 1, worst: 2, of: 3 });
  expect(bands.get("c")).toEqual({ best: 3, worst: 3, of: 3 });
});
