// Complementary suppression: which cells a publication withholds so that withheld counts stay unknown (`decideFates`), and which
// withheld counts are known all the same (`exposedCountsIn`). `publish.ts` calls both.

import { canonicalJson } from "../contract/canonical.ts";
import { type CellAddress, type Count, exposedCounts, exposedToSome, protect } from "../privacy/index.ts";
import type { EarlierDraw } from "./earlier.ts";
import type { NoisyCell } from "./mechanism.ts";
import type { CellFate, DrawnCell } from "./payload.ts";
import type { Cube, MeasuredCell } from "./plan/cube.ts";
import type { PlannedMeasure } from "./plan/measures.ts";
import type { PublicationPlan } from "./plan/plan.ts";
import { linkedTypes, rungsOf } from "./plan/together.ts";
import { hasFate, keysOf, stateFinder, type Together, type Year, type YearCount, yearKeys, yearOf, yearTables } from "./year.ts";

/**
 * Decides the fate of every cell, so that withheld counts stay unknown. While all public rows of the year, those to come
 * included, would give the count of a withheld cell or rung to within ± 2k (95 %), one of its siblings is withheld too, in all
 * measures that count the same households, for the rest of the year. Post-processing of the gates' outcome alone: no noisy count
 * decides what is withheld to protect another.
 *
 * A withheld count is held against the evidence of all measures that withhold it together: one that shows it counts other
 * households there.
 */
export function decideFates(
  publication: PublicationPlan,
  cube: Cube,
  noisy: readonly NoisyCell[],
  earlier: readonly EarlierDraw[] = [],
): CellFate[] {
  const fates: CellFate[] = noisy.map((cell) => (cell ? "published" : "few"));
  const year = yearOf(publication, cube, earlier);
  const { settings, streams } = publication.plan;
  /**
   * Withholds a count in all measures that at worst count the same households, but those that have shown it. Where it fails its
   * gate it is given the same reason as where it passes: which gates it passes would tell its number.
   */
  const withhold = (key: string, leading: PlannedMeasure) => {
    for (const { key: mate } of streams === 1 ? [leading] : publication.plan.measures) {
      const cell = year.current.get(mate)?.get(key);
      if (cell && !hasFate(year, mate, key, "published")) fates[cell.cell] = "protecting";
    }
  };
  // A cell that was withheld to protect another stays withheld all year.
  for (const measure of publication.plan.measures)
    for (const key of year.current.get(measure.key)?.keys() ?? [])
      if (hasFate(year, measure.key, key, "protecting")) withhold(key, measure);
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const together of tablesTogether(year, fates)) {
      const types = linkedTypes(together.measures);
      for (const { nodes, evidence } of yearTables(year, together, fates)) {
        for (const { node, cell } of protect(nodes, evidence, settings.k, types.rungs, streams, types)) {
          const { total, classes } = nodes[node] as (typeof nodes)[number];
          withhold((cell === "total" ? total : (classes[cell] as YearCount)).key, together.measures[0] as PlannedMeasure);
          isChanged = true;
        }
      }
    }
  }
  return fates;
}

/**
 * For each withheld count all measures that withhold it or, of linked partitions, have no such type; and beside them the totals of
 * other partitions. Evidence only grows with the measures, so that whatever part of them is laid side by side tells no more, and a
 * count that all measures would not expose without its own rows needs no table. Most measures first.
 */
function tablesTogether(year: Year, fates: readonly CellFate[]): Together[] {
  const { plan } = year.publication;
  const stateOf = stateFinder(year, fates);
  const tables = new Map<string, Together>();
  for (const group of year.groups) {
    const others = plan.streams === 1 ? [] : plan.measures.filter((one) => !group.includes(one));
    const isHidden = (key: string) => (measure: PlannedMeasure) => (stateOf(measure.key, key) ?? "withheld") === "withheld";
    const keys = new Set(group.flatMap(({ key }) => [...yearKeys(year, key)]));
    const withheld = new Set([...keys].filter((key) => group.some((measure) => stateOf(measure.key, key) === "withheld")));
    if (withheld.size === 0) continue;
    const all: Together = { measures: group, beside: others };
    // A measure alone has one table, in which its exposed counts are looked for anyway.
    const exposed = sizeOf(all) === 1 ? withheld : keysExposed(year, all, fates, withheld);
    for (const key of withheld) {
      if (!exposed.has(key)) continue;
      const measures = group.filter(isHidden(key));
      const beside = others.filter(isHidden(key));
      tables.set(canonicalJson([measures, beside].map(keysOf)), { measures, beside });
    }
  }
  return [...tables.values()].sort((a, b) => sizeOf(b) - sizeOf(a));
}

