import { periodsOf } from "../contract/period.ts";
import { BINS, type Evidence, type Precisions, toNumber, type YearCell, type YearNode } from "../privacy/index.ts";
import type { Area, Territory } from "../territory/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import { countCell, forest } from "./forest.ts";
import { type Cube, type MeasuredCell, makeCube } from "./plan/cube.ts";
import { type PublicationPlan, planPublication, planRevision } from "./plan/plan.ts";

/**
 * One measure's cells of the year so far, as a tree, and what is public of them once the year is over: earlier
 * publications as they were, this one, and all that the calendar has still to come, taken as published.
 */
export interface ProtectedTable {
  readonly nodes: readonly YearNode[];
  readonly evidence: readonly Evidence[];
  /** this publication's cell of a node; absent where it measures none */
  cellAt(node: number, column: "total" | number): MeasuredCell | undefined;
}

/** What this publication has made of a cell: a noisy count where the gate let it through; the same cells as `Cube.cells`. */
export interface PassedCell {
  readonly noisy: number;
}

/** A count over the year. Whatever the period, it is of nearly the same households: an attacker takes it for the same. */
interface YearCount {
  readonly key: string;
  /** its cell in the publication that showed it first, showed it not, or is to come */
  readonly sample: MeasuredCell;
  readonly now: MeasuredCell | undefined;
  readonly state: YearCell["state"];
  readonly noisy: number;
}

/** A publication of the year, and which of its cells are public. */
interface Layer {
  readonly times: number;
  readonly cells: ReadonlyMap<string, MeasuredCell>;
  readonly isPublic: (key: string) => boolean;
}

/** What there is of the year: publications that were drawn, this one, and how often each kind is still to come. */
export interface Year {
  readonly publication: PublicationPlan;
  readonly cube: Cube;
  readonly earlier: readonly EarlierDraw[];
  readonly coming: readonly { readonly times: number; readonly cells: readonly MeasuredCell[] }[];
}

export function yearOf(publication: PublicationPlan, cube: Cube, earlier: readonly EarlierDraw[]): Year {
  const { plan, period, id } = publication;
  const known = new Set([id, ...earlier.map((one) => one.publication.id)]);
  const steps = new Set(plan.levels.map(({ step }) => step));
  const coming = [...steps].flatMap((step) => {
    const left = periodsOf(period.year, step).filter((one) => !known.has(one.id));
    const [first] = left;
    if (!first) return [];
    const own = step === period.step && publication.revision === 0;
    return [{ times: left.length, cells: own ? cube.cells : cellsOf(planPublication(plan, first)) }];
  });
  const revised = plan.settings.budget.shares.revision > 0 && steps.has("year");
  const revision = revised ? planRevision(plan, period.year) : null;
  if (revision && !known.has(revision.id)) coming.push({ times: 1, cells: cellsOf(revision) });
  return { publication, cube, earlier, coming };
}

function cellsOf(publication: PublicationPlan): readonly MeasuredCell[] {
  return makeCube(publication).cells;
}

/** @param passing what this publication's gates let through, by the cells' position */
export function yearTables(year: Year, measure: string, passing: readonly (PassedCell | null)[]): ProtectedTable[] {
  const { territory } = year.publication.plan;
  const of = (cells: readonly MeasuredCell[]) => byKey(territory, measure, cells);
  const own = of(year.cube.cells);
  const before = year.earlier.map(({ cells, drawn }) => ({ cells: of(cells), drawn }));
  const fateBefore = (key: string, fate: string) =>
    before.some(({ cells, drawn }) => drawn[cells.get(key)?.cell ?? -1]?.fate === fate);
  const counts = new Map<string, YearCount>();
  for (const cells of [own, ...before.map((draw) => draw.cells)]) {
    for (const [key, sample] of cells) {
      if (counts.has(key)) continue;
      const now = own.get(key);
      const passes = now && passing[now.cell];
      const shown = fateBefore(key, "published");
      // A victim stays one all year.
      const free = passes && !fateBefore(key, "protecting");
      const state = shown ? "shown" : free ? "free" : "withheld";
      counts.set(key, { key, sample, now, state, noisy: passes ? passes.noisy : 0 });
    }
  }
  // A topmost total is never a victim, so that one to come must be reckoned with while siblings can still be withheld.
  const [top] = year.publication.plan.levels;
  const coming = year.coming.map(({ times, cells }) => ({ times, cells: of(cells) }));
  for (const [key, sample] of coming.flatMap(({ cells }) => [...cells])) {
    if (counts.has(key) || sample.type !== "_T" || sample.level !== top?.level) continue;
    counts.set(key, { key, sample, now: undefined, state: "shown", noisy: 0 });
  }
  const stays = (key: string) => counts.get(key)?.state === "shown" || counts.get(key)?.state === "free";
  const layers: Layer[] = [
    ...before.map(({ cells, drawn }) => ({
      times: 1,
      cells,
      isPublic: (key: string) => drawn[cells.get(key)?.cell ?? -1]?.fate === "published",
    })),
    { times: 1, cells: own, isPublic: (key) => stays(key) && passing[own.get(key)?.cell ?? -1] != null },
    ...coming.map(({ times, cells }) => ({ times, cells, isPublic: stays })),
  ];
  return tablesOf(territory, counts, layers);
}

