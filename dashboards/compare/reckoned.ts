import { plainDigits } from "../shared/digits.ts";
import { amountText } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { moreInOwn, ownHasMore } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { hasPosition } from "./drawn-figures.ts";
import { groupPhrase, statisticOf, verbOf } from "./group-words.ts";
import { amountAtMargin } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { heldAgainst } from "./season.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";

/** Tells whether a figure is below the middle that it is held against: one month that nobody named is below an average one in any summer. */
export function isSurelyBelow(answer: TopicAnswer): boolean {
  const middle = hasPosition(answer) && !answer.isMonthUntold ? heldAgainst(answer) : null;
  return middle !== null && answer.given !== null && sideOf(answer.given.perMonth, middle) === "below";
}

/** How far a home's own amount may be from that of a mean home, as a share of it. Nobody knows it: so far, no quarter is named. */
const SPREAD = 0.5;

/** A figure without what it has more in it than others'. */
interface Reckoned {
  /** per month, in the display unit, about */
  readonly left: number;
  readonly text: string;
  /** how far off that may be */
  readonly spread: number;
  /** what it has more in it, and who says so */
  readonly of: string;
}

/**
 * A figure that has more in it, less about that much, as the operator states it; null: nothing is stated or would be left, the figure is of
 * part of a year, or it is below the others' middle with all that it has in it.
 */
export function reckoned({ catalog }: Pick<PublicCommons, "catalog">, answer: TopicAnswer, lang: Lang): Reckoned | null {
  const more = ownHasMore(catalog, answer.ref) ? moreInOwn(catalog, answer.ref, lang) : null;
  const left = (answer.given?.perMonth ?? 0) - (more?.amount ?? 0);
  const isOfYear = answer.untold.length === 0 && hasPosition(answer) && answer.season?.centre == null;
  if (more === null || left <= 0 || !isOfYear || isSurelyBelow(answer)) return null;
  const text = amountText(left, Math.min(0, plainDigits(left)), answer.unit, lang);
  return { left, text, spread: SPREAD * more.amount, of: more.text };
}

/** Where that would be among the homes, which is all that is fair to read of it: a quarter only where it would be in it by far. */
export function reckonedTitle(commons: PublicCommons, answer: TopicAnswer, own: Reckoned, lang: Lang): string | null {
  const { group } = answer;
  if (group === null) return null;
  const { p25, p50, p75 } = group.quartiles ?? {};
  const homes = groupPhrase(commons, answer, lang);
  const middle = amountAtMargin(p50 ?? group.centre, answer, lang);
  const { high, low, centre } = WORDS[lang].stand;
  const how = verbOf(commons, answer);
  const texts = SAID[lang].reckoned;
  const [least, most] = [own.left - own.spread, own.left + own.spread];
  if (p75 && least > p75.upper) return texts.quarter(high[how], own.text, homes, middle);
  if (p25 && most < p25.lower) return texts.quarter(low[how], own.text, homes, middle);
  return p25 && p75 && least > p25.upper && most < p75.lower
    ? texts.middle(own.text, homes, middle)
    : texts.beside(own.text, homes, middle, centre[statisticOf(answer)]);
}
