import { h, put } from "../shared/dom.ts";
import { formatNumber, percentText } from "../shared/format.ts";
import { type Lang, withWords } from "../shared/i18n.ts";
import type { Page } from "../shared/page.ts";
import type { afterClick } from "./after-click.ts";
import type { Engine } from "./engine.ts";
import { ENGINE_BYTES } from "./engine-parts.ts";
import { filesOf, type TableFiles } from "./table-files.ts";
import { SQL } from "./words.ts";

export type AfterClick = typeof afterClick;

/** The table that is always loaded. */
const REQUIRED_TABLE = "observations";

export function size(bytes: number, lang: Lang): string {
  const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, lang === "fr" ? "Mo" : "MB"] : [bytes / 1e3, lang === "fr" ? "ko" : "kB"];
  return `${formatNumber(value, value < 10 ? 1 : 0, lang)} ${unit}`;
}

/** Reports the progress of a download. */
interface Downloading {
  /** percentage so far, each value once */
  readonly percent: (percent: string) => void;
  readonly preparing: () => void;
}

/** The engine with the chosen tables, sealed, and its number of rows. */
async function loadEngine(
  page: Page,
  chosen: readonly TableFiles[],
  tell: Downloading,
): Promise<{ readonly engine: Engine; readonly after: AfterClick; readonly rows: number }> {
  const { afterClick: after } = await withWords(import("./after-click.ts"));
  after.speakOfCounted(page);
  let lastPercent = "";
  const engine = await after.startEngine((share) => {
    // Once it has come it must start, which takes longer on a fast line.
    if (share >= 1) return tell.preparing();
    const percent = percentText(Math.floor(100 * share), 0, page.lang);
    if (percent !== lastPercent) tell.percent(percent);
    lastPercent = percent;
  });
  const rows = await after.fillTables(page, engine, chosen);
  await engine.seal();
  return { engine, after, rows };
}

/** Checkboxes for the tables to load, each with its size; the first is always loaded, and those that the query names are ticked. */
function tableChoice(tables: readonly TableFiles[], query: string, lang: Lang, onChange: () => void) {
  const words = SQL[lang];
  const boxes = tables.map(({ table, bytes }) => {
    const first = table === REQUIRED_TABLE;
    const checked = first || new RegExp(`\\b${table}\\b`, "i").test(query);
    const box = h("input", { type: "checkbox", id: `load-${table}`, checked, disabled: first, onChange });
    const text = `${table} (${size(bytes, lang)}${first ? `, ${words.always}` : ""})`;
    return { table, box, label: h("label", { for: `load-${table}` }, box, text) };
  });
  const element = h(
    "fieldset",
    { class: "choices-field" },
    h("legend", {}, words.tablesToLoad),
    h("div", { class: "choices" }, ...boxes.map(({ label }) => label)),
  );
  return {
    element,
    /** ticks the tables that a question needs */
    tick: (names: readonly string[]): void => {
      for (const { table, box } of boxes) box.checked ||= names.includes(table);
      onChange();
    },
    chosen: () => tables.filter((_, i) => boxes[i]?.box.checked),
    lock: (locked: boolean): void => {
      for (const { table, box } of boxes) box.disabled = locked || table === REQUIRED_TABLE;
    },
  };
}

/**
 * Asks before the large download and states its size. `ready` receives the engine once everything is loaded, with the tables that were
 * not chosen, which exist but are empty. `tick` chooses those that a question needs, until then.
 */
export function loadCard(
  page: Page,
  query: string,
  ready: (engine: Engine, after: AfterClick, empty: readonly TableFiles[]) => Promise<void>,
): { readonly element: HTMLElement; readonly tick: (tables: readonly string[]) => void } {
  const { lang, catalog } = page;
  const words = SQL[lang];
  const tables = filesOf(catalog.releases);
  const choice = tableChoice(tables, query, lang, () => label());
  const status = h("p", { role: "status", id: "load-status" });
  const start = h("button", { type: "button", id: "load", onClick: () => void load() });
  const downloadSize = (): number => choice.chosen().reduce((sum, { bytes }) => sum + bytes, ENGINE_BYTES);
  const label = (): void => put(start, words.button(size(downloadSize(), lang)));
  const load = async (): Promise<void> => {
    const chosen = choice.chosen();
    start.disabled = true;
    choice.lock(true);
    try {
      const { engine, after, rows } = await loadEngine(page, chosen, {
        percent: (percent) => put(status, words.loading(percent)),
        preparing: () => put(status, words.preparing),
      });
      await ready(
        engine,
        after,
        tables.filter((one) => !chosen.includes(one)),
      );
      put(status, words.ready(formatNumber(rows, 0, lang)));
      start.remove();
      choice.element.remove();
    } catch (error) {
      put(status, supported() ? words.failedLoad : words.tooOld, h("span", { class: "note", lang: "en" }, ` ${String(error)}`));
      start.disabled = false;
      choice.lock(false);
    }
  };
  label();
  const element = h(
    "section",
    { class: "card", "aria-labelledby": "load-title" },
    h("h2", { id: "load-title" }, words.load),
    h("p", {}, words.loadWhy(size(ENGINE_BYTES, lang))),
    choice.element,
    start,
    status,
  );
  return { element, tick: choice.tick };
}

function supported(): boolean {
  return "DecompressionStream" in globalThis && "WebAssembly" in globalThis;
}
