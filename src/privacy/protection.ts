import { type Assessment, assess, type CellAddress, type Count, type Evidence, mergeEvidence } from "./evidence.ts";
import { Z95 } from "./forecast/z95.ts";
import type { ClassLinks } from "./linkage.ts";

export type { CellAddress, Count, Evidence } from "./evidence.ts";

/**
 * What is decided of a cell of the year. `shown`: it is public already and stays known, or is a topmost total to come. `free`: it
 * is public unless it is withheld to protect another. `withheld`: it is not public.
 */
export interface YearCell {
  readonly state: "shown" | "free" | "withheld";
  /** of its area, a public number: of cells that hide a count equally well, one of the smallest area goes */
  readonly dwellings: number;
}

/**
 * A node of the hierarchy with its cells: the classes of a partition sum to its total, its cells are the sums of its children's.
 */
export interface YearNode {
  /** indices of the children, all greater than the node's own */
  readonly children: readonly number[];
  readonly total: YearCell;
  /** one cell a class, in the same order at every level; empty where the level has no types */
  readonly classes: readonly YearCell[];
}

/**
 * Work that the search for fewer victims may do, about 0.1 s: the sum over assessments of (classes of a node)² over nodes and
 * systems. It is a number and not a time, so that the same table is always decided in the same way. A table for which it allows
 * fewer assessments than `MIN_ASSESSMENTS` is large, and is not searched.
 */
const SEARCH_WORK = 50_000;
const MIN_ASSESSMENTS = 20;

/**
 * Complementary suppression: the free cells to withhold (Q/D) so that no withheld count can be recovered.
 *
 * Claim: with the returned cells withheld, the 95 % half-width that all evidence together gives for every withheld count is at
 * least 2k. Excepted are counts that what is shown gives away even with every free cell withheld. A rung, which is published
 * where all of its classes are, is a withheld count where one is not. The root's total is never returned. It is decided from
 * the gates' outcomes and public numbers, never from a noisy count: a cell that is chosen tells nothing of its siblings. Page:
 * `protection.md`.
 *
 * @param evidence what the public has, and will have by the end of the year, while no free cell is withheld
 * @param rungs indices of the classes that each rung sums, the same at every node that has classes
 * @param most measures that one household gives at most
 * @param links how classes of several partitions hang together; absent: all are of one
 * @throws RangeError when k < 2 or the nodes are not a tree
 */
