import type { Cell } from "../shared/cells.ts";
import { isAtEdge, writtenOutwards } from "../shared/digits.ts";
import { isReliable } from "../shared/format.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";

/** The figure that a home is compared with: the median where it is published, else the mean. */
export interface Centre extends WithMargin {
  readonly statistic: "P50" | "MEAN";
  readonly reliable: boolean;
}

/** The end of the lowest quarter of homes, the middle home, and the start of the highest quarter. */
export interface Quartiles {
  readonly p25: WithMargin;
  readonly p50: WithMargin;
  readonly p75: WithMargin;
}

function intervalOf(cell: Cell, statistic: "P25" | "P50" | "P75"): WithMargin | null {
  return reliableInterval(cell.get(statistic));
}

/** Null where one of the three quartiles is withheld or too imprecise. */
export function quartilesOf(cell: Cell): Quartiles | null {
  const [p25, p50, p75] = [intervalOf(cell, "P25"), intervalOf(cell, "P50"), intervalOf(cell, "P75")];
  return p25 && p50 && p75 ? { p25, p50, p75 } : null;
}

/** The same with the ends that are written, by which a home's place among them is told. */
export function writtenQuartiles({ p25, p50, p75 }: Quartiles, most: number): Quartiles {
  return { p25: writtenOutwards(p25, most), p50: writtenOutwards(p50, most), p75: writtenOutwards(p75, most) };
}

/** Quartiles that place a home have margins below this share of P75 − P25, as the release's own groups for quartiles have. */
const MOST_MARGIN = 0.25;

/** Tells whether quartiles are precise enough to place a home among others: the rule of the release's groups. */
export function arePrecise({ p25, p50, p75 }: Quartiles): boolean {
  const most = MOST_MARGIN * (p75.value - p25.value);
  return [p25, p50, p75].every(({ value, lower, upper }) => Math.max(value - lower, upper - value) < most);
}

/** Null where the cell publishes neither. An unreliable mean, or one at an end of its own margin, is returned with `reliable` false. */
export function centreOf(cell: Cell): Centre | null {
  for (const statistic of ["P50", "MEAN"] as const) {
    const row = cell.get(statistic);
    if (row === undefined || row.OBS_VALUE === null) continue;
    const [value, lower, upper] = [row.OBS_VALUE, row.CI_LOWER ?? row.OBS_VALUE, row.CI_UPPER ?? row.OBS_VALUE];
    const reliable = isReliable(row) && !isAtEdge({ value, lower, upper });
    if (!reliable && statistic === "P50") continue;
    return { statistic, reliable, value, lower, upper };
  }
  return null;
}
