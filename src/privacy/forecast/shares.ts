import type { ForecastArea } from "./cells.ts";

/** Relative errors that the levels' shares aim at, of a mean in the level's median area: whole, between, leaf. */
const TARGETS = { whole: 0.01, between: 0.03, leaf: 0.1 } as const;
/** No published level is given less than this, or an equal part where there are more than ten. */
const FLOOR = 0.1;

/**
 * Shares of the budget proposed for the levels: ρ_ℓ ∝ √a_ℓ with a_ℓ = 1/(n_ref·target)², which minimises Σ a_ℓ/ρ_ℓ, the squared
 * errors against their targets. n_ref is the number of households in the level's median area, if they are spread as dwellings
 * are. Areas without dwellings are left out.
 *
 * @param used the levels that are published, whole first; the last level of the areas is the leaf
 * @param households expected in all areas together, ≥ 1
 * @returns whole hundredths that add up to 1 exactly
 */
export function proposedShares(
  areas: readonly ForecastArea[],
  used: readonly string[],
  households: number,
): Record<string, number> {
  const root = areas.find(({ parent }) => parent === null);
  const parents = new Set(areas.map(({ parent }) => parent));
  const leaf = areas.find(({ code }) => !parents.has(code));
  const roots = used.map((level) => {
    const target = level === root?.level ? TARGETS.whole : level === leaf?.level ? TARGETS.leaf : TARGETS.between;
    return 1 / ((medianDwellings(areas, level) / (root?.dwellings || 1)) * households * target);
  });
  const percents = inHundredths(withFloor(roots, Math.min(FLOOR, 1 / used.length)));
  return Object.fromEntries(used.map((level, i) => [level, (percents[i] as number) / 100]));
}

function medianDwellings(areas: readonly ForecastArea[], level: string): number {
  const dwellings = areas.filter((area) => area.level === level && area.dwellings > 0).map((area) => area.dwellings);
  return dwellings.sort((a, b) => a - b)[Math.floor(dwellings.length / 2)] ?? 1;
}

/** Shares in proportion to the weights, but none below the floor: those that would be below get the floor, the others share the rest. */
function withFloor(weights: readonly number[], floor: number): number[] {
  const atFloor = new Set<number>();
  for (;;) {
    const free = weights.reduce((sum, weight, i) => (atFloor.has(i) ? sum : sum + weight), 0);
    const rest = 1 - floor * atFloor.size;
    const shares = weights.map((weight, i) => (atFloor.has(i) ? floor : (rest * weight) / free));
    const low = shares.findIndex((share, i) => !atFloor.has(i) && share < floor);
    if (low < 0) return shares;
    atFloor.add(low);
  }
}

/** Largest remainders: whole hundredths with the sum 100. */
function inHundredths(shares: readonly number[]): number[] {
  const whole = shares.map((share) => Math.floor(100 * share + 1e-9));
  const order = shares.map((share, i) => ({ i, left: 100 * share - (whole[i] as number) })).sort((a, b) => b.left - a.left);
  const missing = 100 - whole.reduce((a, b) => a + b, 0);
  for (const { i } of order.slice(0, missing)) whole[i] = (whole[i] as number) + 1;
  return whole;
}
