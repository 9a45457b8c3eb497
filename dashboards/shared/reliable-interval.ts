import { isReliable } from "./format.ts";

/** A figure with the two ends of its margin, as pages show it. */
export interface WithMargin {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** decimals of all figures of a list that it is one of; absent: those that its own margin allows */
  readonly digits?: number | undefined;
  /** the numbers as published, where part of them is below zero; files have them, and no page shows that part */
  readonly published?: Omit<WithMargin, "published">;
}

/** Share of a margin that is above zero from which its upper end is shown. */
const LEAST_SHOWN = 0.1;

/** A figure from zero on. Noise alone puts an estimate or an end of its margin below zero, because no home has a negative amount. */
export function fromZero<F extends WithMargin>(figure: F): F {
  const { value, lower, upper } = figure;
  if (lower >= 0 && value >= 0) return figure;
  return {
    ...figure,
    value: Math.max(0, value),
    lower: Math.max(0, lower),
    // Of a margin that is nearly all below zero the upper end says nothing: its half-width is the error that any figure here has.
    upper: upper > LEAST_SHOWN * (upper - lower) ? upper : (upper - lower) / 2,
    published: { value, lower, upper },
  };
}

/** Tells whether an estimate itself is below zero: pages write only that it is less than the upper end of its margin. */
export const isBelowZero = ({ published }: WithMargin): boolean => published !== undefined && published.value < 0;

/** A published row from zero on. */
export function intervalOf(row: NonNullable<Parameters<typeof isReliable>[0]> & { readonly OBS_VALUE: number }): WithMargin {
  const { OBS_VALUE: value, CI_LOWER, CI_UPPER } = row;
  return fromZero({ value, lower: CI_LOWER ?? value, upper: CI_UPPER ?? value });
}

/** A published figure with its margin; null where it is withheld or too imprecise to rely on. */
export function reliableInterval(row: Parameters<typeof isReliable>[0]): WithMargin | null {
  return isReliable(row) ? intervalOf(row) : null;
}
