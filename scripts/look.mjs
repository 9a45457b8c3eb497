/**
 * Photographs every page of a served site, for someone to look at: whole pages at 390 and 1280 px, light and dark, and as paper
 * (A4). Me situer is photographed with an answer too. The pictures go to a folder outside the repository.
 *
 *     node scripts/look.mjs [URL] [FOLDER] [PAGE…]
 */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { PAGES } from "./pages.mjs";

const CHROMIUM = "/usr/bin/chromium";
const WIDTHS = [390, 1280];

const [url = "http://127.0.0.1:8787/", folder = "/tmp/voisinage-look", ...only] = process.argv.slice(2);

/** Describes the home by the first answer to each question, and types a figure. */
async function answer(page) {
  for (const question of await page.locator("fieldset.chips").all()) await question.locator("button").first().click();
  await page.locator("[data-amount]").first().fill("5");
  await page.keyboard.press("Enter");
  // The figures of others come after the first touch, and on a busy machine well after it.
  await page.locator(".reply .sentence:not(.quiet)").first().waitFor();
}

/** @param {import("playwright-core").Browser} browser */
async function look(browser, name, path, width, colorScheme, prepare) {
  const viewport = { width, height: width < 600 ? 844 : 900 };
  const page = await browser.newPage({ viewport, colorScheme, locale: "fr-FR", reducedMotion: "reduce" });
  try {
    await page.goto(new URL(path, url).href);
    await page.waitForSelector("main[data-ready]");
    await prepare?.(page);
    await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    if (width > 600 && colorScheme === "light")
      await page.pdf({ path: join(folder, `${name}.pdf`), format: "A4", preferCSSPageSize: true });
  } finally {
    await page.close();
  }
}

if (!existsSync(CHROMIUM)) {
  console.error(`${CHROMIUM} is not there; on Debian: apt-get install chromium`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const pages = (only.length > 0 ? only : PAGES).map((path) => [
  path === "" ? "home" : path.replaceAll(/\W+/g, "-"),
  path,
  undefined,
]);
if (pages.some(([, path]) => path === "compare")) pages.push(["compare-answered", "compare", answer]);
try {
  for (const [name, path, prepare] of pages) {
    for (const width of WIDTHS) for (const scheme of ["light", "dark"]) await look(browser, name, path, width, scheme, prepare);
    console.log(name);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
