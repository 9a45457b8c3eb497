import { type Example, type ExampleSubject, examplesFor } from "../../src/texts/sql/index.ts";
import { speakOfCounted } from "../shared/counted-homes.ts";
import type { Catalog } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measuresIn } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { type Page, startPage } from "../shared/page.ts";
import { exampleSubject } from "../shared/subject.ts";
import { type SqlConsole, sqlConsole } from "./console.ts";
import { linkTools } from "./editor.ts";
import { answerTexts } from "./figure-texts.ts";
import { keepQuery, queryOf } from "./fragment.ts";
import { exampleList, schemaBrowser } from "./guide.ts";
import { loadCard } from "./load-card.ts";
import { SQL } from "./words.ts";

void startPage({
  name: "sql",
  title: (lang) => WORDS[lang].sql,
  lead: (lang) => SQL[lang].lead,
  run: (page) => {
    const subject = exampleSubject(page.catalog);
    if (!subject) {
      const docs = h("a", { class: "button quiet", href: pageHref("docs", page.lang) }, WORDS[page.lang].docs);
      page.main.append(h("p", { class: "warn" }, WORDS[page.lang].noRelease), h("p", {}, docs));
      return;
    }
    speakOfCounted([WORDS, SQL], page.lang, page.catalog);
    ask(page, subject);
  },
});

/** The steps of a question, with help beside them. */
function ask(page: Page, subject: ExampleSubject): void {
  const { lang, catalog } = page;
  const words = SQL[lang];
  const sqlPanel = sqlConsole(lang, answerTexts(catalog, lang));
  const { editor, answer } = sqlPanel;
  const queryInAddress = queryOf(location.hash);
  let examples = examplesFor(subject);
  editor.show(queryInAddress ?? examples[0]?.sql ?? "", queryInAddress === null ? "visitor" : "link");
  const load = loadCard(page, queryInAddress ?? "", async (engine, parts, empty) => {
    const before = examples;
    examples = examplesFor(await parts.fullestLevel(engine, subject));
    const untouched = before.findIndex(({ sql }) => sql === editor.field.value);
    // A query that came with a link stays as it was written.
    if (untouched >= 0 && editor.field.value !== queryInAddress) editor.show(examples[untouched]?.sql ?? "", "visitor");
    sqlPanel.ready({ engine, parts, empty });
  });
  const choose = (id: string): void => {
    const { sql = "", needs = [] }: Partial<Example> = examples.find((one) => one.id === id) ?? {};
    load.tick(needs);
    editor.show(sql, "visitor");
    keepQuery(sql);
    sqlPanel.take();
  };
  const result = h("section", { class: "card sql-answer", "aria-labelledby": "answer-title" });
  result.append(h("h2", { id: "answer-title" }, words.result), answer);
  page.main.append(
    h(
      "div",
      { class: "sql-body" },
      h("div", { class: "sql-steps" }, load.element, question(sqlPanel, lang)),
      result,
      help(exampleList(examples, lang, catalog, choose), catalog, lang),
      howToRead(catalog, lang),
    ),
  );
  addEventListener("hashchange", () => {
    const query = queryOf(location.hash);
    if (query !== null && query !== editor.field.value) editor.show(query, "link");
  });
}

/** The query with its buttons. */
function question({ editor, start, stop }: SqlConsole, lang: Lang): HTMLElement {
  const words = SQL[lang];
  return h(
    "section",
    { class: "card", "aria-labelledby": "ask-title" },
    h("h2", { id: "ask-title" }, words.ask),
    h("label", { for: "query", class: "visually-hidden" }, words.editor),
    editor.origin,
    editor.field,
    h("p", { class: "hint", id: "query-keys" }, words.keys),
    h("div", { class: "tools" }, start, stop, ...linkTools(lang, editor)),
  );
}

/** Examples that run with a tap, and the tables with their columns. */
function help(examples: HTMLElement, catalog: Catalog, lang: Lang): HTMLElement {
  const words = SQL[lang];
  return h(
    "aside",
    { class: "sql-aside" },
    h("section", {}, h("h2", {}, words.examples), examples),
    h("section", {}, h("h2", {}, words.schema), ...schemaBrowser(lang, catalog)),
  );
}

/** How to read figures, with a type of the commons' own data that counts others again, where there is one. */
function howToRead(catalog: Catalog, lang: Lang): HTMLElement {
  const words = SQL[lang];
  const [united] = measuresIn(catalog.measures).flatMap(({ measure }) => measure.similarity.rungs);
  const reading = words.reading(united ? { type: united.code, of: united.classes } : null);
  return h(
    "section",
    { class: "sql-read" },
    h("h2", {}, words.read),
    h("ul", {}, ...reading.map((line) => h("li", {}, line))),
    h("p", { class: "no-print" }, h("a", { href: pageHref("explore", lang) }, words.explore)),
  );
}
