import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { openSite, type Site } from "../../support/site.ts";
import { buildWeb, type Web } from "../../support/web.ts";
import { openPage } from "../pages.ts";
import { registerProfile } from "./profile.ts";

describe.skipIf(!hasBrowser)("the area profile and the explorer, in a browser", () => {
  let web: Web;
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    web = await buildWeb();
    site = await openSite(web.folder, ["2025", "2026-01", "2026-02"]);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    web?.remove();
  });

  registerProfile(() => ({ url: site.url, browser }));

  test("a researcher filters, and the address of the rows answers with the same rows", async () => {
    const { page } = await openPage({ url: site.url, browser }, "explore");
    await page.locator("#level").selectOption("quarter");
    expect(new URL(page.url()).searchParams.get("level")).toBe("quarter");
    const shown = await page.locator("main table tbody tr").count();
    const address = await page.locator("#api").inputValue();
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ total: shown });
    expect(await page.locator("main table").textContent()).toContain("donnée masquée");
    for (const format of ["csv", "arrow", "parquet", "json"]) {
      const href = await page.locator(`a[href$="/exports/water.${format}"]`).getAttribute("href");
      expect((await fetch(new URL(href ?? "", site.url))).status).toBe(200);
    }
    await page.context().close();
  });
});
