// The year as complementary suppression sees it: which counts are shown, free or withheld, and what the public will have measured
// of each by the end of the year. `protect.ts` decides with it. Publications that are still to come count as published.

import { type Period, periodsOf } from "../contract/period.ts";
import { type Evidence, type Precisions, TOLD_OF_BIN, toNumber, type YearCell } from "../privacy/index.ts";
import type { Area, Territory } from "../territory/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import { countCell, forest } from "./forest.ts";
import { type Cube, type MeasuredCell, makeCube } from "./plan/cube.ts";
import { type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";

/** A count over the year. Its households are nearly the same in every period, and an attacker takes the count as constant. */
export interface YearCount extends YearCell {
  readonly key: string;
  /** this publication's cell of the count; undefined where it measures none */
  readonly now: MeasuredCell | undefined;
}

/** A publication of the year, or several alike that are to come, and which of its cells are public. */
interface Layer {
  readonly times: number;
  readonly cells: ReadonlyMap<string, MeasuredCell>;
  readonly isPublic: (key: string) => boolean;
}

/** The year as a whole: its drawn publications, this one, and how many of each kind are still to come. */

export function yearOf(publication: PublicationPlan, cube: Cube, earlier: readonly EarlierDraw[]) {
  const { plan, period, id } = publication;
  const drawnIds = new Set([id, ...earlier.map((draw) => draw.publication.id)]);
  const steps = new Set(plan.levels.map(({ step }) => step));
  const coming = [...steps].flatMap((step) => {
    const left = periodsOf(period.year, step).filter((other) => !drawnIds.has(other.id));
    const [first] = left;
    if (!first) return [];
    const stepCube = step === period.step && publication.revision === 0 ? cube : cubeToCome(plan, first);
    return [{ times: left.length, cells: stepCube.cells }];
  });
  const revised = plan.settings.budget.shares.revision > 0 && steps.has("year");
  const revision = revised ? planRevision(plan, period.year) : null;
  if (revision && !drawnIds.has(revision.id)) coming.push({ times: 1, cells: makeCube(revision).cells });
  return { publication, cube, earlier, coming };
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
 * One measure's cells of the year so far, as trees, and what is public of them once the year is over: earlier
 * publications as they were, this one, and all that the calendar has still to come, taken as published.
 *
 * @param passing noisy counts of the cells that pass this publication's gates, by position; null for the others
 */
export function yearTables(year: ReturnType<typeof yearOf>, measure: string, passing: readonly (number | null)[]) {
  const { territory, levels } = year.publication.plan;
  // Twins are one node.
  const byKey = (cells: readonly MeasuredCell[]) => {
    const measureCells = cells.filter(({ publication }) => publication.measure.key === measure);
    return new Map(measureCells.map((cell) => [`${sameHouseholds(territory, cell.area).code}\n${cell.type}`, cell]));
  };
  const current = byKey(year.cube.cells);
  const earlierLayers = year.earlier.map(({ cells, drawn }) => {
    const keyed = byKey(cells);
    return { cells: keyed, fateOf: (key: string) => drawn[keyed.get(key)?.cell ?? -1]?.fate };
  });
  const coming = year.coming.map(({ times, cells }) => ({ times, cells: byKey(cells) }));
  const noisyOf = (key: string) => passing[current.get(key)?.cell ?? -1] ?? null;
  const counts = new Map<MeasuredCell, YearCount>();
  const states = new Map<string, YearCell["state"]>();
  const enter = (key: string, sample: MeasuredCell, state: YearCell["state"]) => {
    states.set(key, state);
    counts.set(sample, { key, now: current.get(key), state, noisy: noisyOf(key) ?? 0 });
  };
  for (const [key, sample] of [current, ...earlierLayers.map(({ cells }) => cells)].flatMap((cells) => [...cells])) {
    if (states.has(key)) continue;
    const fates = earlierLayers.map(({ fateOf }) => fateOf(key));
    // A cell that was withheld to protect another stays withheld all year.
    const isFree = noisyOf(key) !== null && !fates.includes("protecting");
    enter(key, sample, fates.includes("published") ? "shown" : isFree ? "free" : "withheld");
  }
  // A root's total is never withheld to protect another, so one that is still to come counts as public while siblings can be withheld.
  for (const [key, sample] of coming.flatMap(({ cells }) => [...cells]))
    if (!states.has(key) && sample.type === "_T" && sample.level === levels[0]?.level) enter(key, sample, "shown");
  const staysPublic = (key: string) => (states.get(key) ?? "withheld") !== "withheld";
  const layers: Layer[] = [
    ...earlierLayers.map(({ cells, fateOf }) => ({ times: 1, cells, isPublic: (key: string) => fateOf(key) === "published" })),
    { times: 1, cells: current, isPublic: (key) => staysPublic(key) && noisyOf(key) !== null },
    ...coming.map(({ times, cells }) => ({ times, cells, isPublic: staysPublic })),
  ];
  return forest(territory, [...counts.keys()], (area) => sameHouseholds(territory, area)).map((tree) => {
    const countOf = (cell: MeasuredCell) => counts.get(cell) as YearCount;
    const nodes = tree.map(({ children, total, classes }) => ({
      children,
      total: countOf(total),
      classes: classes.map(countOf),
    }));
    const precisions = (precisionOf: (key: string) => number): Precisions[] =>
      nodes.map(({ total, classes }) => ({ total: precisionOf(total.key), classes: classes.map(({ key }) => precisionOf(key)) }));
    return { nodes, evidence: evidenceOf(layers, precisions) };
  });
}

/**
 * What an attacker can add up who takes a cell's count as constant all year and knows exactly the amounts of the households of
 * one withheld count: nothing, or the clamp each (page: `src/privacy/protection.md`).
 *
 * - Counts, of all publications together. Where there are histograms, their totals measure a count once more.
 * - Sums, publication by publication, for the amounts of other cells change: a known amount of ∓ C/2 a household turns the
 *   centred sum of the withheld count into that count. Leaves may have a lower clamp, and their counts then turn their sums into
 *   sums around C/2: all are weighed as around C/2, and for the most that this tells (`gainOf`).
 * - Histograms, publication by publication: known amounts lie in one bin, and in one group of each size. Their total is in the
 *   counts already; the rest of the four integers tells of that one bin.
 */
function evidenceOf(layers: readonly Layer[], precisions: (precisionOf: (key: string) => number) => Precisions[]): Evidence[] {
  const publicPrecision = (precisionOf: (cell: MeasuredCell) => number) => (layer: Layer, key: string) => {
    const cell = layer.cells.get(key);
    return cell && layer.isPublic(key) ? precisionOf(cell) : 0;
  };
  const count = publicPrecision((cell) => 1 / countCell(cell, null).variance);
  const gain = gainOf(layers);
  const sum = publicPrecision(({ plan, publication }) => (gain * Number(publication.centre)) ** 2 / toNumber(plan.sum.variance));
  const bin = publicPrecision(({ plan }) => (plan.histogram ? 1 / toNumber(plan.histogram.variance) : 0));
  return [
    { times: 1, precisions: precisions((key) => layers.reduce((all, layer) => all + layer.times * count(layer, key), 0)) },
    ...layers.flatMap((layer) => [
      { times: layer.times, precisions: precisions((key) => sum(layer, key)) },
      { times: layer.times * TOLD_OF_BIN, precisions: precisions((key) => bin(layer, key)) },
    ]),
  ];
}

/**
 * How much larger a known count may be in sums where leaves have a lower clamp: 2 − c/C for the lowest of the year, 1 without
 * one (page: `src/privacy/protection.md`, "Sums under a lower clamp").
 */
function gainOf(layers: readonly Layer[]): number {
  const ratios = layers.flatMap(({ cells }) =>
    [...cells.values()].map(({ plan, publication }) => Number(plan.centre) / Number(publication.centre)),
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
