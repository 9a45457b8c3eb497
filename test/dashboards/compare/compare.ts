import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { addressOf, expectSound, goBack, openPage, type PagesSubject, withPage } from "../pages.ts";

interface Answers {
  /** which chip of every row: 1 is the first */
  readonly choice: number;
  readonly value: string;
}

/** Says what the home is like by the n-th chip of each row, gives a figure, and waits for what is said of it. */
export async function answerAll(page: Page, { choice, value }: Answers): Promise<void> {
  for (const row of await page.locator("main fieldset.chips").all()) {
    const chips = row.locator("button.chip");
    const chip = chips.nth(Math.min(choice, await chips.count()) - 1);
    if ((await chip.getAttribute("aria-pressed")) === "false") await chip.click();
  }
  await page.locator("[data-amount]").first().fill(value);
  await page.locator(".reply .sentence:not(.quiet)").first().waitFor();
}

/** What the card of each topic says and draws of its figure, once an average month is said to be one. */
async function saidOnCards(page: Page) {
  const usual = page.locator(".topic .which-month button");
  while ((await usual.count()) > 0) await usual.first().click();
  await page.locator(".topic .gap").nth(1).waitFor();
  const cards = await page.locator(".topic").evaluateAll((all) =>
    all.map((card) => ({
      id: card.id,
      sentence: card.querySelector(".sentence")?.textContent,
      below: [...card.querySelectorAll("p")].map((text) => text.textContent).find((text) => text?.startsWith("Cent de ")),
      dots: card.querySelectorAll(".homes circle").length,
      gap: card.querySelector(".gap")?.textContent,
    })),
  );
  return Object.fromEntries(cards.map(({ id, ...said }) => [id, said]));
}

/** Presses what keeps the answers, and returns the file. */
export async function keepAnswers(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Garder mes réponses (fichier)" }).click(),
  ]);
  return { name: file.suggestedFilename(), mimeType: "application/json", buffer: await readFile(await file.path()) };
}

/** Most px by which a field may move while somebody types into it. */
const STILL = 8;

/** Types digits into a field, and measures after each, and once the answer has come, that the field has not moved. */
async function expectStill(page: Page, field: Locator, digits: string): Promise<void> {
  await field.focus();
  const drawn = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
  const top = async (): Promise<number> => {
    await page.evaluate(drawn);
    return (await field.boundingBox())?.y ?? Number.NaN;
  };
  const before = await top();
  for (const digit of digits) {
    await page.keyboard.type(digit);
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(STILL);
  }
  await page.locator(".reply .sentence:not(.quiet)").last().waitFor();
  await page.waitForLoadState("networkidle");
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(STILL);
}

