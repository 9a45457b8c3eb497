import { expect, test } from "vitest";
import { columnHead } from "../../../dashboards/shared/notice-view.ts";

test("a column's head begins with a capital, and a Greek symbol stays the symbol that it is", () => {
  expect(["années de participation", "État", "ε au plus"].map(columnHead)).toEqual([
    "Années de participation",
    "État",
    "ε au plus",
  ]);
});
