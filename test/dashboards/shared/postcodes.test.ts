import { expect, test } from "vitest";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { isUnknownCode, postcodesOf } from "../../../dashboards/shared/postcodes.ts";
import { area } from "../places.ts";

const tree = areaTree([
  area("M", "whole", null, "Métropole de Lyon"),
  area("69381", "town", "M", "Lyon 1er Arrondissement"),
  area("69388", "town", "M", "Lyon 8e Arrondissement"),
  area("69266", "town", "M", "Villeurbanne"),
  area("693880101", "leaf", "69388", "Huit-le 8e"),
]);

const postcodes = (one: typeof tree) => one.areas.map((area) => [area.code, area.postcodes ?? []]);

test("a numbered part of a city has its postcode where the territory publishes none, and only there", () => {
  expect(postcodes(tree)).toEqual([
    ["M", []],
    ["69381", ["69001"]],
    ["69388", ["69008"]],
    ["69266", []],
    ["693880101", []],
  ]);
  const known = areaTree(tree.areas.map((area) => ({ ...area, postcodes: area.code === "69266" ? ["69100"] : [] })));
  expect(postcodes(known).flatMap(([, own]) => own)).toEqual(["69100"]);
});

test("a postcode is no gap of the territory only where those of all places are known", () => {
  const all = areaTree(tree.areas.map((area) => (area.level === "town" ? { ...area, postcodes: [area.code] } : area)));
  const none = areaTree([area("M", "whole", null, "Métropole"), area("1", "leaf", "M", "Huit-le 8e")]);
  expect([tree, all, none].map(postcodesOf)).toEqual(["some", "all", "none"]);
  const isUnknown = (one: typeof tree, typed: string) => isUnknownCode(one, typed);
  expect([isUnknown(tree, "69 100"), isUnknown(none, "1"), isUnknown(tree, "Lyon"), isUnknown(all, "69100")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
