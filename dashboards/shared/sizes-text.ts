import type { MeasureRef } from "../../src/domains/index.ts";
import { asCounted } from "./counted-homes.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** A caution where places are compared by the mean of all their homes, large and small, of what goes by the size of a home; else empty. */
export function sizesText({ measure }: MeasureRef, lang: Lang, catalog: Parameters<typeof asCounted>[2]): string {
  const hasSizes = measure.similarity.attributes.some((attribute) => attribute === "surface" || attribute === "size");
  return measure.whose === "household" && hasSizes ? ` ${asCounted(WORDS[lang].figure.sizes, lang, catalog)}` : "";
}
