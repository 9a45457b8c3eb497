import { type CellNoise, Z95 } from "./noise.ts";

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
  const isExposed = (precision: number) => Z95 / Math.sqrt(precision) < 2 * sum.noise.k;
  const most = first.measures ?? 1;
  const chances = Array.from({ length: most }, (_, i) => {
    const failing = i + 1;
    // Measures of other partitions, which count an area's households as well, are in the rows whichever of these fail.
    if (!isExposed(precisionOfYear(sum, parts, ({ measures = 1 }) => measures - most + failing))) return 0;
    return chanceOfOne(sum, parts, ({ chance, chancesOfFewer }) => (failing === 1 ? chance : (chancesOfFewer?.[i] ?? chance)));
  });
  return Math.max(...chances);
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
  const bin = ({ noise }: CountedCell) => (noise.sigmaBin === null ? Number.POSITIVE_INFINITY : noise.sigmaBin ** 2);
  const { ofTotal, ofBin } = TOLD_BY_BINS[sum.heaped ? "heaped" : "usual"];
  const counts = added(
    (cell) => 1 / (measuresOf(cell) * cell.publications * (1 / cell.noise.sigmaCount ** 2 + ofTotal / bin(cell))),
  );
  const together = Math.min(...[sum, ...parts].map((cell) => cell.publications * measuresOf(cell)));
  return 1 / counts + together / added(({ noise }) => noise.sigmaSum ** 2) + (together * ofBin) / added(bin);
}
