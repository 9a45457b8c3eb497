import type { Measurement, Observation } from "../../src/contract/observation.ts";
import { UNITS } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import {
  type CellMeasurement,
  differenceOf,
  type EstimateWithEnds,
  relativeGap,
  scaledCell,
} from "../../src/privacy/areas/index.ts";
import { absenceOf } from "../shared/absence.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { type MeanOfHomes, partsAllow } from "../shared/parts-allow.ts";
import { type PublishedFigure, publishedFigure, type Relation, relationOf, yardstickOf } from "../shared/published-figure.ts";
import type { Atlas } from "./atlas.ts";
import { type AreaStatistic, type Choice, PUBLISHED_AS, periodsOfMeasure } from "./choice.ts";

/** What a figure is about. The rest of a choice says which areas are shown. */
export type FigureChoice = Pick<Choice, "ref" | "statistic" | "type" | "period">;

function rowAt(atlas: Atlas, { ref, type, period }: FigureChoice, area: string, statistic: "MEAN" | "P50" | "COUNT") {
  return atlas.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period })?.get(statistic);
}

/** Homes of a type that live in an area: all dwellings, or what the census has of that type, which few territories know; 0: not known. */
export function homesThere({ tree, composition }: Pick<Atlas, "tree" | "composition">, type: string, area: string): number {
  if (type === "_T") return tree.get(area)?.dwellings ?? 0;
  return composition.find((row) => row.area === area && row.household_type === type)?.households ?? 0;
}

/** Tells whether a share of homes is asked for of a type of which nobody knows how many live in an area: of all dwellings it would say how common the type is. */
export const hasNoShare = (atlas: Atlas, { statistic, type }: FigureChoice, area: string): boolean =>
  statistic === "participation" && type !== "_T" && homesThere(atlas, type, area) === 0;

/** Tells whether the census, which comes with the outlines, is still to come. */
export const isCensusComing = ({ catalog, composition }: Pick<Atlas, "catalog" | "composition">): boolean =>
  composition.length === 0 && !!catalog.territory.composition_url;

/** The figure of an area; null: not published. Participation is the number of homes per hundred that live there. */
export function figureAt(atlas: Atlas, choice: FigureChoice, area: string): PublishedFigure | null {
  const row = rowAt(atlas, choice, area, PUBLISHED_AS[choice.statistic]);
  if (choice.statistic !== "participation") return publishedFigure(row);
  const living = homesThere(atlas, choice.type, area);
  return living > 0 ? publishedFigure(row, 100 / living) : null;
}

/** Tells whether a period publishes areas of this level: a publication has a row for every cell of its levels, also for those it withholds. */
const isDue = (atlas: Atlas, choice: FigureChoice, area: string): boolean => rowAt(atlas, choice, area, "COUNT") !== undefined;

/**
 * The newest period in which areas of this level are published, where the chosen one does not publish them at all, whatever the
 * number of homes; null where it does, and where no period does yet.
 */
export function publishedInstead(atlas: Atlas, choice: FigureChoice, area: string): string | null {
  if (choice.period === "" || isDue(atlas, choice, area)) return null;
  return periodsOfMeasure(atlas.rows, choice.ref).findLast((period) => isDue(atlas, { ...choice, period }, area)) ?? null;
}

/** Tells whether no period publishes areas of this level so far, whatever the number of homes. */
export const isNeverDue = (atlas: Atlas, choice: FigureChoice, area: string): boolean =>
  !isDue(atlas, choice, area) && publishedInstead(atlas, choice, area) === null;

/** Tells whether no period publishes areas of this level by type, whatever the number of homes. */
export const hasNoTypes = (atlas: Atlas, choice: FigureChoice, area: string): boolean =>
  choice.type !== "_T" && choice.period !== "" && isNeverDue(atlas, choice, area);

