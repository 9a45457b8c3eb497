import type { Observation } from "../../src/contract/observation.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { comparison } from "./digits.ts";
import { fromZero, type WithMargin } from "./reliable-interval.ts";

/** A published figure of one area, with its margin. */
export interface PublishedFigure extends WithMargin {
  /** true: the margin is too wide to rely on the figure, and the page says so */
  readonly unsure: boolean;
}

/** The figure of a row, in units of `1 / factor`; null: not published. */
export function publishedFigure(row: Observation | undefined, factor = 1): PublishedFigure | null {
  if (!row || row.OBS_VALUE === null) return null;
  const { OBS_VALUE: value, CI_LOWER, CI_UPPER, OBS_STATUS } = row;
  return fromZero({
    value: value * factor,
    lower: (CI_LOWER ?? value) * factor,
    upper: (CI_UPPER ?? value) * factor,
    unsure: OBS_STATUS === "U",
  });
}

/** The whole that parts are compared with; null where it is not published or too uncertain to rely on. */
export const yardstickOf = (whole: PublishedFigure | null): PublishedFigure | null => (whole?.unsure ? null : whole);

/** What may be said of an area beside another. */
export type Relation = "less" | "more" | "same" | "absent";

/** More or less only if the margins do not touch. Of a figure too uncertain to rely on, nothing is told. */
export function relationOf(one: PublishedFigure | null, other: PublishedFigure | null): Relation {
  if (!one) return "absent";
  if (!other || one.unsure || other.unsure) return "same";
  return comparison(one, other);
}

/** A whole with the figures of areas in it, by their codes. */
interface MapFigures {
  readonly whole: PublishedFigure | null;
  readonly figureAt: (code: string) => PublishedFigure | null;
}

type NamedAreas = readonly { readonly code: string; readonly name: string }[];

/** The same areas on several maps, compared each with its own whole, and in colours of one scale. */
export function paintedAlike(areas: NamedAreas, maps: readonly MapFigures[]): PaintedArea[][] {
  const compared = maps.map(({ whole, figureAt }) =>
    areas.map(({ code, name }) => {
      const figure = figureAt(code);
      const against = figure?.unsure ? ("wide" as const) : relationOf(figure, whole);
      const far = figure && whole && (against === "less" || against === "more") ? Math.abs(figure.value - whole.value) : 0;
      return { code, name, against, far };
    }),
  );
  const furthest = Math.max(1e-9, ...compared.flat().map(({ far }) => far));
  return compared.map((parts) =>
    parts.map(({ code, name, against, far }) => ({ code, name, against, strength: far / furthest })),
  );
}

/**
 * Areas as every map paints them: compared with the whole as far as the margins allow, in stronger colours the larger the
 * difference.
 */
export function paintedAreas(
  areas: NamedAreas,
  whole: PublishedFigure | null,
  figureAt: (code: string) => PublishedFigure | null,
): PaintedArea[] {
  return paintedAlike(areas, [{ whole, figureAt }])[0] ?? [];
}
