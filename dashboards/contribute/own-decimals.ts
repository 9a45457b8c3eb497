import type { Measure } from "../../src/domains/index.ts";
import { plainDigits } from "../shared/digits.ts";

/** Tells whether a figure has one decimal and no more, as somebody typed it; the share of a bill has three. */
const isTenths = (value: number): boolean => Number.isInteger(Number((10 * value).toFixed(6)));

/**
 * Decimals of a household's own figure as people read it, the same wherever it stands: cents of money, one of what is below a hundred or
 * was typed so, more of what is below one; none where they would be zeros.
 */
export function ownDecimals(value: number, { unit, decimals }: Pick<Measure, "unit" | "decimals">): number {
  const ofLarge = isTenths(value) ? 1 : 0;
  const most =
    unit === "currency" ? decimals : value >= 100 ? ofLarge : value >= 1 ? Math.min(1, decimals) : value < 0.1 ? 3 : decimals;
  return Number.isInteger(Number(value.toFixed(most))) ? 0 : most;
}

/** Decimals of a mean of one's own figures, at least: nobody typed it, so that cents of money, and tenths of what is large, say nothing. */
export const ownMeanDecimals = (value: number, measure: Pick<Measure, "unit" | "decimals">): number =>
  measure.unit === "currency" ? plainDigits(value) : ownDecimals(value, measure);

/** Decimals of all figures of a list, at least one where any has some, so that none changes with those beside it. */
export function ownListDecimals(values: readonly number[], measure: Pick<Measure, "unit" | "decimals">): number {
  return Math.max(0, ...values.map((value) => (Number.isInteger(value) ? 0 : Math.max(1, ownDecimals(value, measure)))));
}
