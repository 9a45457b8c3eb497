import { expect, test } from "vitest";
import { FRENCH_CLAMP_SOURCES, withFrenchSources } from "../../../dashboards/docs/french-clamps.ts";
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
