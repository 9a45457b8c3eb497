import { afterEach, expect, test, vi } from "vitest";
import { wasReloaded, wasReopened } from "../../../dashboards/visit/reloaded.ts";

/** A document that was loaded so, at an address. */
function loaded(type: NavigationTimingType, name: string): void {
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type, name } as PerformanceNavigationTiming]);
}
afterEach(() => {
  vi.restoreAllMocks();
});

test("a view was reloaded where it was that view at which the document was loaded again, and not where a link within it led there", () => {
  loaded("reload", "https://town.example/contribute?lang=en");
  expect([wasReloaded("contribute"), wasReloaded("compare"), wasReopened()]).toEqual([true, false, true]);
  loaded("reload", "https://town.example/below/compare.html");
  expect([wasReloaded("contribute"), wasReloaded("compare")]).toEqual([false, true]);
  loaded("navigate", "https://town.example/contribute");
  expect([wasReloaded("contribute"), wasReopened()]).toEqual([false, false]);
  loaded("back_forward", "https://town.example/contribute");
  expect([wasReloaded("contribute"), wasReopened()]).toEqual([false, true]);
});
