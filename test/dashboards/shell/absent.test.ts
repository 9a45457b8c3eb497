import { afterAll, beforeAll, expect, test } from "vitest";
import { absentPage, siteFiles } from "../../../src/portal/index.ts";
import { type SamplePortal, samplePortal } from "../../support/portal.ts";
import { WEB } from "../../support/web.ts";

/** As Chromium and Firefox ask for a page. */
const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";
const LINKS = /<(?:a|link|script) [^>]*(?:href|src)="([^"]*)"/g;

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal([]);
});
afterAll(() => portal.close());

const withPages = (more = {}) => portal.open({ webRoot: WEB, ...more });
const WRONG = ["/nowhere", "/a/b/nowhere.html", "/v1/releases/1999", "/404", "/404.html"];

test.each(WRONG)(
  "%s: a person gets the page in their language, a program problem details; both are told that it is not there",
  async (path) => {
    const app = await withPages();
    for (const [headers, query, title] of [
      [{ Accept: BROWSER }, "", "Cette page n’existe pas – Communs du Bourg"],
      [{ Accept: BROWSER, "Accept-Language": "de, en;q=0.5" }, "", "There is no such page – Town commons"],
      [{ Accept: BROWSER, "Accept-Language": "fr" }, "?lang=en", "There is no such page – Town commons"],
      [{ Accept: BROWSER, "Accept-Language": "en" }, "?lang=fr", "Cette page n’existe pas – Communs du Bourg"],
    ] as [Record<string, string>, string, string][]) {
      // An address of the API refuses a query that it does not know before it looks.
      if (query !== "" && path.startsWith("/v1")) continue;
      const response = await app.request(path + query, { headers });
      expect([response.status, response.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
      expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      const html = await response.text();
      expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toBe(title);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html.match(/id="main"/g)).toHaveLength(1);
      expect(html).not.toMatch(/<script|class="wait"/);
    }
    for (const Accept of [
      "*/*",
      "application/json",
      "application/problem+json",
      "text/csv, */*;q=0.1",
      "text/html;q=0.5, application/json",
      "/",
    ]) {
      const response = await app.request(path, { headers: { Accept } });
      expect([Accept, response.status, response.headers.get("Content-Type")]).toEqual([Accept, 404, "application/problem+json"]);
    }
  },
);

test("from an address of any depth it leads to the five places and the site map, below the path of the site", async () => {
  for (const site of ["/", "/commons/"]) {
    const app = await withPages({ site: { path: site, url: null, files: false, contribute: null } });
    const html = await (await app.request("/x/y/z?lang=en", { headers: { Accept: BROWSER } })).text();
    const [, main = ""] = /<main([\s\S]*)<\/main>/.exec(html) ?? [];
    expect([...main.matchAll(LINKS)].map(([, href]) => href)).toEqual(
      ["", "compare", "district", "explore", "privacy", "site-map"].map((page) => `${site}${page}?lang=en`),
    );
    for (const [, href = ""] of html.matchAll(LINKS)) {
      if (/^[#?]/.test(href)) continue;
      expect(href.startsWith(site)).toBe(true);
      const answer = await app.request(`/${href.slice(site.length)}`);
      expect([href, answer.status]).toEqual([href, 200]);
    }
    for (const [, file = ""] of html.matchAll(/url\(([^)]*)\)/g))
      if (!file.startsWith("data:")) expect(file.startsWith(`${site}assets/`)).toBe(true);
  }
});

test("a host of plain files finds it as 404.html; a site without pages answers everybody alike", async () => {
  const { commons, territory, clock } = portal;
  const site = { path: "/commons/", url: null, files: true, contribute: null };
  const file = siteFiles({ releases: [], commons, territory, webRoot: WEB, clock, site }).find(({ path }) => path === "404.html");
  const html = new TextDecoder().decode(await file?.bytes());
  expect(html).toContain('href="/commons/district.html"');
  expect(html).not.toMatch(/(href|src)="\.?\/?(assets|v1)/);
  const without = absentPage(null, () => ({ commons, territory }));
  expect(without({} as never)).toBeUndefined();
});
