import { plainDigits } from "../shared/digits.ts";
import { amountText, endsText } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { moreInOwn, ownHasMore } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { hasPosition } from "./drawn-figures.ts";
import { groupPhrase, statisticOf, verbOf } from "./group-words.ts";
import { amountAtMargin, gapOfEnds } from "./rounded.ts";
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
  /** between what it may be */
  readonly ends: { readonly lower: number; readonly upper: number };
  /** what it has more in it, and who says so */
  readonly of: string;
  /** the least and the most that is taken for it */
  readonly assumed: readonly [string, string];
}

/** Where a figure is beside a middle: on one side of it, or on that side or about the same. */
type ReckonedSide = "less" | "more" | "lessOrAlike" | "moreOrAlike";

/** The visitor's mark among others in a drawing. */
export interface OwnMark {
  /** per month, in the display unit */
  readonly value: number;
  readonly text: string;
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
  // Whole, as they are written: who subtracts them finds the ends.
  const [least, most] = [1 - SPREAD, 1 + SPREAD].map((share) => Math.round(share * more.amount)) as [number, number];
  const ends = { lower: left + more.amount - most, upper: left + more.amount - least };
  return { left, text, ends, of: more.text, assumed: endsText(least, most, 0, answer.unit, lang) };
}

/** The visitor's mark where the sentence says around where one would be, so that the drawing says the same; null: it is the figure as it was given. */
export function reckonedMark(commons: PublicCommons, answer: TopicAnswer, lang: Lang): OwnMark | null {
  const own = reckoned(commons, answer, lang);
  return own && { value: own.left, text: WORDS[lang].stand.youAre(SAID[lang].reckoned.around(own.text)) };
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
  const { lower: least, upper: most } = own.ends;
  if (p75 && least > p75.upper) return texts.quarter(high[how], own.text, homes, middle);
  if (p25 && most < p25.lower) return texts.quarter(low[how], own.text, homes, middle);
  if (p25 && p75 && least > p25.upper && most < p75.lower) return texts.middle(own.text, homes, middle);
  return texts.beside(own.text, sideOfReckoned(answer, own), centre[statisticOf(answer)], homes, middle);
}

/** On which side of the middle that would be, whatever of it is true; null: nobody can tell. */
function sideOfReckoned(answer: TopicAnswer, { left, ends }: Reckoned): ReckonedSide | null {
  const middle = heldAgainst(answer);
  if (middle === null) return null;
  if (gapOfEnds(ends, middle, answer) !== null) return left > middle.value ? "more" : "less";
  // Its nearer end is within the middle's own margin, and none of it beyond.
  const [isAbove, isBelow] = [ends.lower >= middle.lower, ends.upper <= middle.upper];
  return isAbove === isBelow ? null : isAbove ? "moreOrAlike" : "lessOrAlike";
}