const sizeOf = ({ measures, beside }: Together) => measures.length + beside.length;

/** Those of the withheld counts that some of these measures may give away if others withhold them. */
function keysExposed(year: Year, together: Together, fates: readonly CellFate[], withheld: ReadonlySet<string>): Set<string> {
  const { settings, streams } = year.publication.plan;
  const trees = yearTables(year, together, fates);
  const types = linkedTypes(together.measures);
  return new Set(
    trees.flatMap(({ nodes, evidence }) => {
      const keyOf = ({ node, cell }: CellAddress) => {
        const { total, classes } = nodes[node] as (typeof nodes)[number];
        return (cell === "total" ? total : (classes[cell] as YearCount)).key;
      };
      const isAsked = (address: CellAddress) => withheld.has(keyOf(address));
      return exposedToSome(nodes, evidence, settings.k, types.rungs, streams, types, isAsked).map(keyOf);
    }),
  );
}

/** A count that a publication withholds although the year's public rows give it away. */
export interface ExposedCount {
  readonly measure: string;
  readonly area: string;
  readonly type: string;
}

/**
 * Cells and rungs that a publication withholds although the year's public rows give their count to better than ± 2k. An earlier
 * publication showed the count itself, or everything that it is the sum or difference of. Public fates alone decide it.
 */
export function exposedCountsIn(
  publication: PublicationPlan,
  cube: Cube,
  drawn: readonly DrawnCell[],
  earlier: readonly EarlierDraw[],
): ExposedCount[] {
  const year = yearOf(publication, cube, earlier);
  const fates = drawn.map(({ fate }) => (fate === "published" ? fate : "few"));
  const isWithheld = ({ cell }: MeasuredCell) => fates[cell] !== "published";
  const exposed = new Map<string, ExposedCount & { readonly cell: number }>();
  const expose = ({ cell, area, publication: { measure } }: MeasuredCell, type: string) => {
    const { key } = measure;
    exposed.set(`${key} ${area.code} ${type}`, { cell, measure: key, area: area.code, type });
  };
  const withholding = new Set(cube.cells.filter(isWithheld).map((cell) => cell.publication.measure.key));
  const alone = publication.plan.measures
    .filter(({ key }) => withholding.has(key))
    .map((measure): Together => ({ measures: [measure], beside: [] }));
  const several = tablesTogether(year, fates).filter((together) => sizeOf(together) > 1);
  for (const together of [...alone, ...several]) {
    const types = linkedTypes(together.measures);
    // What one measure has shown is not shown of another: measures that show it may count other households.
    const isAlone = alone.includes(together);
    for (const { nodes, evidence } of yearTables(year, together, fates)) {
      const { settings, streams } = publication.plan;
      const names = new Set(exposedCounts(nodes, evidence, settings.k, types.rungs, streams, types).map(nameOf));
      for (const [node, { total, classes }] of nodes.entries()) {
        for (const [column, { state, cells }] of [total, ...classes].entries()) {
          const of = column === 0 ? ("total" as const) : [column - 1];
          const isKnown = (isAlone && state === "shown") || names.has(nameOf({ node, of }));
          for (const cell of isKnown ? cells.filter(isWithheld) : []) expose(cell, cell.type);
        }
        for (const { key, measure } of classes.length === 0 ? [] : together.measures) {
          for (const { code, types: of } of rungsOf(measure.similarity, types.sets)) {
            const parts = of.map((column) => classes[column] as YearCount);
            const isKnown = (isAlone && parts.every(({ state }) => state !== "withheld")) || names.has(nameOf({ node, of }));
            const own = parts.flatMap(({ cells }) => cells.filter((cell) => cell.publication.measure.key === key));
            const last = own.at(-1);
            if (isKnown && last && own.length === parts.length && own.some(isWithheld)) expose(last, code);
          }
        }
      }
    }
  }
  return [...exposed.values()]
    .sort((a, b) => a.cell - b.cell)
    .map(({ measure, area, type }): ExposedCount => ({ measure, area, type }));
}

function nameOf({ node, of }: Count): string {
  return `${node}/${of}`;
}
