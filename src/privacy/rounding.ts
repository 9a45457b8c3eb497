/** A node of the hierarchy as in `tree.ts`, with estimates; null where a cell is not published. */
export interface RealNode {
  /** Indices of the children, all greater than the node's own. */
  readonly children: readonly number[];
  readonly total: number | null;
  readonly classes: readonly (number | null)[];
}

export interface WholeNode {
  readonly total: number | null;
  readonly classes: readonly (number | null)[];
}

/**
 * Rounds a hierarchy of estimates to whole numbers that still add up: classes to totals, and children to parents total by
 * total and class by class, wherever all of them are published. Top-down: a node's numbers stand when its children's are
 * chosen, and these are the whole numbers with the least squared distance from their estimates that meet every sum, found
 * as a minimum-cost flow. Along one dimension that is rounding by largest remainder; in two (areas × classes), where
 * remainders alone may leave no solution, it is controlled rounding.
 *
 * Precondition: the estimates add up themselves (`leastSquares`), to much less than 1; results then lie within 1 or 2 of
 * them. Post-processing: costs no budget. Sources: Cox & Ernst 1982 (controlled rounding as a network flow); Ahuja,
 * Magnanti & Orlin 1993, chapter 14 (convex costs).
 *
 * @param nodes one tree, parents before children
 */
export function roundTree(nodes: readonly RealNode[]): WholeNode[] {
  const rounded: WholeNode[] = [];
  if (nodes.length > 0) rounded[0] = roundBlock(null, [nodes[0] as RealNode])[0] as WholeNode;
  for (const [i, { children }] of nodes.entries()) {
    if (children.length === 0) continue;
    const block = roundBlock(
      rounded[i] as WholeNode,
      children.map((child) => nodes[child] as RealNode),
    );
    for (const [place, child] of children.entries()) rounded[child] = block[place] as WholeNode;
  }
  return rounded;
}

/** A number to choose: it leaves one sum and enters another. */
interface Arc {
  readonly from: number;
  readonly to: number;
  readonly real: number;
  whole: number;
}

/** Vertex of what enters or leaves no sum. */
const FREE = 0;

/** Rounds the children of one parent, whose own numbers stand; without a parent, the root alone. */
function roundBlock(parent: WholeNode | null, children: readonly RealNode[]): WholeNode[] {
  // A sum is a vertex: what enters it must leave it. `excess` is how much more enters.
  const excess: number[] = [0];
  const vertex = (fixed: number) => excess.push(fixed) - 1;
  const arcs: Arc[] = [];
  const arc = (from: number, to: number, real: number | null): Arc | null => {
    if (real === null) return null;
    const newArc = { from, to, real, whole: Math.round(real) + 0 };
    arcs.push(newArc);
    excess[from] = (excess[from] as number) - newArc.whole;
    excess[to] = (excess[to] as number) + newArc.whole;
    return newArc;
  };
  const totals = children.every(({ total }) => total !== null) ? (parent?.total ?? null) : null;
  const allTotals = totals === null ? FREE : vertex(-totals);
  const columns = (parent?.classes ?? []).map((fixed, c) =>
    fixed !== null && children.every(({ classes }) => (classes[c] ?? null) !== null) ? vertex(fixed) : FREE,
  );
  const rows = children.map(({ total, classes }) => {
    const adds = total !== null && classes.length > 0 && classes.every((value) => value !== null);
    const row = adds ? vertex(0) : FREE;
    return { total: arc(row, allTotals, total), classes: classes.map((one, c) => arc(columns[c] ?? FREE, row, one)) };
  });
  for (let v = 1; v < excess.length; v++) while (excess[v] !== 0) push(arcs, excess, v, Math.sign(excess[v] as number));
  const wholeOf = (arcOrNull: Arc | null) => (arcOrNull === null ? null : arcOrNull.whole);
  return rows.map(({ total, classes }) => ({ total: wholeOf(total), classes: classes.map(wholeOf) }));
}

/** Sends one unit of excess (sign 1) or of want (−1) from `start` to the nearest vertex that takes it, at least cost. */
function push(arcs: readonly Arc[], excess: number[], start: number, sign: number): void {
  const distance = new Array<number>(excess.length).fill(Number.POSITIVE_INFINITY);
  const reachedBy = new Array<{ arc: Arc; step: number; back: number } | null>(excess.length).fill(null);
  distance[start] = 0;
  // Bellman–Ford: steps back along a path taken before have a negative cost.
  for (let changed = true; changed; ) {
    changed = false;
    for (const arc of arcs) {
      // More along the arc carries excess from its tail to its head, less from its head to its tail; for want, reversed.
      for (const step of [1, -1]) {
        const [tail, head] = step * sign > 0 ? [arc.from, arc.to] : [arc.to, arc.from];
        const cost = (distance[tail] as number) + 2 * step * (arc.whole - arc.real) + 1;
        if (tail === FREE || !(cost < (distance[head] as number) - 1e-9)) continue;
        distance[head] = cost;
        reachedBy[head] = { arc, step, back: tail };
        changed = true;
      }
    }
  }
  const canTake = (v: number) => v === FREE || sign * (excess[v] as number) < 0;
  let end = -1;
  for (const [v, d] of distance.entries()) if (canTake(v) && d < (distance[end] ?? Number.POSITIVE_INFINITY)) end = v;
  if (end < 0) throw new RangeError("the fixed sums of a block contradict each other");
  for (let v = end; v !== start; ) {
    const { arc, step, back } = reachedBy[v] as { arc: Arc; step: number; back: number };
    arc.whole += step;
    v = back;
  }
  excess[start] = (excess[start] as number) - sign;
  if (end !== FREE) excess[end] = (excess[end] as number) + sign;
}
