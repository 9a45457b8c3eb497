import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Catalog } from "../../dashboards/shared/data.ts";
import { answerAll } from "./compare/compare.ts";
import type { PagesSubject } from "./pages.ts";

const SIZES = { fr: "Sans tenir compte de la taille des foyers.", en: "The size of homes is not allowed for." };
const MARGIN = {
  fr: "La marge (95 %) dit le flou, pas les foyers non comptés. Ces foyers ont choisi de contribuer : ils n’ont pas été tirés au sort.",
  en: "The margin (95%) covers the noise, not uncounted homes. These homes chose to contribute: they were not drawn at random.",
};
const NOTE = { fr: "Valeurs modélisées, non mesurées.", en: "Modelled values, not metered." };
const LEVELS = {
  town: { fr: "ville", en: "city" },
  district: { fr: "arrondissement", en: "district" },
  quarter: { fr: "secteur (IRIS)", en: "neighbourhood (IRIS)" },
};

/** The site, whose commons says something beside its figures and names its levels. */
async function withWords({ browser }: PagesSubject, run: (page: Page) => Promise<void>): Promise<void> {
  const context: BrowserContext = await browser.newContext();
  try {
    await context.route("**/v1/catalog.json", async (route) => {
      const response = await route.fetch();
      const catalog = (await response.json()) as Catalog;
      const measures = catalog.measures.map((measure) => ({ ...measure, note: NOTE }));
      const territory = { ...catalog.territory, level_names: LEVELS };
      await route.fulfill({ response, json: { ...catalog, measures, territory } });
    });
    await context.route("**/v1/territory.json", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), level_names: LEVELS } });
    });
    await run(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Registers: what a commons says of its measures and levels stands where it is read. */
export function registerSaid(subject: () => PagesSubject): void {
  const open = async (page: Page, path: string): Promise<void> => {
    await page.goto(subject().url + path);
    await page.waitForSelector("main[data-ready]");
  };

  test("a measure's note stands beside its figures on every page that shows them, on paper too", () =>
    withWords(subject(), async (page) => {
      for (const [path, note] of [
        ["compare", NOTE.fr],
        ["compare?lang=en", NOTE.en],
        ["explore?level=quarter", NOTE.fr],
        ["explore?level=quarter&lang=en", NOTE.en],
        ["district?period=2025", NOTE.fr],
        ["district?period=2025&lang=en", NOTE.en],
      ] as const) {
        await page.emulateMedia({ media: "screen" });
        await open(page, path);
        if (path.startsWith("compare")) await answerAll(page, { choice: 1, value: "9" });
        // Données says beside it that homes of every size are counted together, and what the margin is of.
        const lang = path.includes("lang=en") ? "en" : "fr";
        const said = path.startsWith("explore") ? [SIZES[lang], note, MARGIN[lang]] : [note];
        expect([path, await page.locator(".measure-note:visible").allTextContents()]).toEqual([path, said]);
        // The sheet of Me situer takes the page's place on paper, and says whom its figures are of.
        if (path.startsWith("compare")) continue;
        await page.emulateMedia({ media: "print" });
        await expect.poll(() => page.locator(".measure-note:visible").allTextContents(), { message: path }).toEqual(said);
      }
    }));

  test("a measure without a note has none", async () => {
    const page = await subject().browser.newPage();
    try {
      await open(page, "district?period=2025");
      expect(await page.locator(".measure-note").count()).toBe(0);
    } finally {
      await page.close();
    }
  });

  test("levels are called as people call them, with a capital at the head of a label only", () =>
    withWords(subject(), async (page) => {
      await open(page, "compare");
      await page.locator("[role=combobox]").fill("nord");
      expect(await page.locator("[role=option] small").allTextContents()).toEqual([
        "arrondissement, 4500N",
        "secteur, Nord",
        "secteur, Nord",
      ]);
      await open(page, "explore");
      await page.click("#word-level");
      expect(await page.locator("[role=option] b").allTextContents()).toContain("Par secteur (IRIS)");
      await open(page, "district?period=2025&level=quarter");
      expect(await page.locator("#word-level").textContent()).toMatch(/les secteurs$/);
      await open(page, "district?period=2025&level=district");
      expect(await page.locator(".district-ranking figcaption").textContent()).toMatch(
        /^2 arrondissements, du plus haut au plus bas\s: /,
      );
      await open(page, "privacy?lang=en");
      await page.locator("summary", { hasText: "The noise of each table" }).click();
      await page.locator(".further tbody").first().waitFor();
      expect(await page.locator("tbody").allTextContents()).toContainEqual(expect.stringMatching(/City/));
    }));

  test("a place that is typed and left is taken where it is the only one, and said not to be where it is none", () =>
    withWords(subject(), async (page) => {
      await open(page, "compare?lang=en");
      const field = page.locator("[role=combobox]");
      const whole = await field.inputValue();
      await field.fill("Atlantis");
      await field.blur();
      await expect
        .poll(() => page.locator(".place .hint").textContent())
        .toBe(`“Atlantis” is outside this territory, or spelt otherwise. For now: ${whole}.`);
      await field.fill("Sud 2");
      await field.blur();
      await expect.poll(async () => [await field.inputValue(), await page.locator(".place .hint").count()]).toEqual(["Sud 2", 0]);
      // As on a slow phone: left before what was typed is drawn.
      await field.evaluate((input: HTMLInputElement, text) => {
        input.focus();
        input.value = text;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        input.blur();
      }, whole);
      await expect.poll(() => field.inputValue()).toBe(whole);
      expect(await page.locator(".place .hint").count()).toBe(0);
    }));

  test("a source in another language than the page is marked and said to be", () =>
    withWords(subject(), async (page) => {
      await open(page, "compare?lang=en");
      await answerAll(page, { choice: 1, value: "9" });
      expect(await page.locator(".reference .source").textContent()).toMatch(/^Source \(in French\): /);
      expect(await page.locator(".reference [lang=fr]").textContent()).toBe("Invented for the tests");
    }));
}
