import { expect, test } from "vitest";
import { openSite } from "../support/site.ts";
import { browsing } from "./browsing.ts";
import { registerCompare } from "./compare/compare.ts";
import { registerInputs } from "./compare/inputs.ts";
import { registerKeyboard } from "./compare/keyboard.ts";
import { registerAbsent } from "./contribute/absent.ts";
import { registerDownloads } from "./downloads.ts";
import { registerFailures } from "./failures.ts";
import { expectSound, openPage, registerSound, withPage } from "./pages.ts";
import { registerPaper } from "./paper.ts";
import { registerSaid } from "./said.ts";

/** Home, Compare and Privacy in Chromium, over the portal with a small made-up commons; skipped where there is no Chromium. */
browsing("pages in a browser", openSite, ({ subject, web }) => {
  registerSound(subject, "");
  registerSound(subject, "privacy", (page) => page.getByText("Tirer vingt fois").click());
  registerCompare(subject);
  registerInputs(subject);
  registerKeyboard(subject);
  registerDownloads(subject);
  registerPaper(subject);
  registerSaid(subject);
  registerFailures(subject, web);
  registerAbsent(subject);

  test("home has three doors and the figures of the commons, and says that the sample is made up", async () => {
    const { page, context } = await openPage(subject(), "");
    try {
      expect(await page.locator(".door a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual([
        "compare",
        "explore",
        "district",
      ]);
      // The town, two districts and the quarters that are not withheld.
      expect(await page.locator(".figures").textContent()).toMatch(/territoires publiés\s*5/);
      expect(await page.locator(".sample").textContent()).toContain("Échantillon inventé");
      expect(await page.locator("footer").textContent()).toContain("qui a choisi de contribuer");
    } finally {
      await context.close();
    }
  });

  test("a home where nothing is published climbs to a wider group, and says what was widened and why", async () => {
    const { page, context } = await openPage(subject(), "compare");
    try {
      await page.fill("#area-search", "Sud 2, Sud");
      expect(await page.locator("#area-1").inputValue()).toBe("S2");
      await page.selectOption("#home-size", "3");
      await page.fill("#amount", "9");
      await page.selectOption("#period", "2025");
      await page.click("button[type=submit]");
      expect(await page.locator(".widened").textContent()).toMatch(/Territoire élargi de Sud 2 à /);
      expect(await page.locator("#group option").count()).toBeGreaterThan(1);
      await page.selectOption("#group", { index: 1 });
      expect(await page.locator(".widened").textContent()).toContain("vous qui avez choisi");
      expect(await page.locator(".reference").textContent()).toContain("Invented for the tests");
      // The population is the source's: the town's name does not stand beside it.
      expect(await page.locator(".reference").textContent()).not.toMatch(/\(Bourg/);
    } finally {
      await context.close();
    }
  });

  test("where the release compares a home with nobody the page says so, and a group is chosen by the visitor alone", async () => {
    const { page, context } = await openPage(subject(), "compare?topic=electricity.energy");
    try {
      await page.fill("#amount", "210");
      await page.selectOption("#period", "2026-01");
      await page.click("button[type=submit]");
      expect(await page.locator("#result").textContent()).toContain("ne vous compare à personne");
      expect(await page.locator(".answer").count()).toBe(0);
      expect(await page.locator("#group option:checked").textContent()).toBe("–");
      await expectSound(page);
      await page.selectOption("#group", { index: 1 });
      expect(await page.locator(".sentence").textContent()).toMatch(/^Vous\s: 210/);
      expect(await page.locator(".group").textContent()).toContain("vous qui avez choisi");
      expect(await page.locator(".untold").textContent()).toMatch(/pas indiqué\s: chauffage principal, personnes dans le foyer/);
    } finally {
      await context.close();
    }
  });

  test("the explorer offers a topic in every format, and its citation, and each address answers with what it is called", () =>
    withPage(subject(), "explore?lang=en", async (page) => {
      const links = await page
        .locator(".tools a.button")
        .evaluateAll((all) => all.map((one) => [one.textContent ?? "", (one as HTMLAnchorElement).href] as const));
      const types = links.map(async ([name, href]) => [name, (await fetch(href)).headers.get("content-type")]);
      expect(await Promise.all(types)).toEqual([
        ["CSV for French Excel", "text/csv; charset=utf-8; header=present"],
        ["CSV", "text/csv; charset=utf-8; header=present"],
        ["JSON", "application/json"],
        ["Parquet", "application/vnd.apache.parquet"],
        ["Arrow", "application/vnd.apache.arrow.file"],
        ["SDMX-CSV", expect.stringMatching(/^application\/vnd\.sdmx\.data\+csv/)],
        ["SDMX-JSON", expect.stringMatching(/^application\/vnd\.sdmx\.data\+json/)],
        ["Arrow (stream)", "application/vnd.apache.arrow.stream"],
        ["Boundaries (GeoJSON)", "application/geo+json"],
        ["BibTeX", "application/x-bibtex; charset=utf-8"],
        ["RIS", "application/x-research-info-systems; charset=utf-8"],
        ["CSL-JSON", "application/vnd.citationstyles.csl+json"],
      ]);
    }));

  test("privacy shows what was spent and what was withheld, from the newest release", async () => {
    const { page, context } = await openPage(subject(), "privacy");
    try {
      expect(await page.locator(".spent").textContent()).toMatch(/^En 2026, 0,93 ont été dépensés sur 4,00 permis/);
      expect(await page.getByRole("region", { name: "Le journal du budget" }).getByRole("row").count()).toBe(4);
      const means = page.getByRole("region", { name: /^Moyennes de tous les foyers participants.*toutes mesures additionnées/ });
      // The unreliable ones are among the published.
      expect(await means.getByRole("row").first().textContent()).toBe("NiveauPubliéesdont peu fiablesMasquées");
      expect(await means.getByRole("row").count()).toBeGreaterThan(1);
      // A table a level of the year's release, though the newest release holds the town alone; from 200 homes to too many.
      const forecast = page.getByRole("region", { name: /données publiées sur données possibles/ });
      expect(await forecast.getByRole("row").allTextContents()).toEqual([
        "Tableau200 foyers3\u202f000 foyers100\u202f000 foyers700\u202f000 foyers",
        ...["Town", "District", "Quarter"].map((level) => expect.stringContaining(`${level}, tous les foyers`)),
      ]);
      expect(await page.locator(".forecast").textContent()).toContain("compte 4\u202f000 logements");
      // The calendar proposed for each number, from the same public figures; the error's three parts, drawn and in a table.
      const proposal = page.getByRole("region", { name: /^Pour chaque échelle/ });
      const rows = await proposal.getByRole("row").allTextContents();
      expect(rows[0]).toBe("FoyersMesures par foyerTownDistrictQuarter");
      expect(rows.slice(1)).toEqual(
        ["200", "3\u202f000", "100\u202f000", "700\u202f000"].map((n) => expect.stringContaining(`${n} foyers1`)),
      );
      expect(rows[4]).toMatch(/chaque mois \(1 sur 1, .*chaque mois \(2 sur 2, .*chaque mois \(4 sur 4, /);
      const errors = page.getByRole("region", { name: /^Plafond, seuil et flou, avec 3\s000/ });
      expect(await errors.getByRole("row").count()).toBe(1 + 3);
      expect(await page.locator(".error-bars rect").count()).toBeGreaterThanOrEqual(3);
      expect(await page.locator("main").textContent()).toContain("estimé à partir des nombres floutés de la publication 2025");
      await page.selectOption("#error-size", "200");
      await page.getByRole("region", { name: /^Plafond, seuil et flou, avec 200/ }).waitFor();
      const draws = page.getByRole("region", { name: "Les nombres tirés" });
      expect(await draws.getByRole("row").count()).toBe(2);
      await page.getByText("Tirer vingt fois").click();
      expect(await draws.getByRole("row").count()).toBeGreaterThan(2);
    } finally {
      await context.close();
    }
  });
});