/** Registers what `/compare` promises, on any commons that publishes something. */
export function registerCompare(subject: () => PagesSubject): void {
  test("a person compares: the sentence names the group, one hundred homes, the gap, what is near, with whom", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "9,4" });
      expect(await page.locator(".topic .sentence").textContent()).toMatch(/(foyers|logements) .+\.$/);
      expect(await page.locator(".topic .gap dd").first().textContent()).toMatch(/^[\d,\s]+ à [\d,\s]+m³$/);
      // Who has named no place is near none.
      const near = page.locator('.topic svg[aria-label^="Près de chez vous"]');
      expect(await near.count()).toBe(0);
      await page.locator("[role=combobox]").fill("Nord 1");
      await page.keyboard.press("Enter");
      await expect.poll(() => near.count()).toBe(1);
      expect(await near.getAttribute("aria-label")).toMatch(/Nord\s: .+ Bourg/);
      // A place without a figure is named once, and no row of the drawing.
      expect(await near.getAttribute("aria-label")).not.toContain("Nord 1");
      expect(await page.locator(".topic .part .note").first().textContent()).toMatch(
        /Pas de chiffre sûr pour Nord 1\. Le trait\s: la marge\.$/,
      );
      expect(await page.locator(".topic svg [aria-label], .topic svg [role]").count()).toBe(0);
      expect(await page.locator(".which").textContent()).toMatch(/^Avec .+\./);
    }));

  test("one's own price is a tap away: cents are asked about, the gap is in money on page, sheet and in the file, and the focus stays", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "12" });
      const asked = page.locator(".topic .own-price");
      const field = asked.locator("input");
      expect(await page.locator(".topic .gap").textContent()).not.toContain("par an, à");
      await asked.getByRole("button", { name: /^En\s€, à mon prix$/ }).click();
      await page.keyboard.type("412");
      // What is wrong is said once it is typed.
      expect(await asked.locator(".fault").textContent()).toBe("");
      await page.keyboard.press("Enter");
      await asked.locator(".fault", { hasText: "Des centimes" }).waitFor();
      expect(await page.locator(".topic .gap").textContent()).not.toContain("par an, à");
      await asked.getByRole("button", { name: /^4,12\s€ le\sm³$/ }).click();
      const money = /de plus par an, à 4,12\s€ le\sm³, votre prix.*\d\s€/;
      for (const place of [".topic .gap", ".sheet .gap"])
        await expect.poll(() => page.locator(place).textContent()).toMatch(money);
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Changer mon prix");
      await page.keyboard.press("Enter");
      await field.fill("0");
      await page.keyboard.press("Enter");
      await asked.locator(".fault", { hasText: "au-dessus de zéro" }).waitFor();
      await field.fill("4,5");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator(".topic .gap").textContent()).toContain("à 4,50");
      await expectSound(page);
      const kept = JSON.parse((await keepAnswers(page)).buffer.toString());
      expect(kept.figures["water.volume"]).toMatchObject({ amount: 12, price: 4.5 });
    }));

  test("several topics on a phone: short cards, then together; what is true of all stands once, and it is no long scroll", () =>
    withPage(
      subject(),
      "compare",
      async (page) => {
        await answerAll(page, { choice: 1, value: "9,4" });
        await page.locator(".which").waitFor();
        for (const value of ["300", "80"]) {
          const add = page.locator(".others button").first();
          if ((await add.count()) === 0) break;
          await add.click();
          await page.keyboard.type(value);
        }
        const topics = await page.locator(".topic").count();
        expect(topics).toBeGreaterThan(1);
        await expect.poll(() => page.locator(".verdicts li").count()).toBe(topics);
        // Notes of one card are not said again on those below it.
        const notes = await page.locator(".topic .reply .note:not(.few, .measure-note)").allTextContents();
        expect(new Set(notes).size).toBe(notes.length);
        expect(await page.locator(".protected").count()).toBe(1);
        // What was open stays open, even after another view of the document.
        const isWhole = () => expect.poll(() => page.locator(".topic").first().locator(".which, .gap").count()).toBe(2);
        await isWhole();
        await page.getByRole("button", { name: /^Partager/ }).click();
        await page.locator(".share-card").waitFor();
        await goBack(page);
        await isWhole();
        // A name beside its figure, never below it letter by letter, whichever way the figure is given.
        await page.locator(".topic label", { hasText: "mes mois" }).last().click();
        for (const name of await page.locator(".topic h2").all()) expect((await name.boundingBox())?.width).toBeGreaterThan(60);
        await page.locator(".topic label", { hasText: "par mois" }).last().click();
        // What was said of the home is one line by now: a topic asks on its card for what it lacks.
        expect(await page.locator(".home.told .home-said").count()).toBe(1);
        expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThan(2600);
        // Of which month a figure is decides what it is held against: it is asked beside the figure, not in a fold.
        expect(await page.locator(".topic select.month:visible").count()).toBeGreaterThan(0);
        expect(await page.locator(".topic details .month").count()).toBe(0);
        // Nothing is lost: with whom is one tap below.
        await page.locator(".topic summary", { hasText: "Avec qui" }).first().click();
        expect(await page.locator(".which").last().textContent()).toMatch(/^Avec .+\./);
        await expectSound(page);
        // Each can be removed, and is offered again.
        await page.locator(".remove").first().click();
        await expect.poll(() => page.locator(".topic").count()).toBe(topics - 1);
        expect(await page.locator(".others li").textContent()).toMatch(/^Eau/);
        // A finger slips: what was typed comes back with the card.
        await page.getByRole("button", { name: "Remettre" }).click();
        await expect.poll(() => page.locator(".topic").count()).toBe(topics);
        expect(await page.getByRole("button", { name: "Remettre" }).count()).toBe(0);
        await page.waitForSelector(".topic h2:focus");
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true },
    ));

  test("a topic has the same sentence, count, dots and gap whether it came alone, was added to another, or came with others", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "9,4" });
      await page.locator(".others button").first().click();
      await page.keyboard.type("300");
      await answerAll(page, { choice: 1, value: "9,4" });
      const added = await saidOnCards(page);
      await page.goto(addressOf(subject(), "./"));
      for (const [topic, value] of [
        ["Eau", "9,4"],
        ["Électricité", "300"],
      ] as const) {
        await page.locator(".question .segmented label", { hasText: topic }).first().click();
        await answerAll(page, { choice: 1, value });
      }
      await page.locator(".question a.button").click();
      const together = await saidOnCards(page);
      expect(together).toEqual(added);
      expect(Object.keys(together)).toHaveLength(2);
      for (const { sentence, below, dots, gap } of Object.values(together)) {
        expect(sentence).toMatch(/^Vous êtes /);
        // How many are below is told where the noise allows it, and the same in both.
        expect(below).toMatch(/^Cent de ces .+, un point chacun/);
        // The others of the hundred are beyond the axis, and counted there; a row would have no such dots.
        expect(dots).toBeGreaterThan(20);
        expect(gap).toMatch(/sur un an/);
      }
      // Nor is a price of one's own lost.
      expect(together["topic-water.volume"]?.gap).toMatch(/En\s€, à mon prix/);
    }));

  test("nothing folds under a finger: on a phone, what is tapped right after the month of a figure was said opens", () =>
    withPage(
      subject(),
      "./",
      async (page) => {
        await page.locator(".question .segmented label", { hasText: "Électricité" }).first().click();
        await answerAll(page, { choice: 1, value: "300" });
        await page.locator(".question a.button").click();
        // Some browsers hold no place of a page that changes above it.
        await page.evaluate("document.documentElement.style.overflowAnchor = 'none'");
        await page.locator(".topic .which-month button").tap();
        const near = page.getByRole("button", { name: "dites où vous habitez" });
        await near.evaluate((button) => button.scrollIntoView({ block: "center" }));
        const { x, y, width, height } = (await near.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
        await page.touchscreen.tap(x + width / 2, y + height / 2);
        await page.locator(".home [role=combobox]:focus").waitFor();
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true },
    ));

  test("a field stays where it is while a number is typed into it: on Accueil, in a topic, in one more, and of months", () =>
    withPage(
      subject(),
      "./",
      async (page) => {
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          await page.goto(addressOf(subject(), "./"));
          await expectStill(page, page.locator("[data-amount]").first(), "360");
          await page.goto(addressOf(subject(), "compare"));
          await expectStill(page, page.locator(".topic [data-amount]").first(), "360");
          await page.locator(".others button").first().click();
          await expectStill(page, page.locator(".topic [data-amount]").last(), "126");
          await page.locator(".verdicts").waitFor();
          await page.locator(".topic label", { hasText: "mes mois" }).first().click();
          for (const month of [3, 4]) await expectStill(page, page.locator(".topic [data-month]").nth(month), "21");
        }
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("on a phone the actions of a figure are behind one button that the keyboard opens, and on a wide screen they stand there", () =>
    withPage(
      subject(),
      "./",
      async (page) => {
        const image = page.locator(".map-figure").getByRole("button", { name: "SVG" });
        const keep = page.locator(".map-figure").getByRole("button", { name: "Garder ou partager" });
        await keep.waitFor();
        expect(await image.isVisible()).toBe(false);
        await keep.focus();
        await page.keyboard.press("Enter");
        await image.waitFor();
        expect(await keep.getAttribute("aria-expanded")).toBe("true");
        await page.keyboard.press("Tab");
        expect(await page.locator(":focus").textContent()).toBe("Image");
        await page.keyboard.press("Shift+Tab");
        await page.keyboard.press("Enter");
        await image.waitFor({ state: "hidden" });
        await page.setViewportSize({ width: 1280, height: 800 });
        await image.waitFor();
        expect(await keep.isVisible()).toBe(false);
        // Cards of findings beside each other have no room for all actions.
        for (const finding of await page.locator(".finding .figure-actions").all())
          expect(await finding.getByRole("button").allTextContents()).toEqual(["Garder ou partager"]);
      },
      { viewport: { width: 360, height: 800 } },
    ));

  test("a bill is brought to a month, and said to be; it has no place among a year's", () =>
    withPage(subject(), "compare?lang=en", async (page) => {
      await page.getByLabel("a bill").check();
      await page.getByLabel("From", { exact: true }).fill("2025-01-12");
      await page.getByLabel("to (included)", { exact: true }).fill("2025-03-11");
      await answerAll(page, { choice: 1, value: "18" });
      // What stands below the sentence is drawn after it.
      await page.locator(".topic").getByText("Your bill: 18\u00a0m³ over 59 days").waitFor();
      expect(await page.locator(".topic .sentence").textContent()).toMatch(
        /^It comes to 9\.3\sm³ a month from 12 January 2025 to 11 March 2025\.$/,
      );
    }));

  test("it works with the network off, once loaded", () =>
    withPage(subject(), "compare", async (page, context) => {
      await page.locator("main").click();
      await page.waitForLoadState("networkidle");
      await context.setOffline(true);
      await answerAll(page, { choice: 1, value: "9" });
      expect(await page.locator(".topic .sentence").count()).toBe(1);
    }));
}

/** What the page says of the visitor stands where a browser translates nothing. */
async function expectUntranslated(page: Page): Promise<void> {
  await page.locator("svg.chart[aria-label*=vous i]").first().waitFor({ state: "attached" });
  // In one look: a drawing may come between two.
  const translated = (found: Element[]): number => found.filter((one) => one.closest('[translate="no"]') === null).length;
  for (const said of [".sentence", "svg.chart[aria-label*=vous i]"])
    expect([said, await page.locator(said).evaluateAll(translated)]).toEqual([said, 0]);
}

/** Registers: nothing about a visitor is asked for, stored, addressed or sent, from the first page on. */
export function registerUnasked(subject: () => PagesSubject): void {
  test("from the first page to Contribuer's link: the requests are the same whatever is answered, and nothing is stored, addressed or sent", async () => {
    const logs: string[][] = [];
    for (const answers of [
      { choice: 1, value: "3", place: 0 },
      // As rare a number as can be believed: one that is doubted is not drawn.
      { choice: 2, value: "17,1828", place: 1 },
    ]) {
      const { page, context } = await openPage(subject(), "");
      try {
        // Requests that the first loading still makes are not the second's.
        await page.waitForLoadState("networkidle");
        const asked: string[] = [];
        context.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
        await page.reload();
        await page.waitForSelector("[data-area]");
        const untouched = asked.length;
        await answerAll(page, answers);
        await page.locator("[data-area]").nth(answers.place).click({ force: true });
        await expectUntranslated(page);
        // A picture is made in the page, of what the first touch has brought: its last part is of Contribuer.
        await expect.poll(() => asked.filter((one) => one.includes("/standing-fr-"))).toHaveLength(1);
        await page.waitForLoadState("networkidle");
        const beforePicture = asked.length;
        // Nor does a topic ask for anything, with its map, its card and its answer.
        if (answers.place > 0)
          for (const topic of ["Électricité", "Eau"]) {
            await page.locator(".segmented label", { hasText: topic }).click();
            await page.getByRole("heading", { name: `${topic}, endroit par endroit` }).waitFor();
          }
        await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "SVG" }).first().click()]);
        expect(asked.slice(beforePicture)).toEqual([]);
        await page.getByRole("link", { name: "Voir le détail" }).click();
        expect(page.url()).toBe(addressOf(subject(), "compare"));
        await expectUntranslated(page);
        expect(await page.locator("[data-amount]").first().inputValue()).toBe(answers.value);
        await page
          .locator("input[type=file]")
          .first()
          .setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from(answers.value) });
        await page.getByText("Ce fichier n’a pas été reconnu").waitFor();
        // Nor for a file of these answers, saved or read back.
        const beforeFile = asked.length;
        await page
          .locator(".topic input[type=file]")
          .first()
          .setInputFiles(await keepAnswers(page));
        await page.locator("[role=status]:focus", { hasText: "Vos réponses du" }).waitFor();
        expect(asked.slice(beforeFile)).toEqual([]);
        expect(await page.locator("[data-amount]").first().inputValue()).toBe(answers.value);
        // The other language's words are fetched then, the same whatever was said, and all that was said stays.
        await page.getByRole("link", { name: "English", exact: true }).click();
        await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("en");
        expect(asked.some((one) => /\/shared-en-[^/]+\.js$/.test(one))).toBe(true);
        expect(await page.locator("[data-amount]").first().inputValue()).toBe(answers.value);
        await goBack(page);
        await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("fr");
        await goBack(page);
        expect(await page.locator("[data-amount]").first().inputValue()).toBe(answers.value);
        await page.waitForLoadState("networkidle");
        logs.push(asked);
        // The rest is fetched with the first touch: groups, distributions, other releases, the reader of files.
        expect(asked.length).toBeGreaterThan(untouched + 3);
        expect(asked.every((one) => one.startsWith(`GET ${subject().url}`))).toBe(true);
        expect(asked.join()).not.toMatch(/17.{0,3}1828/);
        const kept = "[localStorage.length, sessionStorage.length, document.cookie, history.state, window.name, location.search]";
        expect(await page.evaluate(kept)).toEqual([0, 0, "", null, "", ""]);
        for (const field of await page.locator("main :is(input:not([type=file]), select)").all())
          expect(await field.getAttribute("autocomplete")).toBe("off");
      } finally {
        await context.close();
      }
    }
    // The data in their order; the page's own files as a set, for a browser fetches its icon and modules as it likes.
    const [first = [], second = []] = logs;
    const data = (log: readonly string[]) => log.filter((one) => one.includes("/v1/"));
    expect(data(second)).toEqual(data(first));
    expect([...second].sort()).toEqual([...first].sort());
  });
}
