import fc from "fast-check";
import { expect, test } from "vitest";
import { type CellOfNode, leastSquares, type MeasuredNode, type TreeCell } from "../../src/privacy/tree.ts";
import { countVariances } from "../support/variances.ts";

interface Estimate {
  readonly value: number;
  readonly variance: number;
}

interface Sums {
  readonly total: readonly number[];
  readonly classes: readonly (readonly number[])[];
}

/**
 * The slow way: every class of every node (and every untyped total) is an unknown, the tree's equations are solved by a
 * basis of their null space, and all published cells are measurements of sums of unknowns, in one dense system.
 */
function dense(nodes: readonly MeasuredNode[]): { total: Estimate; classes: Estimate[] }[] {
  let width = 0;
  const sums = nodes.map((node): Sums => {
    const classes = node.classes.map(() => [width++]);
    return { classes, total: classes.length > 0 ? classes.flat() : [width++] };
  });
  const equations = nodes.flatMap((node, i) =>
    equationsOf(
      node,
      sums[i] as Sums,
      node.children.map((child) => sums[child] as Sums),
    ),
  );
  const rows = equations.map(([left, right]) =>
    Array.from({ length: width }, (_, j) => (left.includes(j) ? 1 : right.includes(j) ? -1 : 0)),
  );
  const basis = nullSpace(rows, width);
  const seenBy = (unknowns: readonly number[]) => basis.map((vector) => unknowns.reduce((sum, j) => sum + at(vector, j), 0));
  const measured = nodes.flatMap((node, i) => {
    const { total, classes } = sums[i] as Sums;
    return [
      { cell: node.total, h: seenBy(total) },
      ...node.classes.map((one, c) => ({ cell: one, h: seenBy(classes[c] ?? []) })),
    ].filter(({ cell: one }) => one.published);
  });
  const information = basis.map((_, i) =>
    basis.map((__, j) => measured.reduce((sum, { cell: one, h }) => sum + (at(h, i) * at(h, j)) / one.variance, 0)),
  );
  const vector = basis.map((_, i) => measured.reduce((sum, { cell: one, h }) => sum + (at(h, i) * one.noisy) / one.variance, 0));
  const estimate = (unknowns: readonly number[]) => solved(information, seenBy(unknowns), vector);
  return sums.map(({ total, classes }) => ({ total: estimate(total), classes: classes.map(estimate) }));
}

/** A node equals the sum of its children: class by class where all have classes, else in total. */
function equationsOf(node: MeasuredNode, own: Sums, children: readonly Sums[]): [readonly number[], readonly number[]][] {
  if (children.length === 0) return [];
  if (node.classes.length > 0 && children.every((child) => child.classes.length > 0)) {
    return own.classes.map((left, c) => [left, children.flatMap((child) => child.classes[c] ?? [])]);
  }
  return [[own.total, children.flatMap((child) => child.total)]];
}

/** A basis of {x : Ax = 0}. */
function nullSpace(rows: readonly (readonly number[])[], width: number): number[][] {
  const { reduced, pivots } = reduce(rows, width);
  const free = Array.from({ length: width }, (_, j) => j).filter((j) => !pivots.includes(j));
  return free.map((j) =>
    Array.from({ length: width }, (_, column) => {
      const row = pivots.indexOf(column);
      return row >= 0 ? -at(reduced[row], j) : Number(column === j);
    }),
  );
}

/** hᵀA⁺b and hᵀA⁺h; the variance is Infinity when h is not in the range of A. */
function solved(matrix: readonly (readonly number[])[], h: readonly number[], b: readonly number[]): Estimate {
  const width = h.length;
  const { reduced, pivots } = reduce(
    matrix.map((row, i) => [...row, at(h, i)]),
    width,
  );
  if (reduced.slice(pivots.length).some((row) => Math.abs(at(row, width)) > 1e-6))
    return { value: 0, variance: Number.POSITIVE_INFINITY };
  const along = (of: readonly number[]) => pivots.reduce((sum, column, row) => sum + at(of, column) * at(reduced[row], width), 0);
  return { value: along(b), variance: along(h) };
}

/** Reduced row echelon form over the first `width` columns, with partial pivoting; pivots[i] is the column of row i. */
function reduce(rows: readonly (readonly number[])[], width: number): { reduced: number[][]; pivots: number[] } {
  let open = rows.map((row) => [...row]);
  let reduced: number[][] = [];
  const pivots: number[] = [];
  for (let column = 0; column < width && open.length > 0; column++) {
    const best = open.reduce((a, b) => (Math.abs(at(b, column)) > Math.abs(at(a, column)) ? b : a));
    if (Math.abs(at(best, column)) < 1e-9) continue;
    const pivot = best.map((value) => value / at(best, column));
    const clear = (row: number[]) => row.map((value, j) => value - at(row, column) * at(pivot, j));
    open = open.filter((row) => row !== best).map(clear);
    reduced = [...reduced.map(clear), pivot];
    pivots.push(column);
  }
  return { reduced: [...reduced, ...open], pivots };
}

function at(row: readonly number[] | undefined, j: number): number {
  return row?.[j] ?? 0;
}

const cell: fc.Arbitrary<TreeCell> = fc.record({
  published: fc.integer({ min: 0, max: 9 }).map((roll) => roll < 6),
  noisy: fc.integer({ min: 10, max: 99 }),
  variance: fc.integer({ min: 1, max: 400 }).map((value) => value / 4),
});

/** Trees of up to eight nodes; typed down to a random depth, `width` classes. */
const tree: fc.Arbitrary<MeasuredNode[]> = fc
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
      (children[parent] as number[]).push(i + 1);
      children.push([]);
      depth.push(at(depth, parent) + 1);
    }
    return children.map((own, i) => ({
      children: own,
      total: cells[i * 4] as TreeCell,
      classes: at(depth, i) < typedDepth ? cells.slice(i * 4 + 1, i * 4 + 1 + width) : [],
    }));
  });

