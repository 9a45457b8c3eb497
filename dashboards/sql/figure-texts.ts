import { type Catalog, newestReleases, type ReleaseRef } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measuresIn, noteOf, periodNote, topicLabel } from "../shared/labels.ts";
import { awaySource } from "../shared/source-text.ts";
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

/** What goes with an answer that leaves the page. */
export interface AnswerTexts extends FigureTexts {
  /** the source where nothing around it says that the homes are made up */
  readonly away: string;
  /** what the answer is made of, in words */
  readonly of: string;
  /** the newest release of each period: those that are loaded */
  readonly releases: readonly ReleaseRef[];
}

export function answerTexts(catalog: Catalog, lang: Lang): AnswerTexts {
  const { source, notes } = figureTexts(catalog, lang);
  return {
    source,
    notes: [...notes, ...[periodNote(catalog, lang) ?? []].flat()],
    away: awaySource(source, catalog, lang),
    of: SQL[lang].fileTitle(catalog.commons.name[lang]),
    releases: newestReleases(catalog.releases),
  };
}
