import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enedisCurve, PRM } from "../../importers/files.ts";
import { home, wattHours } from "../../importers/made.ts";
import {
  consent,
  drop,
  KEPT,
  keepKey,
  type Log,
  NOTHING_KEPT,
  next,
  type Subject,
  sayHome,
  toReview,
  typeMonth,
  within,
} from "./steps.ts";

/** The last year that is over: what was offered of 2025 is of no use in 2027. */
const LAST = new Date().getUTCFullYear() - 1;
/** Thirteen whole months of half-hours, and a cut one at the beginning. */
const YEAR = home(`${LAST - 1}-11-20`, `${LAST + 1}-01-01`);
const NAME = `${PRM}_Export_energie_Consommation.csv`;
const DATA = fileURLToPath(new URL("../../../../shared/data/importers/", import.meta.url));

const sentBody = (log: Log) =>
  log
    .filter((text) => text.startsWith("POST") && text.includes("/v1/donations"))
    .at(-1)
    ?.split("\n")
    .slice(3)
    .join("\n");

/** Nothing that leaves the browser has any of these. */
function expectSilent(log: Log, secrets: readonly string[]): void {
  expect(log.length).toBeGreaterThan(5);
  for (const secret of secrets) expect(log.filter((text) => text.includes(secret))).toEqual([]);
}

async function openMine(page: Page, key: string): Promise<void> {
  await page.fill("#contribution-key", key);
  await page.click("#open");
  await page.waitForSelector(".held");
}

