// A quantile lies where the histogram of its own cell allows. Where it lies within a bin, and its interval, are not computed again.

import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, cellOf, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { binsOfCell, solveBins } from "./histogram.ts";

/** Estimates are made of more than the cell's own histogram, and lie within the noise of that. */
const SIGMAS = 8;
/** Bins are a twentieth of their amounts wide at least; values are rounded to the decimals that are published. */
const ROUNDED = 0.01;

export const QUANTILE_CHECKS: readonly PromiseCheck<Contents>[] = checksOf<Contents>(OBSERVATIONS_FILE, {
  quantiles: quantileFaults,
});

/**
 * Households below the bin of the p-quantile are at most pn, and those up to its end at least, but for the noise of both
 * differences. Sums of classes have no histogram of their own, and are left out.
 */
function* quantileFaults({ tables, bins, shapes }: Contents): Faults {
  for (const row of tables.observations) {
    const { STATISTIC, OBS_VALUE: value } = row;
    const rows = bins.get(cellOf(row));
    const form = shapes.get(measureOf(row))?.histogram;
    if (!/^P\d\d$/.test(STATISTIC) || value === null || !rows || !form) continue;
    const p = Number(STATISTIC.slice(1)) / 100;
    const households = binsOfCell(rows, form);
    const sigma = rows[0]?.SIGMA ?? 0;
    /** households of these bins less pn, in their own noise */
    const surplus = (isIn: (bin: number) => boolean) => {
      const weights = households.map((_, bin) => (isIn(bin) ? 1 : 0) - p);
      const weighed = (values: readonly number[]) => values.reduce((sum, one, bin) => sum + one * (weights[bin] as number), 0);
      return weighed(households) / (sigma * Math.sqrt(weighed(solveBins(weights, form))));
    };
    const before = surplus((bin) => (rows[bin]?.UPPER ?? Number.POSITIVE_INFINITY) <= value * (1 - ROUNDED));
    const within = surplus((bin) => (rows[bin]?.LOWER ?? 0) < value * (1 + ROUNDED));
    if (before > SIGMAS || within < -SIGMAS)
      yield `${STATISTIC} of ${cellOf(row)} is ${value}; its histogram has it ${before > SIGMAS ? "below" : "above"}, by ${Math.max(before, -within).toFixed(1)} times its noise`;
  }
}
