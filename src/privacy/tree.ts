import {
  type Information,
  type InformationReading,
  negated,
  nothingKnown,
  ofSum,
  plus,
  plusEntries,
  plusTotal,
  readOff,
} from "./information.ts";

/** A measured cell (a count, or a centred sum): whether it is public, its noisy value and the variance of its noise. */
export interface TreeCell {
  readonly published: boolean;
  readonly noisy: number;
  readonly variance: number;
}

/** A node of the hierarchy: its classes sum to its total, its cells are the sums of its children's. */
export interface CountNode {
  /** Indices of the children, all greater than the node's own. */
  readonly children: readonly number[];
  readonly total: TreeCell;
  /** One cell a class, in the same order at every level; empty where the level has no types. */
  readonly classes: readonly TreeCell[];
}

/** A cell of a node: its total, or the class with this index. */
export type TreeColumn = "total" | number;

export interface CountVariances {
  readonly total: number;
  readonly classes: readonly number[];
  /** of sums of classes that were asked for */
  readonly rungs: readonly number[];
}

/** What is known of a node's state from each of three disjoint sources: its own rows, its subtree, and all the rest. */
export interface Knowledge {
  readonly own: Information;
  readonly below: Information;
  readonly above: Information;
}

/**
 * How well all published counts together determine each true count: the posterior (least-squares) variance of every
 * total and class, Infinity where they do not determine it. Sharp knowledge of a withheld count would undo the
 * withholding.
 *
 * @param rungs sums of classes that are asked for as well, by the classes' indices
 * @throws RangeError when nodes[0] is not the root of one tree listed parents first, or class counts differ
 */
export function countVariances(nodes: readonly CountNode[], rungs: readonly (readonly number[])[] = []): CountVariances[] {
  return knowledge(nodes).map(({ own, below, above }, i) => {
    const node = nodes[i] as CountNode;
    const all = plus(plus(own, below), above);
    return {
      total: cellVariance(all, node, "total"),
      classes: node.classes.map((_, entry) => cellVariance(all, node, entry)),
      rungs: node.classes.length > 0 ? rungs.map((rung) => cellVariance(all, node, rung)) : [],
    };
  });
}

/**
 * Every node's state given all published cells together (page: `consistency.md`): the least-squares estimate (best linear unbiased for
 * independent noise), in which classes sum to totals and children to parents. `weigh` reads a cell, or a sum of
 * classes, off it.
 *
 * @throws RangeError as `countVariances`
 */
export function consistent(nodes: readonly CountNode[]): {
  weigh(node: number, cells: TreeColumn | readonly number[]): InformationReading;
} {
  const states = knowledge(nodes).map(({ own, below, above }) => plus(plus(own, below), above));
  return {
    weigh: (node, cells) => readOff(states[node] as Information, weightsOf(nodes[node] as CountNode, cells)),
  };
}

/** The variance of a cell, or of a sum of classes, of a node of whose state this is known. */
export function cellVariance(known: Information, node: CountNode, cells: TreeColumn | readonly number[]): number {
  return readOff(known, weightsOf(node, cells)).variance;
}

function weightsOf(node: CountNode, cells: TreeColumn | readonly number[]): number[] {
  const has = (entry: number) => cells === "total" || (typeof cells === "number" ? cells === entry : cells.includes(entry));
  return Array.from({ length: stateSize(node) }, (_, entry) => (has(entry) ? 1 : 0));
}

/**
 * Exact belief propagation on the tree. A node's state is the vector of its classes, or its total where it has no types;
 * messages are in information form, so what is not published is unknown, not "known badly". Upwards a node hands its
 * parent what its subtree tells of its state, downwards it hands each child what everything else tells of it. Children
 * of another kind (typed or not) are linked through the total. O(nodes · classes³). Source: Hay et al. 2010 for the two
 * passes; exact for independent Gaussian noise, of unequal variances too. Rounding stays below 1e-6 relative while
 * variances are within a factor of 10⁶ of each other.
 */
export function knowledge(nodes: readonly CountNode[]): Knowledge[] {
  checkTree(nodes);
  const own = nodes.map(measured);
  const below = nodes.map((node) => nothingKnown(stateSize(node)));
  const above = nodes.map((node) => nothingKnown(stateSize(node)));
  const upward = (child: number, link: number) => between(plus(own[child] as Information, below[child] as Information), link);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i] as CountNode;
    if (node.children.length === 0) continue;
    const link = linkSize(nodes, node);
    const sum = node.children.map((child) => upward(child, link)).reduce(ofSum);
    below[i] = between(sum, stateSize(node));
  }
  for (const [i, node] of nodes.entries()) {
    if (node.children.length === 0) continue;
    const link = linkSize(nodes, node);
    const whole = between(plus(own[i] as Information, above[i] as Information), link);
    const rest = leaveOneOut(
      node.children.map((child) => upward(child, link)),
      whole,
    );
    for (const [place, child] of node.children.entries()) {
      above[child] = between(rest[place] as Information, stateSize(nodes[child] as CountNode));
    }
  }
  return nodes.map((_, i) => ({ own: own[i] as Information, below: below[i] as Information, above: above[i] as Information }));
}

function measured({ total, classes }: CountNode): Information {
  const nothing = nothingKnown(Math.max(1, classes.length));
  const known = total.published ? plusTotal(nothing, { value: total.noisy, variance: total.variance }) : nothing;
  return plusEntries(
    known,
    classes.map((cell) => (cell.published ? { value: cell.noisy, variance: cell.variance } : null)),
  );
}

/** What is known of a state, as a state of `to` entries: through its total when their numbers differ. */
function between(known: Information, to: number): Information {
  const from = known.vector.length;
  if (from === to) return known;
  const total = readOff(known, new Array<number>(from).fill(1));
  return Number.isFinite(total.variance) ? plusTotal(nothingKnown(to), total) : nothingKnown(to);
}

/** For every child what the parent, less all *other* children, tells of it: by running sums from both ends. */
function leaveOneOut(children: readonly Information[], parent: Information): Information[] {
  const others = children.map(negated);
  const before: Information[] = [parent];
  for (const child of others) before.push(ofSum(before.at(-1) as Information, child));
  const result: Information[] = [];
  let after: Information | null = null;
  for (let i = others.length - 1; i >= 0; i--) {
    const left = before[i] as Information;
    const child = others[i] as Information;
    result[i] = after === null ? left : ofSum(left, after);
    after = after === null ? child : ofSum(child, after);
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
