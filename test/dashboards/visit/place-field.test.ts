import { expect, test } from "vitest";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { searchPlaces } from "../../../dashboards/visit/search.ts";
import { area } from "../places.ts";

const levels = ["whole", "town", "leaf"];
const found = (postcodes: string[] | undefined, typed: string) => {
  const areas = [
    area("69", "whole", null, "Métropole de Lyon"),
    area("69388", "town", "69", "Lyon 8e Arrondissement", postcodes),
    area("69382", "town", "69", "Lyon 2e Arrondissement"),
    area("693880101", "leaf", "69388", "Mermoz"),
    area("693820101", "leaf", "69382", "Perrache"),
  ];
  return searchPlaces(areaTree(areas), levels, typed).map(({ code }) => code);
};

test("a postcode finds the numbered part of a city where none is published, and its own place where one is", () => {
  expect(found(undefined, "69008")).toEqual(["69388"]);
  expect(found(["69008"], "69008")).toEqual(["69388"]);
  // Where postcodes are known, one that is not is no place.
  expect(found(["69008"], "69002")).toEqual([]);
  expect(found(undefined, "lyon 2")).toEqual(["69382"]);
  // A part of one lists all that begin so.
  expect(found(undefined, "690")).toEqual(["69382", "69388"]);
});

test("of places whose names fit alike, those that are asked for first come first, whatever the alphabet", () => {
  const areas = [
    area("T", "whole", null, "Territoire"),
    area("A", "town", "T", "Montanay"),
    area("B", "town", "T", "Montplaisir"),
  ];
  const found = (wishes = {}) => searchPlaces(areaTree(areas), levels, "mont", wishes).map(({ code }) => code);
  const order = ({ code }: { code: string }) => (code === "B" ? 0 : 1);
  expect(found({ order })).toEqual(["B", "A"]);
  expect(found()).toEqual(["A", "B"]);
});
