import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { holdRequests, type PagesSubject, withPage } from "./pages.ts";

/** kB, gzip, of scripts before the first touch */
const SCRIPT = 120;
/** kB of type in all */
const TYPE = 60;
const SHIFT = 0.02;

/** Pages that are held to it: what stands on each once it has drawn. */
const HELD = [
  ["", "[data-area]"],
  ["compare", "main[data-ready]"],
  ["contribute", "main[data-ready]"],
  ["my-contribution", "main[data-ready]"],
  ["privacy", ".toy svg"],
  ["district", "main[data-ready] [data-area]"],
  ["district?period=2026-01", "main[data-ready] .parts-elsewhere"],
  ["district?stat=participation", "main[data-ready] [data-area]"],
  ["district?view=portrait", "main[data-ready] .portrait"],
  ["district?view=compare", "main[data-ready] [data-area]"],
  ["district?view=own", "main[data-ready] [data-area]"],
  ["explore", "main[data-ready]"],
  ["explore?view=map", "main[data-ready] [data-area]"],
] as const;

/** What stands in a page's first answer and stays in the page, as the heading or lead that a browser counts. */
const STAYS = [
  ["", "main .lead"],
  ["privacy", "main .lead"],
  ["sql", "main .lead"],
  ["notice", "main h1"],
] as const;

/** Pages that draw before their data are there. */
const EARLY = ["", "compare", "district", "explore", "privacy", "docs"] as const;

/** Sum of the layout shifts of a page so far. */
async function shiftOf(page: Page): Promise<number> {
  const shifts = await page.evaluate(
    `new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().map(({ value }) => value)))
      .observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done([]), 500))`,
  );
  return (shifts as number[]).reduce((sum, one) => sum + one, 0);
}

/** Expects that the scripts and the type which a page has loaded, all from the site itself, are within their bounds. */
export async function expectLight(page: Page, site: string): Promise<void> {
  const urls = (await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")) as string[];
  expect(urls.filter((url) => !url.startsWith(site))).toEqual([]);
  const files = await Promise.all(urls.map(async (url) => ({ url, bytes: Buffer.from(await (await fetch(url)).arrayBuffer()) })));
  const kB = (ending: string, packed: boolean) =>
    files
      .filter(({ url }) => url.endsWith(ending))
      .reduce((sum, { bytes }) => sum + (packed ? gzipSync(bytes).length : bytes.length) / 1000, 0);
  expect(kB(".js", true)).toBeGreaterThan(10);
  expect(kB(".js", true)).toBeLessThan(SCRIPT);
  expect(kB(".woff2", false)).toBeLessThan(TYPE);
}

/** Registers what pages cost, and that nothing in them moves. */
export function registerWeight(subject: () => PagesSubject): void {
  test.each(HELD)("/%s is light, loads its type from here, and nothing in it moves", (path, drawn) =>
    withPage(
      subject(),
      path,
      async (page) => {
        await page.waitForSelector(drawn);
        const urls = (await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")) as string[];
        // All style is in the page's own answer: a sheet that came later would set the page anew.
        expect(urls.filter((url) => url.endsWith(".css"))).toEqual([]);
        // Words of the other language, and the program of pictures, come when they are asked for.
        expect(urls.filter((url) => /\/(\w|-)+-en-[^/]+\.js$|\/poster-/.test(url))).toEqual([]);
        await expectLight(page, subject().url);
        expect(await shiftOf(page)).toBeLessThan(SHIFT);
        expect(await page.evaluate("document.fonts.check('700 16px Figtree')")).toBe(true);
      },
      { viewport: { width: 390, height: 844 } },
    ),
  );

  test.each(EARLY)("nothing in /%s moves when its data come late", async (path) => {
    const context = await subject().browser.newContext({ viewport: { width: 390, height: 844 } });
    try {
      const page = await context.newPage();
      const send = await holdRequests(page, "**/v1/**");
      await page.goto(subject().url + path, { waitUntil: "commit" });
      // The program takes the first answer's place; a browser counts as moved what was seen in two frames.
      await page.locator(".shell").first().waitFor({ state: "detached" });
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
      send();
      await page.waitForSelector("main[data-ready]");
      expect(await shiftOf(page)).toBeLessThan(SHIFT);
    } finally {
      await context.close();
    }
  });

  test.each(STAYS)(
    "/%s keeps the text of its first answer: its program draws over it, and makes it no second time",
    async (path, text) => {
      const context = await subject().browser.newContext();
      try {
        const page = await context.newPage();
        const begin = await holdRequests(page, "**/assets/*.js");
        await page.goto(subject().url + path, { waitUntil: "commit" });
        const first = page.locator(`.shell[lang="fr"] ${text}`);
        await first.waitFor();
        await first.evaluate((element) => Object.assign(element, { isFirst: true }));
        begin();
        await page.waitForSelector("main[data-ready]");
        expect(
          await page
            .locator(text)
            .first()
            .evaluate((element) => "isFirst" in element),
        ).toBe(true);
        expect(await page.locator(".shell, header.site, footer.site, main").count()).toBe(3);
      } finally {
        await context.close();
      }
    },
  );
}
