import { meanNoise, publicationsOf } from "../../privacy/forecast/index.ts";
import { fromNumber, mul, type Rational, rational, sub, sum, toNumber } from "../../privacy/index.ts";
import { cellPlan } from "./budget.ts";
import { scaleOf } from "./measures.ts";
import { centreIn, centreOf, type Plan } from "./plan.ts";
import { forecastNoise, measuredTables } from "./tables.ts";

/** How one household's year is split. */
export type Allocation = ReturnType<typeof allocation>;

/** The split of the year's ρ and δ′ over measures, levels, tables and publications, as they will be debited. */
export function allocation(plan: Plan) {
  const { settings, budget } = plan;
  const [measure] = plan.measures;
  if (!measure) throw new RangeError("a plan has at least one measure");
  /** What one table takes of a measure's year: a level's own cells, or those of twins. A household's tables take all there is. */
  const tables = tablesOfYear(plan).map(({ levels: paying, table, areas, step, times }) => {
    const [{ level }, ...twins] = paying;
    const scale = scaleOf(measure, step);
    const cell = cellPlan(
      plan,
      { levels: paying, table },
      step,
      centreIn(plan.territory, measure, scale, { levels: paying, table }),
    );
    const [counts, sums, histograms] = [cell.count, cell.sum, cell.histogram].map((charge) => charge?.rho ?? rational(0n)) as [
      Rational,
      Rational,
      Rational,
    ];
    const year = mul(sum([counts, sums, histograms]), rational(BigInt(times)));
    const noise = forecastNoise(cell, centreOf(measure, scale), settings.k);
    return {
      level,
      /** levels below whose areas are twins of the level's: they pay for the table too; none: its areas' own cells */
      twins: twins.map((twin) => twin.level),
      table,
      /** areas that are measured so */
      areas,
      /** of the publications, and how many there are in a year */
      step,
      publications: times,
      /** ρ of one publication */
      rho: { counts: toNumber(counts), sums: toNumber(sums), histograms: toNumber(histograms) },
      /** ρ of all of its publications, as a part of what one measure may spend in the year */
      share: toNumber(year) / toNumber(budget.rhoPerMeasure),
      /** δ′ of the gates that a household sits in, in the year */
      delta: toNumber(mul(budget.gateDelta, rational(BigInt(times * plan.streams)))),
      /** σ of a count, households */
      sigmaCount: noise.sigmaCount,
      /** σ of a mean over the mean, times the households in the cell: divide by these */
      sigmaMean: meanNoise(noise),
    };
  });
  return {
    /** ρ of the year, and of one measure stream: ρ / L */
    rho: toNumber(budget.rho),
    rhoPerMeasure: toNumber(budget.rhoPerMeasure),
    /** δ of the conversion to (ε, δ), and of all gates together */
    delta: {
      conversion: toNumber(budget.conversionDelta),
      gates: toNumber(sub(budget.delta, budget.conversionDelta)),
    },
    /** the same for every measure */
    tables,
    /** part of a measure's ρ that is kept for the annual revision */
    reserve: toNumber(fromNumber(settings.budget.shares.revision)),
  };
}

/** The tables of each kind of publication: those of single levels first, in the order of the levels, then those of twins. */
function tablesOfYear(plan: Plan) {
  const { levels } = plan;
  const tables = publicationsOf(levels).flatMap(({ step, times, due }) =>
    measuredTables(plan, due).map((table) => ({ ...table, step, times })),
  );
  return tables.sort(
    (a, b) =>
      Number(a.levels.length > 1) - Number(b.levels.length > 1) ||
      levels.indexOf(a.levels[0]) - levels.indexOf(b.levels[0]) ||
      Number(a.table === "types") - Number(b.table === "types"),
  );
}
