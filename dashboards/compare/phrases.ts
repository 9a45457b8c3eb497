import type { MeasureRef } from "../../src/domains/index.ts";
import type { Lang } from "../shared/i18n.ts";
import { typeLabel } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";

/** Where homes are, as it stands in a sentence. */
export interface PlacePhrase {
  readonly name: string;
  /** `de Lyon 8e`, `du secteur Laennec`; in English `in Lyon 8e` */
  readonly of: string;
  /** `À Lyon 8e`, `Dans le secteur Laennec` at the head of a sentence */
  readonly at: string;
}

const FEMININE = /^(Métropole|Communauté|Ville|Commune|Région|Vallée)\b/;
const MASCULINE = /^(Grand|Pays|Département|Territoire|Val)\b/;
const VOWEL = /^[AEIOUYÂÉÈÊÎÔŒ]/i;

function french(name: string): Omit<PlacePhrase, "name"> {
  if (FEMININE.test(name) && name.includes(" ")) return { of: `de la ${name}`, at: `Dans la ${name}` };
  if (MASCULINE.test(name) && name.includes(" ")) return { of: `du ${name}`, at: `Dans le ${name}` };
  if (name.startsWith("Le ")) return { of: `du ${name.slice(3)}`, at: `Au ${name.slice(3)}` };
  if (name.startsWith("Les ")) return { of: `des ${name.slice(4)}`, at: `Aux ${name.slice(4)}` };
  return { of: VOWEL.test(name) ? `d’${name}` : `de ${name}`, at: `À ${name}` };
}

/** An area in a sentence: a leaf is a neighbourhood and is said to be one, because its name alone is nobody's town. */
export function placePhrase(commons: Pick<PublicCommons, "tree" | "leaf">, code: string, lang: Lang): PlacePhrase {
  const area = commons.tree.get(code);
  const name = area?.name ?? code;
  const leaf = area !== undefined && area.parent !== null && area.level === commons.leaf;
  if (lang === "en")
    return leaf
      ? { name, of: `in the ${name} neighbourhood`, at: `In the ${name} neighbourhood` }
      : { name, of: `in ${name}`, at: `In ${name}` };
  return leaf ? { name, of: `du secteur ${name}`, at: `Dans le secteur ${name}` } : { name, ...french(name) };
}

/** Homes of one kind, in the plural and in the singular: `logements de 55 à 74 m²`, `foyer de 3 personnes`. */
export interface KindPhrase {
  readonly many: string;
  readonly one: string;
}

export function kindPhrase(ref: MeasureRef, type: string, lang: Lang): KindPhrase {
  const { attributes } = ref.measure.similarity;
  const bySurface = attributes.some((name) => name === "surface");
  const [one, many] = lang === "en" ? ["home", "homes"] : bySurface ? ["logement", "logements"] : ["foyer", "foyers"];
  if (type === "_T") return { one, many };
  const label = typeLabel(ref, type, lang);
  const tail = lang === "en" ? englishTail(label, attributes) : frenchTail(label, attributes);
  return { one: `${one} ${tail}`, many: `${many} ${tail}` };
}

/** `1 ou 2 personnes` out of `chauffage électrique, 1 ou 2 personnes`. */
const PEOPLE = /^(.*), (\d.* (?:personnes?|people|person)\b.*)$/;

function frenchTail(label: string, attributes: readonly string[]): string {
  if (label === "1 personne") return "d’une personne";
  if (attributes.length === 1) return attributes[0] === "tenure" ? label : `de ${label}`;
  const [, how, people] = PEOPLE.exec(label) ?? [];
  return how && people ? `de ${people}, ${how}` : `à ${label}`;
}

function englishTail(label: string, attributes: readonly string[]): string {
  if (attributes.length === 1) return `of ${label}`;
  const [, how, people] = PEOPLE.exec(label) ?? [];
  return how && people ? `of ${people}, ${how}` : `with ${label}`;
}
