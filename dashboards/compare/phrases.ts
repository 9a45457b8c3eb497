import type { AttributeName } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { LevelNames } from "../shared/data.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { typeLabel } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";

/** A place as it stands in a sentence. */
export interface PlacePhrase {
  readonly name: string;
  /** `de Lyon 8e`, `du secteur Laennec`; in English `in Lyon 8e` */
  readonly of: string;
  /** `À Lyon 8e`, `Dans le secteur Laennec` at the head of a sentence */
  readonly at: string;
}

/** The names of areas and of levels. */
interface PlaceNames extends Pick<PublicCommons, "tree" | "leaf"> {
  readonly catalog?: { readonly territory: { readonly level_names: LevelNames } };
}

/** French names that begin with a common noun, which takes its article. */
const FEMININE = /^(Métropole|Communauté|Ville|Commune|Région|Vallée|Province|Cité) /;
const MASCULINE = /^(Département|Territoire|Canton|Quartier|Secteur|Comté) |^\d+(er|e|ème) /;
/** Further nouns of that kind, except in names of towns such as Grand Rapids. */
const WIDE = /^(Grand|Pays|Val) /;
const VOWEL = /^[AEIOUYÂÉÈÊÎÔŒ]/i;
/** Levels whose areas are towns: any of their names can follow `à` and `de`. */
const TOWN = /^(ville|commune|municipalité|village|bourg|métropole|city|town)\b/i;
/** Names of parts of a town, such as `Lyon 8e`, at any level. */
const PART_OF_TOWN = /\s\d+(er|e)$/;
/** A noun that a number says already: in a sentence `Lyon 8e Arrondissement` is `Lyon 8e`. */
const NUMBERED = /\s(\d+(?:er|e)) Arrondissement$/;
/** The name of an area as people say it: `Lyon 8e`, in one line. */
export const shortName = (name: string): string => name.replace(NUMBERED, "\u00a0$1");
/** Levels whose French noun has a known gender; for any other level a generic noun is used. */
const NOUNS =
  /^((région|division|zone|province|vallée|communauté|île)|arrondissement|département|district|secteur|quartier|canton|comté|État)\b/i;

/** `de la région Bretagne`: the article goes with the noun, so the gender of the name need not be known. */
function withNoun(noun: string, feminine: boolean, name: string): Omit<PlacePhrase, "name"> {
  if (VOWEL.test(noun)) return { of: `de l’${noun} ${name}`, at: `Dans l’${noun} ${name}` };
  return { of: `${feminine ? "de la" : "du"} ${noun} ${name}`, at: `Dans ${feminine ? "la" : "le"} ${noun} ${name}` };
}

function french(name: string, level: string, isLeaf: boolean, isRoot: boolean): Omit<PlacePhrase, "name"> {
  const isTown = !isLeaf && (TOWN.test(level) || PART_OF_TOWN.test(name));
  if (!isLeaf && FEMININE.test(name)) return { of: `de la ${name}`, at: `Dans la ${name}` };
  if (!isLeaf && (MASCULINE.test(name) || (!isTown && WIDE.test(name)))) return { of: `du ${name}`, at: `Dans le ${name}` };
  if (!isTown) {
    const [, noun, feminine] = NOUNS.exec(level) ?? [];
    // People have no noun for the whole territory, so its name stands in brackets, which need no article.
    if (!noun && isRoot) return { of: `(${name})`, at: `Pour ${name}` };
    return withNoun(noun ?? (isLeaf ? "secteur" : "territoire"), feminine !== undefined, name);
  }
  if (name.startsWith("Le ")) return { of: `du ${name.slice(3)}`, at: `Au ${name.slice(3)}` };
  if (name.startsWith("Les ")) return { of: `des ${name.slice(4)}`, at: `Aux ${name.slice(4)}` };
  return { of: VOWEL.test(name) ? `d’${name}` : `de ${name}`, at: `À ${name}` };
}

/** Levels whose areas stand in an English sentence by name alone, without a noun. */
const ALONE = /^(city|town|municipality|village|metropolis|country|state|province)\b/i;
/** English names that take `the`. */
const THE = /^United |^(Métropole|Communauté|Ville|Région|Grand) | (Kingdom|States|Islands|Republic)$/;

