import { calendarLevels } from "./calendar.ts";
import type { ForecastTable } from "./forecast.ts";
import type { CellNoise } from "./noise.ts";
import type { Terms } from "./propose.ts";

/** What is public of a year's budget: the ledger's opening of the year, and the settings' shares. */
export interface PublicYear {
  /** ρ of a household's year, all measures together */
  readonly rho: number;
  /** δ′ of all gates together */
  readonly gates: number;
  readonly k: number;
  readonly shares: { readonly counts: number; readonly sums: number; readonly revision: number };
}

/**
 * The tables of one measure under other terms, with the noise that they would have: the split of the engine's plan
 * (privacy notes, section 1) in floating point, which is near enough to look at and never to draw with.
 *
 * @param levels of the territory, from the whole to the leaf
 * @param kinds classes of the measure
 */
export function tablesUnder(year: PublicYear, levels: readonly string[], terms: Terms, kinds: number): ForecastTable[] {
  const published = calendarLevels(levels, terms.calendar);
  const all = (times: (level: (typeof published)[number]) => number) =>
    published.reduce((sum, level) => sum + times(level) * (level.typed ? 2 : 1), 0);
  const gates = terms.streams * (all(({ publications }) => publications) + (year.shares.revision > 0 ? all(() => 1) : 0));
  const { counts, sums, revision } = year.shares;
  const bins = 1 - counts - sums - revision;
  const withBins = published
    .filter(({ histograms }) => histograms)
    .reduce((sum, { level }) => sum + (terms.levelShares[level] ?? 0), 0);
  // Where no level has histograms, counts and sums have their part of the budget too.
  const spread = published.some(({ histograms }) => histograms) ? 1 : (1 - revision) / (counts + sums);
  return published.flatMap(({ level, typed, histograms, publications }) => {
    const uses = publications * (typed ? 2 : 1);
    const part = (year.rho / terms.streams) * (((terms.levelShares[level] ?? 0) * spread) / uses);
    const sigma = (share: number) => 1 / Math.sqrt(2 * part * share);
    const sigmaCount = sigma(year.shares.counts);
    const tau = thresholdOf(sigmaCount, year.gates / gates);
    const sigmaBin = histograms ? sigma(bins / withBins) : null;
    const noise: CellNoise = { k: year.k, tau, sigmaCount, sigmaSum: sigma(year.shares.sums), sigmaBin };
    const whole = { level, table: "_T", kinds: 1, noise, publications } as const;
    return typed ? [whole, { level, table: "types", kinds, noise, publications } as const] : [whole];
  });
}

/** The smallest τ with Pr[1 + Z ≥ τ] ≤ δ′ for a discrete Gaussian Z, by adding up its tail from far out. */
export function thresholdOf(sigma: number, delta: number): number {
  const mass = (z: number) => Math.exp(-(z ** 2) / (2 * sigma ** 2));
  const reach = Math.ceil(12 * sigma) + 1;
  let half = 0;
  for (let z = reach; z > 0; z--) half += mass(z);
  const total = 1 + 2 * half;
  let z = reach;
  for (let tail = mass(z); tail <= delta * total; tail += mass(z)) z--;
  return z + 2;
}
