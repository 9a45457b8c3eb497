import { type Observation, STATISTICS } from "../contract/observation.ts";
import { isOver, parsePeriod } from "../contract/period.ts";
import { brokenSeries } from "../contract/terms.ts";
import { checksOf, type Faults, type PromiseCheck } from "./check.ts";
import { type Contents, cellOf, measureOf, OBSERVATIONS_FILE, type ShownCell } from "./contents.ts";
import { ALL, type MeasureShape } from "./shape.ts";

/** OBS_STATUS/CONF_STATUS of rows with a value, and of rows of withheld cells. */
const PUBLISHED: ReadonlySet<string> = new Set(["A/F", "E/F", "U/F", "P/F", "B/F"]);
const WITHHELD: ReadonlySet<string> = new Set(["Q/A", "Q/D", "M/F"]);
/** Too imprecise to give, in a cell that is published: a quantile, or a mean whose interval has no bounds. */
const IMPRECISE = "Q/F";
/** A relative half-width above this is marked U. */
const UNRELIABLE = 0.33;

/**
 * Every row keeps, by itself, the promises on lists, status, value and margin. The cube is whole, every cell is published or
 * withheld as one, counts and totals equal the sums of their parts where all are published, and everybody everywhere has a
 * published group or none.
 */
export const CELL_CHECKS: readonly PromiseCheck<Contents>[] = [
  ...checksOf(OBSERVATIONS_FILE, {
    "closed lists": ofRows(listFaults),
    "closed list of statuses": ofRows(() => statusFaults),
    "withheld cells are empty, published ones are not": ofRows(() => valueFaults),
    "the margin holds the value": ofRows(() => marginFaults),
    "what a value is marked with": ofRows(markFaults),
    "the cube is whole": cubeFaults,
    "a cell is published or withheld as one": fateFaults,
    "types add up": typeFaults,
    "areas add up": levelFaults,
  }),
  ...checksOf("groups.parquet", {
    "the territory's areas": areaFaults,
    "groups are published cells": groupFaults,
    "quartiles that tell where a home stands are precise": quartileFaults,
  }),
];

/** Makes a check of each row by itself. A fault's text continues the row's name. */
function ofRows(faultsOf: (contents: Contents) => (row: Observation) => Faults) {
  return function* (contents: Contents): Faults {
    const faultsOfRow = faultsOf(contents);
    for (const row of contents.tables.observations)
      for (const fault of faultsOfRow(row))
        yield `${[row.DOMAIN, row.MEASURE, row.STATISTIC, row.REF_AREA, row.HOUSEHOLD_TYPE].join(" ")}${fault}`;
  };
}

function listFaults({ manifest, shapes }: Contents) {
  return function* (row: Observation): Faults {
    const { STATISTIC, METHOD, OBS_VALUE } = row;
    const unit = shapes.get(measureOf(row))?.unit;
    if (unit === undefined) {
      yield `: the manifest has no measure ${measureOf(row)}`;
      return;
    }
    if (!STATISTICS.includes(STATISTIC)) yield `: there is no statistic ${STATISTIC}`;
    if (METHOD !== "measured" && METHOD !== "modelled") yield `: there is no method ${METHOD}`;
    // A model stands for a mean, or for a mean and total of leaves with a lower clamp (`leaf-clamp.ts`).
    if (METHOD === "modelled" && STATISTIC !== "MEAN" && STATISTIC !== "TOTAL") yield `: a ${STATISTIC} is never modelled`;
    if (row.TIME_PERIOD !== manifest.period) yield ` is of ${row.TIME_PERIOD}; the release is of ${manifest.period}`;
    if (row.CONF_LEVEL !== 0.95) yield `: CONF_LEVEL is ${row.CONF_LEVEL}; expected 0.95`;
    const expected = STATISTIC === "COUNT" ? "households" : unit;
    if (row.UNIT_MEASURE !== expected) yield `: UNIT_MEASURE is ${row.UNIT_MEASURE}; expected ${expected}`;
    if (STATISTIC === "COUNT" && OBS_VALUE !== null && !Number.isSafeInteger(OBS_VALUE))
      yield ` is ${OBS_VALUE}; expected whole households`;
  };
}

function statusOf({ OBS_STATUS, CONF_STATUS }: Observation): string {
  return `${OBS_STATUS}/${CONF_STATUS}`;
}

function isWithheld(row: Observation): boolean {
  return WITHHELD.has(statusOf(row));
}

function* statusFaults(row: Observation): Faults {
  const status = statusOf(row);
  const mayBeImprecise = row.STATISTIC !== "COUNT" && row.STATISTIC !== "TOTAL" && STATISTICS.includes(row.STATISTIC);
  if (!PUBLISHED.has(status) && !WITHHELD.has(status) && !(status === IMPRECISE && mayBeImprecise))
    yield `: ${status} is no status of a ${row.STATISTIC}`;
}

