import { type Lang, WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { verbOf } from "./group-words.ts";
import { SAID } from "./said-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import type { Place } from "./verdict.ts";

interface PlaceHomes {
  readonly homes: string;
  readonly statistic: "P50" | "MEAN";
  /** the figure that a side is beside, with its unit; null: it is said after the sentence */
  readonly value?: string | null;
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
  if (part === "middle") return texts.middle(homes);
  const how = words[part][verbOf(commons, answer)];
  return texts[place.kind](how, homes);
}
