import { useState } from "preact/hooks";
import { Estimates } from "../charts/estimates.tsx";
import { STACKED_ROW, StackedEstimates } from "../charts/stacked-estimates.tsx";
import { amountText, decimalsBorne } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { AgainstLegend, ExploreFigure, RowTaps, type ViewProps } from "./figure-parts.tsx";
import { against, type Interval, intervalOf, mostDecimals, rowIndex, tickText, unitOfRows, writtenInterval } from "./figures.ts";
import { axisName, placeOf, titled } from "./phrases.ts";
import { type Axis, areasOf, axesOf, MOST_FIGURES } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { absence } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";

/** Rows of a ranking that can be read; below a few more they are drawn without names. */
const MOST_RANKED = 60;

/** px of a row */
const ROW = 30;
/** Below this width names stand above their rows, and below that one a figure stands without its margin. */
const NARROW = 480;
const ROOMY = 600;

/** A place of a ranking: its figure, and where it stands beside the whole. */
export interface Ranked {
  readonly code: string;
  readonly name: string;
  readonly interval: Interval | null;
  readonly against: "less" | "more" | "same" | undefined;
}

/** The places of one subject from the highest, those without a figure last, and the whole that they are held against. */
export function rankedPlaces(
  { selection, rows, facts }: ExploreState,
  axis: Axis,
): { places: readonly Ranked[]; whole: Interval | null } {
  const index = rowIndex(rows);
  const { statistic } = selection;
  // A sum or a count of the whole is no yardstick for its parts.
  const comparable = statistic !== "COUNT" && statistic !== "TOTAL";
  const wholeCode = selection.areas.length > 0 ? facts.tree.root.code : selection.within;
  const whole = comparable ? intervalOf(index.at(axis, wholeCode, statistic)) : null;
  const places = areasOf(selection, facts.tree).map((code): Ranked => {
    const interval = intervalOf(index.at(axis, code, statistic));
    const beside = interval && whole && code !== wholeCode ? against(interval, whole) : undefined;
    return { code, name: facts.tree.get(code)?.name ?? code, interval, against: beside };
  });
  const value = ({ interval }: Ranked): number => interval?.value ?? Number.NEGATIVE_INFINITY;
  return { places: places.sort((a, b) => value(b) - value(a) || a.name.localeCompare(b.name, "fr")), whole };
}

/** How many stand above, below, and too close to the whole to tell. */
export function standings(places: readonly Ranked[]): { more: number; less: number; same: number } {
  const count = (kind: string): number => places.filter((place) => place.against === kind).length;
  return { more: count("more"), less: count("less"), same: count("same") };
}

/** A place's figure with its unit, as a title has it. */
export function figureText(interval: Interval, most: number, unit: string, lang: Lang): string {
  return amountText(interval.value, decimalsBorne(interval.lower, interval.upper, most), unit, lang);
}

/** What the places of a subject say, as far as the margins bear it. */
export function standingTitle(shown: ExploreState, axis: Axis, lang: Lang): string {
  const words = EXPLORE[lang].ranking;
  const { selection, facts, rows } = shown;
  const { places, whole } = rankedPlaces(shown, axis);
  const known = places.filter(({ interval }) => interval !== null);
  const [highest, lowest] = [known[0], known.at(-1)];
  if (!highest?.interval || !lowest?.interval) return words.none;
  const ref = facts.refs.find(({ key }) => key === axis.measure);
  const most = ref ? mostDecimals(ref, selection.statistic) : 0;
  const index = rowIndex(rows);
  const unit = unitOfRows(
    known.map(({ code }) => index.at(axis, code, selection.statistic)),
    lang,
  );
  const text = (interval: Interval): string => figureText(interval, most, unit, lang);
  if (known.length === 1) return words.few(text(highest.interval), highest.name);
  const { more, less, same } = standings(places);
  if (whole && more + less + same > 2)
    return words.title(
      more,
      less,
      same,
      placeOf(facts, selection.areas.length > 0 ? facts.tree.root.code : selection.within, lang),
    );
  return words.extremes(lowest.name, text(lowest.interval), highest.name, text(highest.interval));
}

