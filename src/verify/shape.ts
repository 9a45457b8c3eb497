// What settings, calendar and only children make of a release: levels, measures and cells. It is computed apart from the
// pipeline's plan, so that `verify` does not repeat a fault of it.

import type { Json } from "../contract/canonical.ts";
import type { Manifest } from "../contract/manifest.ts";
import type { Observation, Statistic } from "../contract/observation.ts";
import { STEPS, type Step, stepWithin } from "../contract/period.ts";
import { toBase, UNITS, type Unit } from "../contract/units.ts";
import { formOf } from "./histogram.ts";

/** The household type of all households. */
export const ALL = "_T";
const SUMS: readonly Statistic[] = ["COUNT", "MEAN", "TOTAL"];
const QUANTILES: readonly Statistic[] = ["P10", "P25", "P50", "P75", "P90"];
export const PER_YEAR: Readonly<Record<Step, number>> = { month: 12, quarter: 4, year: 1 };

/** The calendar that the settings lay down: what they leave out is monthly for the whole, yearly for the rest. */
export function calendarOf({ settings, territory }: Pick<Manifest, "settings" | "territory">): Record<string, string> {
  return Object.fromEntries(
    territory.levels.map((level, i) => [level, settings.calendar?.[level] ?? (i === 0 ? "month" : "year")]),
  );
}

export type LevelShape = ReturnType<typeof publishedLevels>[number];

/** Every level that the calendar publishes at least once a year, topmost first. */
export function publishedLevels(manifest: Pick<Manifest, "settings" | "territory">) {
  const { levels } = manifest.territory;
  const calendar = calendarOf(manifest);
  const steps = STEPS.filter((step) => Object.values(calendar).includes(step));
  return levels.flatMap((level, i) => {
    const step = STEPS.find((one) => one === calendar[level]);
    if (!step) return [];
    /** has a table by household type beside the one of all households */
    const typed = levels.length === 1 || i < levels.length - 1;
    const histograms = typed && i < 2;
    /** publications of a year that hold the level */
    const publications = steps.filter((other) => stepWithin(step, other)).reduce((total, other) => total + PER_YEAR[other], 0);
    return [{ level, step, typed, histograms, statistics: histograms ? [...SUMS, ...QUANTILES] : SUMS, publications }];
  });
}

/** The levels that this release holds: those whose step is its period's or shorter. */
export function levelsDue(manifest: Pick<Manifest, "settings" | "territory" | "step">): LevelShape[] {
  return publishedLevels(manifest).filter(({ step }) => stepWithin(step, manifest.step));
}

export type MeasureShape = ReturnType<typeof measureShapes>[number];

/** The measures in use, each with its bound in the integers that the noise is added to. */
export function measureShapes({ measures, settings }: Pick<Manifest, "measures" | "settings">) {
  return measures.map(({ domain, measure, unit, upper, leaf, scale, classes, rungs, heaped }) => {
    const name = (unit === settings.currency ? "currency" : unit) as Unit;
    const known = Object.hasOwn(UNITS, name);
    const base = known && upper > 0 && upper < 1e15 ? toBase(upper, name) : 0;
    const bound = base >= 32 && base % 2 === 0 ? BigInt(base) : null;
    const inBase = (stated: number) => (known && stated > 0 && stated < 1e15 ? BigInt(toBase(stated, name)) : null);
    const lower = leaf ? inBase(leaf.upper) : null;
    const ofLeaves = lower !== null && bound !== null && lower < bound ? lower : null;
    const named = ofLeaves === null ? [] : Object.entries(leaf?.areas ?? {});
    return {
      key: `${domain}.${measure}`,
      unit,
      /** the lower clamp of leaves, base units per month; null where leaves have C, or where the stated one is not possible */
      lower: ofLeaves,
      /** clamps of leaves that have one of their own, C or a lower one, in base units; those that are not possible are left out */
      named: new Map(
        named.flatMap(([area, stated]) => {
          const clamp = inBase(stated);
          return clamp !== null && bound !== null && clamp <= bound ? [[area, clamp]] : [];
        }),
      ),
      /** C, base units per month; null where that is not a whole even number */
      upper: bound,
      /** base units in one display unit */
      factor: known ? UNITS[name].factor : 1n,
      scale: BigInt(scale),
      histogram: formOf(heaped === true),
      classes: classes.map(({ code }) => code),
      /** types that are sums of classes, and which */
      rungs: new Map(rungs.map((rung) => [rung.code, rung.classes])),
    };
  });
}

