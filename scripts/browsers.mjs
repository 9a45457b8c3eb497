/**
 * Walks the main paths in browsers that are not Chromium: from the first page to a sentence, and one contribution, in Firefox
 * and WebKit, each by its own driver over loopback. A missing browser is skipped by name (Debian: `apt-get install firefox-esr
 * webkit2gtk-driver xvfb`). It takes a minute, and so is no part of `npm test`.
 *
 *     npm run test:browsers [-- URL]
 *
 * Without a URL it makes and serves a commons of made-up households.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { FIREFOX, openFirefox } from "./browsers/marionette.mjs";
import { PATHS } from "./browsers/paths.mjs";
import { visitorOf } from "./browsers/visitor.mjs";
import { openWebKit, WEBKIT_DRIVER, XVFB } from "./browsers/webkit.mjs";
import { ensure, root } from "./ensure.mjs";

const COMMAND = join(root, "dist/cli/main.js");
const PHONE = { width: 500, height: 900 };
const BROWSERS = [
  { name: "Firefox", needs: [FIREFOX], open: openFirefox },
  { name: "WebKit", needs: [WEBKIT_DRIVER, XVFB], open: openWebKit },
];

/** Serves a commons that publishes and takes contributions. @returns its address, and a function that closes it */
async function serveSample() {
  await ensure();
  const folder = mkdtempSync(join(tmpdir(), "voisinage-browsers-"));
  const home = join(folder, "home");
  const made = spawnSync(process.execPath, [COMMAND, "demo", "--home", home, "--households", "1500", "--no-serve"]);
  if (made.status !== 0) throw new Error(`the demo failed: ${made.stderr}`);
  const server = spawn(process.execPath, [COMMAND, "serve", "--home", home, "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await new Promise((done, fail) => {
    for (const stream of [server.stdout, server.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
        if (found) done(`${found}/`);
      });
    server.once("exit", () => fail(new Error("serve ended")));
  });
  const close = () => {
    server.removeAllListeners("exit");
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, close };
}

async function walk({ open }, url) {
  const browser = await open(PHONE);
  const results = [];
  try {
    for (const [name, path] of Object.entries(PATHS)) {
      const began = Date.now();
      const fault = await path(visitorOf(browser), url).then(
        () => null,
        (error) => error,
      );
      results.push(fault === null);
      console.log(`${fault === null ? "ok  " : "FAIL"} ${browser.name}: ${name} ${((Date.now() - began) / 1000).toFixed(1)} s`);
      if (fault) console.log(fault.stack);
    }
  } finally {
    await browser.close();
  }
  return results;
}

const present = BROWSERS.filter(({ name, needs }) => {
  const missing = needs.filter((file) => !existsSync(file));
  if (missing.length > 0) console.log(`skip ${name}: ${missing.join(", ")} is not here`);
  return missing.length === 0;
});
const results = [];
if (present.length > 0) {
  const given = process.argv[2];
  const site = given === undefined ? await serveSample() : { url: given, close: () => undefined };
  try {
    for (const browser of present) results.push(...(await walk(browser, site.url)));
  } finally {
    site.close();
  }
}
const passed = results.filter(Boolean).length;
console.log(
  `${passed} passed, ${results.length - passed} failed, ${(BROWSERS.length - present.length) * Object.keys(PATHS).length} skipped`,
);
process.exitCode = passed === results.length ? 0 : 1;
