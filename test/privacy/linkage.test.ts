import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../src/privacy/evidence.ts";
import { linkClasses, linkedPartitions, type PartitionOfKinds } from "../../src/privacy/linkage.ts";
import { type CellAddress, exposedCounts, protect, type YearCell } from "../../src/privacy/protection.ts";
import { leastSquares, type NoisySum } from "../support/attacker.ts";

/** Heating (electric, gas, wood) by size (few, many), then size unknown and heating unknown: as in electricity and gas. */
const [ELECTRICITY, GAS] = [
  [[0], [1], [2, 4], [3, 5], [6], [7]],
  [[2], [3], [0, 4], [1, 5], [6], [7]],
] as const;
/** Size alone: few, many, unknown. Heating unknown has homes of each size, so that no union is the same but the whole. */
const BY_SIZE = [
  [0, 2, 4, 7],
  [1, 3, 5, 8],
  [6, 9],
];

describe("classes of two partitions", () => {
  test("equal ones are one, and unions that are the same are linked", () => {
    expect(linkClasses([ELECTRICITY, GAS])).toEqual({
      kinds: [[0], [1], [2, 4], [3, 5], [6], [7], [2], [3], [0, 4], [1, 5]],
      wholes: [
        [0, 1, 2, 3, 4, 5],
        [6, 7, 8, 9, 4, 5],
      ],
      links: [
        [0, 2, 6, 8],
        [1, 3, 7, 9],
      ],
    });
  });

  test("one that refines another links each of its classes' groups", () => {
    const sizes = [
      [0, 1],
      [2, 3],
    ];
    expect(linkClasses([[[0], [1], [2], [3]], sizes]).links).toEqual([
      [0, 1, 4],
      [2, 3, 5],
    ]);
  });

  test("of one partition, and of two that share the whole alone, nothing is linked", () => {
    expect(linkClasses([ELECTRICITY])).toEqual({ wholes: [[0, 1, 2, 3, 4, 5]], links: [] });
    const across = [
      [0, 2],
      [1, 3],
    ];
    expect(
      linkClasses([
        across,
        [
          [0, 1],
          [2, 3],
        ],
      ]).links,
    ).toEqual([]);
  });
});

test("partitions are in one group where counts of their classes share more than the total, three of which no two do too", () => {
  const heating = [...ELECTRICITY.slice(0, 5), [7, 8, 9]];
  const gas = [...GAS.slice(0, 5), [7, 8, 9]];
  expect(linkedPartitions([heating, BY_SIZE, gas])).toEqual([[0, 2], [1]]);
  // Of three kinds each is told from the two others: every two partitions share the total alone, all three an equation.
  const odd = [0, 1, 2].map((one) => [[one], [0, 1, 2].filter((other) => other !== one)]);
  expect(linkedPartitions(odd)).toEqual([[0, 1, 2]]);
  expect(linkedPartitions(odd.slice(0, 2))).toEqual([[0], [1]]);
});

/** Partitions of all combinations of a few attributes' values into classes, each a union of a coarser grid's. */
const partitionsOf = (count: number) =>
  fc
    .array(fc.integer({ min: 2, max: 3 }), { minLength: 2, maxLength: 3 })
    .chain((values) =>
      fc.tuple(
        fc.constant(values),
        fc.array(
          fc.record({
            groups: fc.tuple(...values.map((size) => fc.array(fc.nat({ max: size - 1 }), { minLength: size, maxLength: size }))),
            merged: fc.array(fc.nat({ max: 4 }), { minLength: 27, maxLength: 27 }),
            isMerged: fc.boolean(),
          }),
          { minLength: count, maxLength: count },
        ),
      ),
    )
    .map(([values, all]): PartitionOfKinds[] => {
      const kinds = values.reduce<number[][]>(
        (some, size) => some.flatMap((one) => Array.from({ length: size }, (_, value) => [...one, value])),
        [[]],
      );
      return all.map(({ groups, merged, isMerged }) => {
        const classes = new Map<number, number[]>();
        for (const [kind, of] of kinds.entries()) {
          const box = of.reduce((name, value, attribute) => 3 * name + (groups[attribute]?.[value] as number), 0);
          const name = isMerged ? (merged[box] as number) : box;
          classes.set(name, [...(classes.get(name) ?? []), kind]);
        }
        return [...classes.values()];
      });
    });

