import { expect, test } from "vitest";
import { isReady } from "../../../dashboards/contribute/not-ready.tsx";
import type { Notice } from "../../../dashboards/shared/data.ts";
import { publishBreaches, recordBreach } from "../../../src/commons/breaches.ts";
import { Refusal } from "../../../src/contract/problem.ts";
import { problemOf, statusOf } from "../../../src/contract/problem-answer.ts";
import type { SettingsInput } from "../../../src/index.ts";
import type { Behind } from "./contributing.ts";
import { atStep, type IntakeSubject, keepKey, pressNext, SETTINGS, toReview, typeMonth, withContributePage } from "./steps.ts";

/** What an intake refuses with, and what is said of it. */
const REFUSED = [
  ["not-ready", "Ce commun ne prend pas encore de contributions"],
  ["too-many-requests", "Attendez 17 secondes"],
  ["unknown-area", "choisissez-le à nouveau"],
  ["storage-full", "n’a plus de place"],
  ["invalid-period", "/readings/0/period"],
  ["internal", "Le service a échoué"],
] as const;

/** Registers: what the page says when the intake says no, or nothing; and what it never does twice. */
export function registerRefused(subject: () => IntakeSubject, behind: Behind): void {
  test("an answer that is lost on the way is asked for again, and the contribution is recorded once", () =>
    withContributePage(subject(), "contribute", async ({ page, log }) => {
      await toReview(page);
      const before = behind.donations();
      let lost = 0;
      await page.route("**/v1/donations", async (route) => {
        lost += 1;
        if (lost > 1) return route.continue();
        // It arrives, and its answer does not.
        await route.fetch();
        return route.abort();
      });
      await page.click("#send");
      await page.locator("#send-fault", { hasText: "Le service ne répond pas" }).waitFor();
      // What may have arrived is not changed any more: it is sent as it is.
      expect(await page.locator("#back").count()).toBe(0);
      await page.click("#send");
      await keepKey(page);
      expect(behind.donations()).toBe(before + 1);
      const keys = log.filter((text) => text.startsWith("POST")).map((text) => /"idempotency-key":"(\w+)"/.exec(text)?.[1]);
      expect(keys).toHaveLength(2);
      expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(new Set(keys).size).toBe(1);
    }));

  test("a refusal is said in words with what to do; what was refused may be changed; unchanged, it stays one request, and another one is another request", () =>
    withContributePage(subject(), "contribute", async ({ page, log }) => {
      await toReview(page);
      for (const [code, said] of REFUSED) {
        const faults = code === "invalid-period" ? [{ detail: "…", pointer: "/readings/0/period" }] : [];
        const refusal = new Refusal(code, "…", faults);
        await page.unroute("**/v1/donations");
        await page.route("**/v1/donations", (route) =>
          route.fulfill({ status: statusOf(refusal), headers: { "Retry-After": "17" }, json: problemOf(refusal) }),
        );
        await page.click("#send");
        await page.locator("#send-fault", { hasText: said }).waitFor();
        expect(await page.locator("#send-fault").textContent()).not.toContain(code);
        expect(await page.locator("#json").textContent()).toContain('"value": 9400');
      }
      log.length = 0;
      const again = async (): Promise<void> => {
        const sent = log.length;
        await page.click("#send");
        await expect.poll(() => log.length).toBeGreaterThan(sent);
        await page.locator("#send-fault .warn").waitFor();
      };
      await again();
      await page.click("#back");
      await pressNext(page);
      await again();
      await page.check("[name=who][value=guardian]");
      await again();
      const keys = log.filter((text) => text.startsWith("POST")).map((text) => /"idempotency-key":"(\w+)"/.exec(text)?.[1]);
      expect(keys).toHaveLength(3);
      expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false]);
    }));

  test("a table of one's own that does not say what it is of is asked about; what is answered is read, and what it does not have is said", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const drop = (text: string) =>
        page.setInputFiles("#files", { name: "mes mois.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await drop("mois;kWh\n2025-01;412\n2025-02-03;9\n");
      await page.getByRole("button", { name: "D’autre chose" }).click();
      await page.locator("#file-fault", { hasText: "n’a pas été pris" }).waitFor();
      await drop("mois;kWh\n01/02/2025;412\n");
      await page.locator("#file-fault", { hasText: "ligne 2, on ne sait pas s’il s’agit d’un jour ou d’un mois" }).waitFor();
      // Nothing of it can be read, whatever it is of.
      expect(await page.locator(".unnamed").count()).toBe(0);
      await drop("mois;kWh\n2025-01;412\n2025-02-03;9\n");
      await page.locator(".unnamed [data-measure='electricity.energy']").click();
      await page.locator(".source-box", { hasText: "Lignes non lues" }).first().waitFor();
      expect(await page.locator(".source-boxes").textContent()).toMatch(
        /Lignes non lues\s: 1 \(on ne sait pas s’il s’agit d’un jour ou d’un mois/,
      );
    }));

  test("numbers that never fall are asked about, after what they are of, and the answer says how many months they give", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      // Below a file of no known kind stands where the way to a file is told.
      await page.setInputFiles("#files", { name: "autre.txt", mimeType: "text/plain", buffer: Buffer.from("rien") });
      await page.locator(".drop .file-example button").click();
      expect(await page.evaluate("document.activeElement?.getAttribute('aria-expanded')")).toBe("true");
      const rows = [100, 150, 230, 300, 340].map((value, i) => `01/0${i + 1}/2025;${value}`).join("\n");
      const text = `Date de relevé;Consommation (kWh)\n${rows}\n`;
      await page.setInputFiles("#files", { name: "relevés.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await page.locator(".unnamed [data-measure='electricity.energy']").click();
      await page.locator(".unnamed [data-meter='true']").click();
      const box = page.locator(".source-box");
      await box.filter({ hasText: /5\srelevés de compteur, donc 4 mois entiers\./ }).waitFor();
      expect(await page.locator(".offers").textContent()).toMatch(/4 nombres, de janvier à avril 2025/);
    }));

  test("a table without a unit is asked about in the units of each topic, and read in the one that is said", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const rows = Array.from({ length: 10 }, (_, i) => `${String(i + 1).padStart(2, "0")}/25;${9000 + i}`).join("\n");
      const file = { name: "mes mois.csv", mimeType: "text/csv", buffer: Buffer.from(`mois;consommation\n${rows}\n`) };
      await page.setInputFiles("#files", file);
      await page.locator(".unnamed", { hasText: "tableau sans unité" }).waitFor();
      const asked = await page.locator(".unnamed button").allTextContents();
      expect(asked.map((text) => text.replace(/\s/g, " "))).toEqual(
        expect.arrayContaining(["Eau, en m³", "Eau, en L", "Électricité, en kWh", "D’autre chose"]),
      );
      await page.locator(".unnamed [data-measure='water.volume'][data-unit='L']").click();
      await atStep(page, 2);
      await page.locator(".source-box .says > summary").first().click();
      expect(await page.locator(".months td.num").first().textContent()).toBe("9");
    }));

  test("a file that is refused leads on to the bill or to another file, and what was said of a file goes with it", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const choose = (name: string, content: string) =>
        page.setInputFiles("#files", { name, mimeType: "text/plain", buffer: Buffer.from(content) });
      const fault = page.locator("#file-fault");
      // Of a table without a month nothing is listed as brought.
      await choose("titres.csv", "mois;Eau (m³)\n");
      await expect
        .poll(() => fault.textContent())
        .toMatch(/«\stitres\.csv\s»\s: Il n’a que des titres de colonnes, et aucune ligne/);
      expect(await page.locator(".source").count()).toBe(0);
      expect(await page.locator("#choose").textContent()).toBe("Choisir un autre fichier");
      // A table in a unit of another topic is not asked about, for nothing could be answered.
      await choose("km.csv", "mois;Voiture (km)\n01/2026;300\n02/2026;280\n");
      await expect.poll(() => fault.textContent()).toMatch(/«\skm\.csv\s» n’est d’aucun thème que ce commun prend\s: eau/);
      expect(await page.locator(".unnamed").count()).toBe(0);
      await choose("facture.pdf", "%PDF-1.7 rien à lire");
      await expect.poll(() => fault.textContent()).toMatch(/est un PDF/);
      await page.waitForSelector("#type-instead:focus");
      await page.click("#type-instead");
      await page.waitForSelector("#typed-measure:focus");
      expect([await fault.textContent(), await page.locator("#choose").textContent()]).toEqual(["", "Choisir des fichiers"]);
      await page.click("#typed-way");
      await choose("demi.csv", "debut;kW\n2026-01-01T00:00:00+01:00;0,3\n2026-01-01T00:30:00+01:00;0,4\n");
      await page.locator("#step-fault", { hasText: "assez complet" }).waitFor();
      await page.locator(".source button").click();
      await page.locator(".removed p").waitFor();
      expect(await page.locator("#step-fault").textContent()).toBe("");
      // A file that no publication to come is about leads back to where another is brought.
      await choose("vieux.csv", "mois;Eau (m³)\n01/2021;9\n02/2021;9\n");
      await atStep(page, 2);
      await page.getByRole("button", { name: "Un autre fichier, ou une facture" }).click();
      await atStep(page, 1);
    }));

  test("of a table in kWh the likelier topic stands first, with the word that tells it, and nothing is chosen", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const drop = (name: string) =>
        page.setInputFiles("#files", { name, mimeType: "text/csv", buffer: Buffer.from("mois;kWh\n2026-01;12\n2026-02;9\n") });
      await drop("mon gaz.csv");
      const question = page.locator(".unnamed");
      await question.waitFor();
      expect(await question.locator(".hint").textContent()).toMatch(/«\sgaz\s» y figure\./);
      expect(await question.locator("button").first().getAttribute("data-measure")).toBe("gas.energy");
      await page.getByRole("button", { name: "D’autre chose" }).click();
      await drop("conso.csv");
      await question.waitFor();
      expect(await question.locator(".hint").count()).toBe(0);
    }));

  test("where Me situer cannot use a file, how to get one that it can unfolds in place, and nothing is asked of the server", () =>
    withContributePage(subject(), "compare", async ({ page }) => {
      // What the first touch fetches is there, the last of it too: a slow machine is idle in between.
      const last = page.waitForResponse(/\/v1\/eligibility$/);
      await page.locator("[data-amount]").first().fill("9");
      await last;
      const file = { name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("jour,température\n2025-09-10,8.4\n") };
      await page.locator(".topic input[type=file]").first().setInputFiles(file);
      const requests: string[] = [];
      await page.waitForLoadState("networkidle");
      page.on("request", (request) => requests.push(request.url()));
      await page.locator(".topic summary", { hasText: "Comment l’obtenir" }).first().click();
      await page.locator(".topic .drop-hint li").first().waitFor();
      expect([requests, page.url()]).toEqual([[], expect.stringMatching(/compare$/)]);
      expect(await page.locator("[data-amount]").first().inputValue()).toBe("9");
    }));

  test("of several tables dropped together that do not say what they are of, each is asked about, and none is left behind", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      const table = (name: string, unit: string) => ({
        name,
        mimeType: "text/csv",
        buffer: Buffer.from(`mois;${unit}\n2026-01;12\n2026-02;9\n`),
      });
      await page.setInputFiles("#files", [table("eau.csv", "m3"), table("courant.csv", "kWh")]);
      await page.locator(".unnamed").nth(1).waitFor();
      await page.locator(".unnamed [data-measure='electricity.energy']").click();
      await page.locator("#step-fault", { hasText: "Un tableau attend votre réponse" }).waitFor();
      await page.locator(".unnamed [data-measure='water.volume']").click();
      await atStep(page, 2);
      expect(await page.locator(".source-box .file-name").allTextContents()).toEqual(["courant.csv", "eau.csv"]);
    }));

  const { impact_assessment, dpo, processors, retention_months, ...others } = SETTINGS;
  const stated = { impact_assessment, dpo, processors, retention_months } as SettingsInput;
  const without = (name: keyof typeof stated) =>
    Object.fromEntries(Object.entries(stated).filter(([own]) => own !== name)) as SettingsInput;
  test.each<[string, SettingsInput, boolean]>([
    ["all is stated", stated, true],
    ["no impact assessment", without("impact_assessment"), false],
    ["an assessment of a day to come", { ...stated, impact_assessment: { approved_at: "2999-01-01", by: "nobody yet" } }, false],
    ["no data protection officer", without("dpo"), false],
    ["no word on processors", without("processors"), false],
    ["no time of retention", without("retention_months"), false],
    ["nothing, and made-up households alone", { sample: true }, true],
    ["all, and that its readings were taken from elsewhere", { ...stated, origin: { fr: "ADEME", en: "ADEME" } }, false],
  ])(
    "what an operator has stated before contributions, and has not, is for the page as it is for the intake: %s",
    (_, part, ready) =>
      behind.elsewhere({ ...others, ...part }, async (url) => {
        const { facts } = (await (await fetch(`${url}/v1/notice.en.json`)).json()) as Notice;
        expect(isReady(facts, new Date().toISOString().slice(0, 10))).toBe(ready);
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`${url}/v1/donations`, { method: "POST", body: "{}", headers });
        expect([answer.status, ((await answer.json()) as { type: string }).type === "/problems/not-ready"]).toEqual(
          ready ? [422, false] : [503, true],
        );
      }),
  );

  test("a page asks nobody for a controller who is not named and cannot be reached, where the intake still takes what programs send", () =>
    behind.elsewhere({ ...others, ...stated, controller: undefined, contact: undefined }, (url) =>
      withContributePage({ ...subject(), url }, "contribute", async ({ page }) => {
        expect([await page.locator("#choose").count(), await page.locator("#not-ready").count()]).toEqual([0, 1]);
        expect(await page.locator(".absent li").allTextContents()).toEqual(["le nom du responsable", "comment le joindre"]);
        const headers = { "content-type": "application/json" };
        expect((await fetch(`${url}/v1/donations`, { method: "POST", body: "{}", headers })).status).toBe(422);
      }),
    ));

  test("what an operator has not stated is told at the beginning, instead of the steps", () =>
    behind.elsewhere({ ...others, ...without("dpo") }, (url) =>
      withContributePage({ ...subject(), url }, "contribute", async ({ page }) => {
        expect([await page.locator("#choose").count(), await page.locator("#not-ready").count()]).toEqual([0, 1]);
        expect(await page.locator("h1").textContent()).toBe("Ce commun ne prend pas encore de contributions");
      }),
    ));

  test("a file that nobody can read, a damaged one, and figures that are wrong are said in words, and nothing is lost", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      // Nothing was brought: there is nothing to go on to.
      expect(await page.locator("#next").count()).toBe(0);
      await typeMonth(page);
      const fault = page.locator("#file-fault");
      for (const [name, content, said] of [
        ["reponses.json", '{"voisinage_answers": 1}', /est celui de vos réponses.*donnez le fichier de relevés/],
        ["facture.pdf", "%PDF-1.7 rien à lire", /«\sfacture\.pdf\s» est un PDF.*tapez-en les chiffres/],
        ["vide.csv", "", /«\svide\.csv\s» est vide\. Téléchargez-le à nouveau\s: il ne contient rien\.$/],
        ["mesures.csv", "<!doctype html><html>", /«\smesures\.csv\s» est une page web enregistrée/],
        ["mesures.json", '{"usage_point_id": ', /«\smesures\.json\s» est abîmé/],
      ] as const) {
        await page.setInputFiles("#files", { name, mimeType: "text/plain", buffer: Buffer.from(content) });
        await expect.poll(() => fault.textContent()).toMatch(said);
      }
      // Of two files dropped together, the one at fault is named, and the other is kept.
      const good = "debut;kW\n2026-01-01T00:00:00+01:00;0,3\n2026-01-01T00:30:00+01:00;0,4\n";
      await page.setInputFiles("#files", [
        { name: "bon.csv", mimeType: "text/csv", buffer: Buffer.from(good) },
        { name: "autre.txt", mimeType: "text/plain", buffer: Buffer.from("rien") },
      ]);
      await expect
        .poll(() => fault.textContent())
        .toMatch(/^«\sautre\.txt\s» ressemble à un tableau ou à du texte, sans relevés connus\.$/);
      expect((await page.locator(".drop .file-example pre").textContent())?.split("\n")).toHaveLength(3);
      // Its months are of a year that is asked for beside it.
      const asked = /relevés de (\d{4})/.exec((await page.locator(".glance").textContent()) ?? "")?.[1];
      expect(await page.locator(".drop .file-example pre").textContent()).toContain(`01/${asked}`);
      // A folder is one file to whoever drops it.
      await page.locator(".drop").evaluate((zone) => {
        const event = new Event("drop", { bubbles: true, cancelable: true });
        const items = [{ webkitGetAsEntry: () => ({ isDirectory: true, name: "relevés" }) }];
        zone.dispatchEvent(Object.assign(event, { dataTransfer: { items, files: [] } }));
      });
      await expect.poll(() => fault.textContent()).toMatch(/«\srelevés\s» est un dossier/);
      expect(await page.locator(".source, .typed-list li").count()).toBe(2);
      // After an amount the list is at another month than its own, which is the newest.
      const months = await page.locator("#typed-month > option").count();
      await page.selectOption("#typed-month", { index: months - 1 });
      for (const [amount, said] of [
        ["", "Tapez une valeur"],
        ["-3", "négative"],
        ["beaucoup", "pas un nombre"],
        ["8", "recouvrent un chiffre déjà ajouté"],
      ] as const) {
        await page.fill("#typed-amount", amount);
        await page.click("#typed-add");
        expect(await page.locator("#typed-fault").textContent()).toContain(said);
      }
      expect(await page.locator(".source, .typed-list li").count()).toBe(2);
      // What is removed from the page can be put back, typed or read.
      for (const kept of [".typed-list li", ".source"]) {
        await page.locator(`${kept} button`, { hasText: "Retirer" }).click();
        await expect.poll(() => page.locator(kept).count()).toBe(0);
        await page.locator(".removed", { hasText: "Retiré" }).locator(".put-back").click();
        await expect.poll(() => page.locator(kept).count()).toBe(1);
        expect(await page.locator(".put-back").count()).toBe(0);
      }
      // A bill that ends on the first day of that month is refused before its total is typed, and mended with a press.
      const month = await page.locator("#typed-month").inputValue();
      await page.check("[name=typed-kind][value=bill]");
      const before = (days: number) => new Date(Date.parse(`${month}-01`) - days * 86_400_000).toISOString().slice(0, 10);
      await page.fill("#typed-from", before(90));
      await page.fill("#typed-to", `${month}-01`);
      const refusal = page.locator("#typed-fault");
      await expect.poll(() => refusal.textContent()).toMatch(/^Le 1er .* est déjà dans un chiffre ajouté\s: Eau, /);
      await page.click("#typed-mend");
      await expect.poll(() => refusal.textContent()).toBe("");
      expect(await page.locator("#typed-to").inputValue()).toBe(before(1));
    }));

  test("a breach that the operator stated is told before anything is asked, on the notice, and at the contribution", () =>
    withContributePage(subject(), "contribute", async ({ page }) => {
      await toReview(page);
      await page.click("#send");
      const key = await keepKey(page);
      const both = (text: string) => ({ fr: `${text} (fr)`, en: `${text} (en)` });
      const stated = {
        known_at: "2026-02-01T10:00:00Z",
        what: both("A disk was lost"),
        data: both("Sealed readings"),
        consequences: both("None is known"),
        measures: both("Keys were changed"),
        advice: both("Nothing need be done"),
        public: true,
      };
      recordBreach(behind.home, stated, () => new Date());
      publishBreaches(behind.home);
      await page.goto(`${subject().url}/contribute`);
      await page.waitForSelector("main[data-ready]");
      expect(await page.locator("main .warn a").textContent()).toContain("Un incident a touché");
      await page.goto(`${subject().url}/notice?lang=en`);
      await page.waitForSelector("main[data-ready]");
      expect(await page.locator(".breach").textContent()).toMatch(/A disk was lost \(en\).*Nothing need be done \(en\)/s);
      await page.goto(`${subject().url}/my-contribution`);
      await page.waitForSelector("main[data-ready]");
      await page.fill("#contribution-key", key);
      await page.click("#open");
      expect(await page.locator(".breach").textContent()).toContain("A disk was lost (fr)");
    }));
}
