import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import type { PaintedArea } from "../charts/difference-map.tsx";
import { type Absence, absenceOf } from "../shared/absence.ts";
import { comparison } from "../shared/digits.ts";
import { paintedAreas, publishedFigure } from "../shared/published-figure.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "./commons.ts";

/** The mean of all homes of an area, or of those of a type; null where it is withheld or too imprecise to rely on. */
export function meanAt(
  commons: PublicCommons,
  ref: MeasureRef,
  area: string,
  type = "_T",
  period = commons.main?.period ?? "",
): WithMargin | null {
  return reliableInterval(cellAt(commons, ref, area, type, period)?.get("MEAN"));
}

/** Why an area has no mean to rely on. */
const absenceAt = (
  commons: PublicCommons,
  ref: MeasureRef,
  area: string,
  type = "_T",
  period = commons.main?.period ?? "",
): Absence => absenceOf(cellAt(commons, ref, area, type, period)?.get("MEAN"));

/** Tells whether a mean is withheld so that another cannot be found by subtraction: its homes need not be few. */
export const isKept = (...at: Parameters<typeof absenceAt>): boolean => absenceAt(...at) === "other";

/** Tells whether an area that has no mean to rely on has homes enough, and its mean too wide a margin. */
export const isImprecise = (...at: Parameters<typeof absenceAt>): boolean => absenceAt(...at) === "imprecise";

/** Number of homes of an area that take part, in the main release. */
export function countAt(commons: PublicCommons, ref: MeasureRef, area: string): WithMargin | null {
  return reliableInterval(cellAt(commons, ref, area, "_T", commons.main?.period ?? "")?.get("COUNT"));
}

export interface Focus {
  readonly ref: MeasureRef;
  /** the area with the best published parts, which the map shows and where a visitor starts */
  readonly area: Area;
  readonly children: readonly Area[];
}

/**
 * The measure and area of the first page: those with the most published parts, where a part that clearly differs from the area
 * counts twice. The half point for the area's own mean only breaks ties. Of equal areas the first of the list wins, except that
 * the whole territory is preferred; of equal measures the first wins. Where nothing is published, it is the first measure with
 * the first area that has parts.
 */
export function focusOf(commons: PublicCommons): Focus | null {
  const { refs, tree } = commons;
  let best: { focus: Focus; count: number } | null = null;
  for (const ref of refs) {
    for (const area of tree.areas) {
      const children = tree.children(area.code);
      if (children.length === 0) continue;
      const own = meanAt(commons, ref, area.code);
      const parts = children.flatMap((child) => meanAt(commons, ref, child.code) ?? []);
      const differing = own === null ? [] : parts.filter((part) => comparison(part, own) !== "same");
      const count = (own === null ? 0 : 0.5) + parts.length + differing.length;
      const isRootTie = best !== null && count === best.count && area.parent === null && ref === best.focus.ref;
      if (best === null || count > best.count || isRootTie) best = { focus: { ref, area, children }, count };
    }
  }
  if (best !== null) return best.focus;
  const ref = refs[0];
  return ref ? { ref, area: tree.root, children: tree.children(tree.root.code) } : null;
}

/** The published mean of an area in the main release, and the number of homes behind it, even if too uncertain to rely on. */
export function figuresAt({ cells, main }: PublicCommons, ref: MeasureRef, area: string) {
  const cell = cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type: "_T", period: main?.period ?? "" });
  return { mean: publishedFigure(cell?.get("MEAN")), homes: publishedFigure(cell?.get("COUNT")) };
}

/** Tells whether a part of the whole has a figure, if only one with too wide a margin: before, a commons is at its beginning. */
export function hasPlaces(commons: PublicCommons): boolean {
  const { tree, refs } = commons;
  return tree.areas.some(
    ({ code, parent }) => parent !== null && refs.some((ref) => figuresAt(commons, ref, code).mean !== null),
  );
}

/** The parts of the area as a map paints them: compared with the area's mean as far as the margins allow. */
export function paintedParts(commons: PublicCommons, { ref, area, children }: Focus): PaintedArea[] {
  const meanOf = (code: string) => figuresAt(commons, ref, code).mean;
  return paintedAreas(children, meanOf(area.code), meanOf);
}
