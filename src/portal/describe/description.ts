import type { Settings } from "../../contract/settings.ts";
import type { Labels } from "../../domains/index.ts";
import { asCounted } from "../../texts/index.ts";

/** A measure by its name and that of its topic. */
interface NamedMeasure {
  readonly domain: string;
  readonly measure: string;
}

/**
 * A description in the word for what the commons counts, and after it what the operator states of the measures and of their periods: the
 * cautions that the pages have, for whoever finds the figures in a catalogue.
 */
export function describedFigures(
  description: Labels,
  { origin, notes }: Pick<Settings, "origin" | "notes">,
  measures: readonly NamedMeasure[],
): Labels {
  const said = [...measures.map(({ domain, measure }) => notes?.[`${domain}.${measure}`]), origin?.period];
  const inLanguage = (language: "fr" | "en"): string => {
    const cautions = new Set(said.flatMap((one) => one?.[language] ?? []));
    return [asCounted(description[language], language, { origin }), ...cautions].join(" ");
  };
  return { fr: inLanguage("fr"), en: inLanguage("en") };
}
