import { effect, type Signal, signal } from "@preact/signals";
import type { LaterParts } from "../compare/later-parts.ts";
import { dataSource } from "../shared/data.ts";
import { drawPage, readyToDraw } from "../shared/draw-page.ts";
import { type Lang, langOf, loadLanguage, WORDS, withWords } from "../shared/i18n.ts";
import { useTurns } from "../shared/in-turns.tsx";
import { PageFrame } from "../shared/page-frame.tsx";
import { loadViews } from "../shared/use-views.ts";
import { type ContributingLoader, contributingLoader } from "./contributing.ts";
import { type FileReader, fileReader } from "./file-reader.ts";
import { loadUnpublished } from "./unpublished.ts";
import type * as VisitViewsModule from "./views.ts";
import { startVisit, VIEWS, type ViewName, type Visit, viewOf } from "./visit.ts";

/** Module with the views Accueil and Me situer. */
type VisitViews = typeof VisitViewsModule;

interface DocumentProps {
  readonly visit: Visit;
  readonly reader: FileReader;
  readonly contributing: ContributingLoader;
  readonly views: Signal<VisitViews | null>;
  readonly laterParts: Signal<LaterParts | null>;
}

/* Accueil, Me situer and Contribuer in one document. Navigation between them changes the address and keeps the visitor's answers, which are in memory only: nothing is written to storage, to `history.state` or to the address. */
function Document({ visit, reader, contributing, views, laterParts }: DocumentProps) {
  const lang = visit.lang.value;
  const view = visit.view.value;
  const commons = visit.commons.value;
  const failure = visit.failure.value ?? (view === "contribute" ? contributing.failure.value : null);
  const part = contributing.part.value;
  const shown = views.value;
  const turns = shown?.HOME_TURNS ?? 0;
  const turn = useTurns(turns, view === "home" && commons !== null);
  return (
    <PageFrame
      current={view}
      lang={lang}
      catalog={commons?.catalog ?? null}
      title={view === "home" ? null : WORDS[lang][view]}
      class={view}
      failure={failure}
      ready={commons !== null && (view === "contribute" ? part : shown) !== null && (view !== "home" || turn >= turns)}
    >
      {view === "contribute" ? (
        commons && part ? (
          <part.View visit={visit} commons={commons} reader={reader} facts={part.facts} later={contributing.later.value} />
        ) : (
          <ViewWait view={view} lang={lang} />
        )
      ) : shown === null ? (
        <ViewWait view={view} lang={lang} />
      ) : view === "home" ? (
        <shown.HomeView visit={visit} commons={commons} turn={turn} later={laterParts.value} />
      ) : (
        <shown.CompareView visit={visit} commons={commons} reader={reader} later={laterParts.value} />
      )}
    </PageFrame>
  );
}

/** Placeholder for a view that is loading; it keeps the room, so that nothing moves. */
function ViewWait({ view, lang }: { view: ViewName; lang: Lang }) {
  return (
    <div class={`${view} waiting`}>
      <h1 class="visually-hidden">{WORDS[lang][view]}</h1>
      <p class="wait" role="status">
        {WORDS[lang].loading}
      </p>
    </div>
  );
}

/** Follows links between the three views and between languages within the document; all other links leave it. */
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
    // The browser handles places within the view; a change of language at the same step of contributing stays with the program.
    const isHere = viewOf(url.pathname) === visit.view.value;
    const isPlace = isHere && url.hash !== "" && (url.hash !== location.hash || url.search === location.search);
    if (url.origin !== location.origin || !own.has(path) || isPlace || link.target !== "") return;
    event.preventDefault();
    const go = (): void => {
      history.pushState(null, "", url.href);
      show(url);
      if (isHere) return;
      // As on a new page: at the top, where a screen reader starts to read.
      scrollTo(0, 0);
      // A view that is opened at a place takes the focus there itself.
      if (url.hash === "") requestAnimationFrame(() => document.getElementById("main")?.focus({ preventScroll: true }));
    };
    const lang = langOf(url.search);
    // Texts that fail to load leave the page unchanged, with everything entered, and the link can be pressed again.
    if (lang === visit.lang.value) go();
    else loadLanguage(lang).then(go, () => undefined);
  });
  // Texts of languages shown before are still loaded.
  addEventListener("popstate", () => show(new URL(location.href)));
}

/**
 * Starts the document at the view of its address. `first` holds Accueil and Me situer where it was opened at one of them; null:
 * they are loaded after the first touch.
 */
export function startDocument(first: VisitViews | null): void {
  const reader = fileReader();
  const source = dataSource(document.baseURI, (url) => fetch(url));
  const visit = startVisit(
    source,
    () => {
      reader.begin();
      // Loaded in advance, so that saving a picture later causes no request.
      void import("../shared/poster.ts").then(
        ({ readFaces }) => readFaces(),
        () => undefined,
      );
      contributing.beginAll();
    },
    () => loadViews(loadUnpublished),
  );
  const laterParts = signal<LaterParts | null>(null);
  const contributing = contributingLoader(visit, source);
  if (visit.view.value === "contribute") contributing.begin();
  const views = signal(first);
  whenTouched(visit, () => {
    if (first === null) bring(import("./views.ts"), views, visit.failure);
    // With the data of an answer, and not after them: its drawings are ready as soon as it is.
    bring(
      import("../compare/later-parts.ts").then(({ LATER_PARTS }) => LATER_PARTS),
      laterParts,
      visit.failure,
    );
  });
  const lang = visit.lang.value;
  void readyToDraw(lang).then(async () => {
    stayInside(visit);
    await somethingToDraw(visit, contributing);
    drawPage(<Document visit={visit} reader={reader} contributing={contributing} views={views} laterParts={laterParts} />, lang);
  });
}

/**
 * Resolves once there is more to show than the page's first answer does. Accueil and Me situer first draw the same; Contribuer
 * begins with its first step, or with a failure or another view that was asked for meanwhile.
 */
function somethingToDraw({ view, lang, failure }: Visit, contributing: ContributingLoader): Promise<void> {
  const first = lang.peek();
  return new Promise((resolve) => {
    const stop = effect(() => {
      const isFailed = failure.value !== null || contributing.failure.value !== null;
      const isElsewhere = view.value !== "contribute" || lang.value !== first;
      if (contributing.part.value === null && !isFailed && !isElsewhere) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

/** Calls `begin` at the first touch or key of any kind, whatever was touched. */
function whenTouched({ rest }: Visit, begin: () => void): void {
  const stop = effect(() => {
    if (rest.value === "waiting") return;
    begin();
    queueMicrotask(() => stop());
  });
}

/** Puts a module that is loading, with its texts, where the document looks for it. */
function bring<Module>(loading: Promise<Module>, into: Signal<Module | null>, failure: Signal<Error | null>): void {
  withWords(loading).then(
    (module) => {
      into.value = module;
    },
    (error: Error) => {
      failure.value = error;
    },
  );
}
