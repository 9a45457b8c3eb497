import { expect, test } from "vitest";
import { figuresOf, HOLDERS, holdersOf } from "../../../dashboards/contribute/holders.ts";
import { letterOf } from "../../../dashboards/contribute/letter.ts";
import { MEASURES, type MeasureRef } from "../../../src/domains/index.ts";

test("every holder that a measure names is described, and every holder keeps records of something", () => {
  const named = MEASURES.flatMap(({ measure }) => measure.holders ?? []);
  expect(new Set(named)).toEqual(new Set(HOLDERS.map(({ id }) => id)));
  expect(new Set(HOLDERS.map(({ id }) => id)).size).toBe(HOLDERS.length);
});

const shown = (measures: readonly MeasureRef[]) =>
  holdersOf(measures).map((one) => [one.holder.id, one.measures.map(({ key }) => key)]);

test("what the commons does not use is not shown, nor its holder", () => {
  const water = MEASURES.filter(({ key }) => key === "water.volume");
  expect(shown(water)).toEqual([["water-utility", ["water.volume"]]]);
  expect(holdersOf([])).toEqual([]);
});

test("the amount spent is spoken of where a topic of the holder asks for it", () => {
  const said = (...keys: string[]) =>
    holdersOf(MEASURES.filter(({ key }) => keys.includes(key))).map((one) => figuresOf(one).fr.includes("TTC"));
  expect(said("water.volume")).toEqual([false]);
  expect(said("water.volume", "spending.water")).toEqual([true]);
  expect(said("electricity.energy")).toEqual([false, false]);
  expect(said("spending.energy")).toEqual([true]);
});

test("a topic that nobody has described yet can be contributed all the same", () => {
  const [first] = MEASURES;
  if (first === undefined) throw new Error("there is no measure");
  const { holders: _, ...measure } = first.measure;
  const waste = { ...first, key: "waste.residual", measure };
  expect(shown([waste])).toEqual([["others", ["waste.residual"]]]);
});

test.each(HOLDERS.map((holder) => [holder.id, holder] as const))(
  "the letter to %s asks for access and portability, with blanks, in both languages",
  (_, holder) => {
    for (const lang of ["fr", "en"] as const) {
      const letter = letterOf(holder, lang);
      expect(letter).toMatch(/15 (et|and) 20/);
      expect(letter).toContain(holder.records[lang]);
      expect(letter).toContain(holder.name[lang]);
      expect(letter.match(/\[[^\]]+\]/g)?.length).toBeGreaterThanOrEqual(6);
      expect(holder.name[lang].length * holder.figures[lang].length).toBeGreaterThan(0);
    }
  },
);
