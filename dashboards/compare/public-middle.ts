import type { MeasureRef } from "../../src/domains/index.ts";
import type { Lang } from "../shared/i18n.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { meanAt } from "../visit/focus.ts";
import { householdOf, type Visitor } from "../visit/visitor.ts";
import type { Group } from "./group.ts";
import { centreOf } from "./position.ts";
import { monthsIn, periodsWith } from "./published-months.ts";
import { referenceFor } from "./reference.ts";
import { answerOf } from "./topic-answer.ts";

/** What a figure of some months is doubted by. */
export interface PublicMiddle {
  /** in the display unit per month; null where none is published */
  readonly value: number | null;
  /** false: the measure varies with the season, and nothing is published of the figure's own months */
  readonly isOfSeason: boolean;
  /** true: nothing is published, and the value is a public reference's from elsewhere */
  readonly isReference?: true;
}

/**
 * The published middle of the group nearest to the visitor. Of a measure that varies with the season it is brought from the year to
 * the months of `period`, as the means of homes of that kind go from one to the other.
 */
export function publicMiddle(
  commons: PublicCommons,
  visitor: Visitor,
  ref: MeasureRef,
  lang: Lang,
  period: string,
): PublicMiddle {
  const root = commons.tree.root.code;
  const answer = answerOf(commons, visitor, ref, visitor.area.value ?? root, lang);
  const cell = cellAt(commons, ref, root, "_T", commons.main?.period ?? "");
  const whole = cell && centreOf(cell);
  // One too unsure to be told is none to doubt by.
  const value = [answer.group?.centre, whole].find((centre) => centre?.reliable)?.value ?? null;
  const months = monthsIn(period);
  if (value === null) return referenceMiddle(commons, visitor, ref, months);
  if (months.length === 0 || ref.measure.coverage <= 1) return { value, isOfSeason: true };
  const published = answer.group === null ? [] : monthsIn(answer.period);
  if (published.length > 0) return { value, isOfSeason: months.every((month) => published.includes(month)) };
  const share = shareOfYear(commons, ref, answer.group, months);
  return share === null ? { value, isOfSeason: false } : { value: value * share, isOfSeason: true };
}

/** The public reference, which is of a whole year. */
function referenceMiddle(
  { references, tree }: PublicCommons,
  visitor: Visitor,
  ref: MeasureRef,
  months: readonly string[],
): PublicMiddle {
  const area = visitor.area.value ?? tree.root.code;
  const reference = referenceFor({ ref, area, household: householdOf(visitor, area), period: "" }, references, tree);
  const isOfSeason = months.length === 0 || ref.measure.coverage <= 1;
  return reference ? { value: reference.value, isOfSeason, isReference: true } : { value: null, isOfSeason };
}

/** The mean over the months divided by the mean over the year, of the group's kind or else of all homes; null: not published. */
function shareOfYear(commons: PublicCommons, ref: MeasureRef, group: Group | null, months: readonly string[]): number | null {
  if (commons.main?.step !== "year") return null;
  const { tree, rest } = commons;
  const around = group ? tree.lineage(group.area).map(({ code }) => ({ area: code, type: group.type })) : [];
  for (const { area, type } of [...around, { area: tree.root.code, type: "_T" }]) {
    const year = meanAt(commons, ref, area, type);
    for (const period of periodsWith([...(rest?.groups.keys() ?? [])], months)) {
      const part = meanAt(commons, ref, area, type, period);
      if (part && year && year.value > 0) return part.value / year.value;
    }
  }
  return null;
}
