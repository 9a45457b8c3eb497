import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { type Axis, type Selection, whole } from "./selection.ts";

/** The address at which a selection is found again, whatever is published later. @param base of the site */
export function lastingAddress(selection: Selection, lang: Lang, base: string): string {
  return readable(new URL(pageHref("explore", lang, whole(selection)), base));
}

/** An address whose lists can be read: a comma stands for itself in a query. */
function readable({ href }: URL): string {
  return href.replaceAll("%2C", ",");
}

/** One figure of a selection that draws several: the selection of its subjects alone. */
export function ofAxes(selection: Selection, axes: readonly Axis[]): Selection {
  const each = (of: (axis: Axis) => string): string[] => [...new Set(axes.map(of))];
  return {
    ...selection,
    measures: each(({ measure }) => measure),
    types: each(({ type }) => type),
    periods: each(({ period }) => period),
  };
}

/** Is this the page for frames, which draws one figure alone? */
export function isEmbedPage(path: string): boolean {
  return /\/embed\/(index\.html)?$/.test(path);
}

/** In an address of `/embed/`: the figure is one of Données, and the selection says which. `embed/start.ts` reads it. */
const DATA_FIGURE = "data";

/** The address that only draws one figure of a selection, for pages of others. Every part is in it, so that it stays what it is when defaults change. */
export function dataEmbedAddress(selection: Selection, lang: Lang, base: string): string {
  const url = new URL("embed/", base);
  url.searchParams.set("figure", DATA_FIGURE);
  if (lang !== "fr") url.searchParams.set("lang", lang);
  for (const [name, value] of Object.entries(whole(selection))) if (value) url.searchParams.set(name, value);
  return readable(url);
}
