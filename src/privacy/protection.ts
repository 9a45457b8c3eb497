import {
  type Assessment,
  assess,
  type CellAddress,
  type Count,
  type Evidence,
  type EvidenceSource,
  mergeEvidence,
} from "./evidence.ts";
import type { TreeColumn } from "./tree.ts";

export type { CellAddress, Count, Evidence } from "./evidence.ts";

/**
 * What is decided of a cell of the year: it is public already and stays known, or is a topmost total to come (`shown`), public
 * unless it is withheld to protect another (`free`), or not public (`withheld`).
 */
export interface YearCell {
  readonly state: "shown" | "free" | "withheld";
  readonly noisy: number;
}

/** A node of the hierarchy with its cells: its classes sum to its total, its cells are the sums of its children's. */
export interface YearNode {
  /** indices of the children, all greater than the node's own */
  readonly children: readonly number[];
  readonly total: YearCell;
  /** one cell a class, in the same order at every level; empty where the level has no types */
  readonly classes: readonly YearCell[];
}

const Z95 = 1.959963984540054;

/**
 * Work that the search for fewer victims may do, as a sum over assessments of (classes of a node)² over nodes and systems:
 * about 0.1 s. A number and not a time, so that the same table is always decided in the same way. Tables in which it is
 * fewer assessments than `WORTHWHILE` are large, and are not searched.
 */
const SEARCH = 50_000;
const WORTHWHILE = 20;

/**
 * Complementary suppression: the free cells to withhold (Q/D) so that no withheld count can be recovered.
 *
 * Claim: with the returned cells withheld, the 95 % half-width that all evidence together gives for every withheld count is
 * at least 2k, but for counts that would be known better with every free cell withheld (what is shown tells them). A rung,
 * which is published where all of its classes are, is a withheld count where one is not. The root's total is never
 * returned. Decided from noisy counts and public variances: post-processing, free. Page: `protection.md`.
 *
 * @param evidence what the public has, and will have by the end of the year, while no free cell is withheld
 * @param rungs indices of the classes that each rung sums, the same at every node that has classes
 * @throws RangeError when k < 2 or the nodes are not a tree
 */
export function protect(
  nodes: readonly YearNode[],
  evidence: readonly Evidence[],
  k: number,
  rungs: readonly (readonly number[])[] = [],
): CellAddress[] {
  const table = new SuppressionTable(nodes, evidence, k, rungs);
  if (table.exposed(new Set()).length === 0) return [];
  const allowed = new Set(table.free);
  for (;;) {
    // A victim must not be known itself, so cells that are known whatever is withheld are none.
    const known = table.exposed(allowed).filter(({ id }) => id !== null && allowed.has(id));
    if (known.length === 0) break;
    for (const { id } of known) allowed.delete(id as number);
  }
  const hopeless = new Set(table.exposed(allowed).map(({ name }) => name));
  for (;;) {
    const { victims, left } = greedy(table, allowed, hopeless);
    if (left.length === 0) {
      const found = fewer(table, allowed, hopeless, pruned(table, victims, hopeless));
      return [...found].sort((a, b) => a - b).map((id) => table.address(id));
    }
    for (const { name } of left) hopeless.add(name);
  }
}

/**
 * Withheld counts, of cells and rungs, that the evidence gives to better than ± 2k (95 %), in the order of nodes, total
 * before classes before rungs.
 */
export function exposedCounts(
  nodes: readonly YearNode[],
  evidence: readonly Evidence[],
  k: number,
  rungs: readonly (readonly number[])[] = [],
): Count[] {
  return new SuppressionTable(nodes, evidence, k, rungs).exposed(new Set()).map(({ node, of }) => ({ node, of }));
}

/** A count that may be withheld; `id` where it is one cell's. */
interface SuppressionTarget extends Count {
  readonly name: string;
  readonly id: number | null;
}

type Victims = ReadonlySet<number>;

/** The cells of a tree by number (order of nodes, total before classes), and what victims among them leave exposed. */
class SuppressionTable {
  /** cells that may be withheld: free, and not the root's total */
  readonly free: readonly number[];
  /** work of one assessment */
  readonly cost: number;
  readonly #width: number;
  readonly #parents: readonly number[];
  readonly #targets: readonly SuppressionTarget[];
  readonly #evidence: readonly Evidence[];
  readonly #k: number;
  readonly nodes: readonly YearNode[];
  #last: { readonly victims: string; readonly assessment: Assessment } | null = null;

