import { expect, test } from "vitest";
import { type PagesSubject, withPage } from "./pages.ts";

/** Registers: the notice on paper. */
export function registerPaper(subject: () => PagesSubject): void {
  test("on paper the notice begins on its first page, however long its points are", () =>
    withPage(subject(), "notice", async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate(`getComputedStyle(document.querySelector("main .card")).breakInside`)).toBe("auto");
    }));
}
