// The curves through a histogram from which `quantiles.ts` reads amounts.

/** Shares of the bins (≥ 0, sum 1) over their public edges: a distribution known at the edges. */
export interface BinShares {
  readonly shares: readonly number[];
  readonly edges: readonly number[];
}

/** A bin and how much of its share, in [0, 1], lies below a point. */
export interface QuantilePlace {
  readonly bin: number;
  readonly position: number;
}

/** Whether a place is in the last bin, which has no upper edge. */
export const isOverflow = ({ bin }: QuantilePlace, { length }: readonly number[]): boolean => bin === length - 1;

/** Where the cumulated share reaches p, for 0 < p < 1. */
export function locate(shares: readonly number[], p: number): QuantilePlace {
  let below = 0;
  for (const [bin, share] of shares.entries()) {
    if (share > 0 && below + share >= p) return { bin, position: (p - below) / share };
    below += share;
  }
  // Rounding may leave the last cumulated share a hair under p, which is then in the last bin that holds anything.
  return { bin: shares.findLastIndex((share) => share > 0), position: 1 };
}

/** The amount at a place if a bin's share is even over the bin: over log amounts, but linearly in the first bin above zero. */
function evenAmount({ edges }: BinShares, { bin, position }: QuantilePlace): number {
  return interpolate(edges, bin, position);
}

/**
 * The amount at a place on a smooth curve: within a bin the distribution function is the monotone cubic in log amount
 * that meets both edges with the densities there, each the mean of its two bins'. Source: Fritsch & Carlson 1980.
 */
export function smoothAmount(binned: BinShares, place: QuantilePlace): number {
  const { bin, position } = place;
  if (bin <= 1 || isOverflow(place, binned.shares)) return evenAmount(binned, place);
  const binDensity = density(binned, bin);
  if (binDensity <= 0) return evenAmount(binned, place);
  const left = edgeDensity(binned, bin - 1) / binDensity;
  const right = edgeDensity(binned, bin) / binDensity;
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const u = (low + high) / 2;
    const share = u * u * (3 - 2 * u) + left * u * (1 - u) ** 2 - right * u * u * (1 - u);
    if (share < position) low = u;
    else high = u;
  }
  return interpolate(binned.edges, bin, (low + high) / 2);
}

/** Share per unit of log amount in a bin that is neither of the two first nor the last. */
function density({ shares, edges }: BinShares, bin: number): number {
  return (shares[bin] as number) / Math.log((edges[bin] as number) / (edges[bin - 1] as number));
}

/** The density at e_edge, at most three times that of either bin, so that the cubic rises. Outer edges take their bin's. */
function edgeDensity(binned: BinShares, edge: number): number {
  if (edge <= 1) return density(binned, 2);
  const last = binned.shares.length - 2;
  if (edge >= last) return density(binned, last);
  const [before, after] = [density(binned, edge), density(binned, edge + 1)];
  return Math.min((before + after) / 2, 3 * before, 3 * after);
}

function interpolate(edges: readonly number[], bin: number, position: number): number {
  if (bin === 0) return 0;
  if (bin === edges.length) return edges.at(-1) as number;
  const [from, to] = [edges[bin - 1] as number, edges[bin] as number];
  return from > 0 ? from * (to / from) ** position : to * position;
}
