import { useState } from "preact/hooks";
import type { Statistic } from "../../src/contract/observation.ts";
import { goesBeyond } from "../charts/beyond-axis.ts";
import type { Estimate, EstimateRowsProps } from "../charts/estimate-frame.tsx";
import { FittingEstimates } from "../charts/stacked-estimates.tsx";
import { axisText, upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { onPaper } from "../shared/on-paper.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { ofAxes } from "./addresses.ts";
import { NoFigures } from "./empty.tsx";
import { AgainstLegend, ExploreFigure, Readout, UndrawnNote, type ViewProps } from "./figure-parts.tsx";
import { figureText, rowIndex } from "./figures.ts";
import { rankedKinds } from "./kinds.ts";
import { axisDifference, axisName, placeOf } from "./phrases.ts";
import {
  type Beside,
  drawnPlaces,
  hasDrawing,
  onSheets,
  placesWithFigure,
  type Ranked,
  rankedBeside,
  rankedPlaces,
  standingRest,
  subjectTitle,
  untoldPair,
} from "./ranked.ts";
import { type Axis, axesOf, MOST_FIGURES, wholeOf } from "./selection.ts";
import { subjectText } from "./subject-text.ts";
import { KindsFigure, ROOMY, ROW, TappedEstimates } from "./view-kinds.tsx";
import { weighedNote } from "./weighed.ts";
import { EXPLORE } from "./words.ts";

/** Least and most height in px of a row on paper, where nobody taps them, and of all rows: two of several rankings share a sheet. */
const PAPER_ROWS = { least: 15, most: 22, all: 560, ofSeveral: 190 };

/**
 * The view of rankings, one for each subject: places from highest to lowest with their margins, compared with the whole. Several kinds of
 * homes in one place are one ranking.
 */
export function RankingView({ store, shown }: ViewProps) {
  const index = rowIndex(shown.rows);
  const ofKinds = rankedKinds(shown, store.lang);
  if (ofKinds) return <KindsFigure store={store} shown={shown} ranked={ofKinds} />;
  const axes = axesOf(shown.selection).filter((axis) => index.has(axis));
  // One without figures would lend the others its order, which is none.
  const drawn = axes.slice(0, MOST_FIGURES).filter((axis) => hasDrawing(shown, axis));
  const beside = rankedBeside(shown, drawn);
  return (
    <div class={axes.length > 1 ? "explore-figures" : undefined}>
      {axes.slice(0, MOST_FIGURES).map((axis, i) => (
        <RankingOrWhy
          key={`${axis.measure} ${axis.type} ${axis.period}`}
          store={store}
          shown={shown}
          axis={axis}
          number={i}
          beside={beside}
        />
      ))}
      <UndrawnNote store={store} figures={axes.length} />
    </div>
  );
}

interface RankingFigureProps extends ViewProps {
  readonly axis: Axis;
  readonly number: number;
  readonly beside: Beside | null;
}

/** One of several rankings, or why it has nothing to draw. */
function RankingOrWhy(props: RankingFigureProps) {
  const { store, shown, axis } = props;
  const { lang } = store;
  if (hasDrawing(shown, axis)) return <RankingFigure {...props} />;
  const { selection, facts } = shown;
  const own = { ...shown, selection: ofAxes(selection, [axis]) };
  return (
    <NoFigures
      store={store}
      shown={own}
      of={upperFirst(axisDifference(axis, selection, facts, lang)) || axisName(axis, selection, facts, lang)}
    />
  );
}

/** Tells whether a margin goes beyond the axis. */
const isOpen = (
  drawn: readonly Ranked[],
  whole: WithMargin | null,
  apart: number | undefined,
  among: readonly number[],
): boolean =>
  goesBeyond({
    rows: drawn.map(({ name, interval, wide }) => ({
      name,
      interval: interval ?? wide,
      text: "",
      ...(interval ? {} : { against: "wide" as const }),
    })),
    apart,
    among,
    ...(whole ? { reference: { ...whole, text: "" } } : {}),
  });

function RankingFigure({ store, shown, axis, number, beside }: RankingFigureProps) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const [chosen, setChosen] = useState<string | null>(null);
  const { places, whole } = rankedPlaces(shown, axis);
  const drawn = beside ? inOrderOf(beside, places) : drawnPlaces(places);
  const among = beside?.among(axis.measure) ?? [];
  const read = places.find(({ code }) => code === chosen);
  const apart = beside ? undefined : apartIn(drawn);
  const unsure = `${apart !== undefined ? UNSURE[lang].unranked : UNSURE[lang].unsureMeans}${isOpen(drawn, whole, apart, among) ? ` ${words.ranking.beyond}` : ""}`;
  const [first = axis] = beside?.axes ?? [];
  const order = first === axis ? "" : words.ranking.order(upperFirst(axisDifference(first, shown.selection, shown.facts, lang)));
  const isUnsure = drawn.some(({ wide }) => wide);
  const notes = [isUnsure ? unsure : "", weighedNote(shown, axis, lang)].filter(Boolean);
  const kinds = new Set(drawn.flatMap((place) => place.against ?? (place.wide ? ("wide" as const) : [])));
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={[axis]}
      title={subjectTitle(shown, axis, lang)}
      marks={`${order}${standingRest(shown, axis, lang)}${whole ? words.marks.ranking : words.marks.apart}${onPaper() && shown.selection.statistic !== "COUNT" ? ` ${words.marks.homes}` : ""}`}
      height={60 + ROW * drawn.length}
      notes={notes}
      draw={(width) => (
        <RankingDrawing
          store={store}
          shown={shown}
          axis={axis}
          number={number}
          width={width}
          drawn={drawn}
          whole={whole}
          apart={apart}
          among={among}
          beside={beside}
          chosen={chosen}
          onArea={setChosen}
        />
      )}
    >
      <Readout store={store} read={read ? { name: read.name, text: subjectText(shown, axis, lang).ofPlace(read.code) } : null} />
      {kinds.size > 0 ? <AgainstLegend kinds={kinds} store={store} dots /> : null}
      {notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      <ComparePair store={store} shown={shown} axis={axis} pair={store.frame ? null : untoldPair(places)} />
      {placesWithFigure(places).length > drawn.length ? <p class="note">{words.ranking.cut(drawn.length)}</p> : null}
    </ExploreFigure>
  );
}

