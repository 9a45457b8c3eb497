import type { Lang } from "../shared/i18n.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/**
 * A figure below the middle divided by this may be of part of a month, or mean hardship. Used where no distribution tells the
 * lowest five in a hundred.
 */
const THIRD = 3;

/** A heat pump gives about three times the heat that a radiator gives for the same electricity. */
const PUMP = 3;

/** Tells whether the visitor's figure is so far below the middle of its group. */
const isFarBelow = ({ given, hasPump }: TopicAnswer, middle: number): boolean =>
  given !== null && given.perMonth * THIRD * (hasPump ? PUMP : 1) < middle;

/** Tells whether somebody may be going without, where the figure of the lowest five in a hundred is not known. */
export function isVeryLow(answer: TopicAnswer): boolean {
  const { verdict, fivePercent } = answer;
  const isUnplaced = NO_PLACE.some((kind) => kind === verdict?.kind);
  const unknown = isUnplaced || ((verdict?.kind === "quarter" || verdict?.kind === "edge") && fivePercent === null);
  const usual = usualOf(answer);
  return unknown && usual !== null && isFarBelow(answer, usual.value);
}

/** Verdicts that give no place, or one beside a middle alone. */
const NO_PLACE = ["widened", "side", "years", "seasonal"] as const;

/** A figure that a low one is held against. */
interface Usual {
  readonly value: number;
  /** lowest: of the middles of several kinds */
  readonly statistic: "P50" | "MEAN" | "LOWEST";
}

/**
 * What a low figure is held against: the middle of the same season where there is one; among several kinds the lowest of their middles, since
 * the home may be of that kind; else the centre of the group.
 */
function usualOf({ group, season, verdict, kinds, untold }: TopicAnswer): Usual | null {
  if (verdict?.kind === "widened" && untold.length > 0 && kinds.length > 1)
    return { value: Math.min(...kinds.map(({ quartiles }) => quartiles.p50.value)), statistic: "LOWEST" };
  if (season?.centre) return { value: season.centre.value, statistic: season.statistic };
  if (!group) return null;
  return group.quartiles ? { value: group.quartiles.p50.value, statistic: "P50" } : group.centre;
}

export function thirdNote(answer: TopicAnswer, you: string, lang: Lang): string | null {
  const texts = VERDICTS[lang];
  return isVeryLow(answer) ? texts.third(you, texts.ofCentre[usualOf(answer)?.statistic ?? "MEAN"]) : null;
}
