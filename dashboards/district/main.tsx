import { useEffect } from "preact/hooks";
import { countedWords } from "../shared/counted-homes.ts";
import { dataSource } from "../shared/data.ts";
import { drawPage, readyToDraw } from "../shared/draw-page.ts";
import { FailureNotice } from "../shared/failure-notice.tsx";
import { Footer, Header } from "../shared/frame.tsx";
import { WORDS } from "../shared/i18n.ts";
import { useTurns } from "../shared/in-turns.tsx";
import { withState } from "../shared/url-state.ts";
import { loadViews } from "../shared/use-views.ts";
import { unknownIn } from "./choice.ts";
import { changedAddress, type DistrictPage, startDistrict } from "./district-page.ts";
import {
  DISTRICT_TURNS,
  DistrictBody,
  documentTitle,
  hasBeside,
  loadMap,
  loadOwn,
  loadPair,
  loadPortrait,
  useBeside,
} from "./district-view.tsx";
import { holdPrintKeys, loadPaper } from "./paper-loader.ts";
import { isPrintAsked } from "./printing.ts";
import { DISTRICT, type DistrictState } from "./shown.ts";

function shownOf(page: DistrictPage): DistrictState | null {
  const atlas = page.atlas.value;
  if (atlas === null) return null;
  const choice = page.choice.value;
  if (choice === null) return null;
  const { lang } = page;
  return {
    atlas,
    choice,
    lang,
    words: countedWords(DISTRICT[lang], lang, atlas.catalog),
    marked: page.marked.value,
    mark: (code) => {
      page.marked.value = code;
    },
    go: (change, how) => {
      const address = changedAddress(location.href, choice, change);
      if (how === "walk" && history.state === how) history.replaceState(how, "", address);
      else history.pushState(how ?? null, "", address);
      page.marked.value = null;
      page.search.value = location.search;
      const isOtherView = "view" in change && (change.view ?? "map") !== choice.view;
      if (isOtherView) scrollTo(0, 0);
      requestAnimationFrame(() => {
        // The pressed button may be gone, so that the focus moves to the start of the view.
        const focusIsLost = document.activeElement === null || document.activeElement === document.body;
        if (isOtherView || focusIsLost) document.getElementById("main")?.focus({ preventScroll: true });
      });
    },
    address: (change) => changedAddress(location.href, choice, change),
  };
}

function District({ page }: { page: DistrictPage }) {
  const { lang } = page;
  const words = WORDS[lang];
  const shown = shownOf(page);
  const catalog = page.atlas.value?.catalog ?? null;
  const unknown = shown && unknownIn(new URLSearchParams(page.search.value), shown.atlas);
  const failure = page.failure.value;
  const name = catalog?.commons.name[lang] ?? "Voisinage";
  const turn = useTurns(DISTRICT_TURNS, shown !== null);
  const beside = useBeside(shown);
  const isWhole = shown !== null && turn === DISTRICT_TURNS && (beside !== null || !hasBeside(shown));
  const title = shown ? documentTitle(shown) : words.district;
  useEffect(() => {
    document.title = `${title} – ${name}`;
  }, [title, name]);
  return (
    <>
      <Header current="district" lang={lang} catalog={catalog} />
      <main id="main" tabIndex={-1} class="district" data-ready={(shown ? isWhole : failure || catalog) ? "" : undefined}>
        {/* What follows names the page, so that its heading is seen only until then. */}
        <h1 class={shown ? "visually-hidden" : undefined}>{words.district}</h1>
        {failure ? <FailureNotice failure={failure} words={words} /> : null}
        {shown ? (
          // Loaded parts are shown even where another part failed.
          <>
            {unknown === null ? null : (
              <p class="warn no-print" role="status">
                {unknown === "place" ? shown.words.unknownPlace : shown.words.unknownTopic}
              </p>
            )}
            <DistrictBody shown={shown} turn={turn} beside={beside} />
          </>
        ) : failure ? null : catalog ? (
          <p class="warn">{words.noData}</p>
        ) : (
          <>
            <p class="lead">{DISTRICT[lang].lead}</p>
            <p class="wait" role="status">
              {words.loading}
            </p>
          </>
        )}
      </main>
      <Footer current="district" lang={lang} catalog={catalog} />
    </>
  );
}

const page = startDistrict(dataSource(document.baseURI, (url) => fetch(url)));
document.documentElement.lang = page.lang;
// The address is read once: what is copied from here on opens the page.
if (isPrintAsked) history.replaceState(history.state, "", location.pathname + withState(location.search, { print: null }));
holdPrintKeys();
const params = new URLSearchParams(location.search);
/** Loads the program of the view that the address names, which the first drawing waits for. */
const loadView = (): Promise<unknown> => {
  if (params.get("view") === "portrait") return loadViews(loadPortrait);
  if (params.get("view") === "own" || params.has("pick") || params.has("zone")) return loadViews(loadOwn);
  return params.get("view") === "compare" || params.has("with") ? loadViews(loadPair) : loadViews(loadMap);
};
void Promise.all([readyToDraw(page.lang), loadView(), isPrintAsked ? loadPaper() : null]).then(() => {
  drawPage(<District page={page} />, page.lang);
});
addEventListener("popstate", () => {
  // What was pointed at belongs to the map that is left.
  page.marked.value = null;
  page.search.value = location.search;
});
