import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/**
 * Where Debian installs it. The first is the same engine without windows, and opens a page in a quarter of the processor's time.
 */
const WHOLE = "/usr/bin/chromium";
const CHROMIUM = ["/usr/bin/chromium-headless-shell", WHOLE].find(existsSync);
const FLAGS = [
  // WebAssembly is compiled quickly, and once: to compile what runs often a second time took a quarter of the time of SQL's tests.
  "--js-flags=--liftoff-only",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Whether a browser is installed. Tests that need one are skipped where it is not. */
export const hasBrowser: boolean = CHROMIUM !== undefined;

/** Text at twice its size, as people set it in their browser: `rem` and the widths of media queries follow. */
export const LARGE_TEXT = "--blink-settings=defaultFontSize=32";

/** @throws when no browser is installed */
export function openBrowser(...flags: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM as string, headless: true, args: [...FLAGS, ...flags] });
}

/** Whether there is a browser that keeps pages: the one without windows keeps none. */
export const keepsPages: boolean = existsSync(WHOLE);

/** A browser that keeps pages that are left as they were, for Back, as people's browsers do. */
export function openBrowserThatKeeps(): Promise<Browser> {
  const ignoreDefaultArgs = ["--disable-back-forward-cache"];
  return chromium.launch({ executablePath: WHOLE, headless: true, args: FLAGS, ignoreDefaultArgs });
}
