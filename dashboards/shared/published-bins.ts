import type { DistributionRow } from "../../src/contract/observation.ts";
import { estimatedBins } from "../../src/privacy/areas/index.ts";
import type { Bin } from "../charts/hundred.ts";

/** The cell of a histogram. */
type BinnedCell = Pick<DistributionRow, "DOMAIN" | "MEASURE" | "REF_AREA" | "HOUSEHOLD_TYPE" | "TIME_PERIOD">;

/**
 * The histogram of a cell, in order; empty where none is published. Each bin is the best estimate from all noisy counts that
 * contain it, with the remaining standard deviation; a histogram without groups of bins is returned as it is.
 */
export function publishedBins(rows: readonly DistributionRow[], cell: BinnedCell): Bin[] {
  const keys = Object.keys(cell) as (keyof BinnedCell)[];
  const own = rows.filter((row) => keys.every((key) => row[key] === cell[key])).sort((a, b) => a.BIN - b.BIN);
  const noisy = own.map(({ NOISY }) => Number(NOISY));
  const bins = estimatedBins(noisy) ?? noisy.map((households, i) => ({ from: i, to: i, households, left: 1 }));
  return bins.map(({ from, to, households, left }) => {
    const [first, last] = [own[from], own[to]] as [DistributionRow, DistributionRow];
    return { lower: first.LOWER, upper: last.UPPER, noisy: households, sigma: left * first.SIGMA };
  });
}
