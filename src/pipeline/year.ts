// The year as complementary suppression sees it: which counts are shown, free or withheld, and what the public will have measured
// of each by the end of the year. `protect.ts` decides with it. Publications that are still to come count as published.

import { type Period, periodsOf } from "../contract/period.ts";
import { binPrecision, type Evidence, type Precisions, sumOfLargest, toNumber, type YearCell } from "../privacy/index.ts";
import type { Area, Territory } from "../territory/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import { countCell, forest } from "./forest.ts";
import type { CellFate } from "./payload.ts";
import { type Cube, type MeasuredCell, makeCube } from "./plan/cube.ts";
import type { PlannedMeasure } from "./plan/measures.ts";
import { type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";
import { linkedMeasures, setOf } from "./plan/together.ts";
import { isSmall, withSmallAreasKnown } from "./small-areas.ts";

/**
 * Measures whose counts are looked at together. At worst every household gives them all, and then their cells count the same
 * households: what each tells of a count adds up.
 */
export interface Together {
  /** of one partition into types, or of partitions that are linked: totals are the same counts, and so are sums of types */
  readonly measures: readonly PlannedMeasure[];
  /** of partitions that are not linked with theirs: their totals alone are the same counts */
  readonly beside: readonly PlannedMeasure[];
}

/**
 * A count over the year. Its households are nearly the same in every period, and an attacker takes the count as constant. Of
 * measures that are looked at together it is `shown` if one of them has shown it, and `withheld` if all withhold it.
 */
export interface YearCount extends YearCell {
  /** area, and the set of households of its type: in every measure that has this key it is the same count */
  readonly key: string;
  /** this publication's cells of the count, one a measure; none where it measures none */
  readonly cells: readonly MeasuredCell[];
}

type State = YearCell["state"];
type Keyed = ReadonlyMap<string, ReadonlyMap<string, MeasuredCell>>;

/** A publication of the year, or several alike that are to come, and which of its cells are public. */
interface Layer {
  readonly times: number;
  cellOf(measure: string, key: string): MeasuredCell | undefined;
  isPublic(measure: string, key: string): boolean;
}

/** The year as a whole: its drawn publications, this one, and how many of each kind are still to come; cells by measure and key. */
export function yearOf(publication: PublicationPlan, cube: Cube, earlier: readonly EarlierDraw[]) {
  const { plan, period, id } = publication;
  const drawnIds = new Set([id, ...earlier.map((draw) => draw.publication.id)]);
  const steps = new Set(plan.levels.map(({ step }) => step));
  const coming = [...steps].flatMap((step) => {
    const left = periodsOf(period.year, step).filter((other) => !drawnIds.has(other.id));
    const [first] = left;
    if (!first) return [];
    const stepCube = step === period.step && publication.revision === 0 ? cube : cubeToCome(plan, first);
    return [{ times: left.length, cells: keyed(plan, stepCube.cells) }];
  });
  const revised = plan.settings.budget.shares.revision > 0 && steps.has("year");
  const revision = revised ? planRevision(plan, period.year) : null;
  if (revision && !drawnIds.has(revision.id)) coming.push({ times: 1, cells: keyed(plan, makeCube(revision).cells) });
  const drawnLayers = earlier.map(({ cells, drawn }) => ({ cells: keyed(plan, cells), drawn }));
  return { publication, current: keyed(plan, cube.cells), earlier: drawnLayers, coming, groups: linkedMeasures(plan) };
}

export type Year = ReturnType<typeof yearOf>;

/** Cells by their measure, then by area and the set of households of their type. Twins are one node. */
function keyed({ territory, measures }: Plan, cells: readonly MeasuredCell[]): Keyed {
  const byMeasure = new Map(measures.map(({ key }) => [key, new Map<string, MeasuredCell>()]));
  const setsOf = new Map(measures.map((measure) => [measure.key, new Map([["_T", "_T"], ...typeSets(measure)])]));
  for (const cell of cells) {
    const { key } = cell.publication.measure;
    const set = setsOf.get(key)?.get(cell.type) as string;
    byMeasure.get(key)?.set(`${sameHouseholds(territory, cell.area).code}\n${set}`, cell);
  }
  return byMeasure;
}

/** A measure's types, each with the set of its households. */
const typeSets = ({ measure: { similarity } }: PlannedMeasure) =>
  similarity.classes.map(({ code, where }): [string, string] => [code, setOf(where)]);

/** What became of a count in an earlier publication; undefined where that did not measure it. */
function fateIn({ cells, drawn }: Year["earlier"][number], measure: string, key: string): CellFate | undefined {
  return drawn[cells.get(measure)?.get(key)?.cell ?? -1]?.fate;
}

/** Whether a measure's count had this fate in an earlier publication of the year. */
export function hasFate({ earlier }: Year, measure: string, key: string, fate: CellFate): boolean {
  return earlier.some((draw) => fateIn(draw, measure, key) === fate);
}

/** Cubes of periods to come, by plan: each publication of a year asks for them twice, a rehearsal at every draw. */
const CUBES = new WeakMap<Plan, Map<string, Cube>>();

function cubeToCome(plan: Plan, period: Period): Cube {
  const cubes = CUBES.get(plan) ?? new Map<string, Cube>();
  CUBES.set(plan, cubes);
  const cube = cubes.get(period.id) ?? makeCube(planPublication(plan, period));
  cubes.set(period.id, cube);
  return cube;
}

/**
 * The cells of the year so far of measures that are looked at together, as trees, and what is public of them once the year is
 * over: earlier publications as they were, this one, and all that the calendar has still to come, taken as published. A tree with
 * small areas is there once more, for who counts dwellings.
 *
 * @param fates of this publication's cells, by position, as decided so far
 */
export function yearTables(year: Year, together: Together, fates: readonly CellFate[]) {
  const { territory, levels, settings, streams } = year.publication.plan;
  const measuresOf = (key: string) => keysOf(isTotal(key) ? [...together.measures, ...together.beside] : together.measures);
  const stateOf = stateFinder(year, fates);
  const counts = new Map<MeasuredCell, YearCount>();
  const states = new Map<string, State>();
  const enter = (key: string, sample: MeasuredCell, state: State) => {
    const cells = measuresOf(key).flatMap((measure) => year.current.get(measure)?.get(key) ?? []);
    const { dwellings } = sample.area;
    states.set(key, state);
    // What passes a gate in a small area may be fakes, whose sender knows the count: it protects no other.
    counts.set(sample, { key, cells, state: state === "free" && isSmall(sample.area, settings.k) ? "shown" : state, dwellings });
  };
  // Measure by measure, so that types are in the order of their partitions, and new ones behind those of the measures before.
  const cellsIn = (all: readonly Keyed[]) =>
    together.measures.flatMap(({ key }) => all.flatMap((cells) => [...(cells.get(key) ?? [])]));
  for (const [key, sample] of cellsIn([year.current, ...year.earlier.map(({ cells }) => cells)]))
    if (!states.has(key)) enter(key, sample, commonState(measuresOf(key).map((measure) => stateOf(measure, key))));
  // A root's total is never withheld to protect another, so one that is still to come counts as public while siblings can be withheld.
  const isRoot = ({ type, level }: MeasuredCell) => type === "_T" && level === levels[0]?.level;
  const comingRoots = cellsIn(year.coming.map(({ cells }) => cells)).filter(([, sample]) => isRoot(sample));
  for (const [key, sample] of comingRoots) if (!states.has(key)) enter(key, sample, "shown");
  const staysPublic = (measure: string, key: string) => {
    const state = states.get(key) ?? "withheld";
    return state !== "withheld" && (stateOf(measure, key) ?? state) !== "withheld";
  };
  const cellIn = (cells: Keyed) => (measure: string, key: string) => cells.get(measure)?.get(key);
  const layers: Layer[] = [
    ...year.earlier.map((draw) => ({
      times: 1,
      cellOf: cellIn(draw.cells),
      isPublic: (measure: string, key: string) => fateIn(draw, measure, key) === "published",
    })),
    {
      times: 1,
      cellOf: cellIn(year.current),
      isPublic: (measure, key) =>
        staysPublic(measure, key) && fates[year.current.get(measure)?.get(key)?.cell ?? -1] === "published",
    },
    ...year.coming.map(({ times, cells }) => ({ times, cellOf: cellIn(cells), isPublic: staysPublic })),
  ];
  return forest(territory, [...counts.keys()], (area) => sameHouseholds(territory, area)).flatMap((tree) => {
    const countOf = (cell: MeasuredCell) => counts.get(cell) as YearCount;
    const nodes = tree.map(({ children, total, classes }) => ({
      children,
      total: countOf(total),
      classes: classes.map(countOf),
    }));
    const table = { nodes, evidence: evidenceOf(layers, nodes, together, streams) };
    return [table, withSmallAreasKnown(table, settings.k) ?? []].flat();
  });
}

/** The counts of a measure that publications of the year have measured so far. */
export function yearKeys({ current, earlier }: Year, measure: string): Set<string> {
  return new Set([current, ...earlier.map(({ cells }) => cells)].flatMap((cells) => [...(cells.get(measure)?.keys() ?? [])]));
}

/** Whether a count is of all households of an area. */
export const isTotal = (key: string) => key.endsWith("\n_T");
export const keysOf = (measures: readonly PlannedMeasure[]) => measures.map(({ key }) => key);

/** Finds what is decided of a measure's own count; undefined of one that no publication so far has measured. */
export function stateFinder(year: Year, fates: readonly CellFate[]) {
  return (measure: string, key: string): State | undefined => {
    const now = year.current.get(measure)?.get(key);
    const before = year.earlier.flatMap((draw) => fateIn(draw, measure, key) ?? []);
    if (!now && before.length === 0) return undefined;
    if (before.includes("published")) return "shown";
    return now && fates[now.cell] === "published" ? "free" : "withheld";
  };
}

/** What is decided of a count of several measures. */
function commonState(states: readonly (State | undefined)[]): State {
  return (["shown", "free"] as const).find((state) => states.includes(state)) ?? "withheld";
}

/**
 * What an attacker can add up who takes a cell's count as constant all year and as the same in all measures, and knows exactly the
 * amounts of the households of one withheld count: nothing, or the clamp each (page: `src/privacy/protection.md`).
 *
 * - Counts, of all publications and measures together. Where there are histograms, their totals measure a count once more; types
 *   of linked partitions are sums of the same households, and those of another partition add up to the area's total.
 * - Sums, publication by publication and measure by measure, for the amounts of other cells differ: a known amount of ∓ C/2 a
 *   household turns the centred sum of the withheld count into that count. Leaves may have a lower clamp, and their counts then
 *   turn their sums into sums around C/2: all are weighed as around C/2, and for the most that this tells (`gainOf`).
 * - Histograms, likewise: known amounts lie in one bin, and in one group of each size. Their total is in the counts already; the
 *   rest of the four integers tells of that one bin.
 *
 * @param most measures that one household gives at most
 */
function evidenceOf(
  layers: readonly Layer[],
  nodes: readonly { readonly total: YearCount; readonly classes: readonly YearCount[] }[],
  { measures, beside }: Together,
  most: number,
): Evidence[] {
  const all = [...measures, ...beside];
  const tag = ({ key }: PlannedMeasure) => (all.length > most ? key : undefined);
  const ownTypes = new Map(all.map((measure) => [measure.key, typeSets(measure).map(([, set]) => set)]));
  /** of a total by its own measurement and by the types of a partition that is not the table's; nothing where it is withheld */
  const totalOf = (measure: PlannedMeasure, { key, state }: YearCount, precisionOf: (key: string) => number) => {
    const isBeside = state !== "withheld" && !measures.includes(measure);
    const types = isBeside ? (ownTypes.get(measure.key) ?? []) : [];
    const variance = types.reduce((sum, type) => sum + 1 / precisionOf(key.replace(/_T$/, type)), 0);
    return precisionOf(key) + (types.length > 0 ? 1 / variance : 0);
  };
  const system = (measure: PlannedMeasure, precisionOf: (key: string) => number) =>
    nodes.map(({ total, classes }) => ({
      total: totalOf(measure, total, precisionOf),
      classes: classes.map(({ key }) => (measures.includes(measure) ? precisionOf(key) : 0)),
    }));
  const precisionIn = (layer: Layer, measure: PlannedMeasure, precisionOf: (cell: MeasuredCell) => number) => (key: string) => {
    const cell = layer.isPublic(measure.key, key) ? layer.cellOf(measure.key, key) : undefined;
    return cell ? precisionOf(cell) : 0;
  };
  const count = (cell: MeasuredCell) => 1 / countCell(cell, null).variance;
  const bin = ({ plan }: MeasuredCell) => (plan.histogram ? 1 / toNumber(plan.histogram.variance) : 0);
  const countsOf = (measure: PlannedMeasure) =>
    system(measure, (key) => layers.reduce((sum, layer) => sum + layer.times * precisionIn(layer, measure, count)(key), 0));
  const sums = (measure: PlannedMeasure) => {
    const gain = gainOf(layers, measure.key, nodes);
    return ({ plan, publication }: MeasuredCell) => (gain * Number(publication.centre)) ** 2 / toNumber(plan.sum.variance);
  };
  return [
    { times: 1, precisions: largestTogether(all.map(countsOf), most) },
    ...all.flatMap((measure) => {
      const sum = sums(measure);
      return layers.flatMap((layer) => [
        { times: layer.times, measure: tag(measure), precisions: system(measure, precisionIn(layer, measure, sum)) },
        {
          times: layer.times * binPrecision(measure.binned),
          measure: tag(measure),
          precisions: system(measure, precisionIn(layer, measure, bin)),
        },
      ]);
    }),
  ];
}

/** Adds up, count by count, the largest precisions that measures give. */
function largestTogether(byMeasure: readonly (readonly Precisions[])[], most: number): Precisions[] {
  const [first = []] = byMeasure;
  const add = (read: (one: Precisions[] | readonly Precisions[]) => number) => sumOfLargest(byMeasure.map(read), most);
  return first.map(({ classes }, node) => ({
    total: add((one) => one[node]?.total ?? 0),
    classes: classes.map((_, c) => add((one) => one[node]?.classes[c] ?? 0)),
  }));
}

/**
 * How much larger a known count may be in sums where leaves have a lower clamp: 2 − c/C for the lowest of the year, 1 without
 * one (page: `src/privacy/protection.md`, "Sums under a lower clamp").
 */
function gainOf(layers: readonly Layer[], measure: string, nodes: readonly { readonly total: YearCount }[]): number {
  const ratios = layers.flatMap(({ cellOf }) =>
    nodes.flatMap(({ total }) => {
      const cell = cellOf(measure, total.key);
      return cell ? [Number(cell.plan.centre) / Number(cell.publication.centre)] : [];
    }),
  );
  return 2 - ratios.reduce((least, ratio) => Math.min(least, ratio), 1);
}

/** The topmost area with the same households: an area and its only child are one cell, whichever of them is measured. */
function sameHouseholds(territory: Territory, area: Area): Area {
  let top = area;
  for (const above of territory.lineage(area.code).slice(1)) {
    if (territory.children(above.code).length !== 1) break;
    top = above;
  }
  return top;
}
