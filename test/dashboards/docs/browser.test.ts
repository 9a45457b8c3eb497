import { expect, test } from "vitest";
import { intakeDescription } from "../../intake/support.ts";
import { openSite } from "../../support/site.ts";
import { browsing } from "../browsing.ts";
import { expectSound, withPage } from "../pages.ts";

browsing("the documentation in a browser", openSite, ({ subject, site, browser }) => {
  test("the page is sound on a phone in the light and on a desktop in the dark, with its folds open, and changes its language", () =>
    withPage(
      subject(),
      "docs",
      async (page) => {
        // The measures come first, each with its page; then how to take the data, with nothing to open: a spreadsheet, R, Python.
        const parts = page.locator(".docs-parts > section");
        expect(await parts.evaluateAll((all) => all.slice(0, 2).map(({ id }) => id))).toEqual(["measures", "programs"]);
        expect(await parts.first().getByRole("link").count()).toBeGreaterThan(0);
        const first = page.locator("#programs");
        expect((await first.locator("h3").allTextContents()).slice(0, 3)).toEqual(["Dans un tableur", "R", "Python"]);
        expect(await first.locator("pre:visible").first().textContent()).toContain("read.csv(");
        // Where a browser forbids copying, one is told to do it by hand.
        await page.evaluate(
          "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })",
        );
        await first.getByRole("button", { name: "Copier (R)" }).click();
        await first.getByText("Copié.").waitFor();
        expect(await page.evaluate("window.copied")).toContain("read.csv(");
        await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
        await first.getByRole("button", { name: "Copier (Python)" }).click();
        await first.getByText("sélectionnez le programme").waitFor();
        await page.locator("#dictionary-water > summary").click();
        await page.waitForSelector("#dictionary-water .dictionary");
        await page.locator("#reference .one-tap-away > summary").first().click();
        await page.locator("#reference .address > summary").first().click();
        await expectSound(page);
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.emulateMedia({ colorScheme: "dark" });
        await expectSound(page, ["color-contrast"]);
        await page.getByRole("link", { name: "English" }).click();
        await page.waitForSelector("html[lang=en] main[data-ready]");
        expect(await page.getByRole("navigation", { name: "Main navigation" }).count()).toBe(1);
      },
      { viewport: { width: 360, height: 800 } },
    ));

  test("on paper no closed fold stands under a heading: a line says where it is read", () =>
    withPage(subject(), "docs", async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".docs-parts summary:visible").count()).toBe(0);
      expect(await page.locator(".docs-parts .only-print:visible").allTextContents()).toEqual(
        ["programs", "dictionary", "reference"].map((part) => `À lire à l’écran\u00a0: ${page.url()}#${part}`),
      );
    }));

  test("on paper the method begins below its title and fills two pages", () =>
    withPage(subject(), "docs?page=method", async (page) => {
      const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      expect((pdf.match(/\/Type \/Page\b/g) ?? []).length).toBe(2);
    }));

  test("the steps of the method follow each other without a hole, in two columns of a desk", () =>
    withPage(
      subject(),
      "docs?page=method",
      async (page) => {
        const boxes = await page
          .locator(".method > li")
          .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
        const columns = new Set(boxes.map(({ left }) => left));
        expect(columns.size).toBe(2);
        for (const [i, { top, left }] of boxes.entries()) {
          const before = boxes[i - 1];
          if (before?.left === left) expect(Math.abs(top - before.bottom)).toBeLessThan(1);
        }
      },
      { viewport: { width: 1280, height: 900 } },
    ));

  test("every address of the description is shown, with its parameters and a command that can be pasted", () =>
    withPage(subject(), "docs?lang=en", async (page) => {
      const described = (await (await fetch(`${site().url}openapi.json`)).json()) as { paths: Record<string, object> };
      const shown = await page.locator("#reference summary code").allTextContents();
      expect([...shown].sort()).toEqual(Object.keys(described.paths).sort());
      const records = page.locator("#reference .address", { hasText: "/v1/datasets/{id}/records" }).first();
      await records.locator("> summary").click();
      expect(await records.locator("pre").textContent()).toBe(`curl '${site().url}v1/datasets/water/records'`);
      expect(await records.getByRole("region", { name: "Parameters" }).textContent()).toContain("HOUSEHOLD_TYPE");
    }));

  test("a dictionary opens by its address, and says whom the figures stand for in the page's language", () =>
    withPage(subject(), "docs?lang=en#dictionary-electricity", async (page) => {
      await page.waitForSelector("#dictionary-electricity .dictionary");
      expect(await page.locator("#dictionary-electricity").textContent()).toContain("Only the homes counted in Town");
      expect(await page.locator("#dictionary-water .dictionary").count()).toBe(0);
      // What holds for every topic is said once.
      expect(await page.locator("#dictionary-electricity").textContent()).not.toContain("CONF_STATUS");
      await page.locator("#dictionary-common > summary").click();
      await page.waitForSelector("#dictionary-common .dictionary");
      expect(await page.locator("#dictionary-common").textContent()).toContain("CONF_STATUS");
    }));

  test("a measure has a page of its own: what it is, who takes part, how it is protected, where it is published", () =>
    withPage(subject(), "docs?measure=water.volume", async (page) => {
      expect(await page.locator("h1").textContent()).toBe("Eau consommée au logement");
      const text = ((await page.locator("main").textContent()) ?? "").replace(/[\u00a0\u202f]/g, " ");
      expect(text).toContain("L’eau qu’un logement consomme, en m³ par mois. Pour une année ou un trimestre : le mois moyen.");
      expect(text).toContain("40 m³ par mois : au-delà, une valeur compte pour ce plafond");
      expect(text).toMatch(/Qui est compté\d[\d ]* foyers de Bourg/);
      const levels = page.getByRole("region", { name: "Ce qui est publié, niveau par niveau" });
      expect(await levels.getByRole("row").count()).toBeGreaterThan(1);
      expect(await levels.getByRole("row").nth(1).textContent()).toMatch(/1 sur 1/);
      expect(text).toMatch(/Périodes.*2025.*, la dernière publiée le .*révision/);
      expect(text).toMatch(/Imprimé le \d+(er)? \S+ \d{4} : http/);
      // The address answers, and with this measure alone.
      const { rows } = (await (
        await fetch((await page.locator("#take ~ dl a.code-block").getAttribute("href")) ?? "")
      ).json()) as {
        rows: { MEASURE: string }[];
      };
      expect(new Set(rows.map(({ MEASURE }) => MEASURE))).toEqual(new Set(["volume"]));
      await expectSound(page);
      await page.getByRole("link", { name: "Classement" }).click();
      await page.waitForSelector("main[data-ready] #ranking-0");
      await page.goto(`${site().url}docs?measure=nothing.here`);
      await page.waitForSelector("main[data-ready] .warn");
      // What stands below the refusal is the whole documentation.
      expect(await page.locator(".warn").allTextContents()).toEqual(["Cette mesure n’existe pas dans ce commun."]);
      expect(await page.locator("#reference details").count()).toBeGreaterThan(0);
    }));

  test("a site that takes no contributions says so where it is asked, and asks itself nothing", async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    try {
      await page.goto(`${site().url}docs`);
      await page.waitForSelector("main[data-ready]");
      expect(asked).not.toContain("/intake/openapi.json");
      await page.click("#show-intake");
      await page.waitForSelector("#others .warn");
      expect(await page.locator("#others .warn").textContent()).toContain("ne reçoit pas de contributions");
    } finally {
      await context.close();
    }
  });

  test("a description of the intake is shown where the site has one", () =>
    withPage(subject(), "docs", async (page) => {
      const document = await intakeDescription();
      await page.route("**/intake/openapi.json", (route) => route.fulfill({ json: document }));
      await page.click("#show-intake");
      const donations = page.locator("#others .address", { hasText: "POST /v1/donations" }).first();
      await donations.locator("> summary").click();
      await page.waitForSelector("#others .address-details");
      expect(await donations.textContent()).toContain("consent.purposes");
    }));
});
