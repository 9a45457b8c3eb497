import { expect, test } from "vitest";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { codedAs, isUnknownCode, postcodesOf } from "../../../dashboards/shared/postcodes.ts";
import type { Area } from "../../../src/territory/index.ts";
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

test("a place is found by the whole of its official code, of any level, once what has that postcode is listed", () => {
  const codes = (typed: string, found: readonly Area[] = []) => codedAs(tree, typed, found).map(({ code }) => code);
  expect([codes(" 69388 "), codes("693880101"), codes("6938"), codes("69100")]).toEqual([["69388"], ["693880101"], [], []]);
  expect(codes("69388", tree.areas)).toEqual([]);
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
