import { type Example, examplesFor } from "../../src/texts/sql/index.ts";
import { h } from "../shared/dom.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { type Page, startPage } from "../shared/page.ts";
import { exampleSubject } from "../shared/subject.ts";
import { type SqlConsole, sqlConsole } from "./console.ts";
import { linkTools } from "./editor.ts";
import { figureTexts } from "./figure-texts.ts";
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
    ask(page, examplesFor(subject));
  },
});

/** The steps of a question, with help beside them. */
function ask(page: Page, examples: readonly Example[]): void {
  const { lang } = page;
  const words = SQL[lang];
  const sqlPanel = sqlConsole(lang, figureTexts(page.catalog, lang));
  const { editor, answer } = sqlPanel;
  const queryInAddress = queryOf(location.hash);
  editor.show(queryInAddress ?? examples[0]?.sql ?? "", queryInAddress === null ? "visitor" : "link");
  const load = loadCard(page, queryInAddress ?? "", (engine, parts, empty) => sqlPanel.ready({ engine, parts, empty }));
  const result = h("section", { class: "card", "aria-labelledby": "answer-title" });
  result.append(h("h2", { id: "answer-title" }, words.result), answer);
  page.main.append(
    h(
      "div",
      { class: "sql-body" },
      h("div", { class: "sql-steps" }, load.element, question(sqlPanel, lang), result),
      help(sqlPanel, examples, load.tick, lang),
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

/** Examples that run with a tap, the tables and their columns, and how to read figures. */
function help(
  { editor, take }: SqlConsole,
  examples: readonly Example[],
  tick: (tables: readonly string[]) => void,
  lang: Lang,
): HTMLElement {
  const words = SQL[lang];
  const choose = ({ sql, needs }: Example): void => {
    tick(needs);
    editor.show(sql, "visitor");
    keepQuery(sql);
    take();
  };
  return h(
    "aside",
    { class: "sql-aside" },
    h("section", {}, h("h2", {}, words.examples), exampleList(examples, lang, choose)),
    h("section", {}, h("h2", {}, words.schema), ...schemaBrowser(lang)),
    h("section", {}, h("h2", {}, words.read), h("ul", {}, ...words.reading.map((line) => h("li", {}, line)))),
    h("p", {}, h("a", { href: pageHref("explore", lang) }, words.explore)),
  );
}
