import type { Reference } from "../../src/territory/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { periodOrder } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
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

/** Of which homes a reference is: of all of France, as its source begins, and whatever they are heated by, where that decides about the kind of home. */
export function referenceScope({ source, household_type }: Reference, { measure }: Question["ref"], lang: Lang): string {
  const words = WORDS[lang].stand.reference;
  const isOfAll = household_type === "_T" && measure.similarity.attributes.includes("heating");
  return `${source.startsWith("France") ? words.inFrance : ""}${isOfAll ? words.anyHeating : ""}`;
}

/** The number of people in the homes that a reference is of, as its source tells it; null: it does not. */
export function referencePeople({ source }: Pick<Reference, "source">, lang: Lang): string | null {
  const people = /×\s*(\d+)(?:,(\d+))?\s+personnes/.exec(source);
  return people && [people[1], people[2]].filter(Boolean).join(lang === "fr" ? "," : ".");
}

/**
 * What a reference is of, in brackets behind its figure: the head of its source, such as `France, moyenne par ménage`, with the size of
 * such a home where the source tells it. Sources are French: in another language the size alone is said, or nothing.
 */
export function referenceName(reference: Pick<Reference, "source">, lang: Lang): string {
  const { source } = reference;
  const people = referencePeople(reference, lang);
  if (lang === "fr") return ` (${source.split(/\s*[:(]/)[0] ?? source}${people === null ? "" : ` de ${people} personnes`})`;
  return people === null ? "" : ` (homes of ${people} people)`;
}
