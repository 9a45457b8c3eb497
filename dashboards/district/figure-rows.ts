import type { Observation } from "../../src/contract/observation.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { written } from "../shared/digits.ts";
import { type FiledFigure, figureFile } from "../shared/figure-file.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { modelledNotes } from "../shared/modelled-notes.ts";
import { publishedFigure } from "../shared/published-figure.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { unitOf } from "../visit/commons.ts";
import { type FigureChoice, figureAt, homesAt, methodAt, quartileAt, statusAt } from "./area-figures.ts";
import { PUBLISHED_AS } from "./choice.ts";
import { absentText, type DistrictState, relationText, textOfPlace } from "./shown.ts";

/** Decimals of a difference in a file: those of the figures in the releases. */
const GAP_DIGITS = 2;

/** A row of a figure's file: an area, or something made of areas, which brings its own figure and homes. */
export interface FileRow {
  readonly code: string;
  /** codes of the two areas of a difference, the first less the second */
  readonly of?: readonly [string, string];
  readonly name?: string;
  /** absent: the page's choice */
  readonly choice?: Partial<FigureChoice>;
  /** absent: the published figure */
  readonly figure?: WithMargin | null;
  /** absent: that of the published figure, or as measured for a figure of its own */
  readonly method?: Observation["METHOD"] | undefined;
  /** absent: those of the published figure */
  readonly homes?: WithMargin | null;
  /** true: a difference, which for shares of homes is in points */
  readonly isGap?: boolean;
  /** code of the unit; absent: that of the measure */
  readonly unit?: string;
  /** a published quartile, instead of the choice's statistic */
  readonly quartile?: "P25" | "P75";
  /** area that the row is compared with; absent: none */
  readonly beside?: string;
  /** what is told of a figure made of areas; absent: nothing */
  readonly remark?: string;
}

/** The difference of two published figures as programs read it: with the digits that they have, and made as they are. */
export function gapFile(
  shown: DistrictState,
  of: readonly [string, string],
  gap: EstimateWithEnds,
  choice: Partial<FigureChoice> = {},
): FileRow {
  const { atlas, words } = shown;
  const isModelled = of.some((code) => methodAt(atlas, { ...shown.choice, ...choice }, code) === "modelled");
  const [value, lower, upper] = [gap.value, gap.lower, gap.upper].map((one) => written(one, GAP_DIGITS)) as [
    number,
    number,
    number,
  ];
  return {
    code: "",
    of,
    name: words.compare.gapRow,
    figure: { value, lower, upper },
    method: isModelled ? "modelled" : "measured",
    homes: null,
    isGap: true,
    choice,
  };
}

/** A figure of the page Quartiers as a file for programs. */
export function fileOf(shown: DistrictState, rows: readonly FileRow[]) {
  const { atlas, lang } = shown;
  const filed = rows.map(({ code, name = atlas.tree.get(code)?.name ?? code, beside, ...row }): FiledFigure => {
    const choice = { ...shown.choice, ...row.choice };
    const quarter = row.quartile && quartileAt(atlas, choice, code, row.quartile);
    const published = quarter ? publishedFigure(quarter) : code === "" ? null : figureAt(atlas, choice, code);
    const figure = row.figure === undefined ? published : row.figure;
    const homes = row.homes === undefined && code !== "" ? homesAt(atlas, choice, code) : (row.homes ?? null);
    const relation = beside === undefined ? "" : relationText({ ...shown, choice }, code, beside);
    const isShare = choice.statistic === "participation";
    return {
      code: row.of?.join(" - ") ?? code,
      name,
      ref: choice.ref,
      statistic: row.quartile ?? (isShare ? "PARTICIPATION" : PUBLISHED_AS[choice.statistic]),
      type: choice.type,
      period: choice.period,
      figure,
      method: methodOf(shown, { code, ...row }),
      unit: row.unit ?? (isShare ? (row.isGap ? "points" : "%") : unitOf(atlas.catalog, choice.ref)),
      homes,
      // What is made of areas has no status of its own.
      status: quarter ?? (row.figure === undefined && code !== "" ? statusAt(atlas, choice, code) : undefined),
      remark:
        figure === null
          ? absentText({ ...shown, choice }, code)
          : published?.unsure
            ? WORDS[lang].figure.unsure
            : (row.remark ?? relation),
    };
  });
  return figureFile(filed);
}

/** How a row's figure was made. What is made of areas is as measured. */
function methodOf({ atlas, choice }: DistrictState, row: FileRow): Observation["METHOD"] | undefined {
  const subject = { ...choice, ...row.choice };
  if (row.method !== undefined) return row.method;
  if (row.figure !== undefined) return "measured";
  return row.quartile ? quartileAt(atlas, subject, row.code, row.quartile)?.METHOD : methodAt(atlas, subject, row.code);
}

/** The note that must accompany rows of which some are drawn towards the whole, because sums and differences are of measurements. */
export function methodNotes(shown: DistrictState, rows: readonly FileRow[]): string[] {
  const published = rows.filter(({ figure, quartile }) => figure === undefined && quartile === undefined);
  return modelledNotes(
    published.map(({ code, choice }) => statusAt(shown.atlas, { ...shown.choice, ...choice }, code)),
    shown.lang,
  );
}

/** A place over periods as a table. */
export function periodsTable(shown: DistrictState, code: string, periods: readonly string[]): FigureTable {
  const { words, lang } = shown;
  const rows = periods.map((period) => {
    const then = { ...shown, choice: { ...shown.choice, period } };
    const figure = figureAt(then.atlas, then.choice, code);
    const text = figure && textOfPlace(then, code, figure);
    return [
      formatPeriod(period, lang),
      text?.value ?? absentText(then, code),
      text ? `${text.lower}\u00a0–\u00a0${text.upper}` : "",
    ];
  });
  return { columns: [words.portrait.trendPeriod, words.map.value, words.map.between], rows };
}
