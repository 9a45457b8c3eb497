import { expect, test } from "vitest";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { isUnknownCode, numberedPlaces, takesPostcodes } from "../../../dashboards/shared/numbered-places.ts";

const area = (code: string, level: string, parent: string | null, name: string) => ({
  code,
  level,
  parent,
  name,
  dwellings: 100,
});
const tree = areaTree([
  area("M", "whole", null, "Métropole de Lyon"),
  area("69381", "town", "M", "Lyon 1er Arrondissement"),
  area("69388", "town", "M", "Lyon 8e Arrondissement"),
  area("69266", "town", "M", "Villeurbanne"),
  area("693880101", "leaf", "69388", "Huit-le 8e"),
]);

test.each([
  ["the postcode of a numbered part of a city", "69008", ["69388"]],
  ["that of the first one", " 69001 ", ["69381"]],
  ["another department's", "75008", []],
  ["a number that no part has", "69018", []],
  ["the postcode of a town without numbers", "69100", []],
  ["the beginning of one", "6900", []],
])("%s", (_, typed, codes) => {
  expect(numberedPlaces({ tree, leaf: "leaf" }, typed).map(({ code }) => code)).toEqual(codes);
});

test("where any postcode is known, none is made from a number, and a code that is not found is no gap of the territory", () => {
  const known = areaTree(tree.areas.map((area) => (area.code === "69266" ? { ...area, postcodes: ["69100"] } : area)));
  expect(numberedPlaces({ tree: known, leaf: "leaf" }, "69008")).toEqual([]);
  // The hint of a field names postcodes where one finds a place.
  const unnumbered = areaTree([area("M", "whole", null, "Métropole"), area("1", "leaf", "M", "Huit-le 8e")]);
  expect([tree, known, unnumbered].map((one) => takesPostcodes({ tree: one, leaf: "leaf" }))).toEqual([true, true, false]);
  expect([isUnknownCode(tree, "69 100"), isUnknownCode(tree, "Lyon"), isUnknownCode(known, "69100")]).toEqual([
    true,
    false,
    false,
  ]);
});
