import { closeSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { enedisCurve } from "../../importers/files.ts";
import { home } from "../../importers/made.ts";
import { type IntakeSubject, withContributePage } from "./steps.ts";

/** VOISINAGE_FULL=1 reads the 100 MB that are promised; what is asked is in parts of the time that reading takes, whatever the size. */
const MEGABYTES = process.env.VOISINAGE_FULL === "1" ? 100 : 30;

/** A load curve of that size: two years of half-hours, over and over. */
function largeFile(): string {
  const path = join(tmpdir(), `voisinage-large-${process.pid}.csv`);
  const last = new Date().getUTCFullYear() - 1;
  const text = enedisCurve(home(`${last - 1}-01-01`, `${last + 1}-01-01`));
  const rows = text.slice(text.indexOf("\n", text.indexOf("Horodate")) + 1);
  const file = openSync(path, "w");
  writeSync(file, `${text.slice(0, -rows.length)}`);
  for (let written = 0; written < MEGABYTES * 1e6; written += rows.length + 1) writeSync(file, `${rows}\n`);
  closeSync(file);
  return path;
}

/** Counts beats of the page's own thread, and the longest time without one. */
const BEAT = `(() => {
  const beat = { count: 0, longest: 0, last: performance.now(), tasks: 0, progress: new Set() };
  const count = () => {
    const now = performance.now();
    beat.count += 1;
    beat.longest = Math.max(beat.longest, now - beat.last);
    beat.last = now;
    const bar = document.querySelector(".reading progress");
    if (bar) beat.progress.add(bar.value);
  };
  beat.timer = setInterval(count, 10);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) beat.tasks = Math.max(beat.tasks, duration);
  }).observe({ type: "longtask" });
  beat.began = performance.now();
  globalThis.beat = beat;
})()`;

interface Beaten {
  readonly count: number;
  readonly longest: number;
  readonly tasks: number;
  readonly took: number;
  readonly progress: number;
}
const beaten = (page: Page): Promise<Beaten> =>
  page.evaluate(`(() => {
    clearInterval(beat.timer);
    const { count, longest, tasks, began, progress } = beat;
    return { count, longest, tasks, took: performance.now() - began, progress: progress.size };
  })()`);

/** Registers: a large file is read beside the page, which goes on answering; and it can be cancelled. */
export function registerLarge(subject: () => IntakeSubject): void {
  test("a large file does not freeze the page, tells how far it is, and can be cancelled", { timeout: 300_000 }, async ({
    annotate,
  }) => {
    const path = largeFile();
    expect(statSync(path).size).toBeGreaterThan(MEGABYTES * 1e6);
    try {
      await withContributePage(subject(), "contribute", async ({ page }) => {
        page.setDefaultTimeout(200_000);
        await page.evaluate(BEAT);
        await page.setInputFiles("#files", path);
        await page.waitForSelector(".source-box");
        const { count, longest, tasks, took, progress } = await beaten(page);
        await annotate(
          `${MEGABYTES} MB read in ${Math.round(took)} ms; the page's longest task ${Math.round(tasks)} ms, longest silence ${Math.round(longest)} ms, ${count} beats, ${progress} states of progress`,
        );
        // Against its own time on this machine, whatever else that does: a page that reads in its own thread is silent throughout.
        expect(longest).toBeLessThan(took / 4);
        expect(count).toBeGreaterThan(20);
        expect(progress).toBeGreaterThan(3);
        expect(await page.locator(".kept").textContent()).toMatch(/12 mois entiers/);

        await page.click("#back");
        await page.setInputFiles("#files", path);
        await page.locator(".reading button").click();
        await page.locator(".reading", { hasText: "Lecture annulée" }).waitFor();
        expect(await page.locator(".source").count()).toBe(1);
      });
    } finally {
      rmSync(path);
    }
  });
}
