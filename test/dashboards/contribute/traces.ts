import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { IDLE } from "../../../dashboards/shared/trace.ts";
import { enedisCurve, PRM } from "../../importers/files.ts";
import { home } from "../../importers/made.ts";
import { consent, drop, KEPT, keepKey, NOTHING_KEPT, next, type Subject, sayHome, toReview, typeMonth, within } from "./steps.ts";

const FILE = { name: `${PRM}.csv`, mimeType: "text/csv", buffer: Buffer.from(enedisCurve(home("2025-10-01", "2026-01-01"))) };

/** What a browser says to a page that it keeps whole while another one is shown: this driver's browsers keep none. */
const LEFT = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";

const body = (page: Page) => page.evaluate<string>("document.documentElement.outerHTML");

/** To the key, on a shared device. */
async function toKey(page: Page): Promise<string> {
  await page.check("#shared");
  await next(page);
  await drop(page, FILE);
  await typeMonth(page);
  await next(page);
  await sayHome(page);
  await next(page);
  await consent(page);
  await next(page);
  await page.click("#send");
  await page.waitForSelector("#key");
  return (await page.locator("#key").textContent()) ?? "";
}

/** Registers: what a shared device keeps of a contribution, which is nothing. */
export function registerTraces(subject: () => Subject): void {
  test("a shared device: nothing is stored on the way, no download of the key is offered, and one button clears the page and the key", () =>
    within(subject(), "contribute", async ({ page, context }) => {
      const history = await page.evaluate("history.length");
      const key = await toKey(page);
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
      expect(await page.evaluate("history.length")).toBe(history);
      expect(await page.locator("#save-key").count()).toBe(0);
      expect(await page.locator(".qr").count()).toBe(1);
      await page.getByRole("button", { name: "Ne laisser aucune trace" }).click();
      const left = await body(page);
      for (const secret of [key, PRM, "m0l1", "9,4"]) expect(left).not.toContain(secret);
      expect(await page.locator(".cleared").textContent()).toMatch(/Téléchargements.*presse|Téléchargements.*copié/s);
      expect(await page.evaluate("document.activeElement.className")).toContain("cleared");
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
      expect((await context.cookies()).length).toBe(0);
    }));

  test("a shared device: a page that is left, and may be kept to come back, is empty", () =>
    within(subject(), "contribute", async ({ page }) => {
      const key = await toKey(page);
      await page.evaluate(LEFT);
      const left = await body(page);
      for (const secret of [key, PRM]) expect(left).not.toContain(secret);
    }));

  test("a shared device: ten minutes without a gesture clear the page, nine do not", () =>
    within(subject(), "contribute", async ({ page }) => {
      await page.clock.install();
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      await page.check("#shared");
      await next(page);
      await typeMonth(page);
      await page.clock.runFor(IDLE - 60_000);
      expect(await page.locator(".source").count()).toBe(1);
      await page.clock.runFor(60_000);
      await page.locator(".cleared", { hasText: "dix minutes sans geste" }).waitFor();
      expect(await page.locator(".source").count()).toBe(0);
    }));

  test("a device of one's own stores nothing either, and warns before an unkept key is lost", () =>
    within(subject(), "contribute", async ({ page }) => {
      await toReview(page);
      await page.click("#send");
      await page.waitForSelector("#key");
      await page.click("#finish");
      expect(await page.locator("#kept-fault").textContent()).toContain("Cochez que vous avez gardé votre clé");
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(asked).toEqual(["beforeunload"]);
      // The number of a step, and the history is at the first one.
      await expect.poll(() => page.evaluate(KEPT)).toEqual({ ...NOTHING_KEPT, state: { step: 0 } });
    }));

  test("the browser's Back goes a step back with what was entered, and leaves the page from the first step", () =>
    within(subject(), "contribute", async ({ page }) => {
      const heading = (n: number) => page.locator("#step", { hasText: `Étape ${n}` }).waitFor();
      await page.goto("about:blank");
      await page.goto(`${subject().url}/contribute`);
      await page.waitForSelector("main[data-ready]");
      await next(page);
      // What was missing is said until something is brought.
      await next(page);
      expect(await page.locator("#step-fault").textContent()).not.toBe("");
      await typeMonth(page);
      expect(await page.locator("#step-fault").textContent()).toBe("");
      await next(page);
      await sayHome(page);
      await page.goBack();
      await heading(2);
      expect(await page.locator(".source").count()).toBe(1);
      // Forward is the page's button, which looks at what was said.
      await page.goForward();
      await page.waitForTimeout(100);
      await heading(2);
      expect(await page.evaluate("history.state")).toEqual({ step: 1 });
      await next(page);
      await heading(3);
      await page.click("#back");
      await heading(2);
      await page.goBack();
      await heading(1);
      expect(await page.evaluate("[history.state, location.hash, location.search]")).toEqual([{ step: 0 }, "", ""]);
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      await page.goBack();
      await expect.poll(() => page.url()).toBe("about:blank");
      expect(asked).toEqual(["beforeunload"]);
    }));

  test("one's contribution on a shared device: one button forgets the key and what it opened", () =>
    within(subject(), "contribute", async ({ page }) => {
      const key = await toKey(page);
      await page.check("#kept");
      await page.click("#finish");
      await page.getByRole("link", { name: "Voir ma contribution" }).click();
      await page.waitForSelector("#contribution-key");
      await page.check("#shared");
      await page.fill("#contribution-key", key);
      await page.click("#open");
      await page.waitForSelector(".held");
      await page.click("#trace");
      const left = await body(page);
      for (const secret of [key, "Leaf 0-1"]) expect(left).not.toContain(secret);
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
    }));

  test("a contribution that is left open is closed with its page, on a device of one's own too", () =>
    within(subject(), "contribute", async ({ page }) => {
      await toReview(page);
      await page.click("#send");
      const key = await keepKey(page);
      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await page.fill("#contribution-key", key);
      await page.click("#open");
      await page.waitForSelector(".held");
      await page.evaluate(LEFT);
      const left = await body(page);
      for (const secret of [key, "Leaf 0-1"]) expect(left).not.toContain(secret);
      expect(await page.locator("#contribution-key").inputValue()).toBe("");
    }));

  test("what the key's file and its code hold opens the contribution again; a file without a key is said to have none", () =>
    within(subject(), "contribute", async ({ page }) => {
      await toReview(page);
      await page.click("#send");
      await page.waitForSelector("#key");
      const key = (await page.locator("#key").textContent()) ?? "";
      const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#save-key")]);
      const [text, photo] = [await saved.path(), await page.locator(".qr").screenshot()];
      await page.check("#kept");
      await page.click("#finish");
      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await page.setInputFiles("#key-file", { name: "photo.png", mimeType: "image/png", buffer: photo });
      await expect.poll(() => page.locator("#contribution-key").inputValue()).toBe(key);
      await page.fill("#contribution-key", "");
      await page.setInputFiles("#key-file", { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.from("") });
      await expect.poll(() => page.locator("#key-fault").textContent()).toContain("Aucune clé trouvée");
      await page.setInputFiles("#key-file", text);
      await expect.poll(() => page.locator("#contribution-key").inputValue()).toBe(key);
      await page.click("#open");
      await page.waitForSelector(".held");
    }));
}
