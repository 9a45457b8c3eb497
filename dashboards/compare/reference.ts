import type { MeasureRef } from "../../src/domains/index.ts";
import type { Reference } from "../../src/territory/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { periodOrder } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { referenceAmount } from "../shared/references.ts";
import { type Question, typesFor } from "./group.ts";

/** A reference as it stands for a home. */
export interface HomeReference extends Reference {
  /** of a figure that is a person's, where the visitor says how many live in the home: what it is for each of `people`; absent: as it was published */
  readonly each?: number;
}

/**
 * The public figure nearest to a home: finest type first, then nearest area, then newest period. Undefined where the territory
 * has none for the measure. One that is a person's is that of as many people as live in the home.
 */
export function referenceFor(question: Question, references: readonly Reference[], tree: AreaTree): HomeReference | undefined {
  const { domain, measure } = question.ref;
  const types = typesFor(question.ref, question.household);
  const areas = tree.lineage(question.area).map((area) => area.code);
  const rank = (reference: Reference): number => types.indexOf(reference.household_type) * 1000 + areas.indexOf(reference.area);
  const [found] = references
    .filter(
      (r) => r.domain === domain.id && r.measure === measure.id && types.includes(r.household_type) && areas.includes(r.area),
    )
    .sort((a, b) => rank(a) - rank(b) || periodOrder(b.period).localeCompare(periodOrder(a.period)));
  // Five and more is no number.
  const size = Number(question.household.size);
  if (!found?.people || !(size > 0)) return found;
  const each = found.value / found.people;
  const { source, source_en } = found;
  return {
    ...found,
    value: size * each,
    people: size,
    each,
    source: timesPeople(source, size),
    ...(source_en === undefined ? {} : { source_en: timesPeople(source_en, size) }),
  };
}

/** The source of a person's figure, multiplied by as many as live in the home instead of those of the mean home: `… × 3 personnes`. */
const timesPeople = (source: string, size: number): string =>
  source.replace(/ × [\d.,]+( personnes| people)/, size === 1 ? "" : ` × ${size}$1`);

/** Of how many people a reference is: those of the home, those of the mean home, or whoever lives in it; empty: its kind of home says so, or it is of one person. */
function forPeople({ each, people, unit, household_type }: HomeReference, { whose }: MeasureRef["measure"], lang: Lang): string {
  const { forOne, forPeople, anyPeople } = WORDS[lang].stand.reference;
  if (people === undefined) return household_type === "_T" && whose === "household" ? anyPeople : "";
  if (each === undefined) return forPeople(numberText(people, lang), null);
  return people === 1 ? forOne : forPeople(String(people), referenceAmount({ value: each, unit }, lang));
}

const numberText = (people: number, lang: Lang): string => (lang === "fr" ? String(people).replace(".", ",") : String(people));

/** Of which homes a reference is: of all of France, as its source begins, whatever they are heated by, where that decides about the kind of home, and of how many people. */
export function referenceScope(reference: HomeReference, { measure }: Question["ref"], lang: Lang): string {
  const words = WORDS[lang].stand.reference;
  const isOfAll = reference.household_type === "_T" && measure.similarity.attributes.includes("heating");
  const where = reference.source.startsWith("France") ? words.inFrance : "";
  return `${where}${isOfAll ? words.anyHeating : ""}${forPeople(reference, measure, lang)}`;
}

/**
 * What a reference is of, in brackets behind its figure: for whom a person's figure is, else the head of its source, such as `France,
 * moyenne par ménage`, with the size of such a home. Sources are French: in another language the size alone is said, or nothing.
 */
export function referenceName(reference: HomeReference, { measure }: Question["ref"], lang: Lang): string {
  const { source, people, each } = reference;
  const of = forPeople(reference, measure, lang);
  if (each !== undefined) return ` (${of.trim()})`;
  const size = people === undefined ? null : numberText(people, lang);
  if (lang === "fr") return ` (${source.split(/\s*[:(]/)[0] ?? source}${size === null ? of : ` de ${size} personnes`})`;
  if (size !== null) return ` (homes of ${size} people)`;
  return of === "" ? "" : ` (${of.replace(", ", "")})`;
}