export function protect(
  nodes: readonly YearNode[],
  evidence: readonly Evidence[],
  k: number,
  rungs: readonly (readonly number[])[] = [],
  most = Number.POSITIVE_INFINITY,
  links?: ClassLinks,
): CellAddress[] {
  const table = new SuppressionTable(nodes, evidence, k, rungs, most, links);
  if (table.exposed(NONE).length === 0) return [];
  const allowed = new Set(table.free);
  let exposed = table.exposed(allowed);
  // A victim must not be known itself, so cells that are known whatever is withheld are excluded.
  for (let certain = cellsAmong(exposed, allowed); certain.length > 0; certain = cellsAmong(exposed, allowed)) {
    for (const cell of certain) allowed.delete(cell);
    exposed = table.exposed(allowed);
  }
  const hopeless = new Set(exposed);
  for (;;) {
    const { victims, left } = withholdGreedily(table, allowed, hopeless);
    if (left.length === 0) {
      const fewest = searchFewer(table, allowed, hopeless, prune(table, victims, hopeless));
      return inOrder(fewest).map(({ node, cell }) => ({ node, cell }));
    }
    for (const target of left) hopeless.add(target);
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
  most = Number.POSITIVE_INFINITY,
  links?: ClassLinks,
): Count[] {
  return new SuppressionTable(nodes, evidence, k, rungs, most, links).exposed(NONE).map(({ node, of }) => ({ node, of }));
}

/**
 * Cells whose count, or that of a rung with them, the evidence tells to better than ± 2k even without the cell's own measurements.
 * Where some of these measures withhold such a cell, the others may give it away. Of any other cell they tell too little, for a
 * part of the measures never tells more than all of them.
 *
 * @param isAsked the cells that are looked at
 */
export function exposedToSome(
  nodes: readonly YearNode[],
  evidence: readonly Evidence[],
  k: number,
  rungs: readonly (readonly number[])[],
  most: number,
  links: ClassLinks | undefined,
  isAsked: (address: CellAddress) => boolean,
): CellAddress[] {
  const { varianceWithout } = assess(nodes, mergeEvidence(evidence), () => false, most, links?.kinds);
  return nodes.flatMap(({ classes }, node) =>
    (["total", ...classes.keys()] as const)
      .filter((cell) => {
        if (!isAsked({ node, cell })) return false;
        const counts = cell === "total" ? [cell] : [[cell], ...rungs.filter((rung) => rung.includes(cell))];
        return counts.some((of) => Z95 * Math.sqrt(varianceWithout({ node, of }, { node, cell })) < 2 * k);
      })
      .map((cell) => ({ node, cell })),
  );
}

interface SuppressionCell extends CellAddress, YearCell {
  /** its place in the order of nodes, total before classes */
  readonly place: number;
  /** precision of its measurement in each system of evidence */
  readonly precisions: readonly number[];
  /**
   * the equations that it is in (a total of its classes, a parent's cell of its children's, classes of two partitions), each as
   * the list of its other members
   */
  readonly sums: (readonly SuppressionCell[])[];
}

/** A count that may be withheld: of one cell, or of the cells that a rung sums. */
interface SuppressionTarget extends Count {
  readonly cells: readonly SuppressionCell[];
  readonly isRung: boolean;
}

type Victims = ReadonlySet<SuppressionCell>;
type Targets = ReadonlySet<SuppressionTarget>;
const NONE: ReadonlySet<never> = new Set();

/** Fewest dwellings first. Of one area the last class goes first: partitions end with the rarest, and with what is not known. */
const byPublicSize = (a: SuppressionCell, b: SuppressionCell) => a.dwellings - b.dwellings || b.place - a.place;
const isPublic = (cell: SuppressionCell, victims: Victims) => cell.state !== "withheld" && !victims.has(cell);
const inOrder = (cells: Victims) => [...cells].sort((a, b) => a.place - b.place);
const cellsAmong = (targets: readonly SuppressionTarget[], some: Victims) =>
  targets.flatMap(({ isRung, cells }) => (isRung ? [] : cells.filter((cell) => some.has(cell))));

/** The cells of a tree, and what victims among them leave exposed. */
class SuppressionTable {
  /** cells that may be withheld: free, and not the root's total */
  readonly free: readonly SuppressionCell[];
  /** work of one assessment */
  readonly cost: number;
  readonly #nodes: readonly YearNode[];
  readonly #evidence: readonly Evidence[];
  readonly #k: number;
  readonly #most: number;
  readonly #links: ClassLinks | undefined;
  /** the cells of each node, its total first */
  readonly #rows: readonly (readonly SuppressionCell[])[];
  readonly #targets: readonly SuppressionTarget[];

  constructor(
    nodes: readonly YearNode[],
    evidence: readonly Evidence[],
    k: number,
    rungs: readonly (readonly number[])[],
    most: number,
    links: ClassLinks | undefined,
  ) {
    if (!(k >= 2)) throw new RangeError(`k must be ≥ 2; got ${k}`);
    this.#nodes = nodes;
    this.#evidence = mergeEvidence(evidence);
    this.#k = k;
    this.#most = most;
    this.#links = links;
    let place = 0;
    this.#rows = nodes.map(({ total, classes }, node) =>
      [total, ...classes].map(({ state, dwellings }, column): SuppressionCell => {
        const precisions = this.#evidence.map((system) => {
          const measured = system.precisions[node];
          return (column === 0 ? measured?.total : measured?.classes[column - 1]) ?? 0;
        });
        return { node, cell: column === 0 ? "total" : column - 1, place: place++, state, dwellings, precisions, sums: [] };
      }),
    );
    for (const [node, row] of this.#rows.entries()) {
      for (const members of row.length > 1 ? equationsOf(row, links) : []) addSum(members);
      const { children } = nodes[node] as YearNode;
      for (const [column, cell] of children.length > 0 ? row.entries() : []) {
        const parts = this.#column(children, column);
        if (parts.length === children.length) addSum([cell, ...parts]);
      }
    }
    this.free = this.#rows.flat().filter(({ state, place: at }) => state === "free" && at > 0);
    this.#targets = this.#rows.flatMap((row, node) => [
      ...row.map((cell) => ({ node, of: cell.cell === "total" ? cell.cell : [cell.cell], cells: [cell], isRung: false })),
      ...(row.length > 1 ? rungs : []).map((rung) => ({
        node,
        of: rung,
        cells: rung.map((column) => row[column + 1] as SuppressionCell),
        isRung: true,
      })),
    ]);
    this.cost = this.#evidence.length * nodes.reduce((sum, { classes }) => sum + Math.max(1, classes.length) ** 2, 0);
  }

  #column(nodes: readonly number[], column: number): SuppressionCell[] {
    return nodes.flatMap((node) => this.#rows[node]?.[column] ?? []);
  }

  assess(victims: Victims): Assessment {
    const hidden = ({ node, cell }: CellAddress) =>
      victims.has(this.#rows[node]?.[cell === "total" ? 0 : cell + 1] as SuppressionCell);
    return assess(this.#nodes, this.#evidence, hidden, this.#most, this.#links?.kinds);
  }

  /** Withheld counts that the evidence gives to better than ± 2k. */
  exposed(victims: Victims, except: Targets = NONE, known = this.assess(victims)): SuppressionTarget[] {
    return this.#targets.filter((target) => this.#isExposed(target, victims, except, known));
  }

  /** The first of them, without a look at the others. */
  firstExposed(victims: Victims, except: Targets): SuppressionTarget | undefined {
    const known = this.assess(victims);
    return this.#targets.find((target) => this.#isExposed(target, victims, except, known));
  }

  #isExposed(target: SuppressionTarget, victims: Victims, except: Targets, known: Assessment): boolean {
    return (
      !except.has(target) && !target.cells.every((cell) => isPublic(cell, victims)) && this.#isTooSharp(known.variance(target))
    );
  }

  #isTooSharp(variance: number): boolean {
    return Z95 * Math.sqrt(variance) < 2 * this.#k;
  }

  /**
   * Cells whose withholding may hide a count, in circles, nearest first: the source that tells most of it (what surrounds
   * the node, the node's own rows, or its subtree); all three; its own total; its parent's cells; any.
   */
  circles(target: SuppressionTarget, { variance }: Assessment): (readonly SuppressionCell[])[] {
    const { node, of, cells } = target;
    const [total, ...classes] = this.#rows[node] as readonly [SuppressionCell, ...SuppressionCell[]];
    const parent = this.#nodes.findIndex(({ children }) => children.includes(node));
    const columns = of === "total" ? [0, ...classes.keys()].map((_, column) => column) : of.map((column) => column + 1);
    const across = (others: readonly number[]) => columns.flatMap((column) => this.#column(others, column));
    const linked = {
      outside: across(this.#nodes[parent]?.children.filter((sibling) => sibling !== node) ?? []),
      own: classes.filter((cell) => !cells.includes(cell)),
      below: across((this.#nodes[node] as YearNode).children),
    };
    const sharpest = (["outside", "own", "below"] as const).reduce((a, b) => (variance(target, b) < variance(target, a) ? b : a));
    return [
      linked[sharpest],
      [...linked.outside, ...linked.own, ...linked.below],
      [total],
      parent < 0 ? [] : across([parent]),
      this.free,
    ];
  }

  /** Number of sums in which a cell would be the only one withheld, and known to better than ± 2k from the others. */
  alone({ sums }: SuppressionCell, victims: Victims): number {
    return sums.filter((others) => {
      if (!others.every((other) => isPublic(other, victims))) return false;
      const precision = this.#evidence.reduce((sum, { times }, system) => {
        const variance = others.reduce((all, { precisions }) => all + 1 / (precisions[system] as number), 0);
        return sum + times / variance;
      }, 0);
      return this.#isTooSharp(1 / precision);
    }).length;
  }

  /** Whether a sum would give a withheld cell away if this one were public. A quick check, without an assessment. */
  isNeeded({ sums }: SuppressionCell, victims: Victims): boolean {
    return sums.some((others) => {
      const [hidden, ...more] = others.filter((other) => !isPublic(other, victims));
      return hidden !== undefined && more.length === 0 && this.alone(hidden, victims) > 0;
    });
  }
}

/** The equations between a node's total and its classes: of each partition, and of two. */
function equationsOf(row: readonly SuppressionCell[], links: ClassLinks | undefined): (readonly SuppressionCell[])[] {
  if (!links) return [row];
  const classesOf = (columns: readonly number[]) => columns.map((column) => row[column + 1] as SuppressionCell);
  return [
    ...links.wholes.map((whole) => [row[0] as SuppressionCell, ...classesOf(whole)]),
    ...links.links.map((link) => classesOf(link)),
  ];
}

function addSum(members: readonly SuppressionCell[]): void {
  for (const cell of members) cell.sums.push(members.filter((other) => other !== cell));
}

/**
 * The public cells that a withheld count follows from: the others of its sums and, as a withheld cell among them follows
 * from its own sums, the others of those.
 */
function publicCellsNear({ cells }: SuppressionTarget, victims: Victims): SuppressionCell[] {
  const open = [...cells];
  const seen = new Set(open);
  const publicCells: SuppressionCell[] = [];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    for (const other of cell.sums.flat()) {
      if (seen.has(other)) continue;
      seen.add(other);
      (isPublic(other, victims) ? publicCells : open).push(other);
    }
  }
  return publicCells;
}

