import { expect, test } from "vitest";
import { addressOf, expectSound, type PagesSubject, withPage } from "../pages.ts";
import { answerAll, keepAnswers } from "./compare.ts";

/** Registers: one comes back with a file of one's own, and without typing again. */
export function registerComingBack(subject: () => PagesSubject): void {
  test("answers are kept in a file and taken back: home and figure are there, last time's stands beside today's, and the next file has both", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "9,4" });
      const file = await keepAnswers(page);
      expect(file.name).toMatch(/^mes-reponses-[\w-]+-\d{4}-\d\d-\d\d\.json$/);
      const kept = JSON.parse(file.buffer.toString());
      const earlier = { "water.volume": [{ day: "2025-06-01", perMonth: 9.4 }] };
      const before = { ...file, buffer: Buffer.from(JSON.stringify({ ...kept, day: "2025-06-01", earlier })) };
      // Listened for early: the browser is told of it in a message of its own.
      const chosen = page.waitForEvent("filechooser");
      await page.goto(addressOf(subject(), "compare"));
      await page.waitForSelector("main[data-ready]");
      const again = page.getByRole("button", { name: "Rouvrir mes réponses (fichier)" });
      await again.focus();
      await page.keyboard.press("Enter");
      const chooser = await chosen;
      await page.waitForLoadState("networkidle");
      await chooser.setFiles(before);
      // The button is gone, and what was said has the focus.
      await page.locator("[role=status]:focus", { hasText: "Vos réponses du 1er juin 2025 sont reprises." }).waitFor();
      expect(await again.count()).toBe(0);
      expect(await page.locator(".home.told .home-said").textContent()).toContain("1 personne");
      const field = page.locator("[data-amount]").first();
      expect(await field.inputValue()).toBe("9,4");
      const line = page.locator(".topic .earlier");
      expect(await line.textContent()).toMatch(/^\s*La dernière fois \(1er juin 2025\)\s: 9,4\sm³ par mois\.$/);
      expect(await page.locator(".topic svg.chart .before").count()).toBe(0);
      await field.fill("8,1");
      await expect.poll(() => line.textContent()).toMatch(/Aujourd’hui, 1,3\sm³ de moins\.$/);
      expect(await page.locator(".topic svg.chart .before").count()).toBe(1);
      await expectSound(page);
      const next = JSON.parse((await keepAnswers(page)).buffer.toString());
      expect(next.earlier["water.volume"]).toMatchObject([{ perMonth: 9.4 }, { perMonth: 8.1 }]);
    }));

  test("answers are taken back on the first page too, where the question stands", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "9,4" });
      const file = await keepAnswers(page);
      await page.goto(addressOf(subject(), ""));
      await page.waitForSelector("main[data-ready]");
      await page.getByRole("button", { name: "Rouvrir mes réponses (fichier)" }).focus();
      await page.locator(".question input[type=file]").setInputFiles(file);
      await page.locator("[role=status]:focus", { hasText: "sont reprises." }).waitFor();
      expect(await page.locator("[data-amount]").first().inputValue()).toBe("9,4");
      expect(await page.locator(".question .reply").textContent()).toContain("m³");
      expect(await page.getByRole("button", { name: "Rouvrir mes réponses (fichier)" }).count()).toBe(0);
      await expectSound(page);
    }));

  test("a file that is not taken back is answered in a sentence, by the link and by a card, and fills in nothing", () =>
    withPage(subject(), "compare", async (page) => {
      await page.locator("main").click();
      await page.waitForLoadState("networkidle");
      const file = (text: string) => ({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
      for (const [text, said] of [
        ['{"voisinage_answers": 1, "territory": "<img src=x onerror=alert(1)>"}', "Ce fichier de réponses est abîmé"],
        ['{"voisinage_answers": 1, "terr', "Ce fichier de réponses est abîmé"],
        ['{"voisinage_answers": 9}', "une version plus récente de cette page"],
      ] as const)
        for (const place of [".home", ".topic"]) {
          await page.locator(`${place} input[type=file]`).setInputFiles(file(text));
          await page.locator(`${place} .fault`, { hasText: said }).first().waitFor();
        }
      await page.locator(".home input[type=file]").setInputFiles(file("mois;Eau"));
      await page.locator(".home .fault", { hasText: "Ce fichier n’est pas celui de vos réponses." }).waitFor();
      expect(await page.locator("[data-amount]").first().inputValue()).toBe("");
      expect(await page.locator(".home.told, .earlier, .taken-back:not(:empty)").count()).toBe(0);
    }));
}
