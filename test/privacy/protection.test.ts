import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, type CountNode, countVariances, protect } from "../../src/privacy/protection.ts";

const K = 11;
const shown = (noisy: number, variance = 25): Cell => ({ published: true, noisy, variance });
const hidden: Cell = { published: false, noisy: 3, variance: 25 };
const leaf = (total: Cell): CountNode => ({ children: [], total, classes: [] });

function after(nodes: readonly CountNode[], k: number, rungs: readonly (readonly number[])[] = []): CountNode[] {
  const gone = protect(nodes, k, rungs);
  const state = (node: number, at: "total" | number, one: Cell): Cell => ({
    ...one,
    published: one.published && !gone.some((address) => address.node === node && address.cell === at),
  });
  return nodes.map((one, node) => ({
    ...one,
    total: state(node, "total", one.total),
    classes: one.classes.map((each, c) => state(node, c, each)),
  }));
}

function exposed(nodes: readonly CountNode[], k: number): number {
  const variances = countVariances(nodes);
  const bad = (one: Cell, variance: number) => !one.published && 1.96 * Math.sqrt(variance) < 2 * k;
  return nodes.filter(
    (one, i) =>
      bad(one.total, variances[i]?.total ?? 0) || one.classes.some((each, c) => bad(each, variances[i]?.classes[c] ?? 0)),
  ).length;
}

test("the smallest sibling goes with a withheld cell", () => {
  const nodes = [{ children: [1, 2, 3], total: shown(150), classes: [] }, leaf(shown(80)), leaf(shown(65)), leaf(hidden)];
  expect(protect(nodes, K)).toEqual([{ node: 2, cell: "total" }]);
});

test("of equal siblings the first goes", () => {
  const nodes = [{ children: [1, 2, 3], total: shown(150), classes: [] }, leaf(hidden), leaf(shown(65)), leaf(shown(65))];
  expect(protect(nodes, K)).toEqual([{ node: 2, cell: "total" }]);
});

test("nothing more is withheld where the noise already hides the cell", () => {
  const wide = 400;
  const nodes = [{ children: [1, 2], total: shown(150, wide), classes: [] }, leaf(shown(80, wide)), leaf(hidden)];
  expect(protect(nodes, K)).toEqual([]);
  expect(protect([leaf(hidden)], K)).toEqual([]);
  expect(protect([leaf(shown(80))], K)).toEqual([]);
});

test("the half-width counts at exactly 2k", () => {
  // 1.96·√v = 22 at v = 125.99: the child's variance is the parent's plus its sibling's.
  const pair = (variance: number) => [
    { children: [1, 2], total: shown(150, variance / 2), classes: [] },
    leaf(shown(80, variance / 2)),
    leaf(hidden),
  ];
  expect(protect(pair(125), K)).toHaveLength(1);
  expect(protect(pair(127), K)).toEqual([]);
});

test("a withheld class takes the smallest other class with it", () => {
  const nodes = [{ children: [], total: shown(200), classes: [shown(90), hidden, shown(70)] }];
  expect(protect(nodes, K)).toEqual([{ node: 0, cell: 2 }]);
});

test("withheld classes whose sum the total gives away take another class with them, where that sum is a rung of the cube", () => {
  const nodes = [{ children: [], total: shown(200), classes: [shown(90), shown(100), hidden, hidden] }];
  expect(protect(nodes, K)).toEqual([]);
  expect(protect(nodes, K, [[2, 3]])).toEqual([{ node: 0, cell: 0 }]);
  // A rung that is not withheld, and one that the noise hides, ask for nothing.
  expect(protect(nodes, K, [[0, 1]])).toEqual([]);
  const noisier = [{ children: [], total: shown(200, 60), classes: [shown(90, 60), shown(100), hidden, hidden] }];
  expect(protect(noisier, K, [[2, 3]])).toEqual([]);
});

test("the territory's total is kept while anything else can go", () => {
  const nodes = [{ children: [1, 2], total: shown(150), classes: [] }, leaf(shown(140)), leaf(hidden)];
  expect(protect(nodes, K)).toEqual([{ node: 1, cell: "total" }]);
});

test("a node with a single child does not leave it exposed", () => {
  expect(protect([{ children: [1], total: shown(50), classes: [] }, leaf(hidden)], K)).toEqual([{ node: 0, cell: "total" }]);
});

test("published children give a withheld parent away: the smallest of them goes", () => {
  const nodes = [
    { children: [1, 2], total: shown(300), classes: [] },
    { children: [3, 4], total: hidden, classes: [] },
    leaf(hidden),
    leaf(shown(30)),
    leaf(shown(20)),
  ];
  expect(protect(nodes, K)).toEqual([{ node: 4, cell: "total" }]);
});

const cell: fc.Arbitrary<Cell> = fc.record({
  published: fc.integer({ min: 0, max: 9 }).map((roll) => roll < 7),
  noisy: fc.integer({ min: 12, max: 99 }),
  variance: fc.integer({ min: 1, max: 100 }),
});

const tree: fc.Arbitrary<CountNode[]> = fc
  .record({
    parents: fc.array(fc.nat({ max: 30 }), { maxLength: 20 }),
    typedDepth: fc.integer({ min: 0, max: 3 }),
    cells: fc.array(cell, { minLength: 84, maxLength: 84 }),
  })
  .map(({ parents, typedDepth, cells }) => {
    const depth = [0];
    const children: number[][] = [[]];
    for (const [i, wanted] of parents.entries()) {
      const parent = wanted % (i + 1);
      (children[parent] as number[]).push(i + 1);
      children.push([]);
      depth.push((depth[parent] as number) + 1);
    }
    return children.map((own, i) => ({
      children: own,
      total: cells[i * 4] as Cell,
      classes: (depth[i] as number) < typedDepth ? cells.slice(i * 4 + 1, i * 4 + 4) : [],
    }));
  });

test("whatever is withheld, no withheld count is known to better than 2k; only published cells are taken, once", () => {
  fc.assert(
    fc.property(tree, fc.integer({ min: 2, max: 20 }), (nodes, k) => {
      const gone = protect(nodes, k);
      expect(exposed(after(nodes, k), k)).toBe(0);
      expect(new Set(gone.map(({ node, cell: at }) => `${node}/${at}`)).size).toBe(gone.length);
      for (const { node, cell: at } of gone)
        expect((at === "total" ? nodes[node]?.total : nodes[node]?.classes[at])?.published).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("with rungs too, protecting ends, and is done once it is done", () => {
  const rungs = [
    [0, 1],
    [1, 2],
  ];
  fc.assert(
    fc.property(tree, (nodes) => {
      const left = after(nodes, K, rungs);
      expect(exposed(left, K)).toBe(0);
      expect(protect(left, K, rungs)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("protecting twice withholds nothing more", () => {
  fc.assert(
    fc.property(tree, (nodes) => {
      expect(protect(after(nodes, K), K)).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("a k below 2 is refused", () => {
  expect(() => protect([leaf(hidden)], 1)).toThrow("k must be ≥ 2; got 1");
});
