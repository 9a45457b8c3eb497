import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { chartWords, remark, withoutValue } from "../charts/words.ts";
import type { AreaTree } from "../shared/areas.ts";
import { decimalsFor, formatNumber, formatPeriod, formatValue, lowerFirst, unitPerMonth } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { typeLabel } from "../shared/labels.ts";
import { type Column, dataTable } from "../shared/table.ts";

/** rows in the page; the files have them all */
export const MOST_ROWS = 500;

/** At one period from the highest to the lowest, as the chart has them, and what has no value last; over periods, their order says more. */
export function inOrder(rows: readonly Observation[]): readonly Observation[] {
  if (rows.some((row) => row.TIME_PERIOD !== rows[0]?.TIME_PERIOD)) return rows;
  return [...rows].sort((a, b) => (b.OBS_VALUE ?? Number.NEGATIVE_INFINITY) - (a.OBS_VALUE ?? Number.NEGATIVE_INFINITY) || 0);
}

/** Does a margin reach below zero, which no amount does? Then that is explained. */
export function reachesBelowZero(rows: readonly Pick<Observation, "CI_LOWER">[]): boolean {
  return rows.some(({ CI_LOWER }) => CI_LOWER !== null && CI_LOWER < 0);
}

/**
 * The rows as they are, withheld ones in words.
 *
 * @param caption says what all rows share; the period stands in a column where it differs
 */
export function rowsTable(
  rows: readonly Observation[],
  caption: string,
  ref: MeasureRef,
  tree: AreaTree,
  lang: Lang,
): HTMLElement {
  const { columns } = WORDS[lang];
  const first = rows[0];
  const several = rows.some((row) => row.TIME_PERIOD !== first?.TIME_PERIOD);
  const ordered = inOrder(rows);
  const most = (row: Observation): number => (row.STATISTIC === "COUNT" ? 0 : ref.measure.decimals);
  const width = (row: Observation): number | null =>
    row.CI_LOWER === null || row.CI_UPPER === null ? null : row.CI_UPPER - row.CI_LOWER;
  const interval = (row: Observation): string => {
    if (row.CI_LOWER === null || row.CI_UPPER === null) return "";
    const digits = decimalsFor(width(row), most(row));
    return chartWords(lang).range(formatNumber(row.CI_LOWER, digits, lang), formatNumber(row.CI_UPPER, digits, lang));
  };
  const name = (row: Observation): string => tree.get(row.REF_AREA)?.name ?? row.REF_AREA;
  const shared = first
    ? [caption, lowerFirst(typeLabel(ref, first.HOUSEHOLD_TYPE, lang)), unitPerMonth(first.UNIT_MEASURE, lang)]
    : [caption];
  if (first && !several) shared.push(formatPeriod(first.TIME_PERIOD, lang));
  const period: Column<Observation> = {
    label: columns.period,
    cell: (row) => formatPeriod(row.TIME_PERIOD, lang),
    sort: (row) => row.TIME_PERIOD,
  };
  return dataTable({
    caption: shared.join(", "),
    rows: ordered.slice(0, MOST_ROWS),
    columns: [
      { label: columns.area, cell: name, sort: name },
      ...(several ? [period] : []),
      {
        label: columns.value,
        numeric: true,
        cell: (row) => formatValue(row, lang, most(row)) ?? withoutValue(row, lang),
        sort: (row) => row.OBS_VALUE,
      },
      { label: columns.interval, numeric: true, cell: interval, sort: (row) => row.CI_LOWER },
      { label: columns.status, remark: true, cell: (row) => remark(row, lang) },
    ],
  });
}
