import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adviceOf, mapText } from "../../src/cli/advice.ts";
import { SAMPLE_TERRITORY } from "../../src/cli/sample/index.ts";
import { parseSettings, type Settings, type SettingsInput } from "../../src/contract/settings.ts";
import { makePlan } from "../../src/pipeline/index.ts";
import { buildTerritory, type Territory, type TerritoryInput } from "../../src/territory/index.ts";
import { readTerritory } from "../../src/territory/read.ts";
import { fromSource as voisinage } from "../support/cli.ts";
import { writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { EVEN } from "../support/pipeline.ts";
import { gridTerritory } from "../support/territory.ts";

const grid = gridTerritory(2, 3);

/** Squares of these areas, side by side; of the last one a bow tie, if told so. */
function shapesOf(codes: readonly string[], crossed = false): NonNullable<TerritoryInput["shapes"]> {
  return {
    type: "FeatureCollection",
    features: codes.map((code, i) => {
      const [south, north] = crossed && i === codes.length - 1 ? [1, 0] : [0, 1];
      const ring = [
        [i, 0],
        [i + 1, south],
        [i + 1, north],
        [i, 1],
        [i, 0],
      ];
      const { level } = grid.areas.find((area) => area.code === code) as { level: string };
      return { type: "Feature", properties: { code, level }, geometry: { type: "Polygon", coordinates: [ring] } };
    }),
  };
}

const advised = (settings: Settings, territory: Territory) =>
  adviceOf({ settings, territory, plan: makePlan(settings, territory) });

const advice = (territory: Partial<TerritoryInput> = {}, settings: SettingsInput = {}) =>
  advised(parseSettings(settings), buildTerritory({ ...grid, ...territory }));

const codes = (level: string) => grid.areas.filter((area) => area.level === level).map(({ code }) => code);

test("a plain commons gets no advice, nor does the sample's", async () => {
  expect(await advice()).toEqual([]);
  expect(await advice({ shapes: shapesOf([...codes("middle"), ...codes("leaf")]) })).toEqual([]);
  expect(await advised(parseSettings({ sample: true }), readTerritory(SAMPLE_TERRITORY))).toEqual([]);
});

test("a k below 11 and an ε above 4 are warned of, with what to do; 11 and 4 are not", async () => {
  expect(await advice({}, { k: 11, budget: { epsilon: 4 } })).toEqual([]);
  const [k, epsilon, ...others] = await advice({}, { k: 10, budget: { epsilon: 4.1 } });
  expect(k).toMatch(/^k is 10, below 11: .*Leave "k" out/);
  expect(epsilon).toMatch(/^ε is 4\.1 a year, above 4: .*Lower "budget\.epsilon"/);
  expect(others).toEqual([]);
  // Odds are warned of where their ε is: 65.09 of 100 is ε = 4 with one measure and even shares.
  const one = { k: 11, measures: ["water.volume"] };
  expect(await advice({}, { ...one, budget: { odds: 65.08, shares: EVEN } })).toEqual([]);
  expect(await advice({}, { ...one, budget: { odds: 65.2 } })).toEqual([
    expect.stringMatching(/^ε is 4\.0\d+ a year, above 4: .*Lower "budget\.odds"/),
  ]);
});

test("a sample on another territory than the sample's is warned of", async () => {
  expect(await advice({}, { sample: true })).toEqual([
    expect.stringMatching(/^"sample" is true on the territory grid, .*Take "sample" out/),
  ]);
});

test("shapes of some areas of a level are warned of, a level without any too; the whole needs none", async () => {
  const [middle, leaf, ...others] = await advice({ shapes: shapesOf(codes("leaf").slice(0, 2)) });
  expect(middle).toContain(
    "shapes.geojson has 0 of the 2 areas of level middle (without m0; m1): maps leave out the others. Add",
  );
  expect(leaf).toContain("has 2 of the 6 areas of level leaf (without m0l2; m1l0; m1l1; …)");
  expect(others).toEqual([]);
  // Odds are warned of where their ε is: 65.09 of 100 is ε = 4 with one measure and even shares.
  const one = { k: 11, measures: ["water.volume"] };
  expect(await advice({}, { ...one, budget: { odds: 65.08, shares: EVEN } })).toEqual([]);
  expect(await advice({}, { ...one, budget: { odds: 65.2 } })).toEqual([
    expect.stringMatching(/^ε is 4\.0\d+ a year, above 4: .*Lower "budget\.odds"/),
  ]);
});

test("an outline that crosses itself is warned of, once for all, with where", async () => {
  const lines = await advice({ shapes: shapesOf([...codes("middle"), ...codes("leaf")], true) });
  expect(lines).toEqual([
    expect.stringMatching(
      /^1 of 8 outlines are invalid by the rules of GEOS \(m1l2, Self-intersection at 7\.50000 0\.50000\): .*makevalid/,
    ),
  ]);
});

test("areas with fewer dwellings than their parts are warned of; with as many they are not", async () => {
  const less = grid.areas.map((area) => (area.code === "m1" ? { ...area, dwellings: 599 } : area));
  expect(await advice({ areas: less })).toEqual([
    expect.stringMatching(/^areas with fewer dwellings than their parts: 1 \(m1 has 599, its parts 600\)\. .*correct areas\.csv/),
  ]);
});

test("init warns once of each, and status repeats it and says where on the globe the map is", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), grid);
    writeFileSync(join(territory, "shapes.geojson"), JSON.stringify(shapesOf(codes("leaf"), true)));
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify({ measures: ["water.volume"], k: 5, budget: { epsilon: 8 }, sample: true }));
    const home = join(folder, "home");
    const made = await voisinage("init", "--home", home, "--territory", territory, "--settings", settings, "--json");
    const { warnings } = JSON.parse(made.out) as { warnings: string[] };
    expect([made.code, warnings.length]).toEqual([0, 5]);
    for (const warning of warnings) expect(made.err.split(`warning: ${warning}`)).toHaveLength(2);
    const { code, out } = await voisinage("status", "--home", home);
    expect(code).toBe(0);
    for (const warning of warnings) expect(out.split(`warning: ${warning}`)).toHaveLength(2);
    expect(out).toContain("the map lies at 0° E to 6° E, 0° N to 1° N: if that is somewhere else, the axes may be swapped");
    const json = JSON.parse((await voisinage("status", "--home", home, "--json")).out) as { warnings: string[]; map: string };
    expect([json.warnings, json.map]).toEqual([warnings, expect.stringContaining("0° E to 6° E")]);
  }));

test("init refuses what lies outside the bbox, naming the file, and makes nothing; inside, status need not say where", () =>
  inFolder(async (folder) => {
    const territory = writeTerritory(join(folder, "territory"), grid);
    writeFileSync(join(territory, "shapes.geojson"), JSON.stringify(shapesOf(codes("leaf"))));
    const head = JSON.parse(readFileSync(join(territory, "territory.json"), "utf8"));
    const stated = (bbox: number[]) => writeFileSync(join(territory, "territory.json"), JSON.stringify({ ...head, bbox }));
    stated([0, 0, 5, 1]);
    const home = join(folder, "home");
    const refused = await voisinage("init", "--home", home, "--territory", territory);
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(/shapes\.geojson: shape of m1l2: .*\[0, 0, 5, 1\]; got \[6, 0\]/),
    ]);
    expect(existsSync(home)).toBe(false);
    stated([0, 0, 6, 1]);
    expect((await voisinage("init", "--home", home, "--territory", territory)).code).toBe(0);
    expect(mapText(readTerritory(territory))).toBeNull();
    expect((await voisinage("status", "--home", home)).out).not.toContain("the map lies");
  }));