/** The statistics that the page of two places has. */
const COMPARED: Partial<Record<Statistic, string>> = { MEAN: "mean", P50: "median" };

/** Leads from two places whose difference is not established to the page that has its margin. */
function ComparePair({
  store: { lang },
  shown: { selection },
  axis,
  pair,
}: ViewProps & { readonly axis: Axis; readonly pair: readonly [string, string] | null }) {
  const stat = COMPARED[selection.statistic];
  if (pair === null || stat === undefined) return null;
  const [at, other] = pair;
  const { measure, type, period } = axis;
  const href = pageHref("district", lang, { view: "compare", measure, stat, type, period, at, with: other });
  return (
    <p class="note no-print">
      <a href={href}>{EXPLORE[lang].ranking.compare}</a>
    </p>
  );
}

/** The places in the order of the first of several rankings. */
const inOrderOf = ({ codes }: Beside, places: readonly Ranked[]): readonly Ranked[] =>
  codes.flatMap((code) => places.find((place) => place.code === code) ?? []);

/** The rows on as many sheets as they need, each with an axis that is that of all. No row is cut between two. */
function PaperEstimates({ rows, apart, several, ...drawing }: EstimateRowsProps & { readonly several: boolean }) {
  const sheets = onSheets(rows);
  const { least, most, all, ofSeveral } = PAPER_ROWS;
  const pitch = Math.max(least, Math.min(most, Math.floor((several ? ofSeveral : all) / (sheets[0]?.length ?? 1))));
  return sheets.map((own, i) => {
    const before = sheets.slice(0, i).flat().length;
    const isApart = apart !== undefined && apart < before + own.length;
    return (
      <FittingEstimates
        key={before}
        {...drawing}
        id={i === 0 ? drawing.id : `${drawing.id}-${i + 1}`}
        rows={own}
        apart={isApart ? Math.max(0, apart - before) : undefined}
        pitch={pitch}
      />
    );
  });
}

