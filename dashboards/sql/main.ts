import { type Example, examplesFor } from "../../src/texts/sql/index.ts";
import { h, put } from "../shared/dom.ts";
import { WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { type Page, startPage } from "../shared/page.ts";
import { exampleSubject } from "../shared/subject.ts";
import type { Engine } from "./engine.ts";
import type { Fault } from "./faults.ts";
import { keepQuery, queryOf } from "./fragment.ts";
import { exampleList, schemaBrowser } from "./guide.ts";
import { type AfterClick, loadCard } from "./load-card.ts";
import { SQL } from "./words.ts";

/** Rows that the page keeps of an answer, and its files hold. */
const MOST_ROWS = 200_000;

void startPage({
  name: "sql",
  title: { fr: WORDS.fr.sql, en: WORDS.en.sql },
  lead: { fr: SQL.fr.lead, en: SQL.en.lead },
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

function ask(page: Page, examples: readonly Example[]): void {
  const { lang } = page;
  const words = SQL[lang];
  let engine: Engine | null = null;
  let after: AfterClick | null = null;
  /** tables that were not loaded */
  let empty: readonly string[] = [];
  let running = false;
  // Whoever wrote a link wrote its query: it is shown, and runs by the button alone until the visitor takes it over.
  const origin = h("p", { role: "status", id: "from-link", class: "warn", hidden: true }, words.fromLink);
  const show = (query: string, from: "link" | "visitor"): void => {
    editor.value = query;
    origin.hidden = from === "visitor";
  };
  const editor: HTMLTextAreaElement = h("textarea", {
    id: "query",
    rows: "10",
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    "aria-describedby": "query-keys",
    onInput: () => {
      origin.hidden = true;
      keepQuery(editor.value);
    },
    onKeydown: (event) => {
      const { key, ctrlKey, metaKey } = event as KeyboardEvent;
      if (key !== "Enter" || !(ctrlKey || metaKey)) return;
      event.preventDefault();
      if (origin.hidden) void run();
      else start.focus();
    },
  });
  const given = queryOf(location.hash);
  show(given ?? examples[0]?.sql ?? "", given === null ? "visitor" : "link");
  const start = h("button", { type: "button", id: "run", disabled: true, onClick: () => void run() }, words.run);
  const stop = h(
    "button",
    { type: "button", id: "stop", class: "quiet", disabled: true, onClick: () => engine?.stop() },
    words.stop,
  );
  const copied = h("span", { role: "status", class: "note" });
  const copy = async (): Promise<void> => {
    keepQuery(editor.value);
    try {
      await navigator.clipboard.writeText(location.href);
      put(copied, words.copied);
    } catch {
      put(copied, words.notCopied);
    }
  };
  const answer = h("div", { id: "answer" }, h("p", { role: "status", id: "answer-status", class: "note" }, words.notLoaded));
  const take = (example: Example): void => {
    show(example.sql, "visitor");
    keepQuery(example.sql);
    if (engine) void run();
    else editor.focus();
  };

  async function run(): Promise<void> {
    if (!engine || !after || running) return;
    running = true;
    origin.hidden = true;
    start.disabled = true;
    stop.disabled = false;
    put(answer, h("p", { role: "status", id: "answer-status" }, words.running));
    try {
      const asked = editor.value;
      const view = after.answerView(await engine.query(asked, MOST_ROWS), lang);
      const missing = empty.filter((table) => new RegExp(`\\b${table}\\b`, "i").test(asked));
      // "No row" or a count of 0 would be said of the releases, and be false.
      put(answer, ...(missing.length === 0 ? [] : [h("p", { class: "warn", role: "alert" }, words.emptyTable(missing))]), view);
    } catch (error) {
      put(answer, failure(after.faultOf(error), page));
    }
    running = false;
    start.disabled = false;
    stop.disabled = true;
  }

  const load = loadCard(page, (ready, parts, unchosen) => {
    engine = ready;
    after = parts;
    empty = unchosen;
    start.disabled = false;
    put(answer, h("p", { role: "status", id: "answer-status", class: "note" }, words.loaded));
    editor.focus();
  });
  const question = h(
    "section",
    { class: "card", "aria-labelledby": "ask-title" },
    h("h2", { id: "ask-title" }, words.ask),
    h("label", { for: "query", class: "visually-hidden" }, words.editor),
    origin,
    editor,
    h("p", { class: "hint", id: "query-keys" }, words.keys),
    h(
      "div",
      { class: "tools" },
      start,
      stop,
      h("button", { type: "button", class: "quiet", id: "link", onClick: () => void copy() }, words.link),
      copied,
    ),
  );
  page.main.append(
    h(
      "div",
      { class: "sql-body" },
      h(
        "div",
        { class: "sql-steps" },
        load,
        question,
        h("section", { class: "card", "aria-labelledby": "answer-title" }, h("h2", { id: "answer-title" }, words.result), answer),
      ),
      h(
        "aside",
        { class: "sql-aside" },
        h("section", {}, h("h2", {}, words.examples), exampleList(examples, lang, take)),
        h("section", {}, h("h2", {}, words.schema), ...schemaBrowser(lang)),
        h("section", {}, h("h2", {}, words.read), h("ul", {}, ...words.reading.map((line) => h("li", {}, line)))),
        h("p", {}, h("a", { href: pageHref("explore", lang) }, words.explore)),
      ),
    ),
  );
  addEventListener("hashchange", () => {
    const query = queryOf(location.hash);
    if (query !== null && query !== editor.value) show(query, "link");
  });
}

/** What went wrong in the page's words, and what DuckDB says: the place is in it. */
function failure({ kind, said }: Fault, { lang }: Page): HTMLElement {
  const words = SQL[lang];
  const own = [
    h("p", { class: "note" }, words.said),
    h("pre", { tabindex: "0", role: "region", "aria-label": words.said, lang: "en" }, h("code", {}, said)),
  ];
  return h("div", { class: "failed", role: "alert" }, h("p", {}, words.errors[kind]), ...(said === null ? [] : own));
}
