import { Z95 } from "./noise.ts";

/** A cell whose count is a summand, or the sum: the chance that it passes its gate, and the variance of its noise. */
export interface CountedCell {
  readonly chance: number;
  readonly variance: number;
}

/**
 * Expected number of cells that are withheld to protect another, among the parts of one sum. If exactly one part fails its
 * gate and the sum and the other parts give its count to better than ± 2k (95 %), the smallest of the others goes too; two
 * that are withheld hide each other. Parts are taken as independent; what one sum's victim does to others is left out.
 */
export function withheldToProtect(sum: CountedCell, parts: readonly CountedCell[], k: number): number {
  if (parts.length < 2) return 0;
  let [none, one] = [1, 0];
  for (const { chance } of parts) [none, one] = [none * chance, one * chance + none * (1 - chance)];
  const others = parts.reduce((all, { variance }) => all + variance, 0) * (1 - 1 / parts.length);
  return Z95 * Math.sqrt(sum.variance + others) < 2 * k ? sum.chance * one : 0;
}
