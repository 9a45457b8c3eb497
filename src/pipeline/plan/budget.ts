import { Refusal } from "../../contract/problem.ts";
import type { Settings } from "../../contract/settings.ts";
import { type CellTable, gatesOf, gatesOfYear, type Lineage, tablesIn } from "../../privacy/forecast/index.ts";
import {
  add,
  type Charge,
  div,
  format,
  fromNumber,
  gateThreshold,
  gaussianCharge,
  householdsNeeded,
  max,
  mul,
  type Rational,
  type Rho,
  rational,
  rhoFor,
  rhoOf,
  sum,
} from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";
import { type LevelPlan, tablesOf } from "./levels.ts";

/** The year's budget, exact. */
export interface YearBudget {
  readonly epsilon: number;
  /** δ of the year: half for the conversion to (ε, δ), half for the gates */
  readonly delta: Rational;
  readonly conversionDelta: Rational;
  /** ρ that converts to at most ε */
  readonly rho: Rho;
  /** ρ / L: what one measure may spend */
  readonly rhoPerMeasure: Rho;
  /** δ′ of one gate: the gates' half over all gates that a household can sit in that year */
  readonly gateDelta: Rational;
}

/** Confidence of every interval. */
export const LEVEL = 0.95;

/** Half of δ pays for one conversion, half for all gates. */
const HALF = rational(1n, 2n);

/** What a year's budget follows from. */
export interface YearBudgetInput {
  readonly settings: Settings;
  readonly territory: Territory;
  /** of the territory: a household's gates are those of the cells that it sits in */
  readonly lineages: readonly Lineage[];
  readonly levels: readonly LevelPlan[];
  /** L, the most measure streams of a household that count */
  readonly streams: number;
}

export function yearBudget({ settings, territory, lineages, levels, streams }: YearBudgetInput): YearBudget {
  const { counts, sums, histograms, revision } = settings.budget.shares;
  const shared = sum([counts, sums, histograms, revision].map(fromNumber));
  if (shared.num !== shared.den)
    throw new Refusal("invalid-settings", `budget.shares must add up to 1 exactly; got ${format(shared)}`);
  const delta = settings.budget.delta === undefined ? defaultDelta(territory) : fromNumber(settings.budget.delta);
  const conversionDelta = mul(delta, HALF);
  const rho = rhoFor(settings.budget.epsilon, conversionDelta);
  const gates = gatesOfYear(territory.levels, levels, lineages);
  const revised = settings.budget.shares.revision > 0 ? gatesOf(territory.levels, levels, lineages) : 0;
  const sat = rational(BigInt(streams * (gates + revised)));
  return {
    epsilon: settings.budget.epsilon,
    delta,
    conversionDelta,
    rho,
    rhoPerMeasure: rhoOf(div(rho, rational(BigInt(streams)))),
    gateDelta: div(mul(delta, HALF), sat),
  };
}

/** min(1e-6, 1 / dwellings): from public counts, never from the donors'. */
function defaultDelta(territory: Territory): Rational {
  const millionth = rational(1n, 1_000_000n);
  return territory.dwellings > 1_000_000 ? rational(1n, BigInt(territory.dwellings)) : millionth;
}

/** The mechanisms of one measure in cells that are measured alike, in one publication. */
export interface CellPlan {
  readonly count: Charge<"households">;
  readonly sum: Charge<"1/scale base units">;
  readonly histogram: Charge<"households a bin"> | null;
  readonly gate: { readonly delta: Rational; readonly tau: bigint; readonly householdsNeeded: bigint };
}

/** What is asked of every cell plan of a publication. */
export interface CellPlanInput {
  readonly settings: Settings;
  readonly budget: YearBudget;
  /** that pay for the cell: one, or those of twins together */
  readonly levels: readonly LevelPlan[];
  /** C/2 × scale: the sensitivity of a centred sum */
  readonly centre: bigint;
  /** paid for by the year's reserve, and made once; absent: it is not */
  readonly revision?: boolean;
}

/**
 * Each part of the budget (counts, sums, histograms) is split over levels; a level's part evenly over
 * its publications of the year and over its tables (privacy notes, section 1). A revision splits the
 * reserve in the same proportions, and over its tables alone: there is one a year. Twins are one cell, which
 * is measured once with what all of their levels have for it: the household in it pays as much as in two.
 */
export function cellPlan({ settings, budget, levels, centre, revision = false }: CellPlanInput): CellPlan {
  const { counts, sums, histograms } = settings.budget.shares;
  const whole = mul(budget.rhoPerMeasure, revision ? reserve(settings) : rational(1n));
  const allot = (part: number, shareOf: (level: LevelPlan) => Rational) => {
    const parts = levels.map((level) =>
      div(shareOf(level), rational(BigInt((revision ? 1 : level.publications) * tablesOf(level).length))),
    );
    return rhoOf(mul(mul(whole, fromNumber(part)), sum(parts)));
  };
  const share = (level: LevelPlan) => mul(level.share, level.spread);
  const binned = levels.some((level) => level.histograms);
  const count = gaussianCharge<"households">(1n, allot(counts, share));
  const tau = gateThreshold(count.variance, budget.gateDelta);
  return {
    count,
    sum: gaussianCharge(centre, allot(sums, share)),
    histogram: binned
      ? gaussianCharge(
          1n,
          allot(histograms, (level) => level.histogramShare),
        )
      : null,
    gate: { delta: budget.gateDelta, tau, householdsNeeded: householdsNeeded(BigInt(settings.k), tau, count.variance) },
  };
}

/** The reserve by unit of what the other parts have: r / (counts + sums + histograms). */
function reserve({ budget: { shares } }: Settings): Rational {
  return div(fromNumber(shares.revision), sum([shares.counts, shares.sums, shares.histograms].map(fromNumber)));
}

/** What a household pays. */
export interface CellCost {
  readonly rho: Rational;
  readonly delta: Rational;
}

/** What a cell plan costs the household that sits in it: ρ of its mechanisms, δ′ of its gate. */
function costOf(plan: CellPlan): CellCost {
  const rho = sum([plan.count.rho, plan.sum.rho, ...(plan.histogram ? [plan.histogram.rho] : [])]);
  return { rho, delta: plan.gate.delta };
}

/**
 * What a publication costs the household that pays most, wherever it lives: ρ and δ′ of the cells that it sits in, one of
 * each of its tables. Both are the largest there are, if not of the same household.
 *
 * @param due levels that are published together
 */
export function worstCost(
  { territory, lineages }: Pick<YearBudgetInput, "territory" | "lineages">,
  due: readonly LevelPlan[],
  planOf: (table: CellTable<LevelPlan>) => CellPlan,
): CellCost {
  const costs = lineages.map((lineage) =>
    tablesIn(territory.levels, due, lineage)
      .map((table) => costOf(planOf(table)))
      .reduce((a, b) => ({ rho: add(a.rho, b.rho), delta: add(a.delta, b.delta) })),
  );
  return costs.reduce((a, b) => ({ rho: max(a.rho, b.rho), delta: max(a.delta, b.delta) }));
}