/** Victims, each with the earlier victim that it protects; null where it protects another count. */
type ChosenVictims = ReadonlyMap<SuppressionCell, SuppressionCell | null>;

/**
 * Withholds, in rounds, one cell for each exposed count that has no new victim near it: of the nearest circle the one that
 * exposes itself in the fewest sums, of these one of the area with the fewest dwellings, of these the last.
 */
function withholdGreedily(
  table: SuppressionTable,
  allowed: Victims,
  hopeless: Targets,
): { victims: ChosenVictims; left: SuppressionTarget[] } {
  const victims = new Map<SuppressionCell, SuppressionCell | null>();
  for (;;) {
    const before = new Set(victims.keys());
    const assessment = table.assess(before);
    const exposed = table.exposed(before, hopeless, assessment);
    for (const target of exposed) {
      const isOpen = (cell: SuppressionCell) => allowed.has(cell) && !before.has(cell);
      const circle = table
        .circles(target, assessment)
        .find((cells) => cells.some(isOpen))
        ?.filter(isOpen);
      // A neighbour that is withheld in this round anyway may be enough: the next round tells.
      if (!circle || circle.some((cell) => victims.has(cell))) continue;
      const chosen = new Set(victims.keys());
      const [best] = circle
        .map((cell) => ({ cell, alone: table.alone(cell, chosen) }))
        .sort((a, b) => a.alone - b.alone || byPublicSize(a.cell, b.cell));
      if (best) victims.set(best.cell, cellsAmong([target], before)[0] ?? null);
    }
    if (victims.size === before.size) return { victims, left: exposed };
  }
}

