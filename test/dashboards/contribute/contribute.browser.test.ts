import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { voisinage } from "../../support/cli.ts";
import { writeTerritory } from "../../support/commons.ts";
import { type Served, served } from "../../support/served.ts";
import { gridTerritory } from "../../support/territory.ts";
import { registerLarge } from "./large.ts";
import { registerPeople } from "./people.ts";
import { registerRefused } from "./refused.ts";
import { SETTINGS, type Subject } from "./steps.ts";
import { registerTraces } from "./traces.ts";
import { registerWhole } from "./whole.ts";

/** Contributing in Chromium, with a real server, from dist/; skipped where there is no Chromium. */
describe.skipIf(!hasBrowser)("contributing, in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-contribute-"));
  let commons: Served;
  let browser: Browser;
  const subject = (): Subject => ({ url: commons.url, browser });

  const home = join(folder, "home");

  beforeAll(async () => {
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify(SETTINGS));
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const made = await voisinage("init", "--home", home, "--territory", territory, "--settings", settings);
    expect([made.code, made.err]).toEqual([0, ""]);
    commons = await served("serve", "--home", home, "--port", "0");
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await commons?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  registerWhole(subject);
  registerTraces(subject);
  registerPeople(subject);
  registerLarge(subject);
  registerRefused(subject, () => home);
});
