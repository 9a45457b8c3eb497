import fc from "fast-check";
import { expect, test } from "vitest";
import { buildTerritory, tiles } from "../../src/territory/index.ts";

/** A territory with that many leaves in each district. */
function town(leaves: readonly number[]) {
  const one = (code: string, level: string, parent: string) => ({ code, level, parent, name: code, dwellings: 10 });
  return buildTerritory({
    id: "town",
    name: { fr: "Ville", en: "Town" },
    levels: ["town", "district", "block"],
    areas: [
      one("t", "town", ""),
      ...leaves.map((_, d) => one(`d${d}`, "district", "t")),
      ...leaves.flatMap((n, d) => Array.from({ length: n }, (_, i) => one(`d${d}-${i}`, "block", `d${d}`))),
    ],
  });
}

test("every area of a level has its own square, and the map is always the same", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 15 }), (leaves) => {
      const territory = town(leaves);
      for (const level of territory.levels) {
        const map = tiles(territory, level);
        const areas = territory.areas.filter((area) => area.level === level);
        expect(map.map(({ code }) => code).sort()).toEqual(areas.map(({ code }) => code).sort());
        expect(new Set(map.map(({ x, y }) => `${x},${y}`)).size).toBe(areas.length);
        expect(map.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0)).toBe(true);
        expect(tiles(territory, level)).toEqual(map);
      }
    }),
  );
});

test("children of one parent are together, apart from the others", () => {
  const map = tiles(town([4, 4]), "block");
  const of = (d: number) => map.filter(({ code }) => code.startsWith(`d${d}-`));
  for (const a of of(0)) for (const b of of(1)) expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThan(1);
});

test("squares lie as wide as is asked for: twelve in five columns, or upright in three", () => {
  const columns = (aspect?: number) => 1 + Math.max(...tiles(town([12]), "block", aspect).map(({ x }) => x));
  expect(columns()).toBe(5);
  expect(columns(0.75)).toBe(3);
});

test("a level that does not exist has no map", () => {
  expect(tiles(town([1]), "country")).toEqual([]);
});
