import { speakOfCounted } from "../shared/counted-homes.ts";
import { type DataSource, dataSource } from "../shared/data.ts";
import { drawPage, readyToDraw } from "../shared/draw-page.ts";
import { langOf, loadLanguage, WORDS, withWords } from "../shared/i18n.ts";
import { useTurns } from "../shared/in-turns.tsx";
import { PageFrame } from "../shared/page-frame.tsx";
import { useViews } from "../shared/use-views.ts";
import { isEmbedPage } from "./addresses.ts";
import { loadDrawing } from "./drawn.ts";
import { EXPLORE_TURNS, ExplorePage } from "./explore-view.tsx";
import { type ExploreStore, exploreStore } from "./store.ts";
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

/** The page in its frame. Its state is public and stands in the address. */
function ExploreDocument({ store }: { readonly store: ExploreStore }) {
  const facts = store.facts.value;
  const shown = store.shown.value !== null;
  const turn = useTurns(EXPLORE_TURNS, shown);
  const nothing = useViews(facts?.releases.length === 0, loadNothing);
  return (
    <PageFrame
      current="explore"
      lang={lang}
      catalog={facts?.catalog ?? null}
      title={WORDS[lang].explore}
      // What is shown already stays when a later part fails, which is said within the page.
      failure={shown ? null : store.failure.value}
      ready={facts !== null && ((shown && !store.pending.value && turn === EXPLORE_TURNS) || nothing !== null)}
      class="explore"
    >
      <ExplorePage store={store} source={source} turn={turn} Nothing={nothing?.NothingYet ?? null} />
    </PageFrame>
  );
}

/** Loads what only a commons without releases needs. */
const loadNothing = () => withWords(import("./first-months.tsx"));

async function start(): Promise<void> {
  // Figures in frames elsewhere are few, and the page does without their program.
  const embedded = alone ? await import("./embedded.tsx") : null;
  const store = exploreStore(source, lang, embedded ? { base, frame: embedded.BareFrame } : { base }, loadDrawing);
  await readyToDraw(lang);
  drawPage(embedded ? <embedded.EmbeddedFigure store={store} /> : <ExploreDocument store={store} />, lang);
}

document.documentElement.lang = lang;
void start();
