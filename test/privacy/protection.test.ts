import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence, Precisions } from "../../src/privacy/evidence.ts";
import { assess, mergeEvidence } from "../../src/privacy/evidence.ts";
import { type CellAddress, exposedCounts, protect, type YearCell } from "../../src/privacy/protection.ts";
import type { MeasuredNode, TreeCell } from "../../src/privacy/tree.ts";
import { countVariances } from "../support/variances.ts";

const K = 11;
const Z95 = 1.959963984540054;

/** A cell and the variance with which it is measured, once. */
interface Measured extends YearCell {
  readonly variance: number;
}
interface Node {
  readonly children: readonly number[];
  readonly total: Measured;
  readonly classes: readonly Measured[];
}

const free = (dwellings: number, variance = 25): Measured => ({ state: "free", dwellings, variance });
const shown = (dwellings: number, variance = 25): Measured => ({ state: "shown", dwellings, variance });
const hidden: Measured = { state: "withheld", dwellings: 3, variance: 25 };
const leaf = (total: Measured): Node => ({ children: [], total, classes: [] });

/** One system: every cell that is not withheld is measured once. */
function once(nodes: readonly Node[], times = 1): Evidence {
  const precision = ({ state, variance }: Measured) => (state === "withheld" ? 0 : 1 / variance);
  return {
    times,
    precisions: nodes.map(({ total, classes }): Precisions => ({ total: precision(total), classes: classes.map(precision) })),
  };
}

const victimsOf = (nodes: readonly Node[], k = K, rungs: readonly (readonly number[])[] = [], times = 1) =>
  protect(nodes, [once(nodes, times)], k, rungs);

/** Cells of a node by place: its total first. */
const cellsOf = ({ total, classes }: Node) => [total, ...classes];

/** Withheld counts, rungs included, that least squares over the measured cells knows to better than ± 2k. */
function exposed(
  nodes: readonly Node[],
  gone: readonly CellAddress[],
  k: number,
  rungs: readonly (readonly number[])[],
  times = 1,
) {
  const isGone = (node: number, cell: "total" | number) => gone.some((one) => one.node === node && one.cell === cell);
  const seen = nodes.map((one, node): MeasuredNode => {
    const cell = (column: "total" | number, { state, variance }: Measured): TreeCell => ({
      published: state !== "withheld" && !isGone(node, column),
      noisy: 0,
      variance: variance / times,
    });
    return {
      children: one.children,
      total: cell("total", one.total),
      classes: one.classes.map((each, column) => cell(column, each)),
    };
  });
  const variances = countVariances(seen, rungs);
  return seen.flatMap((node, i) => {
    const sharp = (variance: number | undefined) => Z95 * Math.sqrt(variance as number) < 2 * k * (1 - 1e-9);
    const found = [
      ...(!node.total.published && sharp(variances[i]?.total) ? [`${i}`] : []),
      ...node.classes.flatMap((one, c) => (!one.published && sharp(variances[i]?.classes[c]) ? [`${i}/${c}`] : [])),
    ];
    const sums = node.classes.length === 0 ? [] : rungs;
    const broken = sums.flatMap((rung, r) =>
      rung.some((c) => !node.classes[c]?.published) && sharp(variances[i]?.rungs[r]) ? [`${i}/${rung}`] : [],
    );
    return [...found, ...broken];
  });
}

