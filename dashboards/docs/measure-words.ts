import { countedWords } from "../shared/counted-homes.ts";
import type { Catalog } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { DOCS, type DocsWords } from "./words.ts";

/** The texts of a measure's page. */
export const measureWords = (lang: Lang, catalog: Pick<Catalog, "commons">): DocsWords["measure"] =>
  countedWords(DOCS[lang].measure, lang, catalog);