function* valueFaults(row: Observation): Faults {
  const values = [row.OBS_VALUE, row.CI_LOWER, row.CI_UPPER];
  const status = statusOf(row);
  if (PUBLISHED.has(status)) {
    if (values.includes(null)) yield ` is ${status} without a value or a margin`;
  } else if (values.some((value) => value !== null)) yield ` is ${status} and has a value or a margin`;
}

function* marginFaults({ OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper }: Observation): Faults {
  if (value !== null && lower !== null && upper !== null && !(lower <= value && value <= upper))
    yield `: ${value} is outside ${lower} … ${upper}`;
}

/** U wherever the margin is wide; else P of a period that was not over, B of an amount at a break, E of a model, A of the rest. */
function markFaults({ manifest, report, shapes }: Contents) {
  const period = parsePeriod(manifest.period);
  const provisional = !isOver(period, new Date(manifest.created_at));
  const breaks = brokenSeries(report.ledger, period, [...shapes.values()]);
  return function* (row: Observation): Faults {
    const { OBS_STATUS, METHOD, OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper } = row;
    if (value === null || lower === null || upper === null) {
      if (METHOD === "modelled") yield " is modelled and has no value";
      return;
    }
    const isBreak = breaks.has(measureOf(row)) && row.STATISTIC !== "COUNT";
    const expected = provisional ? "P" : isBreak ? "B" : METHOD === "modelled" ? "E" : "A";
    if (OBS_STATUS === "U") return;
    if ((upper - lower) / 2 > UNRELIABLE * Math.abs(value))
      yield ` is ${OBS_STATUS}; a margin of ${lower} … ${upper} around ${value} is marked U`;
    else if (OBS_STATUS !== expected) yield ` is ${OBS_STATUS}; expected ${expected} or U`;
  };
}

function typesOf({ classes, rungs }: MeasureShape): string[] {
  return [ALL, ...classes, ...rungs.keys()];
}

/** The cube must have the same areas for every measure, the measure's types for every area, and the level's statistics for every type. */
function* cubeFaults({ manifest, due, shapes, tables: { observations } }: Contents): Faults {
  const names = due.map(({ level }) => level);
  const levelOf = new Map<string, string>();
  for (const { REF_AREA, AREA_LEVEL } of observations) {
    const level = levelOf.get(REF_AREA);
    if (level === undefined && !names.includes(AREA_LEVEL))
      yield `${REF_AREA} is of the level ${AREA_LEVEL}; the calendar has ${names.join(", ")} here`;
    if (level !== undefined && level !== AREA_LEVEL) yield `${REF_AREA} is of several levels: ${level} and ${AREA_LEVEL}`;
    levelOf.set(REF_AREA, level ?? AREA_LEVEL);
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
  const listedRows = new Set(observations.map((row) => `${cellOf(row)} ${row.STATISTIC}`));
  for (const row of expected) if (!listedRows.has(row)) yield `${row} is missing`;
  for (const row of listedRows) if (!expected.has(row)) yield `${row} is no row of the cube`;
}

/** A withheld cell tells nothing. A published one tells its count and its total, and why a mean or a quantile is missing. */
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
  // Where every level is due, the cube holds the whole territory; else nothing here says which level an area belongs to.
  const inCube = new Set(counts.map(({ REF_AREA }) => REF_AREA));
  const strayArea = due.length === manifest.territory.levels.length && [...areas].find((area) => !inCube.has(area));
  if (strayArea) yield `${strayArea} has groups here, and is not in the cube`;
  for (const key of new Set(groups.map(measureOf))) if (!shapes.has(key)) yield `${key} is none of the manifest's measures`;
}

/** The columns of the two groups that a home is compared with, by its mean and by its quartiles. */
const GROUP_COLUMNS = [
  ["GROUP_AREA", "GROUP_TYPE", "RELAXED"],
  ["QUARTILE_AREA", "QUARTILE_TYPE", "QUARTILE_RELAXED"],
] as const;