describe("one sum", () => {
  test("the smallest sibling goes with a withheld cell", () => {
    const nodes = [{ children: [1, 2, 3], total: free(150), classes: [] }, leaf(free(80)), leaf(free(65)), leaf(hidden)];
    expect(victimsOf(nodes)).toEqual([{ node: 2, cell: "total" }]);
  });

  test("of equal siblings the last goes", () => {
    const nodes = [{ children: [1, 2, 3], total: free(150), classes: [] }, leaf(hidden), leaf(free(65)), leaf(free(65))];
    expect(victimsOf(nodes)).toEqual([{ node: 3, cell: "total" }]);
  });

  test("nothing more is withheld where the noise already hides the cell", () => {
    const wide = 400;
    const nodes = [{ children: [1, 2], total: free(150, wide), classes: [] }, leaf(free(80, wide)), leaf(hidden)];
    expect(victimsOf(nodes)).toEqual([]);
    expect(victimsOf([leaf(hidden)])).toEqual([]);
    expect(victimsOf([leaf(free(80))])).toEqual([]);
  });

  test("the half-width counts at exactly 2k", () => {
    // 1.96·√v = 22 at v = 125.99: the child's variance is the parent's plus its sibling's.
    const pair = (variance: number) => [
      { children: [1, 2], total: free(150, variance / 2), classes: [] },
      leaf(free(80, variance / 2)),
      leaf(hidden),
    ];
    expect(victimsOf(pair(125))).toHaveLength(1);
    expect(victimsOf(pair(127))).toEqual([]);
    // Seventeen publications tell seventeen times as much.
    expect(victimsOf(pair(17 * 125), K, [], 17)).toHaveLength(1);
    expect(victimsOf(pair(17 * 127), K, [], 17)).toEqual([]);
  });

  test("a withheld class takes the smallest other class with it", () => {
    const nodes = [{ children: [], total: free(200), classes: [free(90), hidden, free(70)] }];
    expect(victimsOf(nodes)).toEqual([{ node: 0, cell: 2 }]);
  });

  test("withheld classes whose sum the total gives away take another class with them, where that sum is a rung of the cube", () => {
    const nodes = [{ children: [], total: free(200), classes: [free(90), free(100), hidden, hidden] }];
    expect(victimsOf(nodes)).toEqual([]);
    expect(victimsOf(nodes, K, [[2, 3]])).toEqual([{ node: 0, cell: 0 }]);
    // A rung that is not withheld, and one that the noise hides, ask for nothing.
    expect(victimsOf(nodes, K, [[0, 1]])).toEqual([]);
    const noisier = [{ children: [], total: free(200, 60), classes: [free(90, 60), free(100), hidden, hidden] }];
    expect(victimsOf(noisier, K, [[2, 3]])).toEqual([]);
  });

  test("the root's total is never withheld, not even where nothing else is left", () => {
    const nodes = [{ children: [1, 2], total: free(150), classes: [] }, leaf(free(140)), leaf(hidden)];
    expect(victimsOf(nodes)).toEqual([{ node: 1, cell: "total" }]);
    expect(victimsOf([{ children: [1], total: free(50), classes: [] }, leaf(hidden)])).toEqual([]);
  });

  test("published children give a withheld parent away: the smallest of them goes", () => {
    const nodes = [
      { children: [1, 2], total: free(300), classes: [] },
      { children: [3, 4], total: hidden, classes: [] },
      leaf(hidden),
      leaf(free(30)),
      leaf(free(20)),
    ];
    expect(victimsOf(nodes)).toEqual([{ node: 4, cell: "total" }]);
  });

  test("a k below 2 is refused", () => {
    expect(() => victimsOf([leaf(hidden)], 1)).toThrow("k must be ≥ 2; got 1");
  });
});

describe("what was shown before", () => {
  const family = (second: Measured) => [
    { children: [1, 2, 3], total: shown(150), classes: [] },
    leaf(shown(80)),
    leaf(second),
    leaf(hidden),
  ];

  test("is no victim: the larger sibling that nobody has seen goes", () => {
    expect(victimsOf(family(free(100)))).toEqual([{ node: 2, cell: "total" }]);
  });

  test("and gives a count away that nothing can hide any more: nothing is withheld in vain, and it is reported", () => {
    const nodes = family(shown(65));
    expect(victimsOf(nodes)).toEqual([]);
    expect(exposedCounts(nodes, [once(nodes)], K)).toEqual([{ node: 3, of: "total" }]);
    // Elsewhere in the same tree what can be hidden is.
    const other = [
      { children: [1, 4], total: shown(600), classes: [] },
      { children: [2, 3], total: shown(150), classes: [] },
      leaf(shown(80)),
      leaf(hidden),
      { children: [5, 6, 7], total: shown(450), classes: [] },
      leaf(free(200)),
      leaf(free(180)),
      leaf(hidden),
    ];
    expect(victimsOf(other)).toEqual([{ node: 6, cell: "total" }]);
  });

  test("nor is a cell whose count would be known all the same", () => {
    // The middle's children are public, so its total cannot hide; another child of the root can.
    const nodes = [
      { children: [1, 4, 5], total: shown(400), classes: [] },
      { children: [2, 3], total: free(60), classes: [] },
      leaf(shown(30)),
      leaf(shown(30)),
      leaf(free(300)),
      leaf(hidden),
    ];
    expect(victimsOf(nodes)).toEqual([{ node: 4, cell: "total" }]);
  });
});

