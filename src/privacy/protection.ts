import { plus } from "./information.ts";
import { type Cell, type Column, type CountNode, cellVariance, type Knowledge, knowledge } from "./tree.ts";

export { type Cell, type CountNode, type CountVariances, countVariances } from "./tree.ts";

export interface CellAddress {
  readonly node: number;
  readonly cell: Column;
}

/** A count of the cube: a node's total, or the sum of some of its classes (one, or a rung's). */
interface Count {
  readonly node: number;
  readonly of: "total" | readonly number[];
}

const Z95 = 1.959963984540054;

/**
 * Complementary suppression: the further published cells to withhold (Q/D) so that no withheld count can be recovered.
 *
 * Claim: with the returned cells withheld too, the 95 % half-width for every withheld count, from all public rows
 * together, is at least 2k. A rung, which is published where all of its classes are, is a withheld count where one is not:
 * classes that nothing tells apart may still have a sum that the total gives away. Everything is decided from noisy values
 * and public variances: post-processing, free.
 *
 * In rounds, until nothing is exposed: each exposed count withholds one cell linked to it, the one with the smallest
 * noisy count (ties: first in the order of nodes, total before classes). Linked are its siblings in the same columns and
 * its own node's other classes, for a total its classes' siblings also, and its children; of these, first those of the source
 * that tells most about the count (what surrounds the node, the node's own rows, or its subtree), as withholding
 * elsewhere would cost rows and hide nothing. If none is left: its own total, its parent's cell in the column, any other
 * cell; the territory's total only when nothing else is left.
 *
 * @param rungs indices of the classes that each rung sums, the same at every node that has classes
 * @throws RangeError when k < 2 or the nodes are not a tree (see `countVariances`)
 */
export function protect(nodes: readonly CountNode[], k: number, rungs: readonly (readonly number[])[] = []): CellAddress[] {
  if (!(k >= 2)) throw new RangeError(`k must be ≥ 2; got ${k}`);
  const counts = countsOf(nodes, rungs);
  const parents = parentsOf(nodes);
  const withheld: CellAddress[] = [];
  let current = nodes;
  for (;;) {
    const known = knowledge(current);
    const exposed = exposedCounts(current, counts, known, 2 * k);
    if (exposed.length === 0) return withheld;
    const victims = new Map<string, CellAddress>();
    for (const count of exposed) {
      const candidates = candidatesFor(current, known[count.node] as Knowledge, parents[count.node] as number, count);
      // A neighbour that goes in this round anyway may be enough: the next round tells.
      if (candidates.length === 0 || candidates.some((candidate) => victims.has(keyOf(candidate)))) continue;
      const victim = smallestOf(current, candidates);
      victims.set(keyOf(victim), victim);
    }
    if (victims.size === 0) {
      // What earlier publications say together is not this one's to hide; it gives nothing to it any more.
      if (allCells(current).every((address) => !cellOf(current, address)?.published)) return withheld;
      throw new RangeError("a count without any published neighbour cannot be exposed");
    }
    withheld.push(...victims.values());
    current = without(current, [...victims.values()]);
  }
}

/** Every count of the cube: totals, classes, rungs. */
function countsOf(nodes: readonly CountNode[], rungs: readonly (readonly number[])[]): Count[] {
  return nodes.flatMap(({ classes }, node): Count[] => [
    { node, of: "total" },
    ...classes.map((_, cell) => ({ node, of: [cell] })),
    ...(classes.length > 0 ? rungs.map((rung) => ({ node, of: rung })) : []),
  ]);
}

function exposedCounts(
  nodes: readonly CountNode[],
  counts: readonly Count[],
  known: readonly Knowledge[],
  needed: number,
): Count[] {
  const all = known.map(({ own, below, above }) => plus(plus(own, below), above));
  return counts.filter((count) => {
    const node = nodes[count.node] as CountNode;
    const { total, classes } = node;
    const open = (cell: Cell | undefined) => cell?.published || cell?.before !== undefined;
    if (count.of === "total" ? open(total) : count.of.every((cell) => open(classes[cell]))) return false;
    return Z95 * Math.sqrt(cellVariance(all[count.node] as Knowledge["own"], node, count.of)) < needed;
  });
}

