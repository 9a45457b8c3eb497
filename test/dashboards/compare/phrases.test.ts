import { expect, test } from "vitest";
import { kindPhrase, placePhrase } from "../../../dashboards/compare/phrases.ts";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { measureRef } from "../../../src/domains/index.ts";

const area = (code: string, level: string, parent: string | null, name: string) => ({
  code,
  level,
  parent,
  name,
  dwellings: 100,
});
const tree = areaTree([
  area("M", "whole", null, "Métropole de Lyon"),
  ...["Lyon 8e", "Écully", "Le Bourg", "Les Fours", "La Mulatière"].map((name, i) => area(`C${i}`, "town", "M", name)),
  area("Q", "leaf", "C0", "États-Unis"),
]);
const place = (code: string, lang: "fr" | "en") => {
  const { of, at } = placePhrase({ tree, leaf: "leaf" }, code, lang);
  return [of, at];
};

test("a place in a French sentence has its preposition, and a leaf is said to be a neighbourhood", () => {
  expect(["M", "C0", "C1", "C2", "C3", "C4", "Q"].map((code) => place(code, "fr"))).toEqual([
    ["de la Métropole de Lyon", "Dans la Métropole de Lyon"],
    ["de Lyon 8e", "À Lyon 8e"],
    ["d’Écully", "À Écully"],
    ["du Bourg", "Au Bourg"],
    ["des Fours", "Aux Fours"],
    ["de La Mulatière", "À La Mulatière"],
    ["du secteur États-Unis", "Dans le secteur États-Unis"],
  ]);
  expect(place("Q", "en")).toEqual(["in the États-Unis neighbourhood", "In the États-Unis neighbourhood"]);
});

test("a kind of home in a sentence is named as people name it", () => {
  const kind = (domain: string, measure: string, type: string, lang: "fr" | "en") => {
    const ref = measureRef(domain, measure);
    if (!ref) throw new Error(`${domain}.${measure} is a measure`);
    return kindPhrase(ref, type, lang).many;
  };
  expect(kind("spending", "energy", "surface=55-74", "fr")).toBe("logements de 55 à 74 m²");
  expect(kind("spending", "energy", "surface=55-74", "en")).toBe("homes of 55 to 74 m²");
  expect(kind("water", "volume", "size=1", "fr")).toBe("foyers d’une personne");
  expect(kind("water", "volume", "_T", "fr")).toBe("foyers");
  expect(kind("spending", "housing", "tenure=tenant", "fr")).toBe("foyers locataires du parc privé");
  expect(kind("electricity", "energy", "heating=not-electric;size=1-2", "fr")).toBe(
    "foyers de 1 ou 2 personnes, chauffage non électrique",
  );
  expect(kind("electricity", "energy", "heating=not-electric;size=known", "en")).toBe("homes with heating other than electric");
});
