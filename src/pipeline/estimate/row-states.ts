import { consistent, type RealNode, roundTree, toNumber, type WholeNode } from "../../privacy/index.ts";
import { countCell, type ForestNode, forest, sumCell } from "../forest.ts";
import type { NoisyCell } from "../mechanism.ts";
import type { CellFate, DrawnCell } from "../payload.ts";
import type { Cube, CubeRow, MeasuredCell } from "../plan/cube.ts";
import type { MeasurePublication, PublicationPlan } from "../plan/plan.ts";
import { passingExcess } from "./passing.ts";
import type { RowEstimate } from "./row-estimate.ts";
import { scalesOf } from "./scale.ts";

/** What the public may see of a row: its estimate, or why it is withheld. */
export type RowState =
  | { readonly fate: "published"; readonly estimate: RowEstimate }
  | { readonly fate: Exclude<CellFate, "published"> };

/** 1/scale base units in one display unit. */
export function displayUnit({ scale, measure }: MeasurePublication): number {
  return Number(scale.scale * measure.factor);
}

/** The state of every row of the cube, in its order: a function of what was drawn and of the plan. */
export function rowStates(publication: PublicationPlan, cube: Cube, draw: readonly DrawnCell[]): RowState[] {
  const { territory, settings } = publication.plan;
  const noisy = draw.map((cell): NoisyCell => (cell.fate === "published" ? cell : null));
  const places = new Map<MeasuredCell, TreePlace>();
  for (const measure of publication.measures) {
    const cells = cube.cells.filter((cell) => cell.publication === measure);
    for (const tree of forest(territory, cells)) estimate(measure, tree, noisy, places);
  }
  const states = cube.rows.map((row) => stateOf(row, draw, places, settings.k));
  const scales = scalesOf(
    publication,
    cube,
    states.map((state) => (state.fate === "published" ? state.estimate : null)),
  );
  return states.map((state, i) =>
    state.fate === "published" ? { ...state, estimate: { ...state.estimate, scale: scales[i] as number } } : state,
  );
}

/** A row whose estimate has not its scale yet. */
type Unscaled =
  | { readonly fate: "published"; readonly estimate: Omit<RowEstimate, "scale"> }
  | Exclude<RowState, { readonly fate: "published" }>;

/** Where a measured cell sits in the estimates of its tree. */
interface TreePlace {
  readonly weigh: (columns: readonly EstimateColumn[]) => Pick<RowEstimate, "count" | "countVariance" | "sum" | "sumVariance">;
  readonly column: EstimateColumn;
  readonly wholeCount: number | null;
  readonly wholeTotal: number | null;
}

type EstimateColumn = "total" | number;

/** Enters the places of one tree's cells. */
function estimate(
  measure: MeasurePublication,
  tree: readonly ForestNode[],
  noisy: readonly NoisyCell[],
  places: Map<MeasuredCell, TreePlace>,
): void {
  const nodesOf = <T>(make: (cell: MeasuredCell, drawn: NoisyCell) => T) =>
    tree.map(({ children, total, classes }) => {
      const of = (cell: MeasuredCell) => make(cell, noisy[cell.cell] as NoisyCell);
      return { children, total: of(total), classes: classes.map(of) };
    });
  const counts = consistent(nodesOf(countCell));
  const sums = consistent(nodesOf(sumCell));
  const centre = Number(measure.centre);
  const perUnit = 10 ** measure.measure.measure.decimals / displayUnit(measure);
  const real = (value: (node: number, column: EstimateColumn) => number): RealNode[] =>
    tree.map(({ children, total, classes }, node) => {
      const of = (cell: MeasuredCell, column: EstimateColumn) => (noisy[cell.cell] ? value(node, column) : null);
      return { children, total: of(total, "total"), classes: classes.map(of) };
    });
  const count = (node: number, column: EstimateColumn) => counts.weigh(node, column).value;
  const wholeCounts = roundTree(real(count));
  const wholeTotals = roundTree(
    real((node, column) => (sums.weigh(node, column).value + centre * count(node, column)) * perUnit),
  );
  for (const [node, { total, classes }] of tree.entries()) {
    const weigh: TreePlace["weigh"] = (columns) => {
      const at = columns[0] === "total" ? "total" : (columns as readonly number[]);
      const [n, z] = [counts.weigh(node, at), sums.weigh(node, at)];
      return { count: n.value, countVariance: n.variance, sum: z.value, sumVariance: z.variance };
    };
    const whole = (of: WholeNode | undefined, column: EstimateColumn) =>
      (column === "total" ? of?.total : of?.classes[column]) ?? null;
    const enter = (cell: MeasuredCell, column: EstimateColumn) =>
      places.set(cell, {
        weigh,
        column,
        wholeCount: whole(wholeCounts[node], column),
        wholeTotal: whole(wholeTotals[node], column),
      });
    enter(total, "total");
    for (const [column, cell] of classes.entries()) enter(cell, column);
  }
}

/** A rung is published only where all of its classes are; too few households anywhere is the reason given first. */
function stateOf(row: CubeRow, draw: readonly DrawnCell[], places: ReadonlyMap<MeasuredCell, TreePlace>, k: number): Unscaled {
  const drawn = row.cells.map((cell) => draw[cell.cell] as DrawnCell);
  if (drawn.some((cell) => cell.fate === "few")) return { fate: "few" };
  const published = drawn.filter((cell) => cell.fate === "published");
  if (published.length < drawn.length) return { fate: "protecting" };
  const own = row.cells.map((cell) => places.get(cell) as TreePlace);
  const added = (of: (place: TreePlace) => number | null) => own.reduce((sum, place) => sum + (of(place) as number), 0);
  return {
    fate: "published",
    estimate: {
      ...(own[0] as TreePlace).weigh(own.map(({ column }) => column)),
      wholeCount: added(({ wholeCount }) => wholeCount),
      wholeTotal: added(({ wholeTotal }) => wholeTotal),
      passing: passingExcess(
        row.cells.map(({ plan }, i) => ({ plan, count: (published[i] as (typeof published)[number]).count })),
        k,
      ),
      least: k * row.cells.length,
      bins: binsOf(
        row,
        published.map(({ bins }) => bins),
      ),
    },
  };
}

function binsOf(row: CubeRow, parts: readonly (readonly bigint[] | null)[]): RowEstimate["bins"] {
  if (parts.some((part) => part === null)) return null;
  const [first = [], ...rest] = parts as readonly (readonly bigint[])[];
  const variance = row.cells.reduce((sum, { plan }) => sum + (plan.histogram ? toNumber(plan.histogram.variance) : 0), 0);
  return {
    noisy: first.map((bin, i) => rest.reduce((sum, part) => sum + (part[i] as bigint), bin)),
    sigma: Math.sqrt(variance),
  };
}
