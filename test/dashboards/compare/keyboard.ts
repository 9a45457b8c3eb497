import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { keepsPages, openBrowserThatKeeps } from "../../support/browser.ts";
import { addressOf, type PagesSubject, withPage } from "../pages.ts";

/** Goes on by Tab until the wanted element has the focus; every stop on the way shows that it has it, on screen. */
async function tabTo(page: Page, wanted: string, most: number): Promise<void> {
  for (let stop = 0; stop < most; stop++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    expect(
      await focused.evaluate((element) => {
        const shown = (one: Element | null): boolean => one !== null && getComputedStyle(one).outlineStyle !== "none";
        return (shown(element) || shown(element.parentElement)) && element.getBoundingClientRect().bottom > 0;
      }),
    ).toBe(true);
    if (await focused.evaluate((element, selector) => element.matches(selector), wanted)) return;
  }
  throw new Error(`${wanted} is not reached in ${most} stops`);
}

/** Height in px that a keyboard leaves of a phone, and of a line of an answer. */
const [HIGH, LINE] = [510, 20];

/** Registers: a person without a mouse compares. */
export function registerKeyboard(subject: () => PagesSubject): void {
  test("the keyboard alone answers on the first page: past the header, a chip, a place, a figure, and the sentence", () =>
    withPage(subject(), "", async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("Aller au contenu");
      await page.keyboard.press("Enter");
      // The topics are one stop, and arrows move among them.
      await tabTo(page, "[name=topic]", 2);
      await page.keyboard.press("ArrowRight");
      expect(await page.locator("[name=topic]").nth(1).isChecked()).toBe(true);
      await page.keyboard.press("ArrowLeft");
      await tabTo(page, ".chip", 1);
      await page.keyboard.press("Space");
      expect(await page.locator(":focus").getAttribute("aria-pressed")).toBe("true");
      await tabTo(page, "[role=combobox]", 12);
      await page.keyboard.type("sud 2");
      expect(await page.locator("[role=option]").allTextContents()).toEqual([expect.stringMatching(/^Sud 2/)]);
      await page.keyboard.press("Enter");
      expect(await page.locator("[role=combobox]").inputValue()).toBe("Sud 2");
      await tabTo(page, "[data-amount]", 1);
      await page.keyboard.type("9,4");
      await page.locator(".reply .sentence:not(.quiet)").waitFor();
      // Past the other ways to give the figure.
      await tabTo(page, "a.button.wide", 3);
      await page.keyboard.press("Enter");
      expect(await page.locator("main").getAttribute("class")).toBe("compare");
      await page.waitForSelector("#main:focus");
      expect(await page.locator("[data-amount]").first().inputValue()).toBe("9,4");
    }));

  test("above a phone's keyboard the answer begins to be seen while one types; Enter leaves the field, and the sentence is seen whole", () =>
    withPage(
      subject(),
      "",
      async (page) => {
        const field = page.locator("[data-amount]").first();
        const sentence = page.locator(".reply .sentence:not(.quiet)").first();
        for (const view of ["home", "compare"]) {
          if (view === "compare") await page.locator("a.button.wide").tap();
          await page.waitForSelector(`main.${view}`);
          await field.tap();
          await field.fill("9");
          await sentence.waitFor();
          expect((await sentence.boundingBox())?.y).toBeLessThan(HIGH - LINE);
          await page.keyboard.press("Enter");
          await page.waitForSelector("[data-amount]:not(:focus)");
          const { y = 0, height = 0 } = (await sentence.boundingBox()) ?? {};
          expect(y + height).toBeLessThanOrEqual(HIGH);
          expect((await field.boundingBox())?.y).toBeGreaterThanOrEqual(0);
        }
      },
      { viewport: { width: 390, height: HIGH }, hasTouch: true },
    ));

  test("a figure is typed right after a place was tapped that lay over its field", () =>
    withPage(
      subject(),
      "",
      async (page) => {
        const { x = 0, y = 0, width = 0, height = 0 } = (await page.locator("[data-amount]").boundingBox()) ?? {};
        const middle = [x + width / 2, y + height / 2] as const;
        await page.locator("[role=combobox]").tap();
        await page.keyboard.type("nord");
        await page.locator("[role=option]").first().waitFor();
        expect(await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.closest("[role=option]") != null, middle)).toBe(
          true,
        );
        await page.touchscreen.tap(...middle);
        await page.touchscreen.tap(...middle);
        await page.keyboard.type("86");
        expect(await page.locator("[data-amount]").inputValue()).toBe("86");
      },
      { viewport: { width: 320, height: 740 }, hasTouch: true },
    ));

  test("on a phone the sentence is two taps and one figure from the first page, and the menu opens, closes and gives the focus back", () =>
    withPage(
      subject(),
      "",
      async (page) => {
        // Steps and characters are counted by the page, so that the path cannot get longer unseen.
        await page.evaluate(
          "steps = { taps: 0, characters: 0 }, addEventListener('click', () => steps.taps++), addEventListener('keydown', () => steps.characters++)",
        );
        await page.locator(".question .chip").nth(1).tap();
        await page.locator(".question [data-amount]").tap();
        await page.keyboard.type("9");
        await page.locator(".reply .sentence:not(.quiet)").waitFor();
        expect(await page.evaluate("steps")).toEqual({ taps: 2, characters: 1 });
        expect((await page.locator("header.site").boundingBox())?.height).toBeLessThan(64);
        await page.getByRole("button", { name: "Menu" }).tap();
        expect(await page.locator("dialog nav a").count()).toBeGreaterThanOrEqual(4);
        await page.keyboard.press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
        await page.waitForSelector("[aria-haspopup=dialog]:focus");
        await page.getByRole("button", { name: "Menu" }).tap();
        await page.locator("dialog nav a").first().tap();
        await page.waitForSelector("main.compare");
        expect(await page.locator("[data-amount]").first().inputValue()).toBe("9");
        // Neither does a step back or forward leave a page under the menu.
        for (const step of ["back", "forward"]) {
          await page.getByRole("button", { name: "Menu" }).tap();
          await page.evaluate(`history.${step}()`);
          await page.locator("dialog").waitFor({ state: "detached" });
          await page.waitForSelector(step === "back" ? "main.home" : "main.compare");
        }
      },
      { viewport: { width: 360, height: 740 }, hasTouch: true },
    ));

  test("a topic is one tap more; its own number, its own card first, and it stays chosen as one comes back", () =>
    withPage(
      subject(),
      "",
      async (page) => {
        const topic = page.locator(".segmented label").nth(1);
        const name = (await topic.textContent()) ?? "";
        await topic.tap();
        await page.locator(".question .chip").nth(1).tap();
        await page.locator(".question [data-amount]").tap();
        await page.keyboard.type("300");
        await page.locator(".reply .sentence:not(.quiet)").waitFor();
        expect(await page.locator(".map-figure :is(h2, h3)").first().textContent()).toContain(name);
        await page.getByRole("link", { name: "Voir le détail" }).tap();
        expect(await page.locator(".topic h2").allTextContents()).toEqual([name]);
        expect(await page.locator("[data-amount]").first().inputValue()).toBe("300");
        await page.goBack();
        await page.waitForSelector("main.home");
        expect(await topic.locator("input").isChecked()).toBe(true);
        await page.locator(".segmented label").first().tap();
        expect(await page.locator("[data-amount]").inputValue()).toBe("");
      },
      { viewport: { width: 360, height: 740 }, hasTouch: true },
    ));

  test("the menu of other pages goes back to the answers, over what was chosen there, and sends nothing of the way", () =>
    withPage(subject(), "", async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => request.isNavigationRequest() && asked.push(request.url()));
      const place = (): Promise<number> => page.evaluate("navigation.currentEntry.index");
      const follow = async (name: string, path: string): Promise<void> => {
        await page.getByRole("link", { name, exact: true }).first().click();
        await page.waitForURL(addressOf(subject(), path));
        await page.waitForSelector("main[data-ready]");
      };
      await page.locator("[data-amount]").fill("12");
      await page.getByRole("link", { name: "Voir le détail" }).click();
      await page.waitForURL(addressOf(subject(), "compare"));
      const answers = await place();
      await follow("Quartiers", "district");
      await page.evaluate("history.pushState(null, '', '?view=portrait')");
      await follow("Confiance", "privacy");
      expect(asked).toEqual([addressOf(subject(), "district"), addressOf(subject(), "privacy")]);
      await follow("Me situer", "compare");
      expect(await place()).toBe(answers + 1);
      // Browsers under test keep no page, so that it is loaded again, and says so.
      expect(await page.locator(".topic .reply").textContent()).toContain("sont effacées");
      await follow("Confiance", "privacy");
      await page.locator("header a:not(.skip)").first().click();
      await page.waitForSelector("main.home[data-ready]");
      expect(await place()).toBe(answers + 2);
      expect(page.url()).not.toContain("#");
    }));

  test("a way back that leads out of the site is not followed, and leaves the address", () =>
    withPage(subject(), "privacy#back-3-compare", async (page) => {
      expect(page.url()).toBe(addressOf(subject(), "privacy"));
      await page.getByRole("link", { name: "Me situer", exact: true }).first().click();
      await page.waitForURL(addressOf(subject(), "compare"));
      await page.waitForSelector("main.compare[data-ready]");
      expect(await page.evaluate("navigation.currentEntry.index")).toBeGreaterThan(0);
    }));

  test.skipIf(!keepsPages)(
    "from other pages the menu leads to any of the three places with what was typed, where the browser keeps pages",
    async () => {
      const browser = await openBrowserThatKeeps();
      try {
        await withPage({ ...subject(), browser }, "", async (page) => {
          const asked: string[] = [];
          page.on("request", (request) => request.isNavigationRequest() && asked.push(request.url()));
          const follow = async (name: string, path: string): Promise<void> => {
            await page.getByRole("link", { name, exact: true }).first().click();
            await page.waitForURL(addressOf(subject(), path), { waitUntil: "commit" });
            await page.waitForSelector("main[data-ready]");
          };
          await page.locator("[data-amount]").fill("12");
          await follow("Quartiers", "district");
          await follow("Confiance", "privacy");
          await follow("Me situer", "compare");
          expect(await page.locator("[data-amount]").first().inputValue()).toBe("12");
          await follow("Confiance", "privacy");
          // Another language is a page of its own, too.
          await follow("English", "privacy?lang=en");
          await page.locator("header a:not(.skip)").first().click();
          await page.waitForSelector("main.home");
          expect(await page.locator("[data-amount]").inputValue()).toBe("12");
          expect(page.url()).toMatch(/\/(index\.html)?\?lang=en$/);
          // What named the place wanted is gone with the steps that lay before.
          expect(await page.evaluate("navigation.entries().map((entry) => entry.getState() ?? '')")).toEqual(["", "", ""]);
          // *Back* leads to the page that was read last, and from there to the answers.
          await page.goBack({ waitUntil: "commit" });
          await page.waitForURL(addressOf(subject(), "privacy?lang=en"), { waitUntil: "commit" });
          await page.waitForSelector("main[data-ready]:not(.home, .compare)");
          await page.goBack({ waitUntil: "commit" });
          await page.waitForSelector("main[data-ready] [data-amount]");
          expect(await page.locator("[data-amount]").first().inputValue()).toBe("12");
          expect(asked.splice(4).map((url) => url.replace(/#.*/, ""))).toEqual([addressOf(subject(), "privacy?lang=en")]);
          expect(asked).toEqual(["district", "privacy", "privacy", "privacy?lang=en"].map((path) => addressOf(subject(), path)));
        });
      } finally {
        await browser.close();
      }
    },
  );

  test("a tap in the field of a place, though it has the focus, begins another place", () =>
    withPage(
      subject(),
      "",
      async (page) => {
        const field = page.locator("[role=combobox]");
        for (const [typed, name] of [
          ["nord 1", "Nord 1"],
          ["sud 2", "Sud 2"],
        ] as const) {
          await field.tap();
          await page.keyboard.type(typed);
          expect(await field.inputValue()).toBe(typed);
          // What is being typed keeps its caret.
          await field.tap();
          await page.locator("[role=option]").first().tap();
          expect(await field.inputValue()).toBe(name);
        }
      },
      { viewport: { width: 360, height: 740 }, hasTouch: true },
    ));

  test("who asks for less motion gets none", () =>
    withPage(
      subject(),
      "compare",
      async (page) => {
        expect(
          await page
            .locator("*")
            .evaluateAll(
              (all) =>
                all
                  .map((one) => getComputedStyle(one))
                  .filter(({ transitionDuration, animationName }) => transitionDuration !== "0s" || animationName !== "none")
                  .length,
            ),
        ).toBe(0);
      },
      { reducedMotion: "reduce" },
    ));
}