/** Why an area whose homes are counted has no median: its level has none in the plan, or its own is too imprecise; null: it has one, or the reason is another. */
export function medianLack(atlas: Atlas, choice: FigureChoice, area: string): "uncomputed" | "imprecise" | null {
  if (choice.statistic !== "median" || !isDue(atlas, choice, area)) return null;
  const row = rowAt(atlas, choice, area, "P50");
  if (!row) return "uncomputed";
  return row.OBS_VALUE === null && absenceOf(row) === "imprecise" ? "imprecise" : null;
}

/** Tells whether a figure is withheld so that another cannot be found by subtraction: its homes need not be few. */
export function isKept(atlas: Atlas, choice: FigureChoice, area: string): boolean {
  const row = rowAt(atlas, choice, area, PUBLISHED_AS[choice.statistic]) ?? rowAt(atlas, choice, area, "COUNT");
  return absenceOf(row) === "other";
}

/** How the published figure of an area was made: as measured, or drawn towards the whole; undefined: there is none. */
export function methodAt(atlas: Atlas, choice: FigureChoice, area: string): Observation["METHOD"] | undefined {
  return rowAt(atlas, choice, area, PUBLISHED_AS[choice.statistic])?.METHOD;
}

/** The status of an area's published row; undefined: there is none. */
export function statusAt(atlas: Atlas, choice: FigureChoice, area: string): Observation | undefined {
  return rowAt(atlas, choice, area, PUBLISHED_AS[choice.statistic]);
}

/** A published quartile of an area; undefined: there is none. */
export function quartileAt(
  atlas: Atlas,
  { ref, type, period }: Omit<FigureChoice, "statistic">,
  area: string,
  quartile: "P25" | "P75",
): Observation | undefined {
  const row = atlas.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period })?.get(quartile);
  return row?.OBS_VALUE == null ? undefined : row;
}

/** The mean of the published means of places, each with its weight; not a number where nothing has a weight. */
export function meanOfPublished(
  atlas: Atlas,
  choice: FigureChoice,
  codes: readonly string[],
  weightOf: (code: string) => number,
): number {
  const all = codes.reduce((sum, code) => sum + weightOf(code), 0);
  return codes.reduce((sum, code) => sum + (weightOf(code) * (figureAt(atlas, choice, code)?.value ?? 0)) / all, 0);
}

/** Number of homes behind the figure; null: not published. */
export function homesAt(atlas: Atlas, choice: FigureChoice, area: string): PublishedFigure | null {
  return publishedFigure(rowAt(atlas, choice, area, "COUNT"));
}

const CELLS = new WeakMap<readonly Measurement[], Map<string, CellMeasurement>>();
const keyOf = (...parts: readonly string[]): string => parts.join("\n");

/** The measured cells of a release, indexed by measure, area and type. */
function cellsOf(rows: readonly Measurement[]): Map<string, CellMeasurement> {
  const indexed = CELLS.get(rows);
  if (indexed) return indexed;
  const cells = new Map<string, CellMeasurement>();
  const counts = new Map<string, Measurement>();
  const key = (row: Measurement): string => keyOf(row.DOMAIN, row.MEASURE, row.REF_AREA, row.HOUSEHOLD_TYPE);
  for (const row of rows) if (row.QUANTITY === "COUNT") counts.set(key(row), row);
  const varianceOf = (row: Measurement): number => Number(row.VARIANCE_NUM) / Number(row.VARIANCE_DEN);
  for (const row of rows) {
    const count = row.QUANTITY === "CENTRED_SUM" ? counts.get(key(row)) : undefined;
    if (!count) continue;
    const scale = Number(row.SCALE);
    cells.set(key(row), {
      count: Number(count.NOISY),
      countVariance: varianceOf(count),
      sum: Number(row.NOISY) / scale,
      sumVariance: varianceOf(row) / scale ** 2,
      centre: Number(row.CENTRE) / scale,
    });
  }
  CELLS.set(rows, cells);
  return cells;
}

