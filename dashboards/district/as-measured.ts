import { formatNumber, semicolon } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { besideGapAt, type FigureChoice, figureAt } from "./area-figures.ts";
import { type DistrictState, type FigureText, figureText } from "./shown.ts";

/** A mean as it was measured, and as the map shows it. */
export interface TwoValues {
  readonly here: string;
  readonly map: string;
  /** true where the values differ as shown, and not only their margins */
  readonly differ: boolean;
}

/** Both values of a place in words, with their margins where only these differ as shown; null where nothing does. */
export function twoValues(
  { atlas, lang }: Pick<DistrictState, "atlas" | "lang">,
  choice: FigureChoice,
  code: string,
): TwoValues | null {
  const [measured, published] = [besideGapAt(atlas, choice, code), figureAt(atlas, choice, code)];
  if (choice.statistic !== "mean" || !measured || !published) return null;
  // The map shows no margin below zero.
  const cut = published.cut ? { ...measured, lower: Math.max(0, measured.lower) } : measured;
  const [here, map] = [figureText(atlas, choice, cut, lang), figureText(atlas, choice, published, lang)];
  if (here.value !== map.value) return { here: here.value, map: map.value, differ: true };
  if (here.lower === map.lower && here.upper === map.upper) return null;
  const withEnds = ({ value, lower, upper }: FigureText): string => `${value} (${WORDS[lang].between(lower, upper)})`;
  return { here: withEnds(here), map: withEnds(map), differ: false };
}

/**
 * Explains why places have another figure here than on the map, with both values; null where none has. At most `most` places are
 * named, and the others are counted.
 */
export function measuredNote(shown: DistrictState, codes: readonly string[], most = Number.POSITIVE_INFINITY): string | null {
  const { atlas, choice, lang, words } = shown;
  const differing = codes.flatMap((code) => {
    const values = twoValues(shown, choice, code);
    // Two margins of one value beside each other explain nothing.
    return values?.differ ? [{ name: atlas.tree.get(code)?.name ?? code, ...values }] : [];
  });
  const [first] = differing;
  if (!first) return null;
  if (differing.length === 1) return words.compare.measured(first.name, first.here, first.map);
  const more = differing.length - most;
  const parts = differing
    .slice(0, more > 1 ? most : undefined)
    .map(({ name, here, map }) => words.compare.measuredPart(name, here, map));
  const others = more > 1 ? [words.compare.measuredOthers(formatNumber(more, 0, lang))] : [];
  return words.compare.measuredMany([...parts, ...others].join(semicolon(lang)));
}
