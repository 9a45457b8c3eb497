import { readFileSync } from "node:fs";
import { parquetReadObjects } from "hyparquet";
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { parseCsv } from "../../support/csv.ts";
import { sampleTables } from "../../support/release.ts";
import { asMeasured, openSite } from "../../support/site.ts";
import { browsing } from "../browsing.ts";
import { expectSound, expectSoundEverywhere, openPage } from "../pages.ts";

browsing("SQL in a browser", openSite, ({ subject, site, browser }) => {
  /** The page with the engine loaded, and all that it asks of the network from then on. */
  async function loaded(
    path = "sql",
    tables: readonly string[] = [],
  ): Promise<{ page: Page; context: BrowserContext; asked: string[] }> {
    const { page, context } = await openPage(subject(), path);
    for (const table of tables) await page.check(`#load-${table}`);
    await page.click("#load");
    await page.waitForSelector("#run:not([disabled])");
    const asked: string[] = [];
    context.on("request", (request) => asked.push(request.url()));
    return { page, context, asked };
  }

  /** Asks by keyboard alone; what is answered, as the files have it. */
  async function ask(page: Page, sql: string): Promise<string[][]> {
    await page.fill("#query", sql);
    await page.locator("#query").press("Control+Enter");
    await page.waitForSelector("#run:not([disabled])");
    if ((await page.locator("#answer .failed").count()) > 0)
      throw new Error((await page.locator("#answer .failed").textContent()) ?? "");
    if ((await page.locator("#answer table").count()) === 0) return [];
    return parseCsv((await save(page, "csv")).replace(/^(#.*\r\n)+/, ""));
  }

  async function download(page: Page, format: string): Promise<Buffer> {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(`#save-${format}`)]);
    return readFileSync(await file.path());
  }
  /** The name of an answer's file, and the notes that its rows stand below. */
  async function notedFile(page: Page): Promise<{ name: string; notes: string }> {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("#save-csv")]);
    const [notes = ""] = /^(#.*\r\n)*/.exec(readFileSync(await file.path(), "utf8")) ?? [];
    return { name: file.suggestedFilename(), notes };
  }
  const save = async (page: Page, format: string) => (await download(page, format)).toString();

  /** Answers lose no digit, faults are said in words, and what is withheld stays empty. */
  async function expectExact(page: Page): Promise<void> {
    const sql = `SELECT 9007199254740993 AS b, 170141183460469231731687303715884105727::HUGEINT AS h, -2.50::DECIMAL(5,2) AS d,
      max(VARIANCE_NUM) AS v, true AS t, DATE '2026-01-31' AS day, [1, NULL] AS l,
      'x'::ENUM('x', 'y') AS e, NULL AS z, '' AS empty, 'é,"' AS q, 1 AS b FROM measurements;`;
    const [head, row] = await ask(page, sql);
    expect(head).toEqual(["b", "h", "d", "v", "t", "day", "l", "e", "z", "empty", "q", "b_2"]);
    const tables = ["2025", "2026-01"].map((id) => sampleTables(id));
    const measured = tables.flatMap(({ measurements, observations }) => asMeasured(measurements, observations));
    const largest = String(measured.map((one) => one.VARIANCE_NUM).toSorted((a, b) => (a < b ? 1 : -1))[0]);
    expect(largest.length).toBeGreaterThan(20);
    const exact = ["9007199254740993", "170141183460469231731687303715884105727", "-2.50", largest, "true", "2026-01-31"];
    expect(row).toEqual([...exact, "[1, NULL]", "x", "", "", 'é,"', "1"]);
    await ask(page, "SELECT 9007199254740993 AS b, 2::HUGEINT AS h, 0.5 AS d, 1.5::DOUBLE AS f, NULL AS z, false AS t, 'é' AS s");
    expect(JSON.parse(await save(page, "json"))).toEqual([
      { b: "9007199254740993", h: 2, d: "0.5", f: 1.5, z: null, t: false, s: "é" },
    ]);
    // A file says what was asked of which releases, under what licence, and what METHOD is, as the other files of the pages do.
    await ask(page, "SELECT METHOD,\n  OBS_VALUE FROM observations -- all\nORDER BY 1");
    const { name, notes } = await notedFile(page);
    expect(name).toMatch(/^voisinage-sql-observations-2025-[\w-]{8}_2026-01-[\w-]{8}\.csv$/);
    expect(notes).toMatch(/# SQL> SELECT METHOD,\r\n# SQL> OBS_VALUE FROM observations -- all\r\n# SQL> ORDER BY 1\r\n/);
    expect(notes.match(/# Publication (2025|2026-01) du .* : ni:\/\/\/sha-256;/g)).toHaveLength(2);
    expect(notes).toMatch(/Licence Ouverte 2\.0\r\n# http.*\/sql\S*#sql=SELECT/);
    expect(notes).toMatch(/# METHOD dit comment[^#]*# R: /);
    await ask(page, "SELECT 9007199254740993 AS b, 2::HUGEINT AS h, 0.5 AS d, 1.5::DOUBLE AS f, NULL AS z, false AS t, 'é' AS s");
    expect((await notedFile(page)).notes).not.toContain("METHOD");
    const parquet = await download(page, "parquet");
    const file = parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.byteLength) as ArrayBuffer;
    expect(await parquetReadObjects({ file })).toEqual([
      { b: 9007199254740993n, h: 2n, d: "0.5", f: 1.5, z: null, t: false, s: "é" },
    ]);

    // The page says the faulty line in its own words, once, with the fault marked; DuckDB says it in English, and twice.
    await expect(ask(page, "SELEC 1")).rejects.toThrow(
      /^La requête n’est pas du SQL que DuckDB comprend\.Ligne 1SELEC 1\n\^Message de DuckDB[^\n]*near "SELEC"$/,
    );
    await expect(ask(page, "SELECT nope FROM observations")).rejects.toThrow(
      /La requête nomme une colonne[^\n]*Ligne 1SELECT nope FROM observations\n {7}\^/,
    );
    await expect(ask(page, "FROM nowhere")).rejects.toThrow("La requête nomme une table");
    await expect(ask(page, "SELECT '{}'::JSON")).rejects.toThrow("La requête demande une extension");
    await expect(ask(page, "SET enable_external_access = true")).rejects.toThrow("Le moteur est fermé");
    // Of two queries, one would have the names and the other the values.
    await expect(ask(page, "SELECT 1.5 AS mean; SELECT count(*) AS n FROM observations")).rejects.toThrow(/^Une seule requête/);
    await expect(ask(page, "SET threads = 1; SELECT 1")).rejects.toThrow(/^Une seule requête/);
    for (const empty of ["", " ; ", "-- nothing"]) await expect(ask(page, empty)).rejects.toThrow(/^La requête est vide/);
    expect(await ask(page, "SELECT 'a;b' AS a; -- one; query")).toEqual([["a"], ["a;b"]]);
    // What one asks first of a database, and what answers with a few words.
    expect((await ask(page, "SHOW TABLES;")).flat()).toEqual(expect.arrayContaining(["name", "areas", "observations"]));
    expect((await ask(page, "DESCRIBE observations"))[1]).toEqual(expect.arrayContaining(["DOMAIN", "VARCHAR"]));
    expect((await ask(page, "SUMMARIZE observations -- all"))[0]).toContain("approx_unique");
    expect((await ask(page, "EXPLAIN SELECT 1")).flat()).toContain("physical_plan");
    expect(await ask(page, "CREATE TABLE mine AS SELECT 7 AS a")).toEqual([["Count"], ["1"]]);
    expect(await ask(page, "FROM mine")).toEqual([["a"], ["7"]]);
    await expectSound(page);
    expect(await ask(page, "SELECT 1 WHERE false")).toEqual([]);
    expect(await page.locator("#answer-status").textContent()).toBe("Aucune ligne ne répond à la requête.");
    await ask(
      page,
      "SELECT REF_AREA, OBS_VALUE FROM observations WHERE REF_AREA = 'S2' AND STATISTIC = 'MEAN' AND DOMAIN = 'water'",
    );
    expect(await page.locator("#answer tbody td").first().textContent()).toBe("(vide)");
  }

  test("nothing large comes before it is asked for, and its size is said; the page is sound before and after an answer, on a phone and a desktop, light and dark", async () => {
    const context = await browser().newContext({ reducedMotion: "reduce" });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => {
      // An address within the page (blob:, data:) does not reach the network.
      if (/^https?:/.test(request.url())) asked.push(request.url().replace(site().url, "/"));
    });
    try {
      await page.goto(`${site().url}sql`);
      await page.waitForSelector("main[data-ready]");
      expect(asked.filter((path) => /duckdb-|parquet/.test(path))).toEqual([]);
      expect(await page.locator("#load").textContent()).toMatch(/^Charger \(\d(,\d)?\sMo\)$/);
      expect(await page.locator("#run").isDisabled()).toBe(true);
      await expectSoundEverywhere(page);
      await page.click("#load");
      await page.waitForSelector("#run:not([disabled])");
      expect(asked.filter((path) => path.includes("duckdb-")).length).toBe(2);
      expect(asked.filter((path) => path.endsWith(".parquet"))).toEqual([
        "/v1/releases/2026-01/observations.parquet",
        "/v1/releases/2025/observations.parquet",
      ]);
      expect(asked.filter((path) => !path.startsWith("/"))).toEqual([]);
      await page.locator("[data-example=ranking]").click();
      await page.waitForSelector("#sql-plot");
      await page.locator("summary").first().click();
      await expectSoundEverywhere(page);
      await ask(page, "SELEC").catch(() => undefined);
      await expectSound(page);
    } finally {
      await context.close();
    }
  });

  test("it speaks of what the commons counts, begins with the level that has most figures, and gives an answer the width of the page", async () => {
    const { page, context } = await openPage(subject(), "sql", { viewport: { width: 1280, height: 900 } });
    try {
      await page.route("**/v1/catalog.json", async (route) => {
        const answer = await route.fetch();
        const catalog = await answer.json();
        const origin = { fr: "un registre", en: "a register" };
        await route.fulfill({ response: answer, json: { ...catalog, commons: { ...catalog.commons, origin } } });
      });
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      for (const fold of await page.locator(".sql-aside summary").all()) await fold.click();
      const words = await page.locator(".sql-body").textContent();
      expect(words).toContain("logements comptés");
      expect(words).not.toMatch(/foyer|habitant/i);
      const counts = sampleTables("2025").observations.filter(
        (row) => row.DOMAIN === "water" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T" && row.OBS_VALUE !== null,
      );
      const ofLevel = (level: string) => counts.filter(({ AREA_LEVEL }) => AREA_LEVEL === level).length;
      const fullest = [...new Set(counts.map(({ AREA_LEVEL }) => AREA_LEVEL))].toSorted((a, b) => ofLevel(b) - ofLevel(a))[0];
      await page.click("#load");
      await page.waitForSelector("#run:not([disabled])");
      expect(await page.locator("#query").inputValue()).toContain(`AREA_LEVEL = '${fullest}'`);
      await ask(page, "SELECT NAME, observations.* FROM observations JOIN areas USING (REF_AREA, AREA_LEVEL) LIMIT 3");
      const [answer, body] = await Promise.all(
        [".sql-answer", ".sql-body"].map((one) => page.locator(one).evaluate((box) => box.getBoundingClientRect().width)),
      );
      expect(answer).toBe(body);
    } finally {
      await context.close();
    }
  });

  test("once loaded it asks nothing of the network, whatever is queried: it works without one, after a stop too; answers lose no digit", async () => {
    const { page, context, asked } = await loaded("sql", ["measurements", "distributions", "groups"]);
    try {
      await context.setOffline(true);
      await expectExact(page);
      for (const example of await page.locator("[data-example]").all()) {
        await example.click();
        await page.waitForSelector("#run:not([disabled])");
        expect(await page.locator("#answer .failed").count()).toBe(0);
        expect(await page.locator("#answer .figures-table tbody tr").count()).toBeGreaterThan(0);
      }
      for (const sql of [
        "FROM read_csv('https://example.org/x.csv')",
        "FROM '/v1/catalog'",
        `FROM '${site().url}v1/catalog'`,
        "INSTALL httpfs",
        "LOAD parquet",
        "SELECT '{}'::JSON",
        "FROM read_parquet('x.parquet')",
        "COPY observations TO 'x.csv'",
        "ATTACH 'https://example.org/x.db'",
        "SET enable_external_access = true",
        "SET autoinstall_known_extensions = true",
      ]) {
        await ask(page, sql).catch(() => undefined);
      }
      const locked = "SELECT value FROM duckdb_settings() WHERE name = 'enable_external_access'";
      expect(await ask(page, locked)).toEqual([["value"], ["false"]]);
      await page.fill("#query", "SELECT count(*) FROM range(10000000) a, range(100000) b WHERE hash(a.range, b.range) = 0");
      await page.locator("#query").press("Control+Enter");
      await page.click("#stop");
      await page.waitForSelector("#answer .failed");
      expect(await page.locator("#answer .failed").textContent()).toContain("La requête a été arrêtée.");
      expect((await ask(page, "SELECT count(*) > 0 AS n FROM groups"))[1]).toEqual(["true"]);
      expect(await ask(page, locked)).toEqual([["value"], ["false"]]);
      expect(asked.filter((url) => /^https?:/.test(url))).toEqual([]);
    } finally {
      await context.close();
    }
  });

  test("the field is as tall as its query, up to some 24 lines, and wraps long lines", async () => {
    const { page, context } = await openPage(subject(), "sql");
    const tall = async (query: string) => {
      await page.fill("#query", query);
      return page.locator("#query").evaluate((field) => [field.clientHeight, field.scrollWidth - field.clientWidth]);
    };
    const [short = 0] = await tall("SELECT 1");
    const [whole = 0, over] = await tall(Array.from({ length: 18 }, () => "SELECT one AS a, ".repeat(4)).join("\n"));
    const [most = 0] = await tall("SELECT 1\n".repeat(60));
    expect([short < whole, whole < most, most < 620, over]).toEqual([true, true, true, 0]);
    await context.close();
  });

  test("a question that needs a table ticks it", async () => {
    const { page, context } = await openPage(subject(), "sql");
    try {
      await page.locator("[data-example]:has(+ .note)").first().click();
      expect(await page.isChecked("#load-measurements")).toBe(true);
    } finally {
      await context.close();
    }
  });

  test("the query is in the address after #, is never sent, opens with a link, and stays through a change of language", async () => {
    const sent: string[] = [];
    const context = await browser().newContext();
    context.on("request", (request) => sent.push(request.url(), request.postData() ?? "", JSON.stringify(request.headers())));
    const page = await context.newPage();
    try {
      await page.goto(`${site().url}sql`);
      await page.waitForSelector("main[data-ready]");
      await page.fill("#query", "SELECT 'secret of mine'");
      expect(await page.evaluate("location.hash")).toBe("#sql=SELECT+%27secret+of+mine%27");
      await page.getByRole("link", { name: "English" }).click();
      await page.waitForSelector("html[lang=en] main[data-ready]");
      expect(await page.inputValue("#query")).toBe("SELECT 'secret of mine'");
      const link = String(await page.evaluate("location.href"));
      await page.goto("about:blank");
      await page.goto(link);
      await page.waitForSelector("main[data-ready]");
      await page.click("#load");
      await page.waitForSelector("#run:not([disabled])");
      // A link fills in a query; whoever opened it runs it.
      expect(await page.inputValue("#query")).toBe("SELECT 'secret of mine'");
      expect(await page.locator("#answer table").count()).toBe(0);
      await page.click("#run");
      await page.waitForSelector("#answer table");
      expect(sent.filter((text) => /secret|SELECT/i.test(text))).toEqual([]);
    } finally {
      await context.close();
    }
  });

  test("a query that came by the address is shown and named as such, and runs on a press of the button alone", async () => {
    const evil = "CREATE OR REPLACE TABLE observations AS SELECT 'forged' AS OBS_VALUE";
    const own = "SELECT count(*) AS n FROM observations WHERE OBS_VALUE::VARCHAR = 'forged'";
    const hash = (query: string) => `#${new URLSearchParams({ sql: query })}`;
    const { page, context } = await loaded(`sql?lang=en${hash(evil)}`);
    const linked = () => page.locator("#from-link").isVisible();
    const answered = () => page.locator("#answer :not(#answer-status)").count();
    try {
      expect([await page.inputValue("#query"), await linked(), await answered()]).toEqual([evil, true, 0]);
      // The keys that run a query lead to the button, and run nothing.
      await page.locator("#query").press("Control+Enter");
      expect([await page.evaluate("document.activeElement.id"), await linked(), await answered()]).toEqual(["run", true, 0]);
      expect(await ask(page, own)).toEqual([["n"], ["0"]]);
      expect(await linked()).toBe(false);
      // Nor does an address that another page changes under the visitor's hands.
      await page.evaluate(`location.hash = ${JSON.stringify(hash(evil))}`);
      await page.waitForSelector("#from-link:not([hidden])");
      await page.locator("#query").press("Control+Enter");
      expect([await page.inputValue("#query"), await linked()]).toEqual([evil, true]);
      expect(await ask(page, own)).toEqual([["n"], ["0"]]);
      // A press runs it, for then it has been asked for.
      await page.evaluate(`location.hash = ${JSON.stringify(hash("SELECT 7 AS seven"))}`);
      await page.waitForSelector("#from-link:not([hidden])");
      await page.click("#run");
      await page.waitForSelector("#answer table");
      expect(await linked()).toBe(false);
      expect(await page.locator("#answer table").textContent()).toContain("seven");
    } finally {
      await context.close();
    }
  });

  test("a chart shows the columns that are chosen, with their margins; a table that was not loaded is no table without rows, and a long answer is cut: the answer says so", async () => {
    const { page, context } = await loaded("sql?lang=en");
    try {
      await page.locator("[data-example=ranking]").click();
      await page.waitForSelector("#sql-plot");
      expect(await page.locator("#sql-plot").getAttribute("aria-label")).toMatch(/^Value \(m³\sper\smonth\), row by row\./);
      const shown = await page.locator("#answer .figures-table tbody tr").count();
      expect(shown).toBeGreaterThan(0);
      expect(await page.locator("#sql-plot circle").count()).toBe(shown);
      expect(await page.locator("#sql-plot path[stroke-width='2']").count()).toBe(shown);
      await ask(page, "SELECT range AS n, range * range AS square FROM range(20)");
      await page.selectOption("#plot-y", { label: "square" });
      await page.selectOption("#plot-x", { label: "n" });
      expect(await page.locator("#sql-plot").getAttribute("aria-label")).toMatch(/^square by n\./);
      expect(await page.locator("#sql-plot circle").count()).toBe(20);
      await ask(page, "SELECT 'only words' AS a, 'b' AS b");
      expect(await page.locator("#answer h3").count()).toBe(0);
      await ask(page, "SELECT * FROM observations LIMIT 40");
      expect(await page.locator("#answer h3").count()).toBe(0);
      await page.fill("#query", "SELECT count(*) AS n FROM distributions");
      await page.locator("#query").press("Control+Enter");
      await page.waitForSelector("#answer .warn");
      expect(await page.locator("#answer .warn").textContent()).toMatch(/^The table distributions was not loaded/);
      // Its button fetches it then, and asks again; the engine stays closed to queries.
      expect(await page.locator("#load-missing").textContent()).toMatch(/^Load distributions \([\d.]+ kB\)$/);
      await page.click("#load-missing");
      await page.waitForSelector("#answer:not(:has(.warn)) .figures-table");
      expect((await ask(page, "SELECT count(*) > 0 AS n FROM distributions"))[1]).toEqual(["true"]);
      await expect(ask(page, "FROM read_csv('https://example.org/x.csv')")).rejects.toThrow();
      expect(await ask(page, "SELECT count(*) > 0 AS n FROM observations")).toEqual([["n"], ["true"]]);
      expect(await page.locator("#answer .warn").count()).toBe(0);
      await page.fill("#query", "FROM range(300000)");
      await page.click("#run");
      await page.waitForSelector("#answer .warn");
      expect(await page.locator("#answer .warn").textContent()).toMatch(/^The answer is cut off at 200,000 rows/);
      // The table begins short, says how many rows there are, and ends where it says.
      const rows = page.locator("#answer .figures-table tbody tr");
      expect(await rows.count()).toBe(12);
      expect(await page.locator("#answer").textContent()).toContain("ends at row 500 of 200,000; the files have them all");
      await page.getByRole("button", { name: "All 500 rows" }).click();
      expect(await rows.count()).toBe(500);
      const box = await page.locator("#answer .table-scroll").evaluate((one) => one.scrollHeight - one.clientHeight);
      expect(box).toBe(0);
      // On a phone the columns scroll in their box, and the first stays where it is.
      await page.setViewportSize({ width: 360, height: 800 });
      await ask(page, "SELECT * FROM observations LIMIT 3");
      const moved = await page.locator("#answer .table-scroll").evaluate((one) => {
        const left = (cell: string): number => one.querySelector(cell)?.getBoundingClientRect().left ?? Number.NaN;
        const before = [left("tbody th"), left("tbody td")];
        one.scrollLeft = 60;
        return [left("tbody th") - (before[0] ?? 0), left("tbody td") - (before[1] ?? 0)];
      });
      expect(moved).toEqual([0, -60]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    } finally {
      await context.close();
    }
  });
});
