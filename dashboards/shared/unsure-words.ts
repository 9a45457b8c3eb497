import type { MeasureRef } from "../../src/domains/index.ts";
import { en } from "../messages/en/unsure.ts";
import { fr } from "../messages/fr/unsure.ts";
import { asCounted } from "./counted-homes.ts";
import { type Lang, translated } from "./i18n.ts";

/** What must be known of lists of means, which few pages have. */
export const UNSURE = translated(fr, en);

/** A caution where places are compared by what all homes, large and small, cost on average, which goes by their size; else empty. */
export function sizesText({ measure }: MeasureRef, lang: Lang, catalog: Parameters<typeof asCounted>[2]): string {
  const hasSizes = measure.similarity.attributes.some((attribute) => attribute === "surface" || attribute === "size");
  const isCost = measure.unit === "currency" && measure.whose === "household";
  return isCost && hasSizes ? ` ${asCounted(UNSURE[lang].sizes, lang, catalog)}` : "";
}
