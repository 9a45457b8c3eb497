import { signal } from "@preact/signals";
import { dataSource, LoadError, type Notice } from "../shared/data.ts";
import { drawPage, readyToDraw } from "../shared/draw-page.ts";
import { loadSaving } from "../shared/figure-frame.tsx";
import { langOf, loadLanguage, withWords } from "../shared/i18n.ts";
import { fileReader } from "../visit/file-reader.ts";
import { wasReopened } from "../visit/reloaded.ts";
import { startVisit } from "../visit/visit.ts";
import { MineDocument } from "./document.tsx";
import { forget, newMemory } from "./memory.ts";
import type { OpenedView } from "./opened-view.tsx";
import { MINE } from "./words.ts";

/* Entry of the page Ma contribution. What it loads is the same for everybody, whatever a key opens: the files of Me situer, the notice, and what shows an open contribution, which loads after the first touch of any kind. */
const reader = fileReader();
const source = dataSource(document.baseURI, (url) => fetch(url));
const view = signal<typeof OpenedView | null>(null);
const [notice, failure] = [signal<Notice | null>(null), signal<Error | null>(null)];
const visit = startVisit(source, () => {
  reader.begin();
  loadSaving();
  void withWords(import("./opened-view.tsx")).then(
    (loaded) => {
      view.value = loaded.OpenedView;
    },
    (cause: unknown) => {
      failure.value = new LoadError("network", "opened-view", { cause });
    },
  );
});
const memory = newMemory();
source.notice(visit.lang.value).then(
  (found) => {
    notice.value = found;
  },
  (error: unknown) => {
    failure.value = error instanceof Error ? error : new Error(String(error));
  },
);
// Another language is drawn in the same document, because a new one would have forgotten the key and what was typed.
addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[hreflang]") : null;
  const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || link.pathname !== location.pathname || !isPlain) return;
  const lang = langOf(link.search);
  event.preventDefault();
  Promise.all([source.notice(lang), loadLanguage(lang)]).then(
    ([found]) => {
      history.replaceState(history.state, "", link.href);
      notice.value = found;
      visit.lang.value = lang;
    },
    // Without a connection it would not be drawn by another document either.
    () => undefined,
  );
});
// A page that is left may be kept in memory for coming back, so the key is removed first.
addEventListener("pagehide", () => {
  if (!memory.trace.shared.value) forget(memory);
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) sayForgotten();
});
/** What stood where one was is gone: this is said at the top, above the field for the key. */
function sayForgotten(): void {
  memory.said.value = { sentence: (lang) => MINE[lang].forgotten, good: false };
  history.scrollRestoration = "manual";
  scrollTo(0, 0);
}
void readyToDraw(visit.lang.value).then(() => {
  if (wasReopened()) sayForgotten();
  drawPage(
    <MineDocument visit={visit} memory={memory} notice={notice} failure={failure} reader={reader} view={view} />,
    visit.lang.value,
  );
});
