import { expect, test } from "vitest";
import { type Subject, withPage } from "./pages.ts";

/** Registers: the area profile and the notice on paper. */
export function registerPaper(subject: () => Subject): void {
  test("on paper the notice begins on its first page, however long its points are", () =>
    withPage(subject(), "notice", async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate(`getComputedStyle(document.querySelector("main .card")).breakInside`)).toBe("auto");
    }));

  test("on paper the profile is dark on white whatever the screen, with maps and values, without what only a screen uses", () =>
    withPage(
      subject(),
      "district?period=2025",
      async (page) => {
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        const visible = (selector: string) => page.locator(selector).first().isVisible();
        for (const shown of ["h1", "#area-title", "#map-value", "#map-margin", "#ranking", "table tbody td", ".method"]) {
          expect([shown, await visible(shown)]).toEqual([shown, true]);
        }
        for (const gone of ["header nav", "header .actions", "form", ".tools", "summary", ".two .note .no-print"]) {
          expect([gone, await visible(gone)]).toEqual([gone, false]);
        }
        const [paper, card] = (await page.evaluate(
          `[document.body, document.querySelector(".card")].map((one) => getComputedStyle(one).backgroundColor)`,
        )) as string[];
        expect([paper, card]).toEqual(["rgb(255, 255, 255)", "rgb(255, 255, 255)"]);
        // A head is painted again on each page of a table; a button within it is not, its words are.
        expect(await page.evaluate(`getComputedStyle(document.querySelector("th > .sort")).display`)).toBe("contents");
        // The width of an A4 page between its margins: a map's legend can be read.
        await page.setViewportSize({ width: 716, height: 1000 });
        // Drawings are made anew for the width: until then there is no legend.
        const legend = page.locator("#map-value .legend text").first();
        await expect.poll(async () => (await legend.boundingBox())?.height ?? 0, { timeout: 20_000 }).toBeGreaterThan(9);
        expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
      },
      { colorScheme: "dark" },
    ));
}
