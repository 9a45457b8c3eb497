import { expect, test } from "vitest";
import { FRENCH_CLAMP_SOURCES, isSameClamp, withFrenchSources } from "../../../dashboards/docs/french-clamps.ts";
import { MEASURES } from "../../../src/domains/index.ts";

/** The reckoning that a source begins with, such as `4 × 37`. */
const reckoning = (source: string): string | undefined => /4 × [\d ]+\d/.exec(source.replace(/[\u00a0\u202f]/g, " "))?.[0];

test("where each clamp of the program comes from is said in French too, with the same reckoning", () => {
  expect(Object.keys(FRENCH_CLAMP_SOURCES).sort()).toEqual(MEASURES.map(({ key }) => key).sort());
  for (const { key, measure } of MEASURES) {
    expect(reckoning(measure.clamp.source)).toBeDefined();
    expect([key, reckoning(FRENCH_CLAMP_SOURCES[key] ?? "")]).toEqual([key, reckoning(measure.clamp.source)]);
  }
});

test("a data dictionary has the sources of the program in French, and an operator's as they are", () => {
  for (const { key, measure } of MEASURES) {
    const french = withFrenchSources(`40 (source : ${measure.clamp.source})`);
    expect(french).not.toContain(measure.clamp.source);
    expect(FRENCH_CLAMP_SOURCES[key]).toContain(french.slice("40 (source : ".length, -1));
  }
  expect(withFrenchSources("40 (source : enquête locale)")).toBe("40 (source : enquête locale)");
});

test("a clamp that a commons states in older words of the program is the program's, and another's is not", () => {
  const own = { upper: 600, source: "about 4 × 145 euros a month (SDES)" };
  expect(isSameClamp({ upper: 600, source: "about 4 × 145 a month, 1 744 a year (SDES)" }, own)).toBe(true);
  expect(isSameClamp({ upper: 580, source: "4 × 145 a month" }, own)).toBe(false);
  expect(isSameClamp({ upper: 600, source: "4 × 150 a month" }, own)).toBe(false);
  expect(isSameClamp({ upper: 600, source: "enquête locale" }, own)).toBe(false);
  expect(isSameClamp({ upper: 600, source: { fr: own.source, en: own.source } }, own)).toBe(false);
});
