import { h, put } from "../shared/dom.ts";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Page } from "../shared/page.ts";
import type { afterClick } from "./after-click.ts";
import type { Engine } from "./engine.ts";
import { ENGINE_BYTES } from "./engine-parts.ts";
import { filesOf } from "./table-files.ts";
import { SQL } from "./words.ts";

export type AfterClick = typeof afterClick;

/** The table that every question begins with. */
const FIRST = "observations";

export function size(bytes: number, lang: Lang): string {
  const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, lang === "fr" ? "Mo" : "MB"] : [bytes / 1e3, lang === "fr" ? "ko" : "kB"];
  return `${formatNumber(value, value < 10 ? 1 : 0, lang)} ${unit}`;
}

/**
 * Asks before anything large is downloaded, says how much it is, and gives the engine once all is in, with the tables that were not chosen:
 * they are there, and empty.
 */
export function loadCard(page: Page, ready: (engine: Engine, after: AfterClick, empty: readonly string[]) => void): HTMLElement {
  const { lang, catalog } = page;
  const words = SQL[lang];
  const tables = filesOf(catalog.releases);
  const chosen = new Set([FIRST]);
  const status = h("p", { role: "status", id: "load-status" });
  const start = h("button", { type: "button", id: "load", onClick: () => void load() });
  const weigh = (): number => ENGINE_BYTES + tables.reduce((sum, { table, bytes }) => sum + (chosen.has(table) ? bytes : 0), 0);
  const label = (): void => put(start, words.button(size(weigh(), lang)));
  const boxes = tables.map(({ table, bytes }) => {
    const box: HTMLInputElement = h("input", {
      type: "checkbox",
      id: `load-${table}`,
      checked: table === FIRST,
      disabled: table === FIRST,
      onChange: () => {
        if (box.checked) chosen.add(table);
        else chosen.delete(table);
        label();
      },
    });
    return h(
      "label",
      { for: `load-${table}` },
      box,
      `${table} (${size(bytes, lang)}${table === FIRST ? `, ${words.always}` : ""})`,
    );
  });
  const choice = h(
    "fieldset",
    { class: "choices-field" },
    h("legend", {}, words.tablesToLoad),
    h("div", { class: "choices" }, ...boxes),
  );
  const load = async (): Promise<void> => {
    const all = weigh();
    start.disabled = true;
    for (const box of choice.querySelectorAll("input")) box.disabled = true;
    let told = "";
    try {
      const { afterClick: after } = await import("./after-click.ts");
      const engine = await after.startEngine((bytes) => {
        const percent = formatNumber(Math.min(99, Math.floor((100 * bytes) / all)), 0, lang);
        if (percent !== told) put(status, words.loading(percent));
        told = percent;
      });
      put(status, words.preparing);
      const rows = await after.fillTables(
        page,
        engine,
        tables.filter(({ table }) => chosen.has(table)),
      );
      await engine.seal();
      put(status, words.ready(formatNumber(rows, 0, lang)));
      start.remove();
      choice.remove();
      ready(
        engine,
        after,
        tables.flatMap(({ table }) => (chosen.has(table) ? [] : [table])),
      );
    } catch (error) {
      put(status, supported() ? words.failedLoad : words.tooOld, h("span", { class: "note", lang: "en" }, ` ${String(error)}`));
      start.disabled = false;
      for (const box of choice.querySelectorAll("input")) box.disabled = box.id === `load-${FIRST}`;
    }
  };
  label();
  return h(
    "section",
    { class: "card", "aria-labelledby": "load-title" },
    h("h2", { id: "load-title" }, words.load),
    h("p", {}, words.loadWhy(size(ENGINE_BYTES, lang))),
    choice,
    start,
    status,
  );
}

function supported(): boolean {
  return "DecompressionStream" in globalThis && "WebAssembly" in globalThis;
}
