import { isReliable } from "./format.ts";

/** A published figure with the two ends of its margin. */
export interface WithMargin {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** A published figure with its margin; null where it is withheld or too imprecise to rely on. */
export function reliableInterval(row: Parameters<typeof isReliable>[0]): WithMargin | null {
  return isReliable(row)
    ? { value: row.OBS_VALUE, lower: row.CI_LOWER ?? row.OBS_VALUE, upper: row.CI_UPPER ?? row.OBS_VALUE }
    : null;
}
