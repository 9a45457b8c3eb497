import { type FigureChoice, isNearlyAllOf } from "./area-figures.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import type { DistrictState } from "./shown.ts";

/** The place of a portrait, and the parent with which it is compared. */
export function placeOfPortrait({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): {
  code: string;
  parent: string | null;
} {
  const code = choice.at ?? choice.area;
  return { code, parent: atlas.tree.get(code)?.parent ?? null };
}

/** The current topic as the portrait has it, else the first published one. */
export function subjectOf({ choice }: DistrictState, topics: readonly TopicOfPlace[]): FigureChoice | null {
  const told = topics.find(({ ref, period }) => ref === choice.ref && period !== null) ?? topics[0];
  return told?.period ? { ...MEAN_OF_ALL, ref: told.ref, period: told.period } : null;
}

/** Tells whether a place has nearly all homes of its parent, so that comparing them says nothing. */
function isNearlyAll(shown: DistrictState, topics: readonly TopicOfPlace[]): boolean {
  const { atlas } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const subject = subjectOf(shown, topics);
  return subject !== null && parent !== null && isNearlyAllOf(atlas, subject, code, parent);
}

/** Tells whether nothing can be said of a place beside its parent, because it has nearly all homes of it. */
export function isParentItself(shown: DistrictState, topics: readonly TopicOfPlace[]): boolean {
  const isTold = topics.some(({ relation }) => relation === "more" || relation === "less");
  return !isTold && isNearlyAll(shown, topics);
}
