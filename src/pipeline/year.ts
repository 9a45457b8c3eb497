import { type Period, periodsOf } from "../contract/period.ts";
import { type Evidence, type Precisions, TOLD_OF_BIN, toNumber, type YearCell } from "../privacy/index.ts";
import type { Area, Territory } from "../territory/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import { countCell, forest } from "./forest.ts";
import { type Cube, type MeasuredCell, makeCube } from "./plan/cube.ts";
import { type Plan, type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";

/** A count over the year. Whatever the period, it is of nearly the same households: an attacker takes it for the same. */
export interface YearCount extends YearCell {
  readonly key: string;
  /** this publication's cell of it; absent where it measures none */
  readonly now: MeasuredCell | undefined;
}

/** A publication of the year, and which of its cells are public. */
interface Layer {
  readonly times: number;
  readonly cells: ReadonlyMap<string, MeasuredCell>;
  readonly isPublic: (key: string) => boolean;
}

/** The year as a whole: its drawn publications, this one, and how many of each kind are still to come. */

export function yearOf(publication: PublicationPlan, cube: Cube, earlier: readonly EarlierDraw[]) {
  const { plan, period, id } = publication;
  const known = new Set([id, ...earlier.map((one) => one.publication.id)]);
  const steps = new Set(plan.levels.map(({ step }) => step));
  const coming = [...steps].flatMap((step) => {
    const left = periodsOf(period.year, step).filter((one) => !known.has(one.id));
    const [first] = left;
    if (!first) return [];
    const own = step === period.step && publication.revision === 0 ? cube : cubeToCome(plan, first);
    return [{ times: left.length, cells: own.cells }];
  });
  const revised = plan.settings.budget.shares.revision > 0 && steps.has("year");
  const revision = revised ? planRevision(plan, period.year) : null;
  if (revision && !known.has(revision.id)) coming.push({ times: 1, cells: makeCube(revision).cells });
  return { publication, cube, earlier, coming };
}

/** Cubes of periods to come, by plan: each publication of a year asks for them twice, a rehearsal at every draw. */
const CUBES = new WeakMap<Plan, Map<string, Cube>>();

function cubeToCome(plan: Plan, period: Period): Cube {
  const made = CUBES.get(plan) ?? new Map<string, Cube>();
  CUBES.set(plan, made);
  const cube = made.get(period.id) ?? makeCube(planPublication(plan, period));
  made.set(period.id, cube);
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
  // Areas of the very same households are one.
  const byKey = (cells: readonly MeasuredCell[]) => {
    const own = cells.filter(({ publication }) => publication.measure.key === measure);
    return new Map(own.map((cell) => [`${sameHouseholds(territory, cell.area).code}\n${cell.type}`, cell]));
  };
  const own = byKey(year.cube.cells);
  const before = year.earlier.map(({ cells, drawn }) => {
    const keyed = byKey(cells);
    return { cells: keyed, fateOf: (key: string) => drawn[keyed.get(key)?.cell ?? -1]?.fate };
  });
  const coming = year.coming.map(({ times, cells }) => ({ times, cells: byKey(cells) }));
  const noisyOf = (key: string) => passing[own.get(key)?.cell ?? -1] ?? null;
  const counts = new Map<MeasuredCell, YearCount>();
  const states = new Map<string, YearCell["state"]>();
  const enter = (key: string, sample: MeasuredCell, state: YearCell["state"]) => {
    states.set(key, state);
    counts.set(sample, { key, now: own.get(key), state, noisy: noisyOf(key) ?? 0 });
  };
  for (const [key, sample] of [own, ...before.map(({ cells }) => cells)].flatMap((cells) => [...cells])) {
    if (states.has(key)) continue;
    const fates = before.map(({ fateOf }) => fateOf(key));
    // A victim stays one all year.
    const isFree = noisyOf(key) !== null && !fates.includes("protecting");
    enter(key, sample, fates.includes("published") ? "shown" : isFree ? "free" : "withheld");
  }
  // A topmost total is never a victim, so that one to come must be reckoned with while siblings can still be withheld.
  for (const [key, sample] of coming.flatMap(({ cells }) => [...cells]))
    if (!states.has(key) && sample.type === "_T" && sample.level === levels[0]?.level) enter(key, sample, "shown");
  const stays = (key: string) => (states.get(key) ?? "withheld") !== "withheld";
  const layers: Layer[] = [
    ...before.map(({ cells, fateOf }) => ({ times: 1, cells, isPublic: (key: string) => fateOf(key) === "published" })),
    { times: 1, cells: own, isPublic: (key) => stays(key) && noisyOf(key) !== null },
    ...coming.map(({ times, cells }) => ({ times, cells, isPublic: stays })),
  ];
  return forest(territory, [...counts.keys()], (area) => sameHouseholds(territory, area)).map((tree) => {
    const countOf = (cell: MeasuredCell) => counts.get(cell) as YearCount;
    const nodes = tree.map(({ children, total, classes }) => ({
      children,
      total: countOf(total),
      classes: classes.map(countOf),
    }));
    const precisions = (of: (key: string) => number): Precisions[] =>
      nodes.map(({ total, classes }) => ({ total: of(total.key), classes: classes.map(({ key }) => of(key)) }));
    return { nodes, evidence: evidenceOf(layers, precisions) };
  });
}

/**
 * What an attacker adds up who takes a cell's count to be constant all year and knows exactly the amounts of the households of
 * one withheld count: nothing, or the clamp each (page: `src/privacy/protection.md`).
 *
 * - Counts, of all publications together. Where there are histograms, their totals give a count once more.
 * - Sums, publication by publication, for the amounts of other cells change: a known amount of ∓ C/2 a household turns the
 *   centred sum of the withheld count into that count.
 * - Histograms, publication by publication: known amounts lie in one bin, and in one group of each size. Their total is in the
 *   counts already; the other directions tell of that one bin what is left of the four integers.
 */
function evidenceOf(layers: readonly Layer[], precisions: (of: (key: string) => number) => Precisions[]): Evidence[] {
  const seen = (of: (cell: MeasuredCell) => number) => (layer: Layer, key: string) => {
    const cell = layer.cells.get(key);
    return cell && layer.isPublic(key) ? of(cell) : 0;
  };
  const count = seen((cell) => 1 / countCell(cell, null).variance);
  const sum = seen(({ plan }) => Number(plan.centre) ** 2 / toNumber(plan.sum.variance));
  const bin = seen(({ plan }) => (plan.histogram ? 1 / toNumber(plan.histogram.variance) : 0));
  return [
    { times: 1, precisions: precisions((key) => layers.reduce((all, layer) => all + layer.times * count(layer, key), 0)) },
    ...layers.flatMap((layer) => [
      { times: layer.times, precisions: precisions((key) => sum(layer, key)) },
      { times: layer.times * TOLD_OF_BIN, precisions: precisions((key) => bin(layer, key)) },
    ]),
  ];
}

/** The topmost area with the same households: a node with one child is one cell with it, whichever of them is measured. */
function sameHouseholds(territory: Territory, area: Area): Area {
  let top = area;
  for (const above of territory.lineage(area.code).slice(1)) {
    if (territory.children(above.code).length !== 1) break;
    top = above;
  }
  return top;
}
