import { ATTRIBUTE_NAMES } from "../../contract/attributes.ts";
import { isOver, type Period, parsePeriod, periodsOf, STEPS, stepWithin } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import type { Settings } from "../../contract/settings.ts";
import { allTables, type CellTable, cellKey, type Lineage, lineagesIn } from "../../privacy/forecast/index.ts";
import { compare } from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";
import { type CellCost, type CellPlan, cellPlan, worstCost, type YearBudget, yearBudget } from "./budget.ts";
import { dueLevels, frequencies, type LevelPlan, planLevels } from "./levels.ts";
import { type PlannedMeasure, planMeasures, planStreams, refuseOverflow, type Scale, scaleOf } from "./measures.ts";
import { type Split, splitOf, withSplit } from "./split.ts";

/** All that is fixed before data are seen: from public geography and settings alone. */
export interface Plan {
  readonly settings: Settings;
  readonly territory: Territory;
  readonly measures: readonly PlannedMeasure[];
  /** L */
  readonly streams: number;
  readonly levels: readonly LevelPlan[];
  /** every chain of twins that a household can live in */
  readonly lineages: readonly Lineage[];
  readonly budget: YearBudget;
  readonly split: Split;
}

/**
 * Plans a commons from settings and public geography. Where the settings do not say how the year is shared out, a search finds
 * it, and `settings` of the plan say what was found.
 *
 * @throws Refusal `invalid-settings`, `sensitivity-overflow`
 */
export function makePlan(stated: Settings, territory: Territory): Plan {
  const measures = planMeasures(stated);
  const streams = planStreams(stated, measures);
  const levels = planLevels(stated, territory);
  refuseLeafClamps(measures, territory, levels);
  refuseOverflow(measures, territory, [...new Set(levels.map((level) => level.step))]);
  const lineages = lineagesIn(territory.levels, territory.areas);
  const budgetOf = (settings: Settings) => yearBudget(settings, territory, lineages, levels, streams);
  const typeCount = measures.reduce((all, { measure }) => all + measure.similarity.classes.length, 0) / measures.length;
  const { attributes: askedAttributes = ATTRIBUTE_NAMES } = stated;
  const isTyped = measures.some(({ measure }) =>
    measure.similarity.attributes.every((attribute) => askedAttributes.includes(attribute)),
  );
  const settings = withSplit(stated, territory, levels, isTyped ? Math.round(typeCount) : null, budgetOf);
  const split = splitOf(settings, territory, levels);
  return { settings, territory, measures, streams, levels, lineages, budget: budgetOf(settings), split };
}

/**
 * Settings in which measures, clamps, L, calendar and shares of the budget are written out where they were left to defaults: a
 * later version with other defaults then reads the same terms in them.
 *
 * @throws Refusal `invalid-settings`
 */
export function explicitSettings(settings: Settings, territory: Territory): Settings {
  const measures = planMeasures(settings);
  return {
    ...settings,
    measures: settings.measures ?? measures.map(({ key }) => key),
    clamps: Object.fromEntries(
      measures.map(({ key, clamp: { upper, source, leaf } }) => [key, { upper, source, ...(leaf && { leaf }) }]),
    ),
    streams: planStreams(settings, measures),
    calendar: Object.fromEntries(frequencies(settings, territory)),
    budget: makePlan(settings, territory).settings.budget,
  };
}

/** The centred sums that the calendar will make: one for each measure and step. */
export function plannedSums({ measures, levels }: Plan) {
  const steps = [...new Set(levels.map(({ step }) => step))];
  return measures.flatMap((measure) => steps.map((step) => ({ measure, centre: centreOf(measure, scaleOf(measure, step)) })));
}

/**
 * Half of the clamp that holds in cells of a table, in 1/scale base units. Cells that leaves alone pay for have the lower one of
 * leaves that the settings do not name.
 */
export function centreIn(territory: Territory, measure: PlannedMeasure, scale: Scale, table: NamedTable): bigint {
  return centreOf((isOfLeaves(territory, table) && measure.leaf) || measure, scale);
}

/** Whether leaves alone pay for a table's cells. */
function isOfLeaves({ levels }: Territory, table: NamedTable): boolean {
  return table.levels.every(({ level }) => level === levels.at(-1));
}

/** Half of a clamp, in 1/scale base units, rounded up; a measure's own is even. */
export const centreOf = ({ upper }: Pick<PlannedMeasure, "upper">, { scale }: Scale) => (upper * scale + 1n) / 2n;

/**
 * Refuses a lower clamp of leaves without the whole's histogram beside it, from which the ratio of both clamps is read: leaves
 * must be published, below the whole, and only together with it.
 *
 * @throws Refusal `invalid-settings`
 */
function refuseLeafClamps(measures: readonly PlannedMeasure[], territory: Territory, levels: readonly LevelPlan[]): void {
  const clamped = measures.find(({ leaf }) => leaf);
  if (!clamped) return;
  for (const { key, leaf } of measures) {
    const stray = [...(leaf?.areas.keys() ?? [])].find((code) => !territory.leaves.some((one) => one.code === code));
    if (stray) throw new Refusal("invalid-settings", `clamps.${key}.leaf.areas must be leaves of the territory; got ${stray}`);
  }
  const stepOf = (name: string | undefined) => levels.find(({ level }) => level === name)?.step;
  const [whole, leaf] = [stepOf(territory.levels[0]), stepOf(territory.levels.at(-1))];
  if (territory.levels.length > 1 && whole && leaf && stepWithin(whole, leaf)) return;
  throw new Refusal(
    "invalid-settings",
    `clamps.${clamped.key}.leaf: leaves must be published, below the whole and never without it; got ${territory.levels.map((level) => `${level} ${stepOf(level) ?? "never"}`).join(", ")}`,
  );
}

