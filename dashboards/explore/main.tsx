import { render } from "preact";
import { useEffect } from "preact/hooks";
import { dataSource, LoadError } from "../shared/data.ts";
import { Footer, Header } from "../shared/frame.tsx";
import { langOf, WORDS } from "../shared/i18n.ts";
import { ExplorePage } from "./explore-view.tsx";
import { exploreStore } from "./store.ts";

const lang = langOf(location.search);
const source = dataSource(document.baseURI, (url) => fetch(url));
const store = exploreStore(source, lang);

/** The page in its frame. Its state is nobody's secret, and is in the address. */
function Document() {
  const words = WORDS[lang];
  const catalog = store.facts.value?.catalog ?? null;
  const failure = store.failure.value;
  const name = catalog?.commons.name[lang] ?? "Voisinage";
  const ready =
    failure !== null || (store.facts.value !== null && (store.shown.value !== null || store.facts.value.releases.length === 0));
  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = `${words.explore} – ${name}`;
  }, [name, words]);
  return (
    <>
      <Header current="explore" lang={lang} catalog={catalog} />
      <main
        id="main"
        tabIndex={-1}
        class="explore"
        data-ready={ready && (failure !== null || !store.pending.value) ? "" : undefined}
      >
        {failure ? (
          <div class="failed" role="alert">
            <p>{failure instanceof LoadError ? words.failures[failure.failure] : words.failed}</p>
            <p class="note">{failure.message}</p>
            <button type="button" onClick={() => location.reload()}>
              {words.retry}
            </button>
          </div>
        ) : (
          <ExplorePage store={store} source={source} />
        )}
      </main>
      <Footer lang={lang} catalog={catalog} />
    </>
  );
}

document.body.replaceChildren();
render(<Document />, document.body);
