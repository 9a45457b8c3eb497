/**
 * Measures every page of a served site with Lighthouse as a phone (median of five runs) and with pa11y (WCAG 2.1 AA, by
 * HTML_CodeSniffer and axe), both in Debian's Chromium. The two tools are no dependencies of this project: pinned versions are
 * installed in `.tools/`, which git ignores, and skipped by name where no registry answers. It needs minutes and a quiet
 * machine, and so is no part of `npm test`.
 *
 *     node scripts/measure.mjs [--runs N] [--only lighthouse|pa11y] [URL] [PAGE…]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { root } from "./ensure.mjs";
import { PAGES } from "./pages.mjs";

const CHROMIUM = "/usr/bin/chromium";
const TOOLS = join(root, ".tools");
const PINNED = { lighthouse: "12.8.2", pa11y: "9.1.1" };
/** Scores that every page must reach. */
const BOUNDS = { performance: 95, accessibility: 100, shift: 0.02 };

const USAGE = `Usage: node scripts/measure.mjs [options] [URL] [PAGE…]

measure pages of a served site with Lighthouse and pa11y: every page, or those named after the site's address

Options:
  --runs <N>                    runs of Lighthouse, of which the median counts (default: "5")
  --only <lighthouse|pa11y>     one of the two
  -h, --help                    prints this

Examples:
  node scripts/measure.mjs http://127.0.0.1:8787/
  node scripts/measure.mjs --only lighthouse --runs 3 http://127.0.0.1:8787/ district explore`;

/** The command line as options and words; one that is not understood ends the program with its usage. */
function commandLine() {
  try {
    const options = { runs: { type: "string", default: "5" }, only: { type: "string" }, help: { type: "boolean", short: "h" } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const { runs, only, help } = values;
    if (help) {
      console.log(USAGE);
      process.exit(0);
    }
    if (!(Number.isInteger(Number(runs)) && Number(runs) > 0)) throw new Error(`--runs must be an integer ≥ 1; got ${runs}`);
    if (only !== undefined && only !== "lighthouse" && only !== "pa11y")
      throw new Error(`--only must be lighthouse or pa11y; got ${only}`);
    const base = positionals[0] ?? "http://127.0.0.1:8787/";
    if (!URL.canParse(base)) throw new Error(`the first word must be the site's address; got ${base}`);
    return { runs: Number(runs), only, base, pages: positionals.length > 1 ? positionals.slice(1) : PAGES };
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { runs, only, base, pages } = commandLine();

/** Installs the pinned tools unless they are there. @returns whether they can be used */
function install() {
  const versionOf = (name) => {
    const file = join(TOOLS, "node_modules", name, "package.json");
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : null;
  };
  if (Object.entries(PINNED).every(([name, version]) => versionOf(name) === version)) return true;
  mkdirSync(TOOLS, { recursive: true });
  writeFileSync(join(TOOLS, "package.json"), JSON.stringify({ private: true, dependencies: PINNED }));
  console.error(`installing ${Object.entries(PINNED).map((pair) => pair.join(" "))} in .tools/ …`);
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: TOOLS,
    stdio: ["ignore", 2, 2],
    // Puppeteer would otherwise download a browser of its own.
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: "1" },
  });
  return status === 0;
}

