import type { Step } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { LEAST_EPSILON, MOST_EPSILON, type Settings } from "../../contract/settings.ts";
import { type CellTable, gatesOf, gatesOfYear, type Lineage, tablesIn } from "../../privacy/forecast/index.ts";
import {
  add,
  type Charge,
  div,
  epsilonOf,
  fromNumber,
  gateThreshold,
  gaussianCharge,
  HISTOGRAM_SENSITIVITY,
  householdsNeeded,
  max,
  mul,
  type Rational,
  rational,
  rhoFor,
  rhoOf,
  sub,
  sum,
} from "../../privacy/index.ts";
import { type BetCost, largestDraw, oddsOf, rhoForOdds } from "../../privacy/odds/index.ts";
import type { Territory } from "../../territory/index.ts";
import type { LevelPlan } from "./levels.ts";
import type { Split } from "./split.ts";

/** The year's budget, exact. */
export type YearBudget = ReturnType<typeof yearBudget>;

/** Confidence of every interval. */
export const LEVEL = 0.95;

/** Half of δ pays for the conversion to (ε, δ), half for all gates. */
const HALF = rational(1n, 2n);

/**
 * @param streams L, the most measure streams of a household that count
 * @returns ε as stated; of stated odds what their ρ converts to, rounded up to millionths; and ρ, which converts to at most ε, or
 *   lets at most the stated odds be had
 */
export function yearBudget(
  settings: Settings,
  territory: Territory,
  lineages: readonly Lineage[],
  levels: readonly LevelPlan[],
  streams: number,
) {
  const { revision } = settings.budget.shares;
  // The default is min(1e-6, 1 / dwellings): from public counts, never from the donors'.
  const delta =
    settings.budget.delta === undefined
      ? rational(1n, BigInt(Math.max(1_000_000, territory.dwellings)))
      : fromNumber(settings.budget.delta);
  const conversionDelta = mul(delta, HALF);
  const largest = largestDraw(settings.budget.shares, streams);
  const bought = buy(settings, conversionDelta, largest);
  const revised = revision > 0 ? gatesOf(territory.levels, levels, lineages) : 0;
  const gates = streams * (gatesOfYear(territory.levels, levels, lineages) + revised);
  return {
    ...bought,
    /** δ of the year: half for the conversion to (ε, δ), half for the gates */
    delta,
    conversionDelta,
    /** the part of ρ that no draw of the year costs more than, by unit of its sensitivity */
    largestDraw: largest,
    /** ρ / L: what one measure may spend */
    rhoPerMeasure: rhoOf(div(bought.rho, rational(BigInt(streams)))),
    /** δ′ of one gate: the gates' half over all gates that a household can sit in that year */
    gateDelta: div(mul(delta, HALF), rational(BigInt(gates))),
  };
}

/**
 * Stated odds give ρ, rounded down, and ε follows from it; else ρ follows from the stated ε.
 *
 * @param half half of δ: what the conversion has, and as much again the gates
 * @param part largest part of ρ that a single draw costs
 */
function buy({ budget: { epsilon, odds } }: Settings, half: Rational, part: Rational) {
  if (odds === undefined) {
    if (epsilon === undefined) throw new Error("a budget states epsilon or odds");
    return { epsilon, rho: rhoFor(epsilon, half) };
  }
  const rho = rhoForOdds(odds, { gates: half, part });
  // Rounded up to millionths: a last digit may differ between machines, and the ε that a year was opened with must not.
  const converted = Math.ceil(epsilonOf(rho, half) * 1e6) / 1e6;
  if (converted >= LEAST_EPSILON && converted <= MOST_EPSILON) return { epsilon: converted, rho };
  const oddsAt = (bound: number) => {
    const most = rhoFor(bound, half);
    return oddsOf({ rho: most, gates: half, largest: mul(most, part) });
  };
  const [least, most] = [oddsAt(LEAST_EPSILON).toFixed(2), (oddsAt(MOST_EPSILON) - 0.01).toFixed(2)];
  throw new Refusal(
    "invalid-settings",
    `/budget/odds: must be between ${least} and ${most}, which with these shares and δ are ε = ${LEAST_EPSILON} and ${MOST_EPSILON}; got ${odds}, ε = ${converted}`,
  );
}

