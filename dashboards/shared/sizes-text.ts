import type { MeasureRef } from "../../src/domains/index.ts";
import { asCounted } from "./counted-homes.ts";
import type { Catalog } from "./data.ts";
import { type Lang, WORDS } from "./i18n.ts";

type Counted = Parameters<typeof asCounted>[2];

/** What a margin is of: homes that are not counted may differ from those that are, and no margin says by how much. */
export const marginOfText = (lang: Lang, catalog: Counted): string => asCounted(WORDS[lang].figure.marginOf, lang, catalog);

/** The same beside figures that leave the page, where nothing else says how homes came to be counted; of a copy its notes do. */
export const marginAndWhoText = (lang: Lang, catalog: Pick<Catalog, "commons">): string =>
  [marginOfText(lang, catalog), ...(catalog.commons.origin === undefined ? [WORDS[lang].figure.volunteers] : [])].join(" ");

/** A caution where places are compared by the mean of all their homes, large and small, of what goes by the size of a home; else empty. */
export function sizesText({ measure }: MeasureRef, lang: Lang, catalog: Counted): string {
  const hasSizes = measure.similarity.attributes.some((attribute) => attribute === "surface" || attribute === "size");
  return measure.whose === "household" && hasSizes ? ` ${asCounted(WORDS[lang].figure.sizes, lang, catalog)}` : "";
}
