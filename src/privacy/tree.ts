// Least squares on a tree of areas and classes: estimates for the pipeline (`leastSquares`), and variances for complementary
// suppression (`treeKnowledge`).

import {
  combine,
  type Information,
  type InformationReading,
  linearReader,
  measure,
  negate,
  nothingKnown,
  sumInformation,
} from "./information.ts";

/**
 * A measured cell (a count, a centred sum, or all bins of a histogram): whether it is public, its noisy value or values, and the
 * variance of their noise.
 */
export interface TreeCell<Noisy = number> {
  readonly published: boolean;
  readonly noisy: Noisy;
  readonly variance: number;
}

/** A node of the hierarchy: its classes sum to its total, its cells are the sums of its children's. */
export interface MeasuredNode<Noisy = number> {
  /** Indices of the children, all greater than the node's own. */
  readonly children: readonly number[];
  readonly total: TreeCell<Noisy>;
  /** One cell a class, in the same order at every level; empty where the level has no types. */
  readonly classes: readonly TreeCell<Noisy>[];
}

/** Where classes are of several partitions: of each the entries of a node's state that it sums. Absent: one each. */
export type ClassEntries = readonly (readonly number[])[];

/** One value a cell, or one in each of several trees of the same variances. */
type NoisyNode = MeasuredNode<number | readonly number[]>;

/** A cell of a node: its total, or the class with this index. */
export type CellOfNode = "total" | number;

/** What is known of a node's state from each of three disjoint sources (its own rows, its subtree, and all the rest), and from all. */
export interface Knowledge {
  readonly all: Information;
  readonly own: Information;
  readonly below: Information;
  readonly outside: Information;
}

/** What is known of a cell, or of a sum of classes. */
interface TreeReading {
  readonly value: number;
  readonly variance: number;
}

/**
 * Every node's state given all published cells together (page: `consistency.md`): the least-squares estimate (best linear
 * unbiased for independent noise), in which classes sum to totals and children to parents. `weigh` reads a cell, or a sum of
 * classes, off it; its variance is Infinity where the published cells do not determine it. `weighAll` does so for cells with
 * several values, one in each tree.
 *
 * @throws RangeError when nodes[0] is not the root of one tree listed parents first, or class counts differ
 */
export function leastSquares(nodes: readonly NoisyNode[]): {
  weigh(node: number, cells: CellOfNode | readonly number[]): TreeReading;
  weighAll(node: number, cells: CellOfNode | readonly number[]): InformationReading;
} {
  const states = treeKnowledge(nodes);
  // A node's total, classes and rungs are read off one state.
  const readers: ReturnType<typeof cellReader>[] = new Array(nodes.length);
  const weighAll = (node: number, cells: CellOfNode | readonly number[]) => {
    const read = readers[node] ?? cellReader((states[node] as Knowledge).all);
    readers[node] = read;
    return read(cells);
  };
  return {
    weighAll,
    weigh: (node, cells) => {
      const { values, variance } = weighAll(node, cells);
      return { value: values[0] as number, variance };
    },
  };
}

/** Reads a node's total, one class or a sum of classes off what is known of its state. */
export function readCells(known: Information, cells: CellOfNode | readonly number[]): InformationReading {
  return cellReader(known)(cells);
}

/** As `readCells`, for several readings of one state. */
export function cellReader(known: Information): (cells: CellOfNode | readonly number[]) => InformationReading {
  const read = linearReader(known);
  return (cells) => {
    const weights = new Array<number>(known.size).fill(0);
    if (cells === "total") weights.fill(1);
    else if (typeof cells === "number") weights[cells] = 1;
    else for (const entry of cells) weights[entry] = 1;
    return read(weights);
  };
}