/** Registers: from a file to a key, and from the key to a withdrawal, with a real server. */
export function registerWhole(subject: () => Subject): void {
  test("a file becomes a few whole numbers, a key, a view, a correction and a withdrawal; nothing else ever leaves the browser", () =>
    within(subject(), "contribute", async ({ page, context, log, faults }) => {
      await next(page);
      await drop(page, { name: NAME, mimeType: "text/csv", buffer: Buffer.from(enedisCurve(YEAR)) });
      const card = page.locator(".source");
      expect(await card.textContent()).toMatch(/numéro de compteur électrique \(PRM\)\s: 1/);
      expect(await card.textContent()).toContain("levers, les couchers");
      expect(await card.locator(".kept").textContent()).toMatch(/^Ce qui peut partir\s: 12 nombres entiers/);
      // Masked: beside the file's own name, the number is nowhere on the page.
      expect((await page.locator("main").innerHTML()).replaceAll(NAME, "")).not.toContain(PRM);
      // The months that were not kept stand there with the reason, and the chart has its table.
      expect(await card.locator(".months .remark").allTextContents()).toContainEqual(
        expect.stringMatching(/^non gardé\s: il en manque plus de 5\s%/),
      );
      expect(await card.locator("svg[role=img]").count()).toBe(1);
      await typeMonth(page);
      await next(page);

      // Only what water and electricity ask.
      expect(await page.locator("select[id^=home-]").evaluateAll((all) => all.map(({ id }) => id))).toEqual([
        "home-size",
        "home-heating",
      ]);
      await next(page);
      expect(await page.locator("#step-fault").textContent()).toContain("Choisissez jusqu’au plus petit niveau");
      await sayHome(page);
      await next(page);

      expect(await page.locator(":checked:is([type=checkbox], [type=radio])").count()).toBe(0);
      expect(await page.locator(".points dt").count()).toBeGreaterThan(8);
      for (const missing of ["Sans cet accord", "Cochez au moins une ligne", "Prévenez d’abord", "Dites qui"]) {
        await next(page);
        expect(await page.locator("#step-fault").textContent()).toContain(missing);
        if (missing.startsWith("Sans")) await page.check("#purpose");
        else if (missing.startsWith("Cochez")) await page.locator(".offers input").first().check();
        else if (missing.startsWith("Prévenez")) await page.check("#told");
      }
      await consent(page);
      await next(page);
      const shown = await page.locator("#json").textContent();
      await page.click("#send");
      await page.waitForSelector("#counts");
      expect(await page.locator("#counts").textContent()).toMatch(
        /^Elle comptera quand ce commun publiera des chiffres sur 20\d\d( et 20\d\d)?\.$/,
      );
      const key = await keepKey(page);

      // To the letter what was shown; the months are those of the home that was made up.
      const body = sentBody(log);
      expect(body).toBe(shown);
      const sent = JSON.parse(body ?? "") as { readings: { domain: string; period: string; value: number }[] };
      const months = wattHours(YEAR);
      const electricity = sent.readings.filter(({ domain }) => domain === "electricity");
      expect(electricity.filter(({ period }) => period.length === 7).map(({ period, value }) => [period, value])).toEqual(
        Object.entries(months).filter(([month]) => month >= `${LAST}-01`),
      );
      expect(await page.locator("main").textContent()).not.toContain(key);

      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await openMine(page, key);
      expect(await page.locator("#standing").textContent()).toContain("Active");
      expect(await page.locator(".held tbody tr").count()).toBe(sent.readings.length);

      await page.getByRole("button", { name: /^Modifier\s: Eau/ }).click();
      await page.fill("#right-value", "7,25");
      await page.click("#save");
      await page.locator("#said", { hasText: "Corrigé." }).waitFor();
      expect(await page.locator(".held").textContent()).toContain("7,25");
      await page.getByRole("button", { name: new RegExp(`^Modifier\\s: Électricité, janvier ${LAST}`) }).click();
      await page.click("#erase");
      await page.locator("#said", { hasText: "Effacé." }).waitFor();
      expect(await page.locator(".held tbody tr").count()).toBe(sent.readings.length - 1);

      await page.click("#pause");
      await page.waitForSelector("#resume");
      expect(await page.locator("#standing").textContent()).toContain("Suspendue");
      await page.click("#resume");
      await page.waitForSelector("#pause");

      for (const format of ["json", "csv"] as const) {
        const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#${format}`)]);
        const text = readFileSync(await download.path(), "utf8");
        expect(text).toContain(format === "json" ? '"voisinage/contribution/1"' : "household,area,");
        expect(text).not.toContain(PRM);
      }

      await page.locator(".rights summary", { hasText: "S’opposer" }).click();
      await page.check("#object-water");
      await page.click("#object");
      await page.locator("#said", { hasText: "Opposition enregistrée." }).waitFor();
      expect(await page.locator(".state").textContent()).toMatch(/Vos accords couvrent\s: Électricité\./);

      await page.locator(".rights summary", { hasText: "Tout retirer" }).click();
      await page.click("#withdraw");
      await page.waitForSelector("#gone");
      expect(await page.locator("main").textContent()).toMatch(/est détruite.*jusqu’au \d{4}-\d{2}-\d{2}/);

      // A used, a made-up and a malformed key are told alike.
      const told: (string | null)[] = [];
      for (const wrong of [key, "A".repeat(43), "x"]) {
        await page.goto(`${subject().url}/my-contribution`);
        await page.waitForSelector("main[data-ready]");
        await page.fill("#contribution-key", wrong);
        await page.click("#open");
        await expect.poll(() => page.locator("#key-fault").textContent()).not.toBe("");
        told.push(await page.locator("#key-fault").textContent());
      }
      expect(new Set(told).size).toBe(1);
      expect(told[0]).toContain("Aucune contribution sous cette clé");

      expectSilent(log, [PRM, NAME, "Export_energie", "Courbe de charge"]);
      // The key is in headers alone: in no address.
      expect(log.filter((text) => text.split("\n")[1]?.includes(key))).toEqual([]);
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
      expect((await context.cookies()).length).toBe(0);
      // A key that opens nothing is answered 404, which browsers log; nothing else went wrong.
      expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
    }));

  test("records that no publication to come is about are not chosen beforehand; sent all the same, nothing is promised of them", () =>
    within(subject(), "contribute", async ({ page }) => {
      const old = home("2021-01-20", "2021-05-10");
      await next(page);
      await drop(page, { name: "ancien.csv", mimeType: "text/csv", buffer: Buffer.from(enedisCurve(old)) });
      const card = page.locator(".source");
      expect(await card.locator(".idle").textContent()).toMatch(
        /plus anciens que ce que ce commun va publier.*de février 2021 à avril 2021.*portent sur 20\d\d et 20\d\d.*15 mois.*Rien n’en est donc choisi/,
      );
      expect(await card.locator(".kept").textContent()).toMatch(/^Ce qui peut partir\s: rien/);
      await next(page);
      expect(await page.locator("#step-fault").textContent()).toContain("Aucun mois de vos relevés n’est choisi");
      expect(await page.locator(":focus").evaluate((field) => (field as HTMLSelectElement).selectedOptions[0]?.text)).toBe(
        "aucun de ces relevés",
      );
      // Beside newer figures they stay where they are.
      await typeMonth(page);
      await next(page);
      await sayHome(page);
      await next(page);
      expect(await page.locator(".offers").allTextContents()).toEqual([expect.stringMatching(/^Chiffres tapés/)]);
      await page.click("#back");
      await page.click("#back");
      await card.first().locator(".from select").selectOption("2021-01");
      expect(await card.first().locator(".idle").textContent()).toContain("Vous avez choisi d’en envoyer quand même.");
      expect(await card.first().locator(".kept").textContent()).toMatch(/\s: 3 nombres entiers/);
      expect(await card.first().locator(".remark").allTextContents()).toContain("dans aucune publication à venir");
      await next(page);
      await next(page);
      expect(await page.locator(".offers").first().textContent()).toContain("(aucune publication à venir n’en a besoin)");
      await page.check("#purpose");
      await page.locator(".offers input").first().check();
      await page.check("#told");
      await page.check("[name=who][value=adult]");
      await next(page);
      const { readings } = JSON.parse((await page.locator("#json").textContent()) ?? "") as { readings: { period: string }[] };
      expect(readings.map(({ period }) => period)).toEqual(["2021-02", "2021-03", "2021-04"]);
      await page.click("#send");
      await page.waitForSelector("#idle");
      expect(await page.locator("#idle").textContent()).toContain("Elle ne compte dans aucune publication à venir");
      expect(await page.locator("#counts").textContent()).toBe("");
    }));

  test("records are added under the key, and the consents given before go on", () =>
    within(subject(), "contribute?lang=en", async ({ page, log }) => {
      await toReview(page);
      await page.click("#send");
      const key = await keepKey(page);
      await page.goto(`${subject().url}/my-contribution?lang=en`);
      await page.waitForSelector("main[data-ready]");
      await openMine(page, key);
      // Nothing is added by who thinks better of it, and nothing of it stays.
      await page.click("#add");
      await typeMonth(page, "gas.energy", "5");
      await page.click("#add-nothing");
      await page.waitForSelector("#add-nothing", { state: "detached" });
      await page.click("#add");
      expect(await page.locator(".source").count()).toBe(0);
      await typeMonth(page, "electricity.energy", "210");
      await next(page);
      // The home is as it was said; the new topic asks one thing more.
      expect(await page.locator("#area-1").inputValue()).toBe("m0l1");
      await next(page);
      expect(await page.locator(".contribute").first().textContent()).toContain("Your earlier consents go on: Water.");
      await consent(page);
      await next(page);
      await page.click("#send");
      await page.locator("#said", { hasText: "Added to your contribution." }).waitFor();
      expect(await page.locator(".held tbody tr").count()).toBe(2);
      expect(JSON.parse(sentBody(log) ?? "").consent.domains).toEqual(["water", "electricity"]);
    }));

  describe.skipIf(!existsSync(DATA))("real files, from ../shared/data/importers (skipped where it is absent)", () => {
    test.each([
      ["enedis_sge_hdm_EUPL/C5-CDC_Enedis_SGE_HDM_A06NW0ZI.csv", ["09111642617347"], 12],
      ["greenbutton/Coastal_Multi_Family_Jan_1_2011_to_Jan_1_2012_RetailCustomer_5.xml", ["RetailCustomer", "UsagePoint"], 12],
    ])("%s: its months go, and nothing that names anybody", (file, secrets, count) =>
      within(subject(), "contribute", async ({ page, log }) => {
        await next(page);
        await drop(page, DATA + file);
        expect(await page.locator(".identifiers li").count()).toBeGreaterThan(0);
        // Of years ago: nothing of it is chosen beforehand.
        await page.locator(".from select").selectOption({ index: 0 });
        await next(page);
        await sayHome(page);
        await next(page);
        await consent(page);
        await next(page);
        await page.click("#send");
        await keepKey(page);
        const { readings } = JSON.parse(sentBody(log) ?? "") as { readings: { period: string }[] };
        expect(readings.filter(({ period }) => period.length === 7)).toHaveLength(count);
        const content = readFileSync(DATA + file, "utf8");
        for (const secret of secrets) expect(content).toContain(secret);
        expectSilent(log, [...secrets, file.split("/")[1] ?? ""]);
      }),
    );
  });
}
