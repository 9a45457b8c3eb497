import { expect, test } from "vitest";
import { publicMiddle } from "../../../dashboards/compare/public-middle.ts";
import { newVisitor } from "../../../dashboards/visit/visitor.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const OF = { DOMAIN: "electricity", MEASURE: "energy" } as const;
const ref = measureRef("electricity", "energy") as MeasureRef;
const ELECTRIC = "heating=electric-or-pump;size=1-2";

const YEAR = [
  ["_T", 300],
  [ELECTRIC, 500],
].flatMap(([type, middle]) =>
  (["P25", "P50", "P75", "MEAN"] as const).map((statistic) =>
    row(statistic, Number(middle), { ...OF, HOUSEHOLD_TYPE: String(type) }),
  ),
);
const mean = (HOUSEHOLD_TYPE: string, TIME_PERIOD: string, value: number) =>
  row("MEAN", value, { ...OF, HOUSEHOLD_TYPE, TIME_PERIOD });

/** The middle that a figure of the period is doubted by, of two people in a home that is heated by electricity. */
function middle(more: readonly Observation[], period: string) {
  const advice = [{ type: ELECTRIC, group: { area: "T", type: ELECTRIC } }];
  const months = Object.fromEntries(more.map(({ TIME_PERIOD }) => [TIME_PERIOD, []]));
  const commons = smallCommons([...YEAR, ...more], { "2025": advice, ...months }, { domain: "electricity", measure: "energy" });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2", heating: "electric" };
  return publicMiddle(commons, visitor, ref, "fr", period);
}

test("a summer's figure is doubted by the year's middle brought to the summer, as homes of its own kind go from one to the other", () => {
  const quarters = [mean("_T", "2025-Q3", 240), mean(ELECTRIC, "2025-Q3", 150)];
  expect(middle(quarters, "2026-07")).toEqual({ value: 150, isOfSeason: true });
  expect(middle(quarters.slice(0, 1), "2026-07")).toEqual({ value: 400, isOfSeason: true });
});

test("of a home of which the kind is not said, the middles of all kinds are known; of a mean it is said that it is one", () => {
  const of = (rows: readonly Observation[], attributes = {}, area = "T", home: string | null = "N1") => {
    const commons = smallCommons(
      rows,
      { "2025": [{ type: "_T", group: { area, type: "_T" } }] },
      { domain: "electricity", measure: "energy" },
    );
    const visitor = newVisitor();
    visitor.area.value = home;
    visitor.attributes.value = attributes;
    return publicMiddle(commons, visitor, ref, "fr", "2025");
  };
  expect(of(YEAR)).toEqual({ value: 300, isOfSeason: true, kinds: { lowest: 300, highest: 500 } });
  // Of a part whose kinds are not published, those of the whole: a figure is not doubted by the part's middle before the kind is said.
  const part = YEAR.filter(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE === "_T").map((one) => ({ ...one, REF_AREA: "N" }));
  expect(of([...YEAR, ...part], { size: "2" }, "N")).toMatchObject({ kinds: { lowest: 300, highest: 500 } });
  // Who has a place among homes of its kind is doubted by them, wherever it is.
  for (const home of ["N1", null]) expect(of(YEAR, { size: "2", heating: "electric" }, "T", home)).not.toHaveProperty("kinds");
  expect(of([mean("_T", "2025", 280)])).toEqual({ value: 280, isOfSeason: true, of: "mean" });
});

test("where nothing is published of the season the year's middle is said not to be of it; a year's figure needs none", () => {
  expect(middle([], "2026-07")).toEqual({ value: 500, isOfSeason: false });
  expect(middle([mean("_T", "2025-Q1", 500)], "2026-07")).toEqual({ value: 500, isOfSeason: false });
  expect(middle([], "2026")).toEqual({ value: 500, isOfSeason: true });
});

test("where nothing is published a public reference is what a figure is doubted by, and it is said to be one", () => {
  const commons = smallCommons([], { "2025": [] }, { domain: "electricity", measure: "energy" });
  const references = [
    {
      domain: "electricity",
      measure: "energy",
      area: "T",
      household_type: "_T",
      period: "2021",
      value: 410,
      unit: "kWh",
      source: "",
      licence: "",
    },
  ];
  const of = (period: string) =>
    publicMiddle({ ...commons, references: references as typeof commons.references }, newVisitor(), ref, "fr", period);
  expect(of("2026-07")).toEqual({ value: 410, isOfSeason: false, of: "reference" });
  expect(of("2026")).toEqual({ value: 410, isOfSeason: true, of: "reference" });
  expect(publicMiddle({ ...commons, references: [] }, newVisitor(), ref, "fr", "2026-07")).toEqual({
    value: null,
    isOfSeason: false,
  });
});
