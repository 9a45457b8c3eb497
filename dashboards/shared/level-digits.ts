import type { MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "./areas.ts";
import type { CellIndex } from "./cells.ts";
import { listDigits } from "./digits.ts";
import { publishedFigure } from "./published-figure.ts";

/** A figure that areas of one level have. */
interface LevelFigure {
  readonly ref: MeasureRef;
  /** a count is written as a share of dwellings, in percent */
  readonly statistic: "MEAN" | "P50" | "COUNT";
  readonly type: string;
  readonly period: string;
}

/** Most decimals of a share of homes in percent. */
const SHARE_DIGITS = 1;

/** Cache of the digits of each level, which every figure of its areas needs. */
const DIGITS = new WeakMap<CellIndex, Map<string, number | undefined>>();

/**
 * Digits with which a figure is written of all areas of a place's level, so that it is the same wherever it stands, and a list is read in
 * its order. Undefined: none of them has one that can be relied on.
 *
 * @param livingIn how many homes of the type live in an area, of which a count is a share; absent: all dwellings
 */
export function levelDigits(
  { cells, tree }: { readonly cells: CellIndex; readonly tree: AreaTree },
  { ref, statistic, type, period }: LevelFigure,
  code: string,
  livingIn: (area: string) => number = (area) => tree.get(area)?.dwellings ?? 0,
): number | undefined {
  const level = tree.get(code)?.level;
  const known = DIGITS.get(cells) ?? new Map<string, number | undefined>();
  DIGITS.set(cells, known);
  const key = [ref.key, statistic, type, period, level].join("\n");
  if (!known.has(key)) {
    const figures = tree.areas.flatMap((area) => {
      if (area.level !== level) return [];
      const cell = cells.get({ domain: ref.domain.id, measure: ref.measure.id, area: area.code, type, period });
      const figure = publishedFigure(cell?.get(statistic), statistic === "COUNT" ? 100 / livingIn(area.code) : 1);
      return figure && !figure.unsure && Number.isFinite(figure.value) ? [figure] : [];
    });
    known.set(key, listDigits(figures, statistic === "COUNT" ? SHARE_DIGITS : ref.measure.decimals));
  }
  return known.get(key);
}
