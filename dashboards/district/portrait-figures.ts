import type { MeasureRef } from "../../src/domains/index.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import type { Area } from "../../src/territory/index.ts";
import type { Relation } from "../shared/published-figure.ts";
import { figureAt, relationAt, shareGapAt } from "./area-figures.ts";
import type { Atlas } from "./atlas.ts";
import { periodsOfMeasure } from "./choice.ts";
import type { DistrictState } from "./shown.ts";

/** Portraits always use the mean of all homes. */
export const MEAN_OF_ALL = { statistic: "mean", type: "_T" } as const;

/** A topic of a place, compared with its parent. */
export interface TopicOfPlace {
  readonly ref: MeasureRef;
  /** the period used: see `periodOfPlace`; null: the topic is not published */
  readonly period: string | null;
  /** the gap as a share of the parent's figure; null: there is none */
  readonly gap: EstimateWithEnds | null;
  /** the comparison as on the map */
  readonly relation: Relation;
}

/** The period for a place: the one shown if it is published there, else the latest year, else the latest period. */
export function periodOfPlace(atlas: Atlas, ref: MeasureRef, area: string, shown: string): string | null {
  const at = { ref, ...MEAN_OF_ALL };
  const publishedPeriods = periodsOfMeasure(atlas.rows, ref).filter(
    (period) => figureAt(atlas, { ...at, period }, area) !== null,
  );
  if (publishedPeriods.includes(shown)) return shown;
  return publishedPeriods.findLast((period) => period.length === 4) ?? publishedPeriods.at(-1) ?? null;
}

/** The nearest place around one that has a portrait, itself first; null: none has. */
export function withPortrait({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">, code: string): string | null {
  const hasSome = (area: Area): boolean => atlas.refs.some((ref) => periodOfPlace(atlas, ref, area.code, choice.period) !== null);
  return atlas.tree.lineage(code).find(hasSome)?.code ?? null;
}

/** Cache of topics by place, because every part of a portrait needs them. */
const TOPICS = new WeakMap<Atlas, Map<string, readonly TopicOfPlace[]>>();

/** Every topic of the commons at a place, published ones first. */
export function topicsOf(atlas: Atlas, area: string, parent: string | null, shown: string): readonly TopicOfPlace[] {
  const known = TOPICS.get(atlas) ?? new Map<string, readonly TopicOfPlace[]>();
  TOPICS.set(atlas, known);
  const key = JSON.stringify([area, parent, shown]);
  const topics = known.get(key) ?? topicsAt(atlas, area, parent, shown);
  known.set(key, topics);
  return topics;
}

function topicsAt(atlas: Atlas, area: string, parent: string | null, shown: string): TopicOfPlace[] {
  const topics = atlas.refs.map((ref): TopicOfPlace => {
    const period = periodOfPlace(atlas, ref, area, shown);
    if (period === null) return { ref, period, gap: null, relation: "absent" };
    const choice = { ref, ...MEAN_OF_ALL, period };
    if (parent === null) return { ref, period, gap: null, relation: "same" };
    const gap = shareGapAt(atlas, choice, area, parent);
    return { ref, period, gap, relation: gap === null ? "same" : relationAt(atlas, choice, area, parent) };
  });
  return [...topics.filter(({ period }) => period !== null), ...topics.filter(({ period }) => period === null)];
}
