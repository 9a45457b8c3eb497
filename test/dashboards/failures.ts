import { tmpdir } from "node:os";
import type { BrowserContext, Page, Route } from "playwright-core";
import { expect, test } from "vitest";
import { portalApp } from "../../src/portal/index.ts";
import { sampleRelease, sampleTerritory } from "../support/release.ts";
import type { PagesSubject } from "./pages.ts";
import { expectLight } from "./weight.ts";

const OBSERVATIONS = "**/observations.parquet";

async function withContext(
  { browser }: PagesSubject,
  run: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext();
  try {
    await run(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** Registers what the pages say when there is nothing to show, or when it does not come. */
export function registerFailures(subject: () => PagesSubject, web: () => string): void {
  /** Answers a page's requests as a commons that has published nothing; `closed`: and takes no contributions yet. */
  async function answerYoung(context: BrowserContext, closed: boolean): Promise<void> {
    const { settings } = sampleRelease(tmpdir()).manifest;
    const clock = () => new Date("2026-03-01T00:00:00Z");
    const app = portalApp({ releases: [], commons: settings, territory: sampleTerritory(), webRoot: web(), clock });
    await context.route("**/*", async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const response = await app.request(`${pathname}${search}`);
      const sent = Buffer.from(await response.arrayBuffer());
      const isCatalog = closed && pathname.endsWith("/v1/catalog.json");
      const body = isCatalog ? JSON.stringify({ ...JSON.parse(sent.toString()), intake: { url: "/", ready: false } }) : sent;
      const { "content-length": _, ...headers } = Object.fromEntries(response.headers);
      await route.fulfill({ status: response.status, headers, body });
    });
  }

  test("before the first release every page says that there is none", () =>
    withContext(subject(), async (page, context) => {
      await answerYoung(context, false);
      for (const [path, sentence] of [
        ["", "aucun chiffre de voisins n’a encore paru"],
        ["compare", "Aucun chiffre de voisins n’a encore paru"],
        ["explore", "Aucune publication n’est encore disponible"],
        ["district", "Ce commun vient d’ouvrir"],
        ["privacy", "le budget est intact"],
        ["compare?lang=en", "o neighbours’ figures are published yet"],
      ] as const) {
        await page.goto(subject().url + path);
        await page.waitForSelector("main[data-ready]");
        expect([path, await page.locator("main").textContent()]).toEqual([path, expect.stringContaining(sentence)]);
        await page.waitForLoadState("networkidle");
        await expectLight(page, subject().url);
      }
      // The numbers of homes that places need are public before anything else.
      for (const path of ["", "explore"]) {
        await page.goto(subject().url + path);
        await page.locator(".first-months .needed svg").first().waitFor();
      }
      // Untouched, a page on which nobody can be placed yet is one sheet too.
      await page.goto(`${subject().url}compare`);
      await page.locator(".first-months .needed svg").first().waitFor();
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
    }));

  test("while no contribution is taken, no page says that the commons is open, nor from when figures come; the notice is a draft", () =>
    withContext(subject(), async (page, context) => {
      await answerYoung(context, true);
      for (const [path, sentence] of [
        ["", "On se prépare"],
        ["district", "Ce commun se prépare"],
        ["", "Ce commun ne prend pas encore de contributions."],
        ["compare", "Ce commun ne prend pas encore de contributions."],
        ["notice", "ne prend pas encore de contributions"],
        ["notice", "Projet, sans effet"],
        ["district?lang=en", "This commons is being prepared"],
      ] as const) {
        await page.goto(subject().url + path);
        await page.waitForSelector("main[data-ready]");
        // A button would lead to nothing that can be done yet.
        expect(await page.locator("header a.button").count()).toBe(0);
        const said = await page.locator("main").textContent();
        expect([path, said]).toEqual([path, expect.stringContaining(sentence)]);
        expect(said).not.toMatch(/vient d’ouvrir|, au plus tôt fin|just opened|, from the end of|en vigueur le \d/);
        // A draft is of no consent, and holds from no day.
        expect(said).not.toMatch(/Version de cette notice|valent depuis/);
      }
    }));

  test("a commons in one language is in it where an address names none, offers no other, and its addresses name none", () =>
    withContext(subject(), async (page, context) => {
      await context.route(/\/(compare|district)$/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replace('content="fr en"', 'content="en"') });
      });
      for (const path of ["compare", "district"]) {
        await page.goto(subject().url + path);
        await page.waitForSelector("main[data-ready]");
        expect([path, await page.getAttribute("html", "lang"), await page.locator("header .languages").count()]).toEqual([
          path,
          "en",
          0,
        ]);
        expect(await page.locator('header a[href*="lang="], footer a[href*="lang="]').count()).toBe(0);
      }
    }));

  test("a young site that knows no place to contribute says so in the same words on every page, and leads on", () =>
    withContext(subject(), async (page, context) => {
      await answerYoung(context, false);
      for (const path of ["", "compare", "contribute"]) {
        await page.goto(subject().url + path);
        await page.waitForSelector("main[data-ready]");
        const said = await page.locator("main").textContent();
        expect([path, said]).toEqual([path, expect.stringContaining("On ne contribue pas sur ce site.")]);
        expect(said).not.toMatch(/vient d’ouvrir|ne prend pas encore/);
      }
      const onward = await page.locator(".absent a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      expect(onward).toEqual(["compare", "notice"]);
    }));

  const damaged = (route: Route) =>
    route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ type: "/problems/release-damaged", title: "", status: 500, detail: "", instance: "" }),
    });
  test("a failure is said in words that fit it, and trying again loads the page", () =>
    withContext(subject(), async (page, context) => {
      for (const [files, fail, message] of [
        [OBSERVATIONS, (route: Route) => route.abort("connectionfailed"), /Le site ne répond pas/],
        ["**/v1/catalog.json", (route: Route) => route.abort("connectionrefused"), /Le site ne répond pas/],
        [OBSERVATIONS, (route: Route) => route.fulfill({ status: 429 }), /n’a pas donné les publications/],
        [OBSERVATIONS, damaged, /Une publication est endommagée/],
        // Cut short, or something else than what was asked for.
        [OBSERVATIONS, (route: Route) => route.fulfill({ body: "PAR1" }), /Une publication est endommagée/],
        ["**/v1/catalog.json", (route: Route) => route.fulfill({ body: "<html>" }), /Une publication est endommagée/],
      ] as const) {
        await context.route(files, fail);
        await page.goto(`${subject().url}district`);
        const alert = page.getByRole("alert");
        await alert.waitFor();
        expect(await alert.textContent()).toMatch(message);
        await context.unroute(files);
        await alert.getByRole("button", { name: "Réessayer" }).click();
        await page.waitForSelector("main[data-ready]");
        expect(await page.locator(".area-card h2").count()).toBe(1);
      }
    }));

  test("in a tab whose site was built anew, what is gone is said in words of the page, above what was typed", () =>
    withContext(subject(), async (page, context) => {
      for (const [path, gone, lost, button] of [
        [
          "",
          /Une partie de la page manque.+ Rechargez la page\./,
          /Ce que vous avez tapé sera à redire, sauf .+ fichier\./,
          "Réessayer",
        ],
        ["compare", /Une partie de la page manque/, /sera à redire/, "Réessayer"],
        ["compare?lang=en", /A part of the page is missing.+Reload the page\./, /What you typed .+ in a file\./, "Try again"],
      ] as const) {
        await page.goto(subject().url + path);
        await page.waitForSelector("main[data-ready]");
        await context.route("**/assets/*.js", (route) => route.fulfill({ status: 404, body: "404 page not found" }));
        await page.locator("[data-amount]").first().fill("9");
        const alert = page.locator(".failed");
        await alert.waitFor();
        const text = (await alert.textContent()) ?? "";
        expect(text).toMatch(gone);
        expect(text).toMatch(lost);
        expect(text).not.toMatch(/module|http|assets/);
        // What was typed is still there to be read, and in sight of it what happened.
        expect(await page.locator("[data-amount]").first().inputValue()).toBe("9");
        await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        expect((await alert.boundingBox())?.y).toBeGreaterThanOrEqual(0);
        await context.unroute("**/assets/*.js");
        await alert.getByRole("button", { name: button }).click();
        await alert.waitFor({ state: "detached" });
        await page.waitForSelector("main[data-ready]");
      }
    }));

  test("when the program itself does not come, the page is not blank", () =>
    withContext(subject(), async (page, context) => {
      await context.route("**/assets/*.js", (route) => route.abort("connectionfailed"));
      await page.goto(subject().url);
      expect(await page.locator("body").textContent()).toContain("rechargez la page");
    }));
}