const vectorOf = (kinds: readonly number[], width: number) => Array.from({ length: width }, (_, i) => Number(kinds.includes(i)));
const widthOf = (partitions: readonly PartitionOfKinds[]) => 1 + Math.max(...partitions.flat(2));
const rankOf = (vectors: readonly (readonly number[])[]) =>
  leastSquares(vectors.map((of) => ({ of, value: 0, variance: 1 }))).basis.length;

test("groups share the total alone, and none can be cut further: the dimension of what their classes span says so", () => {
  let [linked, apart] = [0, 0];
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 4 }).chain((count) => partitionsOf(count)),
      (partitions) => {
        const width = widthOf(partitions);
        const dimension = (some: readonly number[]) =>
          rankOf(some.flatMap((p) => (partitions[p] as PartitionOfKinds).map((kinds) => vectorOf(kinds, width)))) - 1;
        const groups = linkedPartitions(partitions);
        expect(groups.flat().sort()).toEqual([...partitions.keys()]);
        expect(groups.reduce((sum, group) => sum + dimension(group), 0)).toBe(dimension([...partitions.keys()]));
        for (const group of groups) {
          // Each way to cut a group in two; its first partition is in the first part.
          for (let cut = 0; cut < 2 ** (group.length - 1) - 1; cut++) {
            const isFirst = (p: number) => p === group[0] || (cut >> (group.indexOf(p) - 1)) % 2 === 1;
            const [first, second] = [group.filter(isFirst), group.filter((p) => !isFirst(p))];
            expect(dimension(first) + dimension(second)).toBeGreaterThan(dimension(group));
          }
          linked += Number(group.length > 1);
          apart += Number(groups.length > 1);
        }
      },
    ),
    { numRuns: 200, seed: 20_255 },
  );
  expect(Math.min(linked, apart)).toBeGreaterThan(40);
});

const [K, Z95] = [11, 1.959963984540054];

interface Cell extends YearCell {
  readonly variance: number;
}

const cellsOf = (most: number): fc.Arbitrary<Cell[]> =>
  fc.array(
    fc.record({
      state: fc.integer({ min: 0, max: 9 }).map((roll) => (roll < 7 ? ("free" as const) : ("withheld" as const))),
      dwellings: fc.integer({ min: 12, max: 99 }),
      variance: fc.integer({ min: 1, max: 60 }),
    }),
    { minLength: most, maxLength: most },
  );

/**
 * A whole and some areas, each with the classes of two partitions; what is left of it, where some cells are withheld, is asked of
 * dense least squares with an unknown for each area and kind.
 */
function tableOf(partitions: readonly PartitionOfKinds[], areas: number, cells: readonly Cell[]) {
  const classes = [...new Map(partitions.flat().map((kinds) => [kinds.join(), kinds])).values()];
  const width = widthOf(partitions);
  const children = Array.from({ length: areas }, (_, i) => i + 1);
  const nodes = [children, ...children.map(() => [])].map((own, i) => {
    const [total, ...others] = cells.slice(i * (classes.length + 1), (i + 1) * (classes.length + 1)) as [Cell, ...Cell[]];
    return { children: own, total, classes: others };
  });
  const leaves = areas === 0 ? [0] : children;
  const vector = ({ node, cell }: { node: number; cell: "total" | number }) =>
    leaves.flatMap((child) =>
      vectorOf(cell === "total" ? [...Array(width).keys()] : (classes[cell] as number[]), width).map((one) =>
        node === 0 || node === child ? one : 0,
      ),
    );
  const addresses = nodes.flatMap((node, i) =>
    (["total", ...node.classes.keys()] as const).map((cell) => ({
      node: i,
      cell,
      ...(cell === "total" ? node.total : (node.classes[cell] as Cell)),
    })),
  );
  const exposedBy = (gone: readonly CellAddress[]) => {
    const isPublic = ({ node, cell, state }: (typeof addresses)[number]) =>
      state !== "withheld" && !gone.some((one) => one.node === node && one.cell === cell);
    const rows = addresses.filter(isPublic).map((one): NoisySum => ({ of: vector(one), value: 0, variance: one.variance }));
    const fit = leastSquares(rows);
    return addresses
      .filter((one) => !isPublic(one) && Z95 * Math.sqrt(fit.variance(vector(one))) < 2 * K * (1 - 1e-9))
      .map(({ node, cell }) => `${node}/${cell}`);
  };
  const precision = ({ state, variance }: Cell) => (state === "withheld" ? 0 : 1 / variance);
  const evidence: Evidence = {
    times: 1,
    precisions: nodes.map(({ total, classes: own }) => ({ total: precision(total), classes: own.map(precision) })),
  };
  return { nodes, addresses, exposedBy, evidence, links: linkClasses(partitions) };
}

