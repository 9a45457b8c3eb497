import type { DistributionRow } from "../../src/contract/observation.ts";
import type { Bin } from "../charts/hundred.ts";

/** The cell that a histogram is of. */
type BinnedCell = Pick<DistributionRow, "DOMAIN" | "MEASURE" | "REF_AREA" | "HOUSEHOLD_TYPE" | "TIME_PERIOD">;

/** The published histogram of a cell, in order; empty where there is none. */
export function publishedBins(rows: readonly DistributionRow[], cell: BinnedCell): Bin[] {
  const keys = Object.keys(cell) as (keyof BinnedCell)[];
  return rows
    .filter((row) => keys.every((key) => row[key] === cell[key]))
    .sort((a, b) => a.BIN - b.BIN)
    .map(({ LOWER, UPPER, NOISY, SIGMA }) => ({ lower: LOWER, upper: UPPER, noisy: Number(NOISY), sigma: SIGMA }));
}
