import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { portalApp, siteFiles } from "../../../src/portal/index.ts";
import { samplePortal } from "../../support/portal.ts";
import { WEB } from "../../support/web.ts";

/** Bytes, gzip, that the first screen needs: it comes in one answer. */
const ABOVE = 35_000;
const PAGES = readdirSync(WEB).filter((file) => file.endsWith(".html") && file !== "404.html");
const built = (file: string) => readFileSync(join(WEB, file), "utf8");
const SHELL = /<div class="shell" lang="(fr|en)">/g;

test.each(PAGES)("%s is drawn from one answer: header, heading, footer in each language, and all its style", (file) => {
  const html = built(file);
  const shells = html.split(SHELL).slice(1);
  expect(shells.filter((_, i) => i % 2 === 0)).toEqual(["fr", "en"]);
  for (const shell of shells.filter((_, i) => i % 2 === 1)) {
    expect(shell.match(/<h1[^>]*>[^<]+<\/h1>/g)).toHaveLength(1);
    for (const part of ['<header class="site">', '<main class="', '<p class="wait">', '<footer class="site">'])
      expect(shell.split(part)).toHaveLength(2);
    // Before anything was looked up, nothing is said.
    expect(shell).not.toMatch(/aucun audit|no audit|undefined|null/);
  }
  expect(html).not.toMatch(/rel="stylesheet"/);
  expect(gzipSync(html).length).toBeLessThan(ABOVE);
  // What draws comes before what runs, and every address is there.
  const order = ["<style>", 'href="v1/catalog.json"', 'as="font"', '<script type="module"'].map((part) => html.indexOf(part));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeGreaterThan(0);
  for (const [, path = ""] of html.matchAll(/(?:url\(|src="|href=")\.\/(assets\/[^")]+)/g))
    expect(readFileSync(join(WEB, path)).length).toBeGreaterThan(0);
});

test("the documentation's lead is the same before its program runs, link and all, so that it is painted once", () => {
  expect(built("docs.html").match(/<p class="lead">[^<]*<a class="address" href="[^"]+">[^<]+<\/a>/g)).toHaveLength(2);
});

test("what figures are about is said below pages that have some, not below texts", () => {
  const says = (file: string) => built(file).includes('<p class="method">');
  expect(["compare.html", "explore.html"].map(says)).toEqual([true, true]);
  expect(["legal.html", "accessibility.html", "notice.html", "site-map.html"].map(says)).toEqual([false, false, false, false]);
});

test("what waits says so in the shell's language, and a page without a program in both", () => {
  const [, french = "", english = ""] = built("index.html").split(/<div class="shell" lang="\w\w">/);
  expect([french.includes("La page n’est pas encore prête"), french.includes("The page is not ready yet")]).toEqual([
    true,
    false,
  ]);
  expect([english.includes("The page is not ready yet"), english.includes("La page n’est pas encore prête")]).toEqual([
    true,
    false,
  ]);
  expect(french.match(/<noscript>[\s\S]*lang="en"[\s\S]*<\/noscript>/)).not.toBeNull();
  expect(english).not.toContain("<noscript>");
});

test.each([
  [["en"], "en", "en"],
  [["en", "fr"], "en", "en"],
  [["fr", "en"], "fr", "en"],
] as const)("an address without a language is in the first of a commons' languages: %s", async (languages, first, asked) => {
  const portal = await samplePortal([]);
  try {
    const commons = { ...portal.commons, languages: [...languages] };
    const app = portalApp({ releases: [], commons, territory: portal.territory, webRoot: WEB, clock: portal.clock });
    const html = async (path: string) => (await app.request(path)).text();
    const pages = await Promise.all(["/compare", `/compare?lang=${asked}`, "/compare?lang=fr"].map(html));
    expect(pages.map((one) => /<html lang="(..)">/.exec(one)?.[1])).toEqual([first, asked, "fr"]);
    // The words that come with a page are of its language, and its program reads the commons' first in it.
    expect(pages.map((one) => /modulepreload[^>]*shared-(..)-/.exec(one)?.[1])).toEqual([first, asked, "fr"]);
    for (const one of pages) expect(one).toContain(`<meta name="voisinage-languages" content="${languages.join(" ")}">`);
  } finally {
    await portal.close();
  }
});

test("a portal writes the commons' name into it, and gives an English reader the English one; files find their language by themselves", async () => {
  const portal = await samplePortal([]);
  try {
    const options = { releases: [], commons: portal.commons, territory: portal.territory, webRoot: WEB, clock: portal.clock };
    const app = portalApp(options);
    const page = async (path: string) => (await app.request(path)).text();
    const [french, english] = [await page("/compare"), await page("/compare?lang=en")];
    expect(french).toContain("<b>Communs du Bourg</b>");
    expect(english).toContain("<b>Town commons</b>");
    expect([french, english].map((html) => /<html lang="(..)">/.exec(html)?.[1])).toEqual(["fr", "en"]);
    expect(french).not.toContain("language.js");
    // Whoever has no JavaScript reads what a public service must say.
    const [, read = ""] = /<noscript>(<div[\s\S]*?)<\/noscript>/.exec(await page("/legal")) ?? [];
    expect(read).toContain("Qui publie ces pages");
    expect(read).toContain('<div lang="en">');
    const files = siteFiles({ ...options, site: { path: "/", url: null, files: true, contribute: null } });
    const file = files.find(({ path }) => path === "compare.html");
    const html = new TextDecoder().decode(await file?.bytes());
    expect(html).toContain('<script src="language.js"></script>');
    expect(files.map(({ path }) => path)).toContain("language.js");
    // A host of files knows a page by its file.
    const links = [...html.matchAll(/<a [^>]*href="([a-z-]+)(\.html)?(?:\?lang=en)?"/g)];
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(([, , ending]) => ending === undefined)).toEqual([]);
  } finally {
    await portal.close();
  }
});