/**
 * Tolerance for recognising the lower clamp that a leaf was measured under. Its centre is half that clamp, rounded up by less than
 * this factor; the next higher clamp, or the measure's own, is a fifth larger.
 */
const CLOSE = 1.1;

/**
 * The measurement of an area, in the display unit per month. An only child has the same homes as its parent, and is measured with
 * it. Null: withheld, or not loaded.
 */
export function measuredAt(atlas: Atlas, { ref, type, period }: FigureChoice, area: string): CellMeasurement | null {
  const measured = atlas.measured.get(period);
  if (!measured) return null;
  const code = measured.measuredAs[area] ?? area;
  const cell = cellsOf(measured.rows).get(keyOf(ref.domain.id, ref.measure.id, code, type));
  // A withheld cell is not used in differences either.
  if (!cell || rowAt(atlas, { ref, type, period, statistic: "participation" }, area, "COUNT")?.OBS_VALUE == null) return null;
  const base = Number(UNITS[ref.measure.unit].factor);
  const shown = { ...cell, sum: cell.sum / base, sumVariance: cell.sumVariance / base ** 2, centre: cell.centre / base };
  const ratio = measured.report.leaf_ratios?.[ref.key]?.findLast(({ upper }) => shown.centre < (CLOSE * upper) / 2);
  // Leaves that have the measure's own clamp, as those measured as the area above them, need no scaling.
  return ratio ? scaledCell(shown, ratio) : shown;
}

/** Tells whether two areas are twins: they have the same homes, so no difference can be told. */
export function areTwins(atlas: Atlas, period: string, a: string, b: string): boolean {
  const as = atlas.measured.get(period)?.measuredAs ?? {};
  return (as[a] ?? a) === (as[b] ?? b);
}

/** The figure with which an area's parts are compared; null: not published, too uncertain, or modelled away from its own parts (decision 0109). */
export function yardstickAt(atlas: Atlas, choice: FigureChoice, area: string): PublishedFigure | null {
  const own = yardstickOf(figureAt(atlas, choice, area));
  if (!own || choice.statistic !== "mean" || methodAt(atlas, choice, area) !== "modelled") return own;
  const counted = (code: string): MeanOfHomes[] => {
    const [mean, homes] = [figureAt(atlas, choice, code), homesAt(atlas, choice, code)];
    return mean && homes ? [{ ...mean, homes: homes.value }] : [];
  };
  const { domain, measure } = choice.ref;
  const clamp = atlas.catalog.measures.find((one) => one.domain === domain.id && one.measure === measure.id)?.clamp.upper ?? 0;
  const parts = atlas.tree.children(area).flatMap(({ code }) => counted(code));
  return counted(area).every((whole) => partsAllow(whole, parts, clamp)) ? own : null;
}

/** The figure of the second of two areas: of one around the first only where that allows it. */
function besideAt(atlas: Atlas, choice: FigureChoice, area: string, other: string): PublishedFigure | null {
  const isAround = area !== other && atlas.tree.lineage(area).some(({ code }) => code === other);
  const figure = figureAt(atlas, choice, other);
  return isAround && !figure?.unsure ? yardstickAt(atlas, choice, other) : figure;
}

/** The difference of the figures that pages show: whoever subtracts them, or the ends of their margins, finds it. */
function gapOf(
  atlas: Atlas,
  choice: FigureChoice,
  [area, other]: readonly [string, string],
  of: typeof differenceOf | typeof relativeGap,
): EstimateWithEnds | null {
  const isLoaded = choice.statistic === "median" || atlas.measured.has(choice.period);
  // Until it is loaded, nobody knows which areas are measured as one.
  if (!isLoaded || areTwins(atlas, choice.period, area, other)) return null;
  const [a, b] = [figureAt(atlas, choice, area), besideAt(atlas, choice, area, other)];
  return a && b && of(a, b);
}

