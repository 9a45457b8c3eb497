import type { DistributionRow } from "../../src/contract/observation.ts";
import { estimatedBins } from "../../src/privacy/areas/bins.ts";
import type { Bin } from "../charts/hundred.ts";

/** The cell of a histogram. */
type BinnedCell = Pick<DistributionRow, "DOMAIN" | "MEASURE" | "REF_AREA" | "HOUSEHOLD_TYPE" | "TIME_PERIOD">;

/** A cell as a key of a map. */
const keyOf = (cell: BinnedCell): string =>
  `${cell.DOMAIN}\n${cell.MEASURE}\n${cell.REF_AREA}\n${cell.HOUSEHOLD_TYPE}\n${cell.TIME_PERIOD}`;

/** Cache of rows by cell, because a page asks for the histograms of many cells of the same rows. */
const BY_CELL = new WeakMap<readonly DistributionRow[], ReadonlyMap<string, readonly DistributionRow[]>>();

function rowsByCell(rows: readonly DistributionRow[]): ReadonlyMap<string, readonly DistributionRow[]> {
  const cached = BY_CELL.get(rows);
  if (cached) return cached;
  const byCell = new Map<string, DistributionRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const own = byCell.get(key);
    if (own) own.push(row);
    else byCell.set(key, [row]);
  }
  BY_CELL.set(rows, byCell);
  return byCell;
}

/**
 * The histogram of a cell, in order; empty where none is published. Each bin is the best estimate from all noisy counts that
 * contain it, with the remaining standard deviation; a histogram without groups of bins is returned as it is.
 */
export function publishedBins(rows: readonly DistributionRow[], cell: BinnedCell): Bin[] {
  const own = [...(rowsByCell(rows).get(keyOf(cell)) ?? [])].sort((a, b) => a.BIN - b.BIN);
  const noisy = own.map(({ NOISY }) => Number(NOISY));
  const bins = estimatedBins(noisy) ?? noisy.map((households, i) => ({ from: i, to: i, households, left: 1 }));
  return bins.map(({ from, to, households, left }) => {
    const [first, last] = [own[from], own[to]] as [DistributionRow, DistributionRow];
    return { lower: first.LOWER, upper: last.UPPER, noisy: households, sigma: left * first.SIGMA };
  });
}