/** Places from the highest to the lowest, each with its margin, beside the whole: a figure for each subject. */
export function RankingView({ store, shown }: ViewProps) {
  const index = rowIndex(shown.rows);
  const axes = axesOf(shown.selection).filter((axis) => index.has(axis));
  return (
    <div class={axes.length > 1 ? "figures-beside" : undefined}>
      {axes.slice(0, MOST_FIGURES).map((axis, i) => (
        <RankingFigure key={`${axis.measure} ${axis.type} ${axis.period}`} store={store} shown={shown} axis={axis} number={i} />
      ))}
    </div>
  );
}

function RankingFigure({ store, shown, axis, number }: ViewProps & { readonly axis: Axis; readonly number: number }) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const { selection, facts, rows } = shown;
  const [chosen, setChosen] = useState<string | null>(null);
  const index = rowIndex(rows);
  const { places, whole } = rankedPlaces(shown, axis);
  const known = places.filter(({ interval }) => interval !== null);
  // Many that are withheld would push the figures apart: they are named beside.
  const drawn = (known.length > 0 && places.length - known.length > 4 ? known : places).slice(0, MOST_RANKED);
  const ref = facts.refs.find(({ key }) => key === axis.measure);
  const most = ref ? mostDecimals(ref, selection.statistic) : 0;
  const unit = unitOfRows(
    places.map(({ code }) => index.at(axis, code, selection.statistic)),
    lang,
  );
  const wholeName = placeOf(facts, selection.areas.length > 0 ? facts.tree.root.code : selection.within, lang).name;
  const say = ({ interval, code }: Ranked): string => {
    if (!interval) return absence(index.at(axis, code, selection.statistic), words);
    const { value, lower, upper } = writtenInterval(interval, most, lang);
    return words.between(`${value}\u00a0${unit}`, lower, upper);
  };
  const read = chosen === null ? undefined : places.find(({ code }) => code === chosen);
  const several = axesOf(selection).length > 1;
  const kinds = new Set(drawn.flatMap((place) => place.against ?? []));
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={[axis]}
      title={
        several
          ? titled(axisName(axis, selection, facts, lang), standingTitle(shown, axis, lang), lang)
          : standingTitle(shown, axis, lang)
      }
      marks={words.marks.ranking}
      height={60 + 30 * drawn.length}
      draw={(width) => {
        const narrow = width < NARROW;
        const drawing = {
          id: `ranking-${number}`,
          width,
          label: words.ranking.label(drawn.length),
          rows: drawn.map((place) => ({
            name: place.name,
            code: place.code,
            interval: place.interval,
            text: place.interval && width < ROOMY ? figureText(place.interval, most, unit, lang) : say(place),
            ...(place.against ? { against: place.against } : {}),
          })),
          ...(whole
            ? { reference: { ...whole, text: words.ranking.whole(wholeName, figureText(whole, most, unit, lang)) } }
            : {}),
          unit,
          format: (value: number) => tickText(value, lang),
          marked: chosen === null ? [] : [chosen],
        };
        return (
          <RowTaps
            codes={drawn.map(({ code }) => code)}
            headed={whole !== null}
            pitch={narrow ? STACKED_ROW : ROW}
            onArea={setChosen}
          >
            {narrow ? <StackedEstimates {...drawing} /> : <Estimates {...drawing} you={null} pitch={ROW} />}
          </RowTaps>
        );
      }}
    >
      <p class={read ? "readout" : "readout no-print"} role="status">
        {read ? (
          <>
            <b>{read.name}</b> : {say(read)}
          </>
        ) : (
          words.tap
        )}
      </p>
      {kinds.size > 0 ? <AgainstLegend kinds={kinds} store={store} dots /> : null}
      {known.length > drawn.length ? <p class="note">{words.ranking.cut(drawn.length)}</p> : null}
    </ExploreFigure>
  );
}
