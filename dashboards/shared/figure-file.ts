import type { CsvValue } from "../../src/contract/csv.ts";
import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { WithMargin } from "./reliable-interval.ts";

/** A figure as programs read it. */
export interface FiledFigure {
  /** code of the area, or both codes of a difference; empty: a sum of areas */
  readonly code: string;
  readonly name: string;
  readonly ref: MeasureRef;
  readonly statistic: string;
  readonly type: string;
  readonly period: string;
  /** null: not published */
  readonly figure: WithMargin | null;
  /** code of the unit, as in the releases; amounts are per month */
  readonly unit: string;
  readonly homes: WithMargin | null;
  /** status of the published row, as in the releases; absent: the figure is computed, or nothing is due */
  readonly status?: Pick<Observation, "OBS_STATUS" | "CONF_STATUS"> | undefined;
  /** what must be known of the figure, in words */
  readonly remark: string;
  /** as measured, or drawn towards the whole; absent: there is no figure */
  readonly method?: Observation["METHOD"] | undefined;
}

/** Columns of a figure's file. Those that the releases have too have their names. */
const COLUMNS = [
  "REF_AREA",
  "NAME",
  "DOMAIN",
  "MEASURE",
  "STATISTIC",
  "HOUSEHOLD_TYPE",
  "TIME_PERIOD",
  "OBS_VALUE",
  "CI_LOWER",
  "CI_UPPER",
  "UNIT_MEASURE",
  "HOMES",
  "HOMES_LOWER",
  "HOMES_UPPER",
  "OBS_STATUS",
  "CONF_STATUS",
  "REMARK",
  "METHOD",
];

/** Digits of a number in a file: more than any margin allows, and fewer than arithmetic in binary leaves behind. */
const DIGITS = 8;

function withEnds(figure: WithMargin | null): CsvValue[] {
  // Files have the published numbers, also where pages show a figure from zero on.
  const { value = null, lower = null, upper = null } = figure?.published ?? figure ?? {};
  return [value, lower, upper].map((number) => (number === null ? null : Number(number.toPrecision(DIGITS))));
}

/** The rows of a figure's file, the names of the columns first: codes, and numbers without unit or spaces. */
export function figureFile(figures: readonly FiledFigure[]): CsvValue[][] {
  const rows = figures.map(({ code, name, ref, statistic, type, period, figure, unit, homes, status, remark, method }) => [
    ...[code === "" ? null : code, name, ref.domain.id, ref.measure.id, statistic, type, period],
    ...[...withEnds(figure), unit, ...withEnds(homes), status?.OBS_STATUS ?? null, status?.CONF_STATUS ?? null],
    ...[remark === "" ? null : remark, figure ? (method ?? null) : null],
  ]);
  return [COLUMNS, ...rows];
}
