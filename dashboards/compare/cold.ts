import type { MeasureRef } from "../../src/domains/index.ts";
import { daysOf, MONTH_DAYS } from "./prorata.ts";
import { isQuarter, monthsIn } from "./published-months.ts";

/** Heating degree days of months, `YYYY-MM`, as the territory brings them. */
export type Climate = ReadonlyMap<string, number>;

/**
 * Attributes of measures that follow the cold. A measure whose similarity uses one of them is expected to be higher in winter.
 */
const OF_WARMTH = ["heating", "heating_mode", "surface", "built"];

/** Tells whether a measure follows the cold. */
export const followsCold = ({ measure }: Pick<MeasureRef, "measure">): boolean =>
  measure.similarity.attributes.some((name) => OF_WARMTH.includes(name));

const COLD = ["11", "12", "01", "02", "03"];
const WARM = ["05", "06", "07", "08", "09"];

/**
 * Whether a measure is expected to be above or below its year in some calendar months, `01` to `12`; null: not known. April and October
 * belong to neither season: they change nothing where they are few beside months of one of them.
 */
export function expectedIn(ref: Pick<MeasureRef, "measure">, months: readonly string[]): "more" | "less" | null {
  if (!followsCold(ref)) return null;
  const isMostly = (own: readonly string[], opposite: readonly string[]): boolean =>
    !months.some((month) => opposite.includes(month)) && 2 * months.filter((month) => own.includes(month)).length > months.length;
  if (isMostly(COLD, WARM)) return "more";
  return isMostly(WARM, COLD) ? "less" : null;
}

/** What a month of the cold and of the warm half has on average, over all their months; null: it does not follow the cold, or a month is not known. */
export function seasonMeans(
  ref: Pick<MeasureRef, "measure">,
  months: readonly { readonly period: string; readonly value: number; readonly sharedBy?: unknown }[],
): { readonly cold: number; readonly warm: number } | null {
  const meanOf = (numbers: readonly string[]): number | null => {
    // A share of a bill was measured by nobody.
    const own = months.filter(({ period, sharedBy }) => sharedBy === undefined && numbers.includes(period.slice(5)));
    return own.length < numbers.length ? null : own.reduce((sum, { value }) => sum + value, 0) / own.length;
  };
  const [cold, warm] = [meanOf(COLD), meanOf(WARM)];
  return !followsCold(ref) || cold === null || warm === null ? null : { cold, warm };
}

/** Degree days of a day from which homes are heated. In a quarter with a month below it, use may vary with something else. */
const HEATED = 1;

/**
 * How much a home used in a month over some days, as multiples of a month of the published quarter that they are in, at least and at most:
 * as many days as they are where its use is even, and as cold as they were where it is for heating alone. Null where the quarter is not
 * known to be cold throughout.
 *
 * @param inside days that the figure has in each of the quarter's calendar months
 * @param months number of these months where the figure is of whole ones; null: it is of days, brought to a mean month
 */
export function reachByCold(
  period: string,
  inside: ReadonlyMap<string, number>,
  months: number | null,
  climate: Climate,
): readonly [number, number] | null {
  if (!isQuarter(period)) return null;
  const all = monthsIn(period).map((name) => {
    const month = `${period.slice(0, 4)}-${name}`;
    return { own: inside.get(name) ?? 0, days: daysOf(month), cold: climate.get(month) ?? 0 };
  });
  if (all.some(({ days, cold }) => cold / days < HEATED)) return null;
  const sum = (of: (month: (typeof all)[number]) => number): number => all.reduce((total, month) => total + of(month), 0);
  const [own, whole] = [sum((month) => month.own), sum(({ days }) => days)];
  const even = (months === null ? MONTH_DAYS : own / months) / (whole / 3);
  const heating = (even * (sum((month) => month.own * (month.cold / month.days)) / own)) / (sum(({ cold }) => cold) / whole);
  return [Math.min(even, heating), Math.max(even, heating)];
}
