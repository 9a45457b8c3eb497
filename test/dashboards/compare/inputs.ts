import { expect, test } from "vitest";
import { MAX_DAYS, MIN_DAYS } from "../../../src/importers/bill.ts";
import { expectLargeFields, type PagesSubject, withPage } from "../pages.ts";
import { answerAll } from "./compare.ts";

/** Registers what `/compare` says of an answer that cannot be compared, and that it forgets it once it is put right. */
export function registerInputs(subject: () => PagesSubject): void {
  test("a wrong value is said at its field, in its own words, and nothing is compared", () =>
    withPage(subject(), "compare", async (page) => {
      const field = page.locator("[data-amount]").first();
      for (const [typed, message] of [
        ["beaucoup", /^Ceci n’est pas un nombre/],
        ["-9,4", /ne peut pas être négatif/],
        ["0", /^Zéro peut être juste \(logement vide, compteur arrêté\), mais ne se compare pas\.$/],
        ["9400 litres", /^Ici,\sil\sfaut\sun\snombre\sen\sm³\s:\sil\sest\ssur\sla\sfacture\.$/],
      ] as const) {
        await field.fill(typed);
        expect(await page.locator(".topic .fault").textContent()).toMatch(message);
        expect(await field.getAttribute("aria-invalid")).toBe("true");
        expect(await page.locator(".sentence:not(.quiet)").count()).toBe(0);
      }
      await answerAll(page, { choice: 1, value: "9,4" });
      expect(await page.locator(".topic .fault").textContent()).toBe("");
      expect(await page.locator("[aria-invalid]").count()).toBe(0);
      // Wrong again: the answer to what was right does not stay below.
      await field.fill("-");
      expect(await page.locator(".sentence:not(.quiet)").count()).toBe(0);
    }));

  test("on a phone every way to give a figure stays where it is, and is taken by one press after the other", () =>
    withPage(
      subject(),
      "compare",
      async (page) => {
        const ways = page.locator(".topic .segmented label");
        const words = await ways.allTextContents();
        // The one in hand opens the list of months.
        for (const way of [1, 3, 2, 3, 1]) {
          await page.locator("[data-amount], [data-month]").first().focus();
          for (const next of [way, (way + 1) % words.length]) {
            await ways.nth(next).scrollIntoViewIfNeeded();
            const box = await ways.nth(next).boundingBox();
            if (!box) throw new Error(`${words[next]} is not shown`);
            // A finger: what is pressed is let go at the same place, whatever has moved between.
            await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
            await page.mouse.down();
            await page.mouse.up();
            expect(await page.locator(".segmented label:has(:checked)").textContent()).toBe(words[next]);
          }
          expect(await page.locator(".segmented label:visible").allTextContents()).toEqual(words);
        }
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("on a phone, and with large letters, the line below the ways says which files are taken and that they stay", () =>
    withPage(
      subject(),
      "compare",
      async (page) => {
        const line = page.locator(".topic .drop-hint").first();
        expect(await line.textContent()).toMatch(
          /^Fichier du service d’eau, ou tableau Lu ici, jamais envoyé\.( Comment l’obtenir)?\s*$/,
        );
        for (const size of ["100%", "200%"]) {
          await page.evaluate(`document.documentElement.style.fontSize = '${size}'`);
          const [said, ways] = [await line.boundingBox(), await page.locator(".topic .segmented label").last().boundingBox()];
          if (said === null || ways === null) throw new Error("the line or the ways are not shown");
          expect(said.y).toBeGreaterThanOrEqual(ways.y + ways.height);
          expect(said.x + said.width).toBeLessThanOrEqual(360);
        }
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("on a phone the question, its answer and the way on have room in one screen", () =>
    withPage(
      subject(),
      "",
      async (page) => {
        // The same drawing before and after, with what a dot is.
        const drawnAsDots = () => page.locator(".reply svg", { hasText: /point\s: (un|1) foyer sur/ }).waitFor();
        await drawnAsDots();
        await page.locator(".question .chip").first().click();
        await page.locator("[data-amount]").first().fill("12");
        await page.locator(".question .sentence:not(.quiet)").waitFor();
        await drawnAsDots();
        const way = await page.locator(".question a.button.wide").boundingBox();
        expect(way === null ? null : way.y + way.height).toBeLessThanOrEqual(800);
      },
      { viewport: { width: 360, height: 800 } },
    ));

  test("on a phone, what an answer to a question asked back asks for next is in view and has the focus", () =>
    withPage(
      subject(),
      "compare",
      async (page) => {
        await answerAll(page, { choice: 1, value: "9" });
        for (const [typed, choice, next] of [
          ["0,5", "celui d’une partie du mois", "input[type=date]"],
          ["0,5", "d’un logement peu occupé", "h2"],
          ["0,5", "en\u00a0€", "[data-amount]"],
          ["45", "une facture de plusieurs mois", "input[type=date]"],
          ["45", "bien le chiffre d’un seul mois", "h2"],
        ] as const) {
          await page.locator(".topic input[value=month]").check({ force: true });
          await page.locator(".topic [data-amount]").fill(typed);
          await page.getByRole("button", { name: choice }).click();
          const field = page.locator(`.topic ${next}`).first();
          await expect.poll(() => field.evaluate((one) => one.matches(":focus"))).toBe(true);
          const box = await field.boundingBox();
          expect(box?.y).toBeGreaterThanOrEqual(0);
          expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
        }
      },
      { viewport: { width: 390, height: 844 } },
    ));

  test("a file without a whole month, and one in a unit that is not compared, are answered with one sentence that says what to type", () =>
    withPage(subject(), "compare", async (page) => {
      const give = async (rows: readonly string[], said: string): Promise<void> => {
        const file = { name: "releve.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
        await page.locator(".topic input[type=file]").first().setInputFiles(file);
        await page.locator(".topic .segmented [role=status].fault", { hasText: said }).first().waitFor();
        expect(await page.locator(".file-example, .unnamed").count()).toBe(0);
      };
      const days = Array.from({ length: 20 }, (_, i) => `2025-03-${String(i + 5).padStart(2, "0")};${i % 3}`);
      await give(["date;Eau (m³)", ...days], "Aucun mois entier dans ce fichier.");
      await give(["mois;€", "2025-01;42", "2025-02;39"], "Ici, on compare en");
      expect(await page.locator(".topic").getByRole("button", { name: "Taper la facture" }).count()).toBe(1);
      // Of several files those that are not read are named beside those that are.
      const text = (name: string, of: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(of) });
      const table = text("mois.csv", "mois;Eau (m³)\n2025-01;9\n2025-02;8,5\n");
      await page
        .locator(".topic input[type=file]")
        .first()
        .setInputFiles([text("lettre.txt", "Bonjour"), table]);
      await page.locator(".topic .file-read .fault", { hasText: "« lettre.txt » : Ce fichier n’a pas été reconnu" }).waitFor();
      await page.getByText("Ajouter ou corriger des mois").click();
      const box = (period: string) => page.locator(`.topic [data-month="${period}"]`);
      expect([await box("2025-01").inputValue(), await box("2025-02").inputValue()]).toEqual(["9", "8,5"]);
      // What is typed is added to what was read, and stands.
      await box("2025-02").fill("8");
      await box("2025-03").fill("7");
      await page.locator(".topic .file-read", { hasText: "2\u00a0mois, puis 1 de plus." }).waitFor();
      expect(await box("2025-02").inputValue()).toBe("8");
    }));

  test("a file that is refused, or too old to be placed, leads on: to a bill that is typed, or to another file, and nothing is asked of the server", () =>
    withPage(subject(), "compare", async (page) => {
      const topic = page.locator(".topic").first();
      const choose = (name: string, content: string) =>
        topic.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
      await choose("vide.csv", "");
      await topic.getByRole("button", { name: "Un autre fichier" }).waitFor();
      await page.waitForLoadState("networkidle");
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      await choose("facture.pdf", "%PDF-1.7 rien à lire");
      await topic.locator(".fault", { hasText: "est un PDF" }).waitFor();
      expect(await topic.locator(".drop-hint summary", { hasText: "Comment l’obtenir" }).count()).toBe(1);
      await topic.getByRole("button", { name: "Taper la facture" }).click();
      // What was said of the file is gone with it.
      expect(await topic.getByLabel("facture").isChecked()).toBe(true);
      await expect.poll(() => topic.locator("[data-amount]").evaluate((one) => one.matches(":focus"))).toBe(true);
      expect(await topic.getByText("est un PDF").count()).toBe(0);
      const year = new Date().getUTCFullYear();
      const months = (of: number) =>
        `mois;Eau (m³)\n${Array.from({ length: 12 }, (_, i) => `${String(i + 1).padStart(2, "0")}/${of};9`).join("\n")}\n`;
      await choose("vieux.csv", months(year - 9));
      await topic.locator(".file-read", { hasText: `de janvier à décembre ${year - 9}` }).waitFor();
      expect(await topic.locator(".file-read summary", { hasText: "Comment l’obtenir" }).count()).toBe(1);
      await choose("neuf.csv", months(year - 1));
      await topic.locator(".file-read", { hasText: `12\u00a0mois lus ici, de janvier à décembre ${year - 1}` }).waitFor();
      // The old months are not forgotten, and not counted.
      expect(await topic.locator(".file-read").textContent()).toMatch(new RegExp(`12\\smois, entre janvier ${year - 9} et`));
      expect(requests).toEqual([]);
    }));

  test("on a phone what is wrong has a row of its own, and the topic's name stays as it was", () =>
    withPage(
      subject(),
      "compare",
      async (page) => {
        const name = page.locator(".topic-head h2").first();
        const before = await name.boundingBox();
        await page.locator("[data-amount]").first().fill("beaucoup");
        const fault = await page.locator(".topic .fault").first().boundingBox();
        const after = await name.boundingBox();
        expect(after?.height).toBe(before?.height);
        expect(fault?.y).toBeGreaterThanOrEqual((after?.y ?? 0) + (after?.height ?? 0));
      },
      { viewport: { width: 360, height: 740 } },
    ));

  test("a bill is asked for its dates, and one without a date, that ends before it begins, of one day or of too long is refused in words", () =>
    withPage(subject(), "compare?lang=en", async (page) => {
      await page.getByLabel("a bill").check();
      await page.locator("[data-amount]").first().fill("120");
      // Dates that nobody has begun are asked for where the answer comes, and are no fault yet.
      expect(await page.locator(".topic .fault").allTextContents()).toEqual(["", ""]);
      expect(await page.locator(".topic .sentence").textContent()).toMatch(/first day and last day/);
      await page.getByLabel("From", { exact: true }).fill("2025-01-01");
      expect(await page.locator(".topic .fault").allTextContents()).toEqual(["", ""]);
      for (const [from, to, message, wrong] of [
        ["", "2025-02-01", /first day/, "From"],
        ["2025-01-01", "", /last day/, "to (included)"],
        ["2025-02-01", "2025-01-01", /ends before it begins/, "to (included)"],
        ["2025-01-01", "2025-01-01", /too short/, "to (included)"],
        ["2023-01-01", "2025-12-31", /too long/, "to (included)"],
      ] as const) {
        await page.getByLabel("From", { exact: true }).fill(from);
        await page.getByLabel("to (included)", { exact: true }).fill(to);
        // A day that is missing is missed once both were left.
        await page.locator("[data-amount]").first().focus();
        expect((await page.locator(".topic .fault").allTextContents()).join("")).toMatch(message);
        // What is wrong is marked at the day, and the amount is not.
        expect(await page.locator("[aria-invalid]").count()).toBe(1);
        expect(await page.getByLabel(wrong, { exact: true }).getAttribute("aria-invalid")).toBe("true");
      }
      expect([MIN_DAYS > 1, MAX_DAYS < 3 * 365]).toEqual([true, true]);
    }));

  test("months of three years can be typed, which are not left without a question; a file that is not read is answered with an example", () =>
    withPage(subject(), "compare?lang=en", async (page) => {
      const file = { name: "letter.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\nx;y\n") };
      await page.locator(".topic input[type=file]").setInputFiles(file);
      await page.locator(".file-example").waitFor();
      // In words, with a table for whoever makes one.
      expect(await page.locator(".topic .segmented [role=status].fault").textContent()).toMatch(/^This file was not recognised/);
      expect(await page.locator(".file-example pre").count()).toBe(0);
      await page.getByText("A sample table").click();
      expect(await page.locator(".file-example pre").textContent()).toMatch(/^month;Water \(m³\)\n2025-01;/);
      await page.getByLabel("my months").check();
      for (const count of [12, 24, 36]) {
        const shown = await page.locator("[data-month]").count();
        const first = await page.locator("[data-month]").first().getAttribute("data-month");
        // Back to the first month of a quarter, whatever today is, and at most three years.
        const more = count === 36 ? 0 : [0, 1, 2].indexOf(shown - count);
        expect(shown).toBe(count + more);
        if (count < 36) expect(Number(first?.slice(5)) % 3).toBe(1);
        const earlier = page.getByRole("button", { name: "The year before as well" });
        if (count < 36) await earlier.click();
        else expect(await earlier.count()).toBe(0);
      }
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      for (const at of [0, 1, 2]) await page.locator("[data-month]").nth(at).fill("9");
      await page.locator("[data-month]").nth(1).press("Enter");
      expect(
        await page
          .locator("[data-month]")
          .nth(2)
          .evaluate((one) => one.matches(":focus")),
      ).toBe(true);
      await expectLargeFields(page);
      // A column of a table that is pasted goes from this month on, into as many.
      await page
        .locator("[data-month]")
        .nth(1)
        .evaluate((field) => {
          const data = new DataTransfer();
          data.setData("text", "10\r\n\r\n12\n");
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        });
      const inputs = page.locator("[data-month]");
      expect(await Promise.all([0, 1, 2, 3].map((at) => inputs.nth(at).inputValue()))).toEqual(["9", "10", "", "12"]);
      await page.reload();
      expect(asked).toEqual(["beforeunload"]);
      await page.locator(".topic .reply", { hasText: /^Page opened again: any answers/ }).waitFor();
      // Once something is typed again it is no more said.
      await page.locator("[data-amount]").first().fill("9");
      await page.locator(".topic .reply .sentence:not(.quiet)").waitFor();
      expect(await page.locator("main").textContent()).not.toContain("any answers that were here");
    }));

  test("a page that was printed, which no browser keeps for Back, asks before it is left, also with little given", () =>
    withPage(subject(), "compare", async (page) => {
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      const toPlaces = page.locator('header a[href*="district"]').first();
      await page.locator("[data-amount]").first().fill("9");
      await Promise.all([page.waitForURL(/district/), toPlaces.evaluate((link: HTMLElement) => link.click())]);
      expect(asked).toEqual([]);
      await page.goto(`${subject().url}compare`);
      await page.waitForSelector("main[data-ready]");
      await page.locator("[data-amount]").first().fill("9");
      await page.pdf();
      await Promise.all([page.waitForURL(/district/), toPlaces.evaluate((link: HTMLElement) => link.click())]);
      expect(asked).toEqual(["beforeunload"]);
    }));

  test("drawings are laid out anew for a narrower window, inside it, without a scale", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "9,4" });
      const drawing = page.locator(".topic svg[role=img]").last();
      const wide = Number(await drawing.getAttribute("width"));
      await page.setViewportSize({ width: 320, height: 800 });
      await expect.poll(async () => Number(await drawing.getAttribute("width"))).toBeLessThan(wide);
      expect((await drawing.boundingBox())?.width).toBe(Number(await drawing.getAttribute("width")));
      expect(await page.locator("svg.chart[viewBox]").count()).toBe(0);
      expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBe(0);
    }));
}