test("no withheld count is known better than ± 2k by both partitions together, but what would be with all withheld", () => {
  let [linked, hidden] = [0, 0];
  fc.assert(
    fc.property(
      partitionsOf(2).chain((partitions) =>
        fc.tuple(
          fc.constant(partitions),
          fc.integer({ min: 2, max: 3 }),
          cellsOf(4 * (1 + new Set(partitions.flat().map(String)).size)),
        ),
      ),
      ([partitions, areas, cells]) => {
        const { nodes, addresses, exposedBy, evidence, links } = tableOf(partitions, areas, cells);
        const gone = protect(nodes, [evidence], K, [], Number.POSITIVE_INFINITY, links);
        const free = addresses.filter(({ node, cell, state }) => state === "free" && !(node === 0 && cell === "total"));
        const hopeless = new Set(exposedBy(free));
        expect(exposedBy(gone).filter((name) => !hopeless.has(name))).toEqual([]);
        const found = exposedCounts(nodes, [evidence], K, [], Number.POSITIVE_INFINITY, links);
        expect(found.map(({ node, of }) => `${node}/${of}`)).toEqual(exposedBy([]));
        linked += Number(links.links.length > 0 && gone.length > 0);
        hidden += gone.length;
      },
    ),
    { numRuns: 150, seed: 20_256 },
  );
  expect(linked).toBeGreaterThan(30);
  expect(hidden).toBeGreaterThan(150);
});

test("of one place by heating and size in two ways, as few are withheld as can be: by trying all", () => {
  const partitions = [ELECTRICITY, GAS];
  let [some, most] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          state: fc.integer({ min: 0, max: 99 }).map((roll) => (roll < 15 ? ("withheld" as const) : ("free" as const))),
          dwellings: fc.constant(99),
          variance: fc.constantFrom(1, 4, 20, 60),
        }),
        { minLength: 11, maxLength: 11 },
      ),
      (cells) => {
        const { nodes, addresses, exposedBy, evidence, links } = tableOf(partitions, 0, cells);
        const free = addresses.filter(({ cell, state }) => state === "free" && cell !== "total");
        const hopeless = new Set(exposedBy(free));
        const isEnough = (gone: readonly CellAddress[]) => exposedBy(gone).every((name) => hopeless.has(name));
        const subsets = Array.from({ length: 2 ** free.length }, (_, set) => free.filter((_, i) => (set >> i) % 2 === 1));
        const fewest = subsets.sort((a, b) => a.length - b.length).find(isEnough)?.length ?? free.length;
        const found = protect(nodes, [evidence], K, [], Number.POSITIVE_INFINITY, links).length;
        expect(found).toBeLessThanOrEqual(fewest + 1);
        some += Number(fewest > 0);
        most = Math.max(most, found - fewest);
      },
    ),
    { numRuns: 60, seed: 20_257 },
  );
  expect(some).toBeGreaterThan(15);
  expect(most).toBe(0);
});
