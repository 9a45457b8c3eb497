import { expect, test } from "vitest";
import { openSite } from "../../support/site.ts";
import { browsing } from "../browsing.ts";
import { openPage } from "../pages.ts";
import { registerProfile } from "./profile.ts";
import { registerDistrict } from "./walk.ts";

browsing(
  "the area profile and the explorer, in a browser",
  (web) => openSite(web, ["2025", "2026-01", "2026-02"]),
  ({ subject, site }) => {
    registerDistrict(subject);
    registerProfile(subject);

    test("a researcher filters, and the address of the rows answers with the same rows", async () => {
      const { page } = await openPage(subject(), "explore");
      await page.locator("#level").selectOption("quarter");
      expect(new URL(page.url()).searchParams.get("level")).toBe("quarter");
      const shown = await page.locator("main table tbody tr").count();
      const address = await page.locator("#api").inputValue();
      const answer = await fetch(address);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ total: shown });
      expect(await page.locator("main table").textContent()).toContain("donnée masquée");
      for (const format of ["csv", "arrow", "parquet", "json"]) {
        const href = await page.locator(`a[href$="/exports/water.${format}"]`).getAttribute("href");
        expect((await fetch(new URL(href ?? "", site().url))).status).toBe(200);
      }
      await page.context().close();
    });
  },
);
