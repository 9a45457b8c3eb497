import { speakOfCounted } from "../shared/counted-homes.ts";
import { type DataSource, dataSource } from "../shared/data.ts";
import { drawPage, readyToDraw } from "../shared/draw-page.ts";
import { langOf, loadLanguage, WORDS } from "../shared/i18n.ts";
import { useTurns } from "../shared/in-turns.tsx";
import { PageFrame } from "../shared/page-frame.tsx";
import { isEmbedPage } from "./addresses.ts";
import { loadDrawing } from "./drawn.ts";
import { BareFrame, EmbeddedFigure } from "./embedded.tsx";
import { EXPLORE_TURNS, ExplorePage } from "./explore-view.tsx";
import { exploreStore } from "./store.ts";
import { EXPLORE } from "./words.ts";

const lang = langOf(location.search);
const alone = isEmbedPage(location.pathname);
// The embedding page is in a folder; the others are one level up.
const base = new URL(alone ? "../" : "", document.baseURI).href;
const files = dataSource(base, (url) => fetch(url));
const source: DataSource = {
  ...files,
  catalog: async () => {
    // The catalogue may come before the texts.
    const [catalog] = await Promise.all([files.catalog(), loadLanguage(lang)]);
    speakOfCounted([WORDS, EXPLORE], lang, catalog);
    return catalog;
  },
};
const store = exploreStore(source, lang, alone ? { base, frame: BareFrame } : { base }, loadDrawing);

/** The page in its frame. Its state is public and stands in the address. */
function ExploreDocument() {
  const facts = store.facts.value;
  const shown = store.shown.value !== null;
  const turn = useTurns(EXPLORE_TURNS, shown);
  return (
    <PageFrame
      current="explore"
      lang={lang}
      catalog={facts?.catalog ?? null}
      title={WORDS[lang].explore}
      // What is shown already stays when a later part fails, which is said within the page.
      failure={shown ? null : store.failure.value}
      ready={facts !== null && ((shown && !store.pending.value && turn === EXPLORE_TURNS) || facts.releases.length === 0)}
      class="explore"
    >
      <ExplorePage store={store} source={source} turn={turn} />
    </PageFrame>
  );
}

document.documentElement.lang = lang;
void readyToDraw(lang).then(() => {
  drawPage(alone ? <EmbeddedFigure store={store} /> : <ExploreDocument />, lang);
});
