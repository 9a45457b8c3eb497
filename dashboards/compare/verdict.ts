import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { Quartiles } from "./position.ts";

/** What may be said of a home's figure, in the order in which it is asked. */
export type Verdict =
  /** nothing is published that it could be held against */
  | { readonly kind: "none" }
  /** far above the middle, or above what counts in full: is the unit right? */
  | { readonly kind: "unit"; readonly times: number }
  /** one month, and that month is not published: no place */
  | { readonly kind: "seasonal" }
  /** the group mixes in other kinds of homes: figures, no place */
  | { readonly kind: "widened" }
  /** below five in a hundred: help, never praise */
  | { readonly kind: "little" }
  /** within the margin of a quartile: which side cannot be told */
  | { readonly kind: "edge"; readonly edge: "low" | "high"; readonly at: WithMargin }
  | { readonly kind: "quarter"; readonly quarter: "low" | "middle" | "high" }
  /** no quartile is good enough: beside the middle, or the mean */
  | { readonly kind: "side"; readonly side: "below" | "about" | "above" };

export interface VerdictInput {
  /** display unit per month */
  readonly value: number;
  /** the largest amount that counts in full */
  readonly clamp: number;
  /** the visitor has looked again, and the figure is right */
  readonly confirmed: boolean;
  readonly centre: WithMargin | null;
  readonly quartiles: Quartiles | null;
  /** the group mixes in other kinds of homes, or what decides was not said */
  readonly widened: boolean;
  /** the figure is of a season, and the group's of a whole year */
  readonly inSeason: boolean;
  /** below it are five in a hundred of the group; null: not known */
  readonly fivePercent: number | null;
}

export function verdictOf(input: VerdictInput): Verdict {
  const { value, clamp, confirmed, centre, quartiles, widened, inSeason, fivePercent } = input;
  const middle = quartiles?.p50 ?? centre;
  if (!middle) return { kind: "none" };
  const times = middle.value > 0 ? value / middle.value : 0;
  if (!confirmed && (times > UNUSUAL_FACTOR || value > clamp)) return { kind: "unit", times };
  if (inSeason) return { kind: "seasonal" };
  if (widened) return { kind: "widened" };
  if (!quartiles) {
    if (value < middle.lower) return { kind: "side", side: "below" };
    return { kind: "side", side: value > middle.upper ? "above" : "about" };
  }
  if (fivePercent !== null && value < fivePercent) return { kind: "little" };
  const within = ({ lower, upper }: WithMargin): boolean => value >= lower && value <= upper;
  if (within(quartiles.p25)) return { kind: "edge", edge: "low", at: quartiles.p25 };
  if (within(quartiles.p75)) return { kind: "edge", edge: "high", at: quartiles.p75 };
  if (value < quartiles.p25.value) return { kind: "quarter", quarter: "low" };
  return { kind: "quarter", quarter: value > quartiles.p75.value ? "high" : "middle" };
}
