// What a plan would publish with a number of households, for operators who choose terms. From public numbers alone.

import { type Step, stepWithin } from "../../contract/period.ts";
import {
  type CellNoise,
  type CellTable,
  type ForecastArea,
  forecast,
  halfWidth,
  type TableForecast,
  twinLevels,
  twinsWith,
} from "../../privacy/forecast/index.ts";
import { householdsNeeded } from "../../privacy/index.ts";
import { cellPlan } from "./budget.ts";
import { type LevelPlan, type TableName, tablesOf } from "./levels.ts";
import { type PlannedMeasure, scaleOf } from "./measures.ts";
import { centreIn, centreOf, type Plan, type PublicationPlan } from "./plan.ts";
import { forecastNoise, type MeasuredTable, measuredTables } from "./tables.ts";
import { linksOf, matesOf } from "./together.ts";

/** How many households a cell of a table needs, and how precise it is with just so many. */
interface CellNeeds {
  /** standard deviation of a count's noise, households */
  readonly sigmaCount: number;
  /** standard deviation of a centred sum's noise, in halves of the measure's clamp */
  readonly sigmaSum: number;
  /** households with which a cell appears in one half of the draws, and in 95 % of them */
  readonly householdsNeeded: number;
  readonly householdsFor95: number;
  /** predicted relative half-width (95 %) of a mean in a cell that is counted with just the households it needs */
  readonly halfWidthAtThreshold: number;
}

/** Cells of a table whose areas are twins. They are measured with what all of these levels have for them. */
interface TwinCells extends CellNeeds {
  readonly levels: readonly string[];
  readonly areas: number;
}

/**
 * What one table of one level would publish of one measure, in each of its publications. Fields of `CellNeeds` are those of the
 * level's own cells, or of its first twins where it has no other.
 */
export interface Prediction extends TableForecast, CellNeeds {
  readonly measure: string;
  readonly level: string;
  readonly table: TableName;
  /** step of the level's own publications, or of the one that is predicted; and how many publications of the year hold the level */
  readonly step: Step;
  readonly publications: number;
  readonly twins: readonly TwinCells[];
}

/** Share of the draws in which a cell of `householdsFor95` appears. */
const OFTEN_SHARE = 0.95;

/**
 * What a plan would publish with so many households: from public dwelling counts, settings and the expected number, never from
 * the vault. Estimates are taken as measured; post-processing may make a margin narrower.
 *
 * @param households expected to contribute each measure, in all of the areas together
 * @param areas the territory's, or with the dwellings of those where households are recruited alone (`recruitedIn`)
 */
export function predict(plan: Plan, households: number, areas: readonly ForecastArea[] = plan.territory.areas): Prediction[] {
  return plan.measures.flatMap((measure) => predictMeasure(plan, measure, households, areas));
}

/**
 * What a plan would publish of one measure; the other parameters are those of `predict`.
 *
 * @param publication predicts for this publication alone, in which twins are measured with what all of its levels have for them;
 *   absent: each level is predicted in publications of its own step
 */
