import type { CellNoise } from "./noise.ts";
import { Z95 } from "./z95.ts";

/** Precisions that a histogram gives its total, and one bin beside it, in those of one integer (`protection.md`). */
export const TOLD_BY_BINS = {
  usual: { ofTotal: 15 / 32, ofBin: 4 - 15 / 32 },
  heaped: { ofTotal: 27 / 80, ofBin: 4 - 27 / 80 },
} as const;

/** A member of a sum, one of its parts or the sum itself: the chance that it passes its gate, its noise, and how often it is drawn. */
export interface CountedCell {
  readonly chance: number;
  /** measures that at worst count the same households; absent: its own alone */
  readonly measures?: number;
  /** for one of these, two and so on: the chance that it fails in fewer; absent: of its own alone */
  readonly chancesOfFewer?: readonly number[];
  readonly noise: CellNoise;
  /** publications of the year that hold it */
  readonly publications: number;
  /** whether amounts heap, so that its histogram has finer bins (`bins.ts`) */
  readonly heaped?: true | undefined;
}

/**
 * Expected number of cells that are withheld to protect another, among the parts of one sum. If exactly one part fails its gate
 * and all of the year's rows of the sum and the other parts give its count to better than ± 2k (95 %), one of the others is
 * withheld too; two that are withheld hide each other. A part that fails in some measures is held against the rows of all of these
 * together, one that fails in this measure alone against its rows. Parts are taken as independent, and as the same all year.
 * What the victim of one sum does in another sum, or of one measure alone in another, is left out.
 */
export function withheldToProtect(sum: CountedCell, parts: readonly CountedCell[]): number {
  const [first] = parts;
  if (!first || parts.length < 2) return 0;
  const most = first.measures ?? 1;
  const chances = Array.from({ length: most }, (_, i) => {
    const failing = i + 1;
    // Measures of other partitions, which count an area's households as well, are in the rows whichever of these fail.
    if (
      !isExposed(
        precisionOfYear(sum, parts, ({ measures = 1 }) => measures - most + failing),
        sum,
      )
    )
      return 0;
    return chanceOfOne(sum, parts, ({ chance, chancesOfFewer }) => (failing === 1 ? chance : (chancesOfFewer?.[i] ?? chance)));
  });
  return Math.max(...chances);
}

/** Types of two partitions that add up to the same homes: electric and not electric, gas and not gas of one size. */
export interface LinkOfTypes {
  /** types in it of the partition whose victims these are */
  readonly own: number;
  /** types in it of both */
  readonly members: number;
}

/**
 * Expected number of an area's types that are withheld because of a link, and not because of the area's total as well: where exactly one type
 * of the link fails, and another of its measure outside the link. Amounts of two measures are different ones, so counts alone tell.
 *
 * @param cell any type of the area, for all of both partitions
 * @param typeCount types of one partition
 */
export function withheldForLink(cell: CountedCell, { own, members }: LinkOfTypes, typeCount: number): number {
  const { chance, measures = 1 } = cell;
  if (!isExposed(1 / ((members - 1) * varianceOfCount(cell, measures)), cell)) return 0;
  return members * (1 - chance) * chance ** (members - 1) * (1 - chance ** (typeCount - own));
}

/** The chance that the sum passes its gate, and all parts but one. */
function chanceOfOne(sum: CountedCell, parts: readonly CountedCell[], chanceOf: (cell: CountedCell) => number): number {
  let [allPass, oneFails] = [1, 0];
  for (const chance of parts.map(chanceOf)) [allPass, oneFails] = [allPass * chance, oneFails * chance + allPass * (1 - chance)];
  return chanceOf(sum) * oneFails;
}

/**
 * Precision with which a year's rows give the count of the one withheld part to somebody who knows the amounts of its households:
 * by the counts of all publications, and by the sums and the one bin (with its groups) of each publication that has all members.
 *
 * @param measuresOf measures whose rows count together
 */
function precisionOfYear(sum: CountedCell, parts: readonly CountedCell[], measuresOf: (cell: CountedCell) => number): number {
  const added = (variance: (cell: CountedCell) => number) =>
    variance(sum) + parts.reduce((all, part) => all + variance(part), 0) * (1 - 1 / parts.length);
  const { ofBin } = TOLD_BY_BINS[sum.heaped ? "heaped" : "usual"];
  const counts = added((cell) => varianceOfCount(cell, measuresOf(cell)));
  const together = Math.min(...[sum, ...parts].map((cell) => cell.publications * measuresOf(cell)));
  return 1 / counts + together / added(({ noise }) => noise.sigmaSum ** 2) + (together * ofBin) / added(varianceOfBin);
}

const isExposed = (precision: number, { noise }: CountedCell): boolean => Z95 / Math.sqrt(precision) < 2 * noise.k;

const varianceOfBin = ({ noise }: CountedCell): number =>
  noise.sigmaBin === null ? Number.POSITIVE_INFINITY : noise.sigmaBin ** 2;

/** Variance with which the year's rows of so many measures give a cell's count. */
function varianceOfCount(cell: CountedCell, measures: number): number {
  const { ofTotal } = TOLD_BY_BINS[cell.heaped ? "heaped" : "usual"];
  return 1 / (measures * cell.publications * (1 / cell.noise.sigmaCount ** 2 + ofTotal / varianceOfBin(cell)));
}