/** Everybody is compared with a published cell that is no finer than their own, and what was widened is said. */
function* groupFaults({ manifest: { territory }, counts, published, tables: { groups } }: Contents): Faults {
  const depths = new Map(counts.map(({ REF_AREA, AREA_LEVEL }) => [REF_AREA, territory.levels.indexOf(AREA_LEVEL)]));
  for (const row of groups)
    for (const [areaColumn, typeColumn, relaxedColumn] of GROUP_COLUMNS) {
      const { REF_AREA, HOUSEHOLD_TYPE } = row;
      const [area, type, relaxed] = [row[areaColumn], row[typeColumn], row[relaxedColumn]];
      const name = cellOf(row);
      if (area === null || type === null) {
        if (area !== type) yield `${name} has one half of a group: ${area}, ${type}`;
        else if (relaxed !== "") yield `${name} has no group, and ${relaxed} is said to be widened`;
        continue;
      }
      if (!published.has(cellOf({ ...row, REF_AREA: area, HOUSEHOLD_TYPE: type })))
        yield `${name} is compared with ${area} ${type}, which ${measureOf(row)} does not publish`;
      const widened = [...(area === REF_AREA ? [] : ["area"]), ...(type === HOUSEHOLD_TYPE ? [] : ["type"])].join(";");
      if (relaxed !== widened)
        yield `${name}: ${relaxedColumn} is ${JSON.stringify(relaxed)}; expected ${JSON.stringify(widened)}`;
      const [depth, groupDepth] = [depths.get(REF_AREA), depths.get(area)];
      if (depth !== undefined && groupDepth !== undefined && area !== REF_AREA && groupDepth >= depth)
        yield `${name} is compared with ${area}, which is no wider area`;
      if (HOUSEHOLD_TYPE === ALL && type !== ALL) yield `${name} is compared with the type ${type} alone`;
    }
}

/** A home's group for quartiles has margins below a quarter of P75 − P25, and is its own cell where that one's are. */
function* quartileFaults({ tables: { observations, groups } }: Contents): Faults {
  const rows = new Map(observations.map((row) => [`${cellOf(row)} ${row.STATISTIC}`, row]));
  const isPrecise = (cell: string): boolean => {
    const quartiles = ["P25", "P50", "P75"].map((statistic) => rows.get(`${cell} ${statistic}`));
    const [low, high] = [quartiles[0]?.OBS_VALUE ?? null, quartiles[2]?.OBS_VALUE ?? null];
    if (low === null || high === null) return false;
    return quartiles.every((row) => {
      const [value, lower, upper] = [row?.OBS_VALUE ?? null, row?.CI_LOWER ?? null, row?.CI_UPPER ?? null];
      if (value === null || lower === null || upper === null) return false;
      return 4 * (value - lower) < high - low && 4 * (upper - value) < high - low;
    });
  };
  for (const row of groups) {
    const [cell, { QUARTILE_AREA: area, QUARTILE_TYPE: type }] = [cellOf(row), row];
    if (area === null || type === null) {
      if (isPrecise(cell)) yield `${cell} has precise quartiles, and no group by them`;
      continue;
    }
    const group = cellOf({ ...row, REF_AREA: area, HOUSEHOLD_TYPE: type });
    if (!isPrecise(group)) yield `${cell} is placed among the quartiles of ${area} ${type}, whose margins are too wide`;
    else if (group !== cell && isPrecise(cell))
      yield `${cell} is placed among the quartiles of ${area} ${type}; its own are precise`;
  }
}

/** The fault of a whole that is not the sum of its parts; none where one of them is withheld. */
function* sumFaults(whole: ShownCell | undefined, parts: readonly (ShownCell | undefined)[], what: string): Faults {
  const isSum = (["count", "total"] as const).every((column) => {
    const value = whole?.[column];
    const values = parts.flatMap((one) => one?.[column] ?? []);
    if (value == null || values.length < parts.length) return true;
    const sum = values.reduce((a, b) => a + b, 0);
    return Math.abs(sum - value) <= 1e-9 * Math.max(1, ...[value, ...values].map(Math.abs));
  });
  if (!isSum) yield `${whole?.name}: COUNT or TOTAL is not the sum over ${what}`;
}

/** A rung is the sum of its classes; all types that are no rungs add up to all households. */
function* typeFaults({ shown }: Contents): Faults {
  for (const { areas, rungs } of shown)
    for (const area of areas) {
      const classes = [...area.keys()].filter((type) => type !== ALL && !rungs.has(type));
      for (const [type, parts] of [...rungs, ...(classes.length > 0 ? [[ALL, classes] as const] : [])]) {
        const cells = parts.map((part) => area.get(part));
        yield* sumFaults(area.get(type), cells, parts.join(", "));
      }
    }
}

/** Down to the level where a type is withheld somewhere, each level adds up to the whole. */
function* levelFaults({ manifest, due, shown }: Contents): Faults {
  const levels = due.map(({ level }) => level);
  if (levels[0] !== manifest.territory.levels[0]) return;
  for (const { areas } of shown)
    for (const type of new Set(areas.flatMap((area) => [...area.keys()]))) {
      const cells = areas.flatMap((area) => area.get(type) ?? []);
      const whole = cells.find(({ level }) => level === levels[0]);
      for (const level of levels) {
        const parts = cells.filter((cell) => cell.level === level);
        if (parts.length === 0 || parts.some(({ count, total }) => count === null || total === null)) break;
        yield* sumFaults(whole, parts, `the level ${level}`);
      }
    }
}