export function predictMeasure(
  plan: Plan,
  measure: PlannedMeasure,
  households: number,
  areas: readonly ForecastArea[],
  publication?: Pick<PublicationPlan, "levels" | "revision"> & { readonly step: Step },
): Prediction[] {
  const { territory, levels, lineages } = plan;
  const revision = publication?.revision === 1;
  const dueWith = (level: LevelPlan) => publication?.levels ?? levels.filter(({ step }) => stepWithin(step, level.step));
  const namesOf = (some: readonly LevelPlan[]) => some.map(({ level }) => level);
  // A level that the publication does not hold is predicted in publications of its own step.
  const stepOf = ({ step }: LevelPlan): Step => (publication && stepWithin(step, publication.step) ? publication.step : step);
  const links = linksOf(plan, measure);
  const needsOf = (table: CellTable<LevelPlan>, step: Step, upper?: bigint) =>
    cellsOf(plan, measure, table, step, revision, upper);
  const tables = levels.flatMap((level) =>
    tablesOf(level).map((table) => {
      const step = stepOf(level);
      const noiseAt = (some: readonly [LevelPlan, ...LevelPlan[]], upper?: bigint) =>
        needsOf({ levels: some, table }, step, upper).noise;
      return {
        level: level.level,
        table,
        ...(table === "_T" ? { typeCount: 1 } : { typeCount: measure.measure.similarity.classes.length, links }),
        noise: noiseAt([level]),
        publications: revision ? 1 : level.publications,
        heaped: measure.measure.heaped,
        measures: Math.min(plan.streams, matesOf(plan, measure, table === "_T").length),
        due: namesOf(dueWith(level)),
        named: level.level === territory.levels.at(-1) ? namedNoise(measure, (upper) => noiseAt([level], upper)) : new Map(),
        twins: twinsWith(twinLevels(territory.levels, dueWith(level), lineages), table).map((some) => ({
          levels: namesOf(some),
          noise: noiseAt(some),
        })),
      };
    }),
  );
  const forecasts = forecast({ areas, tables, households });
  return tables.map(({ level: name, table, publications }, i): Prediction => {
    const level = levels.find((levelPlan) => levelPlan.level === name) as LevelPlan;
    const measured = measuredTables(plan, dueWith(level)).filter(
      (cellTable) => cellTable.table === table && cellTable.levels.includes(level),
    );
    const needsOfTable = (cellTable: MeasuredTable | undefined) =>
      needsOf(cellTable ?? { levels: [level], table }, stepOf(level)).needs;
    return {
      measure: measure.key,
      level: name,
      table,
      step: stepOf(level),
      publications,
      ...needsOfTable(measured[0]),
      twins: measured
        .filter((cellTable) => cellTable.levels.length > 1)
        .map((cellTable) => ({ levels: namesOf(cellTable.levels), areas: cellTable.areas, ...needsOfTable(cellTable) })),
      ...(forecasts[i] as TableForecast),
    };
  });
}

/** The noise of leaves that the settings name, by code, each under its own clamp. */
function namedNoise({ leaf }: PlannedMeasure, noiseUnder: (upper: bigint) => CellNoise): Map<string, CellNoise> {
  const noises = new Map(leaf?.all.map((upper) => [upper, noiseUnder(upper)]));
  return new Map([...(leaf?.areas ?? [])].map(([code, upper]) => [code, noises.get(upper) as CellNoise]));
}

/**
 * Cells of a table in publications of a step: their noise, and what they need.
 *
 * @param upper clamp of the cells, in base units; absent: that of all areas that the settings do not name
 */
function cellsOf(
  plan: Plan,
  measure: PlannedMeasure,
  table: CellTable<LevelPlan>,
  step: Step,
  revision: boolean,
  upper: bigint | undefined,
) {
  const scale = scaleOf(measure, step);
  const centre = centreOf(measure, scale);
  const { k } = plan.settings;
  const own = upper === undefined ? centreIn(plan.territory, measure, scale, table) : centreOf({ upper }, scale);
  const cell = cellPlan(plan, table, step, own, revision);
  const noise = forecastNoise(cell, centre, k);
  const needed = Number(cell.gate.householdsNeeded);
  return {
    noise,
    needs: {
      sigmaCount: noise.sigmaCount,
      sigmaSum: noise.sigmaSum * (noise.clamp ?? 1),
      householdsNeeded: needed,
      householdsFor95: Number(householdsNeeded(BigInt(k), cell.gate.tau, cell.count.variance, OFTEN_SHARE)),
      halfWidthAtThreshold: halfWidth(noise, needed),
    },
  };
}

/** Expected number of cells from which a table is said to show one: a single cell is then more likely than not to appear. */
const HALF_A_CELL = 0.5;

/**
 * What one publication would show: every table that it holds, of every measure. It needs public numbers alone, as `predict`
 * does.
 *
 * @param households expected to contribute each measure, in all areas together
 * @param areas as `predict` takes them
 */
export function predictPublication(
  publication: PublicationPlan,
  households: number,
  areas: readonly ForecastArea[] = publication.plan.territory.areas,
): Prediction[] {
  const { plan, levels, measures, revision, period } = publication;
  const due = new Set(levels.map(({ level }) => level));
  return measures
    .flatMap(({ measure }) => predictMeasure(plan, measure, households, areas, { levels, revision, step: period.step }))
    .filter(({ level }) => due.has(level));
}

/** Whether any table is expected to show a cell. */
export function promisesCell(predictions: readonly Prediction[]): boolean {
  return predictions.some(({ published }) => published >= HALF_A_CELL);
}
