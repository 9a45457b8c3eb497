import type { LedgerEntry } from "../contract/chain.ts";
import { type Fault, Refusal } from "../contract/problem.ts";
import { asSpend, dearestMeasures, spentInYear, sumCosts } from "../ledger/index.ts";
import { type Prediction, type PublicationPlan, predictPublication, promisesCell } from "../pipeline/index.ts";
import { compare, mul, toNumber } from "../privacy/index.ts";
import { CELL_COLUMNS, cellsAndMargin, cellsExpectedText, type PredictionColumn, predictionTable } from "./plan-text.ts";
import { lines } from "./verb.ts";

/** Numbers of households that a publication is looked at with where nobody has stated one, or where too few are expected. */
const SIZES = [200, 3000, 100_000] as const;

type Outlook = ReturnType<typeof outlookOf>;

/**
 * The cost of one publication and its expected cells, before anything is debited, from public numbers alone.
 *
 * @param entries of the ledger, which holds no vault data
 * @param households expected, by the settings or the command line; null: nobody has stated any
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
    /** null: nobody has stated any */
    households,
    /** a cell is expected with that many */
    promised: households !== null && forecasts[0]?.promised === true,
    /** what a household pays for the publication, and what its year has cost then */
    cost: {
      rho: toNumber(paid.rho),
      epsilon: own.epsilon,
      delta: own.delta,
      year: {
        year: period.year,
        epsilon: year.epsilon,
        allowed: budget.epsilon,
        odds: year.odds,
        /** no more than the year's budget */
        fits: compare(all.rho, budget.rho) <= 0 && compare(all.delta, budget.conversionDelta) <= 0,
      },
    },
    /** with the households that are expected, and with those of `SIZES` */
    forecasts,
  };
}

/** The outlook in words: the cost, and a table of what the expected households would show. */
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

/** @throws Refusal `nothing-expected` where no cell is expected, with what each number of households would show */
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

/** Areas that all homes together would be shown of, by level, all measures together. */
function areasOf(predictions: readonly Prediction[]): string {
  const levels = new Map<string, { cells: number; published: number }>();
  for (const { level, table: name, cells, published } of predictions) {
    if (name !== "_T") continue;
    const before = levels.get(level) ?? { cells: 0, published: 0 };
    levels.set(level, { cells: before.cells + cells, published: before.published + published });
  }
  return [...levels].map(([level, { cells, published }]) => `${level} ${cellsExpectedText(published)} of ${cells}`).join(", ");
}
