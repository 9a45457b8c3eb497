import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, type CountNode, countVariances } from "../../src/privacy/protection.ts";

/** Leaves are the unknowns of a dense least-squares problem: each cell is a sum of unknowns. */
function dense(nodes: readonly CountNode[]): { total: number; classes: number[] }[] {
  const unknowns: { total: number[]; classes: number[][] }[] = [];
  let width = 0;
  // A node's classes are unknowns of their own unless they are sums of the children's.
  const constraints: number[][] = [];
  for (const [i, node] of nodes.entries()) {
    const typed = node.classes.length > 0;
    const classes = node.classes.map(() => [width++]);
    unknowns[i] = { classes, total: typed ? classes.flat() : [width++] };
  }
  for (const [i, node] of nodes.entries()) {
    if (node.children.length === 0) continue;
    const mine = unknowns[i] as { total: number[]; classes: number[][] };
    const theirs = node.children.map((child) => unknowns[child] as { total: number[]; classes: number[][] });
    const columns = node.classes.length > 0 && theirs.every((other) => other.classes.length > 0) ? node.classes.length : 0;
    const equation = (left: number[], right: number[]) => {
      const row = new Array<number>(width).fill(0);
      for (const index of left) row[index] = 1;
      for (const index of right) row[index] = -1;
      constraints.push(row);
    };
    if (columns === 0) equation(mine.total, theirs.flatMap((other) => other.total));
    for (let c = 0; c < columns; c++) equation(mine.classes[c] as number[], theirs.flatMap((other) => other.classes[c] as number[]));
  }
  const basis = nullSpace(constraints, width);
  const project = (indices: readonly number[]) => basis.map((vector) => indices.reduce((sum, index) => sum + (vector[index] as number), 0));
  const size = basis.length;
  const information = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const measure = (cell: Cell, indices: readonly number[]) => {
    if (!cell.published) return;
    const h = project(indices);
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) information[i]![j]! += (h[i]! * h[j]!) / cell.variance;
  };
  for (const [i, node] of nodes.entries()) {
    measure(node.total, unknowns[i]!.total);
    for (const [c, cell] of node.classes.entries()) measure(cell, unknowns[i]!.classes[c]!);
  }
  const variance = (indices: readonly number[]) => quadratic(information, project(indices));
  return nodes.map((_, i) => ({ total: variance(unknowns[i]!.total), classes: unknowns[i]!.classes.map(variance) }));
}

/** A basis of {x : Ax = 0}, by reduction to row echelon form. */
function nullSpace(rows: readonly number[][], width: number): number[][] {
  const a = rows.map((row) => [...row]);
  const pivots: number[] = [];
  for (let column = 0, top = 0; column < width && top < a.length; column++) {
    const row = a.findIndex((candidate, i) => i >= top && Math.abs(candidate[column]!) > 1e-9);
    if (row < 0) continue;
    [a[top], a[row]] = [a[row]!, a[top]!];
    const pivot = a[top]!;
    const head = pivot[column]!;
    for (let j = 0; j < width; j++) pivot[j]! /= head;
    for (const [i, other] of a.entries()) {
      const factor = other[column]!;
      if (i !== top && factor !== 0) for (let j = 0; j < width; j++) other[j]! -= factor * pivot[j]!;
    }
    pivots.push(column);
    top++;
  }
  const free = Array.from({ length: width }, (_, j) => j).filter((j) => !pivots.includes(j));
  return free.map((j) => {
    const vector = new Array<number>(width).fill(0);
    vector[j] = 1;
    for (const [row, pivot] of pivots.entries()) vector[pivot] = -a[row]![j]!;
    return vector;
  });
}

