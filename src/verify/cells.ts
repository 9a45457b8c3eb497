import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, cellOf, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { isWithheld, statusOf } from "./observations.ts";
import { ALL, type MeasureShape } from "./shape.ts";

/** The cube is whole, every cell is published or withheld as one, and everybody everywhere has a published group or none. */
export const CELL_CHECKS: readonly PromiseCheck<Contents>[] = [
  ...checksOf(OBSERVATIONS_FILE, { "the cube is whole": cubeFaults, "a cell is published or withheld as one": fateFaults }),
  ...checksOf("groups.parquet", { "the territory's areas": areaFaults, "groups are published cells": groupFaults }),
];

function typesOf({ classes, rungs }: MeasureShape): string[] {
  return [ALL, ...classes, ...rungs.keys()];
}

/** The same areas for every measure, the measure's types for every area, the level's statistics for every type. */
function* cubeFaults({ manifest, due, shapes, tables: { observations } }: Contents): Faults {
  const names = due.map(({ level }) => level);
  const levelOf = new Map<string, string>();
  for (const { REF_AREA, AREA_LEVEL } of observations) {
    const known = levelOf.get(REF_AREA);
    if (known === undefined && !names.includes(AREA_LEVEL))
      yield `${REF_AREA} is of the level ${AREA_LEVEL}; the calendar has ${names.join(", ")} here`;
    if (known !== undefined && known !== AREA_LEVEL) yield `${REF_AREA} is of several levels: ${known} and ${AREA_LEVEL}`;
    levelOf.set(REF_AREA, known ?? AREA_LEVEL);
  }
  const expected = new Set<string>();
  for (const { level, typed, statistics } of due) {
    const areas = [...levelOf.keys()].filter((area) => levelOf.get(area) === level);
    if (level === manifest.territory.levels[0] && areas.length !== 1)
      yield `the level ${level} has ${areas.length} areas; it is the whole, and has 1`;
    else if (areas.length === 0) yield `no row is of the level ${level}, which is due`;
    for (const shape of shapes.values())
      for (const area of areas)
        for (const type of typed ? typesOf(shape) : [ALL])
          for (const statistic of statistics) expected.add(`${shape.key} ${area} ${type} ${statistic}`);
  }
  const found = new Set(observations.map((row) => `${cellOf(row)} ${row.STATISTIC}`));
  for (const row of expected) if (!found.has(row)) yield `${row} is missing`;
  for (const row of found) if (!expected.has(row)) yield `${row} is no row of the cube`;
}

/** A withheld cell tells nothing; a published one its count and its total, and why a mean or a quantile is missing. */
function* fateFaults({ cells }: Contents): Faults {
  for (const [cell, rows] of cells) {
    const count = rows.find(({ STATISTIC }) => STATISTIC === "COUNT");
    if (!count) yield `${cell} has no COUNT`;
    else {
      const fate = isWithheld(count) ? `withheld, ${statusOf(count)}` : "published";
      for (const row of rows)
        if (isWithheld(count) ? statusOf(row) !== statusOf(count) : isWithheld(row))
          yield `${cell}: ${row.STATISTIC} is ${statusOf(row)}; its COUNT is ${fate}`;
    }
  }
}

/** Groups are given for every area of the territory, those of the cube among them, and for every type. */
function* areaFaults({ manifest, due, shapes, counts, tables: { groups } }: Contents): Faults {
  const listed = new Set(groups.map(cellOf));
  const areas = new Set(groups.map(({ REF_AREA }) => REF_AREA));
  for (const row of counts) if (!listed.has(cellOf(row))) yield `${cellOf(row)} is in the cube, and has no group here`;
  for (const shape of shapes.values()) {
    const [rows, types] = [groups.filter((row) => measureOf(row) === shape.key), typesOf(shape)];
    if (rows.length !== areas.size * types.length || rows.some(({ HOUSEHOLD_TYPE }) => !types.includes(HOUSEHOLD_TYPE)))
      yield `${shape.key} has ${rows.length} groups; ${areas.size} areas and ${types.length} types make others`;
  }
  // Where every level is due the cube has all of the territory; else nothing here tells of which level an area is.
  const inCube = new Set(counts.map(({ REF_AREA }) => REF_AREA));
  const hidden = due.length === manifest.territory.levels.length && [...areas].find((area) => !inCube.has(area));
  if (hidden) yield `${hidden} has groups here, and is not in the cube`;
  for (const key of new Set(groups.map(measureOf))) if (!shapes.has(key)) yield `${key} is none of the manifest's measures`;
}

/** Everybody is compared with a published cell that is no finer than their own, and what was widened is said. */
function* groupFaults({ manifest: { territory }, counts, published, tables: { groups } }: Contents): Faults {
  const depths = new Map(counts.map(({ REF_AREA, AREA_LEVEL }) => [REF_AREA, territory.levels.indexOf(AREA_LEVEL)]));
  for (const row of groups) {
    const { REF_AREA, HOUSEHOLD_TYPE, GROUP_AREA, GROUP_TYPE, RELAXED } = row;
    const name = cellOf(row);
    if (GROUP_AREA === null || GROUP_TYPE === null) {
      if (GROUP_AREA !== GROUP_TYPE) yield `${name} has one half of a group: ${GROUP_AREA}, ${GROUP_TYPE}`;
      else if (RELAXED !== "") yield `${name} has no group, and ${RELAXED} is said to be widened`;
      continue;
    }
    if (!published.has(cellOf({ ...row, REF_AREA: GROUP_AREA, HOUSEHOLD_TYPE: GROUP_TYPE })))
      yield `${name} is compared with ${GROUP_AREA} ${GROUP_TYPE}, which ${measureOf(row)} does not publish`;
    const widened = [...(GROUP_AREA === REF_AREA ? [] : ["area"]), ...(GROUP_TYPE === HOUSEHOLD_TYPE ? [] : ["type"])].join(";");
    if (RELAXED !== widened) yield `${name}: RELAXED is ${JSON.stringify(RELAXED)}; expected ${JSON.stringify(widened)}`;
    const [own, other] = [depths.get(REF_AREA), depths.get(GROUP_AREA)];
    if (own !== undefined && other !== undefined && GROUP_AREA !== REF_AREA && other >= own)
      yield `${name} is compared with ${GROUP_AREA}, which is no wider area`;
    if (HOUSEHOLD_TYPE === ALL && GROUP_TYPE !== ALL) yield `${name} is compared with the type ${GROUP_TYPE} alone`;
  }
}