/**
 * Exact belief propagation on the tree. A node's state is the vector of its classes (of their entries, where they are of several
 * partitions), or its total where it has no types. Messages
 * are in information form, so what is not published is unknown, not "known badly". Upwards a node hands its parent what its
 * subtree tells of its state; downwards it hands each child what everything else tells of it. Children of another kind (typed or
 * not) are linked through the total. O(nodes · classes³). Source: Hay et al. 2010 for the two passes; exact for independent
 * Gaussian noise, of unequal variances too. Rounding stays below 1e-6 relative while variances are within a factor of 10⁶ of each
 * other.
 */
export function treeKnowledge(nodes: readonly NoisyNode[], entries?: ClassEntries): Knowledge[] {
  checkTree(nodes);
  const { noisy = 0 } = nodes[0]?.total ?? {};
  const columns = typeof noisy === "number" ? 1 : noisy.length;
  const own = nodes.map((node) => measured(node, columns, entries));
  const below = own.map((known) => nothingKnown(known.size, columns));
  const outside = [...below];
  const knownOf = (known: readonly Information[], node: number) => known[node] as Information;
  const size = (node: number) => knownOf(own, node).size;
  // Entries in which a node and its children are added up: all classes if every one has them, else their total.
  const links = nodes.map(({ children }, i) => (children.every((child) => size(child) === size(i)) ? size(i) : 1));
  // What each node's children tell of it, which both passes use.
  const fromChildren: Information[][] = new Array(nodes.length);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const told = (nodes[i] as NoisyNode).children.map((child) =>
      resize(combine(knownOf(own, child), knownOf(below, child)), links[i] as number),
    );
    fromChildren[i] = told;
    if (told.length > 0) below[i] = resize(told.reduce(sumInformation), size(i));
  }
  for (const [i, { children }] of nodes.entries()) {
    if (children.length === 0) continue;
    const known = resize(combine(knownOf(own, i), knownOf(outside, i)), links[i] as number);
    const rest = leaveOneOut(fromChildren[i] as Information[], known);
    for (const [place, child] of children.entries()) outside[child] = resize(knownOf(rest, place), size(child));
  }
  return nodes.map((_, i) => ({
    own: knownOf(own, i),
    below: knownOf(below, i),
    outside: knownOf(outside, i),
    all: combine(combine(knownOf(own, i), knownOf(below, i)), knownOf(outside, i)),
  }));
}

function measured({ total, classes }: NoisyNode, columns: number, entriesOf?: ClassEntries): Information {
  const size = entriesOf && classes.length > 0 ? 1 + Math.max(...entriesOf.flat()) : Math.max(1, classes.length);
  const known = nothingKnown(size, columns);
  const enter = (entries: readonly number[], { published, noisy, variance }: NoisyNode["total"]) => {
    if (published) measure(known, entries, typeof noisy === "number" ? [noisy] : noisy, variance);
  };
  enter([...Array(size).keys()], total);
  for (const [column, cell] of classes.entries()) enter(entriesOf?.[column] ?? [column], cell);
  return known;
}

/** Converts what is known of a state to a state of `to` entries: through its total where their numbers differ. */
function resize(known: Information, to: number): Information {
  if (known.size === to) return known;
  const { values, variance } = readCells(known, "total");
  const through = nothingKnown(to, known.columns);
  if (Number.isFinite(variance)) measure(through, [...Array(to).keys()], values, variance);
  return through;
}

/** For every child, what the parent less all *other* children tells of it: by running sums from both ends. */
function leaveOneOut(children: readonly Information[], parent: Information): Information[] {
  const less = children.map(negate);
  const last = less.length - 1;
  // At each place first the parent less the children before it; then those after it go as well.
  const rest = [parent];
  for (let i = 0; i < last; i++) rest.push(sumInformation(rest[i] as Information, less[i] as Information));
  let after = less[last] as Information;
  for (let i = last - 1; i >= 0; i--) {
    rest[i] = sumInformation(rest[i] as Information, after);
    if (i > 0) after = sumInformation(less[i] as Information, after);
  }
  return rest;
}

function checkTree(nodes: readonly NoisyNode[]): void {
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
