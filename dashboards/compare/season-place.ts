import { isVeryLow } from "./low-figure.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import type { Place } from "./verdict.ts";

/** Tells whether the figures of the season are of homes of the visitor's kind: a middle of other kinds tells nobody anything. */
export function isOwnSeason({ season, untold, ownType }: TopicAnswer): boolean {
  return untold.length === 0 && season?.centre != null && season.of.type === ownType;
}

/** The place of a part of a year that is told; null where none is. */
export function seasonPlace(answer: TopicAnswer): Place | null {
  const isTold = answer.verdict?.kind === "seasonal" && isOwnSeason(answer) && !isVeryLow(answer);
  return isTold ? (answer.season?.place ?? null) : null;
}
