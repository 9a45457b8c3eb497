import { type Lang, WORDS } from "../shared/i18n.ts";
import { ownHasMore } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { verbOf } from "./group-words.ts";
import { monthlyGap } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { heldAgainst } from "./season.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { type Place, sideOf } from "./verdict.ts";

interface PlaceHomes {
  readonly homes: string;
  readonly statistic: "P50" | "MEAN";
  /** the figure that a side is beside, with its unit; null: it is said after the sentence */
  readonly value?: string | null;
}

/**
 * On which side of the middle a home of the middle half is, where its gap with it is told, over a year or a part of one; null: it is not. A bill
 * that has more in it than these figures is above them by what it has more, so that nothing is said of it.
 */
export function sideOfMiddle({ catalog }: PublicCommons, answer: TopicAnswer): "below" | "above" | null {
  const middle = heldAgainst(answer);
  const { season, given } = answer;
  if (given === null || middle?.statistic !== "P50") return null;
  const isTold =
    season === null
      ? monthlyGap(answer, middle) !== null
      : season.reach !== null && season.of.type === answer.group?.type && sideOf(given.perMonth, season.reach) !== "about";
  if (!isTold) return null;
  const isAbove = given.perMonth > middle.value;
  return isAbove ? (ownHasMore(catalog, answer.ref) ? null : "above") : "below";
}

/** The sentence of a place among homes, over a year or a part of one. */
export function placeTitle(
  commons: PublicCommons,
  answer: TopicAnswer,
  place: Place,
  { homes, statistic, value = null }: PlaceHomes,
  lang: Lang,
): string {
  const [words, texts] = [WORDS[lang].stand, SAID[lang]];
  if (place.kind === "side") return texts.side(place.side, words.centre[statistic], homes, value);
  const part = place.kind === "edge" ? place.edge : place.quarter;
  if (part === "middle") return texts.middle(homes, sideOfMiddle(commons, answer), value);
  const how = words[part][verbOf(commons, answer)];
  return texts[place.kind](how, homes);
}