const measured: fc.Arbitrary<Measured> = fc.record({
  state: fc.integer({ min: 0, max: 9 }).map((roll) => (roll < 7 ? ("free" as const) : ("withheld" as const))),
  dwellings: fc.integer({ min: 12, max: 99 }),
  variance: fc.integer({ min: 1, max: 100 }),
});

const treeOf = (most: number): fc.Arbitrary<Node[]> =>
  fc
    .record({
      parents: fc.array(fc.nat({ max: 30 }), { maxLength: most }),
      typedDepth: fc.integer({ min: 0, max: 3 }),
      cells: fc.array(measured, { minLength: 4 * most + 4, maxLength: 4 * most + 4 }),
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
        total: cells[i * 4] as Measured,
        classes: (depth[i] as number) < typedDepth ? cells.slice(i * 4 + 1, i * 4 + 4) : [],
      }));
    });

const RUNGS = [
  [0, 1],
  [1, 2],
];

/** All free cells but the root's total: what may be withheld. */
function freeOf(nodes: readonly Node[]): CellAddress[] {
  return nodes.flatMap((node, i) =>
    cellsOf(node).flatMap(({ state }, c) =>
      state === "free" && !(i === 0 && c === 0) ? [{ node: i, cell: c === 0 ? ("total" as const) : c - 1 }] : [],
    ),
  );
}

describe("whatever is withheld", () => {
  test("no withheld count is known to better than 2k but what would be with all withheld; only free cells are taken, once", () => {
    fc.assert(
      fc.property(treeOf(20), fc.integer({ min: 2, max: 20 }), (nodes, k) => {
        const gone = victimsOf(nodes, k, RUNGS);
        const everything = freeOf(nodes);
        const hopeless = new Set(exposed(nodes, everything, k, RUNGS));
        expect(exposed(nodes, gone, k, RUNGS).filter((name) => !hopeless.has(name))).toEqual([]);
        expect(new Set(gone.map(({ node, cell }) => `${node}/${cell}`)).size).toBe(gone.length);
        for (const one of gone) expect(everything).toContainEqual(one);
      }),
      { numRuns: 150, seed: 20_251 },
    );
  });

  test("protecting twice withholds nothing more", () => {
    fc.assert(
      fc.property(treeOf(20), (nodes) => {
        const gone = victimsOf(nodes, K, RUNGS);
        const left = nodes.map((node, i): Node => {
          const state = (cell: "total" | number, one: Measured): Measured =>
            gone.some((address) => address.node === i && address.cell === cell) ? { ...one, state: "withheld" } : one;
          return { ...node, total: state("total", node.total), classes: node.classes.map((one, c) => state(c, one)) };
        });
        expect(victimsOf(left, K, RUNGS)).toEqual([]);
      }),
      { numRuns: 60, seed: 20_251 },
    );
  });
});

/** The size of the smallest set of free cells that leaves nothing exposed, by trying all. */
function smallest(nodes: readonly Node[], k: number, rungs: readonly (readonly number[])[]): number {
  const all = freeOf(nodes);
  const hopeless = new Set(exposed(nodes, all, k, rungs));
  const enough = (gone: readonly CellAddress[]) => exposed(nodes, gone, k, rungs).every((name) => hopeless.has(name));
  const subsets = function* (from: number, size: number): Generator<CellAddress[]> {
    if (size === 0) yield [];
    else
      for (let i = from; i <= all.length - size; i++)
        for (const rest of subsets(i + 1, size - 1)) yield [all[i] as CellAddress, ...rest];
  };
  for (let size = 0; size <= all.length; size++) for (const gone of subsets(0, size)) if (enough(gone)) return size;
  throw new RangeError("with all cells withheld nothing is left to be exposed but what is hopeless");
}

