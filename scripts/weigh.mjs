/**
 * Weighs a page as a visitor's browser gets it, in Chromium as a phone: what comes before the first touch, what the first touch begins,
 * the type, and how much moves. Needs a site that is served.
 *
 * node scripts/weigh.mjs [URL]
 */
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";
const url = process.argv[2] ?? "http://127.0.0.1:8787/";

/** Resources of the page by now, with their bytes as they are and after gzip. */
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

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
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
} finally {
  await browser.close();
}