function english(name: string, level: string, isLeaf: boolean): Omit<PlacePhrase, "name"> {
  const isAlone = !isLeaf && (level === "" || ALONE.test(level) || PART_OF_TOWN.test(name));
  const noun = level || "neighbourhood";
  const hasNoun = name.toLowerCase().endsWith(noun.toLowerCase());
  const phrase = isAlone ? (THE.test(name) ? `the ${name}` : name) : `the ${name}${hasNoun ? "" : ` ${noun}`}`;
  return { of: `in ${phrase}`, at: `In ${phrase}` };
}

/**
 * An area in a sentence. In French a town takes `à` and `de`; for any other level the level's noun comes first, because the
 * gender of a name is not known. A leaf is called a neighbourhood, because its bare name would read like a town's.
 */
export function placePhrase({ tree, leaf, catalog }: PlaceNames, code: string, lang: Lang): PlacePhrase {
  const area = tree.get(code);
  const name = area?.name ?? code;
  const isLeaf = area !== undefined && area.parent !== null && area.level === leaf;
  const levelName = catalog?.territory.level_names[area?.level ?? ""]?.[lang].replace(/\s*\(.*\)$/, "");
  const short = shortName(name);
  return lang === "en"
    ? { name, ...english(short, levelName ?? "", isLeaf) }
    : { name, ...french(short, levelName ?? area?.level ?? "", isLeaf, area?.parent === null) };
}

/** Homes of one kind in a sentence. */
export interface KindPhrase {
  /** a home of any kind */
  readonly one: string;
  /** `logements de 55 à 74 m²`, `foyers de 1 ou 2 personnes chauffés au gaz` */
  readonly many: string;
  /** the same where they are: `foyers de 1 ou 2 personnes de Lyon 8e chauffés au gaz` */
  at(place: string): string;
}

export function kindPhrase(ref: MeasureRef, type: string, lang: Lang): KindPhrase {
  const { attributes } = ref.measure.similarity;
  const bySurface = attributes.some((name) => name === "surface");
  const one = { fr: ["foyer", "logement"], en: ["home", "dwelling"] }[lang][Number(bySurface)] ?? "";
  const many = `${one}s`;
  const heating = heatingOf(ref, type, lang);
  const how = heating ? ` ${heating.words.many}` : "";
  const label = heating ? heating.people : type === "_T" ? "" : typeLabel(ref, type, lang);
  const named = label === "" ? many : `${many} ${tailOf(together(label), attributes, lang)}`;
  return { one, many: `${named}${how}`, at: (place) => `${named} ${place}${how}` };
}

/** Splits `chauffage électrique, 1 ou 2 personnes` into the heating and the number of people. */
const PEOPLE = /, (\d.* (?:personnes?|people|person)\b.*)$/;

/** How a kind of home is heated, where that is a part of its code: the words for it, and how many people; null: it is not. */
export function heatingOf(ref: MeasureRef, type: string, lang: Lang) {
  const words = WORDS[lang].stand.heating[/^heating=([^;]+);size=/.exec(type)?.[1] ?? ""];
  return words ? { words, people: PEOPLE.exec(typeLabel(ref, type, lang))?.[1] ?? "" } : null;
}

/** A kind of home as a drawing names it: `chauffage électrique, 1 ou 2 personnes`. */
export function kindName(ref: MeasureRef, type: string, lang: Lang): string {
  const heating = heatingOf(ref, type, lang);
  if (!heating) return typeLabel(ref, type, lang);
  return [heating.words.short, heating.people].filter((part) => part !== "").join(", ");
}

/**
 * What decides about the kind of home, in a sentence: `le chauffage et le nombre de personnes`; with `untold`, only what is not
 * answered yet.
 */
export function decidingWords({ measure }: MeasureRef, lang: Lang, untold: readonly AttributeName[] = []): string {
  const { by, and } = WORDS[lang].welcome;
  return and((untold.length > 0 ? untold : measure.similarity.attributes).map((name) => by[name]));
}

/** Short numbers stay on one line with what stands between them. */
function together(label: string): string {
  return label.replace(/^(\d+) (ou|or|à|to) (\d+)/, "$1\u00a0$2\u00a0$3");
}

function tailOf(label: string, attributes: readonly string[], lang: Lang): string {
  if (attributes.length > 1 && !/^\d/.test(label)) return lang === "en" ? `with ${label}` : `à ${label}`;
  if (lang === "en") return `of ${label}`;
  if (label === "1 personne") return "d’une personne";
  return attributes[0] === "tenure" ? label : `de ${label}`;
}
