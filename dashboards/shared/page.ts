import { h as component, render } from "preact";
import { type Catalog, type DataSource, dataSource, LoadError } from "./data.ts";
import { h } from "./dom.ts";
import { firstAnswer, readyToDraw } from "./draw-page.ts";
import { Footer, Header } from "./frame.tsx";
import { type Lang, langOf, WORDS } from "./i18n.ts";
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
  /** `catalog`: null until it is loaded */
  readonly title: (lang: Lang, catalog: Catalog | null) => string;
  /** a sentence below the title */
  readonly lead?: (lang: Lang) => string;
  readonly run: (page: Page) => Promise<void> | void;
}

/** Lays out a page, loads the catalogue, and runs the page. A failure is shown with a button to try again. */
export async function startPage(options: PageOptions): Promise<void> {
  const lang = langOf(location.search);
  await readyToDraw(lang);
  const words = WORDS[lang];
  const title = options.title(lang, null);
  document.documentElement.lang = lang;
  const source = dataSource(document.baseURI, (url) => fetch(url));
  const main = emptyMain(lang, title, options.lead?.(lang));
  const wait = h("p", { class: "wait", role: "status" }, words.loading);
  main.append(wait);
  const [top, bottom] = [h("div"), h("div")];
  const frame = (catalog: Catalog | null): void => {
    render(component(Header, { current: options.name, lang, catalog }), top);
    render(component(Footer, { current: options.name, lang, catalog }), bottom);
  };
  for (const old of document.querySelectorAll("header.site, footer.site")) old.remove();
  main.before(top);
  main.after(bottom);
  frame(null);
  document.title = `${title} – Voisinage`;
  try {
    const catalog = await source.catalog();
    const name = catalog.commons.name[lang];
    const known = options.title(lang, catalog);
    document.title = `${known} – ${name}`;
    if (known !== title) main.querySelector("h1")?.replaceChildren(known);
    frame(catalog);
    const begun = (): void => {
      // Replaced in place, so that nothing already seen moves.
      if (catalog.commons.sample) wait.replaceWith(h("p", { class: "sample" }, words.sample(catalog.releases.length === 0)));
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

/** The page's content, with its heading and lead alone. Those of the first answer stay where they are. */
function emptyMain(lang: Lang, title: string, lead: string | undefined): HTMLElement {
  const shell = firstAnswer(lang);
  const main = shell.querySelector("main") ?? shell.appendChild(h("main"));
  const kept: HTMLElement[] = [main.querySelector("h1") ?? h("h1", {}, title)];
  if (lead !== undefined) kept.push(main.querySelector<HTMLElement>("p.lead") ?? h("p", { class: "lead" }, lead));
  for (const child of [...main.childNodes]) if (!kept.some((one) => one === child)) child.remove();
  for (const one of kept) if (!one.isConnected) main.append(one);
  main.id = "main";
  main.tabIndex = -1;
  main.removeAttribute("class");
  return main;
}

/** What the visitor can do about a failure; an unexpected error is called one. */
function whyFailed(error: unknown, lang: Lang): string {
  return error instanceof LoadError ? WORDS[lang].failures[error.failure] : WORDS[lang].failed;
}
