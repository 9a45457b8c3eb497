import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Catalog } from "../../../dashboards/shared/data.ts";
import { expectSound, type PagesSubject } from "../pages.ts";

/** The site, whose catalogue says that contributions are taken there. */
async function withIntakeAt(
  { browser }: PagesSubject,
  intake: Catalog["intake"],
  run: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  try {
    await context.route("**/v1/catalog.json", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as Catalog), intake } });
    });
    await run(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Registers what a portal without an intake says of contributing: where it is, or that it is not known where. */
export function registerAbsent(subject: () => PagesSubject): void {
  const links = (page: Page) =>
    page.locator("header :is(nav a, a.button)").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  const visit = async (page: Page, path: string): Promise<void> => {
    await page.goto(subject().url + path);
    await page.waitForSelector("main[data-ready]");
  };

  test("a portal alone offers no contributing, and a page that is asked for all the same says so; the notice is there", () =>
    withIntakeAt(subject(), null, async (page) => {
      for (const path of ["contribute", "my-contribution"]) {
        await visit(page, path);
        expect(await links(page)).toEqual(["compare", "district", "explore", "privacy"]);
        expect(await page.locator(".absent").textContent()).toContain("On ne contribue pas sur ce site.");
        expect(await page.locator("main :is(input, button)").count()).toBe(0);
        await expectSound(page);
      }
      await page.locator("footer a[href=notice]").click();
      await page.waitForSelector("main[data-ready]");
      expect(await page.locator(".points dt").count()).toBeGreaterThan(8);
    }));

  test("where the operator states the intake's address, every page leads there", () =>
    withIntakeAt(subject(), { url: "https://give.example.org" }, async (page) => {
      await visit(page, "privacy?lang=en");
      expect((await links(page)).at(-1)).toBe("https://give.example.org/contribute?lang=en");
      expect(await page.locator("footer a").first().getAttribute("href")).toBe(
        "https://give.example.org/my-contribution?lang=en",
      );
      await visit(page, "contribute");
      expect(await page.locator(".absent a").getAttribute("href")).toBe("https://give.example.org/contribute");
    }));
}
