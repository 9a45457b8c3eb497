import type { Observation } from "../../src/contract/observation.ts";
import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { written } from "../shared/digits.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { formatPeriod } from "../shared/format.ts";
import { modelledNotes } from "../shared/modelled-notes.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { type FigureChoice, figureAt, methodAt, statusAt } from "./area-figures.ts";
import { absentText, type DistrictState, partsOf, placeWords, textOfPlace } from "./shown.ts";

/** Decimals of what is made of areas in a file: those of the figures in the releases. */
const FILED_DIGITS = 2;

/** What is made of areas, as a file has it. */
export const filed = (figure: WithMargin | null, decimals = FILED_DIGITS): WithMargin | null =>
  figure && {
    value: written(figure.value, decimals),
    lower: written(figure.lower, decimals),
    upper: written(figure.upper, decimals),
  };

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
  return {
    code: "",
    of,
    name: words.compare.gapRow,
    figure: filed(gap),
    method: isModelled ? "modelled" : "measured",
    homes: null,
    isGap: true,
    choice,
  };
}

/** The note that must accompany rows of which some are drawn towards the whole, because sums and differences are of measurements. */
export function methodNotes(
  shown: DistrictState,
  rows: readonly FileRow[],
  wider?: Parameters<typeof modelledNotes>[2],
): string[] {
  const published = rows.filter(({ figure, quartile }) => figure === undefined && quartile === undefined);
  return modelledNotes(
    published.map(({ code, choice }) => statusAt(shown.atlas, { ...shown.choice, ...choice }, code)),
    shown.lang,
    wider,
  );
}

/** The one place that all of some rows lie right within, to whose mean a model draws theirs; undefined: they lie in several, or it is drawn itself. */
export function drawnTo(shown: DistrictState, rows: readonly FileRow[]): ReturnType<typeof placeWords> | undefined {
  const { atlas, choice, lang } = shown;
  const [parent, ...others] = new Set(rows.flatMap(({ code }) => (code === "" ? [] : (atlas.tree.get(code)?.parent ?? null))));
  if (parent === undefined || parent === null || others.length > 0) return undefined;
  return methodAt(atlas, choice, parent) === "modelled" ? undefined : placeWords(atlas, parent, lang);
}

/** The same of the places on the map and in its ranking, whose colours and ranks follow from the means. It names the place that they are drawn to where it is one. */
export function partsNotes(shown: DistrictState): string[] {
  const { atlas, choice, lang } = shown;
  const parts = partsOf(shown);
  // Smaller places than its children are drawn to those around them, and it may be drawn itself.
  const isOne = parts.every(({ parent }) => parent === choice.area) && methodAt(atlas, choice, choice.area) !== "modelled";
  return methodNotes(shown, parts, isOne ? placeWords(atlas, choice.area, lang) : undefined);
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
