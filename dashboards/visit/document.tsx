import { effect, type Signal, signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { LaterParts } from "../compare/later-parts.ts";
import { dataSource } from "../shared/data.ts";
import { drawPage, readyToDraw } from "../shared/draw-page.ts";
import { loadSaving } from "../shared/figure-frame.tsx";
import { type Lang, langOf, loadLanguage, WORDS, withWords } from "../shared/i18n.ts";
import { useTurns } from "../shared/in-turns.tsx";
import { PageFrame } from "../shared/page-frame.tsx";
import { loadViews } from "../shared/use-views.ts";
import { leadBack, wayTaken } from "../shared/way-back.ts";
import { type ContributingLoader, contributingLoader } from "./contributing.ts";
import { type FileReader, fileReader } from "./file-reader.ts";
import { loadUnpublished } from "./unpublished.ts";
import { viewLink } from "./view-link.ts";
import { startVisit, type ViewName, type Visit, viewOf } from "./visit.ts";

/** Accueil and Me situer. Their pages have their own in the first program; another comes with the first touch. */
const LOAD = {
  home: () => import("../home/home-view.tsx"),
  compare: () => import("../compare/compare-view.tsx"),
};

/** What Accueil says of a figure, which nobody has given before the first touch. */
type Reply = typeof import("../home/reply.tsx");

/** Accueil and Me situer as far as they are loaded. */
type Views = { readonly [V in keyof typeof LOAD]: Signal<Awaited<ReturnType<(typeof LOAD)[V]>> | null> };

interface DocumentProps {
  readonly visit: Visit;
  readonly reader: FileReader;
  readonly contributing: ContributingLoader;
  readonly views: Views;
  readonly laterParts: Signal<LaterParts | null>;
  readonly reply: Signal<Reply | null>;
}

/* Accueil, Me situer and Contribuer in one document. Navigation between them changes the address and keeps the visitor's answers, which are in memory only: nothing is written to storage, to `history.state` or to the address. */
function Document({ visit, reader, contributing, views, laterParts, reply }: DocumentProps) {
  const lang = visit.lang.value;
  const view = visit.view.value;
  const commons = visit.commons.value;
  const failure = visit.failure.value ?? (view === "contribute" ? contributing.failure.value : null);
  const part = contributing.part.value;
  const [home, compare] = [views.home.value, views.compare.value];
  const [facts, steps] = [part?.facts, contributing.later.value];
  const nextFigures = commons && facts && steps && <steps.NextFigures notice={facts.notice} commons={commons} lang={lang} />;
  const turns = { home: home?.HOME_TURNS, compare: compare?.COMPARE_TURNS, contribute: undefined }[view] ?? 0;
  const [isBelowLoaded, setBelowLoaded] = useState(false);
  const isLoaded = view !== "home" || isBelowLoaded;
  const turn = useTurns(isLoaded ? turns : (home?.TURNS_ABOVE ?? 0), commons !== null);
  return (
    <PageFrame
      current={view}
      lang={lang}
      catalog={commons?.catalog ?? null}
      title={view === "home" ? null : WORDS[lang][view]}
      class={view}
      failure={failure}
      ready={commons !== null && { home, compare, contribute: part }[view] !== null && isLoaded && turn >= turns}
    >
      {view === "contribute" ? (
        commons && part ? (
          <part.View visit={visit} commons={commons} reader={reader} facts={part.facts} later={contributing.later.value} />
        ) : (
          <ViewWait view={view} lang={lang} />
        )
      ) : view === "home" && home ? (
        <home.HomeView
          visit={visit}
          commons={commons}
          turn={turn}
          onLoaded={() => setBelowLoaded(true)}
          later={laterParts.value}
          reply={reply.value}
        />
      ) : view === "compare" && compare ? (
        <compare.CompareView
          visit={visit}
          turn={turn}
          commons={commons}
          reader={reader}
          later={laterParts.value}
          next={nextFigures}
        />
      ) : (
        <ViewWait view={view} lang={lang} />
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

/** Follows links between the three views and between languages within the document; all other links leave it, and lead back to it. */
function stayInside(visit: Visit, views: Views, arrived: ReturnType<typeof wayTaken>): void {
  const show = (url: URL): void => {
    visit.view.value = viewOf(url.pathname);
    visit.lang.value = langOf(url.search);
  };
  const follow = (url: URL): void => {
    const [lang, view] = [langOf(url.search), viewOf(url.pathname)];
    const isHere = view === visit.view.value;
    const go = (): void => {
      history.pushState(null, "", url.href);
      show(url);
      if (isHere) return;
      // As on a new page: at the top, where a screen reader starts to read.
      scrollTo(0, 0);
      // A view that is opened at a place takes the focus there itself.
      if (url.hash === "") requestAnimationFrame(() => document.getElementById("main")?.focus({ preventScroll: true }));
    };
    const isLoaded = view === "contribute" || views[view].value !== null;
    // What fails to load leaves the page unchanged, with everything entered, and the link can be pressed again.
    if (lang === visit.lang.value && isLoaded) go();
    else Promise.all([loadLanguage(lang), isLoaded ? null : withWords<unknown>(LOAD[view]())]).then(go, () => undefined);
  };
  document.addEventListener("click", (event) => {
    const url = viewLink(event);
    if (url === null) return;
    // The browser handles places within the view; a change of language at the same step of contributing stays with the program.
    const isHere = viewOf(url.pathname) === visit.view.value;
    const isPlace = isHere && url.hash !== "" && (url.hash !== location.hash || url.search === location.search);
    if (isPlace) return;
    event.preventDefault();
    follow(url);
  });
  // Texts of languages shown before are still loaded.
  addEventListener("popstate", () => show(new URL(location.href)));
  leadBack(follow, arrived);
}

/** Starts the document at the view of its address. */
export function startDocument(): void {
  const arrived = wayTaken();
  if (arrived) history.pushState(null, "", arrived.wanted.href);
  const reader = fileReader();
  const source = dataSource(document.baseURI, (url) => fetch(url));
  const visit = startVisit(
    source,
    () => {
      reader.begin();
      loadSaving();
      contributing.beginAll();
    },
    () => loadViews(loadUnpublished),
  );
  const [laterParts, reply] = [signal<LaterParts | null>(null), signal<Reply | null>(null)];
  const contributing = contributingLoader(visit, source);
  const views: Views = { home: signal(null), compare: signal(null) };
  if (visit.view.value === "contribute") contributing.begin();
  // Going back may open a view without a touch.
  effect(() => {
    if (visit.view.value === "home") bring(LOAD.home(), views.home, visit.failure);
    if (visit.view.value === "compare") bring(LOAD.compare(), views.compare, visit.failure);
  });
  whenTouched(visit, () => {
    bring(LOAD.home(), views.home, visit.failure);
    bring(import("../home/reply.tsx"), reply, visit.failure);
    bring(LOAD.compare(), views.compare, visit.failure);
    // With the data of an answer, and not after them: its drawings are ready as soon as it is.
    bring(
      import("../compare/later-parts.ts").then(({ LATER_PARTS }) => LATER_PARTS),
      laterParts,
      visit.failure,
    );
  });
  const lang = visit.lang.value;
  void readyToDraw(lang, true).then(async () => {
    stayInside(visit, views, arrived);
    await somethingToDraw(visit, contributing, views);
    const parts = { visit, reader, contributing, views, laterParts, reply };
    drawPage(<Document {...parts} />, lang);
  });
}

/**
 * Resolves once there is more to show than the page's first answer does: the program of the view, with which Accueil and Me situer draw the
 * same, and of Contribuer its first step; or a failure, or another view that was asked for meanwhile.
 */
function somethingToDraw({ view, lang, failure }: Visit, contributing: ContributingLoader, views: Views): Promise<void> {
  const first = { view: view.peek(), lang: lang.peek() };
  const part = first.view === "contribute" ? contributing.part : views[first.view];
  return new Promise((resolve) => {
    const stop = effect(() => {
      const isFailed = failure.value !== null || contributing.failure.value !== null;
      const isElsewhere = view.value !== first.view || lang.value !== first.lang;
      if (part.value === null && !isFailed && !isElsewhere) return;
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