test("estimates and variances are those of dense least squares over all published cells", () => {
  fc.assert(
    fc.property(tree, (nodes) => {
      const fast = leastSquares(nodes);
      for (const [i, { total, classes }] of dense(nodes).entries()) {
        const cells: [CellOfNode, Estimate][] = [["total", total], ...classes.map((one, c): [CellOfNode, Estimate] => [c, one])];
        for (const [column, slow] of cells) {
          const found = fast.weigh(i, column);
          if (slow.variance === Number.POSITIVE_INFINITY) expect(found).toEqual(slow);
          else {
            expect(Math.abs(found.variance / slow.variance - 1)).toBeLessThan(1e-6);
            expect(Math.abs(found.value - slow.value)).toBeLessThan(1e-6 * (1 + Math.abs(slow.value)));
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("trees of the same variances that are read together are what each is alone", () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 2, max: 5 }), (nodes, columns) => {
      const noisyIn = ({ noisy }: TreeCell, column: number) => noisy * (column + 1) + column;
      const mapped = <T>(of: (cell: TreeCell) => T) =>
        nodes.map(({ children, total, classes }) => ({ children, total: of(total), classes: classes.map(of) }));
      const together = leastSquares(
        mapped((one) => ({ ...one, noisy: Array.from({ length: columns }, (_, column) => noisyIn(one, column)) })),
      );
      for (let column = 0; column < columns; column++) {
        const alone = leastSquares(mapped((one) => ({ ...one, noisy: noisyIn(one, column) })));
        for (const [node, { classes }] of nodes.entries())
          for (const cells of ["total", ...classes.keys()] as const) {
            const [all, one] = [together.weighAll(node, cells), alone.weigh(node, cells)];
            expect(all.variance).toBe(one.variance);
            expect(all.values[column]).toBeCloseTo(one.value, 6);
          }
      }
    }),
    { numRuns: 100 },
  );
});

test("what rounding leaves of two cells without a common direction determines nothing", () => {
  const cellOf = (variance: number | null): TreeCell => ({ published: variance !== null, noisy: 10, variance: variance ?? 0.25 });
  const nodeOf = (children: number[], total: number | null, ...classes: (number | null)[]): MeasuredNode => ({
    children,
    total: cellOf(total),
    classes: classes.map(cellOf),
  });
  // Found by the test above: of node 1 the total is known, of node 4 one class, and of node 2 nothing.
  const nodes = [
    nodeOf([1, 2, 4], 12, 60.25, 0.25),
    nodeOf([3], null, null, null),
    nodeOf([], null, null, null),
    nodeOf([], 0.25),
    nodeOf([], null, null, 18.25),
  ];
  const { weigh } = leastSquares(nodes);
  for (const column of ["total", 0, 1] as const)
    expect([column, weigh(2, column)]).toEqual([column, { value: 0, variance: Number.POSITIVE_INFINITY }]);
});

test("estimates add up: classes to totals, children to parents, wherever all are determined", () => {
  fc.assert(
    fc.property(tree, (nodes) => {
      const { weigh } = leastSquares(nodes);
      const adds = (whole: Estimate, parts: readonly Estimate[]) => {
        if (parts.length === 0 || [whole, ...parts].some(({ variance }) => !Number.isFinite(variance))) return;
        expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(whole.value, 6);
      };
      for (const [i, { children, classes }] of nodes.entries()) {
        adds(
          weigh(i, "total"),
          classes.map((_, c) => weigh(i, c)),
        );
        adds(
          weigh(i, "total"),
          children.map((child) => weigh(child, "total")),
        );
        if (children.some((child) => nodes[child]?.classes.length !== classes.length)) continue;
        for (const c of classes.keys())
          adds(
            weigh(i, c),
            children.map((child) => weigh(child, c)),
          );
      }
    }),
    { numRuns: 300 },
  );
});

const shown = (noisy: number, variance: number): TreeCell => ({ published: true, noisy, variance });
const hidden: TreeCell = { published: false, noisy: 0, variance: 25 };

test("a withheld child is the parent less its siblings", () => {
  const leaf = (total: TreeCell): MeasuredNode => ({ children: [], total, classes: [] });
  const variances = countVariances([
    { children: [1, 2, 3], total: shown(100, 4), classes: [] },
    leaf(shown(40, 9)),
    leaf(shown(50, 9)),
    leaf(hidden),
  ]);
  expect(variances[3]?.total).toBeCloseTo(4 + 9 + 9, 9);
  expect(countVariances([leaf(hidden)])[0]?.total).toBe(Number.POSITIVE_INFINITY);
});

test("a withheld class is the total less the other classes", () => {
  const [root] = countVariances([{ children: [], total: shown(100, 4), classes: [shown(60, 9), hidden] }]);
  expect(root?.classes[1]).toBeCloseTo(13, 9);
});

test("what is no tree of one shape is refused", () => {
  const node = (children: number[], classes: TreeCell[] = []): MeasuredNode => ({ children, total: shown(1, 1), classes });
  expect(() => countVariances([node([1]), node([0])])).toThrow("node 1 has the child 0");
  expect(() => countVariances([node([1, 2]), node([2]), node([])])).toThrow("node 1 has the child 2");
  expect(() => countVariances([node([]), node([])])).toThrow("1 are not reached");
  expect(() => countVariances([node([1], [hidden]), node([], [hidden, hidden])])).toThrow("node 0 has 1, its child 1 2");
  expect(() => countVariances([{ children: [], total: shown(1, 0), classes: [] }])).toThrow("must be > 0; got 0 at node 0");
});
