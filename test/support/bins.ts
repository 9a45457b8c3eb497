import { BINS } from "../../src/privacy/bins.ts";

/** The bin of an amount ≥ 0: 0 for zero, i in 1…30 for (e_{i−1}, e_i], 31 from the clamp on (bin 30 excludes its upper edge). */
export function binOf(amount: bigint, edges: readonly bigint[]): number {
  if (amount < 0n) throw new RangeError(`amount must be ≥ 0; got ${amount}`);
  if (amount >= (edges[BINS - 2] as bigint)) return BINS - 1;
  return edges.findIndex((edge) => amount <= edge);
}
