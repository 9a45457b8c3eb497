// How precisely the public knows each count of a tree, from several systems of measurements together. `protection.ts` asks it
// while it chooses what to withhold. Only variances matter here, and no noisy values.

import type { Information } from "./information.ts";
import {
  type CellOfNode,
  type ClassEntries,
  cellReader,
  type Knowledge,
  type MeasuredNode,
  type TreeCell,
  treeKnowledge,
} from "./tree.ts";

/** The hierarchy that evidence is about: children listed after their parents, and the number of classes of each node. */
interface Hierarchy {
  readonly children: readonly number[];
  readonly classes: { readonly length: number };
}

/** Precisions (1/variance) of public measurements of a node's counts; 0 where a count has none. */
export interface Precisions {
  readonly total: number;
  readonly classes: readonly number[];
}

/**
 * One system of independent public measurements of the counts of a tree. Systems of one year share no noise, and no unknowns but
 * the count that an attacker knows something about: what they tell of that count adds up.
 */
export interface Evidence {
  /** how many systems like this one there are; a fraction where the system counts for a part of what it measures */
  readonly times: number;
  /** the measure that it is of, where a household gives some of the measures only; absent: evidence that always counts */
  readonly measure?: string | undefined;
  /** one entry a node */
  readonly precisions: readonly Precisions[];
}

export interface CellAddress {
  readonly node: number;
  readonly cell: CellOfNode;
}

/** A count of the cube: a node's total, or the sum of some of its classes (one, or a rung's). */
export interface Count {
  readonly node: number;
  readonly of: "total" | readonly number[];
}

/** How well all evidence together gives a count, or how well one of the three sources of a node's knowledge does. */
export interface Assessment {
  /** least-squares variance; Infinity where the count is not determined */
  variance(count: Count, source?: keyof Knowledge): number;
  /** the variance of a count if the measurements of one of its cells were not there */
  varianceWithout(count: Count, cell: CellAddress): number;
}

/** Merges systems that measure the same cells with variances in one proportion: they are one system, several times. */
export function mergeEvidence(evidence: readonly Evidence[]): Evidence[] {
  const merged = new Map<string, Evidence & { readonly unit: number }>();
  for (const { times, measure, precisions } of evidence) {
    const flat = precisions.flatMap(({ total, classes }) => [total, ...classes]);
    const unit = flat.find((precision) => precision > 0);
    if (unit === undefined || !(times > 0)) continue;
    const key = [measure, ...flat.map((precision) => (precision / unit).toPrecision(9))].join(" ");
    const same = merged.get(key);
    merged.set(key, same ? { ...same, times: same.times + (times * unit) / same.unit } : { times, measure, precisions, unit });
  }
  return [...merged.values()].map(({ times, measure, precisions }) => ({ times, measure, precisions }));
}

/**
 * Computes what the evidence tells of each count.
 *
 * @param hidden whether a cell's measurements are left out, because the cell is withheld
 * @param most measures whose evidence counts together: of each count those that tell most of it
 * @param entries where classes are of several partitions
 */
export function assess(
  nodes: readonly Hierarchy[],
  evidence: readonly Evidence[],
  hidden: (address: CellAddress) => boolean,
  most = Number.POSITIVE_INFINITY,
  entries?: ClassEntries,
): Assessment {
  const systems = evidence.map((system) => systemOf(nodes, system, hidden, entries));
  // A node has up to a dozen counts, which are read off one state.
  const readers = new Map<Information, ReturnType<typeof countReader>>();
  const readerOf = (state: Information) => {
    const reader = readers.get(state) ?? countReader(state, entries);
    readers.set(state, reader);
    return reader;
  };
  type System = ReturnType<typeof systemOf>;
  const precision = (told: (system: System) => number) => {
    let always = 0;
    const byMeasure = new Map<string, number>();
    for (const system of systems) {
      const { measure } = system;
      if (measure === undefined) always += told(system);
      else byMeasure.set(measure, (byMeasure.get(measure) ?? 0) + told(system));
    }
    return always + sumOfLargest([...byMeasure.values()], most);
  };
  const stateIn = ({ places, known }: System, node: number) => known[places.get(node) ?? -1];
  return {
    variance: ({ node, of }, source = "all") =>
      1 /
      precision((system) => {
        const state = stateIn(system, node);
        return state ? system.times / readerOf(state[source])(of) : 0;
      }),
    varianceWithout: ({ node, of }, { cell }) =>
      1 /
      precision((system) => {
        const state = stateIn(system, node);
        const { total, classes } = system.precisions[node] as Precisions;
        const own = cell === "total" ? total : (classes[cell] ?? 0);
        return state ? system.times / withoutCell(readerOf(state.all), of, cell, own) : 0;
      }),
  };
}

