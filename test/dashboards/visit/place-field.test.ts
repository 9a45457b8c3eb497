import { expect, test } from "vitest";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { placesFor } from "../../../dashboards/visit/place-field.tsx";

const area = (code: string, level: string, parent: string | null, name: string, postcodes?: string[]) => ({
  code,
  level,
  parent,
  name,
  dwellings: 100,
  ...(postcodes ? { postcodes } : {}),
});
const levels = ["whole", "town", "leaf"];
const found = (postcodes: string[] | undefined, typed: string) => {
  const areas = [
    area("69", "whole", null, "Métropole de Lyon"),
    area("69388", "town", "69", "Lyon 8e Arrondissement", postcodes),
    area("69382", "town", "69", "Lyon 2e Arrondissement"),
  ];
  return placesFor({ tree: areaTree(areas), levels, leaf: "leaf" }, typed).map(({ code }) => code);
};

test("a postcode finds the numbered part of a city where none is published, and its own place where one is", () => {
  expect(found(undefined, "69008")).toEqual(["69388"]);
  expect(found(["69008"], "69008")).toEqual(["69388"]);
  // Where postcodes are known, one that is not is no place.
  expect(found(["69008"], "69002")).toEqual([]);
  expect(found(undefined, "lyon 2")).toEqual(["69382"]);
});
