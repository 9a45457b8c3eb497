import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { type Running, startServer } from "../../../src/cli/server.ts";
import { readHome } from "../../../src/commons/home.ts";
import { type Commons, openCommons } from "../../../src/index.ts";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { writeTerritory } from "../../support/commons.ts";
import { gridTerritory } from "../../support/territory.ts";
import { buildWeb, type Web } from "../../support/web.ts";
import { SETTINGS, type Subject } from "./steps.ts";

/** What is behind the pages. */
export interface Behind {
  readonly home: string;
  /** how many the vault holds */
  donations(): number;
}

/**
 * Registers tests of contributing in Chromium, with what `serve` runs, on a home on the disk and the pages as they are now; skipped
 * where there is no Chromium.
 */
export function contributing(name: string, register: (subject: () => Subject, behind: Behind) => void): void {
  describe.skipIf(!hasBrowser)(name, () => {
    const folder = mkdtempSync(join(tmpdir(), "voisinage-contribute-"));
    const home = join(folder, "home");
    let web: Web;
    let commons: Commons;
    let running: Running;
    let browser: Browser;
    const subject = (): Subject => ({ url: running.url, browser });

    beforeAll(async () => {
      web = await buildWeb();
      const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
      commons = await openCommons({ home, territory, settings: SETTINGS });
      const progress = () => undefined;
      running = await startServer({
        home: readHome(home),
        commons,
        portal: true,
        port: 0,
        host: "127.0.0.1",
        web: web.folder,
        progress,
      });
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await running?.close();
      await commons?.close();
      web?.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    register(subject, { home, donations: () => commons.vault.status().donations });
  });
}
