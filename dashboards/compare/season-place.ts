import { isVeryLow } from "./low-figure.ts";
import { monthsIn } from "./published-months.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import type { Place } from "./verdict.ts";

/** Tells whether the figures of the season are of homes of the visitor's kind: a middle of other kinds tells nobody anything. */
export function isOwnSeason({ season, untold, ownType }: TopicAnswer): boolean {
  return untold.length === 0 && season?.centre != null && season.of.type === ownType;
}

/** Tells whether a part of a year is told beside homes of its kind: with a place among them, or within the margin of their middle. */
export const isBesideSeason = (answer: TopicAnswer): boolean =>
  answer.verdict?.kind === "seasonal" && isOwnSeason(answer) && !isVeryLow(answer);

/** The place of a part of a year that is told; null where none is. */
export const seasonPlace = (answer: TopicAnswer): Place | null =>
  isBesideSeason(answer) ? (answer.season?.place ?? null) : null;

/** The periods in whose middle half the figure is told to be, where it has no place among homes over the same days; else empty. */
export const seasonHalves = (answer: TopicAnswer): NonNullable<TopicAnswer["season"]>["halves"] =>
  isBesideSeason(answer) && answer.season?.place == null ? (answer.season?.halves ?? []) : [];

/** Months that one's own lack of the quarters in which they stand, `YYYY-MM`, oldest first; none beside a figure of dates. */
export function lackingMonths({ given, season }: TopicAnswer): string[] {
  const own = given?.months.map(({ period }) => period) ?? [];
  const ofQuarters = own.flatMap((month) => {
    const quarter = season?.quarters.find((one) => monthsIn(one).includes(month.slice(5)));
    return quarter === undefined ? [] : monthsIn(quarter).map((one) => `${month.slice(0, 4)}-${one}`);
  });
  return [...new Set(ofQuarters)].filter((month) => !own.includes(month)).sort();
}
