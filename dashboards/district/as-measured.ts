import { pageHref } from "../shared/layout.ts";
import { besideGapAt, type FigureChoice, figureAt } from "./area-figures.ts";
import { type DistrictState, figureText } from "./shown.ts";

/** Tells whether a mean as it was measured is written otherwise than the one that the map shows, which draws on the whole. */
export function isWrittenApart(
  { atlas, lang }: Pick<DistrictState, "atlas" | "lang">,
  choice: FigureChoice,
  code: string,
): boolean {
  const [measured, published] = [besideGapAt(atlas, choice, code), figureAt(atlas, choice, code)];
  if (choice.statistic !== "mean" || !measured || !published) return false;
  const [here, map] = [figureText(atlas, choice, measured, lang), figureText(atlas, choice, published, lang)];
  return here.value !== map.value || here.lower !== map.lower || here.upper !== map.upper;
}

/** Says that the map has other figures than those here; null where it has none for these places. */
export function measuredNote(shown: DistrictState, codes: readonly string[]): string | null {
  const { choice, words } = shown;
  return codes.some((code) => isWrittenApart(shown, choice, code)) ? words.measured.map : null;
}

/** Address of what says how the figures of the page's measure are estimated. */
export const howEstimatedHref = ({ choice, lang }: Pick<DistrictState, "choice" | "lang">): string =>
  `${pageHref("docs", lang, { measure: choice.ref.key })}#estimated`;
