import { expect, test } from "vitest";
import { HOLDERS, holdersOf } from "../../../dashboards/contribute/holders.ts";
import { letterOf } from "../../../dashboards/contribute/letter.ts";
import { MEASURES, measureRef } from "../../../src/domains/index.ts";

test("every measure has a holder who says where it is, and every holder's measure exists", () => {
  const described = new Set(HOLDERS.flatMap(({ measures }) => measures));
  for (const { key } of MEASURES) expect([key, described.has(key)]).toEqual([key, true]);
  for (const key of described) {
    const [domain = "", measure = ""] = key.split(".");
    expect([key, measureRef(domain, measure)?.key]).toEqual([key, key]);
  }
  expect(new Set(HOLDERS.map(({ id }) => id)).size).toBe(HOLDERS.length);
});

test("what the commons does not use is not shown, nor its holder", () => {
  const water = MEASURES.filter(({ key }) => key === "water.volume");
  expect(holdersOf(water).map(({ id, measures }) => [id, measures])).toEqual([["water-utility", ["water.volume"]]]);
  expect(holdersOf([])).toEqual([]);
});

test("a topic that nobody has described yet can be contributed all the same", () => {
  const [first] = MEASURES;
  if (first === undefined) throw new Error("there is no measure");
  const waste = { ...first, key: "waste.residual" };
  expect(holdersOf([waste]).map(({ id, measures }) => [id, measures])).toEqual([["others", ["waste.residual"]]]);
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
