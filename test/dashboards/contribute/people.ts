import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { LARGE_TEXT, openBrowser } from "../../support/browser.ts";
import { expectNoSidewaysScroll, expectSound, SCREENS } from "../pages.ts";
import { atStep, consent, drop, type IntakeSubject, keepKey, sayHome, toReview, typeMonth, withContributePage } from "./steps.ts";

/** more stops than any step has before a field */
const MOST_STOPS = 60;

/** Goes on by Tab until the wanted element has the focus; every stop on the way is seen. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) === 0) continue;
    // A field with its unit beside it shows the focus around both.
    const shown = (element: Element): boolean =>
      [element, element.parentElement].some((one) => one !== null && getComputedStyle(one).outlineStyle !== "none");
    expect(await focused.evaluate(shown)).toBe(true);
    if (await focused.evaluate((element, selector) => element.matches(selector), wanted)) return;
  }
  throw new Error(`${wanted} is not reached by Tab`);
}

/** The keyboard's way to an element and Space or Enter on it. */
async function press(page: Page, wanted: string, key: "Space" | "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

const CURVE = `debut;kW\n${Array.from({ length: 24 * 31 }, (_, i) => `2026-01-${String(Math.floor(i / 24) + 1).padStart(2, "0")}T${String(i % 24).padStart(2, "0")}:00:00+01:00;0,3`).join("\n")}\n`;

/** Registers: who contributes, and how: by keyboard, on a phone, in the dark, in English, for a minor. */
export function registerPeople(subject: () => IntakeSubject): void {
  test("the keyboard alone goes from a bill's figure to a key that is kept", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await press(page, "#typed-way", "Enter");
      await tabTo(page, "[name=typed-kind]");
      await page.keyboard.press("ArrowDown");
      expect(await page.locator("[name=typed-kind]:checked").inputValue()).toBe("month");
      await tabTo(page, "#typed-amount");
      await page.keyboard.type("9,4");
      await press(page, "#typed-add", "Enter");
      expect(await page.locator(".typed-list li").count()).toBe(1);
      await press(page, "#next", "Enter");
      expect(await page.locator(":focus").getAttribute("id")).toBe("step");
      await tabTo(page, ".home-card [role=combobox]");
      await page.keyboard.type("Leaf 0-1");
      await page.keyboard.press("Enter");
      await press(page, ".offers input", "Space");
      await press(page, "#purpose", "Space");
      await press(page, "#told", "Space");
      await press(page, "[name=who]", "Space");
      await press(page, "#send", "Enter");
      await page.waitForSelector("#key");
      await press(page, "#kept", "Space");
      await press(page, "#finish", "Enter");
      expect(await page.locator("main").textContent()).toContain("Cette page a oublié votre clé");
      // The day to come back is still offered when the key is forgotten.
      await page.click(".come-back #calendar");
      expect(await page.locator(".come-back [role=status]").textContent()).toMatch(
        /^Fichier d’agenda enregistré\s: ouvrez-le pour l’ajouter\.$/,
      );
    }));

  // Every run walks in both languages and analyses French on a phone; VOISINAGE_FULL=1 analyses each on both screens.
  for (const lang of ["fr", "en"] as const) {
    test(
      `every step is sound on a phone and a desktop, light and dark, in ${lang === "fr" ? "French" : "English"}`,
      { timeout: 300_000 },
      () =>
        withContributePage(subject(), `contribute${lang === "en" ? "?lang=en" : ""}`, async ({ page, faults }) => {
          const sound = async (): Promise<void> => {
            for (const { name, width, height } of SCREENS) {
              await page.setViewportSize({ width, height });
              await expectNoSidewaysScroll(page);
              if ((lang !== "fr" || name !== "a phone") && process.env.VOISINAGE_FULL !== "1") continue;
              await page.emulateMedia({ colorScheme: "light" });
              await expectSound(page);
              await page.emulateMedia({ colorScheme: "dark" });
              await expectSound(page, ["color-contrast"]);
            }
          };
          await page.check("#shared");
          await page.locator("main summary").first().click();
          await page.click("#holders-way");
          await page.locator(".holder summary").first().click();
          await page.locator(".letter-fold summary").first().click();
          await typeMonth(page);
          await page.click("#typed-add");
          await sound();
          await drop(page, { name: "curve.csv", mimeType: "text/csv", buffer: Buffer.from(CURVE) });
          await page.click("#back");
          await page.setInputFiles("#files", {
            name: "old.csv",
            mimeType: "text/csv",
            buffer: Buffer.from(CURVE.replaceAll("2026-01", "2019-01")),
          });
          await atStep(page, 2);
          // Chosen all the same, so that the page says what it does of them.
          await page.locator(".idle + .from select").selectOption({ index: 0 });
          await page.click("#send");
          for (const summary of await page.locator("main summary").all()) await summary.click();
          await sound();
          await sayHome(page);
          await consent(page);
          await sound();
          await page.click("#send");
          await page.waitForSelector("#key");
          await sound();
          const key = await keepKey(page);
          await sound();
          await page.goto(`${subject().url}/my-contribution${lang === "en" ? "?lang=en" : ""}`);
          await page.waitForSelector("main[data-ready]");
          await sound();
          await page.fill("#contribution-key", key);
          await page.click("#open");
          await page.waitForSelector(".held");
          for (const summary of await page.locator("main summary").all()) await summary.click();
          await page.locator(".held .figure-line button").first().click();
          await page.click("#withdraw");
          await sound();
          await page.goto(`${subject().url}/notice${lang === "en" ? "?lang=en" : ""}`);
          await page.waitForSelector("main[data-ready]");
          await sound();
          // Each section is a tap away, where a point above names it too, and paper has them all.
          const [sections, opened] = ["", "[open]"].map((state) => page.locator(`details[id^="notice-"]${state}`));
          expect(await opened?.count()).toBe(0);
          await page.locator(".points a[href^='#notice-']").first().click();
          await expect
            .poll(() => opened?.evaluateAll(([one]) => one && Math.abs(one.getBoundingClientRect().top) < 40))
            .toBe(true);
          await page.evaluate("dispatchEvent(new Event('beforeprint'))");
          expect(await opened?.count()).toBe(await sections?.count());
          // So are the numbers of the bet, which are a tap below the words within theirs.
          expect(await page.locator("#notice-published > details[open] tbody tr").count()).toBeGreaterThan(1);
          await sound();
          expect(faults).toEqual([]);
        }),
    );
  }

  test("text at twice its size makes no page of a phone scroll sideways", async () => {
    const browser = await openBrowser(LARGE_TEXT);
    try {
      for (const path of ["", "compare", "contribute", "my-contribution", "notice"])
        for (const lang of ["fr", "en"])
          await withContributePage(
            { url: subject().url, browser },
            `${path}?lang=${lang}`,
            async ({ page }) => {
              expect(await page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")).toBe(32);
              await expectNoSidewaysScroll(page);
            },
            { viewport: { width: 360, height: 800 } },
          );
    } finally {
      await browser.close();
    }
  });

  test("text at twice its size: the key's code stays within its frame, and no right is squeezed beside its button", async () => {
    const browser = await openBrowser(LARGE_TEXT);
    const viewport = { width: 360, height: 800 };
    try {
      const subjectOf = { url: subject().url, browser };
      await withContributePage(
        subjectOf,
        "contribute",
        async ({ page }) => {
          await toReview(page);
          await page.click("#send");
          await page.waitForSelector("#key");
          const widths = await page
            .locator(".key-sheet")
            .evaluate((sheet) => [sheet.querySelector(".qr"), sheet].map((one) => one?.getBoundingClientRect().width ?? 0));
          expect(widths[0]).toBeLessThan(widths[1] ?? 0);
          await expectNoSidewaysScroll(page);
          const key = await keepKey(page);
          await page.goto(`${subjectOf.url}/my-contribution`);
          await page.waitForSelector("main[data-ready]");
          await page.fill("#contribution-key", key);
          await page.click("#open");
          await page.waitForSelector(".held");
          const texts = await page.locator(".right > .note").evaluateAll((all) => all.map((one) => one.clientWidth));
          expect(Math.min(...texts)).toBeGreaterThan(200);
          // Nor is the name of a month beside its figure.
          await page.click("#correct");
          const months = await page
            .locator(".figure-line > span:first-child")
            .evaluateAll((all) => all.map((one) => one.clientWidth));
          expect(Math.min(...months)).toBeGreaterThan(200);
          await expectNoSidewaysScroll(page);
        },
        { viewport },
      );
    } finally {
      await browser.close();
    }
  });

  test("a minor alone is told whom to ask, and nothing is sent; a parent or guardian consents with them", () =>
    withContributePage(subject(), "contribute", async ({ page, log }) => {
      await toReview(page);
      await page.check("[name=who][value=minor]");
      expect(await page.locator(".who .warn").textContent()).toContain("votre accord et celui d’un parent ou d’un tuteur");
      await page.click("#send");
      // It is said once, beside the answer that takes the focus.
      expect(await page.locator("#step-fault").textContent()).toBe("");
      expect(await page.locator(":focus").getAttribute("aria-describedby")).toBe("minor-stop");
      expect(log.filter((text) => text.startsWith("POST"))).toEqual([]);
      await page.check("[name=who][value=guardian]");
      expect(JSON.parse((await page.locator("#json").textContent()) ?? "").consent).toMatchObject({
        adult: false,
        guardian: true,
      });
      await page.click("#send");
      await keepKey(page);
    }));

  test("a letter is copied, printed alone, and is in the language of the page", () =>
    withContributePage(subject(), "contribute?lang=en", async ({ page, context }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.click("#holders-way");
      await page.locator(".holder summary").first().click();
      await page.locator(".letter-fold summary").first().click();
      await page.locator(".letter-fold").getByRole("button", { name: "Copy", exact: true }).click();
      await page.locator(".letter-fold [role=status]", { hasText: "Copied" }).waitFor();
      const copied = await page.evaluate<string>("navigator.clipboard.readText()");
      expect(copied).toContain("articles 15 and 20 of Regulation (EU) 2016/679");
      await page.evaluate(
        "window.print = () => { document.documentElement.dataset.printed = document.querySelector('.printing').textContent }",
      );
      await page.locator(".letter-fold").getByRole("button", { name: "Print" }).click();
      expect(await page.locator("html").getAttribute("data-printed")).toBe(copied);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("#choose").evaluate((one) => one.checkVisibility())).toBe(false);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await page.locator("#choose").evaluate((one) => one.checkVisibility())).toBe(true);
    }));
}
