import { expect, test } from "vitest";
import { areaTree, placePath } from "../../../dashboards/shared/areas.ts";

test("a place is named with the places around it, and no name is said twice", () => {
  const tree = areaTree([
    { code: "T", name: "Town", level: "town", dwellings: 9, parent: null },
    { code: "N", name: "North", level: "district", dwellings: 9, parent: "T" },
    { code: "N1", name: "North Mill", level: "leaf", dwellings: 9, parent: "N" },
    { code: "N2", name: "Old Quay", level: "leaf", dwellings: 9, parent: "N" },
  ]);
  expect(placePath(tree, "N1")).toBe("North Mill");
  expect(placePath(tree, "N2")).toBe("North › Old Quay");
  expect(placePath(tree, "N")).toBe("North");
  expect(placePath(tree, "elsewhere")).toBe("");
});
