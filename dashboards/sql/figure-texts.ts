import type { Catalog } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measuresIn, noteOf, topicLabel } from "../shared/labels.ts";
import { SQL } from "./words.ts";

/** What goes with a drawing of an answer, on the page and in its picture. */
export interface FigureTexts {
  readonly source: string;
  /** the notes of all measures, each with its name: which of them an answer is of, its query alone knows */
  readonly notes: readonly string[];
}

export function figureTexts(catalog: Pick<Catalog, "commons" | "measures">, lang: Lang): FigureTexts {
  const { origin } = catalog.commons;
  const own = SQL[lang].plotSource;
  return {
    source: origin === undefined ? own : `${own}. ${WORDS[lang].figure.origin(origin[lang])}`,
    notes: measuresIn(catalog.measures).flatMap((ref) => {
      const note = noteOf(catalog, ref, lang);
      return note === null ? [] : WORDS[lang].labelled(topicLabel(ref, lang), note);
    }),
  };
}
