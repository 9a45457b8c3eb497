import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type Subject, withPage } from "../pages.ts";

/** more stops than the page has before any field */
const MOST_STOPS = 40;

/** Goes on by Tab until the wanted element has the focus; every stop on the way shows that it has it, on screen. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe("none");
    expect(await focused.evaluate((element) => element.getBoundingClientRect().bottom > 0)).toBe(true);
    if (await focused.evaluate((element, selector) => element.matches(selector), wanted)) return;
  }
  throw new Error(`${wanted} is not reached by Tab`);
}

/** Registers: a person without a mouse compares. */
export function registerKeyboard(subject: () => Subject): void {
  test("the keyboard alone answers, submits, reads the answer and changes the group", () =>
    withPage(subject(), "compare", async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("Aller au contenu");
      await tabTo(page, "#home-size");
      await page.keyboard.press("ArrowDown");
      expect(await page.locator("#home-size").inputValue()).not.toBe("unknown");
      await tabTo(page, "#area-search");
      await page.keyboard.type("Sud 2, Sud");
      expect(await page.locator("#area-1").inputValue()).toBe("S2");
      await tabTo(page, "[name=kind]");
      await page.keyboard.press("ArrowDown");
      expect(await page.locator("[name=kind]:checked").inputValue()).toBe("year");
      await tabTo(page, "#amount");
      await page.keyboard.type("112,8");
      await page.keyboard.press("Enter");
      expect(await page.locator(":focus").getAttribute("id")).toBe("result");
      expect(await page.locator(".sentence").textContent()).toMatch(/^Vous\s: 9,4/);
      await tabTo(page, "#group");
      await page.keyboard.press("ArrowDown");
      expect(await page.locator(".widened").textContent()).toContain("vous qui avez choisi");
      expect(await page.locator(":focus").getAttribute("id")).toBe("group");
    }));

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
