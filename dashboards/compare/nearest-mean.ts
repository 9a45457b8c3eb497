import type { MeasureRef } from "../../src/domains/index.ts";
import { en } from "../messages/en/standing.ts";
import { fr } from "../messages/fr/standing.ts";
import { marginText } from "../shared/digits.ts";
import { amountText, formatPeriod, lowerFirst, marginDigits, unitLabel } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { levelDigits } from "../shared/level-digits.ts";
import type { PublishedFigure } from "../shared/published-figure.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { figuresAt } from "../visit/focus.ts";
import { placePhrase } from "./phrases.ts";
import { outwardEnds } from "./rounded.ts";

const STANDING = translated(fr, en);

/** The mean of all homes of a place and both ends of its margin, with the digits of its level, as everywhere; those of an imprecise one as Me situer has them. */
export function meanTexts(
  commons: PublicCommons,
  ref: MeasureRef,
  { code, mean }: { readonly code: string; readonly mean: PublishedFigure },
  lang: Lang,
): readonly [string, string, string] {
  const unit = unitLabel(unitOf(commons.catalog, ref), lang);
  const of = { ref, statistic: "MEAN", type: "_T", period: commons.main?.period ?? "" } as const;
  const digits = levelDigits(commons, of, code) ?? marginDigits(mean.lower, mean.upper, ref.measure.decimals);
  const [from, to] = mean.unsure ? outwardEnds(mean, { ref, unit }, lang) : marginText(mean, digits, unit, lang);
  return [amountText(mean.value, digits, unit, lang), from, to];
}

/**
 * The mean of all homes of the area or, where it has none, of the nearest place around it, the sentence that says it, and how it is said
 * after one's own figure; null: none is published. `least`: only one with a margin to rely on, or any.
 */
export function nearestMean(
  commons: PublicCommons,
  ref: MeasureRef,
  area: string,
  least: "sure" | "any",
  lang: Lang,
): { readonly mean: PublishedFigure; readonly text: string; readonly beside: string } | null {
  const [found] = commons.tree.lineage(area).flatMap(({ code, name }) => {
    const { mean } = figuresAt(commons, ref, code);
    return mean === null || (least === "sure" && mean.unsure) ? [] : [{ code, name, mean }];
  });
  if (found === undefined || commons.main === null) return null;
  const { code, name, mean } = found;
  const period = formatPeriod(commons.main.period, lang);
  const [value, from, to] = meanTexts(commons, ref, found, lang);
  const words = STANDING[lang];
  const { at } = placePhrase(commons, code, lang);
  const beside = mean.unsure ? words.besideUnsure(lowerFirst(at), period, from, to) : words.besideNearest(name, period, value);
  return { mean, text: words.nearest(name, period, value, from, to), beside };
}
