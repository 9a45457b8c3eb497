import { type Lang, langState } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { type Axis, type Selection, whole } from "./selection.ts";

/**
 * The address of a selection that shows the same whatever is published later. `base` is the site's address. With `releases` the page says so
 * if a revision has taken the place of one.
 */
export function lastingAddress(selection: Selection, lang: Lang, base: string, releases: readonly string[] = []): string {
  const named = releases.length === 0 ? {} : { release: releases.join(",") };
  return readable(new URL(pageHref("explore", lang, { ...whole(selection), ...named }), base));
}

/** Writes commas in a query as themselves, so that lists can be read. */
function readable({ href }: URL): string {
  return href.replaceAll("%2C", ",");
}

/** A selection limited to some of its subjects: one figure of several. */
export function ofAxes(selection: Selection, axes: readonly Axis[]): Selection {
  const distinct = (read: (axis: Axis) => string): string[] => [...new Set(axes.map(read))];
  return {
    ...selection,
    measures: distinct(({ measure }) => measure),
    types: distinct(({ type }) => type),
    periods: distinct(({ period }) => period),
  };
}

/** Tells whether this is the page that draws one figure for embedding. */
export function isEmbedPage(path: string): boolean {
  return /\/embed\/(index\.html)?$/.test(path);
}

/** Marks addresses of `/embed/` whose figure is one of the page Données; `embed/main.ts` reads it. */
const DATA_FIGURE = "data";

/**
 * Address of one figure for embedding. It contains every part of the selection, so that it stays the same when defaults change.
 */
export function dataEmbedAddress(selection: Selection, lang: Lang, base: string): string {
  const url = new URL("embed/", base);
  url.searchParams.set("figure", DATA_FIGURE);
  for (const [name, value] of Object.entries({ ...langState(lang), ...whole(selection) }))
    if (value) url.searchParams.set(name, value);
  return readable(url);
}
