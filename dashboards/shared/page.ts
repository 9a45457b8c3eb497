import { h as component, render } from "preact";
import { type Catalog, type DataSource, dataSource, LoadError } from "./data.ts";
import { h, put } from "./dom.ts";
import { Footer, Header } from "./frame.tsx";
import { type Lang, langOf, loadLanguage, WORDS } from "./i18n.ts";
import type { PageName } from "./layout.ts";

export interface Page {
  readonly lang: Lang;
  readonly catalog: Catalog;
  readonly source: DataSource;
  /** the element to fill, which already has the page's h1 */
  readonly main: HTMLElement;
  /** removes the line that says that the page is loading, for pages filled part by part; called at the end anyway */
  readonly begun: () => void;
}

export interface PageOptions {
  readonly name: PageName;
  readonly title: (lang: Lang) => string;
  /** a sentence below the title */
  readonly lead?: (lang: Lang) => string;
  readonly run: (page: Page) => Promise<void> | void;
}

/** Lays out a page, loads the catalogue, and runs the page. A failure is shown with a button to try again. */
export async function startPage(options: PageOptions): Promise<void> {
  const lang = langOf(location.search);
  await loadLanguage(lang);
  const words = WORDS[lang];
  const title = options.title(lang);
  document.documentElement.lang = lang;
  const source = dataSource(document.baseURI, (url) => fetch(url));
  const lead = options.lead ? h("p", { class: "lead" }, options.lead(lang)) : null;
  const main = h("main", { id: "main", tabindex: "-1" }, h("h1", {}, title), lead);
  const wait = h("p", { class: "wait", role: "status" }, words.loading);
  main.append(wait);
  const [top, bottom] = [h("div"), h("div")];
  const frame = (catalog: Catalog | null): void => {
    render(component(Header, { current: options.name, lang, catalog }), top);
    render(component(Footer, { lang, catalog }), bottom);
  };
  put(document.body, top, main, bottom);
  frame(null);
  document.title = `${title} – Voisinage`;
  try {
    const catalog = await source.catalog();
    const name = catalog.commons.name[lang];
    document.title = `${title} – ${name}`;
    frame(catalog);
    const begun = (): void => {
      // Replaced in place, so that nothing already seen moves.
      if (catalog.commons.sample) wait.replaceWith(h("p", { class: "sample" }, words.sample));
      else wait.remove();
    };
    await options.run({ lang, catalog, source, main, begun });
    if (wait.isConnected) begun();
    main.setAttribute("data-ready", "");
  } catch (error) {
    const again = h("button", { type: "button", onClick: () => location.reload() }, words.retry);
    const detail = error instanceof Error ? error.message : String(error);
    wait.replaceWith(
      h("div", { class: "failed", role: "alert" }, h("p", {}, whyFailed(error, lang)), h("p", { class: "note" }, detail), again),
    );
  }
}

/** What the visitor can do about a failure; an unexpected error is called one. */
function whyFailed(error: unknown, lang: Lang): string {
  return error instanceof LoadError ? WORDS[lang].failures[error.failure] : WORDS[lang].failed;
}
