import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { openPage, type Subject } from "../pages.ts";

/** Registers what the explorer promises, on the releases 2025, 2026-01 and 2026-02 of the sample town. */
export function registerProfile(subject: () => Subject): void {
  test.each([
    ["explore?level=quarter", 360, "light"],
    ["explore?lang=en&level=town&period=all", 1280, "dark"],
  ] as const)("%s at %i px, %s: nothing serious, nothing wider than the page, no error", async (path, width, scheme) => {
    const { page } = await openPage(subject(), path, { viewport: { width, height: 900 }, colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test("all periods of the whole are a trend, with its table", async () => {
    const { page } = await openPage(subject(), "explore?level=town&period=all");
    expect(await page.locator("figure svg[role=img]").count()).toBe(1);
    expect(await page.locator("main table tbody tr").count()).toBe(3);
    await page.context().close();
  });
}
