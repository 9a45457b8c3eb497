import type { MeasureRef } from "../../src/domains/index.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import type { KnownQuarters } from "../charts/quarters.ts";
import { periodOrder } from "../shared/data.ts";
import { figureAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import { isUnsaid, periodsOfMeasure } from "./choice.ts";

/** A kind of home at a place, with its homes as dots where a histogram is published. */
export interface KindOfPlace {
  readonly type: string;
  readonly homes: readonly number[];
  readonly quarters: KnownQuarters;
  readonly middle: EstimateWithEnds | null;
  readonly mean: EstimateWithEnds | null;
  readonly count: EstimateWithEnds | null;
}

/** The homes of a kind as dots; whoever draws none gives none, and need not load what makes them. */
export type HomesOf = (atlas: Atlas, ref: MeasureRef, cell: { area: string; type: string; period: string }) => readonly number[];

/** The published kinds of homes of a place, in the measure's order, without the class of homes that did not answer. */
function kindsAt(atlas: Atlas, ref: MeasureRef, area: string, period: string, homesOf: HomesOf): KindOfPlace[] {
  return ref.measure.similarity.classes.flatMap(({ code: type, where }): KindOfPlace[] => {
    const mean = figureAt(atlas, { ref, statistic: "mean", type, period }, area);
    if (isUnsaid(where) || !mean || mean.unsure) return [];
    const cell = atlas.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period });
    const [low, high] = [cell?.get("P25")?.OBS_VALUE ?? null, cell?.get("P75")?.OBS_VALUE ?? null];
    const middle = figureAt(atlas, { ref, statistic: "median", type, period }, area);
    return [
      {
        type,
        mean,
        homes: homesOf(atlas, ref, { area, type, period }),
        quarters: { low, middle: middle?.value ?? null, high },
        middle,
        count: rowCount(atlas, ref, area, type, period),
      },
    ];
  });
}

function rowCount(atlas: Atlas, ref: MeasureRef, area: string, type: string, period: string): EstimateWithEnds | null {
  const row = atlas.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period })?.get("COUNT");
  return row?.OBS_VALUE == null
    ? null
    : { value: row.OBS_VALUE, lower: row.CI_LOWER ?? row.OBS_VALUE, upper: row.CI_UPPER ?? row.OBS_VALUE };
}

/** The kinds with the lowest and the highest figure; null where their margins touch. */
export function kindsApart(
  kinds: readonly KindOfPlace[],
  of: "middle" | "mean",
): { readonly low: KindOfPlace; readonly high: KindOfPlace } | null {
  const known = kinds.filter((kind) => kind[of] !== null).sort((a, b) => (a[of]?.value ?? 0) - (b[of]?.value ?? 0));
  const [low, high] = [known[0], known.at(-1)];
  return low?.[of] && high?.[of] && low[of].upper < high[of].lower ? { low, high } : null;
}

/** Fewest kinds that are worth a drawing. */
const FEWEST_KINDS = 2;

/** The kinds that a place does not publish, without the class of homes that did not answer. */
function kindsMissing(ref: MeasureRef, kinds: readonly KindOfPlace[]): string[] {
  return ref.measure.similarity.classes.flatMap(({ code, where }) =>
    isUnsaid(where) || kinds.some(({ type }) => type === code) ? [] : [code],
  );
}

/** The kinds of homes of a place, else of the nearest wider place that publishes enough. */
export function kindsOfPlace(atlas: Atlas, ref: MeasureRef, area: string, shown: string, homesOf: HomesOf = () => []) {
  const periods = [shown, ...periodsOfMeasure(atlas.rows, ref).sort((a, b) => periodOrder(b).localeCompare(periodOrder(a)))];
  for (const { code } of atlas.tree.lineage(area)) {
    for (const period of new Set(periods)) {
      const kinds = kindsAt(atlas, ref, code, period, homesOf);
      if (kinds.length >= FEWEST_KINDS) return { area: code, period, kinds, missing: kindsMissing(ref, kinds) };
    }
  }
  return null;
}
