import { render } from "preact";
import { dataSource } from "../shared/data.ts";
import { langOf, WORDS } from "../shared/i18n.ts";
import { PageFrame } from "../shared/page-frame.tsx";
import { ExplorePage } from "./explore-view.tsx";
import { exploreStore } from "./store.ts";

const lang = langOf(location.search);
const source = dataSource(document.baseURI, (url) => fetch(url));
const store = exploreStore(source, lang);

/** The page in its frame. Its state is nobody's secret, and is in the address. */
function ExploreDocument() {
  const facts = store.facts.value;
  const shown = store.shown.value !== null;
  return (
    <PageFrame
      current="explore"
      lang={lang}
      catalog={facts?.catalog ?? null}
      title={WORDS[lang].explore}
      // What is shown already stays, and says within what did not come.
      failure={shown ? null : store.failure.value}
      ready={facts !== null && ((shown && !store.pending.value) || facts.releases.length === 0)}
      class="explore"
    >
      <ExplorePage store={store} source={source} />
    </PageFrame>
  );
}

document.body.replaceChildren();
render(<ExploreDocument />, document.body);
