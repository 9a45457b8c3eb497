import { offScale, percentileStrip, stripBands } from "../charts/percentile-strip.ts";
import { remark, withoutValue } from "../charts/words.ts";
import type { Cell } from "../shared/cells.ts";
import { figure } from "../shared/figure.ts";
import { decimalsFor, formatEstimate, formatInterval, formatNumber, formatValue } from "../shared/format.ts";
import { type Lang, ordinal, WORDS } from "../shared/i18n.ts";
import { dataTable } from "../shared/table.ts";
import type { Centre, Interval, Quantile } from "./position.ts";
import type { Typed } from "./value-field.ts";
import type { CompareWords } from "./words.ts";

/** the percentiles that a strip can show */
const RANKS = [10, 25, 50, 75, 90];

export interface StripFigure {
  readonly cell: Cell;
  readonly centre: Centre;
  readonly quantiles: readonly Quantile[];
  readonly typed: Typed;
  readonly unit: string;
  /** decimals of the measure */
  readonly most: number;
  readonly lang: Lang;
  readonly words: CompareWords;
  readonly width: number;
}

/** Decimals for the visitor's value too: no more than the comparison can carry, but never tens. */
export function decimalsOf(interval: Interval, most: number): number {
  return Math.max(0, decimalsFor(interval.upper - interval.lower, most));
}

/** The value of the centre as every place has it, table and axis too: an interval that carries tens shows tens. */
export function centreSaid({ value, lower, upper }: Interval, most: number, lang: Lang): string {
  return formatNumber(value, decimalsFor(upper - lower, most), lang);
}

/** What stands for what in the drawing, and which of the five percentiles are not in it. */
export function stripNote({
  quantiles,
  centre,
  typed,
  lang,
  words,
}: Pick<StripFigure, "quantiles" | "centre" | "lang" | "words"> & { readonly typed: Pick<Typed, "perMonth"> }): string {
  const named = (rank: number): string => (rank === 50 ? words.median : words.centile(ordinal(rank, lang)));
  const { light, dark } = stripBands({ quantiles, centre });
  const drawn = [light, dark].flatMap((band) => band?.ranks ?? []);
  if (centre.statistic === "P50") drawn.push(50);
  const left = RANKS.filter((rank) => !drawn.includes(rank)).map(named);
  return [
    light?.ranks ? words.lightBand(named(light.ranks[0]), named(light.ranks[1])) : null,
    dark?.ranks ? words.darkBand(named(dark.ranks[0]), named(dark.ranks[1])) : null,
    dark?.ranks === null ? words.marginBand : null,
    words.marks(centre.statistic === "P50" ? words.median : words.mean),
    offScale({ quantiles, centre, you: typed.perMonth }) ? words.atEdge : null,
    left.length > 0 ? words.notDrawn(left) : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

interface Line {
  readonly name: string;
  readonly value: string;
  readonly margin: string;
}

/** The strip, what it says in a sentence, and its values in a table. */
export function stripFigure(input: StripFigure): HTMLElement {
  const { cell, centre, quantiles, typed, unit, most, lang, words } = input;
  const you = formatNumber(typed.perMonth, decimalsOf(centre, most), lang);
  const statistics = (["P10", "P25", "P50", "P75", "P90", "MEAN"] as const).flatMap((statistic) => {
    const row = cell.get(statistic);
    return row ? [{ statistic, row }] : [];
  });
  const lines: Line[] = [
    { name: words.yourValue, value: you, margin: typed.days === null ? "" : WORDS[lang].estimated },
    ...statistics.map(({ statistic, row }) => {
      const value = formatValue(row, lang, most) ?? withoutValue(row, lang);
      const margin = [formatInterval(row, lang, most) ?? "", remark(row, lang)].filter((part) => part !== "").join(", ");
      return { name: WORDS[lang].statistics[statistic], value, margin };
    }),
  ];
  const named = WORDS[lang].labelled(words.you, you);
  const svg = percentileStrip({
    quantiles,
    centre,
    you: typed.perMonth,
    labels: {
      you: offScale({ quantiles, centre, you: typed.perMonth }) ? words.offScale(named) : named,
      centre: `${centre.statistic === "P50" ? words.median : words.mean} ${centreSaid(centre, most, lang)}`,
      unit,
    },
    format: (value, decimals) => formatNumber(value, decimals, lang),
    width: input.width,
  });
  const parts = statistics
    .map(({ statistic, row }) => `${WORDS[lang].labelled(WORDS[lang].statistics[statistic], formatEstimate(row, lang, most))}.`)
    .join(" ");
  return figure({
    lang,
    title: words.stripTitle,
    label: words.stripLabel(`${you} ${unit}`, parts),
    svg,
    note: stripNote(input),
    name: "voisinage",
    table: dataTable<Line>({
      caption: `${words.tableCaption} (${unit})`,
      rows: lines,
      columns: [
        { label: words.what, cell: (line) => line.name },
        { label: words.amountColumn, numeric: true, cell: (line) => line.value },
        { label: words.marginColumn, cell: (line) => line.margin },
      ],
    }),
  });
}
