import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { DISTRICT } from "../../../dashboards/district/shown.ts";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import {
  expectNoSidewaysScroll,
  expectSound,
  goBack,
  holdRequests,
  lettersInDrawings,
  type PagesSubject,
  withPage,
} from "../pages.ts";

const state = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const mainText = (page: Page): Promise<string | null> => page.locator(".district-screen").textContent();

/** Scripts that have come so far, gzip. */
async function scriptBytes(page: Page): Promise<number> {
  const urls = (await page.evaluate(
    "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))",
  )) as string[];
  const files = await Promise.all(urls.map(async (url) => gzipSync(Buffer.from(await (await fetch(url)).arrayBuffer())).length));
  expect(files.length).toBeGreaterThan(3);
  return files.reduce((sum, bytes) => sum + bytes, 0);
}

async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".district-map").getByRole("button", { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Moves the mouse, which begins to load what only paper shows, and waits until that and all data are there. */
async function touched(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.mouse.move(9, 9);
  await page.waitForSelector(".district-screen.no-print");
}

/** Takes a word of the sentence by keys alone. */
async function choose(page: Page, word: string, ...keys: readonly string[]): Promise<void> {
  await page.locator(word).focus();
  for (const key of ["Enter", ...keys]) await page.keyboard.press(key);
}

/** Takes a period, or every period, from the list of the sentence. */
async function choosePeriod(page: Page, label: string): Promise<void> {
  await page.locator("#word-period").click();
  await page.getByRole("option", { name: label, exact: true }).click();
}

/** The page as it is drawn on a phone and in the dark: nothing wider than the screen, and every contrast. */
async function expectSoundEverywhere(page: Page, { files }: PagesSubject): Promise<void> {
  // Over plain files the drawing is the same: once is enough.
  if (files) return;
  await expectSound(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 700 });
  await expectSound(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Registers what Quartiers promises, on the releases 2025, 2026-01 and 2026-02 of the sample town: one load, walked through much. */
export function registerDistrict(subject: () => PagesSubject): void {
  test("a planner finds a place on the map, in the ranking and by its name, and the address keeps all of it", () =>
    withPage(
      subject(),
      "district?period=2025",
      async (page) => {
        const asked: string[] = [];
        page.on("request", (request) => asked.push(request.url()));
        const card = page.locator(".area-card h2");
        expect(await card.textContent()).toBe('Bourg, "le Grand"');
        await page.waitForSelector("#district-map [data-area]");
        expect(await scriptBytes(page)).toBeLessThan(120_000);
        // Pointed at in the ranking, a place is on the card and outlined on the map; tapped, it stays.
        await page.locator(".ranking-rows button").first().hover();
        expect(await page.locator("#district-map path.pointed").count()).toBe(1);
        expect(await page.locator("#district-map path.chosen").count()).toBe(0);
        await page.locator('#district-map [data-area="N"]').click();
        expect(state(page).get("at")).toBe("N");
        expect(await card.textContent()).toBe("Nord");
        expect(await page.locator(".area-card").textContent()).toMatch(/m³.*entre [\d,]+ et [\d,]+.*foyers comptés/);
        expect(await page.locator(".ranking-rows button[aria-pressed=true]").getAttribute("aria-label")).toMatch(/^2 Nord\s: /);
        await expectSoundEverywhere(page, subject());
        // To compare is to be asked with what, at once.
        await page.getByRole("button", { name: "Comparer avec…" }).click();
        await page.waitForSelector("#word-b[aria-expanded=true]");
        expect([state(page).get("view"), state(page).get("at")]).toEqual(["compare", "N"]);
        await page.keyboard.press("Escape");
        await goBack(page);
        // By keys alone: a part of a name, without its accents, is enough; an unpublished place says what its parent says, and no 0.
        await choose(page, "#word-place");
        await page.keyboard.type("sud 1");
        await page.keyboard.press("Enter");
        expect([state(page).get("area"), await card.textContent()]).toEqual(["S1", "Sud 1"]);
        const said = await page.locator(".area-card").textContent();
        expect(said).toMatch(
          /Son chiffre n’est pas publié, car une soustraction en ferait deviner un autre.* En attendant, Sud\s: [\d,]+\sm³ par mois/,
        );
        expect(said).not.toMatch(/\b0\b/);
        // A step back leaves what was pointed at, too: Sud 1 is drawn where Nord is on the map of the whole.
        await page.locator('#district-map [data-area="S1"]').hover();
        expect(await page.locator(".tap-line > span").textContent()).toMatch(/^Sud 1\s: /);
        expect([await page.locator(".tap-line > span").isVisible(), await page.locator(".tap-line button").count()]).toEqual([
          true,
          0,
        ]);
        await goBack(page);
        expect(await card.textContent()).toBe("Nord");
        await choose(page, "#word-statistic", "End", "Enter");
        expect(state(page).get("stat")).toBe("participation");
        expect(await page.locator(".area-card .big").first().textContent()).toBe("25\u00a0%");
        await choose(page, "#word-statistic", "Home", "Enter");
        await choose(page, "#word-topic", "End", "Enter");
        expect(state(page).get("measure")).toBe("electricity.energy");
        await page.goto(`${page.url().replace(/\?.*/, "")}?period=2026-01`);
        // A month without detail offers the year that has it.
        await page.locator(".parts-elsewhere button").click();
        expect(state(page).get("period")).toBe("2025");
        expect(asked.every((url) => url.startsWith(subject().url))).toBe(true);
      },
      { viewport: { width: 1280, height: 900 } },
    ));

  test.each([
    ["the map and the ranking", "district?period=2025", "#district-ranking"],
    ["a portrait", "district?period=2025&view=portrait", ".portrait svg.chart"],
    ["two places", "district?period=2025&view=compare&at=N&with=S", ".pair svg.chart, .two-places svg.chart, #two-places"],
  ])("with letters twice as large those in the drawings of %s are too, and none is cut or lies on another", (_, path, drawing) =>
    withPage(
      subject(),
      path,
      async (page) => {
        await page.waitForSelector(drawing);
        await page.evaluate("document.documentElement.style.fontSize = '200%'");
        await page.waitForSelector("[style*='zoom']");
        const { faults, zooms } = await lettersInDrawings(page);
        expect(faults).toEqual([]);
        expect(zooms.length).toBeGreaterThan(0);
        expect(new Set(zooms)).toEqual(new Set([2]));
        await expectNoSidewaysScroll(page);
      },
      { viewport: { width: 360, height: 740 } },
    ),
  );

  test("on a desk the header is a row of places, and a menu where letters twice as large would break them", () =>
    withPage(subject(), "district?period=2025", async (page) => {
      const [places, menu] = [page.locator("header nav.places"), page.locator("header .menu-button")];
      expect([await places.isVisible(), await menu.isVisible()]).toEqual([true, false]);
      await page.evaluate("document.documentElement.style.fontSize = '200%'");
      expect([await places.isVisible(), await menu.isVisible()]).toEqual([false, true]);
    }));

  test("two places, a portrait and an area of one's own are addresses of their own, and say what the margins bear", () =>
    withPage(
      subject(),
      "district?period=2025&at=N&with=S",
      async (page) => {
        // Two places: the difference is a sentence, and a drawing with an axis of its own.
        expect(await page.locator(".two-places h2").textContent()).toMatch(
          /^(Dans le district Nord, de .*|Nord, de .* que Sud\s: l’écart est trop petit pour conclure)\.$/,
        );
        expect(await page.locator("#two-places").getAttribute("aria-label")).toMatch(
          /^A, Nord\s: .*\. B, Sud\s: .*Écart de A à B/,
        );
        await page.waitForSelector("#district-map [data-area]");
        await page.locator('#district-map [data-area="N"]').click();
        expect(await page.locator(".two-places").textContent()).toContain("deux fois le même endroit");
        await goBack(page);
        await expectSoundEverywhere(page, subject());
        // A portrait: topics that are not published stay listed.
        await page.getByRole("link", { name: "Portrait" }).click();
        expect(state(page).get("view")).toBe("portrait");
        expect(await page.locator("#portrait-topics").getAttribute("aria-label")).toContain("Eau");
        expect(await page.locator(".who").textContent()).toContain("25");
        await expectSoundEverywhere(page, subject());
        await choose(page, "#word-place");
        await page.keyboard.type("sud 2");
        await page.keyboard.press("Enter");
        expect(await mainText(page)).toMatch(
          /Pas encore de quoi faire un portrait[\s\S]*il en faut 11\sau minimum, environ 53\s/i,
        );
        // An area of one's own: two published leaves at least; those that are withheld are said to be outside.
        await page.goto(`${page.url().replace(/\?.*/, "")}?period=2025&area=T&view=own`);
        await page.waitForSelector("#own-map [data-area]");
        // The next tap finds its place where it was: nothing above the map changes its height.
        const topOfMap = () => page.locator("#own-map").evaluate((map) => map.getBoundingClientRect().top + scrollY);
        const top = await topOfMap();
        for (const [leaf, said] of [
          ["N1", "au moins deux endroits publiés"],
          ["N2", "C’est exactement Nord"],
          ["S1", "Sans Sud 1"],
        ]) {
          await page.locator(`#own-map [data-area="${leaf}"]`).click();
          expect(await page.locator(".own-card").textContent()).toContain(said);
          expect(await topOfMap()).toBe(top);
        }
        expect(state(page).get("pick")).toBe("N1,N2,S1");
        const own = await page.locator(".own-card").textContent();
        expect(own).toMatch(/Sans Sud 1, dont le chiffre n’est pas publié/);
        expect(own).toMatch(/Mon quartier\s: [\d,]+\sm³ par mois, entre/);
        await page.getByRole("button", { name: "Retirer Sud 1" }).click();
        expect(state(page).get("pick")).toBe("N1,N2");
        // A place around several leaves adds them in one tap, and takes them away in another.
        for (const picked of ["N1,N2,S1,S2", "N1,N2"]) {
          await page.locator("#word-add").click();
          await page.locator('[role=option][data-value="S"]').click();
          expect(state(page).get("pick")).toBe(picked);
        }
        await expectSoundEverywhere(page, subject());
        // Nothing of it is kept anywhere but in the address.
        expect(await page.evaluate("[localStorage.length, sessionStorage.length, history.state, window.name]")).toEqual([
          0,
          0,
          null,
          "",
        ]);
      },
      { viewport: { width: 1280, height: 900 } },
    ));

  test("a line drawn around places on the map chooses them, a finger moves the page until drawing is switched on, and the program comes only then", () =>
    withPage(
      subject(),
      "district?period=2025&area=T&view=own",
      async (page, context) => {
        await page.waitForSelector("#own-map [data-area]");
        const hasProgram = (): Promise<boolean> =>
          page.evaluate("performance.getEntriesByType('resource').some(({ name }) => name.includes('encircle'))");
        expect(await hasProgram()).toBe(false);
        let map = { x: 0, y: 0, width: 0, height: 0 };
        const findMap = async (): Promise<void> => {
          await page.evaluate("scrollTo(0, 0)");
          map = (await page.locator(".own-map svg.chart").boundingBox()) ?? map;
        };
        // Around all of the map but its right half: the two leaves in the west.
        const at = (x: number, y: number) => ({ x: map.x + x * map.width, y: map.y + y * map.height });
        const corners = () => [at(0.51, 0.02), at(0.51, 0.98), at(0.02, 0.98), at(0.02, 0.1)];
        const leaves = await page.locator("[data-area]").evaluateAll((all) => all.map((one) => one.getAttribute("data-area")));
        expect(leaves).toHaveLength(4);
        const touch = await context.newCDPSession(page);
        const finger = async (): Promise<void> => {
          await findMap();
          await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at(0.03, 0.03)] });
          for (const corner of corners())
            await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [corner] });
          await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
        };
        await finger();
        expect([await hasProgram(), state(page).get("pick")]).toEqual([false, null]);
        // A mouse draws at once; Escape forgets the line.
        const mouse = async (): Promise<void> => {
          await findMap();
          await page.mouse.move(at(0.03, 0.03).x, at(0.03, 0.03).y);
          await page.mouse.down();
          for (const { x, y } of corners()) await page.mouse.move(x, y);
        };
        await expect
          .poll(async () => {
            // Released off the map: on the area where it was pressed, before the program is there, it would be a tap.
            await page.mouse.move(1, 1);
            await page.mouse.up();
            await mouse();
            return page.locator(".encircling path").count();
          })
          .toBe(1);
        expect([await hasProgram(), await page.locator(".encircling path").getAttribute("d")]).toEqual([
          true,
          expect.stringMatching(/^M.*Z$/),
        ]);
        await page.keyboard.press("Escape");
        await page.mouse.up();
        expect([await page.locator(".encircling").count(), state(page).get("pick")]).toEqual([0, null]);
        await mouse();
        await page.mouse.up();
        await expect.poll(() => state(page).get("pick")?.split(",").length).toBe(2);
        const west = state(page).get("pick");
        // The end of a line is no tap, and a second line adds nothing twice.
        await mouse();
        await page.mouse.up();
        expect(state(page).get("pick")).toBe(west);
        await page.goto(page.url().replace(/&pick=[^&]*/, ""));
        await page.waitForSelector("#own-map [data-area]");
        const topOfMap = () => page.locator("#own-map").evaluate((map) => map.getBoundingClientRect().top);
        const top = await topOfMap();
        await page.getByRole("button", { name: "Entourer sur la carte" }).click();
        // How to draw is said where nothing moves for it.
        await page.getByText("Faites-en le tour").waitFor();
        expect(await topOfMap()).toBe(top);
        await expect
          .poll(async () => {
            await finger();
            return state(page).get("pick");
          })
          .toBe(west);
        expect(await page.locator(".own-tools").textContent()).toContain("2 endroits entourés");
        expect(await page.locator(".own-tools [aria-pressed]").getAttribute("aria-pressed")).toBe("false");
        // What is chosen otherwise ends what was said of the last line, and a line that was to be drawn.
        await goBack(page);
        await expect.poll(() => page.locator(".own-tools [role=status]").textContent()).toBe("");
        await page.goForward();
        await expect.poll(() => state(page).get("pick")).toBe(west);
        await page.getByRole("button", { name: "Entourer sur la carte" }).click();
        expect(await page.locator(".own-tools [aria-pressed]").getAttribute("aria-pressed")).toBe("true");
        await goBack(page);
        await expect.poll(() => page.locator(".own-tools [aria-pressed]").getAttribute("aria-pressed")).toBe("false");
        await page.goForward();
        // What was drawn is nowhere: the address has the areas.
        expect(await page.evaluate("[localStorage.length, sessionStorage.length, history.state]")).toEqual([0, 0, null]);
      },
      { viewport: { width: 800, height: 900 }, hasTouch: true },
    ));

  for (const [what, asked, shown, said] of [
    ["two places are", "at=N&with=S", "#report-pair", /Nord.*Sud/],
    ["an area of one's own is", "pick=N1,N2,S1", "#report-own", /% ?des [\d\s]+ logements sont comptés\. Environ/],
    ["a map is, with its ranking,", "area=T", "#report-ranking", /% ?des [\d\s]+ logements sont comptés\. Environ/],
  ] as const)
    test(`on paper ${what} one page with its finding first`, () =>
      withPage(subject(), `district?period=2025&${asked}`, async (page) => {
        await page.waitForSelector("main[data-ready]");
        await touched(page);
        // What only paper shows is loaded at the first touch, and made when the browser says that it prints.
        expect(await page.locator(".report").count()).toBe(0);
        const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
        expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
        await page.emulateMedia({ media: "print" });
        for (const drawn of [shown, "#report-map", ".report h2"])
          expect([drawn, await page.locator(drawn).isVisible()]).toEqual([drawn, true]);
        expect(await page.locator(".report-foot").textContent()).toContain(asked);
        expect(await page.locator(".report-foot").textContent()).toMatch(/^Démonstration\s: ces foyers sont inventés\. /);
        expect(await page.locator(".report").textContent()).toMatch(said);
        for (const gone of ["header.site", "footer.site", ".district-screen", ".report-early"])
          expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false]);
      }));

  test("a printed page that is too long has lower drawings, then no trend, before its letters are smaller than 8 pt, across the whole sheet", async () => {
    const printed = (above: number, trends: number) =>
      withPage(subject(), "district?period=2025&view=portrait&at=N", async (page) => {
        await page.waitForSelector("main[data-ready]");
        await page.addStyleTag({ content: `.report .report-read { padding-top: ${above}px }` });
        await touched(page);
        await page.pdf({ format: "A4", preferCSSPageSize: true });
        await page.emulateMedia({ media: "print" });
        const report = page.locator(".report");
        const fit = await report.evaluate(({ style }) => Number(style.getPropertyValue("--fit")));
        const { width = 0 } = (await report.boundingBox()) ?? {};
        expect({ isRead: 8.5 * fit >= 8, width: Math.round(width) }).toEqual({ isRead: true, width: 672 });
        expect(await page.locator("#report-trend").count()).toBe(trends);
      });
    await printed(6, 1);
    await printed(260, 1);
    await printed(400, 0);
  });

  for (const width of [360, 1280])
    test(`printed before anything is touched, map and ranking are one sheet laid out for paper, from ${width} px too`, () =>
      withPage(
        subject(),
        "district?period=2025&area=T",
        async (page) => {
          await page.waitForSelector("#district-ranking");
          await page.waitForSelector("#district-map [data-area]");
          // Whoever prints at once has no report yet, however fast its program would come.
          const send = await holdRequests(page, "**/assets/paper-views-*.js");
          const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
          expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
          expect(await page.locator(".report").count()).toBe(0);
          // Beside a long ranking the card stands below the map.
          await page.emulateMedia({ media: "print" });
          await page.evaluate("document.querySelector('.map-and-ranking').classList.add('long')");
          const [card, map, ranking] = await Promise.all(
            [".chosen-place", ".map-side", ".district-ranking"].map((part) => page.locator(part).boundingBox()),
          );
          expect([card?.x === map?.x, (card?.y ?? 0) > (map?.y ?? 0), (ranking?.x ?? 0) > (map?.x ?? 0)]).toEqual([
            true,
            true,
            true,
          ]);
          await page.emulateMedia({ media: "screen" });
          send();
          await page.evaluate("dispatchEvent(new Event('beforeprint'))");
          await page.waitForSelector('#district-map[width="320"]');
          await page.evaluate("dispatchEvent(new Event('afterprint'))");
          await page.waitForSelector('#district-map:not([width="320"])');
        },
        { viewport: { width, height: 900 } },
      ));

  for (const asked of ["pick=N1,N2,S1", "view=portrait&at=N"])
    test(`printed before anything is touched, ${asked} is one sheet from a phone and from a desk`, () =>
      withPage(subject(), `district?period=2025&${asked}`, async (page) => {
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          await page.waitForSelector("main[data-ready] .district-screen .framed svg");
          const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
          expect([width, pdf.match(/\/Type\s*\/Page[^s]/g)?.length]).toEqual([width, 1]);
        }
      }));

  test("a report that is asked for in the first second is printed when the last of it has come, and says until then that it has not", () =>
    withPage(subject(), "district", async (page) => {
      await page.addInitScript(
        "window.printed = []; window.print = () => printed.push(document.querySelector('.report-early') === null)",
      );
      let release = (): void => undefined;
      const late = new Promise<void>((done) => {
        release = done;
      });
      // The month that is not shown comes last.
      await page.route(/2026-01.*observations|observations.*2026-01/, async (route) => {
        await late;
        await route.continue();
      });
      await page.reload();
      await page.waitForSelector("#district-map [data-area]");
      await page.getByRole("button", { name: "Rapport A4" }).click();
      expect(await page.getByRole("button", { name: "Le rapport se prépare…" }).count()).toBe(1);
      await page.waitForSelector(".report-early", { state: "attached" });
      expect(await page.evaluate("printed")).toEqual([]);
      release();
      await expect.poll(() => page.evaluate("printed")).toEqual([true]);
    }));

  test("the keys that print wait for the report where nothing was touched before, and drawings of the screen are not cut on paper", () =>
    withPage(subject(), "district?period=2025&view=portrait&at=N", async (page) => {
      await page.addInitScript(
        "window.printed = []; window.print = () => printed.push(document.querySelectorAll('.report').length)",
      );
      await page.reload();
      await page.waitForSelector("main[data-ready] .portrait svg.chart");
      await page.emulateMedia({ media: "print" });
      // As on paper, a drawing stays as wide as the screen had it. All at once, because figures are still drawn again.
      const [all, before, during] = (await page.evaluate(`(() => {
        // A portrait printed from the screen is its first parts, a little smaller.
        const drawings = [...document.querySelectorAll(".sized svg")].filter((drawing) => drawing.getClientRects().length > 0);
        const shrunk = () => drawings.filter((drawing) => drawing.getScreenCTM().a < 0.5).length;
        for (const drawing of drawings) drawing.setAttribute("width", "3000");
        const before = shrunk();
        dispatchEvent(new Event("beforeprint"));
        const during = shrunk();
        dispatchEvent(new Event("afterprint"));
        return [drawings.length, before, during];
      })()`)) as [number, number, number];
      expect(all).toBeGreaterThan(1);
      expect([before, during]).toEqual([0, all]);
      expect(await page.locator(".sized svg[viewBox]").count()).toBe(0);
      // A scroll of the reloaded page may have begun to load the report: it is there after the key at the earliest.
      const send = await holdRequests(page, "**/assets/paper-views-*.js");
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      await page.emulateMedia({ media: "screen" });
      await page.keyboard.press("Control+p");
      expect(await page.evaluate("printed")).toEqual([]);
      send();
      await expect.poll(() => page.evaluate("printed")).toEqual([1]);
      // Nor is a page without its figures printed.
      const sendFigures = await holdRequests(page, "**/observations*");
      await page.reload();
      await page.waitForSelector("header");
      await page.waitForTimeout(300);
      await page.keyboard.press("Control+p");
      expect(await page.evaluate("printed")).toEqual([]);
      sendFigures();
      await expect.poll(() => page.evaluate("printed")).toEqual([1]);
    }));

  test("an address that asks to print prints the report of its place, once and without a touch, and is left as the address of the page", () =>
    withPage(subject(), "district?period=2025&view=portrait&at=N", async (page) => {
      await page.addInitScript(
        "window.printed = []; window.print = () => printed.push(document.querySelector('.report h2')?.textContent)",
      );
      await page.goto(`${page.url()}&print=1`);
      await expect.poll(() => page.evaluate("printed")).toEqual([expect.stringMatching(/\S/)]);
      expect([state(page).has("print"), state(page).get("at")]).toEqual([false, "N"]);
    }));

  test("on paper a place is a report of one page, the same from a light and a dark screen", () =>
    withPage(
      subject(),
      "district?period=2025&at=N",
      async (page) => {
        // Periods that are not shown come after the map: the trend needs them.
        await page.waitForLoadState("networkidle");
        const pages: string[] = [];
        // What comes last, such as the surroundings, is on both papers.
        await page.waitForSelector("#district-map [data-area], .portrait");
        await touched(page);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
          expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
          pages.push(pdf.replace(/\/(CreationDate|ModDate) \([^)]*\)/g, "").replace(/\/ID \[[^\]]*\]/g, ""));
        }
        expect(pages[0] === pages[1]).toBe(true);
        await page.emulateMedia({ media: "print" });
        const visible = (selector: string) => page.locator(selector).first().isVisible();
        for (const shown of [".report h2", "#report-map", ".report-table tbody td", ".report-foot"])
          expect([shown, await visible(shown)]).toEqual([shown, true]);
        for (const gone of [".district-screen", "header.site", "footer.site"])
          expect([gone, await visible(gone)]).toEqual([gone, false]);
        expect(await page.locator(".report-foot").textContent()).toContain("view=portrait");
      },
      { colorScheme: "dark" },
    ));
}

