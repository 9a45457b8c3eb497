import fc from "fast-check";
import { expect, test } from "vitest";
import { type RealNode, roundTree } from "../../src/privacy/rounding.ts";

const value = fc.integer({ min: -200_000, max: 900_000 }).map((n) => n / 1000);

/** Trees of two levels under a root, all sums true, some cells unpublished; typed down to a random depth. */
const tree: fc.Arbitrary<RealNode[]> = fc
  .record({
    width: fc.integer({ min: 1, max: 5 }),
    typedDepth: fc.integer({ min: 0, max: 3 }),
    branches: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }),
    values: fc.array(value, { minLength: 200, maxLength: 200 }),
    hidden: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 200, maxLength: 200 }),
    density: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ width, typedDepth, branches, values, hidden, density }) => {
    const depth = [0, ...branches.flatMap((leaves) => [1, ...new Array<number>(leaves).fill(2)])];
    const children: number[][] = depth.map(() => []);
    let branch = 0;
    for (const [i, d] of depth.entries()) {
      if (d === 1) {
        branch = i;
        (children[0] as number[]).push(i);
      }
      if (d === 2) (children[branch] as number[]).push(i);
    }
    const classes: number[][] = [];
    for (let i = depth.length - 1; i >= 0; i--) {
      const own = children[i] as number[];
      classes[i] =
        own.length > 0
          ? Array.from({ length: width }, (_, c) => own.reduce((sum, child) => sum + (classes[child]?.[c] ?? 0), 0))
          : values.slice(i * width, (i + 1) * width);
    }
    const show = (place: number, real: number) => ((hidden[place % 200] as number) < density ? null : real);
    return depth.map((d, i) => ({
      children: children[i] as number[],
      total: show(
        i * 7,
        (classes[i] as number[]).reduce((a, b) => a + b, 0),
      ),
      classes: d < typedDepth ? (classes[i] as number[]).map((one, c) => show(i * 7 + c + 1, one)) : [],
    }));
  });

test("whole numbers add up wherever all are published, and stay next to their estimates", () => {
  fc.assert(
    fc.property(tree, (nodes) => {
      const rounded = roundTree(nodes);
      const adds = (whole: number | null | undefined, parts: readonly (number | null | undefined)[]) => {
        if (parts.length === 0 || [whole, ...parts].some((one) => one === null || one === undefined)) return;
        expect(parts.reduce<number>((sum, one) => sum + (one as number), 0)).toBe(whole);
      };
      for (const [i, { children, total, classes }] of nodes.entries()) {
        const own = rounded[i];
        adds(own?.total, own?.classes ?? []);
        adds(
          own?.total,
          children.map((child) => rounded[child]?.total),
        );
        for (const c of classes.keys())
          adds(
            own?.classes[c],
            children.map((child) => rounded[child]?.classes[c]),
          );
        for (const [real, whole] of [[total, own?.total] as const, ...classes.map((one, c) => [one, own?.classes[c]] as const)]) {
          if (real === null) expect(whole).toBeNull();
          else expect(Number.isInteger(whole) && Math.abs((whole as number) - real) <= 2).toBe(true);
        }
      }
    }),
    { numRuns: 600 },
  );
});

test("along one dimension it is the largest remainder", () => {
  const leaf = (total: number): RealNode => ({ children: [], total, classes: [] });
  const shares = [10.4, 20.4, 30.7, 38.5];
  const rounded = roundTree([{ children: [1, 2, 3, 4], total: 100, classes: [] }, ...shares.map(leaf)]);
  // Floors are 98; the two units that are left go to .7 and .5.
  expect(rounded.map(({ total }) => total)).toEqual([100, 10, 20, 31, 39]);
});

test("where remainders alone have no answer in two dimensions, the flow finds one", () => {
  const child = (classes: number[]): RealNode => ({ children: [], total: classes.reduce((a, b) => a + b, 0), classes });
  const nodes: RealNode[] = [
    { children: [1, 2, 3], total: 3, classes: [1.5, 1.5] },
    child([0.5, 0.5]),
    child([0.5, 0.5]),
    child([0.5, 0.5]),
  ];
  const [root, ...rest] = roundTree(nodes);
  expect((root?.classes[0] as number) + (root?.classes[1] as number)).toBe(3);
  for (const c of [0, 1]) expect(rest.reduce((sum, { classes }) => sum + (classes[c] as number), 0)).toBe(root?.classes[c]);
  for (const { total, classes } of rest) expect((classes[0] as number) + (classes[1] as number)).toBe(total);
});

test("nothing published gives nothing, and no nodes none", () => {
  expect(roundTree([])).toEqual([]);
  expect(roundTree([{ children: [], total: null, classes: [null, 2.4] }])).toEqual([{ total: null, classes: [null, 2] }]);
});
