import {
  histogramOf,
  knowledgeOf,
  leastSquares,
  measuredRows,
  type NoisySum,
  type PublicView,
  placesOf,
  unknownsOf,
  type Vector,
  type Withheld,
} from "./attacker.ts";

/**
 * The attacker of the ± 2k rule: combines the public tables of all publications of a year, under the assumption that each cell
 * counts the same households in all of them. The attacker knows exactly what the households of one withheld count used: nothing,
 * or the clamp each. Written without `src/privacy` and `src/pipeline`.
 */
export interface YearAttack {
  /** rows of the cube that no publication shows */
  readonly withheld: readonly Withheld[];
  /** the variance of the best estimate of a withheld count; Infinity where it is not determined */
  variance(of: Vector): number;
}

/**
 * What a histogram tells of one bin. Four noisy integers depend on it: its own and those of its three groups. What they reveal of the
 * total is already in the counts.
 */
function toldOfBin({ measure }: PublicView): number {
  const { bins, sizes } = histogramOf(measure);
  return sizes.length - sizes.reduce((sum, size) => sum + size / bins, 0);
}

/**
 * The noisy counts of one bin in every histogram. Bin 0 counts those who used nothing, the last one those at the clamp. All bins have
 * the same noise.
 */
function binRows(view: PublicView, bin: number): NoisySum[] {
  const sumOf = unknownsOf(view);
  return view.distributions
    .filter(({ BIN }) => BIN === bin)
    .map(({ REF_AREA, HOUSEHOLD_TYPE, NOISY, SIGMA }) => ({
      of: sumOf(REF_AREA, HOUSEHOLD_TYPE),
      value: Number(NOISY),
      variance: SIGMA ** 2,
    }));
}

/** Combines independent measurements of the same sum into one, weighted by their precision. */
function mergeSameSums(rows: readonly NoisySum[]): NoisySum[] {
  const merged = new Map<string, NoisySum>();
  for (const row of rows) {
    const key = row.of.join("");
    const { value, variance } = merged.get(key) ?? { value: 0, variance: Number.POSITIVE_INFINITY };
    const precision = 1 / variance + 1 / row.variance;
    merged.set(key, { of: row.of, value: (value / variance + row.value / row.variance) / precision, variance: 1 / precision });
  }
  return [...merged.values()];
}

/**
 * The attack in three separate parts: the counts of the whole year; the centred sums of each publication, which a known amount
 * turns into a count; and the one bin of each publication's histograms in which the known amounts lie. `wholeAttack` solves the
 * same as one system, which is too large for a real commons.
 */
export function yearAttack(views: readonly PublicView[]): YearAttack {
  const known = views.map(knowledgeOf);
  const shown = new Set(known.flatMap(({ shown: rows }) => rows.map(({ name }) => name)));
  const withheld = new Map(known.flatMap(({ withheld: rows }) => rows.map((row) => [row.name, row] as const)));
  const counts = leastSquares(mergeSameSums(known.flatMap(({ rows }) => rows)));
  const sums = views.map((view) => leastSquares(measuredRows(view, "CENTRED_SUM")));
  const bins = views.map((view) => ({ fit: leastSquares(binRows(view, 0)), told: toldOfBin(view) }));
  return {
    withheld: [...withheld.values()].filter(({ name }) => !shown.has(name)),
    variance: (of) =>
      1 /
      [
        1 / counts.variance(of),
        ...sums.map((fit) => 1 / fit.variance(of)),
        ...bins.map(({ fit, told }) => told / fit.variance(of)),
      ].reduce((all, precision) => all + precision, 0),
  };
}

/**
 * The same attack on one withheld count, as one dense system. Its unknowns are the counts of every leaf and class and, for each
 * publication, their centred sums and their bins, which add up to the counts. Only of the target are sums and bins known: its
 * centred sum is minus its count (nothing used, in units of C/2), bin 0 contains all of it, and the other bins none. Each of
 * these equations removes one unknown, so that nothing is assumed of other counts.
 */
