import type axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { AXE } from "./analysis.ts";

export interface PagesSubject {
  /** with a trailing slash */
  readonly url: string;
  readonly browser: Browser;
  /** plain files, which no server rewrites: a page is asked for by its file */
  readonly files?: true;
}

/** Where a page is, of a portal's path: `compare?lang=en`. */
export function addressOf({ url, files }: PagesSubject, path: string): string {
  return url + (files && path !== "" ? path.replace(/^[^?]+/, (page) => `${page}.html`) : path);
}

export const SCREENS = [
  { name: "a phone", width: 360, height: 800 },
  { name: "a desktop", width: 1280, height: 900 },
] as const;

/** Opens a page in a fresh profile and waits until it has drawn; the caller closes the context. */
export async function openPage(
  subject: PagesSubject,
  path: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ page: Page; context: BrowserContext }> {
  // Without transitions: a colour half-way between two schemes is nobody's contrast.
  const context = await subject.browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(addressOf(subject, path));
  await page.waitForSelector("main[data-ready]");
  expect(faults).toEqual([]);
  return { page, context };
}

/** Runs with a page of a fresh profile, and closes it whatever happens. */
export async function withPage(
  subject: PagesSubject,
  path: string,
  run: (page: Page, context: BrowserContext) => Promise<void>,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<void> {
  const { page, context } = await openPage(subject, path, options);
  try {
    await run(page, context);
  } finally {
    await context.close();
  }
}

/** A step back within the document, done when the page has heard of it: a browser tells us of the new address before it tells the page. */
export async function goBack(page: Page): Promise<void> {
  await page.evaluate(
    "new Promise((done) => { addEventListener('popstate', () => setTimeout(done), { once: true }); history.back(); })",
  );
}

/** The texts of a page that contain `value` and that a browser would send away to have them translated. */
export async function translatedTexts(page: Page, value: string): Promise<readonly string[]> {
  return page.evaluate((wanted) => {
    const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (all.nextNode()) {
      const { data, parentElement } = all.currentNode as Text;
      if (data.includes(wanted) && parentElement?.closest("[translate]")?.getAttribute("translate") !== "no") found.push(data);
    }
    return found;
  }, value);
}

/**
 * Nothing serious or critical, and no sideways scroll.
 * @param rules all, or those named
 */
export async function expectSound(page: Page, rules: readonly string[] = []): Promise<void> {
  // A page is given the program once: reading half a megabyte again costs as much as many an analysis.
  if (await page.evaluate("window.axe === undefined")) await page.evaluate(AXE);
  const options: axe.RunOptions = {
    resultTypes: ["violations"],
    preload: { assets: ["media"] },
    ...(rules.length === 0 ? {} : { runOnly: { type: "rule", values: [...rules] } }),
  };
  // What passed is not sent: it is every element of the page.
  const violations = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as axe.Result[];
  expect(
    violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => [id, nodes[0]?.html]),
  ).toEqual([]);
  await expectNoSidewaysScroll(page);
}

/** The same on a phone and a desktop; the dark scheme changes colours and nothing else. */
export async function expectSoundEverywhere(page: Page): Promise<void> {
  for (const { width, height } of SCREENS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: "light" });
    await expectSound(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectSound(page, ["color-contrast"]);
  }
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
}

/** On a field with smaller letters a phone enlarges the page at each tap. */
export async function expectLargeFields(page: Page): Promise<void> {
  const fields = "input:not([type=radio], [type=checkbox], [type=file], [type=range], [readonly]), select, textarea";
  const small = `[...document.querySelectorAll(${JSON.stringify(fields)})].filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16)`;
  expect(await page.evaluate(`${small}.map((one) => one.outerHTML)`)).toEqual([]);
}

/** Registers: the page is sound on a phone and a desktop, light and dark, in both languages. */
export function registerSound(
  subject: () => PagesSubject,
  path: string,
  prepare: (page: Page) => Promise<void> = async () => undefined,
): void {
  test(`/${path} is sound on a phone and a desktop, light and dark, through every change of width`, () =>
    withPage(subject(), path, async (page) => {
      await prepare(page);
      await expectSoundEverywhere(page);
    }));

  test(`/${path} is English when asked for, and says so`, () =>
    withPage(subject(), `${path}?lang=en`, async (page) => {
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
      expect(await page.getByRole("navigation", { name: "Main navigation" }).count()).toBe(1);
      await page.getByRole("link", { name: "Français" }).click();
      // Where the visit goes on in its document, the words of the other language come first.
      await page.waitForSelector("html[lang=fr] main[data-ready]");
    }));
}

/** Letters of drawings that are cut by their drawing's edge or lie on each other, in words; and by how much drawings are enlarged. */
export function lettersInDrawings(
  page: Page,
): Promise<{ readonly faults: readonly string[]; readonly zooms: readonly number[] }> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const drawings = [...document.querySelectorAll("svg.chart")].filter((svg) => svg.getBoundingClientRect().width > 0);
    const zooms = drawings.map((svg) => Number(getComputedStyle(svg.parentElement?.closest("[style*=zoom]") ?? svg).zoom));
    for (const [i, svg] of drawings.entries()) {
      // A pixel is what the estimated width of a text may be wrong by, before it is enlarged.
      const air = 3 * (zooms[i] ?? 1);
      const box = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((text) => ({
        said: text.textContent,
        at: text.getBoundingClientRect(),
      }));
      for (const [j, { said, at }] of texts.entries()) {
        if (at.left < box.left - air || at.right > box.right + air) faults.push(`${svg.id}: ${said} is cut`);
        for (const other of texts.slice(j + 1)) {
          const across = Math.min(at.right, other.at.right) - Math.max(at.left, other.at.left);
          const down = Math.min(at.bottom, other.at.bottom) - Math.max(at.top, other.at.top);
          if (across > air && down > 2 * air) faults.push(`${svg.id}: ${said} lies on ${other.said}`);
        }
      }
    }
    return { faults, zooms };
  });
}

/** Holds the requests of a page that match until the returned function is called. */
export async function holdRequests(page: Page, matching: string): Promise<() => void> {
  let release = (): void => undefined;
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(matching, async (route) => {
    await isReleased;
    await route.continue();
  });
  return release;
}