/** How far two areas are apart, with the margin of that; null: one is not published, or both are the same homes. */
export function gapAt(atlas: Atlas, choice: FigureChoice, area: string, other: string): EstimateWithEnds | null {
  return gapOf(atlas, choice, [area, other], differenceOf);
}

/** The same as a share of the other: 0.5 is half as much again. */
export function shareGapAt(atlas: Atlas, choice: FigureChoice, area: string, other: string): EstimateWithEnds | null {
  return gapOf(atlas, choice, [area, other], relativeGap);
}

/** Tells whether the interval of a difference excludes 0. */
export const excludesZero = ({ lower, upper }: EstimateWithEnds): boolean => lower > 0 || upper < 0;

/**
 * The one test of a difference for map, headline, table, portrait and paper, and that of every other page: more or less only if the
 * margins do not touch. Of a figure too uncertain to rely on, nothing is told.
 */
export function relationAt(atlas: Atlas, choice: FigureChoice, area: string, other: string): Relation {
  return relationOf(figureAt(atlas, choice, area), area === other ? null : besideAt(atlas, choice, area, other));
}

/** The smallest part that contains nearly all homes of an area, by public counts; null: there is none. */
export function mostlyIn(atlas: Atlas, choice: FigureChoice, area: string): string | null {
  const homes = (code: string) => homesAt(atlas, choice, code)?.value;
  const partOf = (code: string) => nearlyAllIn(atlas.tree.children(code), homes, homes(area))?.code ?? null;
  let smallest: string | null = null;
  for (let part = partOf(area); part !== null; part = partOf(part)) smallest = part;
  return smallest;
}

/** Where nearly all homes of the nearest published area around an unpublished one are, outside of this; null: not in one such place. */
export function countedElsewhere(atlas: Atlas, choice: FigureChoice, code: string): string | null {
  const all = { ...choice, type: "_T" };
  if (figureAt(atlas, choice, code) !== null || homesAt(atlas, all, code) !== null) return null;
  const lineage = atlas.tree.lineage(code);
  const wider = lineage.find((around) => homesAt(atlas, all, around.code) !== null);
  const most = wider ? mostlyIn(atlas, all, wider.code) : null;
  return lineage.some((around) => around.code === most) ? null : most;
}

/** Tells whether nearly all homes of a wider area are in one within it. */
export function isNearlyAllOf(atlas: Atlas, choice: FigureChoice, code: string, wider: string): boolean {
  const most = mostlyIn(atlas, choice, wider);
  return most !== null && most !== wider && atlas.tree.lineage(most).some((around) => around.code === code);
}

/** The area around one that it can be compared with; null: there is none, or the one has nearly all its homes. */
export function comparedParent(atlas: Atlas, choice: FigureChoice, code: string): string | null {
  const parent = atlas.tree.get(code)?.parent ?? null;
  return parent === null || isNearlyAllOf(atlas, choice, code, parent) ? null : parent;
}

/** The wider of two areas of which one has nearly all homes of the other, and nothing is told between them; null: they can be compared. */
export function widerOfAlike(atlas: Atlas, choice: FigureChoice, a: string, b: string): string | null {
  const wider = atlas.tree.lineage(a).some(({ code }) => code === b) ? b : a;
  const part = wider === a ? b : a;
  const isAlike = a !== b && isNearlyAllOf(atlas, choice, part, wider);
  return isAlike && relationAt(atlas, choice, part, wider) === "same" ? wider : null;
}

/** Tells whether any area has the statistic published for the measure and period. */
export function isPublished(atlas: Atlas, ref: MeasureRef, period: string, statistic: AreaStatistic): boolean {
  const wanted = PUBLISHED_AS[statistic];
  return atlas.rows.some(
    (row) =>
      row.DOMAIN === ref.domain.id &&
      row.MEASURE === ref.measure.id &&
      row.TIME_PERIOD === period &&
      row.STATISTIC === wanted &&
      row.OBS_VALUE !== null,
  );
}
