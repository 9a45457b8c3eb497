import { expect, test } from "vitest";
import { partlyFound } from "../../../dashboards/district/sentence.tsx";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { nameFits, type SearchWishes, searchPlaces } from "../../../dashboards/visit/search.ts";
import { area } from "../places.ts";

const tree = areaTree([
  area("M", "whole", null, "Métropole de Lyon"),
  area("C8", "town", "M", "Lyon 8e Arrondissement", ["69008"]),
  area("C3", "town", "M", "Lyon 3e Arrondissement"),
  area("V", "town", "M", "Villeurbanne"),
  area("E", "leaf", "C8", "États-Unis"),
  area("L", "leaf", "C8", "Laennec"),
  area("J", "leaf", "V", "Jean Moulin"),
  area("P", "town", "M", "Saint-Priest"),
  area("F", "town", "M", "Sainte-Foy"),
  area("S", "town", "M", "St Étienne"),
]);
const found = (text: string) => searchPlaces(tree, ["whole", "town", "leaf"], text).map(({ code }) => code);

test.each([
  ["a part of a name", "moul", ["J"]],
  ["without accents or hyphens", "etats uni", ["E"]],
  ["as people say it", "lyon 8", ["C8"]],
  ["a number as it is spoken", "8ème arrondissement", ["C8"]],
  ["a number that is written together with its word", "arrondissement8e", ["C8"]],
  ["one letter wrong", "laenec", ["L"]],
  ["one letter too many", "villeurrbanne", ["V"]],
  ["doubled letters left out", "vileurbane", ["V"]],
  ["one of them, and another letter wrong", "vileurbanme", ["V"]],
  ["two letters wrong in a long name", "vollaurbanne", ["V"]],
  ["three letters wrong", "vollaurbinne", []],
  ["two letters wrong in a short name", "lannac", []],
  ["the same letter over and over, which is no name", "zzzz", []],
  ["letters that are no name", "xqkvwpyt", []],
  ["with the town's", "jean villeurbanne", ["J"]],
  ["letters within a word", "urbanne", ["V"]],
  ["nothing that looks like it", "guillotiere sud", []],
  ["two words of different places", "laennec moulin", ["L", "J"]],
  ["a word of a place and one of none", "laennec guillotiere", []],
  ["a postcode", "69008", ["C8"]],
  ["the beginning of one", "690", ["C8"]],
  ["the postcode beside one, which is another place", "69003", []],
  ["nothing typed", "  ", []],
  ["a saint in short", "st priest", ["P"]],
  ["a saint whose name is in short", "saint etienne", ["S"]],
  ["a lady saint in short", "Ste-Foy", ["F"]],
])("%s", (_, text, codes) => {
  expect(found(text)).toEqual(codes);
});

test("of places that fit alike those come first that are wished for, and some are left out", () => {
  const levels = ["whole", "town", "leaf"];
  const codes = (text: string, wishes: SearchWishes) => searchPlaces(tree, levels, text, wishes).map(({ code }) => code);
  const order = ({ code }: { readonly code: string }) => (code === "C8" ? 0 : 1);
  expect(codes("lyon", { order })).toEqual(["C8", "C3", "M"]);
  // What is named just so comes before what is wished for.
  expect(codes("villeurbanne", { order: ({ code }) => (code === "J" ? 0 : 1) })[0]).toBe("V");
  expect(codes("lyon", { keep: ({ level }) => level === "leaf" })).toEqual([]);
});

test("a name that fits as typed forgives no letter: a place that is only nearly so is none that was meant", () => {
  const near = areaTree([area("M", "whole", null, "Métropole"), area("B", "town", "M", "Bron"), area("O", "town", "M", "Bronx")]);
  const codes = (text: string) => searchPlaces(near, ["whole", "town"], text).map(({ code }) => code);
  expect(codes("Brons").sort()).toEqual(["B", "O"]);
  expect(codes("Bronx")).toEqual(["O"]);
});

test("a place is found by its whole code where that is asked for, and by nothing that is only part of one", () => {
  const levels = ["whole", "town", "leaf"];
  const codes = (text: string, wishes: SearchWishes) => searchPlaces(tree, levels, text, wishes).map(({ code }) => code);
  expect([codes("c8", { byCode: true })[0], codes("c8", {})]).toEqual(["C8", []]);
  expect(codes("69", { byCode: true })).toEqual(["C8"]);
});

test("names that begin as typed come first, wider places before narrower ones, and only then those that are wished for", () => {
  expect(found("lyon")).toEqual(["C3", "C8", "M"]);
  const town = areaTree([
    area("T", "town", null, "Quai-Esquisse"),
    area("S", "leaf", "T", "Quai-Esquisse Sud"),
    area("E", "leaf", "T", "Quai-Esquisse Écoles"),
  ]);
  const codes = searchPlaces(town, ["town", "leaf"], "quai-esquisse é", { order: ({ code }) => (code === "E" ? 1 : 0) });
  expect(codes.map(({ code }) => code)).toEqual(["E", "T", "S"]);
});

test("the name of a zone is found by parts of its words, without accents and with one letter wrong", () => {
  const found = (typed: string) => nameFits("Quartier du Moulin-à-Vent", typed);
  expect(["moulin", "quartier du moul", "moulin a vent", "MOULNI"].filter(found)).toHaveLength(4);
  expect(["", "gare", "moulin gare", "sud"].filter(found)).toEqual([]);
});

test("where a text finds nothing, one of its words may: the one that finds the fewest places", () => {
  const partly = (text: string) => {
    const found = partlyFound(text, (word) => searchPlaces(tree, ["whole", "town", "leaf"], word));
    return found && [found.word, found.areas.map(({ code }) => code)];
  };
  expect(found("Laennec sud")).toEqual([]);
  expect(partly("Laennec sud")).toEqual(["Laennec", ["L"]]);
  expect(partly("lyon xqkv laennec")).toEqual(["laennec", ["L"]]);
  expect(partly("xqkv 69008")).toBeNull();
  expect(partly("xqkv")).toBeNull();
});