/** What one system tells of each node that it reaches, and the places of these nodes. */
function systemOf(
  nodes: readonly Hierarchy[],
  { times, measure, precisions }: Evidence,
  hidden: (address: CellAddress) => boolean,
  entries?: ClassEntries,
) {
  const places = measuredParts(nodes, precisions);
  const tree = [...places.keys()].map((node): MeasuredNode<readonly number[]> => {
    const { children, classes } = nodes[node] as Hierarchy;
    const { total, classes: own } = precisions[node] as Precisions;
    const cell = (precision: number, column: CellOfNode): TreeCell<readonly number[]> => ({
      published: precision > 0 && !hidden({ node, cell: column }),
      noisy: [],
      variance: 1 / precision,
    });
    return {
      children: children.flatMap((child) => places.get(child) ?? []),
      total: cell(total, "total"),
      classes: Array.from({ length: classes.length }, (_, column) => cell(own[column] ?? 0, column)),
    };
  });
  return { times, measure, precisions, places, known: treeKnowledge(tree, entries) };
}

/** Reads variances of counts off what is known of a node: of its total, a class or a sum of classes that have no household in common. */
function countReader(state: Information, entries?: ClassEntries) {
  const read = cellReader(state);
  return (of: CellOfNode | readonly number[]): number => {
    const columns = typeof of === "number" ? [of] : of;
    return read(columns === "total" || !entries ? columns : columns.flatMap((column) => entries[column] ?? [])).variance;
  };
}

/** Variances of a tree are sums of a few hundred doubles; what is smaller, as a share, is rounding. */
const ROUNDING = 1e-9;

/** Takes a cell's own measurement out of what is known of a count with it: one step of least squares, backwards. */
function withoutCell(read: ReturnType<typeof countReader>, of: Count["of"], cell: CellOfNode, own: number): number {
  const variance = read(of);
  if (own === 0 || variance === Number.POSITIVE_INFINITY) return variance;
  const others = of === "total" ? [] : of.filter((column) => column !== cell);
  const ofCell = read(cell);
  const covariance = (variance + ofCell - (others.length > 0 ? read(others) : 0)) / 2;
  const left = 1 - own * ofCell;
  if (left > ROUNDING) return variance + (covariance ** 2 * own) / left;
  // All that is known of the cell is its own measurement: the count follows from that, or has nothing to do with it.
  return covariance ** 2 * own < ROUNDING * variance ? variance : Number.POSITIVE_INFINITY;
}

export function sumOfLargest(values: readonly number[], most: number): number {
  const largest = values.length > most ? [...values].sort((a, b) => b - a).slice(0, most) : values;
  return largest.reduce((sum, value) => sum + value, 0);
}

/**
 * The nodes that a system can tell anything about, in order, each with its place among them. Nothing is known below a node with
 * two or more children where nothing is measured in any child's subtree: a level that no publication of the system holds is so
 * left out.
 */
function measuredParts(nodes: readonly Hierarchy[], precisions: readonly Precisions[]): Map<number, number> {
  const measured = precisions.map(({ total, classes }) => total > 0 || classes.some((precision) => precision > 0));
  for (let i = nodes.length - 1; i >= 0; i--) measured[i] ||= (nodes[i] as Hierarchy).children.some((child) => measured[child]);
  const places = new Map<number, number>();
  const reached = nodes.map((_, i) => i === 0);
  for (const [i, { children }] of nodes.entries()) {
    if (!reached[i]) continue;
    places.set(i, places.size);
    if (children.length > 1 && !children.some((child) => measured[child])) continue;
    for (const child of children) reached[child] = true;
  }
  return places;
}
