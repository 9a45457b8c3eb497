import { expect, test } from "vitest";
import { enlargement } from "../../../dashboards/shared/sized.tsx";

test("drawings grow with the page's letters, as far as they stay wide enough to be read", () => {
  expect(enlargement(900, 16)).toBe(1);
  expect(enlargement(900, 12)).toBe(1);
  expect(enlargement(900, 32)).toBe(2);
  expect(enlargement(264, 32)).toBe(2);
  expect(enlargement(180, 32)).toBe(1.5);
  expect(enlargement(100, 32)).toBe(1);
});
