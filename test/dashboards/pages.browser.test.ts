import { expect, onTestFinished, test } from "vitest";
import { openSite } from "../support/site.ts";
import { browsing } from "./browsing.ts";
import { registerComingBack } from "./compare/coming-back.ts";
import { answerAll, registerCompare, registerUnasked } from "./compare/compare.ts";
import { registerInputs } from "./compare/inputs.ts";
import { registerKeyboard } from "./compare/keyboard.ts";
import { registerAbsent } from "./contribute/absent.ts";
import { registerFailures } from "./failures.ts";
import { registerOpened } from "./my-contribution/opened.ts";
import { addressOf, expectSound, goBack, holdRequests, registerSound, withPage } from "./pages.ts";
import { registerPaper } from "./paper.ts";
import { registerSaid } from "./said.ts";
import { registerWeight } from "./weight.ts";

/** Opens what is folded away. */
const OPEN_ALL = "for (const one of document.querySelectorAll('main details')) one.open = true";

/** Keeps the addresses that a page's own program reads. */
const RECORD_READ =
  "window.read = []; const own = fetch; window.fetch = (url, ...rest) => (read.push(new URL(url, document.baseURI).href), own(url, ...rest))";

/** Home, Compare and Privacy in Chromium, over the portal with a small made-up commons; skipped where there is no Chromium. */
browsing("pages in a browser", openSite, ({ subject, web }) => {
  registerSound(subject, "");
  registerSound(subject, "privacy", async (page) => {
    await page.evaluate(OPEN_ALL);
    await page.waitForSelector(".proposal td");
  });
  registerSound(subject, "compare", (page) => answerAll(page, { choice: 1, value: "9,4" }));
  registerCompare(subject);
  registerUnasked(subject);
  registerComingBack(subject);
  registerInputs(subject);
  registerKeyboard(subject);
  registerPaper(subject);
  registerSaid(subject);
  registerFailures(subject, web);
  registerAbsent(subject);
  registerOpened(subject);
  registerWeight(subject);

  test.each(["", "compare", "district", "explore", "my-contribution"])(
    "/%s reads all that its head asks for in advance, and asks for no file twice",
    async (path) => {
      const context = await subject().browser.newContext();
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const asked: string[] = [];
      page.on("request", (request) => request.url().includes("/v1/") && asked.push(request.url()));
      await page.addInitScript(RECORD_READ);
      await page.goto(addressOf(subject(), path));
      await page.waitForSelector("main[data-ready]");
      const inAdvance = "Array.from(document.querySelectorAll('link[rel=preload][as=fetch]'), ({ href }) => href)";
      const preloaded = await page.evaluate<string[]>(inAdvance);
      expect(preloaded.filter((href) => href.includes("/v1/releases/")).length).toBeGreaterThanOrEqual(2);
      await expect.poll(() => page.evaluate("window.read")).toEqual(expect.arrayContaining(preloaded));
      expect(asked).toHaveLength(new Set(asked).size);
    },
  );

  test("the first page asks, shows the territory, what its figures bear, how people are protected, and who runs it", () =>
    withPage(subject(), "", async (page) => {
      expect(await page.locator("h1").textContent()).toMatch(/^Et chez les voisins\s\?$/);
      expect(await page.locator(".sample").textContent()).toContain("ces foyers sont inventés");
      expect(await page.locator("footer").textContent()).toContain("ne valent que pour les foyers comptés");
      expect(await page.locator(".findings h3").count()).toBeLessThanOrEqual(3);
      expect(await page.locator(".protection h3").first().textContent()).toBe("11 foyers au moins");
      expect(await page.locator(".protection a[href^=mailto]").textContent()).toBe("contact@example.org");
      // Where the visitor lives, or the part of the map that it lies in, is marked as if it had been tapped, but in no picture that leaves.
      for (const [place, part] of [
        ["Nord 1", "Nord"],
        ["Sud", "Sud"],
      ] as const) {
        await page.locator("[role=combobox]").fill(place);
        await page.keyboard.press("Enter");
        await expect.poll(() => page.locator("#home-map .chosen").count()).toBe(1);
        expect(await page.locator(".readout b").textContent()).toBe(part);
        expect(await page.locator(".readout .on-picture").count()).toBe(0);
      }
      // A tap reads out what the map shows; the same figures are one tap below as a table.
      await page.locator("[data-area]").first().click({ force: true });
      expect(await page.locator(".readout").textContent()).toMatch(
        /\d.* par mois en moyenne, entre |pas encore assez de foyers|non publié, car il en ferait deviner un autre/,
      );
      await page.locator(".figure-table summary").click();
      await page.waitForSelector(".figure-table tbody tr");
      expect(await page.locator(".figure-table tbody tr").count()).toBe(await page.locator("[data-area]").count());
      await page.getByRole("link", { name: "English", exact: true }).click();
      await expect.poll(() => page.locator("h1").textContent()).toBe("How do you compare?");
      await expect.poll(() => page.locator("html").getAttribute("lang")).toBe("en");
    }));

  test("the first page is ready when its findings and the protection below them are drawn, however late these come", async () => {
    const context = await subject().browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const send = await holdRequests(page, "**/assets/findings-view-*.js");
    await page.goto(subject().url);
    await page.locator("[data-area]").first().waitFor();
    // Longer than all turns of the page take.
    await page.waitForTimeout(500);
    expect(await page.locator("main[data-ready], .protection").count()).toBe(0);
    const atReady = page.evaluate(`new Promise((ready) => {
      const seen = () => ["h3", ".card:empty"].map((what) => document.querySelectorAll(".findings " + what).length);
      const look = () => ready([...seen(), document.querySelectorAll(".protection").length]);
      const attributeFilter = ["data-ready"];
      new MutationObserver(look).observe(document.querySelector("main"), { attributeFilter });
    })`);
    send();
    const [findings, empty, protection] = (await atReady) as number[];
    expect(findings).toBeGreaterThan(0);
    expect([empty, protection]).toEqual([0, 1]);
  });

  test("the first page is whole without findings that cannot be loaded", async () => {
    const context = await subject().browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.route("**/assets/findings-view-*.js", (route) => route.abort());
    await page.goto(subject().url);
    await page.waitForSelector("main[data-ready]");
    expect(await page.locator(".findings").count()).toBe(0);
    expect(await page.locator(".protection").count()).toBe(1);
  });

  test("a home where nothing is published is told so, and whom it is compared with", () =>
    withPage(subject(), "compare", async (page) => {
      await page.locator("[role=combobox]").fill("Sud 2");
      await page.keyboard.press("Enter");
      await page.locator('[data-value="3"]').click();
      await page.locator("[data-amount]").first().fill("9");
      await page.locator(".which").waitFor();
      // The answer comes first, and what is missing once, with the drawing of the wider group.
      expect(await page.locator(".topic .reply > *").first().getAttribute("class")).toContain("sentence");
      expect(await page.locator(".topic .few").count()).toBe(1);
      expect(await page.locator(".topic .few").textContent()).toContain("Dans le secteur Sud 2, pas encore assez de foyers");
      expect(await page.locator(".which").textContent()).not.toContain("pas encore assez");
      expect(await page.locator(".reference").textContent()).toContain("Invented for the tests");
      // The population is the source's: the town's name does not stand beside it.
      expect(await page.locator(".reference").textContent()).not.toMatch(/\(Bourg/);
    }));

  test("a place whose whole name is typed and not chosen is taken with the tap that leaves the field, which is not lost", () =>
    withPage(subject(), "", async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator("[data-amount]").fill("9");
      await page.locator("[role=combobox]").click();
      // Other names begin so, and only one is this.
      await page.keyboard.type("sud");
      const button = page.locator("a.button.wide");
      await button.scrollIntoViewIfNeeded();
      const { x = 0, y = 0, width = 0 } = (await button.boundingBox()) ?? {};
      await page.mouse.move(x + width / 2, y + 6);
      await page.mouse.down();
      // A finger takes its time, and nothing moves under it: longer than the field waits for a tap that does not come.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)));
      expect((await button.boundingBox())?.y).toBe(y);
      await page.mouse.up();
      await page.locator("main.compare").waitFor();
      expect(
        await page
          .locator("[role=combobox], .home-said")
          .first()
          .evaluate((one) => (one as HTMLInputElement).value ?? one.textContent),
      ).toContain("Sud");
      await page.locator(".topic .sentence:not(.quiet)").waitFor();
    }));

  test("what decides and was not said is asked for, and without it there are figures and no place", () =>
    withPage(subject(), "compare", async (page) => {
      await page.locator("[data-amount]").first().fill("9");
      await page.locator(".topic .sentence:not(.quiet)").waitFor();
      expect(await page.locator(".topic .reply").textContent()).toMatch(/Il manque une réponse\s: personnes dans le foyer/);
      expect(await page.locator(".topic .sentence mark").count()).toBe(0);
      // Asked once: beside, or on the card where the home's own questions are above, or closed without an answer.
      expect(await page.locator(".missing").isVisible()).toBe(false);
      await page.setViewportSize({ width: 360, height: 800 });
      await page.locator(".missing .chip").first().click();
      await page.locator(".topic .sentence mark").waitFor();
      await expectSound(page);
    }));

  test("what a figure of the first page lacks is asked on its card alone", () =>
    withPage(subject(), "", async (page) => {
      await page.locator("[data-amount]").first().fill("9");
      await page.locator(".question a.button.wide").click();
      await page.locator(".missing .chip").first().waitFor();
      expect(await page.locator(".home.told").count()).toBe(1);
      expect(await page.locator(".home .chip:not(.said)").count()).toBe(0);
    }));

  test("a bill's total that the first page takes for a month's is asked about, and goes to Me situer, which asks for its dates", () =>
    withPage(subject(), "", async (page) => {
      await answerAll(page, { choice: 1, value: "45" });
      await page.getByRole("link", { name: "une facture de plusieurs mois" }).click();
      expect(await page.locator("main").getAttribute("class")).toBe("compare");
      expect(await page.locator("[data-amount]").first().inputValue()).toBe("45");
      const [from, to] = [page.locator("input[type=date]").first(), page.locator("input[type=date]").last()];
      await from.fill("2025-01-01");
      await to.fill("2025-04-30");
      await page.locator(".topic .sentence:not(.quiet)").waitFor();
      expect(await page.locator(".topic .which ~ .note").allTextContents()).toContain(
        "Votre facture\u00a0: 45\u00a0m³, partagés entre 4\u00a0mois.",
      );
      // Nothing of it is in an address.
      expect(page.url()).toMatch(/\/compare$/);
    }));

  test("a figure is there again after a look at the bill's way, on the first page too; the field has the place of the answer, whatever was typed", () =>
    withPage(subject(), "", async (page) => {
      await answerAll(page, { choice: 1, value: "9" });
      const field = page.locator("[data-amount]").first();
      await page.getByRole("link", { name: "facture", exact: true }).click();
      await expect.poll(() => field.inputValue()).toBe("");
      await page.getByLabel("par mois", { exact: true }).check();
      expect(await field.inputValue()).toBe("9");
      await page.getByLabel("facture", { exact: true }).check();
      await field.fill("45");
      await page.goBack();
      await expect.poll(() => field.inputValue()).toBe("9");
      await page.locator(".reply .sentence:not(.quiet)").waitFor();
      const place = page.locator("[role=combobox]");
      await place.fill("Marseille");
      expect(await page.locator(".place .hint").textContent()).toMatch(/Pour l’instant\s: Bourg/);
      await place.press("Enter");
      expect(await place.inputValue()).toMatch(/^Bourg/);
      // What is typed next replaces it.
      await expect.poll(() => page.evaluate("getSelection().toString()")).toMatch(/^Bourg/);
      await page.goForward();
      await page.getByLabel("facture", { exact: true }).check();
      expect(await field.inputValue()).toBe("45");
    }));

  test("the verdict is the quarter of people, an edge where its margin says so, and help where it is little", () =>
    withPage(subject(), "compare", async (page) => {
      const field = page.locator("[data-amount]").first();
      const said = async (value: string) => {
        await field.fill(value);
        return page.locator(".topic .reply").textContent();
      };
      await answerAll(page, { choice: 1, value: "9" });
      expect(await said("9")).toMatch(/^Vous êtes dans la moitié centrale des foyers d’une personne /);
      expect(await page.locator(".or-else").count()).toBe(0);
      // Above ninety-five in a hundred, a bill of several months is likelier: it is asked whether it is one, before the place.
      expect(await said("45")).toMatch(/^45\sm³ sur un mois, ou sur plusieurs\s\?/);
      expect(await page.locator(".asked button").allTextContents()).toEqual(
        expect.arrayContaining([
          expect.stringContaining("le total d’une année"),
          "une facture de plusieurs mois",
          "bien le chiffre d’un seul mois",
        ]),
      );
      expect(await page.locator(".topic .gap").count()).toBe(0);
      await page.getByRole("button", { name: "bien le chiffre d’un seul mois" }).click();
      expect(await page.locator(".topic .gap dt").allTextContents()).toEqual([
        expect.stringMatching(/^par mois de plus que le foyer du milieu/),
        expect.stringMatching(/^sur un an En\s€, à mon prix$/),
      ]);
      const half = /la moitié des foyers\s: [\d,]+\sà\s([\d,]+)/.exec((await page.locator(".topic").textContent()) ?? "");
      const edge = half?.[1] ?? "";
      expect(await said(edge)).toMatch(/^Vous êtes à la limite du quart qui consomme le plus/);
      // What is asked back is less doubtful than the figure: no home uses hundreds of times the middle, and one may use a twelfth of it.
      expect(await said("4000")).toMatch(/avez-vous la bonne unité/);
      expect(await page.locator(".asked button").allTextContents()).toEqual([
        expect.stringMatching(/^le total d’une année soit 333\sm³/),
        "une facture de plusieurs mois",
        expect.stringMatching(/^en litres soit 4\sm³/),
      ]);
      expect(await said("80")).toMatch(/sur un mois, ou sur plusieurs/);
      expect(await page.locator(".asked button").allTextContents()).toContain("bien le chiffre d’un seul mois");
      await page.getByRole("button", { name: /^le total d’une année/ }).click();
      expect(await page.getByRole("radio", { name: "par an" }).isChecked()).toBe(true);
      expect(await page.locator(".topic .reply").textContent()).not.toMatch(/bravo|très bien/i);
      await expectSound(page);
    }));

  test("a sheet with one's months is one page too", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "12" });
      await page.getByText("mes mois", { exact: true }).click();
      await page.getByRole("button", { name: /année d’avant/ }).click();
      for (const field of await page.locator(".topic input[type=text]").all()) await field.fill("7");
      await page.locator(".sheet svg").nth(1).waitFor({ state: "attached" });
      const isOnePage = async (): Promise<void> => {
        const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
      };
      await isOnePage();
      // At the edge of a quarter, beside another topic, most has to be said.
      await page.getByRole("button", { name: "Ajouter" }).first().click();
      await page.locator("[data-amount]").last().fill("300");
      await page.locator(".sheet .others-said").waitFor({ state: "attached" });
      await isOnePage();
    }));

  test("a sheet with one's months in two years, a gap and its price is one page, and no figure of its axis is cut", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "12" });
      await page.getByText("mes mois", { exact: true }).click();
      const fields = await page.locator(".topic input[type=text]").all();
      for (const [i, field] of fields.entries()) await field.fill(String(1 + (i % 4)));
      await page.locator(".sheet svg").nth(1).waitFor({ state: "attached" });
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
      await page.emulateMedia({ media: "print" });
      const outside = await page
        .locator(".sheet svg.chart")
        .evaluateAll((charts) =>
          charts.flatMap((chart) =>
            [...chart.querySelectorAll("text")]
              .filter((text) => text.getBoundingClientRect().left < chart.getBoundingClientRect().left - 0.5)
              .map((text) => text.textContent),
          ),
        );
      expect(outside).toEqual([]);
    }));

  test("a sheet of several topics that a phone prints, each a year's total far above the others, is one page without a grey word", () =>
    withPage(
      subject(),
      "compare",
      async (page) => {
        await answerAll(page, { choice: 1, value: "12" });
        await page.getByRole("button", { name: "Ajouter" }).first().click();
        await page.locator("section.topic").nth(1).waitFor();
        for (const card of await page.locator("section.topic").all()) {
          await card.locator("input[value=year]").check({ force: true });
          await card.locator("[data-amount]").first().fill("460");
        }
        await page.locator(".sheet .others-said > div").first().waitFor({ state: "attached" });
        const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
        await page.emulateMedia({ media: "print" });
        expect(
          new Set(
            await page
              .locator(".sheet .note, .sheet .source")
              .evaluateAll((all) => all.map((one) => getComputedStyle(one).color)),
          ),
        ).toEqual(new Set(["rgb(0, 0, 0)"]));
      },
      { viewport: { width: 390, height: 844 } },
    ));

  test("a sheet of several topics is one page too, and draws means nearby for one topic alone that has nothing to look at", () =>
    withPage(subject(), "compare", async (page) => {
      await page.locator("[role=combobox]").fill("Sud 2");
      await page.keyboard.press("Enter");
      const isOnePage = async (): Promise<void> => {
        const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
      };
      await answerAll(page, { choice: 1, value: "5" });
      await page.locator("#sheet-near").waitFor({ state: "attached" });
      expect(await page.locator(".checks").count()).toBe(0);
      await isOnePage();
      // Of the highest quarter, what to look at takes their place.
      await page.locator("[data-amount]").first().fill("45");
      await page.getByRole("button", { name: "bien le chiffre d’un seul mois" }).click();
      await page.locator(".sheet .checks li").nth(1).waitFor({ state: "attached" });
      expect(await page.locator("#sheet-near").count()).toBe(0);
      expect(await page.getByText("Une facture difficile à payer").filter({ visible: true }).count()).toBe(1);
      await isOnePage();
      await page.getByRole("button", { name: "Ajouter" }).first().click();
      await page.locator("[data-amount]").last().fill("300");
      await page.locator(".sheet .others-said").waitFor({ state: "attached" });
      await isOnePage();
      // Wherever the home is, and whatever has to be said of it there.
      await page.getByRole("button", { name: "Modifier" }).click();
      for (const place of ["Sud 2", "Nord", "Nord 1", "Bourg"]) {
        await page.locator("[role=combobox]").fill(place);
        await page.keyboard.press("Enter");
        await isOnePage();
      }
    }));

  test("the sheet is one page of paper, the same from a light and a dark screen; the card to share has nothing of mine", () =>
    withPage(subject(), "compare", async (page) => {
      await answerAll(page, { choice: 1, value: "12" });
      await page.locator(".sheet").waitFor({ state: "attached" });
      const texts: (string | null)[] = [];
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ media: "print", colorScheme });
        expect(await page.locator("header.site, .stand").first().isVisible()).toBe(false);
        texts.push(await page.locator(".sheet").textContent());
      }
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(texts[0]).toBe(texts[1]);
      expect(texts[0]).toMatch(/vous, 12\sm³/);
      // What the figure is of is read long after the page is closed.
      expect(texts[0]).toMatch(/Mon logement · 1 personne · /);
      await page.emulateMedia({ media: "screen", colorScheme: "light" });
      await page.getByRole("button", { name: "Partager, sans mes chiffres" }).click();
      const card = page.locator(".share-card");
      expect(await card.textContent()).not.toMatch(/vous, 12|d’une personne|Vous êtes/);
      expect(await card.locator(".you").count()).toBe(0);
      await page.getByRole("button", { name: /^mon type de foyer/ }).click();
      expect(await card.textContent()).toContain("foyers d’une personne");
      await expectSound(page);
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Enregistrer l’image" }).click(),
      ]);
      expect(file.suggestedFilename()).toBe("voisinage-eau.png");
      await page.getByText("Image enregistrée.").waitFor();
      // Going back closes the card, and going forward opens it again, with nothing of the home in the address.
      await goBack(page);
      await card.waitFor({ state: "detached" });
      await page.evaluate("history.forward()");
      await card.waitFor();
      expect(page.url()).toBe(`${addressOf(subject(), "compare")}#card`);
      expect(await card.textContent()).toContain("foyers d’une personne");
      // Loaded again it is the card still, of all homes: what was said of one is gone.
      await page.reload();
      await card.waitFor();
      expect(await card.textContent()).not.toContain("foyers d’une personne");
    }));

  test("the licence is a link to its text in the documentation, in the legal notice and beside a citation", async () => {
    for (const [page, place] of [
      ["docs", ".lead"],
      ["legal", "main"],
      ["explore", "section[aria-labelledby=cite]"],
    ] as const)
      await withPage(subject(), page, async (at) => {
        const links = at.locator(`${place} a[href$="ETALAB-Licence-Ouverte-v2.0.pdf"]`);
        await links.first().waitFor();
        expect(await links.allTextContents()).toEqual([expect.stringMatching(/^Licence Ouverte/)]);
      });
  });

  test("Confiance answers what people ask, draws with the release's own noise, and never shows a true mean without saying so; what was spent and withheld is there for who checks", () =>
    withPage(subject(), "privacy", async (page) => {
      expect(await page.locator("h1").textContent()).toMatch(/^Que peut-on apprendre de vous ici\s\?$/);
      expect(await page.locator(".questions").textContent()).toMatch(/Il voit «.* en moyenne, entre .* pour environ \d+ foyers/);
      expect(await page.locator("#bets").textContent()).toMatch(/^[56]\d au mieux, après avoir lu une année au budget épuisé$/);
      expect(await page.locator("#bets-readings").textContent()).toMatch(/\s:\s(\d\d|presque\s100) au mieux\.$/);
      expect(await page.locator("#bets-years").textContent()).toMatch(/^Si vous participez \d+ ans, tout le budget dépensé\s:\s/);
      const toy = page.locator(".toy");
      expect(await toy.textContent()).toContain("Le flou est celui de la publication 2025");
      for (const text of await toy.locator("svg text").allTextContents())
        if (text.includes("vraie moyenne")) expect(text).toContain("jamais publiée");
      expect(await toy.locator(".readings dt").first().textContent()).toContain("jamais publiée");
      // What a neighbour sees is of the toy's measure, so that both speak of the same amounts.
      const unit = (await toy.locator(".readings dd").first().textContent())?.replace(/[\d\s.,]/g, "") ?? "?";
      expect(await page.locator(".questions p", { hasText: "Il voit" }).textContent()).toContain(unit);
      // The street is whole until somebody takes a house out.
      const published = () => toy.locator(".readings dd").nth(1).textContent();
      const first = await published();
      expect(await toy.locator(".readings dd").count()).toBe(2);
      await page.click("#another");
      expect(await toy.locator(".readings dd").count()).toBe(3);
      // Its figure was published once: it stands while houses come and go, until another noise is drawn.
      expect(await published()).toBe(first);
      await page.click("#another");
      expect(await published()).toBe(first);
      await toy.getByRole("button", { name: "La remettre" }).click();
      expect(await published()).toBe(first);
      // Another draw may round to the same figure.
      const redrawn = async () => {
        await page.click("#redraw");
        return published();
      };
      await expect.poll(redrawn).not.toBe(first);
      await page.click("#another");
      expect(await toy.locator("#draws circle").count()).toBeGreaterThan(100);
      const [withIt, withoutIt] = (await toy.locator(".readings dd").allTextContents())
        .slice(1)
        .map((text) => text.split("entre")[0]);
      expect(await toy.textContent()).toContain(
        withIt === withoutIt ? "n’a pas changé, bien que le flou soit tiré deux fois" : "vient surtout du flou, tiré deux fois",
      );
      // A tap puts a house back and takes another one out; so do the buttons.
      const removed = () => toy.locator("#street").getAttribute("aria-label");
      const before = await removed();
      await toy.locator("[data-house='1'] rect").first().click({ force: true });
      expect(await removed()).not.toBe(before);
      await page.click("#another");
      expect(await toy.locator("#street text").textContent()).toMatch(/^retirée\s: /);
      await toy.getByRole("button", { name: "10 foyers" }).click();
      expect(await toy.locator(".nothing").textContent()).toBe("rien ne paraît");
      // Where nothing appears, nothing is said of what appears, and no other noise is offered.
      expect(await page.locator("#redraw").count()).toBe(0);
      expect(await toy.textContent()).not.toMatch(/surtout du flou|Un point : un tirage/);
      expect(await toy.locator(".readings dd").allTextContents()).toEqual([expect.any(String), "rien ne paraît"]);
      expect(await page.locator(".spent").textContent()).toMatch(
        /^\d{4}\s: \d\S*\s% dépensé, reste \d\S*\s% pour d’autres chiffres de l’année$/,
      );
      // ρ, ε and δ are a tap away.
      expect(await page.locator(".budget").textContent()).not.toMatch(/[ρεδ]\s=/);
      await page.locator(".budget summary").click();
      expect(await page.locator(".budget details .note:has(sup)").first().textContent()).toMatch(
        /^La barre compte ρ, .* ε\s=\s0,93 sur 4,00 permis, δ\s=\s\d,\d\s×\s10−\d+\.$/,
      );
      expect(await page.locator("#journal tbody tr").count()).toBeGreaterThan(2);
      // Whole addresses, because paper has no page that they could be beside.
      expect(
        await page.locator("#officer .documents a").evaluateAll((all) => all.map((one) => one.getAttribute("href"))),
      ).toEqual(
        [
          "/documents/register.fr.html",
          "/documents/impact-assessment.fr.html",
          "/notice",
          "/docs",
          "/v1/log.json",
          "/v1/releases/[^/]+/privacy.json",
        ].map((path) => expect.stringMatching(new RegExp(`^http://127\\.0\\.0\\.1:\\d+${path}$`))),
      );
      await page.evaluate(OPEN_ALL);
      await page.locator(".proposal tbody tr").nth(1).waitFor();
      expect(await page.locator("#commands").textContent()).toMatch(/curl .+log\.json/s);
      expect(
        await page
          .getByRole("region", { name: /^Le journal entier/ })
          .getByRole("row")
          .count(),
      ).toBeGreaterThan(3);
      // Opened, it has the whole width, so that a date is one line.
      const widths = ".verify, .verify details table";
      const [section = 0, journal] = await page.locator(widths).evaluateAll((all) => all.map((one) => one.clientWidth));
      expect(journal).toBeGreaterThan(section - 2);
      const date = page.locator(".verify details tbody tr").first().locator("td").last();
      expect(await date.evaluate((cell) => getComputedStyle(cell).whiteSpace)).toBe("nowrap");
      const means = page.getByRole("region", { name: /^Moyennes de tous les foyers comptés.*toutes mesures additionnées/ });
      // The unreliable ones are among the published.
      expect(await means.getByRole("row").first().textContent()).toBe("NiveauPubliéesdont à lire avec prudenceSans chiffre");
      expect(await means.getByRole("row").count()).toBeGreaterThan(1);
      // A table a level of the year's release, though the newest release holds the town alone; for the numbers of homes that the town has.
      const forecast = page.getByRole("region", { name: /données publiées sur données possibles/ });
      expect(await forecast.getByRole("row").allTextContents()).toEqual([
        "Tableau200 foyers3\u00a0000 foyers",
        ...["Town", "District", "Quarter"].map((level) => expect.stringContaining(`${level}, tous les foyers`)),
      ]);
      // The calendar proposed for each number, from the same public figures; the error's three parts, drawn and in a table.
      const proposal = page.getByRole("region", { name: /^Pour chaque échelle/ });
      const rows = await proposal.getByRole("row").allTextContents();
      expect(rows[0]).toBe("FoyersMesures par foyerTownDistrictQuarter");
      expect(rows.slice(1)).toEqual(["200", "3\u00a0000"].map((n) => expect.stringContaining(`${n} foyers1`)));
      expect(rows[2]).toMatch(/chaque mois \(1 sur 1, /);
      const errors = page.getByRole("region", { name: /^Plafond, seuil et flou, avec 3\s000/ });
      expect(await errors.getByRole("row").count()).toBe(1 + 3);
      expect(await page.locator(".error-bars rect").count()).toBeGreaterThanOrEqual(3);
      expect(await page.locator("main").textContent()).toContain("estimé à partir des nombres floutés de la publication 2025");
      await page.selectOption("#error-size", "200");
      await page.getByRole("region", { name: /^Plafond, seuil et flou, avec 200/ }).waitFor();
    }));
});
