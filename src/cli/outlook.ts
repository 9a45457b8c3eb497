import type { LedgerEntry } from "../contract/chain.ts";
import { type Fault, Refusal } from "../contract/problem.ts";
import { asSpend, dearestMeasures, spentInYear, sumCosts } from "../ledger/index.ts";
import { type Prediction, type PublicationPlan, predictPublication, promisesCell } from "../pipeline/index.ts";
import { compare, mul, toNumber } from "../privacy/index.ts";
import { CELL_COLUMNS, cellsAndMargin, cellsExpectedText, type PredictionColumn, predictionTable } from "./plan-text.ts";
import { lines } from "./verb.ts";

/** Numbers of households to forecast a publication with, where none is stated or too few are expected. */
const SIZES = [200, 3000, 100_000] as const;

type Outlook = ReturnType<typeof outlookOf>;

/**
 * The cost of a publication and its expected cells, before anything is debited, from public numbers alone.
 *
 * @param entries entries of the ledger, which has no data of the vault
 * @param households expected households, by the settings or the command line; null: not stated
 */
export function outlookOf(publication: PublicationPlan, entries: readonly LedgerEntry[], households: number | null) {
  const { id, plan, period, measures } = publication;
  const { budget, streams } = plan;
  const sizes = [...new Set([...(households === null ? [] : [households]), ...SIZES])];
  const forecasts = sizes.map((size) => {
    const predictions = predictPublication(publication, size);
    return { households: size, promised: promisesCell(predictions), predictions };
  });
  const paid = dearestMeasures(
    measures.map(({ cost }) => cost),
    streams,
  );
  const all = sumCosts([spentInYear(entries, period.year), paid]);
  const largest = mul(budget.rho, budget.largestDraw);
  const own = asSpend(paid, budget.conversionDelta, largest);
  const year = asSpend(all, budget.conversionDelta, largest);
  return {
    id,
    plan,
    /** expected households; null: not stated */
    households,
    /** whether at least one cell is expected with that many households */
    promised: households !== null && forecasts[0]?.promised === true,
    /** what a household pays for the publication, and the year's total after it */
    cost: {
      rho: toNumber(paid.rho),
      epsilon: own.epsilon,
      delta: own.delta,
      year: {
        year: period.year,
        epsilon: year.epsilon,
        allowed: budget.epsilon,
        odds: year.odds,
        /** whether the total is within the year's budget */
        fits: compare(all.rho, budget.rho) <= 0 && compare(all.delta, budget.conversionDelta) <= 0,
      },
    },
    /** forecasts for the expected households and for those of `SIZES` */
    forecasts,
  };
}

/** The outlook as text: the cost, and a table of the cells that the expected households would show. */
export function outlookText({ id, plan, households, cost, forecasts }: Outlook): string {
  const { year, epsilon, allowed, odds } = cost.year;
  const stated =
    households === null ? "nobody has stated how many households are expected" : `${households} households are expected`;
  const withHouseholds = forecasts.map(({ households: size, predictions }): PredictionColumn<Prediction> => {
    return [`with ${size}`, (_, i) => cellsAndMargin(predictions[i] as Prediction)];
  });
  return lines(
    `${id} costs ε = ${cost.epsilon.toFixed(3)} a household; ${year} will have cost ε = ${epsilon.toFixed(3)} of ${allowed}; ${odds} of 100 bets on one household can then be won at best`,
    `${stated}; cells that so many would show, spread as dwellings are, and the median margin:`,
    predictionTable(plan, forecasts[0]?.predictions ?? [], ...CELL_COLUMNS, ...withHouseholds),
  );
}

/** The outlook for machines. */
export function outlookJson({ id, households, promised, cost, forecasts }: Outlook) {
  return {
    id,
    expected_households: households,
    promised,
    cost,
    forecasts: forecasts.map(({ predictions, ...forecast }) => ({
      ...forecast,
      tables: predictions.map((p) => ({
        measure: p.measure,
        level: p.level,
        table: p.table,
        cells: p.cells,
        expected: p.published,
        margin: p.halfWidth,
        households_needed: p.householdsNeeded,
      })),
    })),
  };
}

/**
 * Refuses a publication that is expected to show nothing.
 *
 * @throws Refusal `nothing-expected`, with what each number of households would show
 */
export function refuseUnpromised({ id, households, promised, cost, forecasts }: Outlook): void {
  if (promised) return;
  const why =
    households === null
      ? 'nobody has stated how many households are expected: state "expected_households" ("voisinage change"), or give --households N'
      : `no cell is expected with ${households} households`;
  const faults = forecasts.map(({ households: size, predictions }): Fault => {
    return { parameter: "households", detail: `with ${size} households ${areasOf(predictions)}` };
  });
  throw new Refusal(
    "nothing-expected",
    `${id}: ${why}. It would cost ε = ${cost.epsilon.toFixed(3)} of the ${cost.year.allowed} of ${cost.year.year}, for good. Cells expected, one for each measure and area: ` +
      `${faults.map(({ detail }) => detail).join("; ")}. "--dry-run" shows more, "--yes" publishes all the same. Nothing was debited`,
    faults,
  );
}

/** Expected cells about all households (`_T`), by level, over all measures. */
function areasOf(predictions: readonly Prediction[]): string {
  const levels = new Map<string, { cells: number; published: number }>();
  for (const { level, table: name, cells, published } of predictions) {
    if (name !== "_T") continue;
    const before = levels.get(level) ?? { cells: 0, published: 0 };
    levels.set(level, { cells: before.cells + cells, published: before.published + published });
  }
  return [...levels].map(([level, { cells, published }]) => `${level} ${cellsExpectedText(published)} of ${cells}`).join(", ");
}
