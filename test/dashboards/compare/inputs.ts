import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { MAX_DAYS, MIN_DAYS } from "../../../src/importers/bill.ts";
import { type Subject, withPage } from "../pages.ts";
import { answerAll } from "./compare.ts";

async function expectFault(page: Page, message: RegExp, field: string): Promise<void> {
  await page.click("button[type=submit]");
  expect(await page.getByRole("alert").textContent()).toMatch(message);
  expect(await page.locator("[aria-invalid=true]").evaluateAll((all) => all.map((one) => one.id))).toEqual([field]);
  expect(await page.evaluate("document.activeElement.id")).toBe(field);
  expect(await page.locator(".answer").count()).toBe(0);
}

/** Registers what `/compare` says of an answer that cannot be compared, and that it forgets it once it is put right. */
export function registerInputs(subject: () => Subject): void {
  test("a wrong value is said at its field, in its own words, and nothing is compared", () =>
    withPage(subject(), "compare", async (page) => {
      for (const [typed, message] of [
        ["", /^Tapez une valeur/],
        ["beaucoup", /^Ceci n’est pas un nombre/],
        ["-9,4", /ne peut pas être négative/],
        ["9,4 m3", /^Ceci n’est pas un nombre/],
      ] as const) {
        await page.fill("#amount", typed);
        await expectFault(page, message, "amount");
      }
      await answerAll(page, { choice: 0, value: "9,4" });
      expect(await page.locator(".fault").textContent()).toBe("");
      expect(await page.locator("[aria-invalid]").count()).toBe(0);
      expect(await page.locator(".sentence").textContent()).toMatch(/^Vous\s: 9,4/);
      // Wrong again: the answer to what was right does not stay below, and the fault goes with the first change.
      await page.fill("#amount", "-3");
      await expectFault(page, /ne peut pas être négative/, "amount");
      await page.fill("#amount", "-");
      expect(await page.locator(".fault").textContent()).toBe("");
    }));

  test("a bill without dates, that ends before it begins, of one day or of three years is refused in words", () =>
    withPage(subject(), "compare?lang=en", async (page) => {
      await page.getByRole("radio", { name: "a bill" }).check();
      await page.fill("#amount", "120");
      for (const [from, to, message, field] of [
        ["", "", /first day/, "bill-from"],
        ["2025-01-01", "", /last day/, "bill-to"],
        ["2025-02-01", "2025-01-01", /ends before it begins/, "bill-to"],
        ["2025-01-01", "2025-01-01", new RegExp(`fewer than ${MIN_DAYS} days`), "bill-to"],
        ["2023-01-01", "2025-12-31", new RegExp(`more than ${MAX_DAYS} days`), "bill-to"],
      ] as const) {
        await page.fill("#bill-from", from);
        await page.fill("#bill-to", to);
        await expectFault(page, message, field);
      }
    }));

  test("the strip is drawn again for a narrower window, inside it, and keeps marks on its axis", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "9,4" });
      const strip = page.locator("svg.strip");
      const wide = Number(await strip.getAttribute("width"));
      await page.setViewportSize({ width: 360, height: 800 });
      await expect.poll(async () => Number(await strip.getAttribute("width"))).toBeLessThan(wide);
      expect((await strip.boundingBox())?.width).toBe(Number(await strip.getAttribute("width")));
      expect(await strip.locator("text").count()).toBeGreaterThanOrEqual(3 + 3);
      expect(await page.locator("#result").count()).toBe(1);
    }));
}
