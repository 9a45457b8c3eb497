import { contrastVariance, nothingKnown, type Precision, parallelSum, plus, plusEntry, plusTotal } from "./psd.ts";

/** A count of households: whether it is public, its noisy value and the variance of its noise. */
export interface Cell {
  readonly published: boolean;
  readonly noisy: number;
  readonly variance: number;
}

/** A cell of the hierarchy: its classes sum to its total, its counts are the sums of its children's. */
export interface CountNode {
  /** Indices of the children, all greater than the node's own. */
  readonly children: readonly number[];
  readonly total: Cell;
  /** One cell a class, in the same order at every level; empty where the level has no types. */
  readonly classes: readonly Cell[];
}

/** A cell of a node: its total, or the class with this index. */
export type Column = "total" | number;

export interface CountVariances {
  readonly total: number;
  readonly classes: readonly number[];
}

/** What is known of a node's state from each of three disjoint sources: its own rows, its subtree, and all the rest. */
export interface Knowledge {
  readonly own: Precision;
  readonly below: Precision;
  readonly above: Precision;
}

/**
 * How well all published counts together determine each true count: the posterior (least-squares) variance of every
 * total and class, Infinity where they do not determine it. Sharp knowledge of a withheld count would undo the
 * withholding.
 *
 * @throws RangeError when nodes[0] is not the root of one tree listed parents first, or class counts differ
 */
export function countVariances(nodes: readonly CountNode[]): CountVariances[] {
  return knowledge(nodes).map(({ own, below, above }, i) => {
    const node = nodes[i] as CountNode;
    const all = plus(plus(own, below), above);
    return { total: cellVariance(all, node, "total"), classes: node.classes.map((_, entry) => cellVariance(all, node, entry)) };
  });
}

/** The variance of one cell of a node whose state has this precision. */
export function cellVariance(precision: Precision, node: CountNode, cell: Column): number {
  const size = stateSize(node);
  const weights = Array.from({ length: size }, (_, entry) => (cell === "total" || cell === entry ? 1 : 0));
  return contrastVariance(precision, size, weights);
}

/**
 * Exact belief propagation on the tree. A node's state is the vector of its class counts, or its total where it has no
 * types; messages are precisions, so unpublished counts are unknown, not "known badly". Upwards a node hands its parent
 * the precision of its state given its subtree, downwards it hands each child the precision given everything else; the
 * precision of a sum of states is the parallel sum of theirs. Children of another kind (typed or not) are linked through
 * the total. O(nodes · classes³). Source: Hay et al. 2010 for the two passes; exact for independent Gaussian noise.
 * Rounding stays below 1e-6 relative while variances are within a factor of 10⁶ of each other.
 */
export function knowledge(nodes: readonly CountNode[]): Knowledge[] {
  checkTree(nodes);
  const own = nodes.map(measured);
  const below = nodes.map((node) => nothingKnown(stateSize(node)));
  const above = nodes.map((node) => nothingKnown(stateSize(node)));
  const upward = (child: number, link: number) =>
    between(plus(own[child] as Precision, below[child] as Precision), stateSize(nodes[child] as CountNode), link);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i] as CountNode;
    if (node.children.length === 0) continue;
    const link = linkSize(nodes, node);
    const sum = node.children.map((child) => upward(child, link)).reduce((a, b) => parallelSum(a, b, link));
    below[i] = between(sum, link, stateSize(node));
  }
  for (const [i, node] of nodes.entries()) {
    if (node.children.length === 0) continue;
    const link = linkSize(nodes, node);
    const whole = between(plus(own[i] as Precision, above[i] as Precision), stateSize(node), link);
    const rest = leaveOneOut(
      node.children.map((child) => upward(child, link)),
      whole,
      link,
    );
    for (const [place, child] of node.children.entries()) {
      above[child] = between(rest[place] as Precision, link, stateSize(nodes[child] as CountNode));
    }
  }
  return nodes.map((_, i) => ({ own: own[i] as Precision, below: below[i] as Precision, above: above[i] as Precision }));
}

function measured(node: CountNode): Precision {
  const size = stateSize(node);
  let precision = nothingKnown(size);
  if (node.total.published) precision = plusTotal(precision, 1 / node.total.variance);
  for (const [entry, cell] of node.classes.entries()) {
    if (cell.published) precision = plusEntry(precision, size, entry, 1 / cell.variance);
  }
  return precision;
}

/** The precision of a state of `from` entries seen as one of `to` entries: through its total when they differ. */
function between(precision: Precision, from: number, to: number): Precision {
  if (from === to) return precision;
  if (to === 1) return Float64Array.of(1 / contrastVariance(precision, from, new Array<number>(from).fill(1)));
  return plusTotal(nothingKnown(to), precision[0] as number);
}

/** For every child the sum of `above` and all *other* children, by running sums from both ends. */
function leaveOneOut(children: readonly Precision[], above: Precision, size: number): Precision[] {
  const before: Precision[] = [above];
  for (const child of children) before.push(parallelSum(before.at(-1) as Precision, child, size));
  const result: Precision[] = [];
  let after: Precision | null = null;
  for (let i = children.length - 1; i >= 0; i--) {
    const left = before[i] as Precision;
    result[i] = after === null ? left : parallelSum(left, after, size);
    const child = children[i] as Precision;
    after = after === null ? child : parallelSum(after, child, size);
  }
  return result;
}

function stateSize(node: CountNode): number {
  return Math.max(1, node.classes.length);
}

/** Entries of the vector in which a node and its children are added up: all classes if every one has them, else 1. */
function linkSize(nodes: readonly CountNode[], node: CountNode): number {
  const size = stateSize(node);
  return node.children.every((child) => stateSize(nodes[child] as CountNode) === size) ? size : 1;
}

function checkTree(nodes: readonly CountNode[]): void {
  const seen = new Set<number>([0]);
  for (const [i, node] of nodes.entries()) {
    for (const child of node.children) {
      if (!(child > i && child < nodes.length) || seen.has(child)) {
        throw new RangeError(`nodes must be one tree, parents before children; node ${i} has the child ${child}`);
      }
      seen.add(child);
      const [mine, theirs] = [node.classes.length, nodes[child]?.classes.length ?? 0];
      if (mine > 0 && theirs > 0 && mine !== theirs)
        throw new RangeError(`classes must agree; node ${i} has ${mine}, its child ${child} ${theirs}`);
    }
    for (const cell of [node.total, ...node.classes]) {
      if (cell.published && !(cell.variance > 0 && Number.isFinite(cell.variance))) {
        throw new RangeError(`the variance of a published count must be > 0; got ${cell.variance} at node ${i}`);
      }
    }
  }
  if (seen.size !== Math.max(1, nodes.length))
    throw new RangeError(`nodes must be one tree; ${nodes.length - seen.size} are not reached`);
}
