import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openSite } from "../../support/site.ts";
import { browsing } from "../browsing.ts";
import { expectNoSidewaysScroll, expectSound, goBack, lettersInDrawings, withPage } from "../pages.ts";

const site = (web: string) => openSite(web, ["2025", "2026-01", "2026-02"]);
const drawn = async (page: Page): Promise<void> => {
  await page.waitForSelector("main[data-ready]");
};

/** kB, gzip, of scripts before the first touch, and how much may move */
const SCRIPT = 120;
const SHIFT = 0.02;

async function expectLight(page: Page): Promise<void> {
  const names = (await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")) as string[];
  const scripts = names.filter((name) => name.endsWith(".js"));
  const bytes = await Promise.all(scripts.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())));
  const kB = bytes.reduce((sum, one) => sum + gzipSync(one).length / 1000, 0);
  expect(kB).toBeGreaterThan(10);
  expect(kB).toBeLessThan(SCRIPT);
  const shifts = await page.evaluate(
    `new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().map(({ value }) => value)))
      .observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done([]), 300))`,
  );
  expect((shifts as number[]).reduce((sum, one) => sum + one, 0)).toBeLessThan(SHIFT);
}

/** One walk as a researcher: open, choose, see, take, cite, ask. */
browsing("Données in a browser", site, ({ subject, site: at }) => {
  test("a commons of dwellings is told of as dwellings, also where its catalogue comes before the texts", () =>
    withPage(subject(), "", async (page) => {
      let answerCame = (): void => undefined;
      const answered = new Promise<void>((resolve) => {
        answerCame = resolve;
      });
      await page.route("**/v1/catalog.json", async (route) => {
        const answer = await route.fetch();
        const catalog = await answer.json();
        const origin = { fr: "un registre", en: "a register" };
        await route.fulfill({ response: answer, json: { ...catalog, commons: { ...catalog.commons, origin } } });
        answerCame();
      });
      await page.route(/explore-fr[^/]*\.js$/, async (route) => {
        await answered;
        // The page has the catalogue by the next task.
        await page.evaluate("new Promise((next) => setTimeout(next))");
        await route.continue();
      });
      await page.goto(`${page.url()}explore?view=table`);
      await drawn(page);
      expect(await page.locator("main").textContent()).toContain("tous les logements");
      expect(await page.locator(".failed").count()).toBe(0);
    }));

  test("on paper the drawing begins the first page, laid out for it, with its address; the screen has its own again after it", () =>
    withPage(subject(), "explore?view=ranking&level=quarter", async (page) => {
      await drawn(page);
      const wide = (): Promise<string | null> => page.locator("#ranking-0").getAttribute("width");
      const onScreen = await wide();
      const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      expect((pdf.match(/\/Type \/Page\b/g) ?? []).length).toBe(1);
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.waitForSelector("#ranking-0[width='672']", { state: "attached" });
      expect(await page.locator(".framed").textContent()).toContain("/explore?view=ranking");
      // The drawing has all figures with their numbers of homes, so no table repeats them.
      expect(await page.locator(".table-card").count()).toBe(0);
      // Counts of what is published would be alone on a second page.
      expect(await page.locator(".coverage").count()).toBe(0);
      expect(await page.locator("#ranking-0").textContent()).toMatch(/9,2 à 10,2 \(400\)/);
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      await page.waitForSelector("#ranking-0:not([width='672'])", { state: "attached" });
      expect(await wide()).toBe(onScreen);
    }));

  test("on paper lines over time, which write no figures, have them in a table below them", () =>
    withPage(subject(), "explore?view=time&measure=water.volume,electricity.energy&period=month", async (page) => {
      await drawn(page);
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.waitForSelector(".framed .source");
      expect(await page.locator(".figures-table tbody tr").count()).toBeGreaterThan(0);
    }));

  test("on paper a map, which writes no figures, has them in a table below it", () =>
    withPage(subject(), "explore?view=map&level=quarter", async (page) => {
      await drawn(page);
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.waitForSelector(".framed .source:has-text('/explore?view=map')");
      expect(await page.locator(".figures-table tbody tr").count()).toBe(4);
    }));

  test("rows without a figure stand at the table's foot with the reason, on paper too, which holds no control", () =>
    withPage(subject(), "explore?view=table&level=quarter", async (page) => {
      await drawn(page);
      await page.emulateMedia({ media: "print" });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.waitForSelector(".table-card .source:has-text('/explore?view=table')");
      const foot = await page.locator(".figures-table tbody tr:nth-child(n + 3) td:nth-child(2)").allTextContents();
      expect(foot).toEqual(["non publié, car il en ferait deviner un autre", "pas assez de foyers"]);
      // No lone note follows the sheet, which says of what it is.
      expect(await page.locator(".explore-aside").isVisible()).toBe(false);
      expect(await page.locator(".table-card .note").first().textContent()).toContain("Eau, en moyenne, par quarter");
      expect(await page.locator("main :is(button, input, select):visible:not(.sort)").count()).toBe(0);
    }));

  test("with letters twice as large nothing is wider than a phone, not even what only screen readers read", () =>
    withPage(
      subject(),
      "explore?view=ranking&level=quarter",
      async (page) => {
        await drawn(page);
        await page.evaluate("document.documentElement.style.fontSize = '200%'");
        await expect.poll(() => page.evaluate("document.documentElement.scrollWidth")).toBe(360);
        await page.waitForSelector("[style*='zoom']");
        expect(await lettersInDrawings(page)).toEqual({ faults: [], zooms: [2] });
        // Of a table no column is cut: each value stands below its name.
        const cut = () => page.locator(".table-scroll").evaluate((box) => box.scrollWidth - box.clientWidth);
        expect(await cut()).toBe(0);
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("on a phone all six views are in sight at once, each name on its own, with letters twice as large too", () =>
    withPage(
      subject(),
      "explore?view=distribution&measure=water.volume",
      async (page) => {
        await drawn(page);
        for (const [size, most] of [
          [100, 90],
          [200, 260],
        ] as const) {
          await page.evaluate(`document.documentElement.style.fontSize = '${size}%'`);
          const tabs = page.locator(".view-tabs a");
          expect(await tabs.count()).toBe(6);
          const isWhole = (tab: Element) => {
            const { left, right } = tab.getBoundingClientRect();
            return left >= 0 && right <= innerWidth && tab.scrollWidth <= tab.clientWidth;
          };
          for (const tab of await tabs.all()) expect([size, await tab.evaluate(isWhole)]).toEqual([size, true]);
          expect((await page.locator(".view-tabs ul").boundingBox())?.height).toBeLessThan(most);
        }
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("a tap in a list replaces what was chosen; adding is a button's act; and a view leaves behind what it added", () =>
    withPage(
      subject(),
      "explore?view=ranking&measure=water.volume&level=district&period=2025",
      async (page) => {
        const chosen = () => page.evaluate<string | null>("new URLSearchParams(location.search).get('measure')");
        const take = (value: string) => page.click(`[role=option][data-value="${value}"]`);
        await drawn(page);
        const begun = new URL(page.url()).search;
        await page.click("#word-measure");
        await take("electricity.energy");
        expect([await chosen(), await page.locator(".word-list").count()]).toEqual(["electricity.energy", 0]);
        await page.click("#word-measure");
        await page.getByRole("button", { name: "En choisir plusieurs" }).click();
        await take("water.volume");
        expect(await chosen()).toBe("electricity.energy,water.volume");
        // The list stays, for more.
        await page.getByRole("button", { name: "C’est bon" }).click();
        await goBack(page);
        await goBack(page);
        await page.waitForFunction(`location.search === ${JSON.stringify(begun)}`);
        for (const [view, at] of [
          ["Nuage", "#scatter circle"],
          ["Dans le temps", "#time-0"],
          ["Classement", "#ranking-0 circle"],
        ] as const) {
          await page.getByRole("navigation", { name: "Six vues" }).getByRole("link", { name: view }).click();
          await page.waitForSelector(at, { state: "attached" });
        }
        expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual(Object.fromEntries(new URLSearchParams(begun)));
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("chosen places open their list, to which each choice adds, and the view stays", () =>
    withPage(subject(), "explore?level=district&in=T", async (page) => {
      await drawn(page);
      const view = await page.locator(".view-tabs [aria-current]").textContent();
      await page.click("#word-level");
      await page.click("[role=option][data-value='*']");
      for (const code of ["N", "S"]) {
        await page.click(`.word-list [role=option][data-value=${code}]`);
        await page.waitForSelector(`.word-list [role=option][data-value=${code}][aria-selected=true]`);
      }
      expect(await page.evaluate("new URLSearchParams(location.search).get('area')")).toBe("T,N,S");
      await page.getByRole("button", { name: "C’est bon" }).click();
      expect(await page.locator(".view-tabs [aria-current]").textContent()).toBe(view);
    }));

  test("on a desk too what a tap on the map reads out is in sight, and the bars of a distribution are asked of a table that is ticked", () =>
    withPage(
      subject(),
      "explore?view=map&level=quarter&in=N",
      async (page) => {
        await drawn(page);
        await page.locator(".framed [data-area=N1]").first().dispatchEvent("click");
        const box = await page.locator(".framed .readout.on-picture").boundingBox();
        expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThanOrEqual(600);
        expect(await page.evaluate("scrollY")).toBe(0);
        // The line stands above the map, and covers nothing of it.
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.reload();
        await drawn(page);
        await page.locator(".framed [data-area=N1]").first().dispatchEvent("click");
        const line = await page.locator(".framed .readout.on-picture").boundingBox();
        const map = await page.locator("#map-0").boundingBox();
        expect((line?.y ?? 900) + (line?.height ?? 0)).toBeLessThanOrEqual(map?.y ?? 0);
        expect((line?.y ?? 900) + (line?.height ?? 0)).toBeLessThanOrEqual(900);
        await page.goto(`${at().url}explore?view=distribution`);
        await page.locator("a", { hasText: "Histogramme, en SQL" }).click();
        await page.waitForSelector("#load");
        expect(await page.isChecked("#load-distributions")).toBe(true);
        expect(await page.isChecked("#load-measurements")).toBe(false);
      },
      { viewport: { width: 1280, height: 600 } },
    ));

  test("several maps of a phone are two beside each other, and a tap draws one in full with the legend of all", () =>
    withPage(
      subject(),
      "explore?view=map&level=district&type=_T,size%3D1",
      async (page) => {
        await page.waitForSelector(".small-maps svg.chart [data-area]");
        const boxes = await page.locator(".small-maps svg.chart").evaluateAll((maps) =>
          maps.map((map) => {
            const { top, width } = map.getBoundingClientRect();
            return { top, width };
          }),
        );
        expect(boxes).toHaveLength(2);
        expect(boxes[0]?.top).toBe(boxes[1]?.top);
        expect(boxes[0]?.width).toBeGreaterThan(120);
        expect([await page.locator(".framed").count(), await page.locator(".legend").count()]).toEqual([1, 1]);
        const title = await page.locator(".framed h2").textContent();
        await page.locator(".small-maps button").nth(1).click();
        await expect.poll(() => page.locator(".framed h2").textContent()).not.toBe(title);
        expect(await page.locator(".small-maps button").nth(1).getAttribute("aria-pressed")).toBe("true");
        await expectSound(page);
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("a researcher opens, chooses by keyboard, sees, takes, cites and asks in SQL: what is shown is what is taken", () =>
    withPage(subject(), "explore", async (page) => {
      await expectLight(page);
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      // The level, by keyboard alone: open, move, take; the word has the focus again, and the address the choice.
      await page.locator("#word-level").press("Enter");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForFunction("new URLSearchParams(location.search).get('level') === 'quarter'");
      await page.waitForSelector("#word-level:focus");
      await drawn(page);
      const table = page.locator(".figures-table");
      expect(await table.locator("tbody tr").count()).toBe(4);
      expect(await page.locator("#table-title").textContent()).toBe("2 chiffres publiés sur 4");
      expect(await page.locator(".coverage-parts").textContent()).toContain("1 pas assez de foyers");
      expect(await table.textContent()).not.toMatch(/\b0\b(?!,)/);
      // The address of the rows answers with the rows that the file holds.
      const address = await page.locator("#api").inputValue();
      const answer = (await (await fetch(address)).json()) as { total: number; rows: Record<string, unknown>[] };
      const [file] = await Promise.all([page.waitForEvent("download"), page.click('[data-file="json"]')]);
      expect(file.suggestedFilename()).toMatch(/^water\.volume-mean-quarter-T-2025-[\w-]{8}\.json$/);
      expect(JSON.parse(readFileSync(await file.path(), "utf8"))).toEqual(answer.rows);
      for (const [kind, begin] of [
        ["csv", "DOMAIN,"],
        ["parquet", "PAR1"],
        ["arrow", "ARROW1"],
      ] as const) {
        const [taken] = await Promise.all([page.waitForEvent("download"), page.click(`[data-file="${kind}"]`)]);
        const text = readFileSync(await taken.path()).toString("utf8");
        expect([kind, text.startsWith(begin)]).toEqual([kind, true]);
        // A table that people read has names beside its codes.
        if (kind === "csv") expect(text).toContain(",N1,Nord 1,_T,Tous les foyers comptés,2025,");
      }
      expect(await page.locator('[data-file="spreadsheet"]').count()).toBe(1);
      // The drawing's own says that it begins with notes, which say how to skip them.
      const drawing = page.getByRole("button", { name: "Données en CSV, avec des notes au début" });
      const [noted] = await Promise.all([page.waitForEvent("download"), drawing.click()]);
      expect(readFileSync(await noted.path(), "utf8")).toMatch(/^# .*comment\.char = "#".*\nDOMAIN,/s);
      // What is shown is cited by what it is and by content, and as files that reference managers read; so is its release.
      const own = page.locator(".citation:not([data-release])", { hasText: "ni:///sha-256;" });
      await own.waitFor();
      expect(await own.textContent()).toMatch(/Eau, en moyenne, par .* en 2025.*Dans : .*Bourg, 2025.*level=quarter/);
      // Beside it the frozen manifest, of which the identifier is the hash.
      const manifest = await page
        .locator("a[href$='manifest.json']")
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
      const digest = createHash("sha256").update(await (await fetch(manifest[0] ?? "")).text());
      expect(await own.textContent()).toContain(`ni:///sha-256;${digest.digest("base64url")}`);
      const [bibtex] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "BibTeX" }).click()]);
      expect(bibtex.suggestedFilename()).toMatch(/^water\.volume-mean-quarter-T-2025-[\w-]{8}\.bib$/);
      expect(readFileSync(await bibtex.path(), "utf8")).toMatch(
        /title = \{\{Eau, en moyenne.*[\s\S]*url = \{http.*level=quarter/,
      );
      const links = await page
        .locator(".explore-take a.button")
        .evaluateAll((all) => all.map((one) => [one.textContent ?? "", (one as HTMLAnchorElement).href] as const));
      const types = links.map(async ([name, href]) => [name, (await fetch(href)).headers.get("content-type")]);
      expect(await Promise.all(types)).toEqual([
        ["GeoJSON, pour QGIS", "application/geo+json"],
        ["CSV pour Excel", "text/csv; charset=utf-8; header=present"],
        ["CSV", "text/csv; charset=utf-8; header=present"],
        ["JSON", "application/json"],
        ["Parquet", "application/vnd.apache.parquet"],
        ["Arrow", "application/vnd.apache.arrow.file"],
        ["SDMX-CSV", expect.stringMatching(/^application\/vnd\.sdmx\.data\+csv/)],
        ["SDMX-JSON", expect.stringMatching(/^application\/vnd\.sdmx\.data\+json/)],
        ["Arrow (flux)", "application/vnd.apache.arrow.stream"],
        ["Contours (GeoJSON)", "application/geo+json"],
        ["BibTeX", "application/x-bibtex; charset=utf-8"],
        ["RIS", "application/x-research-info-systems; charset=utf-8"],
        ["CSL-JSON", "application/vnd.citationstyles.csl+json"],
      ]);
      expect(asked.filter((url) => !url.startsWith(at().url) && /^https?:/.test(url))).toEqual([]);
      await page.locator(".figure-actions a", { hasText: "SQL" }).first().click();
      await drawn(page);
      expect(await page.locator("#query").inputValue()).toMatch(/^SELECT NAME[\s\S]*AREA_LEVEL = 'quarter'/);
    }));

  test("a figure for pages of others is just what was shown, with its source and the way to its page; an address nobody knows draws nothing", () =>
    withPage(subject(), "explore?measure=water.volume,electricity.energy&view=scatter", async (page) => {
      const addresses: string[] = [];
      for (const view of ["scatter", "ranking", "map", "distribution"]) {
        await page.goto(
          `${at().url}${subject().files ? "explore.html" : "explore"}?view=${view}&measure=water.volume,electricity.energy`,
        );
        await drawn(page);
        const code = (await page.evaluate(`new Promise((done) => {
          Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => done(text) } });
          [...document.querySelectorAll(".figure-actions button")].findLast((one) => one.textContent === "Intégrer").click();
        })`)) as string;
        addresses.push((/src="([^"]*)"/.exec(code)?.[1] ?? "").replaceAll("&amp;", "&"));
      }
      for (const [i, drawing] of [
        "#scatter circle",
        "#ranking-0 circle",
        "#map-0 [data-area]",
        "#distribution-0 rect",
      ].entries()) {
        await page.goto(addresses[i] ?? "");
        await page.waitForSelector(drawing, { state: "attached" });
        expect(new URL(page.url()).pathname).toMatch(/\/embed\/$/);
        expect(await page.locator("form, input, button, select, header, nav").count()).toBe(0);
        const [link, ...others] = await page.locator("a").evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
        expect(others).toEqual([]);
        expect((await fetch(link ?? "")).status).toBe(200);
        expect(link).toMatch(/\/explore(\.html)?\?view=/);
        expect(await page.locator("h1").textContent()).not.toBe("");
        expect(await page.locator(".source").textContent()).toContain("Licence Ouverte");
        await expectNoSidewaysScroll(page);
      }
      await page.goto((addresses[1] ?? "").replace("period=2025", "period=1999"));
      await page.waitForSelector("main[data-ready]");
      expect(await page.locator("main").textContent()).toBe("Aucune donnée à montrer.");
    }));

  test("screens of a phone and a desk hold a table of two or three measures without a sideways scroll, which says beside each figure how many homes", () =>
    withPage(
      subject(),
      "explore?view=table&measure=water.volume,electricity.energy&lang=en",
      async (page) => {
        await drawn(page);
        const overflow = (): Promise<unknown> =>
          page.evaluate("((box) => box.scrollWidth - box.clientWidth)(document.querySelector('.figures-table').parentElement)");
        const homes = page.locator(".figures-table small.homes").first();
        expect(await overflow()).toBe(0);
        expect(await homes.textContent()).toMatch(/^\d[\d,]*\u00a0homes$/);
        expect(await homes.isVisible()).toBe(true);
        await page.setViewportSize({ width: 1280, height: 900 });
        expect([await overflow(), await homes.isVisible()]).toEqual([0, true]);
        await page.goto(`${at().url}explore?view=table&measure=water.volume,electricity.energy,spending.energy&lang=en`);
        await drawn(page);
        expect(await overflow()).toBe(0);
        await page.setViewportSize({ width: 360, height: 800 });
        expect(await overflow()).toBe(0);
        await expectSound(page);
      },
      { viewport: { width: 360, height: 800 } },
    ));

  test("six views of one state, on a phone and a desktop, light and dark; what has no figure leads to what is nearest", () =>
    withPage(
      subject(),
      "explore?measure=water.volume,electricity.energy&lang=en",
      async (page) => {
        for (const [view, inside] of [
          ["Table", ".figures-table"],
          ["Map", "#map-1 [data-area]"],
          ["Over time", "#time-1"],
          ["Scatter", "#scatter circle"],
          ["Distribution", "#distribution-1 rect"],
          ["Ranking", "#ranking-1 circle"],
        ] as const) {
          await page.getByRole("navigation", { name: "Six views" }).getByRole("link", { name: view }).click();
          await page.waitForSelector(inside, { state: "attached" });
          await drawn(page);
          await expectNoSidewaysScroll(page);
          expect([view, await page.locator(".view-tabs [aria-current]").textContent()]).toEqual([view, view]);
        }
        await page.click("#word-measure");
        await expectSound(page);
        await page.keyboard.press("Escape");
        await page.emulateMedia({ colorScheme: "dark" });
        await page.setViewportSize({ width: 360, height: 800 });
        await page.click("#word-place");
        await expectSound(page, ["color-contrast", "target-size"]);
        await page.keyboard.press("Escape");
        await goBack(page);
        await page.waitForSelector("#distribution-1", { state: "attached" });
        // A tap reads out what the drawing shows.
        await goBack(page);
        await page.locator("#scatter [data-area] circle").first().click({ force: true });
        expect(await page.locator(".readout").textContent()).toMatch(/^(Nord|Sud): .*between/);
        // What is read out is where the eye is, although the drawing is taller than the screen.
        await page.setViewportSize({ width: 360, height: 560 });
        await page.locator("#scatter").evaluate((drawing) => drawing.scrollIntoView({ block: "start" }));
        await expect.poll(async () => (await page.locator(".readout").boundingBox())?.y ?? 999).toBeLessThan(560);
        await page.setViewportSize({ width: 360, height: 800 });
        await page.goto(`${at().url}explore?level=quarter&in=S&view=ranking`);
        await page.waitForSelector(".empty-state");
        expect(await page.locator(".empty-state").textContent()).toMatch(/Pas encore de chiffre.*il faut environ 53/);
        // Why so many is the first thing that is said of it.
        expect(await page.locator(".empty-state details").textContent()).toMatch(/^Pourquoi\s\?53 et non 11, car/);
        await page.click("#nearest");
        await page.waitForSelector(".figures-table");
        expect(new URL(page.url()).searchParams.get("area")).toBe("S");
        // Without a network what is shown stays, says what did not come, and comes with another try.
        await page.route("**/observations.parquet", (route) => route.abort("connectionfailed"));
        await page.getByRole("navigation", { name: "Six vues" }).getByRole("link", { name: "Dans le temps" }).click();
        await page.getByRole("alert").waitFor();
        expect(await page.locator(".figures-table").count()).toBe(1);
        await page.unroute("**/observations.parquet");
        await page.getByRole("button", { name: "Réessayer" }).click();
        await page.waitForSelector("#time-0", { state: "attached" });
        expect(await page.getByRole("alert").count()).toBe(0);
      },
      { viewport: { width: 1280, height: 900 } },
    ));
});