function tablesOf(territory: Territory, counts: ReadonlyMap<string, YearCount>, layers: readonly Layer[]): ProtectedTable[] {
  const samples = new Map([...counts.values()].map((count) => [count.sample, count]));
  return forest(territory, [...samples.keys()], (area) => sameHouseholds(territory, area)).map((tree): ProtectedTable => {
    const nodes = tree.map(({ children, total, classes }) => ({
      children,
      total: samples.get(total) as YearCount,
      classes: classes.map((cell) => samples.get(cell) as YearCount),
    }));
    const precisions = (of: (key: string) => number): Precisions[] =>
      nodes.map(({ total, classes }) => ({ total: of(total.key), classes: classes.map(({ key }) => of(key)) }));
    return {
      nodes,
      evidence: evidenceOf(layers, precisions),
      cellAt: (node, column) => (column === "total" ? nodes[node]?.total : nodes[node]?.classes[column])?.now,
    };
  });
}

/**
 * What an attacker adds up, who takes a cell's count for the same all year and knows exactly what the households of one
 * withheld count used: nothing, or the clamp each (page: `src/privacy/protection.md`).
 *
 * - Counts, of all publications together. Where there are histograms, a count is told again by the sum of its bins.
 * - Sums, publication by publication, for the amounts of other cells change: a known amount of ∓ C/2 a household turns the
 *   centred sum of the withheld count into that count.
 * - Bins, publication by publication: known amounts lie in one bin. The sum of the 32 bins is in the counts already; the
 *   other 31 directions tell of that one bin 1 − 1/32 of what it tells.
 */
function evidenceOf(layers: readonly Layer[], precisions: (of: (key: string) => number) => Precisions[]): Evidence[] {
  const seen = (of: (cell: MeasuredCell) => number) => (layer: Layer, key: string) => {
    const cell = layer.cells.get(key);
    return cell && layer.isPublic(key) ? of(cell) : 0;
  };
  const count = seen((cell) => 1 / countCell(cell, null).variance);
  const sum = seen(({ plan, publication }) => Number(publication.centre) ** 2 / toNumber(plan.sum.variance));
  const bin = seen(({ plan }) => (plan.histogram ? 1 / toNumber(plan.histogram.variance) : 0));
  return [
    { times: 1, precisions: precisions((key) => layers.reduce((all, layer) => all + layer.times * count(layer, key), 0)) },
    ...layers.flatMap((layer) => [
      { times: layer.times, precisions: precisions((key) => sum(layer, key)) },
      { times: layer.times * (1 - 1 / BINS), precisions: precisions((key) => bin(layer, key)) },
    ]),
  ];
}

/** A measure's cells by their place in the year: areas of the very same households are one. */
function byKey(territory: Territory, measure: string, cells: readonly MeasuredCell[]): Map<string, MeasuredCell> {
  const own = cells.filter(({ publication }) => publication.measure.key === measure);
  return new Map(own.map((cell) => [`${sameHouseholds(territory, cell.area).code}\n${cell.type}`, cell]));
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