/** Periods of these years that are over and that some level is published for, by their end; of equal ends the shortest first. */
export function duePeriods(plan: Plan, years: readonly number[], now: Date): Period[] {
  const steps = STEPS.filter((step) => plan.levels.some((level) => level.step === step));
  return years
    .flatMap((year) => steps.flatMap((step) => periodsOf(year, step)))
    .filter((period) => isOver(period, now))
    .sort(({ months: a }, { months: b }) => String(a.at(-1)).localeCompare(String(b.at(-1))));
}

export interface MeasurePublication {
  readonly measure: PlannedMeasure;
  readonly scale: Scale;
  /** C/2 in 1/scale base units */
  readonly centre: bigint;
  /** by table and the levels that pay for its cells together (`tableKey`) */
  readonly cells: ReadonlyMap<string, CellPlan>;
  /** those of leaves that the settings name, by their clamp in base units, where it is another than that of other leaves */
  readonly namedLeaves: ReadonlyMap<bigint, CellPlan>;
  /** what the household that pays most for this measure pays */
  readonly cost: CellCost;
}

/** One publication: the levels that are due and every mechanism that will run. */
export interface PublicationPlan {
  /** name of the publication: its period, with `-r1` for the revision */
  readonly id: string;
  /** 0; 1 for the year's revision */
  readonly revision: 0 | 1;
  readonly plan: Plan;
  readonly period: Period;
  readonly levels: readonly LevelPlan[];
  /** tables of each level, and those of twins */
  readonly tables: readonly CellTable<LevelPlan>[];
  readonly measures: readonly MeasurePublication[];
}

/** @throws Refusal `period-not-due` */
export function planPublication(plan: Plan, period: Period): PublicationPlan {
  return planAt(plan, period, 0);
}

/**
 * The annual revision: every cell of the year's publication, drawn anew from the reserve.
 *
 * @throws Refusal `no-reserve` when the settings keep none, `period-not-due` when no level is published by the year
 */
export function planRevision(plan: Plan, year: number): PublicationPlan {
  const { revision } = plan.settings.budget.shares;
  if (revision <= 0) {
    throw new Refusal(
      "no-reserve",
      `budget.shares.revision must be > 0 for a revision of ${year}; got ${revision}. The next year's can be announced`,
    );
  }
  return planAt(plan, parsePeriod(String(year).padStart(4, "0")), 1);
}

function planAt(plan: Plan, period: Period, revision: 0 | 1): PublicationPlan {
  const levels = dueLevels(plan.levels, period);
  const tables = allTables(plan.territory.levels, levels, plan.lineages);
  const measures = plan.measures.map((measure) => {
    const scale = scaleOf(measure, period.step);
    const centre = centreOf(measure, scale);
    const planned = (table: CellTable<LevelPlan>, half: bigint) => cellPlan(plan, table, period.step, half, revision > 0);
    const cells = new Map(
      tables.map((table) => [tableKey(table), planned(table, centreIn(plan.territory, measure, scale, table))]),
    );
    const leaves = tables.find((table) => isOfLeaves(plan.territory, table));
    const [, ...clamps] = (leaves && measure.leaf?.all) || [];
    const namedLeaves = new Map(
      clamps.map((upper) => [upper, planned(leaves as CellTable<LevelPlan>, centreOf({ upper }, scale))]),
    );
    const publication = { measure, scale, centre, cells, namedLeaves };
    const dearest = (table: CellTable<LevelPlan>) =>
      cellPlansOf(plan.territory, publication, table).reduce((a, b) => (compare(b.sum.rho, a.sum.rho) > 0 ? b : a));
    return { ...publication, cost: worstCost(plan.lineages, plan.territory.levels, levels, dearest) };
  });
  const id = revision > 0 ? `${period.id}-r${revision}` : period.id;
  return { id, revision, plan, period, levels, tables, measures };
}

type NamedTable = CellTable<Pick<LevelPlan, "level">>;

/** A table and the levels that pay for its cells, as one text. */
function tableKey({ table, levels }: NamedTable): string {
  return `${table}\n${cellKey(levels)}`;
}

/** The mechanisms of a cell of such a table in an area; without one, in an area that the settings do not name. */
export function cellPlanOf(
  publication: Pick<MeasurePublication, "measure" | "cells" | "namedLeaves">,
  table: NamedTable,
  area = "",
): CellPlan {
  const planned = publication.cells.get(tableKey(table));
  if (!planned) throw new RangeError(`no cell is planned for ${tableKey(table)}`);
  const clamp = publication.measure.leaf?.areas.get(area);
  return (clamp === undefined ? undefined : publication.namedLeaves.get(clamp)) ?? planned;
}

/** The mechanisms of all cells of such a table: one plan, or one for each clamp of leaves, as `all` of the measure's lists them. */
export function cellPlansOf(
  territory: Territory,
  publication: Pick<MeasurePublication, "measure" | "cells" | "namedLeaves">,
  table: NamedTable,
): readonly [CellPlan, ...CellPlan[]] {
  return [cellPlanOf(publication, table), ...(isOfLeaves(territory, table) ? publication.namedLeaves.values() : [])];
}
