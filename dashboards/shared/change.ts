import type { MeasureRef } from "../../src/domains/index.ts";
import { differenceOf } from "../../src/privacy/areas/index.ts";
import { followsCold } from "../compare/cold.ts";
import { en } from "../messages/en/change.ts";
import { fr } from "../messages/fr/change.ts";
import { comparison, outwards } from "./digits.ts";
import { formatNumber, marginDigits } from "./format.ts";
import { type Lang, translated } from "./i18n.ts";
import type { WithMargin } from "./reliable-interval.ts";

/** Texts of what changes over time, which few visitors ask for: they are loaded with it. */
export const CHANGE = translated(fr, en);

/** Writes one end of a change without sign: the smaller without the unit where that comes after. */
interface Writers {
  readonly end: (size: number, decimals: number) => string;
  readonly amount: (size: number, decimals: number) => string;
}

/**
 * How a figure changed from one period to another, with the margin of what a reader subtracts (decision 0106): `+ 16 à + 22 kWh à
 * Ville-Exemple`. Where the nearer end would be written as 0, the direction stands alone.
 *
 * @param digits decimals that both figures are written with
 * @param at the place, as it stands in a sentence
 */
export function changeText(
  { first, last }: { readonly first: WithMargin; readonly last: WithMargin },
  digits: number,
  { end, amount }: Writers,
  at: string,
  lang: Lang,
): string {
  const kind = comparison(last, first);
  if (kind === "same") return CHANGE[lang].none(at);
  const { lower, upper } = differenceOf(outwards(last, digits), outwards(first, digits));
  const [low = 0, high = 0] = [Math.abs(lower), Math.abs(upper)].sort((a, b) => a - b);
  const isWritten = lower > 0 || upper < 0;
  const ends = isWritten ? CHANGE[lang].ends(kind === "more", end(low, digits), amount(high, digits)) : null;
  return CHANGE[lang].by[kind](ends, at);
}

/**
 * How many homes are counted in both periods, and where a change may come from: from other homes, where their number changed beyond its
 * margin, and from the weather, where the measure follows it.
 */
export function countedText(
  ref: Pick<MeasureRef, "measure">,
  first: WithMargin,
  last: WithMargin,
  isChanged: boolean,
  lang: Lang,
): string {
  const [isOther, isCold] = [comparison(last, first) !== "same", followsCold(ref)];
  const why = isOther && isCold ? "both" : isOther ? "homes" : isCold ? "weather" : null;
  // Both are written with the digits that the wider margin allows.
  const digits = Math.min(...[first, last].map(({ lower, upper }) => marginDigits(lower, upper, 0)));
  const [before, after] = [first, last].map(({ value }) => formatNumber(value, digits, lang)) as [string, string];
  return CHANGE[lang].counted(before, after, isChanged ? why : null);
}
