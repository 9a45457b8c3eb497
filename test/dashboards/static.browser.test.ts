import { expect, test } from "vitest";
import { LICENCE } from "../../src/contract/licence.ts";
import { openStaticSite } from "../support/site.ts";
import { browsing } from "./browsing.ts";
import { registerUnasked } from "./compare/compare.ts";
import { registerInputs } from "./compare/inputs.ts";
import { registerKeyboard } from "./compare/keyboard.ts";
import { registerDistrict, registerFrames } from "./district/walk.ts";
import { expectLargeFields, registerSound, withPage } from "./pages.ts";
import { registerPaper } from "./paper.ts";

/** As `openStaticSite` exports it. */
const CONTRIBUTE = "https://contribute.example.org/";

/** Files alone, below a path, by a server that rewrites nothing. */
const open = (web: string) => openStaticSite(web, ["2025", "2026-01", "2026-02"], "/a/b/");
browsing("an export in a browser", open, ({ subject, site }) => {
  // As sound as over a portal, where every run looks at them (`pages.browser.test.ts`): the long form looks here too.
  // So are the ways to fill in a form, which ask for nothing, and those through Quartiers.
  if (process.env.VOISINAGE_FULL === "1") {
    for (const page of ["", "privacy", "notice", "contribute"]) registerSound(subject, page);
    registerInputs(subject);
    registerKeyboard(subject);
    registerPaper(subject);
    registerDistrict(subject);
  }
  registerUnasked(subject);
  registerFrames(subject);

  test("a visitor goes through every page by its links, and never leaves the files; no field makes a phone enlarge it", () =>
    withPage(subject(), "", async (page, context) => {
      const lost: string[] = [];
      context.on("response", (response) => response.status() >= 400 && lost.push(response.url()));
      const seen = new Set<string>();
      const todo = [page.url()];
      while (todo.length > 0) {
        const url = todo.pop() as string;
        const { pathname } = new URL(url);
        if (seen.has(pathname)) continue;
        seen.add(pathname);
        await page.goto(url);
        // Documents need no program.
        await page.waitForSelector(pathname.includes("/documents/") ? "main" : "main[data-ready]");
        await expectLargeFields(page);
        const links = await page.locator("a[href]").evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
        for (const link of links) {
          // Where contributions go: elsewhere, as the export was told; the licence's text; and where a complaint goes.
          if (
            link.replace(/#.*$/, "") === CONTRIBUTE ||
            link === LICENCE.path ||
            /^mailto:|^https:\/\/(\w+\.defenseurdesdroits|www\.cnil)\.fr\//.test(link)
          )
            continue;
          expect([link, link.startsWith(site().url)]).toEqual([link, true]);
          if (/\.html$|\/$/.test(new URL(link).pathname)) todo.push(link.replace(/#.*$/, ""));
          else expect([link, (await fetch(link)).status]).toEqual([link, 200]);
        }
      }
      const pages = [
        "compare",
        "explore",
        "district",
        "privacy",
        "notice",
        "docs",
        "sql",
        "accessibility",
        "legal",
        "site-map",
        "documents/register.fr",
      ];
      expect([...seen]).toEqual(expect.arrayContaining(pages.map((name) => `/a/b/${name}.html`)));
      expect(lost).toEqual([]);
    }));

  test("SQL is asked over the files, under the page's own policy", () =>
    withPage(subject(), "sql?lang=en", async (page, context) => {
      const lost: string[] = [];
      context.on("response", (response) => response.status() >= 400 && lost.push(response.url()));
      await page.click("#load");
      await page.waitForSelector("#run:not([disabled])");
      await page.fill("#query", "SELECT count(*) AS rows FROM observations");
      await page.locator("#query").press("Control+Enter");
      await page.waitForSelector("#answer table");
      expect(
        Number((await page.locator("#answer tbody td, #answer tbody th").last().textContent())?.replace(/\D/g, "")),
      ).toBeGreaterThan(10);
      expect(lost).toEqual([]);
    }));

  test("the documentation reads its dictionaries from files, and offers no command that no file answers", () =>
    withPage(subject(), "docs?lang=en#dictionary-water", async (page) => {
      await page.waitForSelector("#dictionary-water .dictionary");
      await page.waitForSelector("#of-a-portal");
      await page.locator("#reference .address > summary").first().click();
      await page.waitForSelector("#reference .address-details");
      expect(await page.locator("#reference pre").count()).toBe(0);
      expect(await page.locator("#show-intake").count()).toBe(0);
      const programs = (await page.locator("#programs pre").allTextContents()).filter((text) => text.includes("http"));
      expect(programs.length).toBeGreaterThan(4);
      for (const program of programs) {
        const [address = ""] = /http[^'" ]+/.exec(program) ?? [];
        expect([address, (await fetch(address)).status]).toEqual([address, 200]);
      }
    }));

  test("who would contribute is told where", async () => {
    for (const name of ["contribute", "my-contribution"])
      await withPage(subject(), `${name}?lang=en`, async (page) => {
        expect(await page.locator(".absent a").getAttribute("href")).toBe(CONTRIBUTE);
        expect(await page.locator("main input").count()).toBe(0);
      });
  });

  test("the explorer offers files and no queries, and says how to cite what it shows", () =>
    withPage(subject(), "explore?period=2025", async (page) => {
      expect(await page.locator("#api").count()).toBe(0);
      await page.locator(".citation", { hasText: "ni:///sha-256;" }).first().waitFor();
      // What is shown has a citation that names it; the release's own is folded below.
      const [shown, whole] = await page.locator(".citation").allTextContents();
      expect(shown).toMatch(/^Communs du Bourg \(1er février 2026\)\. Eau, en moyenne, .*ni:\/\/\/sha-256;/);
      expect(whole).toMatch(/^Communs du Bourg \(1er février 2026\)\. .* \[Jeu de données\]\. Empreinte : ni:/);
      for (const name of ["BibTeX", "RIS", "CSL-JSON"]) {
        const href = await page.getByRole("link", { name: `${name}, 2025`, includeHidden: true }).getAttribute("href");
        const response = await fetch(new URL(href ?? "", page.url()));
        expect([name, response.status, (await response.text()).includes("sha-256")]).toEqual([name, 200, true]);
      }
      const [first] = await page.locator(".take pre code").allTextContents();
      expect(first).toBe(`curl -O '${site().url}v1/datasets/water/exports/water.csv'`);
    }));

  test("a page holds its policy, a feed to be discovered, and the data as search engines read them", () =>
    withPage(subject(), "explore", async (page) => {
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "globalThis.ran = true";
        document.head.append(script);
      });
      expect(await page.evaluate("globalThis.ran")).toBeUndefined();
      const feed = await page.locator('link[type="application/atom+xml"]').getAttribute("href");
      expect((await fetch(new URL(feed ?? "", page.url()))).status).toBe(200);
      const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
      expect(data).toMatchObject({
        "@type": "sc:Dataset",
        version: "2026-02",
        conformsTo: "http://mlcommons.org/croissant/1.0",
      });
      for (const { contentUrl } of data.distribution as { contentUrl: string }[])
        expect([contentUrl, (await fetch(new URL(contentUrl, page.url()))).status]).toEqual([contentUrl, 200]);
    }));
});
