import type { Lang } from "../shared/i18n.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Where no distribution tells the lowest five in a hundred, a figure below this share of the middle may mean hardship. */
const THIRD = 1 / 3;

/** A heat pump gives about three times the heat that a radiator gives for the same electricity. */
const PUMP = 3;

/**
 * The share of a middle below which a figure is very low: that of the lowest five in a hundred of the same homes over the year, so that
 * part of a year is judged as the whole is (decision 0045); else a third.
 */
function lowShare({ fiveShare, group, season, hasPump }: TopicAnswer, { statistic }: Usual): number {
  const isOfGroup = !season?.centre || season.of.type === group?.type;
  return (statistic === "P50" && isOfGroup ? fiveShare : null) ?? THIRD / (hasPump ? PUMP : 1);
}

/** Tells whether somebody who lives there may be going without, where the figure of the lowest five in a hundred is not known. */
export function isVeryLow(answer: TopicAnswer): boolean {
  const { verdict, fivePercent, seldom } = answer;
  if (seldom) return false;
  const isUnplaced = NO_PLACE.some((kind) => kind === verdict?.kind);
  const unknown = isUnplaced || ((verdict?.kind === "quarter" || verdict?.kind === "edge") && fivePercent === null);
  const usual = usualOf(answer);
  const own = answer.given?.perMonth;
  // Of part of a year, what its days lack may make a figure low: within the margin of the middle it is not.
  const lowest = answer.season?.reach?.lower ?? Number.POSITIVE_INFINITY;
  return unknown && usual !== null && own !== undefined && own < Math.min(lowShare(answer, usual) * usual.value, lowest);
}

/** Tells whether a figure is so low that it may mean hardship, or would be in a home that is lived in. */
export const asksForHelp = (answer: TopicAnswer): boolean =>
  answer.seldom || answer.verdict?.kind === "little" || isVeryLow(answer);

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
  if (group.quartiles) return { value: group.quartiles.p50.value, statistic: "P50" };
  const { statistic, reliable, value, lower } = group.centre;
  // Of an unsure mean the lower end: nobody is alarmed by a margin.
  return { statistic, value: reliable ? value : lower };
}

export function thirdNote(answer: TopicAnswer, you: string, lang: Lang): string | null {
  const texts = VERDICTS[lang];
  return isVeryLow(answer) ? texts.third(you, texts.ofCentre[usualOf(answer)?.statistic ?? "MEAN"]) : null;
}