const tool = (path) => import(pathToFileURL(join(TOOLS, "node_modules", path)).href);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function lighthouseOf(urls) {
  const [{ default: lighthouse }, { launch }] = await Promise.all([
    tool("lighthouse/core/index.js"),
    tool("chrome-launcher/dist/index.js"),
  ]);
  const rows = [];
  for (const [page, url] of urls) {
    const results = [];
    // A run without a score failed because of the machine, not the page, and is repeated.
    for (let run = 0; results.length < runs && run < 2 * runs; run++) {
      const chrome = await launch({ chromePath: CHROMIUM, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
      const { lhr } = await lighthouse(url, {
        port: chrome.port,
        onlyCategories: ["performance", "accessibility", "best-practices"],
      });
      await chrome.kill();
      if (lhr.categories.performance.score !== null) results.push(lhr);
    }
    if (results.length === 0) throw new Error(`${url} was not measured in ${2 * runs} runs`);
    const score = (category) => Math.round(100 * median(results.map(({ categories }) => categories[category].score)));
    const number = (audit) => median(results.map(({ audits }) => audits[audit].numericValue));
    const failed = new Set(
      results.flatMap(({ categories, audits }) =>
        categories.accessibility.auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score === 0).map(({ id }) => id),
      ),
    );
    const row = {
      page,
      performance: score("performance"),
      accessibility: score("accessibility"),
      practices: score("best-practices"),
      first: number("first-contentful-paint"),
      largest: number("largest-contentful-paint"),
      blocked: number("total-blocking-time"),
      shift: number("cumulative-layout-shift"),
      // Lighthouse times a computation of its own at each run: two machines' scores compare by it.
      machine: Math.round(median(results.map(({ environment }) => environment.benchmarkIndex))),
      failed: [...failed],
    };
    rows.push(row);
    console.error(page, JSON.stringify(row));
  }
  return rows;
}

async function pa11yOf(urls) {
  const { default: pa11y } = await tool("pa11y/lib/pa11y.js");
  const rows = [];
  for (const [page, url] of urls) {
    const { issues } = await pa11y(url, {
      standard: "WCAG2AA",
      runners: ["htmlcs", "axe"],
      // What axe cannot decide, such as contrast over a drawing, is counted separately; people and tests of the colours check it.
      levelCapWhenNeedsReview: "warning",
      includeWarnings: true,
      timeout: 60_000,
      wait: 500,
      actions: ["wait for element main[data-ready] to be visible"],
      chromeLaunchConfig: { executablePath: CHROMIUM, args: ["--no-sandbox"] },
      viewport: { width: 390, height: 844 },
    });
    const undecided = issues.filter(({ runnerExtras }) => runnerExtras?.needsFurtherReview).length;
    rows.push({ page, issues: issues.filter(({ type }) => type === "error"), undecided });
  }
  return rows;
}

if (!install()) {
  for (const [name, version] of Object.entries(PINNED)) console.log(`skipped: ${name} ${version} (no registry answers)`);
  process.exit(0);
}
const urls = pages.map((page) => [page === "" ? "/" : `/${page}`, new URL(page, base).href]);
let isWell = true;
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${base}, ${Object.entries(PINNED)
    .map((pair) => pair.join(" "))
    .join(", ")}`,
);
if (only !== "pa11y") {
  console.log(
    `\n| page | performance | accessibility | best practices | first paint, s | largest paint, s | blocked, ms | shift | benchmark index |\n|---|---|---|---|---|---|---|---|---|`,
  );
  for (const row of await lighthouseOf(urls)) {
    const { page, performance, accessibility, practices, first, largest, blocked, shift, machine, failed } = row;
    console.log(
      `| ${page} | ${performance} | ${accessibility} | ${practices} | ${(first / 1000).toFixed(1)} | ${(largest / 1000).toFixed(1)} | ${Math.round(blocked)} | ${shift.toFixed(3)} | ${machine} |${failed.length > 0 ? ` ${failed.join(", ")}` : ""}`,
    );
    isWell &&= performance >= BOUNDS.performance && accessibility >= BOUNDS.accessibility && shift < BOUNDS.shift;
  }
}
if (only !== "lighthouse") {
  console.log("\n| page | pa11y: errors | undecided |\n|---|---|---|");
  for (const { page, issues, undecided } of await pa11yOf(urls)) {
    console.log(`| ${page} | ${issues.length} | ${undecided} |`);
    for (const { code, selector, message } of issues) console.log(`    ${code} ${selector}: ${message}`);
    isWell &&= issues.length === 0;
  }
}
process.exitCode = isWell ? 0 : 1;
