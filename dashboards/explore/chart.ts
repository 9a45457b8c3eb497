import type { Observation } from "../../src/contract/observation.ts";
import { parsePeriod, STEPS } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { areaCells, cellOf, periodCells } from "../charts/cells.ts";
import { ranking } from "../charts/ranking.ts";
import { rowsOf, span } from "../charts/rows.ts";
import { trend } from "../charts/trend.ts";
import { amounts, chartWords } from "../charts/words.ts";
import type { AreaTree } from "../shared/areas.ts";
import { formatPeriod, statisticLabel, unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Selection } from "./selection.ts";
import type { ExploreWords } from "./words.ts";

/** trends drawn under one another, and rows of a ranking: more cannot be read */
const MOST_TRENDS = 4;
const MOST_RANKED = 60;

export interface Drawn {
  readonly title: string;
  readonly label: string;
  readonly svg: SVGSVGElement;
}

export interface ChartInput {
  readonly lang: Lang;
  readonly words: ExploreWords;
  readonly selection: Selection;
  readonly ref: MeasureRef;
  /** of the selection */
  readonly rows: readonly Observation[];
  /** of every release */
  readonly all: readonly Observation[];
  readonly tree: AreaTree;
  readonly width: number;
}

/** A ranking where areas are compared at one period, trends where periods follow one another; nothing where neither is. */
export function charts(input: ChartInput): Drawn[] {
  return input.selection.period === null ? trends(input) : rankings(input);
}

function written({ rows, ref, lang, selection }: ChartInput) {
  const decimals = selection.statistic === "COUNT" ? 0 : ref.measure.decimals;
  const unit = rows[0] ? unitLabel(rows[0].UNIT_MEASURE, lang) : "";
  return {
    ...amounts(
      rows.map((row) => cellOf(row)),
      unit,
      decimals,
      lang,
    ),
    document,
    words: chartWords(lang),
  };
}

function rankings(input: ChartInput): Drawn[] {
  const { lang, words, selection, rows, all, tree, ref } = input;
  const areas = rows.flatMap((row) => tree.get(row.REF_AREA) ?? []);
  const cells = areaCells(rows, areas).filter((cell) => cell.value !== null);
  if (cells.length < 2) return [];
  const { dataset, measure, statistic, type, period } = selection;
  const root = rowsOf(all, { domain: dataset, measure, statistic, type, areas: [tree.root.code], period: period ?? "" })[0];
  const title = words.ranking(formatPeriod(period ?? "", lang));
  const label = `${ref.measure.labels[lang]}, ${statisticLabel(statistic, lang)}. ${title}. ${words.chartNote}`;
  // A sum or a count of the whole is no yardstick for its parts.
  const comparable = statistic !== "COUNT" && statistic !== "TOTAL";
  const reference = { ...cellOf(comparable ? root : undefined), name: tree.root.name };
  const shown = [...cells].sort((a, b) => (b.value as number) - (a.value as number)).slice(0, MOST_RANKED);
  return [
    { title, label, svg: ranking({ ...written(input), id: "ranking", label, width: input.width, cells: shown, reference }) },
  ];
}

function trends(input: ChartInput): Drawn[] {
  const { lang, words, rows, tree, ref } = input;
  const codes = [...new Set(rows.map((row) => row.REF_AREA))].slice(0, MOST_TRENDS);
  return codes.flatMap((code, i): Drawn[] => {
    const own = rows.filter((row) => row.REF_AREA === code);
    const present = new Set(own.map((row) => parsePeriod(row.TIME_PERIOD).step));
    const cells = STEPS.filter((step) => present.has(step))
      .map((step) => periodCells(own, span(own, step)))
      .find((list) => list.filter((cell) => cell.value !== null).length >= 2);
    if (!cells) return [];
    const title = words.trend(tree.get(code)?.name ?? code);
    const label = `${ref.measure.labels[lang]}. ${title}. ${words.chartNote}`;
    const short = (id: string): string => (id.length === 7 && !id.includes("Q") ? `${id.slice(5)}/${id.slice(2, 4)}` : id);
    return [
      { title, label, svg: trend({ ...written(input), id: `trend-${i + 1}`, label, width: input.width, cells, period: short }) },
    ];
  });
}
