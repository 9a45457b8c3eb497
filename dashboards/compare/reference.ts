import type { Reference } from "../../src/territory/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { periodOrder } from "../shared/data.ts";
import { type Question, typesFor } from "./group.ts";

/**
 * The public figure nearest to a home: finest type first, then nearest area, then newest period. Undefined where the territory
 * has none for the measure.
 */
export function referenceFor(question: Question, references: readonly Reference[], tree: AreaTree): Reference | undefined {
  const { domain, measure } = question.ref;
  const types = typesFor(question.ref, question.household);
  const areas = tree.lineage(question.area).map((area) => area.code);
  const rank = (reference: Reference): number => types.indexOf(reference.household_type) * 1000 + areas.indexOf(reference.area);
  return references
    .filter(
      (r) => r.domain === domain.id && r.measure === measure.id && types.includes(r.household_type) && areas.includes(r.area),
    )
    .sort((a, b) => rank(a) - rank(b) || periodOrder(b.period).localeCompare(periodOrder(a.period)))[0];
}

/** What a reference is of, in its publisher's words: the head of its source, such as `France, moyenne par ménage`. */
export function referenceName({ source }: Pick<Reference, "source">): string {
  return source.split(/\s*[:(]/)[0] ?? source;
}
