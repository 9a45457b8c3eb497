/** A number of households, and how probable it is. */
export interface Chance {
  readonly n: number;
  readonly chance: number;
}

/** Probabilities below this share of the largest are left out. */
const NEGLIGIBLE = 1e-9;
/** Variance from which the normal law replaces the binomial, at points a fifth of its deviation apart. */
const NORMAL_FROM = 1000;

/**
 * How many of N contributing households are in a cell that each of them is in with probability p: binomial. All of them
 * where p is 1. The chances add up to 1.
 */
export function householdChances(households: number, p: number): Chance[] {
  if (p >= 1) return [{ n: households, chance: 1 }];
  if (p <= 0 || households === 0) return [{ n: 0, chance: 1 }];
  const variance = households * p * (1 - p);
  const chances = variance > NORMAL_FROM ? normalChances(households * p, variance) : binomialChances(households, p);
  const total = chances.reduce((sum, { chance }) => sum + chance, 0);
  return chances.map(({ n, chance }) => ({ n, chance: chance / total }));
}

/** Computed from the mode outwards, by the ratio of neighbouring probabilities. */
function binomialChances(households: number, p: number): Chance[] {
  const mode = Math.min(households, Math.floor((households + 1) * p));
  const odds = p / (1 - p);
  const chances: Chance[] = [{ n: mode, chance: 1 }];
  for (let n = mode, chance = 1; n < households && chance > NEGLIGIBLE; n++) {
    chance *= ((households - n) / (n + 1)) * odds;
    chances.push({ n: n + 1, chance });
  }
  for (let n = mode, chance = 1; n > 0 && chance > NEGLIGIBLE; n--) {
    chance *= n / ((households - n + 1) * odds);
    chances.push({ n: n - 1, chance });
  }
  return chances;
}

function normalChances(mean: number, variance: number): Chance[] {
  const sigma = Math.sqrt(variance);
  return Array.from({ length: 61 }, (_, i) => {
    const z = (i - 30) / 5;
    return { n: mean + z * sigma, chance: Math.exp((-z * z) / 2) };
  });
}
