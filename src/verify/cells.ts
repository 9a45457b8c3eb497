import type { Manifest } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";
import { isWithheld } from "./observations.ts";
import { type CheckedTables, cellOf, grouped, measureOf, nameOf } from "./rows.ts";
import { dueLevels, type LevelShape, measureShapes } from "./shape.ts";

const FILE = "observations.parquet";

/** Is the cube whole, and is every cell published or withheld as one? */
export function cellFindings(manifest: Manifest, { observations, groups }: CheckedTables): Finding[] {
  const levels = new Map(dueLevels(manifest).map((level) => [level.level, level]));
  const cells = grouped(observations, cellOf);
  return [
    ...summed(FILE, "the cube is whole", [
      ...[...cells].flatMap(([cell, rows]) => statisticFaults(nameOf(cell), rows, levels)),
      ...cubeFaults(manifest, observations, levels),
    ]),
    ...summed(
      FILE,
      "a cell is published or withheld as one",
      [...cells].flatMap(([cell, rows]) => fateFaults(nameOf(cell), rows)),
    ),
    ...summed("groups.parquet", "the territory's areas", areaFaults(manifest, observations, groups)),
  ];
}

function statisticFaults(name: string, rows: readonly Observation[], levels: ReadonlyMap<string, LevelShape>): string[] {
  const names = [...new Set(rows.map(({ AREA_LEVEL }) => AREA_LEVEL))];
  if (names.length > 1) return [`${name} is of several levels: ${names.join(", ")}`];
  const level = levels.get(names[0] ?? "");
  if (!level) return [`${name} is of the level ${names[0]}; the calendar has ${[...levels.keys()].join(", ")} here`];
  const found = rows
    .map(({ STATISTIC }) => STATISTIC)
    .sort()
    .join(", ");
  const expected = [...level.statistics].sort().join(", ");
  return found === expected ? [] : [`${name} has ${found}; a ${level.level} has ${expected}`];
}

/** The classes of a measure, and the sums of classes, as the manifest has them. */
function typesIn({ measures }: Manifest, key: string): string[] {
  const own = measures.find(({ domain, measure }) => `${domain}.${measure}` === key);
  return [...(own?.classes ?? []), ...(own?.rungs ?? [])].map(({ code }) => code);
}

/** The same areas for every measure, the measure's types for every area. */
function cubeFaults(manifest: Manifest, observations: readonly Observation[], levels: ReadonlyMap<string, LevelShape>): string[] {
  const counts = observations.filter(({ STATISTIC }) => STATISTIC === "COUNT");
  const faults: string[] = [];
  const areasOf = (rows: readonly Observation[]) =>
    [...new Set(rows.map(({ AREA_LEVEL, REF_AREA }) => `${AREA_LEVEL} ${REF_AREA}`))].sort();
  const all = areasOf(counts);
  const top = manifest.territory.levels[0] as string;
  const roots = all.filter((area) => area.startsWith(`${top} `)).length;
  if (levels.has(top) && roots !== 1) faults.push(`the level ${top} has ${roots} areas; it is the whole, and has 1`);
  const byMeasure = grouped(counts, measureOf);
  for (const { key } of measureShapes(manifest)) {
    const rows = byMeasure.get(key) ?? [];
    const areas = new Set(areasOf(rows));
    const missing = all.filter((area) => !areas.has(area));
    if (missing.length > 0) faults.push(`${key} has no row of ${missing[0]}, which is in the cube`);
    const types = ["_T", ...typesIn(manifest, key)].sort().join(", ");
    for (const level of levels.values()) {
      const ofLevel = grouped(
        rows.filter(({ AREA_LEVEL }) => AREA_LEVEL === level.level),
        ({ REF_AREA }) => REF_AREA,
      );
      if (ofLevel.size === 0) faults.push(`${key} has no row of the level ${level.level}, which is due`);
      const typesOf = (own: readonly Observation[]) =>
        own
          .map(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE)
          .sort()
          .join(", ");
      const expected = level.typed ? types : "_T";
      for (const [area, own] of ofLevel) {
        if (typesOf(own) !== expected) faults.push(`${key} ${area} has the types ${typesOf(own)}; expected ${expected}`);
      }
    }
  }
  return faults;
}

/** A withheld cell tells nothing; a published one its count and its total, and why a mean or a quantile is missing. */
function fateFaults(name: string, rows: readonly Observation[]): string[] {
  const count = rows.find(({ STATISTIC }) => STATISTIC === "COUNT");
  if (!count) return [`${name} has no COUNT`];
  if (!isWithheld(count)) {
    return rows
      .filter(isWithheld)
      .map((row) => `${name}: ${row.STATISTIC} is ${row.OBS_STATUS}/${row.CONF_STATUS}; its COUNT is published`);
  }
  return rows
    .filter((row) => row.OBS_STATUS !== count.OBS_STATUS || row.CONF_STATUS !== count.CONF_STATUS)
    .map(
      (row) =>
        `${name}: ${row.STATISTIC} is ${row.OBS_STATUS}/${row.CONF_STATUS}; its COUNT is withheld, ${count.OBS_STATUS}/${count.CONF_STATUS}`,
    );
}

/** Groups are given for every area of the territory, those of the cube among them, and for every type. */
function areaFaults(manifest: Manifest, observations: readonly Observation[], groups: CheckedTables["groups"]): string[] {
  const faults: string[] = [];
  const listed = new Map([...grouped(groups, measureOf)].map(([key, rows]) => [key, new Set(rows.map(cellOf))]));
  const areas = new Set(groups.map(({ REF_AREA }) => REF_AREA));
  for (const { key } of measureShapes(manifest)) {
    const own = observations.filter((row) => row.STATISTIC === "COUNT" && measureOf(row) === key);
    const missing = own.find((row) => !listed.get(key)?.has(cellOf(row)));
    if (missing) faults.push(`${nameOf(cellOf(missing))} is in the cube, and has no group here`);
    const types = new Set(groups.filter((row) => measureOf(row) === key).map(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE));
    const rows = listed.get(key)?.size ?? 0;
    if (rows !== areas.size * types.size)
      faults.push(`${key} has ${rows} groups; ${areas.size} areas and ${types.size} types make ${areas.size * types.size}`);
  }
  // Where every level is due the cube has all of the territory; else it is not said which areas are of a level that is not.
  const shown = new Set(observations.map(({ REF_AREA }) => REF_AREA));
  const hidden = dueLevels(manifest).length === manifest.territory.levels.length && [...areas].find((area) => !shown.has(area));
  if (hidden) faults.push(`${hidden} has groups here, and is not in the cube`);
  for (const key of listed.keys())
    if (!measureShapes(manifest).some((shape) => shape.key === key)) faults.push(`${key} is none of the manifest's measures`);
  return faults;
}
