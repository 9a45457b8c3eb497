import { formatNumber, semicolon } from "../shared/format.ts";
import { besideGapAt, type FigureChoice, figureAt } from "./area-figures.ts";
import { type DistrictState, type FigureText, figureText } from "./shown.ts";

/** A mean as it was measured, and as the map shows it. */
export interface TwoValues {
  readonly here: FigureText;
  readonly map: FigureText;
  /** true where the values differ as shown, and not only their margins */
  readonly differ: boolean;
}

/** Both figures of a place in words; null where they are written alike. */
export function twoValues(
  { atlas, lang }: Pick<DistrictState, "atlas" | "lang">,
  choice: FigureChoice,
  code: string,
): TwoValues | null {
  const [measured, published] = [besideGapAt(atlas, choice, code), figureAt(atlas, choice, code)];
  if (choice.statistic !== "mean" || !measured || !published) return null;
  const [here, map] = [figureText(atlas, choice, measured, lang), figureText(atlas, choice, published, lang)];
  const differ = here.value !== map.value;
  return !differ && here.lower === map.lower && here.upper === map.upper ? null : { here, map, differ };
}

/**
 * Explains why places have another figure here than on the map, with both values; null where none has. At most `most` places are
 * named, and the others are counted.
 */
export function measuredNote(shown: DistrictState, codes: readonly string[], most = Number.POSITIVE_INFINITY): string | null {
  const { atlas, choice, lang, words } = shown;
  const differing = codes.flatMap((code) => {
    const values = twoValues(shown, choice, code);
    if (!values) return [];
    const { here, map, differ } = values;
    const name = atlas.tree.get(code)?.name ?? code;
    const part = differ
      ? words.compare.measuredPart(name, here.value, map.value)
      : words.compare.measuredMargin(name, words.compare.ends(here.lower, here.upper), words.compare.ends(map.lower, map.upper));
    return [{ part, differ }];
  });
  const [first] = differing;
  if (!first) return null;
  if (differing.length === 1) return words.compare.measured(first.part);
  const more = differing.length - most;
  // Those whose values differ come first.
  const parts = [...differing]
    .sort((a, b) => Number(b.differ) - Number(a.differ))
    .slice(0, more > 1 ? most : undefined)
    .map(({ part }) => part);
  const others = more > 1 ? [words.compare.measuredOthers(formatNumber(more, 0, lang))] : [];
  return words.compare.measuredMany([...parts, ...others].join(semicolon(lang)));
}