/** Registers: figures leave the page whole, and other pages may show them. */
export function registerFrames(subject: () => PagesSubject): void {
  test("a slide whose program does not come says so", () =>
    withPage(subject(), "district?period=2025", async (page) => {
      await page.waitForSelector("#district-map [data-area]");
      await page.route(/\/slide-[^/]*\.js/, (route) => route.abort());
      await page.locator(".district-map").getByRole("button", { name: "Diapo" }).click();
      await page.locator(".district-map [role=status]", { hasText: WORDS.fr.failures.network }).waitFor();
    }));

  test("a figure for pages of others is drawn from its address, with its source, and has nothing to press but the way to the whole page", () =>
    withPage(subject(), "district?period=2025&at=N&with=S", async (page) => {
      await page.waitForSelector("#district-map [data-area]");
      // A picture that leaves has its title, source and address around the drawing; figures leave with the same at their head.
      const drawing = await page.locator("#district-map").boundingBox();
      const png = await download(page, "Image");
      expect(png.name).toBe("map-water-volume-T-district-N-S-2025.png");
      expect(png.bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
      expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(2 * (drawing?.width ?? 0));
      expect(png.bytes.readUInt32BE(20)).toBeGreaterThan(2 * (drawing?.height ?? 0) + 200);
      // For a slide it has the shape of one, and room for the same texts beside the drawing.
      const slide = await download(page, "Diapo");
      expect(slide.name).toBe("map-water-volume-T-district-N-S-2025-16x9.png");
      const [wide = 0, high = 0] = [16, 20].map((at) => slide.bytes.readUInt32BE(at));
      expect(Math.abs(wide - (16 / 9) * high)).toBeLessThan(4);
      expect(wide).toBeGreaterThan(2 * 1000);
      // The SVG needs nothing else: a browser reads it as an image, and it has its texts, and no address to fetch anything from.
      const svg = await download(page, "SVG");
      expect(svg.name).toBe("map-water-volume-T-district-N-S-2025.svg");
      const written = svg.bytes.toString("utf8");
      for (const text of ["<title>", "Bourg", "Licence Ouverte 2.0", "Nord", "view=", "<path"]) expect(written).toContain(text);
      expect(written).not.toMatch(/var\(--|<script|<image|(?:href|src)=|url\((?!#|data:)/);
      // Each text is held as on the page, a name of the map by its middle.
      expect(written).toMatch(/<text [^>]*text-anchor="middle"/);
      // Its type is in it, in the weights that it has, for where this family is missing.
      expect(written).toMatch(/@font-face\{font-family:Figtree;font-weight:400;src:url\(data:/);
      expect(written).toMatch(/ font-family="Figtree, .*sans-serif"/);
      expect(svg.bytes.length).toBeLessThan(120_000);
      expect(
        await page.evaluate(async (text) => {
          const image = new Image();
          image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
          await image.decode();
          return image.naturalWidth;
        }, written),
      ).toBeGreaterThan(drawing?.width ?? 0);
      const csv = (await download(page, "Données")).bytes.toString("utf8");
      expect(csv).toMatch(
        /^# .*Bourg.*\r\n# Eau en moyenne \(m³\), 2025.*\r\n# Sans tenir compte de la taille des foyers\.\r\n# La marge \(95\s%\) dit le flou, pas les foyers non comptés\. Ces foyers ont choisi de contribuer\s: ils n’ont pas été tirés au sort\.\r\n# Démonstration\s: .* Chiffres.*Licence Ouverte 2\.0\r\n# http.*district.*\r\n# METHOD dit comment .*\r\n# R: .*\r\n/,
      );
      expect(csv).toContain("Nord,");
      const frames = (await page.evaluate(`(async () => {
        const codes = [];
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void codes.push(text) } });
        for (const button of [...document.querySelectorAll(".figure-actions button")].filter((one) => one.textContent === "Intégrer")) button.click();
        while (codes.length < 2) await new Promise((done) => setTimeout(done, 20));
        return codes;
      })()`)) as string[];
      expect(frames.length).toBe(2);
      // In a phone's column, and in any of a wide window, the frame holds its figure: nothing in it scrolls.
      for (const [width, column] of [
        [320, 320],
        [1280, 320],
        [1280, 480],
        [1280, 640],
        [1280, 800],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        const scrolled = await page.evaluate(`(async (codes) => {
          const box = document.createElement("div");
          box.style.cssText = "position:absolute;inset:0 auto auto 0;width:${column}px";
          box.innerHTML = codes.join("").replaceAll('loading="lazy"', "");
          document.body.append(box);
          const inside = [];
          for (const frame of box.querySelectorAll("iframe")) {
            while (!frame.contentDocument?.querySelector("main[data-ready] svg.chart")) await new Promise((done) => setTimeout(done, 50));
            const { scrollHeight, clientHeight, scrollWidth, clientWidth } = frame.contentDocument.documentElement;
            inside.push([scrollHeight - clientHeight, scrollWidth - clientWidth]);
          }
          box.remove();
          return inside;
        })(${JSON.stringify(frames)})`);
        expect([width, column, scrolled]).toEqual([width, column, frames.map(() => [0, 0])]);
      }
      const addresses = frames
        .map((code) => (/src="([^"]*)"/.exec(code)?.[1] ?? "").replaceAll("&amp;", "&"))
        // The program that makes them is loaded at the first press, so either may be there first.
        .sort((a, b) => Number(b.includes("figure=compare")) - Number(a.includes("figure=compare")));
      expect(addresses.map((address) => new URL(address).searchParams.get("figure"))).toEqual(["compare", "map"]);
      for (const [address, drawing] of [
        [addresses[0], "#two-places"],
        [addresses[1], "#embedded-map"],
        [addresses[1]?.replace("figure=map", "figure=ranking"), "#district-ranking"],
        [`${addresses[1]?.replace("figure=map", "figure=own")}&pick=N1,N2`, "main[data-ready] svg.chart"],
      ] as const) {
        await page.goto(address ?? "");
        await page.waitForSelector(drawing);
        expect(new URL(page.url()).pathname).toMatch(/\/embed\/$/);
        if (drawing === "#embedded-map") {
          // A tap names the place as the page does, and the link leads to it.
          await page.locator('#embedded-map [data-area="S"]').click();
          await page.getByText(/^Sud\s: .*m³/).waitFor();
          expect(await page.locator(".figure-foot a").getAttribute("href")).toContain("at=S");
          // A number that comes onto the map is told below it: no ranking is beside it.
          const key = page.getByText(/^Numéros de la liste, du plus haut au plus bas\s; l’ordre est approximatif\s: 1\s\S/);
          expect(await key.count()).toBe(0);
          await page.locator("#embedded-map").evaluate((map) => {
            const rank = document.createElementNS("http://www.w3.org/2000/svg", "text");
            rank.setAttribute("class", "rank");
            rank.textContent = "1";
            map.append(rank);
          });
          await key.waitFor();
        }
        expect(await page.locator("form, input, button, select, header, nav").count()).toBe(0);
        const links = await page.locator("a").evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
        expect(links).toHaveLength(1);
        expect((await fetch(links[0] ?? "")).status).toBe(200);
        expect(links[0]).toMatch(/\/district(\.html)?\?/);
        expect(await page.locator("h1").textContent()).not.toBe("");
        expect(await page.locator(".source").textContent()).toContain("Licence Ouverte");
        await expectNoSidewaysScroll(page);
      }
      // Nobody's figure is drawn as another's.
      for (const wrong of ["figure=zzz", "figure=map&area=nowhere", "figure=map&period=1999"]) {
        await page.goto(new URL(`?${wrong}`, page.url()).href);
        await page.waitForSelector("main[data-ready] .wait");
        expect(await page.locator("svg.chart, h1").count()).toBe(0);
      }
      if (!subject().files) await expectSound(page);
    }));
}

/** Registers what Quartiers promises where two periods publish the same places. */
export function registerPeriods(subject: () => PagesSubject): void {
  test("however far the slider is walked, one step back leads to where it began", () =>
    withPage(subject(), "district?period=2025&area=T&level=quarter", async (page) => {
      await page.waitForSelector("#period-slider");
      const began = page.url();
      const steps = (): Promise<number> => page.evaluate("history.length") as Promise<number>;
      const before = await steps();
      await page.locator("#period-slider").focus();
      for (const [key, period] of [
        ["ArrowRight", "2026"],
        ["ArrowLeft", "2025"],
        ["ArrowRight", "2026"],
      ] as const) {
        await page.keyboard.press(key);
        await expect.poll(() => state(page).get("period")).toBe(period);
      }
      expect(await steps()).toBe(before + 1);
      await page.goBack();
      expect(page.url()).toBe(began);
      expect(await page.locator("#period-slider").inputValue()).toBe("0");
    }));

  test("a place that comes under a pointer at rest is not the one that was clicked, and small maps stay where they are", () =>
    withPage(
      subject(),
      "district?period=2025&area=T&level=quarter",
      async (page) => {
        await page.waitForSelector("#district-map [data-area]");
        await choosePeriod(page, DISTRICT.fr.months.often.year);
        await page.waitForSelector("#map-periods [data-area]");
        await page.waitForLoadState("networkidle");
        const card = page.locator("#card-title");
        const whole = await card.textContent();
        // The page has moved under the pointer, which has not.
        await page.evaluate("scrollBy(0, 40)");
        await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        expect(await card.textContent()).toBe(whole);
        const place = page.locator('#map-periods [data-area="N1"]').last();
        const before = await place.boundingBox();
        await place.click();
        await expect.poll(() => state(page).get("at")).toBe("N1");
        expect(await place.boundingBox()).toEqual(before);
        await expect.poll(() => card.textContent()).not.toBe(whole);
      },
      { viewport: { width: 1280, height: 900 } },
    ));

  test("the answer to a tap stands in sight beside the map, also far down the ranking, and pointing moves no row", () =>
    withPage(
      subject(),
      "district?period=2025&area=T&level=quarter",
      async (page) => {
        await page.waitForSelector("#district-map [data-area]");
        const boxOf = async (of: string) => (await page.locator(of).last().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
        await page.locator('#district-map [data-area="N1"]').click();
        const [card, map] = [await boxOf(".area-card"), await boxOf(".district-map")];
        expect(card.x).toBeGreaterThanOrEqual(map.x + map.width);
        expect(card.y + card.height).toBeLessThan(700);
        const last = ".ranking-rows li:last-child button";
        await page.locator(last).evaluate((row) => row.scrollIntoView({ block: "end" }));
        const before = await boxOf(last);
        await page.locator(last).hover();
        expect(await boxOf(last)).toEqual(before);
        await page.locator(last).click();
        const after = await boxOf(".area-card");
        expect(after.y).toBeGreaterThanOrEqual(0);
        const name = (await page.locator(last).getAttribute("aria-label"))?.split(/\s:/)[0];
        expect(await page.locator(".area-card h2").textContent()).toBe(name);
      },
      { viewport: { width: 1280, height: 700 } },
    ));

  test("what a map is kept with is reached far up a long ranking, and its title again on the way back", () =>
    withPage(
      subject(),
      "district?period=2025&area=T&level=quarter&stat=participation",
      async (page) => {
        await page.waitForSelector(".district-ranking li");
        await page.waitForSelector(".map-side .figure-actions");
        const side = page.locator(".long > .map-side");
        // As long as the ranking of a large town.
        await page.locator(".long > .beside-map").evaluate((beside: HTMLElement) => {
          beside.style.minHeight = "4000px";
        });
        const inSight = (selector: string) =>
          side
            .locator(selector)
            .first()
            .evaluate((element) => {
              const { top, bottom } = element.getBoundingClientRect();
              return top >= 0 && bottom <= innerHeight;
            });
        const walk = (by: number) => page.evaluate(`scrollBy({ top: ${by}, behavior: "instant" })`);
        await walk(1500);
        await expect.poll(() => inSight(".figure-actions")).toBe(true);
        expect(await inSight("h2")).toBe(false);
        await walk(-700);
        await expect.poll(() => inSight("h2")).toBe(true);
      },
      { viewport: { width: 1280, height: 640 } },
    ));

  test("the answer to who is counted takes the focus, with a frame for the keyboard alone", () =>
    withPage(subject(), "district?period=2025&area=T", async (page) => {
      const landed = () =>
        page.evaluate("[document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle].join(' ')");
      const who = page.locator(".area-card").getByRole("button", { name: DISTRICT.fr.represented.see });
      await who.click();
      await expect.poll(landed).toBe("represented none");
      await page.goBack();
      await who.focus();
      await page.keyboard.press("Enter");
      await expect.poll(landed).toBe("represented solid");
    }));

  test("maps of several periods are printed as they are shown: the finding, the maps, their legend and the source on one sheet", () =>
    withPage(subject(), "district?period=2025&area=T&level=quarter&each=period", async (page) => {
      await touched(page);
      await page.waitForSelector("#map-periods [data-area]");
      const title = await page.locator(".map-periods h2").first().textContent();
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.emulateMedia({ media: "print" });
      await page.waitForSelector("#report-maps [data-area]", { state: "attached" });
      expect(await page.locator(".report-title").textContent()).toBe(`${title}.`);
      expect(await page.locator(".report .map-legend, .report [class*=legend]").count()).toBeGreaterThan(0);
      expect(await page.locator(".report-foot").textContent()).toMatch(/2025.*2026/);
      const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    }));

  test("the map stands once for each period where the sentence asks for it, in one drawing with its data, and its title opens one", () =>
    withPage(
      subject(),
      "district?period=2026&area=T&level=quarter",
      async (page) => {
        await page.waitForSelector("#district-map [data-area]");
        const hasProgram = (): Promise<boolean> =>
          page.evaluate("performance.getEntriesByType('resource').some(({ name }) => name.includes('map-periods'))");
        expect(await hasProgram()).toBe(false);
        await choosePeriod(page, DISTRICT.fr.months.often.year);
        expect(state(page).get("each")).toBe("period");
        await page.waitForSelector("#map-periods [data-area]");
        expect(await hasProgram()).toBe(true);
        // The sentence says so, and its word keeps the focus.
        const sentence = (): Promise<string | null> => page.locator(".sentence-controls").textContent();
        expect(await sentence()).toMatch(/chaque année$/);
        expect(await page.evaluate("document.activeElement.id")).toBe("word-period");
        // Two years of four quarters, under one legend.
        expect(await page.locator("#map-periods [data-area]").count()).toBe(8);
        // They stand where the one map was.
        expect(await page.locator("#district-map").count()).toBe(0);
        expect(await page.locator(".map-periods .legend").count()).toBe(1);
        await page.locator('#map-periods [data-area="N1"]').first().click();
        await page
          .locator(".map-periods figcaption, .map-periods h2, .map-periods h3")
          .getByText(/^Nord 1, /)
          .first()
          .waitFor();
        // What stands beside the maps is of the one that was tapped.
        expect(state(page).get("period")).toBe("2025");
        await expect.poll(() => page.locator(".area-card .note").first().textContent()).toContain(", 2025");
        // Each map has what it is asked for above it, and all is heard in one sentence.
        expect(await page.locator("#map-periods").getAttribute("aria-label")).toMatch(/Nord 1\s: 2025\s: .*2026\s: /);
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.locator(".map-periods").getByRole("button", { name: "Données" }).click(),
        ]);
        expect(file.suggestedFilename()).toBe("periods-water-volume-T-quarter-N1-2025-2026.csv");
        const csv = readFileSync(await file.path(), "utf8");
        for (const period of ["2025", "2026"]) expect(csv.split(`,_T,${period},`)).toHaveLength(6);
        await page.reload();
        await page.waitForSelector("#map-periods [data-area]");
        await expectSoundEverywhere(page, subject());
        const title = page.locator("#map-periods [data-map]").last();
        await title.click();
        await expect.poll(() => ["period", "each"].map((name) => state(page).get(name))).toEqual(["2026", null]);
        await page.goBack();
        await page.waitForSelector("#map-periods [data-area]");
        await choosePeriod(page, "2025");
        await page.waitForSelector("#district-map [data-area]");
        expect(await sentence()).toMatch(/ en .*2025$/);
        expect([state(page).get("each"), await page.locator("#map-periods").count()]).toEqual([null, 0]);
      },
      { viewport: { width: 1280, height: 900 } },
    ));
}
