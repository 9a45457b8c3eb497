import type { MeasureRef } from "../../src/domains/index.ts";
import type { Reference } from "../../src/territory/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { periodOrder } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { referenceAmount } from "../shared/references.ts";
import type { PublicCommons } from "../visit/commons.ts";
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
  return { ...found, value: size * each, people: size, each };
}

/** Tells whether, before the first publication, a figure stands beside a person's reference, for which it matters how many live in the home. */
export const isOfPeople = (
  { main, references }: Pick<PublicCommons, "main" | "references">,
  { key }: Pick<MeasureRef, "key">,
): boolean =>
  main === null && references.some(({ domain, measure, people }) => people !== undefined && `${domain}.${measure}` === key);

/** For whom a person's figure is that stands for as many as live in the home; empty: it stands as it was published. */
function forPeople({ each, people, unit }: HomeReference, lang: Lang): string {
  if (each === undefined) return "";
  const { forOne, forPeople } = WORDS[lang].stand.reference;
  return people === 1 ? forOne : forPeople(String(people), referenceAmount({ value: each, unit }, lang));
}

/** Of which homes a reference is: of all of France, as its source begins, whatever they are heated by, where that decides about the kind of home, and of how many people. */
export function referenceScope(reference: HomeReference, { measure }: Question["ref"], lang: Lang): string {
  const words = WORDS[lang].stand.reference;
  const isOfAll = reference.household_type === "_T" && measure.similarity.attributes.includes("heating");
  const where = reference.source.startsWith("France") ? words.inFrance : "";
  return `${where}${isOfAll ? words.anyHeating : ""}${forPeople(reference, lang)}`;
}

/** The number of people in the homes that a reference is of, where it is a person's figure; null: it does not say, or is for the visitor's home. */
export function referencePeople({ people, each }: Pick<HomeReference, "people" | "each">, lang: Lang): string | null {
  if (people === undefined || each !== undefined) return null;
  return lang === "fr" ? String(people).replace(".", ",") : String(people);
}

/**
 * What a reference is of, in brackets behind its figure: for whom a person's figure is, else the head of its source, such as `France,
 * moyenne par ménage`, with the size of such a home. Sources are French: in another language the size alone is said, or nothing.
 */
export function referenceName(reference: HomeReference, lang: Lang): string {
  const { source } = reference;
  const own = forPeople(reference, lang).trim();
  if (own !== "") return ` (${own})`;
  const people = referencePeople(reference, lang);
  if (lang === "fr") return ` (${source.split(/\s*[:(]/)[0] ?? source}${people === null ? "" : ` de ${people} personnes`})`;
  return people === null ? "" : ` (homes of ${people} people)`;
}
