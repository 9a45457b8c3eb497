import type { MeasureRef } from "../../src/domains/index.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { type Absence, absenceOf } from "../shared/absence.ts";
import { bestMeasure, type Focus } from "../shared/best-measure.ts";
import { paintedAreas, publishedFigure } from "../shared/published-figure.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons, perCells } from "./commons.ts";
import type { Visitor } from "./visitor.ts";

/** The mean of all homes of an area, or of those of a type; null where it is withheld or too imprecise to rely on. */
export function meanAt(
  commons: Pick<PublicCommons, "cells" | "main">,
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

type Published = Pick<PublicCommons, "refs" | "tree" | "cells" | "main" | "references">;

/** The measure and area with which the first page begins, or goes on once the visitor has chosen a topic. */
const focusOfTopic = perCells((commons: Published, topic: string | null): Focus | null => {
  const refs = commons.refs.filter(({ key }) => topic === null || key === topic);
  return bestMeasure({ refs, tree: commons.tree }, (ref, area) => meanAt(commons, ref, area));
});

export const focusOf = (commons: Published, topic: string | null = null): Focus | null => focusOfTopic(commons, topic);

/** The topic that leads for a visitor: the one they chose, else the first that they began; else the commons' best. */
export function focusFor(commons: Published, { topic, entries }: Pick<Visitor, "topic" | "entries">): Focus | null {
  // A file may have topics that this commons has no figures of.
  const isShown = (key: string): boolean => topicsOf(commons).some((ref) => ref.key === key);
  return focusOf(commons, topic.value ?? Object.keys(entries.value).find(isShown) ?? null);
}

const allTopics = perCells((commons: Published): readonly MeasureRef[] => {
  const { tree, refs, main, references } = commons;
  const best = focusOf(commons)?.ref;
  const hasReference = ({ key }: MeasureRef) => references.some((one) => `${one.domain}.${one.measure}` === key);
  if (main === null) return refs.filter((ref) => ref === best || hasReference(ref));
  const sorted = [...refs].sort((a, b) => Number(b === best) - Number(a === best));
  return sorted.filter((ref) => tree.areas.some(({ code }) => figuresAt(commons, ref, code).mean !== null));
});

/** The topics that have a figure, the best published one first; before the first publication, those with a public reference, and the one that the page begins with. */
export const topicsOf = (commons: Published): readonly MeasureRef[] => allTopics(commons, null);

/** The published mean of an area in the main release, and the number of homes behind it, even if too uncertain to rely on. */
export function figuresAt({ cells, main }: Pick<PublicCommons, "cells" | "main">, ref: MeasureRef, area: string) {
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
