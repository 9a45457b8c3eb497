import type { ATTRIBUTES, AttributeName } from "../../src/contract/attributes.ts";
import { MEASURES, type MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "./areas.ts";
import type { Catalog, LevelNames } from "./data.ts";
import { unbroken } from "./dom.ts";
import { upperFirst } from "./format.ts";
import type { Lang, Translated } from "./i18n.ts";
import { WORDS } from "./i18n.ts";

type Values = { readonly [A in AttributeName]: Readonly<Record<(typeof ATTRIBUTES)[A][number], string>> };

/** Names of the attributes and of their values. The lists are closed, so that a new value without a name does not compile. */
export const ATTRIBUTE_LABELS: Translated<Readonly<Record<AttributeName, string>>> = {
  fr: {
    size: "Personnes dans le foyer",
    dwelling: "Type de logement",
    surface: "Surface",
    heating: "Chauffage principal",
    heating_mode: "Mode de chauffage",
    tenure: "Occupation",
    built: "Construction",
  },
  en: {
    size: "People in the home",
    dwelling: "Kind of dwelling",
    surface: "Floor area",
    heating: "Main heating",
    heating_mode: "Heating system",
    tenure: "Tenure",
    built: "Built",
  },
};

const surfaces = {
  "<35": "moins de 35 m²",
  "35-54": "35 à 54 m²",
  "55-74": "55 à 74 m²",
  "75-99": "75 à 99 m²",
  "100-149": "100 à 149 m²",
  "150+": "150 m² et plus",
};

export const VALUE_LABELS: Translated<Values> = {
  fr: {
    size: {
      "1": "1 personne",
      "2": "2 personnes",
      "3": "3 personnes",
      "4": "4 personnes",
      "5+": "5 personnes et plus",
      unknown: "Je ne dis pas",
    },
    dwelling: { apartment: "Appartement", house: "Maison", unknown: "Je ne dis pas" },
    surface: { ...surfaces, unknown: "Je ne dis pas" },
    heating: {
      electric: "Électricité",
      gas: "Gaz",
      district: "Réseau de chaleur",
      wood: "Bois",
      oil: "Fioul",
      "heat-pump": "Pompe à chaleur",
      other: "Autre",
      unknown: "Je ne dis pas",
    },
    heating_mode: { individual: "Individuel", collective: "Collectif", unknown: "Je ne dis pas" },
    tenure: { owner: "Propriétaire", tenant: "Locataire", "social-tenant": "Locataire du parc social", unknown: "Je ne dis pas" },
    built: {
      "<1949": "avant 1949",
      "1949-1974": "1949 à 1974",
      "1975-1989": "1975 à 1989",
      "1990-2005": "1990 à 2005",
      "2006+": "2006 et après",
      unknown: "Je ne dis pas",
    },
  },
  en: {
    size: {
      "1": "1 person",
      "2": "2 people",
      "3": "3 people",
      "4": "4 people",
      "5+": "5 people or more",
      unknown: "I’d rather not say",
    },
    dwelling: { apartment: "Flat", house: "House", unknown: "I’d rather not say" },
    surface: {
      "<35": "under 35 m²",
      "35-54": "35 to 54 m²",
      "55-74": "55 to 74 m²",
      "75-99": "75 to 99 m²",
      "100-149": "100 to 149 m²",
      "150+": "150 m² or more",
      unknown: "I’d rather not say",
    },
    heating: {
      electric: "Electricity",
      gas: "Gas",
      district: "District heating",
      wood: "Wood",
      oil: "Oil",
      "heat-pump": "Heat pump",
      other: "Other",
      unknown: "I’d rather not say",
    },
    heating_mode: { individual: "Individual", collective: "Collective", unknown: "I’d rather not say" },
    tenure: { owner: "Owner", tenant: "Tenant", "social-tenant": "Social tenant", unknown: "I’d rather not say" },
    built: {
      "<1949": "before 1949",
      "1949-1974": "1949 to 1974",
      "1975-1989": "1975 to 1989",
      "1990-2005": "1990 to 2005",
      "2006+": "2006 or later",
      unknown: "I’d rather not say",
    },
  },
};

/** The same as chips, short so that a phone has the question in two lines: the legend has the noun or the unit. */
export const CHIP_LABELS: Translated<
  Readonly<Partial<Record<AttributeName, { readonly legend?: string; readonly values: Readonly<Record<string, string>> }>>>
> = {
  fr: {
    size: { values: { "1": "1", "2": "2", "3": "3", "4": "4", "5+": "5 et plus" } },
    surface: {
      legend: "Surface, en m²",
      values: {
        "<35": "moins de 35",
        "35-54": "35 à 54",
        "55-74": "55 à 74",
        "75-99": "75 à 99",
        "100-149": "100 à 149",
        "150+": "150 et plus",
      },
    },
  },
  en: {
    size: { values: { "1": "1", "2": "2", "3": "3", "4": "4", "5+": "5 or more" } },
    surface: {
      legend: "Floor area, in m²",
      values: {
        "<35": "under 35",
        "35-54": "35 to 54",
        "55-74": "55 to 74",
        "75-99": "75 to 99",
        "100-149": "100 to 149",
        "150+": "150 or more",
      },
    },
  },
};

/** An attribute of a home and its value in words; an unknown one is returned as it is. */
export function attributeWords(name: string, value: string, lang: Lang): readonly [name: string, value: string] {
  const names: Readonly<Record<string, string>> = ATTRIBUTE_LABELS[lang];
  const values: Readonly<Record<string, Readonly<Record<string, string>>>> = VALUE_LABELS[lang];
  return [names[name] ?? name, values[name]?.[value] ?? value];
}

/** The same in one phrase, where no question stands beside it: of how a home is heated the answer alone would be a topic's name. */
export function answerWords(name: string, value: string, lang: Lang): string {
  const [asked, said] = attributeWords(name, value, lang);
  return name === "heating"
    ? WORDS[lang].labelled(WORDS[lang].heated, said.toLowerCase())
    : name === "built"
      ? `${asked} ${said}`
      : said;
}

/** The measures that a commons publishes, in public priority order. */
export function measuresIn(wanted: readonly { readonly domain: string; readonly measure: string }[]): MeasureRef[] {
  const keys = new Set(wanted.map(({ domain, measure }) => `${domain}.${measure}`));
  return MEASURES.filter((ref) => keys.has(ref.key));
}

/** `Eau`, or `Dépenses du foyer – loyer` where a domain has several measures. */
export function measureLabel(ref: MeasureRef, lang: Lang): string {
  const { domain, measure } = ref;
  return domain.measures.length === 1 ? domain.labels[lang] : `${domain.labels[lang]} – ${measure.labels[lang].toLowerCase()}`;
}

/** `Eau`, or `Énergie du logement` where a domain has several measures: short enough for a title. */
export function topicLabel({ domain, measure }: MeasureRef, lang: Lang): string {
  return domain.measures.length === 1 ? domain.labels[lang] : measure.labels[lang];
}

/** The name of a class or rung of a measure. `_T` is all counted homes; an unknown code is returned as it is. */
export function typeLabel(ref: MeasureRef, type: string, lang: Lang): string {
  if (type === "_T") return WORDS[lang].allHouseholds;
  const { classes, rungs } = ref.measure.similarity;
  return [...classes, ...rungs].find((group) => group.code === type)?.labels[lang] ?? type;
}

/** The common name of a level, for use within a sentence. */
export function levelName(names: LevelNames, level: string, lang: Lang): string {
  return names[level]?.[lang] ?? level;
}

/** A noun at the end of a name, as in `Lyon 8e Arrondissement`, which says better what a place is than its level's name. */
const KIND = / (arrondissement|district|canton|quartier|borough|ward)$/i;

/** What a place is, in a word: the noun that ends its name, else the name of its level without the text in brackets. */
export function placeKind(names: LevelNames, { name, level }: { name: string; level: string }, lang: Lang): string {
  return KIND.exec(name)?.[1]?.toLowerCase() ?? levelName(names, level, lang).replace(/\s*\(.*\)$/, "");
}

/** The level of an area and the town that it is part of, because names alone may be ambiguous. */
export function placeLine(tree: AreaTree, names: LevelNames, code: string, lang: Lang): string {
  const area = tree.get(code);
  if (!area) return "";
  const level = placeKind(names, area, lang);
  const parent = area.parent === null || area.parent === tree.root.code ? undefined : tree.get(area.parent)?.name;
  return [level, parent, area.postcodes?.length === 1 ? area.postcodes[0] : undefined]
    .filter((one) => one !== undefined)
    .join(", ");
}

/** The common name of a level with a capital letter. */
export function levelLabel(names: LevelNames, level: string, lang: Lang): string {
  return upperFirst(levelName(names, level, lang));
}

const noteIn = ({ measures }: Pick<Catalog, "measures">, ref: MeasureRef) =>
  measures.find((one) => one.domain === ref.domain.id && one.measure === ref.measure.id)?.note;

/** Tells whether a household's own figure has more in it than those of a measure, as a bill beside costs that were modelled of a part of it. */
export const ownHasMore = (catalog: Pick<Catalog, "measures">, ref: MeasureRef): boolean => noteIn(catalog, ref)?.own === "more";

/** About how much more a household's own figure has in it, in the unit of the measure per month, and what that is; null: it is not stated. */
export function moreInOwn(
  catalog: Pick<Catalog, "measures">,
  ref: MeasureRef,
  lang: Lang,
): { readonly amount: number; readonly text: string } | null {
  const more = noteIn(catalog, ref)?.more;
  return more === undefined ? null : { amount: more.amount, text: unbroken(more[lang].replace(/\.$/, "")) };
}

/** The note that must accompany a measure's figures; null where there is none. */
export function noteOf(catalog: Pick<Catalog, "measures">, ref: MeasureRef, lang: Lang): string | null {
  const note = noteIn(catalog, ref)?.[lang];
  // The operator's text, whose spaces may break a line before a colon.
  return note === undefined ? null : unbroken(note);
}

/** What periods mean where the rows are a copy of data published elsewhere, as its operator states it; null where nothing is stated. */
export function periodNote({ commons }: Pick<Catalog, "commons">, lang: Lang): string | null {
  const note = commons.origin?.period?.[lang];
  return note === undefined ? null : unbroken(note);
}