  constructor(nodes: readonly YearNode[], evidence: readonly Evidence[], k: number, rungs: readonly (readonly number[])[]) {
    if (!(k >= 2)) throw new RangeError(`k must be ≥ 2; got ${k}`);
    this.nodes = nodes;
    this.#k = k;
    this.#evidence = mergeEvidence(evidence);
    this.#width = 1 + Math.max(0, ...nodes.map(({ classes }) => classes.length));
    const parents = new Array<number>(nodes.length).fill(-1);
    for (const [node, { children }] of nodes.entries()) for (const child of children) parents[child] = node;
    this.#parents = parents;
    const cells = nodes.flatMap(({ classes }, node) => ["total" as const, ...classes.keys()].map((cell) => ({ node, cell })));
    this.free = cells
      .filter(({ node, cell }) => this.#state({ node, cell }) === "free" && !(node === 0 && cell === "total"))
      .map((address) => this.id(address));
    this.#targets = nodes.flatMap(({ classes }, node): SuppressionTarget[] => {
      const columns: TreeColumn[] = ["total", ...classes.keys()];
      const own = columns.map((cell): SuppressionTarget => {
        const of = cell === "total" ? cell : [cell];
        return { node, of, id: this.id({ node, cell }), name: `${node}/${of}` };
      });
      const sums =
        classes.length > 0 ? rungs.map((of): SuppressionTarget => ({ node, of, id: null, name: `${node}/${of}` })) : [];
      return [...own, ...sums];
    });
    this.cost = this.#evidence.length * nodes.reduce((sum, { classes }) => sum + Math.max(1, classes.length) ** 2, 0);
  }

  id({ node, cell }: CellAddress): number {
    return node * this.#width + (cell === "total" ? 0 : cell + 1);
  }

  address(id: number): CellAddress {
    const column = id % this.#width;
    return { node: (id - column) / this.#width, cell: column === 0 ? "total" : column - 1 };
  }

  #state({ node, cell }: CellAddress): YearCell["state"] {
    const { total, classes } = this.nodes[node] as YearNode;
    return (cell === "total" ? total : (classes[cell] as YearCell)).state;
  }

  noisy(id: number): number {
    const { node, cell } = this.address(id);
    const { total, classes } = this.nodes[node] as YearNode;
    return (cell === "total" ? total : (classes[cell] as YearCell)).noisy;
  }

  isPublic(address: CellAddress, victims: Victims): boolean {
    return this.#state(address) !== "withheld" && !victims.has(this.id(address));
  }

  assess(victims: Victims): Assessment {
    const name = [...victims].sort((a, b) => a - b).join(" ");
    if (this.#last?.victims !== name) {
      const assessment = assess(this.nodes, this.#evidence, (address) => victims.has(this.id(address)));
      this.#last = { victims: name, assessment };
    }
    return this.#last.assessment;
  }

  /** Withheld counts that the evidence gives to better than ± 2k. */
  exposed(victims: Victims, except: ReadonlySet<string> = new Set()): SuppressionTarget[] {
    const known = this.assess(victims);
    return this.#targets.filter((target) => this.#isExposed(target, known, victims, except));
  }

  /** No withheld count is exposed. */
  safe(victims: Victims, except: ReadonlySet<string>): boolean {
    const known = this.assess(victims);
    return !this.#targets.some((target) => this.#isExposed(target, known, victims, except));
  }

  #isExposed(target: SuppressionTarget, known: Assessment, victims: Victims, except: ReadonlySet<string>): boolean {
    const { node, of, name } = target;
    const cells: readonly TreeColumn[] = of === "total" ? [of] : of;
    if (except.has(name) || cells.every((cell) => this.isPublic({ node, cell }, victims))) return false;
    return this.#tooSharp(known.variance(target));
  }

  #tooSharp(variance: number): boolean {
    return Z95 * Math.sqrt(variance) < 2 * this.#k;
  }

  /**
   * Cells whose withholding may hide a count, in circles, nearest first: the source that tells most of it (what surrounds
   * the node, the node's own rows, or its subtree); all three; its own total; its parent's cells; any.
   */
  circles({ node, of, ...target }: SuppressionTarget, victims: Victims): number[][] {
    const { children, classes } = this.nodes[node] as YearNode;
    const parent = this.#parents[node] as number;
    const siblings = parent < 0 ? [] : (this.nodes[parent]?.children ?? []).filter((sibling) => sibling !== node);
    const columns: readonly TreeColumn[] = of === "total" ? [of, ...classes.keys()] : of;
    const across = (others: readonly number[]) =>
      columns.flatMap((cell) =>
        others.filter((other) => this.#has({ node: other, cell })).map((other) => this.id({ node: other, cell })),
      );
    const linked: Readonly<Record<EvidenceSource, number[]>> = {
      above: across(siblings),
      own: [...classes.keys()].filter((cell) => of === "total" || !of.includes(cell)).map((cell) => this.id({ node, cell })),
      below: across(children),
    };
    const { variance } = this.assess(victims);
    const tells = (source: EvidenceSource) => variance({ node, of, ...target }, source);
    const sharpest = (["above", "own", "below"] as const).reduce((a, b) => (tells(b) < tells(a) ? b : a));
    return [
      linked[sharpest],
      [...linked.above, ...linked.own, ...linked.below],
      [this.id({ node, cell: "total" })],
      parent < 0 ? [] : across([parent]),
      [...this.free],
    ];
  }

  #has({ node, cell }: CellAddress): boolean {
    return cell === "total" || cell < (this.nodes[node] as YearNode).classes.length;
  }

  /** The sums that a cell is in (a total of its classes, a parent's cell of its children's), each by its other members. */
  #sums(id: number): CellAddress[][] {
    const { node, cell } = this.address(id);
    const parent = this.#parents[node] as number;
    const { children, classes } = this.nodes[node] as YearNode;
    const family = (above: number) => [above, ...(this.nodes[above] as YearNode).children].map((one) => ({ node: one, cell }));
    const sums: CellAddress[][] = [
      ...(classes.length > 0 ? [["total" as const, ...classes.keys()].map((column) => ({ node, cell: column }))] : []),
      ...(children.length > 0 ? [family(node)] : []),
      ...(parent >= 0 ? [family(parent)] : []),
    ];
    return sums.filter((sum) => sum.every((one) => this.#has(one))).map((sum) => sum.filter((one) => this.id(one) !== id));
  }

  /** In how many sums a cell would be the only one withheld, and known to better than ± 2k from the others. */
  alone(id: number, victims: Victims): number {
    return this.#sums(id).filter((others) => {
      if (!others.every((one) => this.isPublic(one, victims))) return false;
      const precision = this.#evidence.reduce((sum, { times, precisions }) => {
        const variance = others.reduce((all, one) => all + 1 / this.#precision(precisions, one), 0);
        return sum + times / variance;
      }, 0);
      return this.#tooSharp(1 / precision);
    }).length;
  }

  /**
   * The public cells that a withheld count follows from: the others of its sums and, as a withheld cell among them follows
   * from its own sums, the others of those.
   */
  near({ node, of }: SuppressionTarget, victims: Victims): number[] {
    const cells: readonly TreeColumn[] = of === "total" ? [of] : of;
    const open = cells.map((cell) => this.id({ node, cell }));
    const seen = new Set(open);
    const found: number[] = [];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const one of this.#sums(id).flat()) {
        const other = this.id(one);
        if (seen.has(other)) continue;
        seen.add(other);
        if (this.isPublic(one, victims)) found.push(other);
        else open.push(other);
      }
    }
    return found;
  }

  /** Is there a withheld cell that a sum would give away if this one were public? Seen without an assessment. */
  needed(id: number, victims: Victims): boolean {
    return this.#sums(id).some((others) => {
      const hidden = others.filter((one) => !this.isPublic(one, victims));
      return hidden.length === 1 && this.alone(this.id(hidden[0] as CellAddress), victims) > 0;
    });
  }

  #precision(precisions: Evidence["precisions"], { node, cell }: CellAddress): number {
    const { total, classes } = precisions[node] as Evidence["precisions"][number];
    return cell === "total" ? total : (classes[cell] ?? 0);
  }
}

