// What a visitor said lives in the document of Accueil, Me situer and Contribuer. A link that leaves it says, in a fragment that is not
// sent and that the next page takes away at once, how many steps back that document is: there a link to it goes back, because a new one
// would be empty. Nothing in the fragment depends on what was said.

interface Kept {
  /** last part of the address, as of a link to it */
  readonly page: string;
  /** steps of this tab's history from that page to the one that was opened */
  readonly steps: number;
}

const pageOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);
/** Place of the present page in the history of the tab; 0 where the browser does not tell. */
const placeNow = (): number => (window as Partial<Window>).navigation?.currentEntry?.index ?? 0;

/** Reads the way back from the address, and takes it away. */
function takeWay(): Kept | null {
  const [, steps, page] = /^#back-(\d+)-([\w.]*)$/.exec(location.hash) ?? [];
  if (page === undefined) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return { page, steps: Number(steps) };
}

/** Follows links to the page with answers by going back to it, and hands the way on to the site's other pages. */
export function keepWayBack(isKept: boolean): void {
  const start = placeNow();
  const taken = takeWay();
  // Only pages of the site are counted: a way that leads further was made by somebody else.
  if (!isKept && (taken === null || taken.steps > start)) return;
  // Last of all listeners, so that a page that follows its own links has answered before.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!link || event.defaultPrevented || !isPlain || link.target || link.download || link.hash || link.hreflang) return;
    const kept = isKept ? { page: pageOf(location.pathname), steps: 0 } : taken;
    if (!kept || link.origin !== location.origin || folderOf(link.pathname) !== folderOf(location.pathname)) return;
    const steps = isKept ? 0 : kept.steps + placeNow() - start;
    if (!isKept && pageOf(link.pathname) === kept.page) {
      event.preventDefault();
      history.go(-steps);
    } else {
      const written = link.getAttribute("href") ?? "";
      link.hash = `back-${steps + 1}-${kept.page}`;
      // The page may be kept as it is and be seen again.
      setTimeout(() => link.setAttribute("href", written));
    }
  });
}
