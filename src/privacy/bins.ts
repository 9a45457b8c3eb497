/** Zero, 30 logarithmic bins, overflow. */
export const BINS = 32;

const INNER = BINS - 2;

/**
 * The public edges of a measure's histogram, from its clamp alone: 31 integers 0 = e₀ < e₁ < … < e₃₀ = upper, in the
 * measure's base unit, e_i = ⌊upper·(5/6)^(30−i)⌋ (ratio 1.2), raised where needed to stay strictly increasing.
 *
 * @throws RangeError when upper < 30, which leaves no room for 30 bins
 */
export function histogramEdges(upper: bigint): bigint[] {
  if (upper < BigInt(INNER)) throw new RangeError(`upper must be ≥ ${INNER} for ${INNER} bins; got ${upper}`);
  const edges = [0n];
  for (let i = 1; i <= INNER; i++) {
    const power = BigInt(INNER - i);
    const edge = (upper * 5n ** power) / 6n ** power;
    const above = (edges[i - 1] as bigint) + 1n;
    edges.push(edge > above ? edge : above);
  }
  return edges;
}

/** A histogram counts its bins one by one, and again in groups of 2, 4 and 8: 60 integers, each household in one of each size. */
export const BINS_A_PLACE = [1, 2, 4, 8] as const;

/** Places of a histogram, in the order in which they are measured and published. Each counts the bins `from` to `to`, both included. */
export const HISTOGRAM: readonly { readonly from: number; readonly to: number }[] = BINS_A_PLACE.flatMap((size) =>
  Array.from({ length: BINS / size }, (_, i) => ({ from: i * size, to: (i + 1) * size - 1 })),
);

/** The bins, then the groups: what is measured of a cell. */
export function withGroups(bins: readonly bigint[]): bigint[] {
  return BINS_A_PLACE.flatMap((size) =>
    Array.from({ length: Math.ceil(bins.length / size) }, (_, i) =>
      bins.slice(i * size, (i + 1) * size).reduce((sum, bin) => sum + bin, 0n),
    ),
  );
}

/** Δ of a histogram (L2): a household moves one integer of each of the four sizes, by 1. */
export const HISTOGRAM_SENSITIVITY = 2n;
