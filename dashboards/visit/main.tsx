import { render } from "preact";
import { CompareView } from "../compare/compare-view.tsx";
import { HomeView } from "../home/home-view.tsx";
import { dataSource } from "../shared/data.ts";
import { type Lang, langOf, WORDS } from "../shared/i18n.ts";
import { PageFrame } from "../shared/page-frame.tsx";
import { type ContributingLoader, contributingLoader } from "./contributing.ts";
import { type FileReader, fileReader } from "./file-reader.ts";
import { startVisit, VIEWS, type Visit, viewOf } from "./visit.ts";

/*
 * Accueil, Me situer and Contribuer in one document. Going from one to the other changes the address and keeps the visitor's answers,
 * which are in memory alone: nothing is written to storage, to `history.state` or to the address.
 */
function Document({ visit, reader, contributing }: { visit: Visit; reader: FileReader; contributing: ContributingLoader }) {
  const lang = visit.lang.value;
  const view = visit.view.value;
  const commons = visit.commons.value;
  const failure = visit.failure.value ?? (view === "contribute" ? contributing.failure.value : null);
  const part = contributing.part.value;
  return (
    <PageFrame
      current={view}
      lang={lang}
      catalog={commons?.catalog ?? null}
      title={view === "home" ? null : WORDS[lang][view]}
      class={view}
      failure={failure}
      ready={commons !== null && (view !== "contribute" || part !== null)}
    >
      {view === "home" ? (
        <HomeView visit={visit} commons={commons} />
      ) : view === "compare" ? (
        <CompareView visit={visit} commons={commons} reader={reader} />
      ) : commons && part ? (
        <part.View visit={visit} commons={commons} reader={reader} facts={part.facts} later={contributing.later.value} />
      ) : (
        <ContributeWait lang={lang} />
      )}
    </PageFrame>
  );
}

/** Before Contribuer has come: its room is kept, so that nothing moves. */
function ContributeWait({ lang }: { lang: Lang }) {
  return (
    <div class="contribute waiting">
      <h1 class="visually-hidden">{WORDS[lang].contribute}</h1>
      <p class="wait" role="status">
        {WORDS[lang].loading}
      </p>
    </div>
  );
}

/** Follows links between the views, and between languages, without leaving the document; all others leave it. */
function stayInside(visit: Visit): void {
  const show = (url: URL): void => {
    visit.view.value = viewOf(url.pathname);
    visit.lang.value = langOf(url.search);
  };
  const own = new Set(VIEWS.map((page) => new URL(page === "home" ? "./" : page, document.baseURI).pathname));
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
const source = dataSource(document.baseURI, (url) => fetch(url));
const visit = startVisit(source, () => {
  reader.begin();
  contributing.beginAll();
});
const contributing = contributingLoader(visit, source);
if (visit.view.value === "contribute") contributing.begin();
document.body.replaceChildren();
render(<Document visit={visit} reader={reader} contributing={contributing} />, document.body);
stayInside(visit);
