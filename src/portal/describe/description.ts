import type { Settings } from "../../contract/settings.ts";
import type { Labels } from "../../domains/index.ts";
import { takenFrom } from "../../texts/citation.ts";
import { asCounted } from "../../texts/index.ts";

/** A measure by its name and that of its topic. */
interface NamedMeasure {
  readonly domain: string;
  readonly measure: string;
}

type Stated = Pick<Settings, "origin" | "notes">;

/** What the operator states of measures, of what the rows of a copy hold, and of what a period of theirs means: each once, in one language. */
export function cautionsOf(
  { origin, notes }: Stated,
  measures: readonly NamedMeasure[],
  language: keyof Labels,
): readonly string[] {
  const said = [...measures.map(({ domain, measure }) => notes?.[`${domain}.${measure}`]), origin?.holds, origin?.period];
  return [...new Set(said.flatMap((one) => one?.[language] ?? []))];
}

/** A description in the word for what the commons counts, and after it the cautions that the pages have, for whoever finds the figures in a catalogue. */
export function describedFigures(description: Labels, stated: Stated, measures: readonly NamedMeasure[]): Labels {
  const inLanguage = (language: keyof Labels): string =>
    [asCounted(description[language], language, stated), ...cautionsOf(stated, measures, language)].join(" ");
  return { fr: inLanguage("fr"), en: inLanguage("en") };
}

/** What figures were taken from, and their cautions after it; undefined for those that households brought. */
export function originOf(stated: Stated, measures: readonly NamedMeasure[]): Labels | undefined {
  const { origin } = stated;
  if (origin === undefined) return undefined;
  const inLanguage = (language: keyof Labels): string =>
    [`${takenFrom(origin, language)}.`, ...cautionsOf(stated, measures, language)].join(" ");
  return { fr: inLanguage("fr"), en: inLanguage("en") };
}
