import type { Observation } from "../../src/contract/observation.ts";
import type { AreaTree } from "../shared/areas.ts";
import { type AddressChange, areasOf, hasFigures, keyOf, type Selection, selected, statisticsOf } from "./selection.ts";

/** The nearest selection that has figures, and the change of address that leads there. */
export interface Nearest {
  readonly selection: Selection;
  readonly change: AddressChange;
}

/**
 * The nearest selection with figures in the same period. It tries the mean instead of another statistic, then all homes instead
 * of a kind, then wider places of the same area, the finest first, then the surrounding areas from the nearest to the whole. Null
 * where the period has no figures at all.
 *
 * @param isKept true: the statistic and the kinds stay, and only the places give way
 */
export function nearest(
  rows: readonly Observation[],
  selection: Selection,
  tree: AreaTree,
  levels: readonly string[],
  isKept = false,
): Nearest | null {
  const { areas, within, view } = selection;
  const isSpread = view === "distribution";
  const depth = (code: string): number => levels.indexOf(tree.get(code)?.level ?? "");
  const coarser = areas.length > 0 || isSpread ? [] : levels.slice(depth(within) + 1, levels.indexOf(selection.level)).reverse();
  const places: readonly Nearest[] = [
    { selection, change: {} },
    ...coarser.map((level) => ({ selection: { ...selection, level }, change: { level, in: within } })),
    ...tree.lineage(areas[0] ?? within).map(({ code }) => ({
      selection: { ...selection, areas: [code] },
      change: { area: code, ...(isSpread ? {} : { view: "table" }) },
    })),
  ];
  for (const place of places) {
    for (const type of isKept ? [null] : [null, "_T"]) {
      for (const statistic of isKept ? [null] : ([null, "MEAN"] as const)) {
        const next: Selection = {
          ...place.selection,
          ...(type === null ? {} : { types: [type] }),
          ...(statistic === null ? {} : { statistic }),
        };
        const change: AddressChange = {
          ...place.change,
          ...(type === null ? {} : { type: null }),
          ...(statistic === null ? {} : { statistic: null }),
        };
        if (hasFigures(rows, next, tree)) return { selection: next, change };
      }
    }
  }
  return null;
}

/**
 * The level whose places have no row at all of the statistic, however many homes they have, where the selection asks for it; null:
 * there are such rows.
 */
export function levelWithout(rows: readonly Observation[], selection: Selection, tree: AreaTree): string | null {
  const level = tree.get(areasOf(selection, tree)[0] ?? "")?.level ?? selection.level;
  const asked = statisticsOf(selection).filter((one) => one !== "COUNT" || selection.statistic === "COUNT");
  const has = rows.some(
    (row) => selection.measures.includes(keyOf(row)) && asked.includes(row.STATISTIC) && tree.get(row.REF_AREA)?.level === level,
  );
  return has ? null : level;
}

/** Which part of a selection without any row is the one that has none: its kinds of homes, else its level, else its periods. */
export function lackedPart(rows: readonly Observation[], selection: Selection, tree: AreaTree): "types" | "level" | "periods" {
  const level = tree.get(areasOf(selection, tree)[0] ?? "")?.level ?? selection.level;
  const ofMeasure = rows.filter((row) => selection.measures.includes(keyOf(row)) && selection.periods.includes(row.TIME_PERIOD));
  if (ofMeasure.length === 0) return "periods";
  return ofMeasure.some((row) => row.AREA_LEVEL === level) ? "types" : "level";
}

/** The finest of the levels at which the whole territory has figures of the same statistic, periods and kinds of homes. */
export function levelWith(
  rows: readonly Observation[],
  selection: Selection,
  tree: AreaTree,
  levels: readonly string[],
): Nearest | null {
  const within = tree.root.code;
  for (const level of [...levels].reverse()) {
    const next = { ...selection, level, within, areas: [] };
    if (hasFigures(rows, next, tree)) return { selection: next, change: { level, in: within, area: null } };
  }
  return null;
}

/**
 * What is offered in the place of a selection without figures: of a spread that of the place around, of other statistics the place around
 * and another level. Of a kind of homes it is the same kind in wider places, around or all over, and all homes.
 */
export function offered(
  rows: readonly Observation[],
  selection: Selection,
  tree: AreaTree,
  levels: readonly string[],
): readonly Nearest[] {
  const isSpread = selection.view === "distribution";
  const own = selected(rows, selection, tree);
  const isOfLevel = !isSpread && own.length > 0 && levelWithout(rows, selection, tree) !== null;
  const around = nearest(rows, selection, tree, levels, true);
  // The whole territory says less than a list of its parts.
  const isWhole = (around?.selection.areas[0] ?? around?.selection.within) === tree.root.code;
  const kept = isWhole && !isSpread ? null : around;
  const wider = !isSpread && (kept === null || isOfLevel) ? levelWith(rows, selection, tree, levels) : null;
  if (isOfLevel && wider) return [kept ?? [], wider].flat();
  const near = nearest(rows, selection, tree, levels);
  if (near?.change.type === undefined) return near ? [near] : [];
  return [wider ?? around ?? [], near].flat();
}
