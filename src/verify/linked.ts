import type { Manifest } from "../contract/manifest.ts";
import { type Contents, grouped, type ShownCell } from "./contents.ts";
import { streamsOf } from "./shape.ts";

type Classes = Manifest["measures"][number]["classes"];

/** Measures of one partition, and their cells by area and type. */
interface Partition {
  readonly classes: Classes;
  readonly areas: readonly ReadonlyMap<string, ReadonlyMap<string, ShownCell>>[];
}

/**
 * Types of two partitions that are unions of the same households: of a home's heating and size, say, electric heating or not, and
 * gas or not, for each size. Where one of them alone is withheld it follows from the counts of the others. Amounts of the two are
 * different ones, so that counts alone tell it.
 *
 * @param precisionOf a published count's
 */
export function* amongLinkedTypes(
  contents: Contents,
  precisionOf: (cell: ShownCell) => number,
): Iterable<{ readonly withheld: ShownCell; readonly precision: number }> {
  const most = streamsOf(contents.manifest);
  const partitions = most === 1 ? [] : partitionsOf(contents);
  for (const own of partitions)
    for (const other of partitions.filter((one) => one !== own))
      for (const [mine, theirs] of linkedTypes(own.classes, other.classes))
        for (const target of mine)
          for (const area of new Set(own.areas.flatMap((areas) => [...areas.keys()]))) {
            const shown = (of: Partition["areas"], types: readonly string[]) =>
              types.map((type) => of.flatMap((areas) => published(areas.get(area)?.get(type))).map(precisionOf));
            // A measure that shows the count has other households in it.
            const hiding = own.areas.filter((areas) => areas.get(area)?.get(target)?.count === null);
            const others = mine.filter((type) => type !== target);
            const each = [...shown(hiding, others), ...shown(other.areas, theirs)].map((all) => sumOfLargest(all, most));
            const precision = 1 / each.reduce((sum, one) => sum + 1 / one, 0);
            for (const areas of hiding) yield { withheld: areas.get(area)?.get(target) as ShownCell, precision };
          }
}

const published = (cell: ShownCell | undefined): ShownCell[] => (cell && cell.count !== null && cell.measured ? [cell] : []);

function sumOfLargest(all: readonly number[], most: number): number {
  const largest = [...all].sort((a, b) => b - a).slice(0, most);
  return largest.reduce((sum, one) => sum + one, 0);
}

function partitionsOf({ manifest, shown }: Contents): Partition[] {
  const byClasses = grouped(manifest.measures, ({ classes }) => JSON.stringify(classes));
  return Array.from(byClasses.values(), (measures) => ({
    classes: measures[0]?.classes ?? [],
    areas: measures.map(({ domain, measure }) => {
      const areas = shown.find(({ key }) => key === `${domain}.${measure}`)?.areas ?? [];
      return new Map(areas.map((types) => [areaOf(types), types]));
    }),
  }));
}

function areaOf(types: ReadonlyMap<string, ShownCell>): string {
  const [first] = types.values();
  return first?.name.split(" ")[1] ?? "";
}

/** Smallest unions of one partition's types that are unions of the other's: those of each. Equal types are left out, and the whole. */
function linkedTypes(own: Classes, others: Classes): [string[], string[]][] {
  const isShared = (a: Classes[number], b: Classes[number]) =>
    Object.entries(a.where).every(([name, values]) => {
      const theirs = b.where[name];
      return !theirs || values.some((value) => theirs.includes(value));
    });
  const open = new Set(own);
  const unions: [Classes, Classes][] = [];
  for (const first of open) {
    const union: [Set<Classes[number]>, Set<Classes[number]>] = [new Set([first]), new Set()];
    // A set that grows while it is walked through is walked through to its end.
    for (const one of union[0]) {
      open.delete(one);
      for (const two of others.filter((theirs) => isShared(one, theirs))) union[1].add(two);
      for (const near of own.filter((mine) => [...union[1]].some((two) => isShared(mine, two)))) union[0].add(near);
    }
    unions.push([[...union[0]], [...union[1]]]);
  }
  const codes = (classes: Classes) => classes.map(({ code }) => code);
  return unions.length < 2
    ? []
    : unions
        .filter((union) => union.some((classes) => classes.length > 1))
        .map(([mine, theirs]): [string[], string[]] => [codes(mine), codes(theirs)]);
}
