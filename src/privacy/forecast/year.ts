// Tables and noise under other terms, from public figures: for pages to look at, never to draw with.

import { type CalendarLevel, type CalendarStep, calendarLevels, publicationsOf } from "./calendar.ts";
import type { ForecastArea } from "./cells.ts";
import type { ForecastTable } from "./forecast.ts";
import type { CellNoise } from "./noise.ts";
import { type LossWeights, optimisedSplit, type SplitSearch, TOTAL_PARTS } from "./optimise.ts";
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

/** Lower clamps of leaves, in parts of the measure's own clamp: that of most leaves, and those of single ones by code. */
interface LeafClamps {
  readonly usual: number;
  readonly named: ReadonlyMap<string, number>;
}

/** What a forecast needs of a measure: classes of its partition, whether its amounts heap, and lower clamps of leaves if it has any. */
interface PublicMeasure {
  readonly typeCount: number;
  readonly heaped?: true | undefined;
  readonly leafClamps?: LeafClamps | undefined;
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
  { typeCount, heaped, leafClamps }: PublicMeasure,
  households: number,
  partition = 1,
): ForecastTable[] {
  const published = calendarLevels(levels, terms.calendar);
  const lineages = lineagesIn(levels, areas);
  const { k, shares } = year;
  const revised = shares.revision > 0 ? gatesOf(levels, published, lineages) : 0;
  const gateDelta = year.gates / (terms.streams * (gatesOfYear(levels, published, lineages) + revised));
  const rho = year.rho / terms.streams;
  const split = splitUnder(year, published, terms, { areas, typeCount, rho, gateDelta, households });
  const noiseOf = (together: readonly CalendarLevel[], table: "_T" | "types", step: CalendarStep): CellNoise => {
    // A lower clamp holds in cells that leaves alone pay for.
    const clamp = together.every(({ level }) => level === levels.at(-1)) ? leafClamps?.usual : undefined;
    const parts = split.filter(
      (share) => share.table === table && share.step === step && together.some(({ level }) => level === share.level),
    );
    const times = publicationsOf(published).find((kind) => kind.step === step)?.times ?? 1;
    const hasBins = together.some(({ histograms }) => histograms);
    return { k, clamp, ...noiseOfParts(parts, { rho: rho / times, gateDelta, hasBins }) };
  };
  const namesOf = (some: readonly CalendarLevel[]) => some.map(({ level }) => level);
  return published.flatMap((calendarLevel) => {
    const { level, step, publications, typed } = calendarLevel;
    const due = publicationsOf(published).find((kind) => kind.step === step)?.due ?? [];
    const named = level === levels.at(-1) ? [...(leafClamps?.named ?? [])] : [];
    const tableOf = (table: "_T" | "types", types: number): ForecastTable => {
      const noise = noiseOf([calendarLevel], table, step);
      const twins = twinsWith(twinLevels(levels, due, lineages), table);
      return {
        level,
        table,
        typeCount: types,
        noise,
        publications,
        heaped,
        measures: table === "_T" ? terms.streams : Math.min(terms.streams, partition),
        due: namesOf(due),
        named: new Map(named.map(([code, clamp]) => [code, { ...noise, clamp }])),
        twins: twins.map((some) => ({ levels: namesOf(some), noise: noiseOf(some, table, step) })),
      };
    };
    return typed ? [tableOf("_T", 1), tableOf("types", typeCount)] : [tableOf("_T", 1)];
  });
}

/** Parts of a measure's ρ by table: found anew, or even ones where the settings state those of quantities. */
function splitUnder(
  { k, shares }: PublicYear,
  levels: readonly CalendarLevel[],
  { levelShares }: BudgetTerms,
  {
    households,
    rho,
    ...search
  }: Pick<SplitSearch, "areas" | "typeCount" | "rho" | "gateDelta"> & { readonly households: number },
): TableParts[] {
  const { counts, sums, revision } = shares;
  if (counts !== undefined && sums !== undefined)
    return evenParts(levels, { counts, sums, histograms: 1 - counts - sums - revision, levels: levelShares });
  const found = optimisedSplit({
    ...search,
    levels,
    k,
    rho: rho * (1 - revision),
    households: [households],
    weights: shares.weights ?? {},
  });
  return found.map((tableParts) => scaleParts(tableParts, (1 - revision) / TOTAL_PARTS));
}

/** The noise and the gate of cells that have these parts of a measure's ρ. */
function noiseOfParts(
  parts: readonly TableParts[],
  { rho, gateDelta, hasBins }: { readonly rho: number; readonly gateDelta: number; readonly hasBins: boolean },
): Omit<CellNoise, "k" | "clamp"> {
  const sigma = (quantity: (typeof QUANTITIES)[number]) =>
    Math.sqrt(1 / (2 * rho * parts.reduce((sum, one) => sum + one[quantity], 0)));
  const sigmaCount = sigma("counts");
  const sigmaBin = hasBins ? HISTOGRAM_DISTANCE * sigma("histograms") : null;
  return { tau: thresholdOf(sigmaCount, gateDelta), sigmaCount, sigmaSum: sigma("sums"), sigmaBin };
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
