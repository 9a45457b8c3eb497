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
