import { expect, test } from "vitest";
import { areasWithin, levelsBelow, periodsOfMeasure, unknownIn } from "../../../dashboards/district/choice.ts";
import { changedAddress } from "../../../dashboards/district/district-page.ts";
import { paramsOf } from "../../../dashboards/district/embed-address.ts";
import { pluralOf } from "../../../dashboards/district/plural.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

const atlas = sampleAtlas();
const choose = (search: string) => {
  const { ref, ...rest } = sampleChoice(search, atlas);
  return { ...rest, measure: ref.key };
};
const DEFAULT = {
  view: "map",
  measure: "water.volume",
  statistic: "mean",
  type: "_T",
  period: "2026",
  area: "T",
  level: "district",
  at: null,
  other: null,
  picks: [],
  zone: null,
  each: null,
};

test("an empty address is the first measure, the latest year, and the area of which most parts are published", () => {
  expect(choose("")).toEqual(DEFAULT);
});

test("an address is read, and what is unknown in it falls back", () => {
  expect(choose("area=N&measure=electricity.energy&period=2026-01&level=quarter&stat=participation")).toMatchObject({
    area: "N",
    measure: "electricity.energy",
    period: "2026-01",
    level: "quarter",
    statistic: "participation",
  });
  expect(
    choose("area=nowhere&measure=x.y&period=1999&level=galaxy&stat=mode&type=tall&at=x&with=y&pick=z&zone=w&view=globe"),
  ).toEqual(DEFAULT);
});

test("what an address names and nobody knows is said, and the whole stands in place of a lost area", () => {
  const unknown = (search: string) => unknownIn(new URLSearchParams(search), atlas);
  expect(unknown("area=nowhere")).toBe("place");
  expect(unknown("at=N1&with=nowhere")).toBe("place");
  expect(unknown("measure=x.y")).toBe("topic");
  expect(unknown("area=N&measure=water.volume&with=")).toBeNull();
  expect(choose("area=nowhere")).toMatchObject({ area: "T" });
});

test("a leaf as the area is looked at among its siblings; a place that is looked at alone brings its parent", () => {
  expect(choose("area=N1")).toMatchObject({ area: "N", at: "N1", level: "quarter" });
  expect(choose("view=portrait&at=N1")).toMatchObject({ view: "portrait", area: "N", at: "N1" });
});

test("a second place, leaves or a zone say what is shown", () => {
  expect(choose("at=N&with=S")).toMatchObject({ view: "compare", at: "N", other: "S" });
  expect(choose("pick=N1,N2,N1,T,nowhere")).toMatchObject({ view: "own", picks: ["N1", "N2"] });
  expect(choose("zone=river")).toMatchObject({ view: "own", zone: "river" });
});

test("the map has the places that are compared or added up, wherever they are", () => {
  expect(choose("area=N&at=N1&with=S1")).toMatchObject({ area: "T", level: "quarter" });
  expect(choose("area=T&level=district&at=N1&with=N2")).toMatchObject({ area: "T", level: "quarter" });
  expect(choose("at=N1&with=N2")).toMatchObject({ area: "N", level: "quarter" });
  expect(choose("area=N&at=T&with=N1")).toMatchObject({ area: "N" });
  expect(choose("at=N&with=S1")).toMatchObject({ area: "T", level: "district" });
  expect(choose("at=N&with=N1")).toMatchObject({ area: "N", level: "quarter" });
  expect(choose("area=N&zone=river")).toMatchObject({ area: "T" });
  expect(choose("pick=S1,S2")).toMatchObject({ area: "S" });
  expect(choose("area=T&pick=S1,S2")).toMatchObject({ area: "T" });
  // A leaf from elsewhere is on the map too, and the sum is compared with what contains it.
  expect(choose("area=N&view=own&pick=N1,S1")).toMatchObject({ area: "T" });
  expect(choose("area=N&view=own")).toMatchObject({ area: "N" });
});

test("where a period has nothing, the level is the first below; a type that is published is taken", () => {
  expect(choose("period=2026-01")).toMatchObject({ area: "T", level: "district" });
  expect(choose("type=size%3D1")).toMatchObject({ type: "size=1" });
  // Beside the maps of each type stand the figures of all homes.
  expect(choose("type=size%3D1&each=type")).toMatchObject({ type: "_T", each: "type" });
});

test("parts of any level are found, and levels below", () => {
  expect(areasWithin(atlas.tree, "T", "quarter").map(({ code }) => code)).toEqual(["N1", "N2", "S1", "S2"]);
  expect(areasWithin(atlas.tree, "N1", "quarter")).toEqual([]);
  expect(levelsBelow(atlas.tree, atlas.levels, "N")).toEqual(["quarter"]);
  expect(levelsBelow(atlas.tree, atlas.levels, "N1")).toEqual(["quarter"]);
  expect(periodsOfMeasure(atlas.rows, sampleChoice("", atlas).ref)).toEqual(["2025", "2026-01", "2026-02", "2026"]);
});

test("what is shown goes whole into the address, and comes back from it; the language and what is foreign stay", () => {
  const choice = sampleChoice("area=N&level=quarter&at=N1&with=N2&view=compare&stat=median", atlas);
  const address = changedAddress("https://town.example.org/district?lang=en&utm=1#x", choice, { stat: null });
  expect(address).toBe(
    "https://town.example.org/district?lang=en&utm=1&view=compare&measure=water.volume&period=2026&area=N&level=quarter&at=N1&with=N2",
  );
  const back = sampleChoice(new URL(address).search, atlas);
  expect(paramsOf(back)).toEqual({ ...paramsOf(choice), stat: null });
});

test("a level's plural follows a rule, in each language", () => {
  const plurals = (lang: "fr" | "en", ...names: string[]) => names.map((name) => pluralOf(name, lang));
  expect(plurals("fr", "secteur", "commune ou arrondissement", "quartier de vie", "iris", "hameau", "code postal")).toEqual([
    "secteurs",
    "communes ou arrondissements",
    "quartiers de vie",
    "iris",
    "hameaux",
    "codes postaux",
  ]);
  expect(plurals("en", "city", "borough", "parish of care", "bay", "class", "postal code or city block")).toEqual([
    "cities",
    "boroughs",
    "parishes of care",
    "bays",
    "classes",
    "postal codes or city blocks",
  ]);
});
