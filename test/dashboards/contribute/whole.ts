import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page, Route } from "playwright-core";
import { describe, expect, test } from "vitest";
import { maskedName } from "../../../dashboards/shared/format.ts";
import type { SettingsInput } from "../../../src/index.ts";
import { DAYS, enedisCurve, grdfPortal, PRM } from "../../importers/files.ts";
import { home, wattHours } from "../../importers/made.ts";
import { goBack } from "../pages.ts";
import type { Behind } from "./contributing.ts";
import {
  agree,
  atStep,
  consent,
  drop,
  type IntakeSubject,
  KEPT,
  keepKey,
  type Log,
  NOTHING_KEPT,
  pressNext,
  SETTINGS,
  sayHome,
  toReview,
  typeMonth,
  withContributePage,
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
export function registerWhole(subject: () => IntakeSubject, behind: Behind): void {
  test("a file becomes a few whole numbers, a key, a view, a correction and a withdrawal; nothing else ever leaves the browser", () =>
    withContributePage(subject(), "contribute", async ({ page, context, log, faults }) => {
      // Nobody has a place before the first publication, so none is promised.
      expect(await page.locator(".glance").textContent()).toMatch(
        /il faut environ\s\d+\sfoyers pour que la moyenne de votre leaf ait une chance sur deux de paraître.*\d+\smois de l’année pour votre leaf\s; 1\smois pour votre whole.*d’un repère public, les corriger/,
      );
      await typeMonth(page);
      await drop(page, { name: NAME, mimeType: "text/csv", buffer: Buffer.from(enedisCurve(YEAR)) });
      const card = page.locator(".source-box").first();
      expect(await card.locator(".kept").textContent()).toMatch(/^Ce qui peut partir\s: 12 mois entiers/);
      // And why what is older is not.
      expect(await card.locator(".rest").textContent()).toMatch(
        /^Un\smois reste chez vous, décembre \d{4}\s: les publications à venir portent sur \d{4}/,
      );
      await card.locator(".says > summary").click();
      await card.locator(".identifiers").waitFor();
      expect(await card.textContent()).toMatch(/numéro de compteur électrique \(PRM\)\s: 1/);
      expect(await card.textContent()).toContain("levers, les couchers");
      // The table of the file is in the language of the page too, where that changes below it.
      for (const [lang, caption] of [
        ["en", "Electricity, month by month"],
        ["fr", "Électricité, mois par mois"],
      ] as const) {
        await page.click(`header [hreflang=${lang}]`);
        await page.waitForSelector(`html[lang=${lang}]`);
        await expect.poll(() => card.locator(".says caption").first().textContent()).toContain(caption);
      }
      // Masked: the number is nowhere on the page, the file's own name included.
      expect(await page.locator("main").innerHTML()).not.toContain(PRM);
      // The months that were not kept stand there with the reason.
      expect(await card.locator(".months .remark").allTextContents()).toContainEqual(
        expect.stringMatching(/^non gardé\s: il en manque plus de 5\s%/),
      );
      // One's months are drawn, beside others' where those are published, else beside a public reference.
      expect(await page.locator(".standing svg[role=img]").textContent()).toMatch(/repère 20\d\d/);
      await page.locator(".standing .tabs label", { hasText: "Électricité" }).click();
      await page.waitForSelector(".standing svg[role=img]");
      expect(await page.locator(".stays").textContent()).toContain("numéro de compteur électrique");

      // Only what water and electricity ask; nothing is ticked or chosen beforehand, and nothing is shown to be sent.
      expect(await page.locator(".home-card fieldset legend").allTextContents()).toEqual([
        "Personnes dans le foyer",
        "Chauffage principal",
      ]);
      expect(
        await page
          .locator(":checked:is([type=checkbox], :is(.who, .either) [type=radio]), .home-card [aria-pressed=true]")
          .count(),
      ).toBe(0);
      expect(await page.locator("#json").count()).toBe(0);
      // All that is missing is told at once, the first of it takes the focus, and what is to be ticked is marked until it is.
      const isMarked = (selector: string) => page.locator(`${selector}:is([aria-invalid=true], .lacks)`).count();
      const lacking = [
        "jusqu’au plus petit niveau",
        "Cochez au moins une ligne",
        "Cochez votre accord",
        "Prévenez d’abord",
        "Dites qui",
      ];
      await page.click("#send");
      await page.waitForSelector(".home-card [role=combobox]:focus");
      const said = async () => (await page.locator("#step-fault li").allTextContents()).map((text) => text.replace(/\s/g, " "));
      expect(await said()).toEqual(lacking.map((text) => expect.stringContaining(text)));
      expect([await isMarked("#purpose"), await isMarked("#told"), await isMarked(".who")]).toEqual([1, 1, 1]);
      const offered = ".offers > :is(.tick, .either)";
      expect((await isMarked(".offers > .either")) + (await isMarked(".offers > .tick input"))).toBe(
        await page.locator(offered).count(),
      );
      // What is said stays said, in the language of the moment.
      for (const [lang, text] of [
        ["en", "Tick your consent"],
        ["fr", "Cochez votre accord"],
      ] as const) {
        await page.click(`header [hreflang=${lang}]`);
        await page.waitForSelector(`html[lang=${lang}]`);
        expect(await page.locator("#step-fault").textContent()).toContain(text);
      }
      await sayHome(page);
      await page.locator(".offers input").first().check();
      // Of two topics one is not ticked: that it stays is said at the button; and the text is said to follow the boxes below.
      expect(await page.locator(".agree .unticked").textContent()).toMatch(
        /^Non coché, donc rien n’en part\s: (eau|électricité)\.$/,
      );
      // Before anything is published, in which year it counts, and how many homes a figure takes.
      expect(await page.locator(".first-counts").textContent()).toMatch(
        /^Compte pour votre leaf\s: 20\d\d, quand .*Rien n’a encore paru\s: il faut environ \d+\sfoyers/,
      );
      expect(await page.locator("details:has(#json)").textContent()).toContain("suivent les cases de votre accord");
      await page.check("#purpose");
      expect(await said()).toEqual(lacking.slice(3).map((text) => expect.stringContaining(text)));
      expect([await isMarked(".offers :is(input, .either)"), await isMarked("#purpose"), await isMarked("#told")]).toEqual([
        0, 0, 1,
      ]);
      await page.check("#told");
      // The last one is a sentence.
      expect(await page.locator("#step-fault li").count()).toBe(0);
      await page.click("#send");
      await page.waitForSelector("[name=who]:focus");
      expect(await page.locator("#step-fault").textContent()).toContain("Dites qui");
      // The notice is a tap away from the button that sends.
      expect(await page.locator(".agree a[target='_blank']").getAttribute("href")).toContain("notice");
      await consent(page);
      let shown: string | null = null;
      // As it stands in the page while it is sent.
      const look = async (route: Route): Promise<void> => {
        shown = await page.locator("#json").textContent();
        await route.continue();
      };
      await page.route("**/v1/donations", look, { times: 1 });
      await page.click("#send");
      await page.waitForSelector(".key-step .given");
      // The year of half-hours counts in the neighbourhood; one month of water not yet, and in the whole all the same.
      expect(await page.locator(".given .place-topics small:has(.own-sign)").allTextContents()).toEqual([
        expect.stringMatching(/^◇ 1\smois sur 10 pour 20\d\d\s; \S+ comptera pour votre /),
        expect.stringMatching(/^◆ vous y compterez pour 20\d\d$/),
      ]);
      expect(await page.locator(".key-step").textContent()).toContain("pas même nous");
      // What the operator can do without it is a tap away, in a tab of its own: this one holds the key.
      expect(await page.locator(".lost a[target='_blank']").getAttribute("href")).toContain("notice#notice-rights");
      // A link to another view does not leave a key that is not kept: it asks, as Back does.
      await page.click("header .brand");
      await page.locator("#key-asked .warn", { hasText: "Cochez que vous avez gardé" }).waitFor();
      expect(await page.locator("#key").count()).toBe(1);
      // However it is printed, the key is alone on one sheet.
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("#key").isVisible()).toBe(true);
      expect(await page.locator("#finish, .come-back, h1").filter({ visible: true }).count()).toBe(0);
      await page.emulateMedia({ media: null });
      const paper = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
      expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
      const key = await keepKey(page);
      // A day to come back: the commons' name, a day and the page, and nothing of the contribution.
      const [day] = await Promise.all([page.waitForEvent("download"), page.click("#calendar")]);
      const calendar = readFileSync(await day.path(), "utf8");
      expect(calendar).toMatch(
        /DTSTART;VALUE=DATE:20\d{6}\r\nDTEND;VALUE=DATE:20\d{6}\r\nSUMMARY:Commun d’essai\s: ajouter mes derniers mois\r\nDESCRIPTION:Ajoutez vos relevés/,
      );
      expect(calendar).toContain(`\r\nURL:${subject().url}/my-contribution\r\n`);
      expect(calendar).not.toMatch(/m0l1|Leaf|water|Eau|lectric/);

      // To the letter what was shown; the months are those of the home that was made up.
      const body = sentBody(log);
      expect(body).toBe(shown);
      const sent = JSON.parse(body ?? "") as { household: object; readings: { domain: string; period: string; value: number }[] };
      const months = wattHours(YEAR);
      const electricity = sent.readings.filter(({ domain }) => domain === "electricity");
      expect(electricity.filter(({ period }) => period.length === 7).map(({ period, value }) => [period, value])).toEqual(
        Object.entries(months).filter(([month]) => month >= `${LAST}-01`),
      );
      expect(await page.locator("main").textContent()).not.toContain(key);
      // Neighbours are told what the site is, with its address and the number of homes of other pages; one sees it before it is sent.
      const tell = page.locator(".tell");
      expect(await tell.textContent()).toMatch(
        / Il faut environ \d+\sfoyers pour que la moyenne de votre leaf ait une chance sur deux de paraître\. http:[^?#]+$/,
      );
      await tell.getByRole("button").click();
      await tell.locator("[role=status]", { hasText: /^Copié|^La copie n’a pas marché/ }).waitFor();

      // Loaded anew it says that something was sent, unless that was withdrawn, and nothing of a key that would be lost.
      await page.reload();
      await page.locator("#lost-before", { hasText: "Si vous ne l’avez pas retirée, n’en commencez pas une autre" }).waitFor();
      expect(await page.evaluate("location.hash")).toBe("");
      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await openMine(page, key);
      // Before anything is published, no page says that a past month may appear any day.
      expect(await page.locator(".come-back").textContent()).toContain("La première publication n’a pas encore de date");
      // It has one date, which the title says.
      expect(await page.locator(".come-back h2").textContent()).toMatch(/^Le 5 .+ 20\d\d, ajoutez vos derniers mois$/);
      expect((await page.locator(".come-back").textContent())?.match(/20\d\d/g)).toHaveLength(1);
      // Of the two topics one has months enough for the neighbourhood, and it is said which and how many lack.
      expect(await page.locator(".gains .place-topics li").allTextContents()).toEqual([
        expect.stringMatching(/^Eaupas encore◇ 1\smois sur 10 pour 20\d\d\s; \S+ comptera pour votre /),
        expect.stringMatching(/^Électricitépas encore◆ vous y compterez pour 20\d\d$/),
      ]);
      // How many homes it takes is said once.
      expect((await page.locator(".gains").textContent())?.match(/il faut environ/gi)).toHaveLength(1);
      expect(await page.locator(".held .figure-line").count()).toBe(sent.readings.length);

      // Of one's own figures no picture is offered to be shared.
      await page.locator(".standing .tabs label", { hasText: "Électricité" }).click();
      await page.waitForSelector(".standing .months-legend svg");
      expect(await page.locator(".standing .figure-actions button").count()).toBe(0);

      await page.click("#correct");
      await page.getByRole("button", { name: /^Modifier\s: Eau/ }).click();
      // A wrong unit is asked about before anything is sent, and not any more once another figure is typed.
      await page.fill("#right-value", "9999999");
      await page.click("#save");
      // One key more undoes it, and does not send it.
      await page.waitForSelector("#unusual .wrong:focus");
      expect(log.at(-1)).not.toContain("9999999");
      await page.getByRole("button", { name: "C’est faux : corriger" }).click();
      // Enter saves, as in any form of one field.
      await page.fill("#right-value", "7,25");
      await page.press("#right-value", "Enter");
      await page.locator("#corrected", { hasText: "corrigé." }).waitFor();
      // A decimal less in the list; the exact figure is in its field.
      expect(await page.locator("#figures").textContent()).toMatch(/7,3\sm³/);
      expect(await page.locator(".home-line", { hasText: "Anciennes valeurs" }).textContent()).toContain("une, remplacée");
      expect(await page.locator("li:has(.figure-line) > .good").textContent()).toMatch(/^Eau.*\s: corrigé\.$/);
      if (!(await page.locator("#figures").evaluate((one) => (one as HTMLDetailsElement).open))) await page.click("#correct");
      await page.getByRole("button", { name: new RegExp(`^Modifier\\s: Électricité, janvier ${LAST}`) }).click();
      // What cannot be undone is asked once, and can be left.
      await page.click("#erase");
      await page.waitForSelector("#erase-no:focus");
      await page.click("#erase-no");
      await page.click("#erase");
      await page.click("#erase-yes");
      await page.locator("#corrected", { hasText: "effacé." }).waitFor();
      expect(await page.locator(".held .figure-line").count()).toBe(sent.readings.length - 1);
      // It stands where the figure stood, and not below that of another month.
      const erased = page.locator(".figure-lines li:not(:has(.figure-line)) > .good", { hasText: "effacé." });
      await expect.poll(() => erased.evaluate((one) => innerHeight - one.getBoundingClientRect().bottom)).toBeGreaterThan(0);
      expect(await erased.evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThan(0);

      await page.click("#pause");
      await page.waitForSelector("#resume");
      // What came of it is said on the screen where the button is, and the focus stays there.
      const outcome = page.locator(".right:has(#resume) [role=status] > .good", {
        hasText: "rien ne compte tant que vous ne reprenez pas",
      });
      await outcome.waitFor();
      expect(await outcome.evaluate((one) => innerHeight - one.getBoundingClientRect().bottom)).toBeGreaterThanOrEqual(0);
      await page.waitForSelector("#resume:focus");
      expect(await page.locator("#standing").textContent()).toContain("contribution est suspendue");
      // It is said once, and nothing says beside it that the contribution counts.
      const paused = (await page.locator("main").textContent()) ?? "";
      expect(paused.match(/suspendue/g)).toHaveLength(1);
      expect(paused).not.toContain("Ajoutez d’ici là");
      await page.click("#resume");
      await page.waitForSelector("#pause");
      // Where it is said to be suspended it is resumed too.
      await page.click("#pause");
      await page.click("#resume-here");
      await page.waitForSelector("#pause");
      expect(await page.locator("#said").textContent()).toContain("compt");
      expect(await page.locator("#resume-here").count()).toBe(0);
      expect(await page.locator(":focus").count()).toBe(1);

      for (const format of ["json", "csv"] as const) {
        const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#${format}`)]);
        const text = readFileSync(await download.path(), "utf8");
        expect(text).toContain(format === "json" ? '"voisinage/contribution/1"' : "Thème;Période;Nombre;Unité;D’après;Remarque");
        expect(text).not.toContain(PRM);
        // In words and in the spreadsheet's language; the value that was corrected is still kept, marked, and stands last.
        if (format === "csv") {
          expect(text).toMatch(/\r\nEau;[A-Z][^;]+ \d{4};7,25;m³;corrigé;\r\n/);
          expect(text).toMatch(/ancienne valeur, pas comptée\r\n\r\nSecteur;.*Leaf 0-1\r\n/);
          expect(text.match(/ancienne valeur/g)).toHaveLength(1);
        }
      }

      // The home is corrected alone: no figure changes, and none is called a former one.
      const consented = JSON.parse(sentBody(log) ?? "").consent;
      // Saved as it was, it is said to be right, and nothing is sent.
      const sentBefore = log.length;
      await page.click("#home-change");
      await page.click("#home-save");
      await page.locator("#home-said", { hasText: "Rien à corriger." }).waitFor();
      expect(log).toHaveLength(sentBefore);
      await page.click("#home-change");
      const chip = page.locator(".correct fieldset.chips button").nth(2);
      await chip.click();
      await page.click("#home-save");
      await page.locator("#home-said", { hasText: "Logement corrigé." }).waitFor();
      const moved = JSON.parse(sentBody(log) ?? "");
      expect(moved.readings).toHaveLength(1);
      expect(moved.consent).toEqual(consented);
      expect(moved.household).not.toEqual(sent.household);
      expect(await page.locator(".home-line", { hasText: "Anciennes valeurs" }).textContent()).toContain("une, remplacée");

      await page.locator(".rights summary", { hasText: "Choisir les thèmes" }).click();
      await page.check("#object-water");
      // What follows is said first, and can be left.
      await page.click("#object");
      await page.waitForSelector("#object-no:focus");
      await page.click("#object-no");
      await page.click("#object");
      await page.click("#object-yes");
      await page.locator(".right:has(#object) > [role=status]", { hasText: "Opposition enregistrée : Eau." }).waitFor();
      // What came of an earlier action is not said beside it.
      expect(await page.locator("#home-said, #corrected").allTextContents()).toEqual(["", ""]);
      expect(await page.locator(".held .home-line").textContent()).toMatch(/Eau.*hors publications/);
      expect(await page.locator(".held").textContent()).toMatch(/Vos accords couvrent\s: Électricité\./);
      expect(await page.locator("#standing").count()).toBe(0);
      // It is lifted without a bill, once what follows was said; the other topic stays covered.
      await page.click("#lift");
      await page.click("#lift-no");
      await page.waitForSelector("#lift:focus");
      await page.click("#lift");
      await page.click("#lift-yes");
      await page.locator("#said", { hasText: "Opposition levée" }).waitFor();
      for (const [lang, text] of [
        ["en", "Objection lifted"],
        ["fr", "Opposition levée"],
      ] as const) {
        await page.click(`header [hreflang=${lang}]`);
        await page.waitForSelector(`html[lang=${lang}]`);
        expect(await page.locator("#said").textContent()).toContain(text);
      }
      expect(await page.locator("#object-water, #object-electricity").count()).toBe(2);
      expect(await page.locator(".held .home-line").textContent()).not.toContain("hors publications");
      expect(await page.locator(".home-line", { hasText: "Anciennes valeurs" }).textContent()).toContain("une, remplacée");
      for (const topic of ["water", "electricity"]) await page.check(`#object-${topic}`);
      await page.click("#object");
      await page.click("#object-yes");
      // With nothing left that counts, nothing says that it does, nor that no publication is announced.
      await page.locator("#standing", { hasText: "Rien ne compte : vous vous êtes opposé" }).waitFor();
      expect(await page.locator("main").textContent()).not.toContain("n’est annoncée");
      // Nor is there a day to add months, which would not count: to lift the objection is at the top.
      expect(await page.locator(".come-back").count()).toBe(0);
      await page.waitForSelector("#rights-title:focus");
      // A figure that does not count is corrected all the same (article 16), and the objection stands.
      await page.click("#correct");
      await page.locator("#idle-figures .figure-line button[aria-label*='Eau']").click();
      await page.fill("#right-value", "8");
      await page.click("#save");
      await page.locator("#corrected", { hasText: "corrigé." }).waitFor({ state: "attached" });
      expect(await page.locator("#standing").textContent()).toMatch(/Rien ne compte\s: vous vous êtes opposé/);
      expect(await page.locator("#figures").count()).toBe(0);

      // A topic is erased alone, after a question, and the others stay.
      await page.click("#erase-electricity-energy");
      await page.waitForSelector("#erase-electricity-energy-no:focus");
      await page.click("#erase-electricity-energy-yes");
      await page.locator("#corrected", { hasText: "Électricité : tout est effacé." }).waitFor();
      expect(await page.locator(".held .figure-line").count()).toBe(1);
      await page.waitForSelector("#kept-title:focus");

      expect(await page.locator(".mine").getAttribute("translate")).toBe("no");
      await page.click("#withdraw");
      await page.waitForSelector("#withdraw-no:focus");
      // The question is on the screen with its buttons.
      const confirm = page.locator(".right:has(#withdraw-yes) .tools button").last();
      expect(await confirm.evaluate((one) => innerHeight - one.getBoundingClientRect().bottom)).toBeGreaterThanOrEqual(0);
      // Nothing was published, so nothing published is said to stay, before or after.
      expect((await page.locator("#withdraw-means li").allTextContents()).map((line) => /^\S+/.exec(line)?.[0])).toEqual([
        "Cesse",
        "Aucun",
        "Reste",
      ]);
      await page.getByRole("button", { name: "Non, la garder" }).click();
      await page.waitForSelector("#withdraw:focus");
      await page.click("#withdraw");
      // What stays is the same before and after, as the notice has it.
      const stays = /empreinte de vos envois, illisible sans la clé de l’opérateur/;
      expect(await page.locator("#withdraw-means").textContent()).toMatch(stays);
      await page.click("#withdraw-yes");
      await page.waitForSelector("#gone");
      expect(await page.locator("main").textContent()).toMatch(stays);
      expect(await page.locator("main").textContent()).toMatch(
        /chiffres sont effacés.*sauvegardes.* jusqu’au \d{1,2}(er)?\s[a-zéû]+\s\d{4}/,
      );
      expect(await page.locator("main").textContent()).not.toContain("déjà parues");

      // What cannot be a key is told in the page, and sent nowhere; a used and a made-up one are told alike.
      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      const asked = () => log.filter((text) => text.includes("/v1/my-contribution")).length;
      const before = asked();
      await page.fill("#contribution-key", "x");
      await page.click("#open");
      expect(await page.locator("#key-fault").textContent()).toContain("43 caractères, et vous en avez tapé 1");
      expect(asked()).toBe(before);
      const told: (string | null)[] = [];
      for (const wrong of [key, "A".repeat(43)]) {
        await page.goto(`${subject().url}/my-contribution`);
        await page.waitForSelector("main[data-ready]");
        await page.fill("#contribution-key", wrong);
        await page.click("#open");
        await expect.poll(() => page.locator("#key-fault").textContent()).not.toBe("");
        told.push(await page.locator("#key-fault").textContent());
      }
      expect(new Set(told).size).toBe(1);
      expect(told[0]).toContain("Aucune contribution sous cette clé");
      // Whoever copied it by hand hears of digits that look like letters.
      expect(told[0]).toContain("1 et non I ou l");

      expectSilent(log, [PRM, NAME, "Export_energie", "Courbe de charge"]);
      // The key is in headers alone: in no address.
      expect(log.filter((text) => text.split("\n")[1]?.includes(key))).toEqual([]);
      expect(await page.evaluate(KEPT)).toEqual(NOTHING_KEPT);
      expect((await context.cookies()).length).toBe(0);
      // A key that opens nothing is answered 404, which browsers log; nothing else went wrong.
      expect(faults.filter((fault) => !fault.includes("404"))).toEqual([]);
    }));

  test("what was said on the first page, and a file that Me situer read, are there in Contribuer, unticked; the requests are the same whatever it was", async () => {
    const logs: string[][] = [];
    for (const [leaf, curve] of [
      ["Leaf 0-1", home(`${LAST}-01-01`, `${LAST}-04-01`)],
      ["Leaf 1-0", home(`${LAST}-05-01`, `${LAST}-06-10`)],
    ] as const) {
      await withContributePage(subject(), "", async ({ page, log }) => {
        await page.getByRole("link", { name: "Me situer" }).first().click();
        await page.waitForSelector("main.compare");
        // No kind of home has a figure yet: only how many live there is asked, for the public reference of water is a person's.
        expect(await page.locator(".home fieldset legend").allTextContents()).toEqual(["Personnes dans le foyer"]);
        await page.fill(".home [role=combobox]", leaf);
        await page.keyboard.press("Enter");
        const buffer = Buffer.from(enedisCurve(curve));
        await page.locator(".topic input[type=file]").first().setInputFiles({ name: NAME, mimeType: "text/csv", buffer });
        await page.locator(".file-read").waitFor({ timeout: 30_000 });
        await page.locator("header .button").click();
        await page.waitForSelector(".brought .source");
        const brought = await page.locator(".brought").textContent();
        // The number of the meter in the file's name is masked.
        expect(brought).toContain(maskedName(NAME));
        expect(brought).not.toContain(PRM);
        await pressNext(page);
        await atStep(page, 2);
        expect(await page.locator(".home-card [role=combobox]").inputValue()).toBe(leaf);
        expect(await page.locator(":checked:is([type=checkbox], :is(.who, .either) [type=radio])").count()).toBe(0);
        expect(await page.evaluate("[history.state, location.search, location.hash]")).toEqual([null, "", "#2"]);
        await page.waitForLoadState("networkidle");
        expect(log.filter((text) => !text.startsWith("GET"))).toEqual([]);
        expectSilent(log, [PRM, "m0l1", "m1l0", leaf]);
        logs.push(log.map((text) => text.split("\n")[1] ?? ""));
      });
    }
    const [first = [], second = []] = logs;
    const data = (all: readonly string[]) => all.filter((url) => url.includes("/v1/"));
    expect(data(second)).toEqual(data(first));
    expect([...new Set(second)].sort()).toEqual([...new Set(first)].sort());
  });

  test("of a file of another topic it is said that nothing of it is sent, and of both together what is taken and what is left", async () => {
    const gas = { name: "gaz.json", mimeType: "application/json", buffer: Buffer.from(grdfPortal(DAYS)) };
    const curve = home(`${LAST}-02-01`, `${LAST}-05-01`);
    const electricity = { name: "courbe.csv", mimeType: "text/csv", buffer: Buffer.from(enedisCurve(curve)) };
    const without: SettingsInput = { ...SETTINGS, measures: ["water.volume", "electricity.energy"] };
    await behind.elsewhere(without, (url) =>
      withContributePage({ ...subject(), url }, "contribute", async ({ page }) => {
        await drop(page, electricity);
        await page.click("#back");
        // What was brought is what one comes back for.
        await page.waitForSelector("#brought-title:focus");
        await drop(page, gas);
        const boxes = page.locator(".source-box");
        expect(await boxes.nth(0).textContent()).toMatch(/Ce qui peut partir\s: 3 mois entiers/);
        // Nothing promises a choice that is not there.
        expect(await boxes.nth(1).textContent()).toMatch(/Rien n’en part\s: ce commun ne prend pas ce thème \(gaz\)/);
        expect(await boxes.nth(1).textContent()).not.toContain("ci-dessous");
        await page.goto(`${url}/contribute`);
        await page.waitForSelector("main[data-ready]");
        await drop(page, [electricity, gas]);
        expect(await boxes.textContent()).toMatch(/3 mois entiers.*Laissé, rien n’en part\s: gaz\./);
        // Alone it is refused by its name.
        await page.goto(`${url}/contribute`);
        await page.waitForSelector("main[data-ready]");
        await page.setInputFiles("#files", gas);
        await page
          .locator("#step-fault", {
            hasText: /C’est un fichier de gaz, que ce commun ne prend pas\. Il prend\s: eau, électricité\./,
          })
          .waitFor();
      }),
    );
  });

  test("records that no publication to come is about are not chosen beforehand; sent all the same, nothing is promised of them", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const old = home("2021-01-20", "2021-05-10");
      await drop(page, { name: "ancien.csv", mimeType: "text/csv", buffer: Buffer.from(enedisCurve(old)) });
      const card = page.locator(".source-box").first();
      expect(await card.locator(".idle").textContent()).toMatch(
        /Aucune publication à venir ne porte sur ces relevés.*de février 2021 à avril 2021.*portent sur 20\d\d et 20\d\d.*15 mois/,
      );
      // Said once, beside the records; and what the comparison lacks can be answered, though nothing is chosen.
      expect(await page.locator(".kept, .leaves .warn").count()).toBe(0);
      expect(await page.locator("#leaves-title").count()).toBe(0);
      expect(await page.locator(".home-card fieldset.chips").count()).toBeGreaterThan(0);
      expect(await page.locator(".offers").count()).toBe(0);
      // Of nothing no consent is asked.
      expect(await page.locator(".agree").count()).toBe(0);
      expect(await card.locator(".from select option:checked").textContent()).toBe("rien");
      // Its control is the one that it has in the list: without it nothing is left to read again.
      await card.getByRole("button", { name: /^Retirer/ }).click();
      await atStep(page, 1);
      expect(await page.locator(".brought .source").count()).toBe(0);
      await drop(page, { name: "ancien.csv", mimeType: "text/csv", buffer: Buffer.from(enedisCurve(old)) });
      // Beside newer figures they stay where they are.
      await page.click("#back");
      await typeMonth(page);
      await pressNext(page);
      await atStep(page, 2);
      await sayHome(page);
      expect(await page.locator(".offers").allTextContents()).toEqual([expect.stringMatching(/^Chiffres tapés/)]);
      await card.locator(".from select").selectOption("2021-01");
      expect(await card.locator(".kept").textContent()).toMatch(/\s: 3 mois entiers/);
      // On a phone what is remarked of a month stands below it, as wide as the table.
      await card.locator(".says > summary").click();
      await page.setViewportSize({ width: 320, height: 740 });
      const [remark, table] = await Promise.all(
        [card.locator(".remark").first(), card.locator(".months")].map((one) => one.boundingBox()),
      );
      expect(remark?.width).toBe(table?.width);
      await page.setViewportSize({ width: 1280, height: 720 });
      expect(await page.locator(".offers").first().textContent()).toContain("(aucune publication à venir n’en a besoin)");
      await page.locator(".offers input").first().check();
      await page.check("#purpose");
      await page.check("#told");
      await page.check("[name=who][value=adult]");
      const { readings } = JSON.parse((await page.locator("#json").textContent()) ?? "") as { readings: { period: string }[] };
      expect(readings.map(({ period }) => period)).toEqual(["2021-02", "2021-03", "2021-04"]);
      await page.click("#send");
      await page.waitForSelector("#idle");
      expect(await page.locator("#idle").textContent()).toContain("elle ne compte dans aucune publication à venir");
      expect(await page.locator("#counts").count()).toBe(0);
    }));

  test("on a phone the menu leads to Contribuer, a view of the same document, and does not stay before it", () =>
    withContributePage(subject(), "", async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.getByRole("button", { name: "Menu" }).click();
      await page.click("dialog .menu-foot a.button");
      await page.locator("dialog").waitFor({ state: "detached" });
      await atStep(page, 1);
    }));

  test("a figure that was typed and not added goes along; an incomplete one stays, and says what it lacks", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await typeMonth(page);
      await page.selectOption("#typed-measure", "electricity.energy");
      await page.fill("#typed-amount", "many");
      await pressNext(page);
      await page.waitForSelector("#typed-amount:focus");
      expect(await page.locator("#typed-fault").textContent()).toContain("Ceci n’est pas un nombre");
      await page.fill("#typed-amount", "310");
      await pressNext(page);
      await atStep(page, 2);
      expect(await page.locator(".offers").textContent()).toMatch(/Électricité.*Eau|Eau.*Électricité/);
    }));

  test("after a month's figure comes the next one that lacks, so that a year is typed amount by amount from either end", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await typeMonth(page);
      const months = await page
        .locator("#typed-month > option")
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
      expect(months).toEqual([...months].sort());
      const chosen = () => page.locator("#typed-month").inputValue();
      const add = async (amount: string) => {
        await page.fill("#typed-amount", amount);
        await page.press("#typed-amount", "Tab");
        await page.keyboard.press("Enter");
      };
      // After the newest month there is none, so the year goes on before it.
      expect(await chosen()).toBe(months.at(-2));
      await add("9,1");
      expect(await chosen()).toBe(months.at(-3));
      await page.selectOption("#typed-month", months[0] ?? "");
      await add("8,8");
      expect(await chosen()).toBe(months[1]);
      // Listed in the order of the calendar, whatever the order in which they were typed.
      const lines = await page.locator(".typed-list li > span").allTextContents();
      expect(lines.map((line) => /– (\d,\d)/.exec(line)?.[1])).toEqual(["8,8", "9,1", "9,4"]);
      // A few are seen; more are folded, so that the button below stays near.
      expect(await page.locator(".typed-list").isVisible()).toBe(true);
      await add("8,9");
      // Enter adds, as in any form.
      await page.fill("#typed-amount", "9");
      await page.press("#typed-amount", "Enter");
      expect(await page.locator(".typed-list").isVisible()).toBe(false);
      expect((await page.locator(".typed summary").textContent())?.replace(/\s/g, " ")).toBe("Chiffres ajoutés : 5");
      // Another topic begins with the newest month again.
      await page.selectOption("#typed-measure", "electricity.energy");
      expect(await chosen()).toBe(months.at(-1));
    }));

  test("a typed bill says where it stands which of its months are left out, and a whole month is called by its name", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await typeMonth(page);
      expect(await page.locator(".typed-list").textContent()).not.toMatch(/ du 1/);
      await page.selectOption("#typed-measure", "gas.energy");
      await page.check("[name=typed-kind][value=bill]");
      await page.fill("#typed-from", `${LAST}-01-05`);
      await page.fill("#typed-to", `${LAST}-04-04`);
      await page.fill("#typed-amount", "900");
      await page.click("#typed-add");
      expect(await page.locator(".typed-list").textContent()).toContain(`Sans janvier ${LAST} ni avril ${LAST}`);
      await page.fill("#typed-from", `${LAST}-05-01`);
      await page.fill("#typed-to", `${LAST}-05-31`);
      await page.fill("#typed-amount", "120");
      await pressNext(page);
      await atStep(page, 2);
      // A bill stays a bill beside a month that stands for itself.
      expect(await page.locator(".offers").textContent()).toContain("dont 2 d’après votre facture");
      // Of the bill its months are sent, and of the month that was typed its total. With them goes the home, which is said from the start.
      expect(await page.locator(".stays").textContent()).toMatch(
        /^Reste chez vous\s: les dates et le total de votre facture\. On ne demande ni nom ni adresse\.$/,
      );
      expect(await page.locator("#leaves-title").textContent()).toMatch(/avec votre \S+ et vos réponses\s: à vous de cocher/);
      // Whoever adds something goes on with the topic that was typed last.
      await page.click("#back");
      await page.waitForSelector(".typed-fold > summary:focus");
      expect(await page.locator("#typed-measure").inputValue()).toBe("gas.energy");
      await page.click("#next");
      await atStep(page, 2);
      // On a phone one's place comes before one consents, and the button all the same within three screens.
      await page.setViewportSize({ width: 360, height: 740 });
      const [send, place, consents] = await Promise.all(
        ["#send", ".standing", ".agree"].map((one) =>
          page.locator(one).evaluate((found) => found.getBoundingClientRect().top + scrollY),
        ),
      );
      expect(send).toBeLessThan(3 * 740);
      expect(place).toBeLessThan(consents ?? 0);
      // Before anything is published one's own months are drawn beside a public reference, which gives no verdict.
      expect(await page.locator(".standing svg").first().textContent()).toMatch(/repère 20\d\d/);
      expect(await page.locator(".standing .reference").textContent()).toContain("ne vient pas des contributions");
    }));

  test("dates without an amount are no bill, and a figure that is refused can be left out", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "water.volume");
      await page.check("[name=typed-kind][value=bill]");
      await page.fill("#typed-from", `${LAST}-01-01`);
      await page.fill("#typed-to", `${LAST}-06-30`);
      // With nothing else brought, the amount is asked for, and nothing can be left out.
      await page.click("#next");
      expect(await page.locator("#typed-fault").textContent()).toContain("Tapez une valeur");
      expect(await page.locator("#typed-give-up").count()).toBe(0);
      await page.fill("#typed-amount", "58");
      await page.click("#typed-add");
      for (const [from, to] of [
        ["", ""],
        ["", `${LAST}-09-30`],
        [`${LAST}-07-01`, ""],
      ] as const) {
        await page.fill("#typed-from", from);
        await page.fill("#typed-to", to);
        await pressNext(page);
        await atStep(page, 2);
        await page.click("#back");
      }
      await page.fill("#typed-from", "");
      await page.fill("#typed-amount", "24");
      await page.click("#next");
      expect(await page.locator("#typed-fault").textContent()).toContain("Indiquez le premier jour");
      // More may be typed: the form is empty, and the step stays until one goes on.
      await page.click("#typed-give-up");
      expect(await page.inputValue("#typed-amount")).toBe("");
      await pressNext(page);
      await atStep(page, 2);
      expect(await page.locator(".offers").textContent()).toMatch(/6\snombres/);
    }));

  test("of bills their months are kept, one by one; a mistyped bill is typed again, and a topic is erased at once", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const bill = async (from: string, to: string, total: string) => {
        await page.fill("#typed-from", from);
        await page.fill("#typed-to", to);
        await page.fill("#typed-amount", total);
        await page.click("#typed-add");
      };
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "water.volume");
      await page.check("[name=typed-kind][value=bill]");
      await bill(`${LAST}-01-10`, `${LAST}-06-17`, "85");
      await bill(`${LAST}-06-18`, `${LAST}-11-12`, "40");
      await pressNext(page);
      await atStep(page, 2);
      await sayHome(page);
      await consent(page);
      await page.click("#send");
      // Of November no day is kept, so that the bill is kept beside the key.
      const keep = `Gardez aussi la facture finie le 12 novembre ${LAST}`;
      await page.locator(".key-step .bills", { hasText: keep }).waitFor();
      const [kept] = await Promise.all([page.waitForEvent("download"), page.click("#save-key")]);
      expect(readFileSync(await kept.path(), "utf8")).toContain(keep);
      expect(await page.locator(".key-step .saved").textContent()).toBe("Clé téléchargée.");
      // The browser asks nothing of who has sent everything and kept the key.
      page.on("dialog", () => expect.unreachable());
      const key = await keepKey(page);
      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await openMine(page, key);
      // The next bill says which one is missing, and the form opens with the end of that one.
      await page.click("#add");
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "water.volume");
      await page.check("[name=typed-kind][value=bill]");
      await bill(`${LAST}-11-13`, `${LAST}-11-30`, "4");
      expect(await page.locator(".typed-list").textContent()).toContain(`Il manque la facture finie le 12 novembre ${LAST}`);
      expect(await page.locator("#typed-to").inputValue()).toBe(`${LAST}-11-12`);
      await page.click("#add-nothing");
      // Where nothing can be sent without it, the title and the one button say so, and nothing else does.
      await page.click("#add");
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "water.volume");
      await bill(`${LAST - 1}-08-01`, `${LAST}-01-09`, "40");
      await pressNext(page);
      await atStep(page, 2);
      expect((await page.locator("#step").textContent())?.replace(/\s/g, " ")).toBe(
        `Il manque la facture commencée le 10 janvier ${LAST} : retapée, elle donne janvier ${LAST}.`,
      );
      expect(await page.locator(".source-box, .leaves .note, #send").count()).toBe(0);
      await page.click("#back");
      await atStep(page, 1);
      expect(await page.locator("#typed-from").inputValue()).toBe(`${LAST}-01-10`);
      await page.click("#add-nothing");
      await page.click("#correct");
      const run = page.locator(".held .figure-line");
      expect(await run.count()).toBe(9);
      expect(await run.first().textContent()).toMatch(/^février \d{4}15,0\sm³facture/);
      // A month is a number that can be corrected, and the bill that it is of can be typed again.
      await run.first().getByRole("button").click();
      // It is offered with the digits that are read, and saving these changes nothing; the bill itself comes first.
      expect(await page.locator("#right-value").inputValue()).toBe("15,0");
      await page.click("#save");
      await page.waitForSelector(".correct", { state: "detached" });
      expect(await run.first().textContent()).toMatch(/^février \d{4}15,0\sm³facture/);
      await run.first().getByRole("button").click();
      expect(await page.locator(".correct button").first().textContent()).toBe("Retaper la facture");
      await page.click("#retype");
      expect(await page.locator(".add h2").textContent()).toBe("Retaper la facture");
      // The form alone: nobody is to bring a file here, or to add another bill.
      expect(await page.locator("#choose, #holders-way").count()).toBe(0);
      expect(await page.locator("#typed-add").textContent()).toBe("Remplacer");
      expect(await page.locator("#typed-measure").inputValue()).toBe("water.volume");
      // It opens with what its months tell of it, and with nothing else of the contribution below.
      expect(await page.locator("#typed-from").inputValue()).toBe(`${LAST}-02-01`);
      expect(Number((await page.locator("#typed-amount").inputValue()).replace(",", "."))).toBeGreaterThan(15);
      expect(await page.locator(".held, .rights").count()).toBe(0);
      await bill(`${LAST}-01-10`, `${LAST}-06-17`, "58");
      // The month that two bills shared is not whole in one of them: it is said to stay as it was.
      expect(await page.locator(".typed-list").textContent()).toMatch(/Juin \d{4} garde \d+(,\d)?\sm³, déjà donné\./);
      await pressNext(page);
      await atStep(page, 2);
      for (const box of await page.locator(".offers > .tick input").all()) await box.check();
      await page.click("#send");
      await page.locator("#said", { hasText: "votre contribution : 4 remplacés." }).waitFor();
      expect(await run.first().textContent()).toMatch(/^février \d{4}10,2\sm³/);
      // A month that was erased is said to come back with its bill, before anything is ticked, also once the key was closed.
      await page.click("#correct");
      await run.filter({ hasText: "avril" }).getByRole("button").click();
      await page.click("#erase");
      await page.click("#erase-yes");
      await page.locator("#corrected", { hasText: "effacé." }).waitFor();
      await page.click("#close");
      await openMine(page, key);
      await page.click("#add");
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "water.volume");
      await page.check("[name=typed-kind][value=bill]");
      await bill(`${LAST}-01-10`, `${LAST}-06-17`, "60");
      await pressNext(page);
      await page.locator(".replaces", { hasText: "Eau, mai" }).waitFor();
      expect(await page.locator(".adds").textContent()).toMatch(
        /gardé\s: Eau, avril \d{4}\. Si vous aviez effacé l’un de ces mois, il compte de nouveau, avec ce chiffre-ci\.$/,
      );
      await page.click("#add-nothing");
      await page.click("#correct");
      await page.click("#erase-water-volume");
      await page.click("#erase-water-volume-yes");
      await page.locator("#corrected", { hasText: "Eau : tout est effacé." }).waitFor();
      expect(await run.count()).toBe(0);
      // What became of it is not said again after a later action.
      await page.click("#pause");
      await page.waitForSelector("#resume");
      expect(await page.locator("#corrected").textContent()).toBe("");
    }));

  test("a bill of two years says of which it counts, before it is sent as in the comparison; one that gives nothing says why", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const bill = async (from: string, to: string, total: string) => {
        await page.fill("#typed-from", from);
        await page.fill("#typed-to", to);
        await page.fill("#typed-amount", total);
        await page.click("#typed-add");
      };
      // The device is asked about before a file can be chosen.
      const top = (selector: string) => page.locator(selector).evaluate((one) => one.getBoundingClientRect().top);
      expect(await top("#shared")).toBeLessThan(await top("#choose"));
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "gas.energy");
      await page.check("[name=typed-kind][value=bill]");
      await bill(`${LAST}-01-15`, `${LAST}-02-10`, "300");
      expect(await page.locator(".typed-list li").textContent()).toContain("Aucun mois n’y est entier");
      // The button that goes on is there, and says the same.
      await page.click("#next");
      expect(await page.locator("#step-fault").textContent()).toContain("Aucun mois n’y est entier");
      // The next bill begins on the day after.
      expect(await page.locator("#typed-from").inputValue()).toBe(`${LAST}-02-11`);
      await page.selectOption("#typed-measure", "water.volume");
      await bill(`${LAST - 1}-11-01`, `${LAST}-10-31`, "97");
      await pressNext(page);
      await atStep(page, 2);
      expect(await page.locator(".leaves").textContent()).toContain(
        `à cheval sur ${LAST - 1} et ${LAST} : compté en ${LAST}`.replace(" :", "\u00a0:"),
      );
    }));

  test("on a phone the ways are on the first screen, the figure's homes are named, and the button is within 1 400 px of the top", () =>
    withContributePage(
      subject(),
      "contribute",
      async ({ page }) => {
        // Whoever has given before would otherwise begin a second contribution.
        expect(await page.locator(".given a").getAttribute("href")).toMatch(/^my-contribution/);
        for (const way of [".drop button", "#typed-way"])
          expect(await page.evaluate(`document.querySelector("${way}").getBoundingClientRect().bottom`)).toBeLessThan(844);
        await typeMonth(page);
        await pressNext(page);
        await atStep(page, 2);
        await sayHome(page);
        await page.waitForSelector(".standing svg[role=img]");
        expect(await page.locator(".standing figcaption .note").isVisible()).toBe(true);
        expect(await page.evaluate("document.getElementById('send').getBoundingClientRect().top + scrollY")).toBeLessThan(1400);
      },
      { viewport: { width: 390, height: 844 } },
    ));

  test("half a year of nothing is asked about, and has no place or drawing until somebody says that it is right", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "spending.energy");
      await page.check("[name=typed-kind][value=bill]");
      await page.fill("#typed-from", `${LAST}-01-01`);
      await page.fill("#typed-to", `${LAST}-06-30`);
      await page.fill("#typed-amount", "0");
      await pressNext(page);
      await atStep(page, 2);
      await sayHome(page);
      await consent(page);
      expect(await page.locator("#unusual").textContent()).toContain("Zéro\u00a0: est-ce bien juste");
      expect(await page.locator(".standing").count()).toBe(0);
      await page.getByRole("button", { name: "J’ai vérifié" }).click();
      await page.waitForSelector(".standing");
    }));

  test("a figure above the clamp is asked about before it is sent, and nothing leaves until somebody says that it is right", () =>
    withContributePage(subject(), "contribute", async ({ page, log }) => {
      await typeMonth(page, "water.volume", "9400");
      await pressNext(page);
      await atStep(page, 2);
      await sayHome(page);
      await consent(page);
      expect(await page.locator("#unusual").textContent()).toMatch(/9\s400\sm³.*[Ee]st-ce juste/);
      await page.click("#send");
      expect(await page.locator("#step-fault").textContent()).toContain("chiffres inhabituels");
      expect(log.filter((text) => text.startsWith("POST"))).toEqual([]);
      await page.getByRole("button", { name: "J’ai vérifié" }).click();
      expect(await page.locator("#unusual").count()).toBe(0);
      // It is named, and has no place among others: beside it nobody could be seen.
      const named =
        /Eau, .*9\s400\sm³\. Dans chaque moyenne, un foyer compte pour 40\sm³ par mois au plus\. Au-delà, on ne vous situe pas/;
      expect(await page.locator(".beyond").textContent()).toMatch(named);
      expect(await page.locator(".standing").count()).toBe(0);
      await page.click("#send");
      const key = await keepKey(page);
      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await openMine(page, key);
      expect(await page.locator(".beyond").textContent()).toMatch(named);
      expect(await page.locator(".standing").count()).toBe(0);
    }));

  test("of two doubted bills each has its own answer", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await page.click("#typed-way");
      await page.selectOption("#typed-measure", "water.volume");
      await page.check("[name=typed-kind][value=bill]");
      for (const [from, to] of [
        ["01-05", "07-04"],
        ["07-05", "11-20"],
      ]) {
        await page.fill("#typed-from", `${LAST}-${from}`);
        await page.fill("#typed-to", `${LAST}-${to}`);
        await page.fill("#typed-amount", "6200");
        await page.click("#typed-add");
      }
      await pressNext(page);
      const question = page.locator("#unusual");
      await question.locator("li .tools").nth(1).waitFor();
      expect(await question.locator("button").count()).toBe(4);
      await question.locator("li button").first().click();
      // The other bill still waits, with the month that both share.
      await page.waitForSelector("#unusual button:focus");
      expect(await question.locator("h2").textContent()).toContain(`5 juillet ${LAST}`);
      await question.locator("button").first().click();
      expect(await question.count()).toBe(0);
    }));

  for (const isWrongFirst of [false, true])
    test(`of two files that disagree${isWrongFirst ? ", the wrong one first," : ""} the chart, the question and what counts are of what is ticked`, () =>
      withContributePage(subject(), "contribute", async ({ page, log }) => {
        const fileOf = (name: string, head: string, of: (i: number) => number) => {
          const months = Array.from({ length: 8 }, (_, i) => `${LAST}-0${i + 1};${of(i)}`);
          return { name, mimeType: "text/csv", buffer: Buffer.from(`mois;${head}\n${months.join("\n")}\n`) };
        };
        const right = fileOf("juste.csv", "Électricité (kWh)", (i) => 300 + i);
        const wrong = fileOf("faux.csv", "Électricité (kWh)", (i) => 3000 + 10 * i);
        const water = fileOf("eau.csv", "Eau (m3)", () => 9);
        const order = isWrongFirst ? [wrong, right, water] : [right, wrong, water];
        for (const file of order) {
          await drop(page, file);
          if (file !== water) await page.click("#back");
        }
        await sayHome(page);
        const [question, counts] = [page.locator("#unusual"), page.locator(".leaves .too-few")];
        const lineOf = (file: { readonly name: string }) =>
          page.locator(".offers", { hasText: file.name }).locator("input").first();
        const chart = async () => (await page.locator(".standing").allTextContents()).join().replace(/\s/g, " ");
        const unlike = page.locator(".leaves .unlike");
        expect((await unlike.textContent())?.replace(/\s/g, " ")).toMatch(
          /« (juste|faux).csv » et « (faux|juste).csv » ne disent pas la même chose : électricité, janvier \d{4}, .*300 kWh.*, et 7 autres mois\. Un seul des deux peut partir/,
        );
        // As long as nothing is ticked, of what the first file says.
        expect(await question.count()).toBe(isWrongFirst ? 1 : 0);
        if (isWrongFirst) await page.getByRole("button", { name: "J’ai vérifié" }).click();
        await lineOf(right).check();
        expect(await question.count()).toBe(0);
        expect(await chart()).toMatch(/30[34](,\d)? kWh/);
        expect(await chart()).not.toMatch(/3 0\d\d kWh|Eau/);
        expect((await counts.textContent())?.toLowerCase()).not.toContain("eau");
        await lineOf(wrong).check();
        expect(await lineOf(right).isChecked()).toBe(false);
        if (!isWrongFirst) {
          expect(await question.textContent()).toMatch(/3\s070\skWh/);
          expect(await chart()).not.toContain("kWh");
          await agree(page);
          await page.click("#send");
          await page.waitForSelector("#unusual button:focus");
          expect(log.filter((text) => text.startsWith("POST"))).toEqual([]);
        }
        await lineOf(right).check();
        await lineOf(water).check();
        expect(await lineOf(wrong).isChecked()).toBe(false);
        expect((await counts.textContent())?.toLowerCase()).toContain("eau");
        await agree(page);
        await page.click("#send");
        await keepKey(page);
        const { readings } = JSON.parse(sentBody(log) ?? "") as { readings: { domain: string; value: number }[] };
        const sent = readings.filter(({ domain }) => domain === "electricity").map(({ value }) => value);
        expect(sent).toEqual(Array.from({ length: 8 }, (_, i) => 1000 * (300 + i)));
      }));

  test("a wrong month of a file is left out, the others are sent, and it can be taken back", () =>
    withContributePage(subject(), "contribute", async ({ page, log }) => {
      const months = Array.from({ length: 8 }, (_, i) => `${LAST}-${String(i + 1).padStart(2, "0")};${i === 2 ? 940 : 9}`);
      const table = `mois;Eau (m3)\n${months.join("\n")}\n`;
      await drop(page, { name: "eau.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
      await sayHome(page);
      // With what the file says, before anything is ticked.
      const question = page.locator("#unusual");
      await question.waitFor();
      await consent(page);
      expect(await question.textContent()).toContain(`mars ${LAST}`);
      expect((await question.locator("button").allTextContents()).map((text) => text.replace(/\s/g, " "))).toEqual([
        "J’ai vérifié : c’est juste",
        "C’est faux : corriger",
        "Laisser ce chiffre de côté",
      ]);
      await page.click("#leave-out");
      expect(await question.count()).toBe(0);
      await page.waitForSelector(".left-out button:focus");
      // Without it a year lacks one month more, which is said before anything is sent.
      expect(await page.locator(".leaves .too-few").textContent()).toMatch(/7\smois \(il en faut 10 sur 12/);
      const left = page.locator(".left-out");
      expect(await left.textContent()).toMatch(new RegExp(`Laissé de côté par vous\\s: mars ${LAST} \\(eau\\)\\.`));
      await left.getByRole("button", { name: "Reprendre" }).click();
      await question.waitFor();
      await page.click("#leave-out");
      await page.click("#send");
      await keepKey(page);
      const { readings } = JSON.parse(sentBody(log) ?? "") as { readings: { period: string }[] };
      expect(readings.map(({ period }) => period)).toEqual(
        ["01", "02", "04", "05", "06", "07", "08"].map((month) => `${LAST}-${month}`),
      );
    }));

  test("a file that is wrong as a whole is turned into the unit that it is in, replaced, or left; what counts waits until then", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const old = LAST - 4;
      const months = [
        ...["10", "11", "12"].map((month) => `${old}-${month}`),
        ...Array.from({ length: 8 }, (_, i) => `${LAST}-0${i + 1}`),
      ];
      const table = `mois;Eau (m3)\n${months.map((month) => `${month};9400`).join("\n")}\n`;
      await drop(page, { name: "eau.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
      await sayHome(page);
      const question = page.locator("#unusual");
      await question.waitFor();
      expect((await question.locator("button").allTextContents()).map((text) => text.replace(/\s/g, " "))).toEqual([
        "J’ai vérifié : c’est juste",
        "Ce sont des litres : tout convertir",
        "C’est faux : prendre un autre fichier",
        "Laisser ces 8 chiffres de côté",
      ]);
      expect(await page.locator(".leaves .too-few").count()).toBe(0);
      await page.click("#in-base");
      await page.waitForSelector(".mended button:focus");
      // What became of it stands where the question stood, before what leaves, and not at the top of the page with the file.
      expect(await page.locator(".source-box .mended").count()).toBe(0);
      expect(await page.locator(".answered:has(.mended) ~ .leaves").count()).toBe(1);
      // The months of the file that are not sent are in the same unit.
      expect(await page.locator(".mended").textContent()).toMatch(
        new RegExp(`^Corrigé par vous\\s: eau, octobre ${old} à décembre ${old} et janvier ${LAST} à août ${LAST}\\.`),
      );
      expect(await question.count()).toBe(0);
      expect(await page.locator(".leaves .too-few").textContent()).toMatch(/8\smois \(il en faut 10 sur 12/);
      expect(await page.locator(".standing h2").first().textContent()).toMatch(/9,4\sm³/);
      await page.locator(".mended button").click();
      await page.click("#leave-out");
      expect(await page.locator(".left-out").textContent()).toMatch(/eau, janvier à août \d{4}\./);
      expect((await page.locator(".warn.idle").textContent())?.replace(/\s/g, " ")).toContain(
        `porte sur ce qui reste.Ce qui reste va d’octobre ${old} à décembre ${old}.`,
      );
      await page.locator(".left-out button").click();
      await page.click("#another-file");
      await atStep(page, 1);
      expect(await page.locator(".source").count()).toBe(0);
      await page.waitForSelector("#choose");
    }));

  test("a wrong month of a file is corrected in its place, by keyboard, and nothing else of the file changes", () =>
    withContributePage(subject(), "contribute", async ({ page, log }) => {
      const months = Array.from({ length: 8 }, (_, i) => `${LAST}-${String(i + 1).padStart(2, "0")};${i === 2 ? 940 : 9}`);
      await drop(page, { name: "eau.csv", mimeType: "text/csv", buffer: Buffer.from(`mois;Eau (m3)\n${months.join("\n")}\n`) });
      await sayHome(page);
      const question = page.locator("#unusual");
      await question.waitFor();
      await consent(page);
      await question.getByRole("button", { name: /corriger/ }).press("Enter");
      const field = page.getByLabel(new RegExp(`^Eau, mars ${LAST}\\s: la bonne valeur \\(m³\\)$`));
      await page.waitForSelector("#mend-0:focus");
      expect(await field.inputValue()).toBe("940");
      const faultAfter = async (value: string) => {
        await field.fill(value);
        await field.press("Enter");
        expect(await field.getAttribute("aria-invalid")).toBe("true");
        return (await page.locator("#mend-fault").textContent())?.replace(/\s/g, " ");
      };
      expect(await faultAfter("neuf")).toMatch(/^Ceci n’est pas un nombre/);
      expect(await faultAfter("-9")).toBe("Une valeur ne peut pas être négative.");
      expect(await faultAfter("")).toMatch(/^Tapez une valeur/);
      expect(await faultAfter("940")).toBe("C’est déjà cette valeur : tapez la bonne.");
      // One that is unusual too is asked about anew.
      await field.fill("930");
      await field.press("Enter");
      await page.waitForSelector("#unusual .wrong:focus");
      expect(await question.locator("h2").textContent()).toMatch(/930\sm³/);
      await question.getByRole("button", { name: /corriger/ }).click();
      await field.fill("9,4 m³");
      await page.click("#mend");
      expect(await question.count()).toBe(0);
      await page.waitForSelector(".mended button:focus");
      expect(await page.locator(".mended").textContent()).toMatch(
        new RegExp(`Corrigé par vous\\s: mars ${LAST} \\(eau\\), 940\\sm³ → 9,4\\sm³\\.`),
      );
      await page.locator(".mended button").click();
      await question.waitFor();
      await question.getByRole("button", { name: /corriger/ }).click();
      await field.fill("9,4");
      await page.click("#mend");
      const shown = await page.locator("#json").textContent();
      await page.click("#send");
      await keepKey(page);
      const sent = sentBody(log) ?? "";
      expect(sent).toBe(shown);
      const { readings } = JSON.parse(sent) as { readings: { period: string; value: number; source: string }[] };
      expect(readings.map(({ period, value, source }) => [period, value, source])).toEqual(
        months.map((line, i) => [line.slice(0, 7), i === 2 ? 9400 : 9000, i === 2 ? "correction" : readings[0]?.source]),
      );
      expect(readings[0]?.source).not.toBe("correction");
    }));

  test("reloaded before anything was sent, the browser asks, and the page says that it is to be done again", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      // An empty form loses nothing; a figure that was begun is asked about before it is added.
      await page.click("#typed-way");
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(asked).toEqual([]);
      await page.click("#typed-way");
      await page.fill("#typed-amount", "9,4");
      await page.fill("#typed-amount", "");
      await page.evaluate("new Promise(requestAnimationFrame)");
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(asked).toEqual([]);
      await page.click("#typed-way");
      await page.fill("#typed-amount", "9,4");
      // What asks begins to listen once the figure is drawn.
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(asked.splice(0)).toEqual(["beforeunload"]);
      await toReview(page);
      await page.evaluate("scrollTo(0, document.body.scrollHeight)");
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(asked).toEqual(["beforeunload"]);
      expect(await page.evaluate("scrollY")).toBe(0);
      expect(await page.locator("#lost-before").textContent()).toMatch(
        /Rien n’a été envoyé, sauf si vous aviez touché «\sEnvoyer\s»\./,
      );
      // Nobody is told of a tick that they may not have made.
      expect(await page.locator("#lost-before").textContent()).not.toContain("partagé");
      await typeMonth(page);
      await pressNext(page);
      await atStep(page, 2);
      expect(await page.locator("#lost-before").count()).toBe(0);
    }));

  test("records are added under the key, and the consents given before go on", () =>
    withContributePage(subject(), "contribute?lang=en", async ({ page, log }) => {
      await toReview(page);
      await page.click("#send");
      await page.waitForSelector("#key");
      // Each topic that was given stands once, with what is public of it at the one place.
      expect(await page.locator(".key-step .given .place-topics li").count()).toBe(1);
      const key = await keepKey(page);
      await page.goto(`${subject().url}/my-contribution?lang=en`);
      await page.waitForSelector("main[data-ready]");
      await openMine(page, key);
      // The calendar leads back in the same language.
      const [day] = await Promise.all([page.waitForEvent("download"), page.click("#calendar")]);
      expect(readFileSync(await day.path(), "utf8")).toContain(`\r\nURL:${subject().url}/my-contribution?lang=en\r\n`);
      // Nothing is added by who thinks better of it, and nothing of it stays.
      await page.click("#add");
      await typeMonth(page, "gas.energy", "5");
      await page.click("#add-nothing");
      await page.waitForSelector("#add-nothing", { state: "detached" });
      await page.click("#add");
      expect(await page.locator(".source, .typed-list li").count()).toBe(0);
      // Back from the first step closes the form, and the contribution stays open; from the second it goes to the first.
      await goBack(page);
      await page.waitForSelector("#add-nothing", { state: "detached" });
      await page.click("#add");
      await typeMonth(page, "electricity.energy", "210");
      await pressNext(page);
      await page.waitForSelector(".home-card");
      await goBack(page);
      await page.waitForSelector(".home-card", { state: "detached" });
      expect(await page.locator(".source, .typed-list li").count()).toBe(1);
      await pressNext(page);
      // The home is as it was said; the new topic asks one thing more.
      expect(await page.locator(".home-card [role=combobox]").inputValue()).toBe("Leaf 0-1");
      expect(await page.locator(".agree").textContent()).toMatch(
        /Your consent does not yet cover: Electricity\..*Your earlier consents still stand: Water\./,
      );
      await consent(page);
      await page.click("#send");
      await page.locator("#said", { hasText: "added to your contribution: 1 new." }).waitFor();
      expect(await page.locator(".held .figure-line").count()).toBe(2);
      // What was added is what one sees.
      expect(await page.locator(".standing .tabs input:checked + span").textContent()).toBe("Electricity");
      const { consent: given } = JSON.parse(sentBody(log) ?? "");
      expect(given.domains).toEqual(["water", "electricity"]);
      // Of a topic that is covered nothing is asked again, and the consent stays what it was, its moment included.
      await page.click("#add");
      await typeMonth(page, "electricity.energy", "190");
      await page.click("#typed-add");
      // Both figures are seen where it is typed, and before it is ticked.
      expect(await page.locator(".typed-list li").textContent()).toMatch(/210\skWh → 190\skWh/);
      await pressNext(page);
      await page.waitForSelector("#standing-consent");
      expect(await page.locator(".agree input").count()).toBe(0);
      expect(await page.locator(".replaces").textContent()).toMatch(/\(210\skWh → 190\skWh\)/);
      await page.locator(".offers input").first().check();
      expect(await page.locator(".figures-sent").textContent()).toMatch(/190\skWh/);
      await page.click("#send");
      await page.locator("#said", { hasText: "contribution: 1 replaced." }).waitFor();
      expect(JSON.parse(sentBody(log) ?? "").consent).toEqual(given);
      // What is added and not sent is asked about before it is lost, and its loss is said.
      await page.click("#add");
      await typeMonth(page, "gas.energy", "5");
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      await page.reload();
      await page.waitForSelector("main[data-ready]");
      expect(asked).toEqual(["beforeunload"]);
      expect(await page.locator("#refused").textContent()).toContain("anything not yet sent");
    }));

  describe.skipIf(!existsSync(DATA))("real files, from ../shared/data/importers (skipped where it is absent)", () => {
    test.each([
      ["enedis_sge_hdm_EUPL/C5-CDC_Enedis_SGE_HDM_A06NW0ZI.csv", ["09111642617347"], 12],
      ["greenbutton/Coastal_Multi_Family_Jan_1_2011_to_Jan_1_2012_RetailCustomer_5.xml", ["RetailCustomer", "UsagePoint"], 12],
    ])("%s: its months go, and nothing that names anybody", (file, secrets, count) =>
      withContributePage(subject(), "contribute", async ({ page, log }) => {
        await drop(page, DATA + file);
        await page.locator(".source-box .says > summary").click();
        await page.locator(".identifiers li").first().waitFor();
        // Of years ago: nothing of it is chosen beforehand.
        await page.locator(".from select").selectOption({ index: 0 });
        await sayHome(page);
        await consent(page);
        if ((await page.locator("#unusual").count()) > 0) await page.locator("#unusual button").first().click();
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
