import type { PromiseCheck } from "./check.ts";
import { type Contents, cellOf, measureOf, OBSERVATIONS_FILE } from "./contents.ts";
import { isWithheld, statusOf } from "./observations.ts";
import { ALL, dueLevels, type MeasureShape, measureShapes } from "./shape.ts";

const GROUPS_FILE = "groups.parquet";

/** The cube is whole, every cell is published or withheld as one, and everybody everywhere has a published group or none. */
export const CELL_CHECKS: readonly PromiseCheck<Contents>[] = [
  { file: OBSERVATIONS_FILE, promise: "the cube is whole", faults: cubeFaults },
  { file: OBSERVATIONS_FILE, promise: "a cell is published or withheld as one", faults: fateFaults },
  { file: GROUPS_FILE, promise: "the territory's areas", faults: areaFaults },
  { file: GROUPS_FILE, promise: "groups are published cells", faults: groupFaults },
];

function typesOf({ classes, rungs }: MeasureShape): string[] {
  return [ALL, ...classes, ...rungs.keys()];
}

/** The same areas for every measure, the measure's types for every area, the level's statistics for every type. */
function cubeFaults({ manifest, tables: { observations } }: Contents): string[] {
  const due = dueLevels(manifest);
  const faults: string[] = [];
  const levelOf = new Map<string, string>();
  for (const { REF_AREA, AREA_LEVEL } of observations) {
    const known = levelOf.get(REF_AREA) ?? AREA_LEVEL;
    if (known !== AREA_LEVEL) faults.push(`${REF_AREA} is of several levels: ${known} and ${AREA_LEVEL}`);
    else if (!levelOf.has(REF_AREA) && !due.some(({ level }) => level === AREA_LEVEL))
      faults.push(`${REF_AREA} is of the level ${AREA_LEVEL}; the calendar has ${due.map(({ level }) => level).join(", ")} here`);
    levelOf.set(REF_AREA, known);
  }
  const expected = new Set<string>();
  for (const { level, typed, statistics } of due) {
    const areas = [...levelOf].filter(([, own]) => own === level).map(([area]) => area);
    if (level === manifest.territory.levels[0] && areas.length !== 1)
      faults.push(`the level ${level} has ${areas.length} areas; it is the whole, and has 1`);
    else if (areas.length === 0) faults.push(`no row is of the level ${level}, which is due`);
    for (const measure of measureShapes(manifest))
      for (const area of areas)
        for (const type of typed ? typesOf(measure) : [ALL])
          for (const statistic of statistics) expected.add(`${measure.key} ${area} ${type} ${statistic}`);
  }
  const found = new Set(observations.map((row) => `${cellOf(row)} ${row.STATISTIC}`));
  for (const row of expected) if (!found.has(row)) faults.push(`${row} is missing`);
  for (const row of found) if (!expected.has(row)) faults.push(`${row} is no row of the cube`);
  return faults;
}

/** A withheld cell tells nothing; a published one its count and its total, and why a mean or a quantile is missing. */
function fateFaults({ cells }: Contents): string[] {
  return [...cells].flatMap(([cell, rows]) => {
    const count = rows.find(({ STATISTIC }) => STATISTIC === "COUNT");
    if (!count) return [`${cell} has no COUNT`];
    const withheld = isWithheld(count);
    return rows
      .filter((row) => (withheld ? statusOf(row) !== statusOf(count) : isWithheld(row)))
      .map((row) => {
        const fate = withheld ? `withheld, ${statusOf(count)}` : "published";
        return `${cell}: ${row.STATISTIC} is ${statusOf(row)}; its COUNT is ${fate}`;
      });
  });
}

/** Groups are given for every area of the territory, those of the cube among them, and for every type. */
function areaFaults({ manifest, counts, tables: { groups } }: Contents): string[] {
  const faults: string[] = [];
  const listed = new Set(groups.map(cellOf));
  const areas = new Set(groups.map(({ REF_AREA }) => REF_AREA));
  for (const row of counts) if (!listed.has(cellOf(row))) faults.push(`${cellOf(row)} is in the cube, and has no group here`);
  const shapes = measureShapes(manifest);
  for (const shape of shapes) {
    const [rows, types] = [groups.filter((row) => measureOf(row) === shape.key), typesOf(shape)];
    if (rows.length !== areas.size * types.length || rows.some(({ HOUSEHOLD_TYPE }) => !types.includes(HOUSEHOLD_TYPE)))
      faults.push(`${shape.key} has ${rows.length} groups; ${areas.size} areas and ${types.length} types make others`);
  }
  // Where every level is due the cube has all of the territory; else nothing here tells of which level an area is.
  const inCube = new Set(counts.map(({ REF_AREA }) => REF_AREA));
  const hidden = dueLevels(manifest).length === manifest.territory.levels.length && [...areas].find((area) => !inCube.has(area));
  if (hidden) faults.push(`${hidden} has groups here, and is not in the cube`);
  for (const key of new Set(groups.map(measureOf)))
    if (!shapes.some((shape) => shape.key === key)) faults.push(`${key} is none of the manifest's measures`);
  return faults;
}

/** Everybody is compared with a published cell that is no finer than their own, and what was widened is said. */
function groupFaults({ manifest: { territory }, counts, published, tables: { groups } }: Contents): string[] {
  const depths = new Map(counts.map(({ REF_AREA, AREA_LEVEL }) => [REF_AREA, territory.levels.indexOf(AREA_LEVEL)]));
  return groups.flatMap((row) => {
    const { REF_AREA, HOUSEHOLD_TYPE, GROUP_AREA, GROUP_TYPE, RELAXED } = row;
    const name = cellOf(row);
    if (GROUP_AREA === null || GROUP_TYPE === null) {
      if (GROUP_AREA !== GROUP_TYPE) return [`${name} has one half of a group: ${GROUP_AREA}, ${GROUP_TYPE}`];
      return RELAXED === "" ? [] : [`${name} has no group, and ${RELAXED} is said to be widened`];
    }
    const faults: string[] = [];
    if (!published.has(cellOf({ ...row, REF_AREA: GROUP_AREA, HOUSEHOLD_TYPE: GROUP_TYPE })))
      faults.push(`${name} is compared with ${GROUP_AREA} ${GROUP_TYPE}, which ${measureOf(row)} does not publish`);
    const widened = [...(GROUP_AREA === REF_AREA ? [] : ["area"]), ...(GROUP_TYPE === HOUSEHOLD_TYPE ? [] : ["type"])].join(";");
    if (RELAXED !== widened) faults.push(`${name}: RELAXED is ${JSON.stringify(RELAXED)}; expected ${JSON.stringify(widened)}`);
    const [own, other] = [depths.get(REF_AREA), depths.get(GROUP_AREA)];
    if (own !== undefined && other !== undefined && GROUP_AREA !== REF_AREA && other >= own)
      faults.push(`${name} is compared with ${GROUP_AREA}, which is no wider area`);
    if (HOUSEHOLD_TYPE === ALL && GROUP_TYPE !== ALL) faults.push(`${name} is compared with the type ${GROUP_TYPE} alone`);
    return faults;
  });
}
