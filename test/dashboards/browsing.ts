import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import type { Site } from "../support/site.ts";
import { WEB } from "../support/web.ts";
import type { PagesSubject } from "./pages.ts";

/** What tests of pages look at: known once they run. */
export interface Browsed {
  readonly subject: () => PagesSubject;
  readonly site: () => Site;
  readonly browser: () => Browser;
  /** the folder of the built pages */
  readonly web: () => string;
}

/**
 * Registers tests of the built pages, in Chromium; skipped where there is no Chromium.
 *
 * @param open shows the built pages with what lies behind them
 */
export function browsing(name: string, open: (web: string) => Promise<Site>, register: (browsed: Browsed) => void): void {
  describe.skipIf(!hasBrowser)(name, () => {
    let site: Site;
    let browser: Browser;

    beforeAll(async () => {
      site = await open(WEB);
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    register({
      subject: () => ({ url: site.url, browser, ...(site.files ? { files: true } : {}) }),
      site: () => site,
      browser: () => browser,
      web: () => WEB,
    });
  });
}
