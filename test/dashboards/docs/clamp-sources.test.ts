import { expect, test } from "vitest";
import { FRENCH_CLAMP_SOURCES } from "../../../dashboards/docs/french-clamps.ts";
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
