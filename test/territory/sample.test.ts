import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { readTerritory } from "../../src/territory/read.ts";
import { folderOfTest } from "../support/folder.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "sample/territory");
const territory = readTerritory(folder);

/** Twice the signed surface of a polygon, in squares of 1e-5 degrees: exact integers, holes taken off. */
function surface(rings: number[][][]): bigint {
  const whole = (degrees: number) => BigInt(Math.round(degrees * 1e5));
  let total = 0n;
  for (const ring of rings) {
    ring.slice(1).forEach(([x, y], i) => {
      const [u, v] = ring[i] as [number, number];
      total += whole(u) * whole(y as number) - whole(x as number) * whole(v);
    });
  }
  return total;
}

const drawn = new Map(
  territory.shapes?.features.map(({ properties, geometry }) => [properties.code, geometry.coordinates as number[][][]]),
);

test("the sample territory has three levels, twelve districts and sixty neighbourhoods, all drawn", () => {
  const sizes = territory.levels.map((level) => territory.areas.filter((area) => area.level === level).length);
  expect(sizes).toEqual([1, 12, 60]);
  expect([...drawn.keys()].sort()).toEqual(territory.areas.map(({ code }) => code).sort());
});

test("its dwellings add up, and are few enough for δ to be 1e-6", () => {
  for (const area of territory.areas) {
    const children = territory.children(area.code);
    if (children.length > 0) expect(children.reduce((sum, { dwellings }) => sum + dwellings, 0)).toBe(area.dwellings);
  }
  expect(territory.dwellings).toBeGreaterThanOrEqual(200_000);
  expect(territory.dwellings).toBeLessThanOrEqual(1_000_000);
});

test("every ring is closed, and an area is exactly as large as its parts", () => {
  for (const rings of drawn.values()) for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0]);
  for (const area of territory.areas) {
    const own = surface(drawn.get(area.code) ?? []);
    expect(own).toBeGreaterThan(0n);
    const children = territory.children(area.code);
    if (children.length > 0) expect(children.reduce((sum, { code }) => sum + surface(drawn.get(code) ?? []), 0n)).toBe(own);
  }
});

test("the committed files are what the script draws", () => {
  const drawnAgain = folderOfTest();
  execFileSync(process.execPath, [join(root, "scripts/make-sample-territory.mjs"), drawnAgain]);
  const tables = ["areas", "zones", "composition", "climate"].map((name) => `${name}.csv`);
  for (const name of ["territory.json", "shapes.geojson", "context.geojson", ...tables]) {
    expect(readFileSync(join(drawnAgain, name), "utf8") === readFileSync(join(folder, name), "utf8"), name).toBe(true);
  }
});

test("every reference names a measure, its unit, a source and an open licence", () => {
  expect(territory.references.length).toBeGreaterThanOrEqual(3);
  for (const { domain, measure, unit, source, licence } of territory.references) {
    const display = measureRef(domain, measure)?.measure.unit;
    expect(display === "currency" ? "EUR" : display).toBe(unit);
    expect(Object.keys(UNITS)).toContain(display);
    expect(source).toMatch(/France.*\d{4}/);
    expect(licence).toMatch(/Licence Ouverte/);
  }
});
