import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { IDLE, WARNED } from "../../../dashboards/shared/trace.ts";
import { enedisCurve, PRM } from "../../importers/files.ts";
import { home } from "../../importers/made.ts";
import { goBack } from "../pages.ts";
import {
  atStep,
  consent,
  drop,
  type IntakeSubject,
  KEPT,
  NOTHING_KEPT,
  pressNext,
  sayHome,
  toReview,
  typeMonth,
  withContributePage,
} from "./steps.ts";

const FILE = { name: `${PRM}.csv`, mimeType: "text/csv", buffer: Buffer.from(enedisCurve(home("2025-10-01", "2026-01-01"))) };

/** What a browser says to a page that it keeps whole while another one is shown: this driver's browsers keep none. */
const LEFT = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";

const body = (page: Page) => page.evaluate<string>("document.documentElement.outerHTML");

/** To the key, on a shared device. */
async function toKey(page: Page): Promise<string> {
  await page.check("#shared");
  await typeMonth(page);
  await drop(page, FILE);
  await sayHome(page);
  await consent(page);
  await page.click("#send");
  await page.waitForSelector("#key");
  return (await page.locator("#key").textContent()) ?? "";
}

/** Registers: what a shared device keeps of a contribution, which is nothing. */
export function registerTraces(subject: () => IntakeSubject): void {
  test("a shared device: nothing is stored on the way, no download of the key is offered, and one button clears the page and the key", () =>
    withContributePage(subject(), "contribute", async ({ page, context }) => {
      const history = await page.evaluate("history.length");
      const key = await toKey(page);
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
      // Going on is in the history, so that Back goes a step back; which step is in none of its entries.
      expect(await page.evaluate("history.length")).toBe((history as number) + 2);
      expect(await page.evaluate("[history.state, location.hash, location.search]")).toEqual([null, "", ""]);
      expect(await page.locator("#save-key, #calendar").count()).toBe(0);
      expect(await page.locator(".qr").count()).toBe(1);
      await page.getByRole("button", { name: "Ne laisser aucune trace" }).click();
      // The only key is asked about first: the contribution stays, and nobody could open it.
      expect(await page.locator(".shared-bar").textContent()).toMatch(/clé.*est envoyée et reste/s);
      expect(await page.locator("#key").textContent()).toBe(key);
      await page.click("#keep-first");
      await page.waitForSelector("#kept:focus");
      await page.click("#trace");
      await page.click("#trace-anyway");
      await page.waitForSelector(".cleared");
      const left = await body(page);
      for (const secret of [key, PRM, "m0l1", "9,4"]) expect(left).not.toContain(secret);
      expect(await page.locator(".cleared").textContent()).toMatch(/Téléchargements.*presse|Téléchargements.*copié/s);
      // The focus comes with the drawing's effects, a moment after its text.
      await page.waitForSelector(".cleared:focus");
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
      expect((await context.cookies()).length).toBe(0);
    }));

  test("a shared device stays one to the end and for the next home: no file is offered, and the page still clears itself", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const key = await toKey(page);
      await page.check("#kept");
      await page.click("#finish");
      await page.waitForSelector("#another");
      expect(await page.locator(".shared-bar").count()).toBe(1);
      expect(await page.locator("#calendar").count()).toBe(0);
      await page.click("#another");
      await atStep(page, 1);
      expect(await page.isChecked("#shared")).toBe(true);
      expect(await page.locator(".source, #lost-before").count()).toBe(0);
      for (const secret of [key, PRM, "Leaf 0-1"]) expect(await body(page)).not.toContain(secret);
      await page.evaluate(LEFT);
      await page.waitForSelector(".cleared");
      // Loading anew forgets that too, which is said where it is asked.
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(await page.isChecked("#shared")).toBe(false);
      expect(await page.locator("#lost-before").textContent()).toMatch(/rechargée.*brouillon gardé se rouvre/);
    }));

  test("a shared device: a page that is left, and may be kept to come back, is empty", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const key = await toKey(page);
      await page.evaluate(LEFT);
      const left = await body(page);
      for (const secret of [key, PRM]) expect(left).not.toContain(secret);
    }));

  test("a shared device: ten minutes without a gesture clear the page, nine do not", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await page.clock.install();
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      await page.check("#shared");
      await typeMonth(page);
      await page.clock.runFor(IDLE - WARNED - 1000);
      expect(await page.locator("#stay").count()).toBe(0);
      // Two minutes before, it says so, and who stays has ten minutes again.
      await page.clock.runFor(1000);
      expect(await page.locator(".ending").textContent()).toContain("s’efface dans deux minutes");
      await page.click("#stay");
      expect(await page.locator("#stay").count()).toBe(0);
      await page.clock.runFor(IDLE - 60_000);
      expect(await page.locator("#stay").count()).toBe(1);
      expect(await page.locator(".typed-list li").count()).toBe(1);
      await page.clock.runFor(60_000);
      await page.locator(".cleared", { hasText: "dix minutes sans geste" }).waitFor();
      expect(await page.locator(".typed-list li").count()).toBe(0);
    }));

  test("a device of one's own stores nothing either, and warns before an unkept key is lost", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await toReview(page);
      // Of one source alone, nothing is said of several.
      expect(await page.locator(".leaves").textContent()).not.toContain("première source cochée");
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
      // Nothing is in the history, and the address of a page that was loaded anew names no step.
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
      expect(await page.evaluate("location.hash")).toBe("");
      // That something was sent is not passed over, nor that it would count twice; once one begins again, it is said no more.
      // The heading does not say that nothing was sent.
      expect(await page.locator("#step").textContent()).toMatch(/^La page a été rechargée/);
      expect(await page.locator("#lost-step").textContent()).toMatch(/a été envoyée.*votre foyer compterait deux fois/);
      await typeMonth(page);
      await pressNext(page);
      await atStep(page, 2);
      expect(await page.locator("#lost-step").count()).toBe(0);
    }));

  test("a key that is not kept is not left for another view of the document either, and one that is kept asks nothing", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await toReview(page);
      await page.click("#send");
      await page.waitForSelector("#key");
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.dismiss();
      });
      await page.locator("header a", { hasText: "Me situer" }).first().click();
      await page.locator("#key-asked .warn").waitFor();
      expect(await page.locator("#key").count()).toBe(1);
      // The person stays: the reload does not happen, and the key is still there.
      await page.reload({ timeout: 2000 }).catch(() => undefined);
      expect(asked).toEqual(["beforeunload"]);
      await page.check("#kept");
      await page.locator("header a", { hasText: "Me situer" }).first().click();
      await page.waitForSelector("#key", { state: "detached" });
      await page.locator("header a", { hasText: "Contribuer" }).first().click();
      await page.waitForSelector("#key");
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(asked).toEqual(["beforeunload"]);
    }));

  test("the browser's Back goes a step back with what was entered, not from the key, and leaves the page from the first step", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await page.goto("about:blank");
      await page.goto(`${subject().url}/contribute`);
      await page.waitForSelector("main[data-ready]");
      await typeMonth(page);
      await pressNext(page);
      await atStep(page, 2);
      await sayHome(page);
      expect(await page.evaluate("[history.state, location.hash, location.search]")).toEqual([null, "#2", ""]);
      await goBack(page);
      await atStep(page, 1);
      expect(await page.locator(".typed-list li").count()).toBe(1);
      await page.goForward();
      await atStep(page, 2);
      expect(await page.locator(".home-card [role=combobox]").inputValue()).toBe("Leaf 0-1");
      await page.click("#back");
      await atStep(page, 1);
      await pressNext(page);
      await consent(page);
      await page.click("#send");
      await page.waitForSelector("#key");
      // A key that is not kept yet is not lost by Back.
      await page.setViewportSize({ width: 390, height: 844 });
      for (const press of [1, 2]) {
        await page.evaluate("scrollTo(0, 500)");
        await goBack(page);
        await atStep(page, 3);
        expect(await page.locator("#key").textContent(), `press ${press}`).toMatch(/^[A-Za-z0-9_-]{43}$/);
        expect(await page.locator("#key-asked .warn").textContent()).toMatch(/^Cochez que vous avez gardé votre clé/);
        // A browser that restores where the step before was left does so a frame later.
        await page.waitForTimeout(100);
        expect(await page.evaluate("scrollY")).toBe(0);
      }
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      await page.goto("about:blank");
      expect(asked).toEqual(["beforeunload"]);
    }));

  test("one's contribution on a shared device: it can be taken away, behind a warning; one button forgets the key and what it opened", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const key = await toKey(page);
      await page.check("#kept");
      await page.click("#finish");
      await page.locator("main").getByRole("link", { name: "Voir ma contribution" }).click();
      await page.waitForSelector("#contribution-key");
      await page.check("#shared");
      await page.fill("#contribution-key", key);
      await page.click("#open");
      await page.waitForSelector(".held");
      const take = page.locator(".right", { has: page.locator(".anyway") });
      expect(await take.locator(".warn").textContent()).toMatch(/Téléchargements.*d’autres peuvent l’ouvrir.*appareil à vous/);
      expect(await page.locator("#json").count()).toBe(0);
      await take.locator(".anyway > summary").click();
      // The spreadsheet says places by their names, the other file by their codes.
      for (const [format, place] of [
        ["json", "m0l1"],
        ["csv", "Leaf 0-1"],
      ] as const) {
        const [file] = await Promise.all([page.waitForEvent("download"), page.click(`#${format}`)]);
        expect(file.suggestedFilename()).toBe(`ma-contribution.${format}`);
        expect(readFileSync(await file.path(), "utf8")).toContain(place);
      }
      await page.click("#trace");
      const left = await body(page);
      for (const secret of [key, "Leaf 0-1"]) expect(left).not.toContain(secret);
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
    }));

  test("what the key's file and its code hold opens the contribution again; a file without a key is said to have none; left open, it is closed with its page", () =>
    withContributePage(subject(), "contribute", async ({ page, log }) => {
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
      expect(await page.locator("#key-read").textContent()).toContain("Clé lue");
      // A file without one leaves neither the key of before nor that it was read.
      await page.setInputFiles("#key-file", { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.from("") });
      await expect.poll(() => page.locator("#key-fault").textContent()).toContain("Aucune clé trouvée");
      expect(await page.locator("#contribution-key").inputValue()).toBe("");
      expect(await page.locator("#key-read").textContent()).toBe("");
      // Of a key that opens nothing it is not said beside that it was read.
      await page.setInputFiles("#key-file", { name: "gone.txt", mimeType: "text/plain", buffer: Buffer.from("A".repeat(43)) });
      await page.locator("#key-read", { hasText: "Clé lue" }).waitFor();
      await page.click("#open");
      await expect.poll(() => page.locator("#key-fault").textContent()).toContain("Aucune contribution");
      expect(await page.locator("#key-read").textContent()).toBe("");
      await page.setInputFiles("#key-file", text);
      await expect.poll(() => page.locator("#contribution-key").inputValue()).toBe(key);
      await page.waitForLoadState("networkidle");
      const before = log.length;
      await page.click("#open");
      await page.waitForSelector(".held");
      await page.waitForLoadState("networkidle");
      // What is fetched is the same whatever a key opens: opening asks the intake, and nothing else.
      const asked = log.slice(before).map((request) => request.split("\n")[1]);
      expect(asked.filter((url) => !url?.endsWith("/v1/my-contribution"))).toEqual([]);
      // On a device of one's own too.
      await page.evaluate(LEFT);
      const left = await body(page);
      for (const secret of [key, "Leaf 0-1"]) expect(left).not.toContain(secret);
      expect(await page.locator("#contribution-key").inputValue()).toBe("");
    }));
}
