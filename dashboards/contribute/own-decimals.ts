import type { Measure } from "../../src/domains/index.ts";

/**
 * Decimals of a household's own figure as people read it, the same wherever it stands: cents of money, one of what is below a hundred, more
 * of what is below one; none where they would be zeros.
 */
export function ownDecimals(value: number, { unit, decimals }: Pick<Measure, "unit" | "decimals">): number {
  const most =
    unit === "currency" ? decimals : value >= 100 ? 0 : value >= 1 ? Math.min(1, decimals) : value < 0.1 ? 3 : decimals;
  return Number.isInteger(Number(value.toFixed(most))) ? 0 : most;
}
