import { differenceOf, type EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { outwards, written } from "../shared/digits.ts";
import type { Lang } from "../shared/i18n.ts";
import { excludesZero, type FigureChoice, figureAt, isNearlyAllOf } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import {
  atLower,
  type DistrictState,
  endOf,
  type GapSubject,
  gapAmount,
  placeDecimals,
  placeWords,
  textOfPlace,
  wholeUntold,
} from "./shown.ts";

/** Both ends of a gap without sign, the smaller first; only the larger has the unit, and with both where it comes before. */
export function gapEnds(
  atlas: Atlas,
  subject: GapSubject,
  { gap, digits }: WrittenGap,
  lang: Lang,
): { low: string; high: string } {
  const [low = 0, high = 0] = [Math.abs(gap.lower), Math.abs(gap.upper)].sort((a, b) => a - b);
  return { low: endOf(atlas, subject, low, digits, lang), high: gapAmount(atlas, subject, high, digits, lang) };
}

/** A gap with the decimals with which it is written. */
export interface WrittenGap {
  readonly gap: EstimateWithEnds;
  readonly digits: number;
}

/**
 * The difference of two places made of what is written of them, with the decimals that they have in common: whoever subtracts finds it to
 * the last digit. Its margin is that of the exact difference too, rounded outwards: what is written is never narrower than the file. Where
 * a clear one would begin at 0, it is the exact one, of which the smaller end is not written.
 */
export function gapAsWritten(
  shown: Pick<DistrictState, "atlas"> & { readonly choice: FigureChoice },
  gap: EstimateWithEnds,
  code: string,
  other: string,
): WrittenGap {
  const [a, b] = [code, other].map((one) => figureAt(shown.atlas, shown.choice, one));
  if (!a || !b) return { gap, digits: 0 };
  const digits = Math.min(placeDecimals(shown, code, a), placeDecimals(shown, other, b));
  const rounded = (figure: EstimateWithEnds): EstimateWithEnds => ({
    ...outwards(figure, digits),
    value: written(figure.value, digits),
  });
  const difference = differenceOf(rounded(a), rounded(b));
  return excludesZero(gap) && !excludesZero(difference) ? { gap, digits } : { gap: difference, digits };
}

/** A clear gap in words: its size, and with what it is. `whole` is the area compared with, and its figure in words. */
export function gapWords(
  { atlas, choice, lang, words }: DistrictState,
  gap: WrittenGap,
  whole: { readonly code: string; readonly text: string },
): { amount: string; text: string } {
  const { low, high } = gapEnds(atlas, choice, gap, lang);
  const sentence = gap.gap.value > 0 ? words.card.moreText : words.card.lessText;
  return { amount: words.card.more(low, high), text: sentence(placeWords(atlas, whole.code, lang), whole.text) };
}

/** Why nothing can be told of a place beside a whole: it has nearly all its homes, a margin is too wide, else the difference too small. */
export function untoldText({ atlas, choice, lang, words }: DistrictState, code: string, whole: string): string {
  if (isNearlyAllOf(atlas, choice, code, whole))
    return words.portrait.titleOwn(placeWords(atlas, whole, lang), atLower(atlas, code, lang));
  const untold = wholeUntold({ atlas, choice, lang, words }, whole);
  if (untold !== null) return `${untold}.`;
  const other = figureAt(atlas, choice, whole);
  const [place, value] = [placeWords(atlas, whole, lang), other ? textOfPlace({ atlas, choice, lang }, whole, other).value : ""];
  return figureAt(atlas, choice, code)?.unsure
    ? words.card.wide(placeWords(atlas, code, lang), place, value)
    : words.card.same(place, value);
}
