// Which classes of several partitions add up to one another. Households are told apart by `kinds`: each kind is the households
// that no partition tells apart, and a class is a list of kinds. Page: `protection.md`, "Classes of several partitions".

type Kinds = readonly number[];
/** A partition: its classes, which hold every kind once. */
export type PartitionOfKinds = readonly Kinds[];

/** How the classes of a table hang together, each by its place in it. */
export interface ClassLinks {
  /** of each class the kinds of households in it; absent where each class is a kind, because there is one partition */
  readonly kinds?: readonly Kinds[];
  /** lists of classes that add up to the total: one a partition */
  readonly wholes: readonly (readonly number[])[];
  /** lists of classes of which some add up to the same as the others */
  readonly links: readonly (readonly number[])[];
}

/** The classes of several partitions, equal ones once, and how they hang together. */
export function linkClasses(partitions: readonly PartitionOfKinds[]): ClassLinks {
  const places = new Map<string, number>();
  const wholes = partitions.map((classes) =>
    classes.map((kinds) => {
      const name = nameOf(kinds);
      places.set(name, places.get(name) ?? places.size);
      return places.get(name) as number;
    }),
  );
  if (partitions.length < 2) return { wholes, links: [] };
  const kinds = [...places.keys()].map((name) => name.split(" ").map(Number));
  const links = wholes.flatMap((a, i) => wholes.slice(i + 1).flatMap((b) => linksBetween(a, b, kinds)));
  return { kinds, wholes, links };
}

const nameOf = (kinds: Kinds) => [...kinds].sort((a, b) => a - b).join(" ");

/** Smallest unions of classes of one partition that are unions of the other's; without what is equal, and without the whole. */
function linksBetween(a: readonly number[], b: readonly number[], kinds: readonly Kinds[]): number[][] {
  const meets = (one: number, other: number) => kinds[one]?.some((kind) => kinds[other]?.includes(kind));
  const groups = connected([...new Set([...a, ...b])], (one, other) => meets(one, other) === true);
  return groups.length < 2 ? [] : groups.filter((group) => group.length > 1);
}

/** Groups of items that are joined, at once or through others, in the order of their first items. */
function connected<Item>(items: readonly Item[], areJoined: (a: Item, b: Item) => boolean): Item[][] {
  const groups: Item[][] = [];
  for (const item of items) {
    const near = groups.filter((group) => group.some((other) => areJoined(item, other)));
    const [first] = near;
    if (!first) groups.push([item]);
    else {
      for (const other of near.slice(1)) groups.splice(groups.indexOf(other), 1);
      first.push(...near.slice(1).flat(), item);
    }
  }
  return groups;
}

/**
 * Groups of partitions, by their places, such that counts of classes in different groups share the total and nothing more: no
 * equation between counts of classes, total aside, has classes of two groups and cannot be cut into one for each.
 *
 * Classes, as vectors over kinds and up to multiples of the total, are a matroid; its connected parts are those that the equations
 * of the others with one basis have in common, whichever the basis (Oxley 2011, Matroid Theory, 4.1). A partition is always in
 * one part, because its classes add up to the total.
 */
export function linkedPartitions(partitions: readonly PartitionOfKinds[]): number[][] {
  const classes = partitions.flatMap((own, partition) => own.map((kinds) => ({ partition, kinds })));
  const kindCount = 1 + Math.max(0, ...classes.flatMap(({ kinds }) => kinds));
  const rows = Array.from({ length: kindCount }, (_, kind) => [1, ...classes.map(({ kinds }) => Number(kinds.includes(kind)))]);
  const basis = eliminate(rows);
  const equations = classes.flatMap(({ partition }, c) =>
    basis.includes(c + 1)
      ? []
      : basis.flatMap((column, row) => {
          const other = Math.abs(rows[row]?.[c + 1] ?? 0) > ROUNDING ? classes[column - 1] : undefined;
          return other ? [[partition, other.partition]] : [];
        }),
  );
  return connected([...partitions.keys()], (a, b) => equations.some((two) => two.includes(a) && two.includes(b)));
}

/** Entries are small fractions, made of zeros and ones. */
const ROUNDING = 1e-9;

/** Brings rows into reduced echelon form, and tells the column of each row's leading one: every other column is a sum of these. */
function eliminate(rows: number[][]): number[] {
  const basis: number[] = [];
  const width = rows[0]?.length ?? 0;
  for (let column = 0; column < width && basis.length < rows.length; column++) {
    const sizes = rows.map((row, r) => (r < basis.length ? 0 : Math.abs(row[column] as number)));
    const largest = sizes.indexOf(Math.max(...sizes));
    if (!((sizes[largest] as number) > ROUNDING)) continue;
    const pivot = rows[largest] as number[];
    rows[largest] = rows[basis.length] as number[];
    const lead = pivot[column] as number;
    rows[basis.length] = pivot.map((one) => one / lead);
    for (const [r, row] of rows.entries()) {
      const factor = row[column] as number;
      if (r !== basis.length && factor !== 0) rows[r] = row.map((one, c) => one - factor * (rows[basis.length]?.[c] as number));
    }
    basis.push(column);
  }
  return basis;
}
