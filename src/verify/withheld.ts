import type { Manifest, Mechanism } from "../contract/manifest.ts";
import { parsePeriod, stepWithin } from "../contract/period.ts";
import type { PromiseCheck } from "./check.ts";
import { type Contents, type MeasureCells, OBSERVATIONS_FILE, type ShownCell } from "./contents.ts";
import { Z95 } from "./estimates.ts";
import { Fraction } from "./fraction.ts";
import { BINS } from "./measurements.ts";
import { drawnBefore, exposedCells } from "./report.ts";
import { dueLevels, publishedLevels } from "./shape.ts";

/** A withheld count that one subtraction of published cells gives. */
interface Subtraction {
  /** measure, area and type, as findings name a cell */
  readonly withheld: string;
  readonly measure: string;
  readonly level: string;
  readonly published: readonly ShownCell[];
}

/**
 * Subtraction tells no withheld count to better than ± 2k (95 %). Two subtractions need the release alone: all households
 * of an area less its other types, and the whole less the other areas of a level. What needs to be known of which area lies in
 * which is not tried here: the territory is not in the folder. As the rule has it, who subtracts knows what those
 * households used, so that sums and one bin tell their number as well; and where nothing of the year was published before,
 * they wait for all that its calendar has to come. A cell that an earlier publication of the year may have shown
 * is passed over: what was public before is not withheld any more. So is one that the report calls exposed.
 */
export const WITHHELD_CHECK: PromiseCheck<Contents> = {
  file: OBSERVATIONS_FILE,
  promise: "withheld counts stay withheld",
  faults: withheldFaults,
};

function withheldFaults(contents: Contents): string[] {
  const { manifest, report } = contents;
  const shown = levelsShownBefore(contents);
  const exposed = exposedCells(contents);
  const precisionOf = precisionFinder(contents);
  return contents.areasByMeasure
    .flatMap((cells) => [...amongTypes(cells), ...amongAreas(manifest, cells)])
    .flatMap((subtraction) => {
      const { withheld, level } = subtraction;
      if (shown.has(level) || exposed.has(withheld)) return [];
      const half = Z95 / Math.sqrt(precisionOf(subtraction));
      if (half >= 2 * report.k) return [];
      return [`${withheld} is withheld, and known to ± ${half.toFixed(1)} by subtraction; ± ${2 * report.k} is promised`];
    });
}

/**
 * What a subtraction's counts, sums and bins tell together: precisions of independent differences add up. A twin's cell is
 * drawn as precisely as here at least as often as its rarest level is published.
 */
function precisionFinder(contents: Contents) {
  const { manifest, mechanismOf } = contents;
  const first = drawnBefore(contents).length === 0;
  const times = new Map(publishedLevels(manifest).map(({ level, publications }) => [level, first ? publications : 1]));
  return ({ measure, published }: Subtraction): number => {
    const mechanismAt = ({ area, type }: ShownCell, quantity: Mechanism["quantity"]) => {
      const [DOMAIN = "", MEASURE = ""] = measure.split(".");
      return mechanismOf({ DOMAIN, MEASURE, REF_AREA: area, HOUSEHOLD_TYPE: type }, quantity);
    };
    const timesOf = (cell: ShownCell) =>
      Math.min(...[cell.level, ...(mechanismAt(cell, "count")?.twins ?? [])].map((level) => times.get(level) ?? 1));
    const variance = (cell: ShownCell, quantity: Mechanism["quantity"]) => {
      const mechanism = mechanismAt(cell, quantity);
      if (!mechanism) return Number.POSITIVE_INFINITY;
      const unit = quantity === "sum" ? Number(mechanism.sensitivity) : 1;
      return new Fraction(mechanism.variance).valueOf() / unit ** 2;
    };
    const added = (each: (cell: ShownCell) => number) => published.reduce((total, cell) => total + each(cell), 0);
    const together = Math.min(...published.map(timesOf));
    const counts = added((cell) => {
      const precision = 1 / variance(cell, "count") + 1 / (BINS * variance(cell, "histogram"));
      return 1 / (precision * timesOf(cell));
    });
    const sums = added((cell) => variance(cell, "sum"));
    const bin = added((cell) => variance(cell, "histogram"));
    return 1 / counts + together / sums + (together * (1 - 1 / BINS)) / bin;
  };
}

/** The levels that other publications of the year hold, of those that were drawn before. */
function levelsShownBefore(contents: Contents): Set<string> {
  const steps = drawnBefore(contents).map((id) => parsePeriod(id.replace(/-r\d+$/, "")).step);
  const levels = publishedLevels(contents.manifest).filter((level) => steps.some((step) => stepWithin(level.step, step)));
  return new Set(levels.map(({ level }) => level));
}

/** One class or one rung is all that is missing in an area; or its total, where no class is. */
function amongTypes({ key, areas, rungs }: MeasureCells): Subtraction[] {
  return areas.flatMap((area) => {
    const cells = [...area.values()].filter(({ type }) => !rungs.has(type));
    const missing = cells.filter(({ count }) => count === null).map(({ type }) => type);
    const rung = [...rungs].find(([, parts]) => parts.length === missing.length && parts.every((part) => missing.includes(part)));
    const one = missing.length === 1 ? missing[0] : rung?.[0];
    const published = cells.filter(({ count }) => count !== null);
    const [first] = cells;
    if (one === undefined || !first || cells.length < 3 || !published.every(({ measured }) => measured)) return [];
    return [{ withheld: `${key} ${first.area} ${one}`, measure: key, level: first.level, published }];
  });
}

/** One area of a level is all that is missing of the whole, or the whole itself. */
function amongAreas(manifest: Manifest, { key, areas }: MeasureCells): Subtraction[] {
  const [top, ...levels] = dueLevels(manifest).map(({ level }) => level);
  if (top !== manifest.territory.levels[0]) return [];
  return [...new Set(areas.flatMap((area) => [...area.keys()]))].flatMap((type) => {
    const cells = areas.flatMap((area) => area.get(type) ?? []);
    return levels.flatMap((level) => {
      const column = cells.filter((cell) => cell.level === level);
      const all = [...cells.filter((cell) => cell.level === top), ...column];
      const [one, ...more] = all.filter(({ count }) => count === null);
      const published = all.filter((cell) => cell !== one);
      if (!one || more.length > 0 || column.length === 0 || !published.every(({ measured }) => measured)) return [];
      return [{ withheld: one.name, measure: key, level: one.level, published }];
    });
  });
}
