/** The bin of an amount ≥ 0: 0 for zero, i for (e_{i−1}, e_i], the last one from the clamp on (the one below excludes its upper edge). */
export function binOf(amount: bigint, edges: readonly bigint[]): number {
  if (amount < 0n) throw new RangeError(`amount must be ≥ 0; got ${amount}`);
  if (amount >= (edges.at(-1) as bigint)) return edges.length;
  return edges.findIndex((edge) => amount <= edge);
}
