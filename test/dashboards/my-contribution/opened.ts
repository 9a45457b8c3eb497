import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { Catalog } from "../../../dashboards/shared/data.ts";
import { pressNext, typeMonth } from "../contribute/steps.ts";
import type { PagesSubject } from "../pages.ts";

const READINGS = Array.from({ length: 12 }, (_, i) => ({
  domain: "water",
  measure: "volume",
  period: `2025-${String(i + 1).padStart(2, "0")}`,
  amount: 9000 + 100 * i,
  source: "bill",
}));
const ELECTRICITY = { domain: "electricity", measure: "energy" };
const CONSENT = { version: "1", purposes: ["commons"], domains: ["water"], adult: true, given_at: "2026-01-05T09:00:00Z" };

/** What an intake would answer for a contribution that says nothing of its home but where it is. */
const HELD = {
  paused: false,
  objection: null,
  covers: ["water"],
  household: { area: "N1" },
  readings: READINGS,
  unused: [],
  consent: CONSENT,
  donations: [{ received: "2026-01", erased_from: "2027-05-01", consent: CONSENT, readings: READINGS }],
  years: [],
  notice: { fr: "", en: "" },
  notices: [],
  consent_records: [{}],
};

/** Registers what an open contribution shows beside published figures, with an intake that is made up: the portal has none. */
export function registerOpened(subject: () => PagesSubject): void {
  test("what the comparison lacks of the home is answered in Ma contribution, which neither sends it nor takes it along", async () => {
    const { browser, url } = subject();
    const context = await browser.newContext({ reducedMotion: "reduce" });
    try {
      await context.route("**/v1/catalog.json", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...((await response.json()) as Catalog), intake: { url: "/", ready: true } } });
      });
      let held: typeof HELD = HELD;
      await context.route("**/v1/my-contribution", (route) => route.fulfill({ json: held }));
      const page = await context.newPage();
      await page.goto(`${url}my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await page.fill("#contribution-key", "k".repeat(43));
      await page.click("#open");
      await page.waitForSelector(".home-answers");
      // What a withdrawal leaves for a while is said before its fold is opened.
      expect(await page.locator(".right:has(#withdraw) .note").textContent()).toMatch(
        /dernières traces dans le fichier, sous 24\sheures\./,
      );
      const card = page.locator(".standing");
      expect(await card.textContent()).toMatch(/Il manque une réponse\s: personnes dans le foyer\./);
      const sent: string[] = [];
      page.on("request", (request) => sent.push(request.url()));
      const chip = card.locator('[data-value="2"]');
      await chip.click();
      await expect.poll(() => card.textContent()).not.toContain("Il manque une réponse");
      // The answer can be changed where it was given.
      expect(await chip.getAttribute("aria-pressed")).toBe("true");
      expect(await page.evaluate("document.activeElement.dataset.value")).toBe("2");
      expect(sent).toEqual([]);
      // The published figure of the one place, with its margin; no other place's.
      expect(await page.locator(".gains .place-topics li").allTextContents()).toEqual([
        expect.stringMatching(
          /^Eauparu pour 20\d\dIci, [\d,]+\sm³ par mois en moyenne, entre [\d,]+ et [\d,]+\sm³ \(tous foyers, environ \d+\)\.$/,
        ),
      ]);
      // The way to the places says nothing of this one, nor of the topic: the browser's history keeps addresses.
      const places = page.locator(".gains a");
      expect(await places.getAttribute("href")).toBe("district#search");
      // The words beside it say where to look: the page begins with a topic of its own.
      expect(await page.locator(".gains > p.no-print").textContent()).toMatch(
        /^Pour voir la carte, ouvrez Quartiers.*, cherchez .+, puis choisissez Eau\. Le lien ne dit pas où vous habitez\.$/,
      );
      // It opens with the search, in which one types the name that is said beside the link; the address is read once.
      const [district] = await Promise.all([context.waitForEvent("page"), places.click()]);
      await district.waitForSelector(".word-list input:focus");
      expect(new URL(district.url()).href).toBe(`${url}district`);
      await district.keyboard.type((await page.locator(".gains .sought").textContent()) ?? "");
      await district.keyboard.press("Enter");
      await district.waitForURL(/[?&]area=N1\b/);
      await district.close();
      // Homes are thanked by their published number; a home is among them where it had given before, as this one had.
      expect(await page.locator(".gains h2").textContent()).toMatch(
        /^Grâce à vous et à environ [\d\s]+ autres foyers, .* a sa moyenne d’eau pour 20\d\d\.$/,
      );
      // The day to come back is of the commons’ calendar, so that its file says nothing of these months.
      expect(await page.locator(".come-back #calendar").count()).toBe(1);
      // One sentence says when the next figures are due, and promises nothing of months that are published already.
      const words = (await page.locator("main").textContent()) ?? "";
      const due = await page.locator(".come-back").textContent();
      expect(due).toMatch(/^Le 5 .+ 20\d\d, ajoutez vos derniers mois/);
      expect(words.match(/d’ici au \d/g) ?? []).toEqual(due?.match(/d’ici au \d/g) ?? []);
      // One's own figures leave with all that is kept, never as a file of the figure.
      expect(await card.getByRole("button", { name: "Données" }).count()).toBe(0);
      // What a phone prints has drawings of the sheet's width, and no page of remains.
      await page.setViewportSize({ width: 360, height: 800 });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await expect.poll(() => card.locator("svg.chart").first().getAttribute("width")).toBe("672");
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      const sheets = async (): Promise<number> => {
        const paper = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
        return (paper.match(/\/Type\s*\/Page[^s]/g) ?? []).length;
      };
      expect(await sheets()).toBe(1);
      // Another language keeps it open, with what was answered.
      for (const [lang, title] of [
        ["en", "My contribution"],
        ["fr", "Ma contribution"],
      ] as const) {
        await page.click(`header [hreflang=${lang}]`);
        await page.waitForSelector(`html[lang=${lang}]`);
        expect([await page.locator("h1").textContent(), await chip.getAttribute("aria-pressed")]).toEqual([title, "true"]);
      }
      // Left and come back to, it has forgotten the key, and says so where one looks.
      await page.evaluate("scrollTo(0, document.body.scrollHeight)");
      await page.goto(`${url}notice`);
      await page.goBack();
      await page.waitForSelector("main[data-ready]");
      expect(await page.locator("#refused").textContent()).toContain("ni clé");
      expect(await page.evaluate("scrollY")).toBe(0);
      held = {
        ...HELD,
        readings: [...READINGS, ...READINGS.map((one) => ({ ...one, ...ELECTRICITY, amount: 50 * one.amount }))],
      };
      await page.goto(`${url}my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await page.fill("#contribution-key", "k".repeat(43));
      await page.click("#open");
      await page.waitForSelector(".standing .tabs");
      // Of several topics one sentence names those of which the place has the mean.
      expect(await page.locator(".gains h2").textContent()).toMatch(
        /^Grâce à vous et à d’autres foyers, .+ a (sa moyenne|ses moyennes) de 20\d\d\s: (eau|électricité|eau et électricité)\.$/,
      );
      expect(await sheets()).toBe(2);
      // All that is kept is saved so that a person can read it.
      await context.route("**/v1/my-contribution/export?format=json", (route) => route.fulfill({ json: { paused: false } }));
      const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#json")]);
      expect(await readFile(await saved.path(), "utf8")).toBe('{\n  "paused": false\n}');
      // Among the rights, a topic asks its question where it was tapped, and is answered there.
      await page.locator(".erase-one button", { hasText: "Électricité" }).click();
      await page.waitForSelector(".erase-one #right-electricity-energy-no:focus");
      await context.route("**/v1/my-contribution/corrections", (route) => {
        held = HELD;
        return route.fulfill({ json: {} });
      });
      await page.click("#right-electricity-energy-yes");
      await page.waitForSelector(".right:has(.erase-one) .good");
      expect(await page.locator(".erase-one button").allTextContents()).toEqual(["Eau"]);
      await page.waitForSelector(".erase-one button:focus");
      await page.click("#add");
      await typeMonth(page);
      await pressNext(page);
      await page.waitForSelector(".home-card fieldset.chips");
      expect(await page.locator(".home-card [aria-pressed=true]").count()).toBe(0);
    } finally {
      await context.close();
    }
  });
}