describe("the floor: at most one cell more than the fewest that are enough, by trying all", () => {
  /** Tables with one cell or a few withheld. */
  const sparse = (cells: number, chance: number) =>
    fc.array(
      fc.record({
        state: fc.integer({ min: 0, max: 99 }).map((roll) => (roll < chance ? ("withheld" as const) : ("free" as const))),
        dwellings: fc.integer({ min: 12, max: 99 }),
        variance: fc.constantFrom(1, 4, 20, 60),
      }),
      { minLength: cells, maxLength: cells },
    );
  const asTable = (children: readonly (readonly number[])[], classes: number, cells: readonly Measured[]) =>
    children.map((own, i): Node => {
      const at = i * (classes + 1);
      return { children: own, total: cells[at] as Measured, classes: cells.slice(at + 1, at + 1 + classes) };
    });

  test.each([
    [
      "a whole with six classes and rungs",
      [[]],
      6,
      [
        [0, 1],
        [2, 3, 4],
      ],
      18,
      200,
    ],
    ["a whole and five areas", [[1, 2, 3, 4, 5], [], [], [], [], []], 0, [], 18, 200],
    ["two areas by three classes", [[1, 2], [], []], 3, [[0, 1]], 20, 100],
    ["a whole, two areas and two leaves in each", [[1, 2], [3, 4], [5, 6], [], [], [], []], 0, [], 25, 200],
  ])("%s", { timeout: 60_000 }, (_, children, classes, rungs, chance, runs) => {
    let [most, some] = [0, 0];
    fc.assert(
      fc.property(sparse(children.length * (classes + 1), chance), (cells) => {
        const nodes = asTable(children, classes, cells);
        const [found, fewest] = [victimsOf(nodes, K, rungs).length, smallest(nodes, K, rungs)];
        expect(found).toBeLessThanOrEqual(fewest + 1);
        most = Math.max(most, found - fewest);
        some += Number(fewest > 0);
      }),
      { numRuns: runs, seed: 20_252 },
    );
    // There was something to protect, and the fewest were found in these tables.
    expect(some).toBeGreaterThan(runs / 10);
    expect(most).toBe(0);
  });

  test("a class that is empty everywhere costs one other in each area, and the same one", () => {
    for (const areas of [2, 5, 12]) {
      const classes = (i: number) => [hidden, ...Array.from({ length: 5 }, (_, c) => free(60 + ((7 * i + 3 * c) % 11), 2))];
      const nodes = [
        { children: Array.from({ length: areas }, (_, i) => i + 1), total: free(300 * areas, 2), classes: classes(0) },
        ...Array.from({ length: areas }, (_, i) => ({ children: [], total: free(300, 2), classes: classes(i + 1) })),
      ];
      const gone = victimsOf(nodes, K, [
        [1, 2],
        [3, 4, 5],
      ]);
      expect(gone).toHaveLength(areas + 1);
      expect(new Set(gone.map(({ cell }) => cell)).size).toBe(1);
    }
  });
});

test("evidence of one proportion is merged, and tells the same", () => {
  fc.assert(
    fc.property(treeOf(8), fc.integer({ min: 1, max: 9 }), (nodes, factor) => {
      const one = once(nodes);
      const scaled = {
        times: 2,
        precisions: one.precisions.map(({ total, classes }) => ({
          total: factor * total,
          classes: classes.map((precision) => factor * precision),
        })),
      };
      const open = nodes.some((node) => cellsOf(node).some(({ state }) => state === "free"));
      const merged = mergeEvidence([one, scaled]);
      expect(merged).toHaveLength(open ? 1 : 0);
      const [apart, together] = [assess(nodes, [one, scaled], () => false), assess(nodes, merged, () => false)];
      for (const node of nodes.keys()) {
        const [a, b] = [apart, together].map(({ variance }) => variance({ node, of: "total" }));
        if (a === Number.POSITIVE_INFINITY) expect(b).toBe(a);
        else expect((b as number) / (a as number)).toBeCloseTo(1, 6);
      }
    }),
    { numRuns: 40, seed: 20_253 },
  );
});

test("what is known of a count without one of its cells is what least squares knows where that cell is hidden", () => {
  let told = 0;
  fc.assert(
    fc.property(treeOf(8), (nodes) => {
      const all = assess(nodes, [once(nodes)], () => false);
      for (const { node, cell } of freeOf(nodes)) {
        const without = assess(nodes, [once(nodes)], (one) => one.node === node && one.cell === cell);
        for (const of of cell === "total" ? [cell] : [[cell], ...RUNGS.filter((rung) => rung.includes(cell))]) {
          const precision = 1 / without.variance({ node, of });
          expect(1 / all.varianceWithout({ node, of }, { node, cell })).toBeCloseTo(precision, 8);
          if (precision > 0) told++;
        }
      }
    }),
    { numRuns: 40, seed: 20_254 },
  );
  expect(told).toBeGreaterThan(100);
});