export function wholeAttack(views: readonly PublicView[], target: Vector): number {
  const width = target.length;
  const last = target.lastIndexOf(1);
  const { bins: binCount } = histogramOf((views[0] as PublicView).measure);
  const blocks = views.length * binCount;
  const size = width * (1 + blocks);
  const vector = (entries: readonly (readonly [at: number, value: number])[]): number[] => {
    const result = new Array<number>(size).fill(0);
    for (const [at, value] of entries) result[at] = (result[at] as number) + value;
    return result;
  };
  // Each publication has one block for the sums, then one for each bin except the last, which is the counts less the other bins.
  const counts = (of: Vector, times = 1) => of.map((one, i) => [i, times * one] as const);
  const linkedEntries = (block: number, of: Vector, factor: number) => {
    // The last unknown of the target follows from the equation: factor × counts − the other unknowns.
    const own = of[last] as number;
    const others = of.map((one, i) => [width * (1 + block) + i, i === last ? 0 : one - own * (target[i] as number)] as const);
    return [...others, ...counts(target, own * factor)];
  };
  const rows = views.flatMap((view, v): NoisySum[] => {
    const first = v * binCount;
    const countRows = knowledgeOf({ ...view, distributions: [] }).rows.map((row) => ({ ...row, of: vector(counts(row.of)) }));
    const sums = measuredRows(view, "CENTRED_SUM").map((row) => ({ ...row, of: vector(linkedEntries(first, row.of, -1)) }));
    const binned = (bin: number, of: Vector): (readonly [at: number, value: number])[] => {
      if (bin < binCount - 1) return linkedEntries(first + 1 + bin, of, bin === 0 ? 1 : 0);
      const rest = Array.from({ length: binCount - 1 }, (_, other) => linkedEntries(first + 1 + other, of, other === 0 ? 1 : 0));
      return [...counts(of), ...rest.flat().map(([at, value]) => [at, -value] as const)];
    };
    const bins = placesOf(view.measure).flatMap(({ from, to }, place) =>
      binRows(view, place).map((row): NoisySum => {
        const all = Array.from({ length: to - from + 1 }, (_, i) => binned(from + i, row.of));
        return { ...row, of: vector(all.flat()) };
      }),
    );
    return [...countRows, ...sums, ...bins];
  });
  return leastSquares(rows).variance(vector(counts(target)));
}

/**
 * The attack on one publication whose leaves have a lower clamp, with counts and sums in one dense system, because the attacker
 * moves the leaves' sums around C/2 by the leaves' counts. More is given away than is public: that the ratio by which leaves are
 * multiplied is exact in each, and 1, where counts move most. Unknown are every leaf's and class's count and sum; the target's
 * households used the clamp C each, which removes one unknown.
 */
export function clampAttack(view: PublicView, target: Vector): number {
  const width = target.length;
  const last = target.lastIndexOf(1);
  const full = Math.max(...view.measurements.map(({ CENTRE }) => Number(CENTRE)));
  const counts = knowledgeOf(view).rows.map((row) => ({ ...row, of: [...row.of, ...new Array<number>(width).fill(0)] }));
  const centred = view.measurements.filter(({ QUANTITY }) => QUANTITY === "CENTRED_SUM");
  const sums = measuredRows(view, "CENTRED_SUM").map(({ of, value, variance }, r): NoisySum => {
    // In units of C/2 a household at C adds 2, less the centre of the cell's own clamp.
    const share = Number(centred[r]?.CENTRE) / full;
    const own = of[last] as number;
    const ofCounts = of.map((one, i) => 2 * own * (target[i] as number) - share * one);
    const ofSums = of.map((one, i) => (i === last ? 0 : one - own * (target[i] as number)));
    return { of: [...ofCounts, ...ofSums], value: share * value, variance: share ** 2 * variance };
  });
  const dense = leastSquares([...counts, ...sums]).variance([...target, ...new Array<number>(width).fill(0)]);
  const bin = leastSquares(binRows(view, histogramOf(view.measure).bins - 1)).variance(target);
  return 1 / (1 / dense + toldOfBin(view) / bin);
}