/** hᵀA⁺h by Gauss–Jordan with complete pivoting; Infinity when h is not in the range of A. */
function quadratic(matrix: readonly number[][], h: readonly number[]): number {
  const size = h.length;
  const a = matrix.map((row, i) => [...row, h[i]!]);
  const done = new Set<number>();
  for (;;) {
    let best = -1;
    for (let i = 0; i < size; i++) if (!done.has(i) && (best < 0 || a[i]![i]! > a[best]![best]!)) best = i;
    if (best < 0 || a[best]![best]! < 1e-9) break;
    done.add(best);
    const pivot = a[best]!;
    for (const [i, other] of a.entries()) {
      const factor = other[best]! / pivot[best]!;
      if (i !== best) for (let j = 0; j <= size; j++) other[j]! -= factor * pivot[j]!;
    }
  }
  for (let i = 0; i < size; i++) if (!done.has(i) && Math.abs(a[i]![size]!) > 1e-6) return Number.POSITIVE_INFINITY;
  return h.reduce((sum, value, i) => sum + (done.has(i) ? (value * a[i]![size]!) / a[i]![i]! : 0), 0);
}

const cell: fc.Arbitrary<Cell> = fc.record({
  published: fc.integer({ min: 0, max: 9 }).map((roll) => roll < 6),
  noisy: fc.integer({ min: 10, max: 99 }),
  variance: fc.integer({ min: 1, max: 400 }).map((value) => value / 4),
});

/** Trees of up to eight nodes; typed down to a random depth, `width` classes. */
const tree: fc.Arbitrary<CountNode[]> = fc
  .record({
    parents: fc.array(fc.nat({ max: 7 }), { maxLength: 7 }),
    width: fc.integer({ min: 1, max: 3 }),
    typedDepth: fc.integer({ min: 0, max: 4 }),
    cells: fc.array(cell, { minLength: 40, maxLength: 40 }),
  })
  .map(({ parents, width, typedDepth, cells }) => {
    const depth = [0];
    const children: number[][] = [[]];
    for (const [i, wanted] of parents.entries()) {
      const parent = wanted % (i + 1);
      children[parent]!.push(i + 1);
      children.push([]);
      depth.push(depth[parent]! + 1);
    }
    return children.map((own, i) => ({
      children: own,
      total: cells[i * 4]!,
      classes: depth[i]! < typedDepth ? cells.slice(i * 4 + 1, i * 4 + 1 + width) : [],
    }));
  });

test("the variances are those of dense least squares over all published cells", () => {
  fc.assert(
    fc.property(tree, (nodes) => {
      const [fast, slow] = [countVariances(nodes), dense(nodes)];
      for (const [i, one] of fast.entries()) {
        for (const [got, want] of [[one.total, slow[i]!.total], ...one.classes.map((value, c) => [value, slow[i]!.classes[c]!])] as [number, number][]) {
          if (want === Number.POSITIVE_INFINITY) expect(got).toBe(want);
          else expect(Math.abs(got / want - 1)).toBeLessThan(1e-6);
        }
      }
    }),
    { numRuns: 500 },
  );
});

const shown = (noisy: number, variance: number): Cell => ({ published: true, noisy, variance });
const hidden: Cell = { published: false, noisy: 0, variance: 25 };

test("a withheld child is the parent less its siblings", () => {
  const leaf = (total: Cell): CountNode => ({ children: [], total, classes: [] });
  const variances = countVariances([{ children: [1, 2, 3], total: shown(100, 4), classes: [] }, leaf(shown(40, 9)), leaf(shown(50, 9)), leaf(hidden)]);
  expect(variances[3]?.total).toBeCloseTo(4 + 9 + 9, 9);
  expect(countVariances([leaf(hidden)])[0]?.total).toBe(Number.POSITIVE_INFINITY);
});

test("a withheld class is the total less the other classes", () => {
  const [root] = countVariances([{ children: [], total: shown(100, 4), classes: [shown(60, 9), hidden] }]);
  expect(root?.classes[1]).toBeCloseTo(13, 9);
});

test("what is no tree of one shape is refused", () => {
  const node = (children: number[], classes: Cell[] = []): CountNode => ({ children, total: shown(1, 1), classes });
  expect(() => countVariances([node([1]), node([0])])).toThrow("node 1 has the child 0");
  expect(() => countVariances([node([1, 2]), node([2]), node([])])).toThrow("node 1 has the child 2");
  expect(() => countVariances([node([]), node([])])).toThrow("1 are not reached");
  expect(() => countVariances([node([1], [hidden]), node([], [hidden, hidden])])).toThrow("node 0 has 1, its child 1 2");
  expect(() => countVariances([{ children: [], total: shown(1, 0), classes: [] }])).toThrow("must be > 0; got 0 at node 0");
});
