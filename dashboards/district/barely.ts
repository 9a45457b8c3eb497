import { comparison, outwards } from "../shared/digits.ts";
import { isBlurred } from "../shared/parts-allow.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { figureAt, relationAt } from "./area-figures.ts";
import { addedAtEnds, type DistrictState, placeDecimals, relationText } from "./shown.ts";

type Shown = Pick<DistrictState, "atlas" | "choice" | "lang" | "words">;

/** Both ends of a place's margin as they are written beside a wider one. */
function writtenEnds(shown: Shown, code: string, figure: PublishedFigure, whole: string): PublishedFigure {
  const decimals = placeDecimals(shown, code, figure);
  return outwards(figure, decimals + Math.max(addedAtEnds(shown, code, figure, whole), isBlurred(figure, decimals) ? 1 : 0));
}

/**
 * How a place compares with a wider one in words, beside both margins as they are written. Where these touch, rounded as they are, though the
 * published ones do not, it says that it is only just so: nobody sees it in what is written.
 */
export function relationWritten(shown: Shown, code: string, whole = shown.choice.area): string {
  const { atlas, choice, words } = shown;
  const relation = relationAt(atlas, choice, code, whole);
  const [own, other] = [figureAt(atlas, choice, code), figureAt(atlas, choice, whole)];
  const text = relationText(shown, code, whole);
  if (text === "" || !own || !other || (relation !== "more" && relation !== "less")) return text;
  const isSeen = comparison(writtenEnds(shown, code, own, whole), writtenEnds(shown, whole, other, whole)) === relation;
  return isSeen ? text : words.map.barely(text);
}
