import { render } from "preact";
import { useEffect } from "preact/hooks";
import { CompareView } from "../compare/compare-view.tsx";
import { HomeView } from "../home/home-view.tsx";
import { dataSource, LoadError } from "../shared/data.ts";
import { Footer, Header } from "../shared/frame.tsx";
import { langOf, WORDS } from "../shared/i18n.ts";
import { type FileReader, fileReader } from "./file-reader.ts";
import { startVisit, type Visit, viewOf } from "./visit.ts";

/*
 * Accueil and Me situer in one document. Going from one to the other changes the address and keeps the visitor's answers, which are in
 * memory alone: nothing is written to storage, to `history.state` or to the address.
 */
function Document({ visit, reader }: { visit: Visit; reader: FileReader }) {
  const lang = visit.lang.value;
  const view = visit.view.value;
  const commons = visit.commons.value;
  const failure = visit.failure.value;
  const words = WORDS[lang];
  const catalog = commons?.catalog ?? null;
  const name = catalog?.commons.name[lang] ?? "Voisinage";
  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = view === "home" ? name : `${words.compare} – ${name}`;
  }, [lang, view, name, words]);
  return (
    <>
      <Header current={view} lang={lang} catalog={catalog} />
      <main id="main" tabIndex={-1} class={view} data-ready={commons || failure ? "" : undefined}>
        {failure ? (
          <div class="failed" role="alert">
            <p>{failure instanceof LoadError ? words.failures[failure.failure] : words.failed}</p>
            <p class="note">{failure.message}</p>
            <button type="button" onClick={() => location.reload()}>
              {words.retry}
            </button>
          </div>
        ) : view === "home" ? (
          <HomeView visit={visit} commons={commons} />
        ) : (
          <CompareView visit={visit} commons={commons} reader={reader} />
        )}
      </main>
      <Footer lang={lang} catalog={catalog} />
    </>
  );
}

/** Follows links between the views, and between languages, without leaving the document; all others leave it. */
function stayInside(visit: Visit): void {
  const show = (url: URL): void => {
    visit.view.value = viewOf(url.pathname);
    visit.lang.value = langOf(url.search);
  };
  const own = new Set(["home", "compare"].map((page) => new URL(page === "home" ? "./" : page, document.baseURI).pathname));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const url = new URL(link.href);
    const path = url.pathname.replace(/index\.html$/, "").replace(/\.html$/, "");
    if (url.origin !== location.origin || !own.has(path) || url.hash !== "" || link.target !== "") return;
    event.preventDefault();
    const elsewhere = viewOf(url.pathname) !== visit.view.value;
    history.pushState(null, "", url.href);
    show(url);
    if (!elsewhere) return;
    // As a new page would: at the top, and a screen reader begins to read there.
    scrollTo(0, 0);
    requestAnimationFrame(() => document.getElementById("main")?.focus({ preventScroll: true }));
  });
  addEventListener("popstate", () => show(new URL(location.href)));
}

const reader = fileReader();
const visit = startVisit(
  dataSource(document.baseURI, (url) => fetch(url)),
  () => reader.begin(),
);
document.body.replaceChildren();
render(<Document visit={visit} reader={reader} />, document.body);
stayInside(visit);