/**
 * Withholds, in rounds, one cell for each exposed count that has no new victim near it: of the nearest circle the one that
 * exposes itself in the fewest sums, of these the smallest noisy count, of these the first.
 */
function greedy(
  table: SuppressionTable,
  allowed: Victims,
  hopeless: ReadonlySet<string>,
): { victims: ChosenVictim; left: SuppressionTarget[] } {
  const victims = new Map<number, number | null>();
  for (;;) {
    const before = new Set(victims.keys());
    const exposed = table.exposed(before, hopeless);
    for (const target of exposed) {
      const open = (id: number) => allowed.has(id) && !before.has(id);
      const circle = table.circles(target, before).find((one) => one.some(open));
      // A neighbour that goes in this round anyway may be enough: the next round tells.
      if (!circle || circle.some((id) => open(id) && victims.has(id))) continue;
      const { id: cause } = target;
      victims.set(best(table, circle.filter(open), new Set(victims.keys())), cause !== null && before.has(cause) ? cause : null);
    }
    if (victims.size === before.size) return { victims, left: exposed };
  }
}

function best(table: SuppressionTable, candidates: readonly number[], victims: Victims): number {
  const ranked = candidates.map((id) => ({ id, alone: table.alone(id, victims), noisy: table.noisy(id) }));
  ranked.sort((a, b) => a.alone - b.alone || a.noisy - b.noisy || a.id - b.id);
  return (ranked[0] as (typeof ranked)[number]).id;
}

