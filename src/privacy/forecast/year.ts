// Tables and noise under other terms, from public figures: for pages to look at, never to draw with.

import { type CalendarLevel, type CalendarStep, calendarLevels, publicationsOf } from "./calendar.ts";
import type { ForecastArea } from "./cells.ts";
import type { ForecastTable } from "./forecast.ts";
import type { CellNoise } from "./noise.ts";
import { type LossWeights, optimisedSplit, TOTAL_PARTS } from "./optimise.ts";
import type { BudgetTerms } from "./propose.ts";
import { evenParts, type QUANTITIES, type TableParts } from "./split.ts";
import { gatesOf, gatesOfYear, lineagesIn, twinLevels, twinsWith } from "./twins.ts";

/** L2 sensitivity of a histogram: a household is counted in a bin, and in a group of each of three sizes. */
const HISTOGRAM_DISTANCE = 2;

/** What is public of a year's budget: the ledger's opening of the year, and the settings' shares. */
export interface PublicYear {
  /** ρ of a household's year, all measures together */
  readonly rho: number;
  /** δ′ of all gates together */
  readonly gates: number;
  readonly k: number;
  /** shares of the settings; where those of quantities are absent, the split is searched for anew under other terms */
  readonly shares: {
    readonly counts?: number | undefined;
    readonly sums?: number | undefined;
    readonly revision: number;
    readonly weights?: LossWeights | undefined;
  };
}

/** What a forecast needs of a territory. */
export interface PublicTerritory {
  /** from the whole to the leaf */
  readonly levels: readonly string[];
  /** parents before their children */
  readonly areas: readonly ForecastArea[];
}

/** What a forecast needs of a measure: classes of its partition, and whether its amounts heap. */
interface PublicMeasure {
  readonly typeCount: number;
  readonly heaped?: true | undefined;
}

/**
 * The tables of one measure under other terms, with the noise that they and twins would have: the plan's own arithmetic
 * (`cellPlan`) in floating point, which is near enough to look at and never to draw with.
 *
 * @param households number that the split is searched for with
 * @param partition measures of its partition into types, this one among them
 */
export function tablesUnder(
  year: PublicYear,
  { levels, areas }: PublicTerritory,
  terms: BudgetTerms,
  { typeCount, heaped }: PublicMeasure,
  households: number,
  partition = 1,
): ForecastTable[] {
  const published = calendarLevels(levels, terms.calendar);
  const lineages = lineagesIn(levels, areas);
  const { k, shares } = year;
  const revised = shares.revision > 0 ? gatesOf(levels, published, lineages) : 0;
  const gateDelta = year.gates / (terms.streams * (gatesOfYear(levels, published, lineages) + revised));
  const rho = year.rho / terms.streams;
  const { counts, sums } = shares;
  const split =
    counts === undefined || sums === undefined
      ? optimisedSplit({
          areas,
          levels: published,
          typeCount,
          k,
          rho: rho * (1 - shares.revision),
          gateDelta,
          households: [households],
          weights: shares.weights ?? {},
        }).map((tableParts) => scaleParts(tableParts, (1 - shares.revision) / TOTAL_PARTS))
      : evenParts(published, { counts, sums, histograms: 1 - counts - sums - shares.revision, levels: terms.levelShares });
  const noiseOf = (together: readonly CalendarLevel[], table: "_T" | "types", step: CalendarStep): CellNoise => {
    const parts = split.filter(
      (share) => share.table === table && share.step === step && together.some(({ level }) => level === share.level),
    );
    const times = publicationsOf(published).find((kind) => kind.step === step)?.times ?? 1;
    const sigma = (quantity: (typeof QUANTITIES)[number]) =>
      Math.sqrt(times / (2 * rho * parts.reduce((sum, one) => sum + one[quantity], 0)));
    const sigmaCount = sigma("counts");
    const sigmaBin = together.some(({ histograms }) => histograms) ? HISTOGRAM_DISTANCE * sigma("histograms") : null;
    return { k, tau: thresholdOf(sigmaCount, gateDelta), sigmaCount, sigmaSum: sigma("sums"), sigmaBin };
  };
  const namesOf = (some: readonly CalendarLevel[]) => some.map(({ level }) => level);
  return published.flatMap((calendarLevel) => {
    const { level, step, publications, typed } = calendarLevel;
    const due = publicationsOf(published).find((kind) => kind.step === step)?.due ?? [];
    const tableOf = (table: "_T" | "types", types: number): ForecastTable => ({
      level,
      table,
      typeCount: types,
      noise: noiseOf([calendarLevel], table, step),
      publications,
      heaped,
      measures: table === "_T" ? terms.streams : Math.min(terms.streams, partition),
      due: namesOf(due),
      twins: twinsWith(twinLevels(levels, due, lineages), table).map((some) => ({
        levels: namesOf(some),
        noise: noiseOf(some, table, step),
      })),
    });
    return typed ? [tableOf("_T", 1), tableOf("types", typeCount)] : [tableOf("_T", 1)];
  });
}

function scaleParts(parts: TableParts, unit: number): TableParts {
  return { ...parts, counts: parts.counts * unit, sums: parts.sums * unit, histograms: parts.histograms * unit };
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
