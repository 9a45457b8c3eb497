import type { MeasureRef } from "../../src/domains/index.ts";
import type { Reference } from "../../src/territory/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { periodOrder } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { type Question, typesFor } from "./group.ts";

/**
 * The public figure nearest to a home: finest type first, then nearest area, then newest period. Undefined where the territory
 * has none for the measure. It is told as it was published: a person more does not add as much as a mean person uses.
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

/** Of how many people a reference is: those of the mean home, or whoever lives in it; empty: its kind of home says so, or it is of one person. */
function forPeople({ people, household_type }: Reference, { whose }: MeasureRef["measure"], lang: Lang): string {
  const { forPeople, anyPeople } = WORDS[lang].stand.reference;
  if (people !== undefined) return forPeople(numberText(people, lang));
  return household_type === "_T" && whose === "household" ? anyPeople : "";
}

/** People more or fewer than in the mean home from which on a home is expected to be beside its reference. */
const APART = 0.5;

/** How a home of as many people is expected to be beside a reference that is of a mean number; null: about as it is, or nobody knows. */
export function expectedFor(
  { people }: Reference,
  size: string,
): { readonly size: number; readonly side: "more" | "less" } | null {
  // Five and more is at least five.
  const own = Number.parseInt(size, 10);
  if (people === undefined || !(Math.abs(own - people) >= APART)) return null;
  return { size: own, side: own > people ? "more" : "less" };
}

const numberText = (people: number, lang: Lang): string => (lang === "fr" ? String(people).replace(".", ",") : String(people));

/** Tells whether a reference has homes of any heating, where that decides about the kind of home. */
export const isOfAnyHeating = ({ household_type }: Reference, { measure }: Question["ref"]): boolean =>
  household_type === "_T" && measure.similarity.attributes.includes("heating");

/** Of which homes a reference is: of all of France, as its source begins, whatever they are heated by, where that decides about the kind of home, and of how many people. */
export function referenceScope(reference: Reference, ref: Question["ref"], lang: Lang): string {
  const words = WORDS[lang].stand.reference;
  const where = reference.source.startsWith("France") ? words.inFrance : "";
  return `${where}${isOfAnyHeating(reference, ref) ? words.anyHeating : ""}${forPeople(reference, ref.measure, lang)}`;
}

/**
 * What a reference is of, in brackets behind its figure: the head of its source, such as `France,
 * moyenne par ménage`, with the size of such a home. Sources are French: in another language the size alone is said, or nothing.
 */
export function referenceName(reference: Reference, { measure }: Question["ref"], lang: Lang): string {
  const { source, people } = reference;
  const of = forPeople(reference, measure, lang);
  const size = people === undefined ? null : numberText(people, lang);
  if (lang === "fr") return ` (${source.split(/\s*[:(]/)[0] ?? source}${size === null ? of : ` de ${size} personnes`})`;
  if (size !== null) return ` (homes of ${size} people)`;
  return of === "" ? "" : ` (${of.replace(", ", "")})`;
}
