import type { MeasureRef } from "../../src/domains/index.ts";
import type { Cell } from "../shared/cells.ts";
import type { Lang } from "../shared/i18n.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { meanAt } from "../visit/focus.ts";
import { householdOf, type Visitor } from "../visit/visitor.ts";
import type { Group } from "./group.ts";
import { monthsIn, periodsWith } from "./published-months.ts";
import { referenceFor } from "./reference.ts";
import { answerOf, kindsAt, type TopicAnswer } from "./topic-answer.ts";

/** What a figure of some months is doubted by. */
export interface PublicMiddle {
  /** in the display unit per month; null where none is published */
  readonly value: number | null;
  /** false: the measure varies with the season, and nothing is published of the figure's own months */
  readonly isOfSeason: boolean;
  /** what it is of, where it is no middle home's: a mean or, where nothing is published, a public reference from elsewhere */
  readonly of?: "mean" | "reference";
  /** middles of the kinds of homes that the visitor's may be, while it is not said which; absent: it is, or none is published */
  readonly kinds?: { readonly lowest: number; readonly highest: number };
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
  const { group } = answer;
  const centre = group?.centre ?? centreAt(cellAt(commons, ref, root, "_T", commons.main?.period ?? ""));
  const months = monthsIn(period);
  if (centre === null) return referenceMiddle(commons, visitor, ref, months);
  const { share, isOfSeason } = seasonShare(commons, answer, months);
  const isKnown = answer.untold.length === 0;
  const middles = isKnown ? [] : possibleMiddles(commons, answer).map((middle) => share * middle);
  const value = share * centre.value;
  return {
    value,
    isOfSeason,
    ...(centre.statistic === "MEAN" ? { of: "mean" } : {}),
    ...(middles.length === 0 ? {} : { kinds: { lowest: Math.min(value, ...middles), highest: Math.max(value, ...middles) } }),
  };
}

/** Middles of the kinds that the home may be of, at the nearest place that has any: a place may have a figure of all its homes alone. */
function possibleMiddles(commons: PublicCommons, { ref, group, period, possible }: TopicAnswer): number[] {
  const { tree } = commons;
  const [nearest = []] = tree
    .lineage(group?.area ?? tree.root.code)
    .map(({ code }) => kindsAt(commons, ref, code, period).filter(({ type }) => possible.includes(type)))
    .filter(({ length }) => length > 0);
  return nearest.map(({ quartiles }) => quartiles.p50.value);
}

/** The median of a cell, else its mean, however wide the margin: only what is far beyond it is doubted. */
function centreAt(cell: Cell | undefined): { readonly value: number; readonly statistic: "P50" | "MEAN" } | null {
  for (const statistic of ["P50", "MEAN"] as const) {
    const value = cell?.get(statistic)?.OBS_VALUE ?? null;
    if (value !== null) return { value, statistic };
  }
  return null;
}

/** What the figures of an answer are brought to the months of a period by, and whether they are then of these months. */
function seasonShare(commons: PublicCommons, { ref, group, period }: TopicAnswer, months: readonly string[]) {
  if (months.length === 0 || ref.measure.coverage <= 1) return { share: 1, isOfSeason: true };
  const published = group === null ? [] : monthsIn(period);
  if (published.length > 0) return { share: 1, isOfSeason: months.every((month) => published.includes(month)) };
  const share = shareOfYear(commons, ref, group, months);
  return { share: share ?? 1, isOfSeason: share !== null };
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
  return reference ? { value: reference.value, isOfSeason, of: "reference" } : { value: null, isOfSeason };
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
