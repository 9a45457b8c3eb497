import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { openSite, type Site } from "../../support/site.ts";

const configFile = fileURLToPath(new URL("../../../dashboards/vite.config.ts", import.meta.url));

describe.skipIf(!hasBrowser)("the area profile and the explorer, in a browser", () => {
  const web = mkdtempSync(join(tmpdir(), "voisinage-web-"));
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    await build({ configFile, logLevel: "silent", build: { outDir: web } });
    site = await openSite(web, ["2025", "2026-01", "2026-02"]);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    rmSync(web, { recursive: true, force: true });
  });

  async function open(
    path: string,
    width = 1280,
    colorScheme: "light" | "dark" = "light",
  ): Promise<{ page: Page; errors: string[] }> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => (message.type() === "error" ? errors.push(message.text()) : undefined));
    await page.goto(new URL(path, site.url).href);
    await page.waitForSelector("main[data-ready], .failed");
    return { page, errors };
  }

  test.each([
    ["district", 1280, "light"],
    ["district?area=N&level=quarter&lang=en", 360, "dark"],
    ["district?area=S", 360, "light"],
    ["explore?level=quarter", 360, "light"],
    ["explore?lang=en&level=town&period=all", 1280, "dark"],
  ] as const)("%s at %i px, %s: nothing serious, nothing wider than the page, no error", async (path, width, scheme) => {
    const { page, errors } = await open(path, width, scheme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("a planner opens an area by a link, and the address keeps it; going back returns", async () => {
    const { page } = await open("district?period=2025");
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
    const { page } = await open("district?period=2025");
    await page.locator('#map-value [data-area="N"]').click();
    expect(new URL(page.url()).searchParams.get("area")).toBe("N");
    await page.context().close();
  });

  test("where every area is withheld, the page says why and what would change it, and shows no 0", async () => {
    const { page } = await open("district?area=S&period=2025");
    const text = await page.locator(".absent").textContent();
    expect(text).toContain("masquée");
    expect(text).toContain("plus de foyers contributeurs");
    const cells = await page.locator("tbody td").allTextContents();
    expect(cells).toContain("donnée masquée");
    expect(cells).not.toContain("0");
    await page.context().close();
  });

  test("a month without detail offers the year that has it", async () => {
    const { page } = await open("district?period=2026-01");
    await page.locator(".absent button").click();
    expect(new URL(page.url()).searchParams.get("period")).toBe("2025");
    expect(await page.locator("#map-value").count()).toBe(1);
    await page.context().close();
  });

  test("a researcher filters, and the address of the rows answers with the same rows", async () => {
    const { page } = await open("explore");
    await page.locator("#level").selectOption("quarter");
    expect(new URL(page.url()).searchParams.get("level")).toBe("quarter");
    const shown = await page.locator("main table tbody tr").count();
    const address = await page.locator("#api").inputValue();
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ total: shown });
    expect(await page.locator("main table").textContent()).toContain("donnée masquée");
    for (const format of ["csv", "arrow", "parquet", "json"]) {
      const href = await page.locator(`a[href$="/exports/${format}"]`).getAttribute("href");
      expect((await fetch(new URL(href ?? "", site.url))).status).toBe(200);
    }
    await page.context().close();
  });

  test("all periods of the whole are a trend, with its table", async () => {
    const { page } = await open("explore?level=town&period=all");
    expect(await page.locator("figure svg[role=img]").count()).toBe(1);
    expect(await page.locator("main table tbody tr").count()).toBe(3);
    await page.context().close();
  });
});
