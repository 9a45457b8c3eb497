import { h, put } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { type QueryEditor, queryEditor } from "./editor.ts";
import type { Engine } from "./engine.ts";
import type { Fault } from "./faults.ts";
import type { AnswerTexts } from "./figure-texts.ts";
import { type AfterClick, size } from "./load-card.ts";
import type { TableFiles } from "./table-files.ts";
import { SQL } from "./words.ts";

/** Most rows of an answer that the page keeps, and that its files contain. */
const MOST_ROWS = 200_000;

/** The loaded engine with the functions that use it. */
export interface LoadedEngine {
  readonly engine: Engine;
  readonly parts: AfterClick;
  /** the tables that were not loaded */
  readonly empty: readonly TableFiles[];
}

/** The query, its buttons and its answer, which act on each other. */
export interface SqlConsole {
  readonly editor: QueryEditor;
  readonly start: HTMLButtonElement;
  readonly stop: HTMLButtonElement;
  readonly answer: HTMLElement;
  /** the engine is loaded, and queries can run from now on */
  ready(loaded: LoadedEngine): void;
  /** runs the query or, before the engine is loaded, moves the focus to it */
  take(): void;
}

export function sqlConsole(lang: Lang, texts: AnswerTexts): SqlConsole {
  const words = SQL[lang];
  let loaded: LoadedEngine | null = null;
  let running = false;
  const editor = queryEditor(
    lang,
    () => void run(),
    () => start.focus(),
  );
  const start = h("button", { type: "button", id: "run", disabled: true, onClick: () => void run() }, words.run);
  const stop = h(
    "button",
    { type: "button", id: "stop", class: "quiet", disabled: true, onClick: () => loaded?.engine.stop() },
    words.stop,
  );
  const status = (text: string, name: string | null): HTMLElement =>
    h("p", { role: "status", id: "answer-status", class: name }, text);
  const answer = h("div", { id: "answer" }, status(words.notLoaded, "note"));

  async function run(): Promise<void> {
    if (!loaded || running) return;
    running = true;
    editor.origin.hidden = true;
    start.disabled = true;
    stop.disabled = false;
    put(answer, status(words.running, null));
    put(answer, ...(await answerTo(editor.field.value, loaded, texts, lang, add)));
    running = false;
    start.disabled = false;
    stop.disabled = true;
  }

  /** Loads tables that a query lacks, and runs it again. Throws where the network fails. */
  async function add(tables: readonly TableFiles[]): Promise<void> {
    if (!loaded || running) return;
    await loaded.parts.fillReleases(loaded.engine, tables);
    loaded = { ...loaded, empty: loaded.empty.filter((one) => !tables.includes(one)) };
    await run();
  }

  return {
    editor,
    start,
    stop,
    answer,
    ready: (now) => {
      loaded = now;
      start.disabled = false;
      put(answer, status(words.loaded, "note"));
      editor.field.focus();
    },
    take: () => {
      if (loaded) void run();
      else editor.field.focus();
    },
  };
}

/** The answer to a query, or a message about what went wrong. */
async function answerTo(
  query: string,
  { engine, parts, empty: emptyTables }: LoadedEngine,
  texts: AnswerTexts,
  lang: Lang,
  add: (tables: readonly TableFiles[]) => Promise<void>,
): Promise<readonly HTMLElement[]> {
  try {
    const view = parts.answerView({ ...(await engine.query(query, MOST_ROWS)), query }, texts, lang);
    const missing = emptyTables.filter(({ table }) => new RegExp(`\\b${table}\\b`, "i").test(query));
    // An empty table gives "no rows" or a count of 0, which would be wrong about the releases.
    return missing.length === 0 ? [view] : [emptyNotice(missing, lang, add), view];
  } catch (error) {
    return [failure(parts.faultOf(error), lang)];
  }
}

/** Says which tables of a query were not loaded, and offers to load them now. */
function emptyNotice(
  missing: readonly TableFiles[],
  lang: Lang,
  add: (tables: readonly TableFiles[]) => Promise<void>,
): HTMLElement {
  const words = SQL[lang];
  const names = missing.map(({ table }) => table);
  const failed = h("span", { role: "status" });
  const load = async (): Promise<void> => {
    button.disabled = true;
    await add(missing).catch(() => {
      put(failed, words.failedLoad);
      button.disabled = false;
    });
  };
  const bytes = missing.reduce((sum, one) => sum + one.bytes, 0);
  const label = words.loadTables(names.join(", "), size(bytes, lang));
  const button = h("button", { type: "button", class: "quiet", id: "load-missing", onClick: () => void load() }, label);
  return h("div", { class: "warn", role: "alert" }, h("p", {}, words.emptyTable(names)), button, failed);
}

/** What went wrong in the page's words, the faulty line of the query, and DuckDB's message. */
function failure({ kind, said, at }: Fault, lang: Lang): HTMLElement {
  const words = SQL[lang];
  const part = (title: string, text: string): HTMLElement[] => [
    h("p", { class: "note" }, title),
    h("pre", { tabindex: "0", role: "region", "aria-label": title, lang: "en" }, h("code", {}, text)),
  ];
  return h(
    "div",
    { class: "failed", role: "alert" },
    h("p", {}, words.errors[kind]),
    ...(at === null ? [] : part(words.line(at.line), at.marked)),
    ...(said === null ? [] : part(words.said, said)),
  );
}
