import type { Catalog } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { givingHref, isClosed } from "../shared/layout.ts";

/** Says that one cannot contribute from here, or not yet and how one will know, in the same words on every page; null where one can. */
export function notGiving(catalog: Pick<Catalog, "intake" | "commons">, lang: Lang): string | null {
  if (givingHref(lang, catalog.intake, location.href) !== null) return null;
  const { closed, copied, nowhere } = WORDS[lang].welcome.months;
  if (catalog.commons.origin !== undefined) return copied;
  return isClosed(catalog) ? closed(catalog.commons.contact ?? null) : nowhere;
}