/** Victims, each with the victim that it was taken for, if it was for one. */
type ChosenVictim = ReadonlyMap<number, number | null>;

/** Gives back, the largest count first, each victim that the others make needless, alone or with those that were taken for it. */
function pruned(table: SuppressionTable, taken: ChosenVictim, hopeless: ReadonlySet<string>): Victims {
  const kept = new Set(taken.keys());
  const following = (id: number): number[] => [id, ...[...taken].flatMap(([one, cause]) => (cause === id ? following(one) : []))];
  for (const id of [...kept].sort((a, b) => table.noisy(b) - table.noisy(a) || b - a)) {
    for (const back of [[id], following(id)]) {
      if (!kept.has(id) || (back.length === 1 && table.needed(id, new Set([...kept].filter((one) => one !== id))))) continue;
      const others = new Set([...kept].filter((one) => !back.includes(one)));
      if (others.size > 0 && table.safe(others, hopeless)) for (const one of back) kept.delete(one);
    }
  }
  return kept;
}

/** The smallest set that is enough, or the one that is given where the search for smaller ones is too long. */
function fewer(table: SuppressionTable, allowed: Victims, hopeless: ReadonlySet<string>, enough: Victims): Victims {
  let left = Math.floor(SEARCH / table.cost);
  if (enough.size < 2 || left < WORTHWHILE) return enough;
  const seen = new Set<string>();
  // One of the cells near an exposed count has to go, whatever else does.
  const near = (target: SuppressionTarget, victims: Victims) => table.near(target, victims).filter((id) => allowed.has(id));
  const within = (victims: Victims, size: number): Victims | null => {
    const name = [...victims].sort((a, b) => a - b).join(" ");
    if (left <= 0 || seen.has(name)) return null;
    seen.add(name);
    left -= 1;
    if (victims.size === size) return table.safe(victims, hopeless) ? victims : null;
    const [target] = table.exposed(victims, hopeless);
    if (!target) return victims;
    for (const id of near(target, victims).sort((a, b) => table.noisy(a) - table.noisy(b) || a - b)) {
      const found = within(new Set([...victims, id]), size);
      if (found) return found;
    }
    return null;
  };
  const none: Victims = new Set();
  const needs = table.exposed(none, hopeless).map((target) => near(target, none));
  for (let size = apart(needs); size < enough.size; size++) {
    seen.clear();
    const found = within(none, size);
    if (found) return found;
  }
  return enough;
}

/** How many of the sets have no cell in common, taken one after the other: each of them needs a victim of its own. */
function apart(sets: readonly (readonly number[])[]): number {
  const taken = new Set<number>();
  return sets.filter((set) => {
    if (set.some((id) => taken.has(id))) return false;
    for (const id of set) taken.add(id);
    return true;
  }).length;
}
