import type { Statistic } from "../../contract/observation.ts";
import { parsePeriod, type Step } from "../../contract/period.ts";
import type { View } from "../../portal/view.ts";
import { numberCell, textCell } from "../../release/index.ts";
import type { Territory } from "../../territory/index.ts";
import { writeGroups } from "../dialect/groups.ts";
import { type PartnerMeasure, partnerValues } from "../dialect/partner-terms.ts";
import type { AggregateQuery } from "../dialect/requests.ts";

/** The dialect's names for statistics of a release. Those that releases lack, such as a minimum, are missing. */
const FIELDS: Readonly<Partial<Record<Statistic, string>>> = {
  TOTAL: "sum",
  COUNT: "count",
  MEAN: "avg",
  P50: "median",
  P25: "firstQuartile",
  P75: "thirdQuartile",
};

/** A cell whose statistics are being collected. */
interface AggregateCell {
  readonly head: object;
  readonly values: Record<string, number>;
  readonly tail: {
    readonly period: string;
    /** the release it is from */
    readonly release: string;
    /** the 95 % interval of each value */
    readonly intervals: Record<string, readonly [lower: number, upper: number]>;
    /** the SDMX status of each value: A, E, U (unreliable) or P (provisional) */
    readonly status: Record<string, string>;
  };
}

/**
 * The published statistics of a measure, by cell, in the order of periods and then of the release's rows. Depends on the
 * arguments alone.
 *
 * @param o.view the newest release of each period, for the measure's domain
 * @returns rows with the dialect's fields first, then ours. Values and bounds are in the measure's unit, per month
 */
export function aggregateRows(o: {
  measure: PartnerMeasure;
  query: AggregateQuery;
  view: View;
  territory: Pick<Territory, "levels">;
  createdBy: string;
}): object[] {
  const { measure, view, query, createdBy } = o;
  const { table } = view;
  const level = measure.areas === "whole" ? o.territory.levels[0] : (measure.areas.level ?? o.territory.levels.at(-1));
  const releases = new Map(view.periods.filter(({ step }) => step === measure.step).map((one) => [one.period, one.release]));
  const cells = new Map<string, AggregateCell>();
  for (let row = 0; row < table.length; row += 1) {
    const period = textCell(table, "TIME_PERIOD", row);
    const release = releases.get(period);
    const field = FIELDS[textCell(table, "STATISTIC", row) as Statistic];
    const value = numberCell(table, "OBS_VALUE", row);
    if (release === undefined || field === undefined || value === null) continue;
    const startDate = startOf(period, measure.step);
    const start = Date.parse(`${startDate}Z`);
    if (start < query.from || start >= query.until) continue;
    const [area, type] = [textCell(table, "REF_AREA", row), textCell(table, "HOUSEHOLD_TYPE", row)];
    if (textCell(table, "MEASURE", row) !== measure.ref.measure.id || textCell(table, "AREA_LEVEL", row) !== level) continue;
    if (!measure.types.includes(type)) continue;
    const key = `${period} ${area} ${type}`;
    const cell = cells.get(key) ?? {
      head: { measureName: measure.name, startDate, createdBy, ...writeGroups(partnerValues(measure, type, area)) },
      values: {},
      tail: { period, release, intervals: {}, status: {} },
    };
    cells.set(key, cell);
    const inUnit = (amount: number) => (field === "count" ? amount : times(amount, measure.ratio));
    cell.values[field] = inUnit(value);
    const [lower, upper] = [numberCell(table, "CI_LOWER", row), numberCell(table, "CI_UPPER", row)];
    if (lower !== null && upper !== null) cell.tail.intervals[field] = [inUnit(lower), inUnit(upper)];
    cell.tail.status[field] = textCell(table, "OBS_STATUS", row);
  }
  return [...cells.values()].map(({ head, values, tail }) => ({ ...head, ...values, ...tail }));
}

/** The first day of a period, as the dialect writes it: without a zone. */
function startOf(period: string, step: Step): string {
  return `${step === "month" ? period : parsePeriod(period).months[0]}-01T00:00:00`;
}

/** Converts a unit, and rounds away digits that the conversion would invent. */
function times(amount: number, ratio: number): number {
  return ratio === 1 ? amount : Number((amount * ratio).toPrecision(12));
}
