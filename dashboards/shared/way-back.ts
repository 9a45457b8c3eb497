// What a visitor said lives in the document of Accueil, Me situer and Contribuer. A link that leaves it says, in a fragment that is not
// sent and that the next page takes away at once, how many steps back that document is, and at which of its places it was left. There a
// link to any of the three goes back to it, because a new one would be empty. Where another place is wanted, the page that is left
// names it in the state of its own step of the tab's history, and the document reads it there and opens it: it cannot read the address of
// that step, because pages here give no referrer. Neither the fragment nor the name depends on what was said.

const pageOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
/** Place of the present page in the history of the tab; 0 where the browser does not tell. */
const placeNow = (): number => (window as Partial<Window>).navigation?.currentEntry?.index ?? 0;

/** The end of the address of a place of the document, in a language. */
const PLACE = /^(?:index\.html|(?:compare|contribute)(?:\.html)?)?(?:\?lang=\w+)?$/;

/** Reads the way back from the address: the steps to the document, and the place at which it was left. */
function takeWay(): { readonly steps: number; readonly page: string } | null {
  const [, steps, page] = /^#back-(\d+)-([\w.]*)$/.exec(location.hash) ?? [];
  if (page === undefined) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return { page, steps: Number(steps) };
}

/** Hears of links to pages beside this one. It listens last of all, so that a page that follows its own links has answered before. */
function whenLeft(take: (link: HTMLAnchorElement, event: Event) => void): void {
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!link || event.defaultPrevented || !isPlain || link.target || link.download || link.hash) return;
    if (link.origin === location.origin && folderOf(link.pathname) === folderOf(location.pathname)) take(link, event);
  });
}

function handOn(link: HTMLAnchorElement, steps: number, page: string): void {
  const written = link.getAttribute("href") ?? "";
  link.hash = `back-${steps}-${page}`;
  // The page may be kept as it is and be seen again.
  setTimeout(() => link.setAttribute("href", written));
}

/** Follows links to the document with answers by going back to it, and hands the way on to the site's other pages. */
export function keepWayBack(): void {
  const start = placeNow();
  const kept = takeWay();
  // Only pages of the site are counted: a way that leads further was made by somebody else.
  if (kept === null || kept.steps > start) return;
  whenLeft((link, event) => {
    const steps = kept.steps + placeNow() - start;
    const wanted = pageOf(link.pathname) + link.search;
    if (!PLACE.test(wanted)) return handOn(link, steps + 1, kept.page);
    event.preventDefault();
    if (pageOf(link.pathname) !== kept.page) navigation.updateCurrentEntry({ state: wanted });
    history.go(-steps);
  });
}

/** The place that was chosen on a page from which the tab came back to this document; null: none. */
export function placeWanted(): URL | null {
  const { navigation } = window as Partial<Window>;
  const wanted = navigation
    ?.entries()
    .slice(placeNow() + 1)
    .map((entry) => entry.getState())
    .find((state) => typeof state === "string" && PLACE.test(state));
  return wanted === undefined ? null : new URL(`./${wanted}`, document.baseURI);
}

/** Tells the pages to which links lead where the document with answers is, and opens what was chosen there when the browser brings it back as it was. */
export function leadBack(open: (place: URL) => void): void {
  takeWay();
  addEventListener("pageshow", ({ persisted }) => {
    const place = persisted ? placeWanted() : null;
    if (place) open(place);
  });
  whenLeft((link) => handOn(link, 1, pageOf(location.pathname)));
}
