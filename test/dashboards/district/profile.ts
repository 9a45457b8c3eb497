import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { openPage, type Subject } from "../pages.ts";

/** Registers what the area profile promises, on the releases 2025, 2026-01 and 2026-02 of the sample town. */
export function registerProfile(subject: () => Subject): void {
  test.each([
    ["district", 1280, "light"],
    ["district?area=N&level=quarter&lang=en", 360, "dark"],
    ["district?area=S", 360, "light"],
  ] as const)("%s at %i px, %s: nothing serious, nothing wider than the page, no error", async (path, width, scheme) => {
    const { page } = await openPage(subject(), path, { viewport: { width, height: 900 }, colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test("a planner opens an area by a link, and the address keeps it; going back returns", async () => {
    const { page } = await openPage(subject(), "district?period=2025");
    expect(await page.locator("#area-title").textContent()).toContain("Bourg");
    await page.locator("tbody th a", { hasText: "Nord" }).last().click();
    expect(new URL(page.url()).searchParams.get("area")).toBe("N");
    expect(await page.locator("#area-title").textContent()).toContain("Nord");
    expect(await page.locator("main").textContent()).toContain("Participation");
    await page.goBack();
    await page.locator("#area-title", { hasText: "Bourg" }).waitFor();
    await page.context().close();
  });

  test("a click on the map opens the area", async () => {
    const { page } = await openPage(subject(), "district?period=2025");
    await page.locator('#map-value [data-area="N"]').click();
    expect(new URL(page.url()).searchParams.get("area")).toBe("N");
    await page.context().close();
  });

  test("where every area is withheld, the page says why and what would change it, and shows no 0", async () => {
    const { page } = await openPage(subject(), "district?area=S&period=2025");
    const text = await page.locator(".absent").textContent();
    expect(text).toContain("masquée");
    expect(text).toContain("plus de foyers participants");
    const cells = await page.locator("tbody td").allTextContents();
    expect(cells).toContain("donnée masquée");
    expect(cells).not.toContain("0");
    await page.context().close();
  });

  test("a month without detail offers the year that has it", async () => {
    const { page } = await openPage(subject(), "district?period=2026-01");
    await page.locator(".absent button").click();
    expect(new URL(page.url()).searchParams.get("period")).toBe("2025");
    expect(await page.locator("#map-value").count()).toBe(1);
    await page.context().close();
  });
}