/** The budget of so many years of taking part, as `oddsOf` takes it: what a bet on one household can draw on. */
export function wholeBudget({ rho, conversionDelta, largestDraw: part }: YearBudget, years = 1n): BetCost {
  const times = (amount: Rational) => mul(amount, rational(years));
  return { rho: times(rho), gates: times(conversionDelta), largest: mul(rho, part) };
}

/** The mechanisms of one measure in cells that are measured alike, in one publication. */
export interface CellPlan {
  readonly count: Charge<"households">;
  readonly sum: Charge<"1/scale base units">;
  /** half of the clamp that holds in this cell, in 1/scale base units: the centre of its sum, and the sum's sensitivity */
  readonly centre: bigint;
  readonly histogram: Charge<"households a bin"> | null;
  readonly gate: { readonly delta: Rational; readonly tau: bigint; readonly householdsNeeded: bigint };
}

/**
 * Plans the mechanisms of a table's cells in one publication. The table's part of the year (`split`) is divided evenly over its
 * publications. A revision is made once, and shares out the reserve in the proportions of the whole year. Twins are one cell,
 * measured once with the parts of all their levels: the household in it pays as much as in two.
 *
 * @param table table with the levels that pay for its cells: one, or those of twins together
 * @param step of the publication
 * @param centre C/2 × scale: the sensitivity of a centred sum
 * @param revision paid for by the year's reserve
 */
export function cellPlan(
  { settings, budget, split }: { readonly settings: Settings; readonly budget: YearBudget; readonly split: Split },
  { levels, table }: CellTable<LevelPlan>,
  step: Step,
  centre: bigint,
  revision = false,
): CellPlan {
  const tableShares = split.filter(
    (share) => share.table === table && (revision || share.step === step) && levels.some(({ level }) => level === share.level),
  );
  const reserve = fromNumber(settings.budget.shares.revision);
  const whole = revision ? mul(budget.rhoPerMeasure, div(reserve, sub(rational(1n), reserve))) : budget.rhoPerMeasure;
  const allot = (quantity: "counts" | "sums" | "histograms") => {
    const parts = tableShares.map((share) => div(share[quantity], rational(BigInt(revision ? 1 : share.times))));
    return rhoOf(mul(whole, sum(parts)));
  };
  const count = gaussianCharge<"households">(1n, allot("counts"));
  const tau = gateThreshold(count.variance, budget.gateDelta);
  return {
    count,
    sum: gaussianCharge(centre, allot("sums")),
    centre,
    histogram: levels.some((level) => level.histograms) ? gaussianCharge(HISTOGRAM_SENSITIVITY, allot("histograms")) : null,
    gate: { delta: budget.gateDelta, tau, householdsNeeded: householdsNeeded(BigInt(settings.k), tau, count.variance) },
  };
}

/** What one household pays: ρ for mechanisms, δ′ for gates. */
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
 * What a publication costs the household that pays most, wherever it lives: ρ and δ′ of the cells that it sits in, one of each of
 * its tables. The two maxima are taken apart, and may be those of different households.
 *
 * @param levels of the territory
 * @param due levels that are published together
 */
export function worstCost(
  lineages: readonly Lineage[],
  levels: readonly string[],
  due: readonly LevelPlan[],
  planOf: (table: CellTable<LevelPlan>) => CellPlan,
): CellCost {
  const costs = lineages.map((lineage) =>
    tablesIn(levels, due, lineage)
      .map((table) => costOf(planOf(table)))
      .reduce((a, b) => ({ rho: add(a.rho, b.rho), delta: add(a.delta, b.delta) })),
  );
  return costs.reduce((a, b) => ({ rho: max(a.rho, b.rho), delta: max(a.delta, b.delta) }));
}
