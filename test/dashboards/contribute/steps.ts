import type { BrowserContext, Page, Request } from "playwright-core";
import { expect } from "vitest";
import type { SettingsInput } from "../../../src/index.ts";
import { translatedTexts } from "../pages.ts";

export interface IntakeSubject {
  /** of a commons with pages and intake, without a slash at its end */
  readonly url: string;
  readonly browser: import("playwright-core").Browser;
}

/** What a commons of the tests asks people for: complete, and not a sample. */
export const SETTINGS: SettingsInput = {
  name: { fr: "Commun d’essai", en: "Test commons" },
  measures: ["water.volume", "electricity.energy", "gas.energy", "spending.energy"],
  impact_assessment: { approved_at: "2025-01-15", by: "the mayor" },
  dpo: "dpo@example.org",
  retention_months: 15,
  processors: [],
  backup_days: 30,
  contact: "commons@example.org",
  controller: { name: "Town", contact: "commons@example.org" },
};

/** The whole of a request that leaves the browser, as text. */
export type Log = string[];

function textOf(request: Request): string {
  return [request.method(), request.url(), JSON.stringify(request.headers()), request.postData() ?? ""].join("\n");
}

/** A page of a fresh profile, with a log of everything that leaves the browser. */
export async function open(
  { url, browser }: IntakeSubject,
  path: string,
  options: Parameters<typeof browser.newContext>[0] = {},
): Promise<{ page: Page; context: BrowserContext; log: Log; faults: string[] }> {
  const context = await browser.newContext({ reducedMotion: "reduce", acceptDownloads: true, ...options });
  const log: Log = [];
  context.on("request", (request) => void log.push(textOf(request)));
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(`${url}/${path}`);
  await page.waitForSelector("main[data-ready]");
  return { page, context, log, faults };
}

/** A page as `open` gives it, closed whatever happens. */
export async function withContributePage(
  subject: IntakeSubject,
  path: string,
  run: (opened: Awaited<ReturnType<typeof open>>) => Promise<void>,
  options: Parameters<IntakeSubject["browser"]["newContext"]>[0] = {},
): Promise<void> {
  const opened = await open(subject, path, options);
  try {
    await run(opened);
  } finally {
    await opened.context.close();
  }
}

/** From what was brought to reading it again. */
export const pressNext = (page: Page): Promise<void> => page.click("#next");

/** Waits for a step, by its number. */
export const atStep = (page: Page, step: 1 | 2 | 3): Promise<unknown> => page.waitForSelector(`#step[data-step="${step}"]`);

/** A month's figure, typed. The month is the last one that is over. */
export async function typeMonth(page: Page, measure = "water.volume", total = "9,4"): Promise<void> {
  if ((await page.getAttribute("#typed-way", "aria-expanded")) === "false") await page.click("#typed-way");
  await page.selectOption("#typed-measure", measure);
  await page.check("[name=typed-kind][value=month]");
  await page.fill("#typed-amount", total);
  await page.click("#typed-add");
  expect(await page.locator("#typed-fault").textContent()).toBe("");
}

/** Drops files, and waits until what they say is shown: one goes on by itself. */
export async function drop(page: Page, files: Parameters<Page["setInputFiles"]>[1]): Promise<void> {
  await page.setInputFiles("#files", files);
  await page.waitForSelector('#step[data-step="2"]', { timeout: 50_000 });
  await page.waitForSelector(".source-box");
}

/** Where the home is, in the grid territory, and the second answer of every question. */
export async function sayHome(page: Page): Promise<void> {
  await page.fill(".home-card [role=combobox]", "Leaf 0-1");
  await page.keyboard.press("Enter");
  for (const row of await page.locator(".home-card fieldset.chips").all()) await row.locator("button").nth(1).click();
}

/** Ticks everything that is offered, months before their sums; and says who consents. */
export async function consent(page: Page, who: "adult" | "guardian" = "adult"): Promise<void> {
  for (const box of await page.locator(".offers > .tick input, .either > :nth-child(2) input").all()) await box.check();
  await agree(page, who);
}

/** Says who consents, to what is ticked. */
export async function agree(page: Page, who: "adult" | "guardian" = "adult"): Promise<void> {
  await page.check("#purpose");
  await page.check("#told");
  await page.check(`[name=who][value=${who}]`);
}

/** From the key step to the end, with the key. */
export async function keepKey(page: Page): Promise<string> {
  await page.waitForSelector("#key");
  const key = (await page.locator("#key").textContent()) ?? "";
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(await translatedTexts(page, key)).toEqual([]);
  // A hyphen at a line's end would read as that of a broken word.
  for (const group of await page.locator("#key span").allTextContents()) expect(group).not.toMatch(/-$/);
  await page.check("#kept");
  await page.click("#finish");
  await page.waitForSelector("#key", { state: "detached" });
  await page.waitForSelector("#step:focus");
  return key;
}

/** From the start to where one sends, with one typed figure. */
export async function toReview(page: Page): Promise<void> {
  await typeMonth(page);
  await pressNext(page);
  await atStep(page, 2);
  await sayHome(page);
  await consent(page);
}

/** Every place where a browser may keep something for a page: counted. */
export const KEPT = `(async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  cookies: document.cookie.length,
  caches: (await caches.keys()).length,
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  state: history.state,
}))()`;
export const NOTHING_KEPT = { local: 0, session: 0, cookies: 0, caches: 0, databases: 0, workers: 0, state: null };
