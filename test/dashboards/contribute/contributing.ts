import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { startServer } from "../../../src/cli/serve/home-server.ts";
import { readHome } from "../../../src/commons/home.ts";
import { openOperatedCommons } from "../../../src/commons/open.ts";
import type { SettingsInput } from "../../../src/index.ts";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { writeTerritory } from "../../support/commons.ts";
import { gridTerritory } from "../../support/territory.ts";
import { WEB } from "../../support/web.ts";
import { type IntakeSubject, SETTINGS } from "./steps.ts";

/** What is behind the pages. */
export interface Behind {
  readonly home: string;
  /** how many the vault holds */
  donations(): number;
  /** the same pages before a commons of other settings, while the work lasts */
  elsewhere(settings: SettingsInput, work: (url: string) => Promise<void>): Promise<void>;
}

/** What `serve` runs, on a new home on the disk. */
async function serveNew(folder: string, settings: SettingsInput, web: string) {
  const home = join(folder, "home");
  const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  const commons = await openOperatedCommons({ home, territory, settings });
  const served = { home: readHome(home), commons, portal: true, port: 0, host: "127.0.0.1", web, progress: () => undefined };
  const running = await startServer(served);
  const close = async () => {
    await running.close();
    await commons.close();
  };
  return { home, commons, url: running.url, close };
}

/**
 * Registers tests of contributing in Chromium, with what `serve` runs, on a home on the disk and the built pages; skipped
 * where there is no Chromium.
 */
export function contributing(name: string, register: (subject: () => IntakeSubject, behind: Behind) => void): void {
  describe.skipIf(!hasBrowser)(name, () => {
    const folder = mkdtempSync(join(tmpdir(), "voisinage-contribute-"));
    let served: Awaited<ReturnType<typeof serveNew>>;
    let browser: Browser;
    const subject = (): IntakeSubject => ({ url: served.url, browser });

    beforeAll(async () => {
      served = await serveNew(folder, SETTINGS, WEB);
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      await served?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    register(subject, {
      home: join(folder, "home"),
      donations: () => served.commons.vault.status().donations,
      elsewhere: async (settings, work) => {
        const other = await serveNew(mkdtempSync(join(folder, "elsewhere-")), settings, WEB);
        try {
          await work(other.url);
        } finally {
          await other.close();
        }
      },
    });
  });
}
