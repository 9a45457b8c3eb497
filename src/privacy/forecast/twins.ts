import { type CalendarLevel, publicationsOf } from "./calendar.ts";
import type { ForecastArea } from "./cells.ts";

/**
 * The chain of twins that a household lives in: the levels at which its area is the only child of the one above, whole first.
 * Such an area has the very same households as the one above: they are twins, and one cell where both are published.
 */
export type Lineage = readonly string[];

/**
 * Cells of one table that are measured alike, and the levels that pay for each of them together, whole first; more than one where
 * areas are twins.
 */
export interface CellTable<Level> {
  readonly levels: readonly [Level, ...Level[]];
  readonly table: "_T" | "types";
}

type TypedLevel = Pick<CalendarLevel, "level" | "typed">;

/**
 * Every lineage of the territory once, those with the fewest twins first.
 *
 * @param levels of the territory, from the whole to the leaf
 * @param areas parents before their children
 */
export function lineagesIn(levels: readonly string[], areas: readonly ForecastArea[]): Lineage[] {
  const children = new Map<string, number>();
  for (const { parent } of areas) if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + 1);
  const lineages = new Map<string, Lineage>();
  for (const { code, level, parent } of areas) {
    const above = parent === null ? [] : (lineages.get(parent) as Lineage);
    lineages.set(code, parent !== null && children.get(parent) === 1 ? [...above, level] : above);
  }
  const ofLeaves = areas.filter(({ code }) => !children.has(code)).map(({ code }) => lineages.get(code) as Lineage);
  const places = (lineage: Lineage) => lineage.map((level) => String(levels.indexOf(level)).padStart(3, "0")).join();
  return [...new Map(ofLeaves.map((lineage) => [places(lineage), lineage]))]
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
    .map(([, lineage]) => lineage);
}

/**
 * The tables that a household of such a lineage sits in, one cell of each. Every cell has a table for all households; it has one
 * by type too where any of its levels has types, and these levels pay for it.
 *
 * @param due the levels that are published together, whole first
 */
export function tablesIn<Level extends TypedLevel>(
  levels: readonly string[],
  due: readonly Level[],
  lineage: Lineage,
): CellTable<Level>[] {
  const cells: [Level, ...Level[]][] = [];
  let twin = false;
  for (const level of levels) {
    twin &&= lineage.includes(level);
    const published = due.find((dueLevel) => dueLevel.level === level);
    if (!published) continue;
    if (twin) cells.at(-1)?.push(published);
    else cells.push([published]);
    twin = true;
  }
  return cells.flatMap((cell) => {
    const [first, ...others] = cell.filter(({ typed }) => typed);
    const whole: CellTable<Level> = { levels: cell, table: "_T" };
    return first ? [whole, { levels: [first, ...others], table: "types" as const }] : [whole];
  });
}

/** The tables of all lineages, each once: a level's own first, those of twins last. */
export function allTables<Level extends TypedLevel>(
  levels: readonly string[],
  due: readonly Level[],
  lineages: readonly Lineage[],
): CellTable<Level>[] {
  const each = lineages.flatMap((lineage) => tablesIn(levels, due, lineage));
  return [...new Map(each.map((cells) => [`${cellKey(cells.levels)}\n${cells.table}`, cells])).values()];
}

/** The levels of every cell of twins that some publication of the year has, each list once. */
export function twinLevels<Level extends CalendarLevel>(
  levels: readonly string[],
  published: readonly Level[],
  lineages: readonly Lineage[],
): (readonly Level[])[] {
  const each = publicationsOf(published).flatMap(({ due }) => allTables(levels, due, lineages));
  const twins = each.flatMap((cells) => (cells.levels.length > 1 ? [[cellKey(cells.levels), cells.levels] as const] : []));
  return [...new Map(twins).values()];
}

/** Of each list of twins' levels, those that have such a table and pay for its cell together. */
export function twinsWith<Level extends TypedLevel>(
  twins: readonly (readonly Level[])[],
  table: "_T" | "types",
): [Level, ...Level[]][] {
  return twins.flatMap((some): [Level, ...Level[]][] => {
    const [first, ...others] = some.filter(({ typed }) => typed || table === "_T");
    return first ? [[first, ...others]] : [];
  });
}

/** The levels that pay for a cell, as one text. */
export function cellKey(levels: readonly Pick<TypedLevel, "level">[]): string {
  return levels.map(({ level }) => level).join("\n");
}

/** The most gates that a household can sit in at one publication, of one measure: one for each of its tables. */
export function gatesOf(levels: readonly string[], due: readonly TypedLevel[], lineages: readonly Lineage[]): number {
  return Math.max(...lineages.map((lineage) => tablesIn(levels, due, lineage).length));
}

/**
 * The most gates in a year: the sum over its publications. The ledger's debit is added up in the same way, publication by
 * publication.
 */
export function gatesOfYear(
  levels: readonly string[],
  published: readonly CalendarLevel[],
  lineages: readonly Lineage[],
): number {
  return publicationsOf(published).reduce((sum, { times, due }) => sum + times * gatesOf(levels, due, lineages), 0);
}
