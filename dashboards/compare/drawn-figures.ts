import { isVeryLow } from "./low-figure.ts";
import { isBesideSeason, seasonPlace } from "./season-place.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";
import { unsureSide } from "./widened-said.ts";

/**
 * Drawings that a verdict may have; `row` is a small version of `dots` for paper, `half` has the middle half alone of a group
 * whose distribution is not published, and `margin` a mean that is known by its margin alone.
 */
export type FigureKind = "kinds" | "dots" | "half" | "margin" | "row" | "months" | "season" | "near";

/** Tells whether the verdict places the home among others. */
export function hasPosition({ verdict }: TopicAnswer): boolean {
  return verdict !== null && !["none", "years", "widened", "seasonal"].includes(verdict.kind);
}

/**
 * Tells whether the gap with the middle is said. It is not of a month that nobody named, which may be one of winter, where the unit is doubted, where somebody may be going without, or beside homes that are lived in.
 */
export function statesGap(answer: TopicAnswer): boolean {
  const kind = answer.verdict?.kind;
  if (answer.seldom || answer.isMonthUntold) return false;
  if (kind === "seasonal") {
    const { reach } = answer.season ?? {};
    // Within the reach of the middle, no difference can be told.
    return reach != null && seasonPlace(answer) !== null && sideOf(answer.given?.perMonth ?? 0, reach) !== "about";
  }
  if (isVeryLow(answer)) return false;
  if (isBesideOwnMean(answer)) return true;
  return hasPosition(answer) && kind !== "unit" && kind !== "little";
}

/** Tells whether a figure is beyond the margin of a mean of its own kind of homes that is known by its margin alone. */
function isBesideOwnMean(answer: TopicAnswer): boolean {
  const [side, { group, ownType }] = [unsureSide(answer), answer];
  return side !== null && side !== "about" && group?.hasOtherKinds === false && (group.type !== "_T" || ownType === "_T");
}

/** Tells whether part of a year has a rank, and is too near the middle for a gap: a sentence with a side, or without a place, says so itself. */
export function isGapTooSmall(answer: TopicAnswer): boolean {
  const place = seasonPlace(answer);
  return !answer.seldom && place !== null && place.kind !== "side" && !statesGap(answer);
}

/** Tells whether kinds of homes are drawn: because the home's own is not known, or has no place but its middle half. */
export const isAmongKinds = ({ verdict, untold, kinds, ownType, group }: TopicAnswer): boolean =>
  (verdict?.kind === "widened" && untold.length > 0 && kinds.length > 1) ||
  (verdict?.kind === "side" && group?.quartiles === null && group.type === ownType && kinds.some(({ type }) => type === ownType));

/**
 * Tells whether the middle half of the group is drawn alone: where its distribution is not published, or it has other kinds of homes, among
 * which the home has no place.
 */
export function isBesideHalf(answer: TopicAnswer): boolean {
  const { verdict, group, homes } = answer;
  const isWider = verdict?.kind === "widened" && !isAmongKinds(answer);
  return group?.quartiles != null && (isWider || (hasPosition(answer) && homes.length === 0));
}

/** Tells whether the middle or the mean of the home's own kind is drawn with its margin, for want of anything of its homes. */
const isBesideMargin = (answer: TopicAnswer): boolean =>
  unsureSide(answer) !== null ||
  (answer.verdict?.kind === "side" && answer.group?.quartiles === null && answer.homes.length === 0 && !isAmongKinds(answer));

/** The drawings of an answer, in the order of a page with room for all. */
export function figuresOf(answer: TopicAnswer): FigureKind[] {
  const { verdict, given, homes, season } = answer;
  // A figure that is doubted is asked about first: beside it the others would be a line at the edge of its axis.
  if (!verdict || !given || verdict.kind === "none" || verdict.kind === "unit") return [];
  // Months stand beside their quarters already.
  const isByQuarter = given.months.length > 0 && season !== null && season.quarters.length > 0;
  const kindsDrawn: (FigureKind | false)[] = [
    isAmongKinds(answer) && "kinds",
    hasPosition(answer) && homes.length > 0 && !isBesideHalf(answer) && !isAmongKinds(answer) && "dots",
    isBesideHalf(answer) && "half",
    isBesideMargin(answer) && "margin",
    given.months.length > 0 && "months",
    season?.centre ? !isByQuarter && isBesideSeason(answer) && "season" : "near",
    // Places are compared over the year, whatever the figure is of.
    season?.centre != null && isBesideSeason(answer) && "near",
  ];
  return kindsDrawn.filter((kind): kind is FigureKind => kind !== false);
}

/**
 * Tells whether a drawing is folded on the card of one of several topics: of places nearby, and of kinds that the home may be of while an answer
 * is missing.
 */
export const isFolded = (kind: FigureKind, { untold }: TopicAnswer): boolean =>
  kind === "near" || (kind === "kinds" && untold.length > 0);