/** Gives back, the largest area first, each victim that the others make needless, alone or with those that were taken for it. */
function prune(table: SuppressionTable, taken: ChosenVictims, hopeless: Targets): Victims {
  const keptVictims = new Set(taken.keys());
  const withFollowers = (cell: SuppressionCell): SuppressionCell[] => [
    cell,
    ...[...taken].flatMap(([one, cause]) => (cause === cell ? withFollowers(one) : [])),
  ];
  for (const cell of [...keptVictims].sort((a, b) => byPublicSize(b, a))) {
    for (const back of [[cell], withFollowers(cell)]) {
      const others = new Set([...keptVictims].filter((victim) => !back.includes(victim)));
      if (!keptVictims.has(cell) || others.size === 0 || (back.length === 1 && table.isNeeded(cell, others))) continue;
      if (table.firstExposed(others, hopeless) === undefined) for (const victim of back) keptVictims.delete(victim);
    }
  }
  return keptVictims;
}

/** The smallest set that is enough, or the given one where the search for smaller ones is too long. */
function searchFewer(table: SuppressionTable, allowed: Victims, hopeless: Targets, enough: Victims): Victims {
  let left = Math.floor(SEARCH_WORK / table.cost);
  if (enough.size < 2 || left < MIN_ASSESSMENTS) return enough;
  const seen = new Set<string>();
  // One of the cells near an exposed count has to be withheld, whatever else is.
  const candidates = (target: SuppressionTarget, victims: Victims) =>
    publicCellsNear(target, victims).filter((cell) => allowed.has(cell));
  const search = (victims: Victims, size: number): Victims | null => {
    const name = inOrder(victims)
      .map(({ place }) => place)
      .join(" ");
    if (left <= 0 || seen.has(name)) return null;
    seen.add(name);
    left -= 1;
    const target = table.firstExposed(victims, hopeless);
    if (!target) return victims;
    if (victims.size === size) return null;
    for (const cell of candidates(target, victims).sort(byPublicSize)) {
      const smaller = search(new Set([...victims, cell]), size);
      if (smaller) return smaller;
    }
    return null;
  };
  const needs = table.exposed(NONE, hopeless).map((target) => candidates(target, NONE));
  for (let size = countDisjoint(needs); size < enough.size; size++) {
    seen.clear();
    const smallest = search(NONE, size);
    if (smallest) return smallest;
  }
  return enough;
}

/** Counts sets that have no cell in common, taken one after the other: each of them needs a victim of its own. */
function countDisjoint(sets: readonly (readonly SuppressionCell[])[]): number {
  const taken = new Set<SuppressionCell>();
  return sets.filter((set) => {
    if (set.some((cell) => taken.has(cell))) return false;
    for (const cell of set) taken.add(cell);
    return true;
  }).length;
}
