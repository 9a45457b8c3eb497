import type { Observation, Statistic } from "../../src/contract/observation.ts";
import { type Period, parsePeriod, periodsOf, type Step } from "../../src/contract/period.ts";
import { periodOrder } from "../shared/data.ts";

/** What a page may ask of the rows; an absent part is not filtered. */
export interface RowFilter {
  readonly domain?: string;
  readonly measure?: string;
  readonly statistic?: Statistic;
  readonly level?: string;
  readonly areas?: readonly string[];
  readonly type?: string;
  readonly period?: string;
}

/** The rows that fit, in their order. */
export function rowsOf(rows: readonly Observation[], filter: RowFilter): Observation[] {
  const areas = filter.areas && new Set(filter.areas);
  return rows.filter(
    (row) =>
      (filter.domain === undefined || row.DOMAIN === filter.domain) &&
      (filter.measure === undefined || row.MEASURE === filter.measure) &&
      (filter.statistic === undefined || row.STATISTIC === filter.statistic) &&
      (filter.level === undefined || row.AREA_LEVEL === filter.level) &&
      (areas === undefined || areas.has(row.REF_AREA)) &&
      (filter.type === undefined || row.HOUSEHOLD_TYPE === filter.type) &&
      (filter.period === undefined || row.TIME_PERIOD === filter.period),
  );
}

/** The different periods of the rows, latest first; at the same end the longer one first. */
export function periodsIn(rows: readonly Observation[]): string[] {
  return [...new Set(rows.map((row) => row.TIME_PERIOD))].sort((a, b) => periodOrder(b).localeCompare(periodOrder(a)));
}

/** Every period of a step from the first to the last that the rows have, gaps included. */
export function span(rows: readonly Observation[], step: Step): string[] {
  const ids = [...new Set(rows.map((row) => row.TIME_PERIOD))]
    .map(parsePeriod)
    .filter((period) => period.step === step)
    .map(({ id }) => id)
    .sort();
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return [];
  const years = Array.from(
    { length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 },
    (_, i) => Number(first.slice(0, 4)) + i,
  );
  return years
    .flatMap((year): Period[] => periodsOf(year, step))
    .map(({ id }) => id)
    .filter((id) => id >= first && id <= last);
}