/** The first non-empty circle of published cells around an exposed count. */
function candidatesFor(nodes: readonly CountNode[], known: Knowledge, parent: number, count: Count): CellAddress[] {
  const { node, of } = count;
  const { children, classes } = nodes[node] as CountNode;
  const siblings = parent < 0 ? [] : (nodes[parent]?.children ?? []).filter((sibling) => sibling !== node);
  const columns: readonly Column[] = of === "total" ? [of, ...classes.keys()] : of;
  const across = (others: readonly number[]) =>
    columns.flatMap((column) => others.map((other) => ({ node: other, cell: column })));
  const linked = {
    above: across(siblings),
    own: [...classes.keys()].filter((column) => of === "total" || !of.includes(column)).map((column) => ({ node, cell: column })),
    below: across(children),
  };
  const variance = (source: keyof Knowledge) => cellVariance(known[source], nodes[node] as CountNode, of);
  const sharpest = (["above", "own", "below"] as const).reduce((a, b) => (variance(b) < variance(a) ? b : a));
  const circles = [
    linked[sharpest],
    [...linked.above, ...linked.own, ...linked.below],
    [{ node, cell: "total" as const }],
    parent < 0 ? [] : across([parent]),
    allCells(nodes),
  ];
  for (const circle of circles) {
    const found = circle.filter((address) => !isRootTotal(address) && cellOf(nodes, address)?.published);
    // What was public before stays known: withholding it now hides less.
    const fresh = found.filter((address) => cellOf(nodes, address)?.before === undefined);
    if (found.length > 0) return fresh.length > 0 ? fresh : found;
  }
  return nodes[0]?.total.published ? [{ node: 0, cell: "total" }] : [];
}

function smallestOf(nodes: readonly CountNode[], candidates: readonly CellAddress[]): CellAddress {
  return candidates.reduce((best, candidate) => {
    const gap = (cellOf(nodes, candidate)?.noisy ?? 0) - (cellOf(nodes, best)?.noisy ?? 0);
    return gap < 0 || (gap === 0 && orderOf(candidate, best) < 0) ? candidate : best;
  });
}

function orderOf(a: CellAddress, b: CellAddress): number {
  return a.node - b.node || rank(a.cell) - rank(b.cell);
}

function rank(cell: Column): number {
  return cell === "total" ? -1 : cell;
}

function without(nodes: readonly CountNode[], victims: readonly CellAddress[]): CountNode[] {
  const result = [...nodes];
  for (const { node, cell } of victims) {
    const old = result[node] as CountNode;
    const hide = (one: Cell): Cell => ({ ...one, published: false });
    result[node] =
      cell === "total"
        ? { ...old, total: hide(old.total) }
        : { ...old, classes: old.classes.map((one, i) => (i === cell ? hide(one) : one)) };
  }
  return result;
}

function allCells(nodes: readonly CountNode[]): CellAddress[] {
  return nodes.flatMap((one, node) => [{ node, cell: "total" as const }, ...one.classes.map((_, cell) => ({ node, cell }))]);
}

function cellOf(nodes: readonly CountNode[], { node, cell }: CellAddress): Cell | undefined {
  return cell === "total" ? nodes[node]?.total : nodes[node]?.classes[cell];
}

function isRootTotal({ node, cell }: CellAddress): boolean {
  return node === 0 && cell === "total";
}

function keyOf({ node, cell }: CellAddress): string {
  return `${node}/${cell}`;
}

function parentsOf(nodes: readonly CountNode[]): number[] {
  const parents = new Array<number>(nodes.length).fill(-1);
  for (const [node, { children }] of nodes.entries()) for (const child of children) parents[child] = node;
  return parents;
}
