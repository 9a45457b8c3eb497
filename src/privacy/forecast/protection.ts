import { type CellNoise, Z95 } from "./noise.ts";

/** Precisions that a histogram gives its total, and one bin beside it, in those of one integer (`protection.md`). */
const [TOLD_OF_TOTAL, TOLD_OF_BIN] = [15 / 32, 4 - 15 / 32];

/** A member of a sum, one of its parts or the sum itself: the chance that it passes its gate, its noise, and how often it is drawn. */
export interface CountedCell {
  readonly chance: number;
  readonly noise: CellNoise;
  /** publications of the year that hold it */
  readonly publications: number;
}

/**
 * Expected number of cells that are withheld to protect another, among the parts of one sum. If exactly one part fails its gate
 * and all of the year's rows of the sum and the other parts give its count to better than ± 2k (95 %), the smallest of the others
 * is withheld too; two that are withheld hide each other. Parts are taken as independent, and as the same all year. What the
 * victim of one sum does in another sum is left out.
 */
export function withheldToProtect(sum: CountedCell, parts: readonly CountedCell[]): number {
  if (parts.length < 2) return 0;
  let [allPass, oneFails] = [1, 0];
  for (const { chance } of parts) [allPass, oneFails] = [allPass * chance, oneFails * chance + allPass * (1 - chance)];
  return Z95 / Math.sqrt(precisionOfYear(sum, parts)) < 2 * sum.noise.k ? sum.chance * oneFails : 0;
}

/**
 * Precision with which a year's rows give the count of the one withheld part to somebody who knows the amounts of its households:
 * by the counts of all publications, and by the sums and the one bin (with its groups) of each publication that has all members.
 */
function precisionOfYear(sum: CountedCell, parts: readonly CountedCell[]): number {
  const added = (variance: (cell: CountedCell) => number) =>
    variance(sum) + parts.reduce((all, part) => all + variance(part), 0) * (1 - 1 / parts.length);
  const bin = ({ noise }: CountedCell) => (noise.sigmaBin === null ? Number.POSITIVE_INFINITY : noise.sigmaBin ** 2);
  const counts = added((cell) => 1 / (cell.publications * (1 / cell.noise.sigmaCount ** 2 + TOLD_OF_TOTAL / bin(cell))));
  const together = Math.min(sum.publications, ...parts.map(({ publications }) => publications));
  return 1 / counts + together / added(({ noise }) => noise.sigmaSum ** 2) + (together * TOLD_OF_BIN) / added(bin);
}
