/**
 * Weighs pages as a visitor's browser receives them, in Chromium as a phone: bytes before the first touch, what the first touch
 * loads, fonts, and layout shift. It can also time the drawing on a slow phone: "Slow 4G" of Chromium's developer tools, a
 * processor four times slower, and an empty cache. It needs a served site.
 *
 *     node scripts/weigh.mjs [--slow | --blocked] [URL…]
 *
 * It measures the pages given, or every page of a site where one URL or none is given. `--slow` prints one line per page for the
 * slow phone. `--blocked` prints how long a processor
 * four times slower would be blocked after the first drawing, computed from thread time (median of three), so that other
 * programs may run meanwhile, which a Lighthouse score does not allow.
 */
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { PAGES } from "./pages.mjs";

const CHROMIUM = "/usr/bin/chromium";
const isSlow = process.argv.includes("--slow");
const isBlocked = process.argv.includes("--blocked");
const given = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const HOME = "http://127.0.0.1:8787/";
/** Chromium's "Slow 4G": 1.6 Mbit/s and 150 ms, as its developer tools apply them to each request. */
const SLOW = { offline: false, latency: 562.5, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: (750e3 / 8) * 0.9 };
const BOUNDS = { first: 1500, above: 35_000, shift: 0.02 };

/** Resources loaded since the last call, with their sizes before and after gzip. */
async function weigh(page, known) {
  const urls = await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)");
  const fresh = [...new Set(urls)].filter((one) => !known.has(one));
  return Promise.all(
    fresh.map(async (one) => {
      known.add(one);
      const bytes = Buffer.from(await (await fetch(one)).arrayBuffer());
      return { url: one, raw: bytes.length, packed: gzipSync(bytes).length };
    }),
  );
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

function print(title, files) {
  const sum = (ending, key) => files.filter((file) => file.url.endsWith(ending)).reduce((all, file) => all + file[key], 0);
  console.log(`${title}
  script, gzip ${kB(sum(".js", "packed"))}
  styles, gzip ${kB(sum(".css", "packed"))}
  type         ${kB(sum(".woff2", "raw"))}
  data, gzip   ${kB(files.filter((file) => file.url.includes("/v1/")).reduce((all, file) => all + file.packed, 0))}
  requests     ${String(files.length).padStart(7)}`);
}

/** When a page is drawn on a slow phone, and how many bytes it had loaded by then. */
async function slowly(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(
    `globalThis.seen = { largest: 0, shift: 0 };
     new PerformanceObserver((list) => { for (const { startTime } of list.getEntries()) seen.largest = startTime; })
       .observe({ type: "largest-contentful-paint", buffered: true });
     new PerformanceObserver((list) => { for (const { value } of list.getEntries()) seen.shift += value; })
       .observe({ type: "layout-shift", buffered: true });`,
  );
  await page.goto(url, { waitUntil: "load" });
  await page.waitForSelector("main[data-ready]", { timeout: 60_000 });
  const ready = await page.evaluate("performance.now()");
  await page.waitForLoadState("networkidle");
  const found = await page.evaluate(
    `(() => {
      const first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
      const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      const before = came.filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= first);
      return { first, ...seen, above: before.reduce((sum, { transferSize }) => sum + transferSize, 0) };
    })()`,
  );
  await context.close();
  return { ...found, ready };
}

async function printSlow(browser, urls) {
  let isWell = true;
  console.log("| page | first drawn, s | before that, kB | largest, s | whole, s | shift |\n|---|---|---|---|---|---|");
  for (const url of urls) {
    const { first, above, largest, ready, shift } = await slowly(browser, url);
    const seconds = (time) => (time / 1000).toFixed(1);
    console.log(
      `| ${new URL(url).pathname} | ${(first / 1000).toFixed(2)} | ${(above / 1000).toFixed(1)} | ${seconds(largest)} | ${seconds(ready)} | ${shift.toFixed(3)} |`,
    );
    isWell &&= first < BOUNDS.first && above <= BOUNDS.above && shift < BOUNDS.shift;
  }
  return isWell;
}

/** Milliseconds up to which nobody notices a task, and how many times slower a phone is. */
const TASK = 50;
const SLOWER = 4;
const RUNS = 3;

/** Tasks of the page's main thread after the first drawing, in milliseconds of a phone. */
async function tasksOf(browser, url) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const session = await browser.newBrowserCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const includedCategories = ["disabled-by-default-devtools.timeline", "devtools.timeline", "loading"];
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForSelector("main[data-ready]");
  await page.waitForTimeout(800);
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await complete;
  await context.close();
  const drawn = events.filter(({ name }) => name === "firstContentfulPaint").sort((a, b) => a.ts - b.ts)[0];
  return events
    .filter(
      ({ name, ph, pid, tid, ts }) =>
        name === "RunTask" && ph === "X" && pid === drawn.pid && tid === drawn.tid && ts >= drawn.ts,
    )
    .map(({ tdur, dur }) => (SLOWER * (tdur ?? dur)) / 1000);
}

async function printBlocked(browser, url) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) {
    const long = (await tasksOf(browser, url)).filter((ms) => ms > TASK);
    runs.push({ long, blocked: long.reduce((sum, ms) => sum + ms - TASK, 0) });
  }
  const { long, blocked } = runs.sort((a, b) => a.blocked - b.blocked)[Math.floor(RUNS / 2)];
  const tasks = long.sort((a, b) => b - a).map((ms) => Math.round(ms));
  console.log(`| ${new URL(url).pathname} | ${Math.round(blocked)} | ${tasks.join(", ")} |`);
}

async function printWeight(browser, url) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const known = new Set();
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForSelector("main[data-ready]");
  print("before the first touch", await weigh(page, known));
  const shift = await page.evaluate(
    `new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0)))
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(0), 1000);
    })`,
  );
  console.log(`  shift        ${shift.toFixed(4).padStart(7)}`);
  await page.keyboard.press("Tab");
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1500);
  print("begun by it", await weigh(page, known));
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const urls = given.length > 1 || !(isSlow || isBlocked) ? given : PAGES.map((page) => new URL(page, given[0] ?? HOME).href);
  if (isBlocked) {
    console.log("| page | blocked, ms | tasks over 50 ms |\n|---|---|---|");
    for (const url of urls) await printBlocked(browser, url);
  } else if (isSlow) process.exitCode = (await printSlow(browser, urls)) ? 0 : 1;
  else for (const url of urls.length > 0 ? urls : [HOME]) await printWeight(browser, url);
} finally {
  await browser.close();
}
