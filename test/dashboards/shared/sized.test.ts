import { expect, test } from "vitest";
import { enlargement } from "../../../dashboards/shared/sized.tsx";

test("drawings grow with the page's letters, as far as they stay wide enough to be read", () => {
  expect(enlargement(900, 16)).toBe(1);
  expect(enlargement(900, 12)).toBe(1);
  expect(enlargement(900, 32)).toBe(2);
  expect(enlargement(300, 32)).toBe(1.25);
  expect(enlargement(200, 32)).toBe(1);
});
