import type { MeasureRef } from "../../src/domains/index.ts";
import { asCounted } from "./counted-homes.ts";
import { type Lang, WORDS } from "./i18n.ts";

/** A caution where places are compared by what all homes, large and small, cost on average, which goes by their size; else empty. */
export function sizesText({ measure }: MeasureRef, lang: Lang, catalog: Parameters<typeof asCounted>[2]): string {
  const hasSizes = measure.similarity.attributes.some((attribute) => attribute === "surface" || attribute === "size");
  const isCost = measure.unit === "currency" && measure.whose === "household";
  return isCost && hasSizes ? ` ${asCounted(WORDS[lang].figure.sizes, lang, catalog)}` : "";
}
