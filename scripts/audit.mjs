/**
 * Checks every page of a served site as an accessibility auditor begins: axe with all its rules, and what else of RGAA 4.1 a
 * program can see, on a phone and a desktop, light and dark, at 320 px, with text at 200 %, with wide text spacing, and by Tab.
 * It finds faults but proves no conformity, which takes a person; `docs/accessibility.md` has the results of both.
 *
 *     node scripts/audit.mjs [URL] [PAGE…]
 */
import axe from "axe-core";
import { chromium } from "playwright-core";
import { IN_PAGE, SPACING, walkByTab } from "./audit/checks.mjs";
import { PAGES } from "./pages.mjs";

const CHROMIUM = "/usr/bin/chromium";
const [base = "http://127.0.0.1:8787/", ...only] = process.argv.slice(2);
const pages = only.length > 0 ? only : PAGES;

const SCREENS = [
  { name: "phone, light", width: 390, height: 844, colorScheme: "light" },
  { name: "desktop, dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "320 px, light", width: 320, height: 640, colorScheme: "light" },
];
/** Changes of style that pages must withstand, each with the checks that it concerns. */
const STRAINS = [
  {
    name: "text at 200 %",
    css: "html { font-size: 200% !important; }",
    checks: ["10.4, 10.11 nothing scrolls sideways", "10.12 no text is cut"],
  },
  { name: "spacing of text", css: SPACING, checks: ["10.4, 10.11 nothing scrolls sideways", "10.12 no text is cut"] },
];

async function inPage(page, names) {
  const faults = [];
  for (const name of names) for (const fault of await page.evaluate(IN_PAGE[name])) faults.push(`${name}: ${fault}`);
  return faults;
}

/** @returns each fault with the screens and style changes at which it occurs */
async function audit(browser, path) {
  const faults = new Map();
  const note = (where, found) => {
    for (const fault of found) faults.set(fault, [...new Set([...(faults.get(fault) ?? []), where])]);
  };
  let stops = 0;
  let title = "";
  for (const { name, width, height, colorScheme } of SCREENS) {
    const viewport = { width, height };
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", locale: "fr-FR" });
    const page = await context.newPage();
    await page.goto(new URL(path, base).href);
    await page.waitForSelector("main[data-ready]", { timeout: 60_000 });
    await page.waitForLoadState("networkidle");
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
    note(
      name,
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `axe ${id}: ${target.join(" ")}`)),
    );
    note(name, await inPage(page, Object.keys(IN_PAGE)));
    if (name === SCREENS[0].name) {
      title = await page.title();
      const walked = await walkByTab(page);
      stops = walked.stops;
      note(
        name,
        walked.faults.map((fault) => `10.7, 12.9 by Tab: ${fault}`),
      );
      const moving = await page.evaluate("document.getAnimations().length");
      if (moving > 0) note(name, [`13.8 moves although less motion is asked for: ${moving}`]);
    }
    for (const { name: strain, css, checks } of name.startsWith("320") ? [] : STRAINS) {
      const style = await page.addStyleTag({ content: css });
      note(`${name}, ${strain}`, await inPage(page, checks));
      await style.evaluate((one) => one.remove());
    }
    await context.close();
  }
  return { stops, title, faults: [...faults].map(([fault, wheres]) => `${fault} (${wheres.join("; ")})`) };
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const titles = new Map();
let total = 0;
try {
  console.log(`${new Date().toISOString().slice(0, 10)}, ${base}\n\n| page | title | stops by Tab | faults |\n|---|---|---|---|`);
  const lines = [];
  for (const path of pages) {
    const { stops, title, faults } = await audit(browser, path);
    if (titles.has(title)) faults.push(`8.6 the title is that of /${titles.get(title)}`);
    titles.set(title, path);
    console.log(`| /${path} | ${title} | ${stops} | ${faults.length} |`);
    lines.push(...faults.map((fault) => `/${path} ${fault}`));
    total += faults.length;
  }
  console.log(`\n${lines.join("\n")}`);
} finally {
  await browser.close();
}
process.exitCode = total === 0 ? 0 : 1;
