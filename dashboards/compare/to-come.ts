import { parsePeriod, STEPS } from "../../src/contract/period.ts";
import { isWhole } from "../../src/importers/completeness.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { daysByMonth, daysOf } from "./prorata.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** The months (`YYYY-MM`) that a contribution of the figure would have, which of a bill are those that it has nearly all days of; null: nobody said which. */
function monthsSent({ given }: Pick<TopicAnswer, "given">): readonly string[] | null {
  const days = given?.total?.days;
  if (days) return [...daysByMonth(days)].filter(([month, count]) => isWhole(count, daysOf(month))).map(([month]) => month);
  return given && given.periods.length > 0 ? given.periods : null;
}

/**
 * Tells whether a release to come may have months of the figure: at some step they are later than what is published, or nobody said which they
 * are. Whether a year is published again only the notice says, which is not loaded for an answer: such a year counts as over.
 */
export function isOfReleaseToCome({ catalog }: Pick<PublicCommons, "catalog">, answer: Pick<TopicAnswer, "given">): boolean {
  const months = monthsSent(answer);
  const published = STEPS.flatMap((of) => {
    const ends = catalog.releases.filter(({ step }) => step === of).map(({ period }) => parsePeriod(period).months.at(-1) ?? "");
    return ends.sort().at(-1) ?? [];
  });
  return months === null || published.length === 0 || published.some((last) => months.some((month) => month > last));
}
