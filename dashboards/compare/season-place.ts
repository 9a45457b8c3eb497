import type { PublicCommons } from "../visit/commons.ts";
import { isVeryLow } from "./low-figure.ts";
import { ofMonths } from "./monthly-figure.ts";
import { monthsIn } from "./published-months.ts";
import { seasonOf } from "./season.ts";
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

/** The quarters that months of one's own stand in, each with all of its months, `YYYY-MM`; none beside a figure of dates. */
function ownQuarters({ given, season }: TopicAnswer): readonly (readonly string[])[] {
  const quarters = (given?.months ?? []).flatMap(({ period }) => {
    const quarter = season?.quarters.find((one) => monthsIn(one).includes(period.slice(5)));
    return quarter === undefined
      ? []
      : monthsIn(quarter)
          .map((one) => `${period.slice(0, 4)}-${one}`)
          .join();
  });
  return [...new Set(quarters)].map((months) => months.split(","));
}

/** All months of one's own: the newest twelve may begin within a quarter, of which others are of the year before. */
const ownMonthsOf = ({ given }: TopicAnswer) => [...(given?.yearBefore ?? []), ...(given?.months ?? [])];

/** Months that one's own lack of quarters that are over, `YYYY-MM`, oldest first. */
export function lackingMonths(answer: TopicAnswer): string[] {
  const own = ownMonthsOf(answer).map(({ period }) => period);
  const today = new Date().toISOString();
  const over = ownQuarters(answer).filter((months) => months.every((month) => month < today.slice(0, 7)));
  return over
    .flat()
    .filter((month) => !own.includes(month))
    .sort();
}

/** What is told of months that have no place together: those of whole quarters, where they have one; else the answer as it is. */
export function toldPart(commons: PublicCommons, answer: TopicAnswer): TopicAnswer {
  const { given, season, ref, group } = answer;
  if (!given || !isBesideSeason(answer) || season?.place !== null) return answer;
  const quarters = ownQuarters(answer);
  const wholeOf = (months: readonly string[]) => quarters.filter((all) => all.every((month) => months.includes(month))).flat();
  const own = ownMonthsOf(answer);
  const filled = wholeOf(own.map(({ period }) => period));
  // Nobody knows how much of a bill is of those of its months that fill quarters.
  const known = own.filter(({ sharedBy = [] }) => sharedBy.every((month) => filled.includes(month)));
  const whole = wholeOf(known.map(({ period }) => period));
  const months = known.filter(({ period }) => whole.includes(period));
  if (months.length === 0) return answer;
  const part = ofMonths(months);
  const told = { ...answer, given: part, season: seasonOf(commons, ref, group, part) };
  // The drawing has the homes that all months are beside.
  return seasonPlace(told) === null || told.season.of.area !== season.of.area ? answer : told;
}
