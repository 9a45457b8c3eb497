import { VIEWS } from "./visit.ts";

/** The address of one of the three views, where a link to it was pressed that opens in place; null: it was another link, or another press. */
export function viewLink(event: MouseEvent): URL | null {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented || link.target !== "") return null;
  const url = new URL(link.href);
  const path = url.pathname.replace(/index\.html$/, "").replace(/\.html$/, "");
  const own = VIEWS.map((page) => new URL(page === "home" ? "./" : page, document.baseURI).pathname);
  return url.origin === location.origin && own.includes(path) ? url : null;
}
