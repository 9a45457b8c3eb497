import { expect, test } from "vitest";
import { expectNoSidewaysScroll, type PagesSubject, withPage } from "./pages.ts";

/** Height in px of an A4 page between its margins, and its width. */
const [PAGE_HEIGHT, PAGE_WIDTH] = [1032, 680];

/** Registers: the notice and Confiance on paper. */
export function registerPaper(subject: () => PagesSubject): void {
  test("on paper the notice begins on its first page, however long its points are", () =>
    withPage(subject(), "notice", async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.evaluate(`getComputedStyle(document.querySelector("main .card")).breakInside`)).toBe("auto");
      // Its short part ends there too.
      await page.setViewportSize({ width: PAGE_WIDTH, height: PAGE_HEIGHT });
      expect(await page.evaluate(`document.querySelector("main .card").getBoundingClientRect().bottom + scrollY`)).toBeLessThan(
        PAGE_HEIGHT,
      );
    }));

  test("Confiance says who sees what and until when, and what an intruder would find, and nothing is cut with letters twice as large", () =>
    withPage(
      subject(),
      "privacy",
      async (page) => {
        await page.evaluate("document.documentElement.style.fontSize = '200%'");
        const rows = page.locator(".who-sees .who-row");
        expect(await rows.first().locator("dt").textContent()).toBe("Vous, avec votre clé");
        expect(await rows.first().textContent()).toContain("mois au plus");
        expect(await rows.last().textContent()).toContain("11 foyers au moins");
        expect(await page.locator(".intruder tbody th").allTextContents()).toEqual([
          "Une copie des fichiers du site",
          "Les pages, qu’il modifie",
          "Le coffre, sans sa clé",
          "Le coffre et sa clé",
          "Le fichier des demandes, rangé à côté de la clé",
          "La machine en marche",
          "Les tirages faits et conservés",
          "La clé qui signe",
        ]);
        await expectNoSidewaysScroll(page);
        // Nor is any part of the tables: not the hash of an entry, nor what the folds hold.
        await page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true");
        await page.waitForSelector(".further table");
        const cut = await page
          .locator(".table-scroll")
          .evaluateAll((all) => all.flatMap((one) => (one.scrollWidth > one.clientWidth ? [one.textContent] : [])));
        expect(cut).toEqual([]);
        expect(await page.locator("#journal td code").first().isVisible()).toBe(true);
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("Confiance on paper, and its officer's part filed by itself, say whose it is, its day and its address, and where its documents are", () =>
    withPage(subject(), "privacy", async (page) => {
      await page.waitForSelector("#officer");
      await page.emulateMedia({ media: "print" });
      const officer = page.locator("#officer");
      for (const line of [page.locator("main .only-print").first(), officer.locator(".only-print")])
        expect(await line.textContent()).toMatch(/^.+, imprimé le .+ \d{4}\u00a0: http\S+\/privacy(\.html)?$/);
      expect(
        await officer.locator("a[href$='/v1/log.json']").evaluate((link) => getComputedStyle(link, "::after").content),
      ).toMatch(/http\S+\/v1\/log\.json/);
      expect(await officer.textContent()).toMatch(/15 mois au plus.*sauvegardes.*Restent, sans limite, des empreintes/);
      // What an officer files is on paper, although nobody opened it.
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      const printed = page.locator(".only-print:visible h3");
      await printed.filter({ hasText: "Ce qui n’est pas montré" }).waitFor();
      expect(await page.locator(".intruder details[open] tbody th").count()).toBeGreaterThan(1);
      expect(await printed.allTextContents()).toEqual(
        expect.arrayContaining(["Les trois critères d’anonymisation", "Ce qui n’est pas montré, et pourquoi"]),
      );
      for (const size of [{ preferCSSPageSize: true }, { format: "A4" }]) {
        const pdf = (await page.pdf(size)).toString("latin1");
        expect((pdf.match(/\/Type \/Page\b/g) ?? []).length).toBeLessThanOrEqual(3);
      }
    }));

  test("on paper Confiance draws budget and bet for the sheet, as wide from a phone as from a desk", () =>
    withPage(
      subject(),
      "privacy",
      async (page) => {
        const widths = () =>
          page.locator(":is(#budget, #bet-blind, #bet-read)").evaluateAll((all) => all.map((one) => one.getAttribute("width")));
        await page.waitForSelector("#budget");
        const onScreen = await widths();
        await page.evaluate("dispatchEvent(new Event('beforeprint'))");
        await page.waitForSelector("#budget[width='300']");
        expect(await widths()).toEqual(["300", "300", "300"]);
        // Each is seen whole: its frame is that of the sheet, too.
        const frames = page.locator(":is(#budget, #bet-blind, #bet-read)");
        expect(
          await frames.evaluateAll((all) =>
            all.filter((one) => one.getAttribute("viewBox")?.split(" ")[2] !== one.getAttribute("width")).map(({ id }) => id),
          ),
        ).toEqual([]);
        await page.evaluate("dispatchEvent(new Event('afterprint'))");
        await page.waitForSelector("#budget:not([width='300'])");
        expect(await widths()).toEqual(onScreen);
      },
      { viewport: { width: 360, height: 740 } },
    ));
}