/**
 * The clamp of an area's cell of which this is the topmost level that pays, in base units. Cells that leaves alone pay for have a
 * lower clamp.
 */
export function clampAt({ territory }: Pick<Manifest, "territory">, shape: MeasureShape, level: string, area: string) {
  return level === territory.levels.at(-1) ? (shape.named.get(area) ?? shape.lower ?? shape.upper) : shape.upper;
}

/** The most that one household moves a centred sum under a clamp: half of that in 1/scale base units, rounded up. */
export function clampHalf(clamp: bigint | null, { scale }: Pick<MeasureShape, "scale">): bigint {
  return ((clamp ?? 0n) * scale + 1n) / 2n;
}

/** The clamps that hold in cells of which this is the topmost level that pays, each once. */
export function clampsAt(manifest: Pick<Manifest, "territory">, shape: MeasureShape, level: string): (bigint | null)[] {
  const named = level === manifest.territory.levels.at(-1) ? shape.named.values() : [];
  return [...new Set([clampAt(manifest, shape, level, ""), ...named])];
}

/** Key, clamp in base units and definition of cells, for every measure: the form that digests cover. */
export function meaningsOf(manifest: Pick<Manifest, "measures" | "settings">): Json {
  const shapes = measureShapes(manifest);
  return manifest.measures.map(({ coverage, classes, rungs, heaped }, i): Json => {
    const { key, upper, lower, named } = shapes[i] as MeasureShape;
    const ofNamed = Object.fromEntries([...named].map(([area, clamp]) => [area, String(clamp)]));
    const leaf = lower === null ? [] : [String(lower), ...(named.size > 0 ? [ofNamed] : [])];
    return [key, String(upper), coverage, classes, rungs, ...leaf, ...(heaped ? ["heaped"] : [])];
  });
}

/** L: what the settings say; by default six, or the number of measures where that is less. */
export function streamsOf({ settings, measures }: Pick<Manifest, "settings" | "measures">): number {
  return settings.streams ?? Math.min(6, measures.length);
}

/**
 * For each kind of place there is, the levels at which a household lives in an only child, whole first. An only child has the
 * very same households as the area above. A manifest that says nothing has no only children.
 */
export function lineagesOf({ territory }: Pick<Manifest, "territory">) {
  return territory.only_children ?? [[]];
}

/** One cell that a household sits in: the levels that pay for it, whole first, and whether it is of all households or of a type. */
interface PaidCell {
  readonly levels: readonly LevelShape[];
  readonly table: "_T" | "types";
}

/** The cells of one measure that a household sits in where these levels are published together, by its lineage. */
export function cellsByLineage({ territory }: Pick<Manifest, "territory">, due: readonly LevelShape[]) {
  const { levels } = territory;
  return lineagesOf({ territory }).map((lineage) => {
    const together: LevelShape[][] = [];
    let last = -1;
    for (const shape of due) {
      const place = levels.indexOf(shape.level);
      const isTwin = last >= 0 && levels.slice(last + 1, place + 1).every((level) => lineage.includes(level));
      if (isTwin) together.at(-1)?.push(shape);
      else together.push([shape]);
      last = place;
    }
    return together.flatMap((paying): PaidCell[] => {
      const typed = paying.filter((shape) => shape.typed);
      return [{ levels: paying, table: "_T" }, ...(typed.length > 0 ? [{ levels: typed, table: "types" } as const] : [])];
    });
  });
}

/** The levels of a cell as one text. */
export function namesOf(levels: readonly LevelShape[]): string {
  return levels.map(({ level }) => level).join("+");
}

/** The area that an area is measured as: one above it that has the same households, or itself. */
export function measuredAs({ draw }: Pick<Manifest, "draw">, area: string): string {
  return Object.hasOwn(draw.measured_as, area) ? (draw.measured_as[area] as string) : area;
}

/** The due levels that an area's cell stands for, by area. */
export function levelsByArea(manifest: Manifest, observations: readonly Observation[]): Map<string, LevelShape[]> {
  const names = new Map<string, Set<string>>();
  for (const { REF_AREA, AREA_LEVEL } of observations) {
    const area = measuredAs(manifest, REF_AREA);
    names.set(area, (names.get(area) ?? new Set()).add(AREA_LEVEL));
  }
  const due = levelsDue(manifest);
  const areas = new Set(observations.map(({ REF_AREA }) => REF_AREA));
  return new Map([...areas].map((area) => [area, due.filter(({ level }) => names.get(measuredAs(manifest, area))?.has(level))]));
}
