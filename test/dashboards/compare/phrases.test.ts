import { expect, test } from "vitest";
import { decidingWords, kindName, kindPhrase, placePhrase } from "../../../dashboards/compare/phrases.ts";
import { SAID } from "../../../dashboards/compare/said-words.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { area } from "../places.ts";

const NAMES = {
  country: { fr: "pays", en: "country" },
  division: { fr: "division", en: "division" },
  region: { fr: "région", en: "region" },
  district: { fr: "arrondissement", en: "district" },
  town: { fr: "commune", en: "municipality" },
  leaf: { fr: "secteur (IRIS)", en: "neighbourhood (IRIS)" },
  zone: { fr: "zone", en: "zone" },
};

/** Both phrases of a place of a level, below another or the whole itself. */
function said(level: keyof typeof NAMES, name: string, lang: "fr" | "en", parent: string | null = "M") {
  const whole = area("M", "country", null, "United States");
  const tree = areaTree(parent === null ? [area("X", level, null, name)] : [whole, area("X", level, parent, name)]);
  const leaf = level === "zone" ? "zone" : "leaf";
  const { of, at } = placePhrase({ tree, leaf, catalog: { territory: { level_names: NAMES } } }, "X", lang);
  return [of, at];
}

test.each([
  ["town", "Lyon 8e", "de Lyon 8e", "À Lyon 8e"],
  ["town", "Écully", "d’Écully", "À Écully"],
  ["town", "Le Bourg", "du Bourg", "Au Bourg"],
  ["town", "Les Fours", "des Fours", "Aux Fours"],
  ["town", "La Mulatière", "de La Mulatière", "À La Mulatière"],
  ["town", "Grand Rapids", "de Grand Rapids", "À Grand Rapids"],
  ["region", "Métropole de Lyon", "de la Métropole de Lyon", "Dans la Métropole de Lyon"],
  ["region", "Grand Est", "du Grand Est", "Dans le Grand Est"],
  ["region", "Bretagne", "de la région Bretagne", "Dans la région Bretagne"],
  ["district", "Lyon 8e", "de Lyon 8e", "À Lyon 8e"],
  ["district", "8e arrondissement", "du 8e arrondissement", "Dans le 8e arrondissement"],
  ["district", "Bronx", "de l’arrondissement Bronx", "Dans l’arrondissement Bronx"],
  ["division", "Pacific", "de la division Pacific", "Dans la division Pacific"],
  ["leaf", "États-Unis", "du secteur États-Unis", "Dans le secteur États-Unis"],
  ["leaf", "Grand Trou", "du secteur Grand Trou", "Dans le secteur Grand Trou"],
  ["zone", "Alaska", "de la zone Alaska", "Dans la zone Alaska"],
] as const)("in French, %s %s has its preposition, or a noun that has it", (level, name, ...phrases) => {
  expect(said(level, name, "fr")).toEqual(phrases);
});

test.each([
  ["town", "Lyon 8e", "in Lyon 8e"],
  ["region", "Bretagne", "in the Bretagne region"],
  ["division", "Pacific", "in the Pacific division"],
  ["leaf", "États-Unis", "in the États-Unis neighbourhood"],
  ["zone", "Alaska", "in the Alaska zone"],
  ["zone", "Dead Zone", "in the Dead Zone"],
] as const)("in English, %s %s has its article where it needs one", (level, name, of) => {
  expect(said(level, name, "en")[0]).toBe(of);
});

test("a whole whose level has no noun stands in brackets: nobody knows its article", () => {
  expect(said("country", "United States", "fr", null)).toEqual(["(United States)", "Pour United States"]);
  expect(said("country", "United States", "en", null)).toEqual(["in the United States", "In the United States"]);
});

test("a kind of home in a sentence is named as people name it", () => {
  const kind = (domain: string, measure: string, type: string, lang: "fr" | "en") => {
    const ref = measureRef(domain, measure);
    if (!ref) throw new Error(`${domain}.${measure} is a measure`);
    return kindPhrase(ref, type, lang).many;
  };
  expect(kind("spending", "energy", "surface=55-74", "fr")).toBe("logements de 55\u00a0à\u00a074 m²");
  expect(kind("spending", "energy", "surface=55-74", "en")).toBe("dwellings of 55\u00a0to\u00a074 m²");
  expect(kind("water", "volume", "size=1", "fr")).toBe("foyers d’une personne");
  expect(kind("water", "volume", "_T", "fr")).toBe("foyers");
  expect(kind("spending", "housing", "tenure=tenant", "fr")).toBe("foyers locataires du parc privé");
  expect(kind("electricity", "energy", "heating=not-electric;size=1-2", "fr")).toBe(
    "foyers de 1\u00a0ou\u00a02 personnes chauffés autrement qu’à l’électricité",
  );
  expect(kind("electricity", "energy", "heating=not-electric;size=known", "en")).toBe("homes not heated by electricity");
});

test("a kind of home says where it is before how it is heated, and a drawing names it in short", () => {
  const ref = measureRef("electricity", "energy");
  if (!ref) throw new Error("electricity is a measure");
  const type = "heating=electric-or-pump;size=3+";
  expect(kindPhrase(ref, type, "fr").at("de Lyon 8e")).toBe(
    "foyers de 3 personnes ou plus de Lyon 8e chauffés par électricité ou pompe à chaleur",
  );
  expect(kindPhrase(ref, type, "en").at("in Lyon 8e")).toBe(
    "homes of 3 people or more in Lyon 8e heated by electricity or heat pump",
  );
  expect(kindPhrase(ref, "heating=unknown", "fr").many).toBe("foyers à chauffage non précisé");
  expect(kindName(ref, type, "fr")).toBe("chauffage électrique, 3 personnes ou plus");
  expect(kindName(ref, "heating=electric-or-pump;size=known", "en")).toBe("electric heating");
  expect(decidingWords(ref, "fr")).toBe("le chauffage et le nombre de personnes");
});

test("one word for a home: the notes of a measure that is compared by surface speak of dwellings", () => {
  const spending = measureRef("spending", "energy") as MeasureRef;
  const { near } = WORDS.fr.stand;
  const { many } = kindPhrase(spending, "_T", "fr");
  expect(near.mostly("Métropole", "de Lyon 8e", many)).toContain("tous les logements comptés");
  expect(SAID.fr.near.of("la moyenne", SAID.fr.near.homes(many, "all"))).toContain("de tous les logements");
});