/** The ends of the axis that the drawings of all sheets have in common: those of one drawing. */
function amongSheets(drawn: readonly Ranked[], apart: number | undefined, among: readonly number[]): readonly number[] {
  const isOpen = apart !== undefined || among.length > 0;
  const own = drawn.flatMap(({ interval, wide }) => {
    const shown = interval ?? wide;
    if (shown === null) return [];
    return interval === null && isOpen ? [shown.value] : [shown.lower, shown.upper];
  });
  return [...own, ...among];
}

/** The number of the first place that is drawn and not ranked; undefined where all are ranked, or none is. */
function apartIn(drawn: readonly Ranked[]): number | undefined {
  const first = drawn.findIndex(({ interval, wide }) => interval === null && wide !== null);
  return first > 0 ? first : undefined;
}

/** The rows of a subject as a drawing has them. */
export function estimatesOf(
  { store: { lang }, shown }: ViewProps,
  axis: Axis,
  places: readonly Ranked[],
  width: number,
): Estimate[] {
  const { text, margin, whyNone } = subjectText(shown, axis, lang);
  const index = rowIndex(shown.rows);
  // On paper no table below says how many homes a figure has.
  const homesOnPaper = (code: string): string => {
    const homes = onPaper() && shown.selection.statistic !== "COUNT" ? reliableInterval(index.at(axis, code, "COUNT")) : null;
    return homes ? ` (${figureText(homes, 0, "", lang)})` : "";
  };
  return places.map(({ name, code, interval, wide, against = wide ? ("wide" as const) : undefined }) => ({
    name,
    code,
    // A margin that is too wide is drawn in full; only places without any figure are hatched.
    interval: interval ?? wide,
    text: interval ? text(interval) : wide ? `${text(wide, true)} ${WORDS[lang].figure.unsureMark}` : whyNone(code),
    ...(width >= ROOMY && (interval || wide) ? { margin: `${margin(code)}${homesOnPaper(code)}` } : {}),
    // One that is too wide stands in the place of its figure.
    ...(width < ROOMY && interval ? { below: margin(code) } : {}),
    ...(against ? { against } : {}),
  }));
}

interface RankingDrawingProps extends ViewProps {
  readonly axis: Axis;
  readonly number: number;
  readonly width: number;
  readonly drawn: readonly Ranked[];
  readonly whole: WithMargin | null;
  readonly apart: number | undefined;
  readonly among: readonly number[];
  readonly beside: Beside | null;
  readonly chosen: string | null;
  readonly onArea: (code: string) => void;
}

/** The rows, laid out for the width. On narrow screens long names stand above their rows; many go on over sheets of paper. */
function RankingDrawing(props: RankingDrawingProps) {
  const { store, shown, axis, number, width, drawn, whole, apart, among, beside, chosen, onArea } = props;
  const { lang } = store;
  const words = EXPLORE[lang].ranking;
  const { unit, whole: ofWhole } = subjectText(shown, axis, lang);
  const { selection, facts } = shown;
  const wholeName = placeOf(facts, wholeOf(selection, facts.tree), lang).name;
  const reference = whole &&
    ofWhole && { ...whole, text: words.whole(wholeName, width >= ROOMY ? ofWhole.withMargin : ofWhole.text) };
  const rowsOf = (one: Axis, places: readonly Ranked[]) => estimatesOf({ store, shown }, one, places, width);
  const alongside = beside?.axes
    .flatMap((one) => rowsOf(one, inOrderOf(beside, rankedPlaces(shown, one).places)))
    .filter(({ interval }) => interval);
  const drawing = {
    id: `ranking-${number}`,
    width,
    label: words.label(drawn.length),
    rows: rowsOf(axis, drawn),
    ...(reference ? { reference } : {}),
    ...axisText(unit, lang),
    marked: chosen === null ? [] : [chosen],
    apart,
    among,
    ...(alongside ? { alongside } : {}),
    rankedAxis: true,
  };
  if (onPaper()) return <PaperEstimates {...drawing} several={beside !== null} among={amongSheets(drawn, apart, among)} />;
  return <TappedEstimates {...drawing} onArea={onArea} />;
}
