import { type CalendarLevel, calendarLevels, publicationsOf } from "./calendar.ts";
import type { ForecastArea } from "./cells.ts";
import type { ForecastTable } from "./forecast.ts";
import type { CellNoise } from "./noise.ts";
import type { BudgetTerms } from "./propose.ts";
import { gatesOf, gatesOfYear, lineagesIn, twinLevels } from "./twins.ts";

/** What is public of a year's budget: the ledger's opening of the year, and the settings' shares. */
export interface PublicYear {
  /** ρ of a household's year, all measures together */
  readonly rho: number;
  /** δ′ of all gates together */
  readonly gates: number;
  readonly k: number;
  readonly shares: { readonly counts: number; readonly sums: number; readonly revision: number };
}

/** What a forecast needs of a territory. */
export interface PublicTerritory {
  /** from the whole to the leaf */
  readonly levels: readonly string[];
  /** parents before their children */
  readonly areas: readonly ForecastArea[];
}

/**
 * The tables of one measure under other terms, with the noise that they and twins would have: the split of the engine's plan
 * (`cellPlan`) in floating point, which is near enough to look at and never to draw with.
 *
 * @param typeCount classes of the measure
 */
export function tablesUnder(
  year: PublicYear,
  { levels, areas }: PublicTerritory,
  terms: BudgetTerms,
  typeCount: number,
): ForecastTable[] {
  const published = calendarLevels(levels, terms.calendar);
  const lineages = lineagesIn(levels, areas);
  const { counts, sums, revision } = year.shares;
  const revised = revision > 0 ? gatesOf(levels, published, lineages) : 0;
  const gates = terms.streams * (gatesOfYear(levels, published, lineages) + revised);
  const bins = 1 - counts - sums - revision;
  const binnedOf = (some: readonly CalendarLevel[]) => some.filter(({ histograms }) => histograms);
  const withBins = binnedOf(published).reduce((sum, { level }) => sum + (terms.levelShares[level] ?? 0), 0);
  // Where no level has histograms, counts and sums have their part of the budget too.
  const spread = binnedOf(published).length > 0 ? 1 : (1 - revision) / (counts + sums);
  const noiseOf = (together: readonly CalendarLevel[]): CellNoise => {
    const uses = (one: CalendarLevel) => one.publications * (one.typed ? 2 : 1);
    const shareOf = (some: readonly CalendarLevel[]) =>
      some.reduce((sum, one) => sum + (terms.levelShares[one.level] ?? 0) / uses(one), 0);
    const sigma = (share: number) => 1 / Math.sqrt(2 * (year.rho / terms.streams) * share);
    const sigmaCount = sigma(shareOf(together) * spread * counts);
    const binned = binnedOf(together);
    return {
      k: year.k,
      tau: thresholdOf(sigmaCount, year.gates / gates),
      sigmaCount,
      sigmaSum: sigma(shareOf(together) * spread * sums),
      sigmaBin: binned.length > 0 ? sigma((shareOf(binned) / withBins) * bins) : null,
    };
  };
  const namesOf = (some: readonly CalendarLevel[]) => some.map(({ level }) => level);
  const twins = twinLevels(levels, published, lineages).map((some) => ({ levels: namesOf(some), noise: noiseOf(some) }));
  return published.flatMap((one) => {
    const { level, publications, typed } = one;
    const due = namesOf(publicationsOf(published).find(({ step }) => step === one.step)?.due ?? []);
    const whole = { level, table: "_T", typeCount: 1, noise: noiseOf([one]), publications, due, twins } as const;
    return typed ? [whole, { ...whole, table: "types", typeCount } as const] : [whole];
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
