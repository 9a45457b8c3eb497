import { UNITS } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { PARTIAL } from "../../src/importers/reasons.ts";
import type { ImportedReading, PartialMonth } from "../../src/importers/report.ts";
import { monthBars, monthsBetween } from "../charts/month-bars.ts";
import { h } from "../shared/dom.ts";
import { asImage } from "../shared/figure.ts";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { measureLabel } from "../shared/labels.ts";
import { dataTable } from "../shared/table.ts";
import { isOfUse } from "./coming.ts";
import type { Flow } from "./draft.ts";
import { isFrom } from "./offers.ts";
import { unitOf } from "./typed-form.ts";

/** What a source says of one measure. */
export interface OfMeasure {
  readonly ref: MeasureRef;
  readonly readings: readonly ImportedReading[];
  readonly partial: readonly PartialMonth[];
}

type Row = { readonly period: string; readonly reading: ImportedReading | null; readonly partial: PartialMonth | null };

/** An amount in the unit that people read. */
export function amountIn(ref: MeasureRef, amount: number): number {
  return amount / Number(UNITS[ref.measure.unit].factor);
}

function rowsOf({ readings, partial }: OfMeasure): Row[] {
  return [
    ...readings.map((reading) => ({ period: reading.period, reading, partial: null })),
    ...partial.map((one) => ({ period: one.period, reading: null, partial: one })),
  ].sort((a, b) => a.period.localeCompare(b.period));
}

/** Minutes that a month or a year has, near enough for a percentage. */
const minutesOf = (period: string): number => (period.length === 4 ? 525_600 : 43_830);

function remark({ period, reading, partial }: Row, from: string, { words, lang, coming }: Flow): string {
  const w = words.report;
  if (partial !== null) {
    const share = partial.covered === null ? null : Math.floor((100 * partial.covered) / partial.expected);
    return `${w.notKept(PARTIAL[partial.reason][lang])}${share === null ? "" : w.covered(String(share))}`;
  }
  const missing = reading?.missing;
  const said = [
    isFrom(period, from) ? (isOfUse(period, coming) ? "" : w.idle.month) : w.stays,
    reading?.estimated ? w.estimated : "",
    missing === undefined ? "" : w.missing(formatNumber((100 * missing) / minutesOf(period), 1, lang)),
  ];
  return said.filter(Boolean).join(lang === "fr" ? " ; " : "; ");
}

/** The chart of a source's months, and its table, which has the years as well. @param width in CSS pixels */
export function monthsOf(of: OfMeasure, from: string, id: string, width: number, flow: Flow): HTMLElement {
  const { words, lang } = flow;
  const w = words.report;
  const { ref } = of;
  const name = measureLabel(ref, lang);
  const rows = rowsOf(of);
  const months = rows.filter(({ period }) => period.length === 7);
  const byPeriod = new Map(months.map((row) => [row.period, row]));
  const span = monthsBetween(months[0]?.period ?? "", months.at(-1)?.period ?? "");
  const decimals = ref.measure.decimals;
  const number = (value: number) => formatNumber(value, value >= 100 ? 0 : decimals, lang);
  const kept = months.filter(({ reading }) => reading !== null).length;
  const chart =
    months.length === 0
      ? null
      : asImage(
          monthBars({
            document,
            width,
            id,
            label: w.chartLabel(name, kept, span.length - kept),
            bars: span.map((period) => {
              const reading = byPeriod.get(period)?.reading ?? null;
              return { period, value: reading === null ? null : amountIn(ref, reading.amount), sent: period >= from };
            }),
            tick: (value) => formatNumber(value, Number.isInteger(value) ? 0 : decimals, lang),
            period: (at) => `${at.slice(5)}/${at.slice(2, 4)}`,
          }),
          w.chartLabel(name, kept, span.length - kept),
        );
  const table = dataTable<Row>({
    caption: w.chart(name),
    captionHidden: true,
    rows,
    columns: [
      { label: w.month, cell: ({ period }) => formatPeriod(period, lang) },
      {
        label: w.amount(unitOf(ref, flow)),
        numeric: true,
        cell: ({ reading }) => (reading === null ? "" : number(amountIn(ref, reading.amount))),
      },
      { label: w.remark, remark: true, cell: (row) => remark(row, from, flow) },
    ],
  });
  return h(
    "figure",
    { class: "months" },
    h("figcaption", {}, w.chart(name)),
    chart === null ? null : h("div", { class: "drawing" }, chart),
    chart === null ? null : h("p", { class: "note" }, w.chartNote),
    table,
  );
}
