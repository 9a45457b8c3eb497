// What a visitor said lives in the document of Accueil, Me situer and Contribuer. A link that leaves it says, in a fragment that is not
// sent and that the next page takes away at once, how many steps back that document is, and at which of its places it was left. There a
// link to any of the three goes back to it, because a new one would be empty. The page that is left names the place that is wanted, and
// itself, in the state of its own step of the tab's history, and the document reads them there: it cannot read the address of that step,
// because pages here give no referrer. Neither the fragment nor the names depend on what was said.

const pageOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
/** Place of the present page in the history of the tab; 0 where the browser does not tell. */
const placeNow = (): number => (window as Partial<Window>).navigation?.currentEntry?.index ?? 0;

/** The end of the address of a place of the document, in a language. */
const PLACE = /^(?:index\.html|(?:compare|contribute)(?:\.html)?)?(?:\?lang=\w+)?$/;
/** The end of the address of a page beside it. */
const READ = /^[\w.-]*(?:\?[^#]*)?$/;

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
    navigation.updateCurrentEntry({ state: { wanted, read: pageOf(location.pathname) + location.search } });
    history.go(-steps);
  });
}

/** A link from another page that led back to this document. */
interface Return {
  /** the place that the link names */
  readonly wanted: URL;
  /** the page that had the link, which is the one that was just read */
  readonly read: URL;
}

/** What a page writes of a link of its own that leads back. */
const isReturn = (state: unknown): state is { wanted: string; read: string } => {
  const { wanted, read } = (state ?? {}) as Record<string, unknown>;
  return typeof wanted === "string" && PLACE.test(wanted) && typeof read === "string" && READ.test(read);
};

/** The link that led the tab back to this document; null: none did. */
export function wayTaken(): Return | null {
  const { navigation } = window as Partial<Window>;
  const state = navigation
    ?.entries()
    .slice(placeNow() + 1)
    .map((entry) => entry.getState())
    .find(isReturn);
  const url = (page: string): URL => new URL(`./${page}`, document.baseURI);
  return state ? { wanted: url(state.wanted), read: url(state.read) } : null;
}

/**
 * Tells the pages to which links lead where the document with answers is, and opens what was chosen there when the browser brings it back as
 * it was. That place is a step of its own, so that *Back* leads from it to the page that was just read, as it does from any page.
 * @param arrived the link that led to this document, where the browser had not kept it; what it wanted is open
 */
export function leadBack(open: (place: URL) => void, arrived: Return | null): void {
  takeWay();
  let before = arrived && { step: placeNow() - 1, read: arrived.read };
  addEventListener("pageshow", ({ persisted }) => {
    const way = persisted ? wayTaken() : null;
    if (!way) return;
    before = { step: placeNow(), read: way.read };
    open(way.wanted);
  });
  addEventListener("popstate", () => {
    if (before?.step !== placeNow()) return;
    before.read.hash = `back-1-${pageOf(location.pathname)}`;
    location.assign(before.read);
    before = null;
  });
  whenLeft((link) => handOn(link, 1, pageOf(location.pathname)));
}
