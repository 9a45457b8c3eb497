import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { Quartiles } from "./position.ts";

/**
 * What may be said of a home's figure. The kinds are tested from top to bottom, except `side`, which is tested before `little`.
 */
export type Verdict =
  /** nothing is published to compare it with */
  | { readonly kind: "none" }
  /** many times the middle, above the clamp, or a year's total that is likelier a month's (`times` is then below 1): the unit or the period may be wrong */
  | { readonly kind: "unit"; readonly times: number; readonly isClamp: boolean }
  /** the figure is of years too far from the group's: no place */
  | { readonly kind: "years" }
  /** the figure covers part of a year, and the group's period has other months too: its place is that of its season */
  | { readonly kind: "seasonal" }
  /** the group contains other kinds of homes, or the home's kind is not known: figures, but no place */
  | { readonly kind: "widened" }
  /** below the lowest five in a hundred: help is offered, never praise */
  | { readonly kind: "little" }
  /** within the margin of a quartile, so that the side cannot be told */
  | { readonly kind: "edge"; readonly edge: "low" | "high"; readonly at: WithMargin }
  | { readonly kind: "quarter"; readonly quarter: "low" | "middle" | "high" }
  /** no quartile is precise enough: compared with the middle or the mean */
  | { readonly kind: "side"; readonly side: "below" | "about" | "above" };

/**
 * Most years between a figure and the group that it is placed in. A commons publishes a year once it is over, so its newest may be two years
 * behind; further apart, prices, winters and appliances differ so much that a place would compare years and not homes.
 */
export const MOST_YEARS_APART = 2;

/**
 * Times the middle from which a figure that was typed as a month's is doubted among homes of its kind, where nobody knows what ninety-five
 * in a hundred are below: a bill of several months is likelier than such a month. A year's total is doubted the other way: a month of it is
 * that far below the middle, and the number no further from it.
 */
const SEVERAL_MONTHS = 4;
/** A bill has two months at least: what is below twice the middle is no more than a usual month of it. */
const TWO_MONTHS = 2;
const MONTHS = 12;

export interface VerdictInput {
  /** display unit per month */
  readonly value: number;
  /** the largest month of which it is made, else the value itself */
  readonly largest: number;
  /** the largest amount that counts in full when figures are made */
  readonly clamp: number;
  /** typed as a month's, an ordinary one or one of the calendar */
  readonly isTypedMonth: boolean;
  /** typed as the total of a year */
  readonly isTypedYear: boolean;
  /** the visitor has confirmed the figure */
  readonly confirmed: boolean;
  readonly centre: WithMargin | null;
  readonly quartiles: Quartiles | null;
  /** the group contains other kinds of homes, or a deciding attribute is not answered */
  readonly widened: boolean;
  /** the figure is of part of a year, and the group's period has more months */
  readonly groupHasOtherMonths: boolean;
  /** the centre is of the figure's own days */
  readonly isOfSeason: boolean;
  /** years between the figure and the group's period; 0 where the figure's year is not known */
  readonly yearsApart: number;
  /** value below which five in a hundred of the group are; null: not known */
  readonly fivePercent: number | null;
  /** value above which five in a hundred are; null: not known of the figure's own days */
  readonly highest: number | null;
  /** the figure has more in it than those of the group, which is above them anyhow */
  readonly hasMore: boolean;
}

/** Tells whether a year's total that makes so many times the middle a month is likelier to be a month's. */
export const isLikelierMonth = (times: number): boolean => times < 1 / SEVERAL_MONTHS && MONTHS * times > 1 / SEVERAL_MONTHS;

/** Tells whether a month's figure is doubted because a bill of several months is likelier, and not because no home explains it. */
export const isLikelierBill = (verdict: Verdict | null): boolean =>
  verdict?.kind === "unit" && !verdict.isClamp && verdict.times > 1 && verdict.times <= UNUSUAL_FACTOR;

/** On which side of a middle a value is; within its margin nobody can tell. */
export function sideOf(value: number, { lower, upper }: WithMargin): "below" | "about" | "above" {
  if (value < lower) return "below";
  return value > upper ? "above" : "about";
}

/** A place among homes by their quartiles. */
type Rank = Extract<Verdict, { kind: "edge" | "quarter" }>;
/** A place by quartiles, else beside the middle. */
export type Place = Rank | Extract<Verdict, { kind: "side" }>;

/** The place of a value among homes; null where the margins of both quartiles hold it, so that it may be in any quarter. */
export function rankOf(value: number, { p25, p75 }: Quartiles): Rank | null {
  const [low, high] = [p25, p75].map((end) => sideOf(value, end) === "about");
  if (low && high) return null;
  if (low) return { kind: "edge", edge: "low", at: p25 };
  if (high) return { kind: "edge", edge: "high", at: p75 };
  if (value < p25.value) return { kind: "quarter", quarter: "low" };
  return { kind: "quarter", quarter: value > p75.value ? "high" : "middle" };
}

export function verdictOf(input: VerdictInput): Verdict {
  const { value, largest, clamp, confirmed, centre, quartiles, widened, groupHasOtherMonths, fivePercent } = input;
  const middle = quartiles?.p50 ?? centre;
  if (!middle) return { kind: "none" };
  const times = middle.value > 0 ? largest / middle.value : 0;
  // Beside a whole year a winter month may well be as many times its middle.
  const isInSeason = !groupHasOtherMonths || input.isOfSeason;
  const least = input.hasMore ? SEVERAL_MONTHS : TWO_MONTHS;
  const several = input.highest === null ? SEVERAL_MONTHS : Math.max(least, input.highest / middle.value);
  const most = input.isTypedMonth && !widened && isInSeason ? Math.min(several, UNUSUAL_FACTOR) : UNUSUAL_FACTOR;
  if (!confirmed && input.isTypedYear && !widened && isLikelierMonth(times)) return { kind: "unit", times, isClamp: false };
  if (!confirmed && (times > most || largest > clamp)) return { kind: "unit", times, isClamp: times <= most };
  if (input.yearsApart > MOST_YEARS_APART) return { kind: "years" };
  if (groupHasOtherMonths) return { kind: "seasonal" };
  if (widened) return { kind: "widened" };
  if (!quartiles) return { kind: "side", side: sideOf(value, middle) };
  if (fivePercent !== null && value < fivePercent) return { kind: "little" };
  return rankOf(value, quartiles) ?? { kind: "side", side: sideOf(value, middle) };
}
