import { useMemo, useState } from "preact/hooks";
import { goesBeyond, OverTime, type TimeSeries, timeDomain } from "../charts/over-time.tsx";
import type { PeriodPoint } from "../charts/stretches.ts";
import { TimePanels } from "../charts/time-panels.tsx";
import { changeText, countedText } from "../shared/change.ts";
import { asCounted } from "../shared/counted-homes.ts";
import { comparison, digitsApart } from "../shared/digits.ts";
import { amountText, axisText, endText, formatPeriod, lowerFirst, marginDigits, upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { onPaper } from "../shared/on-paper.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { Rich } from "../shared/rich.tsx";
import { AreaTaps, ExploreFigure, Readout, type ReadPlace, UndrawnNote, type ViewProps } from "./figure-parts.tsx";
import { byFigure, mostDecimalsOf, rowIndex, unitOfRows, wideInterval, wideText, writtenInterval } from "./figures.ts";
import { levelDigits, subjectDigits } from "./list-digits.ts";
import { axisName, axisPeriod, placeOf, titled, whenText } from "./phrases.ts";
import { type Axis, areasOf, axesOf, linesOf, MOST_FIGURES, wholeOf } from "./selection.ts";
import { steadyTitle, wholeOver } from "./steady.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** Most lines of one drawing beside that of the whole, above which each line has a panel of its own. */
const MOST_LINES = 3;
/** As many panels as stand on a sheet below their title; a button draws the others. */
const MOST_PANELS = 12;

/** A line, with the code of its place and its kind of homes. */
export interface NamedSeries extends TimeSeries {
  readonly code: string;
  readonly type: string;
}

/** Periods of the axis, oldest first. Those of a figure are of one step. */
const axisPeriods = ({ selection }: Pick<ExploreState, "selection">): readonly string[] => [...selection.periods].reverse();

/** One figure of the view: a measure over the periods of one step. */
interface TimeSubject {
  readonly measure: string;
  /** what is shown, limited to the periods of the step */
  readonly shown: ExploreState;
}

/**
 * The figures of a selection, a measure each because units differ, and a step each because a year is not the mean of its months: those
 * with figures in two periods.
 */
export function timeSubjects(shown: ExploreState, lang: Lang): TimeSubject[] {
  const { measures, periods } = shown.selection;
  return measures.flatMap((measure) =>
    linesOf(periods).flatMap((line) => {
      const own = { ...shown, selection: { ...shown.selection, periods: line } };
      const series = seriesOf(own, measure, lang);
      const filled = line.filter((_, i) => series.some(({ points }) => points[i]?.interval || points[i]?.wide));
      return filled.length > 1 ? [{ measure, shown: own }] : [];
    }),
  );
}

/** Names what no figure draws of a selection: periods, or a measure that has none; null: all is drawn. */
export function undrawnText({ selection, facts }: ExploreState, subjects: readonly TimeSubject[], lang: Lang): string | null {
  const left = selection.measures.map((measure) => {
    const drawn = subjects.flatMap((one) => (one.measure === measure ? one.shown.selection.periods : []));
    const periods = selection.periods.filter((period) => !drawn.includes(period));
    if (drawn.length > 0) return whenText(periods, lang);
    const ref = facts.refs.find(({ key }) => key === measure);
    return ref ? lowerFirst(topicLabel(ref, lang)) : measure;
  });
  const named = [...new Set(left)].filter((one) => one !== "");
  return named.length === 0 ? null : EXPLORE[lang].time.undrawn(named.join(" ; "));
}

/** The lines of a measure, one for each place and kind of home with a figure in any period, in the order of the newest as in a ranking. */
export function seriesOf(shown: ExploreState, measure: string, lang: Lang): NamedSeries[] {
  const { selection, rows, facts } = shown;
  const index = rowIndex(rows);
  const areas = areasOf(selection, facts.tree);
  const periods = axisPeriods(shown);
  const subjects = axesOf({ ...selection, measures: [measure], periods: [periods[0] ?? ""] });
  const series = subjects.flatMap((subject) =>
    areas.flatMap((code): NamedSeries[] => {
      const points = periods.map((period): PeriodPoint => {
        const row = index.at({ ...subject, period }, code, selection.statistic);
        return { interval: reliableInterval(row), wide: wideInterval(row), broken: row?.OBS_STATUS === "B" };
      });
      if (points.every(({ interval, wide }) => !interval && !wide)) return [];
      const place = facts.tree.get(code)?.name ?? code;
      const kind =
        subjects.length > 1
          ? axisName(subject, { ...selection, measures: [measure], periods: [subject.period] }, facts, lang).replace(
              /^[^,]*, /,
              "",
            )
          : "";
      const name = areas.length > 1 || kind === "" ? [place, kind].filter((part) => part !== "").join(", ") : kind;
      const isWhole = areas.length > 1 ? code === facts.tree.root.code : subjects.length > 1 && subject.type === "_T";
      return [{ code, type: subject.type, name, whole: isWhole, points }];
    }),
  );
  return series.sort((a, b) => byFigure(newestOf(a), newestOf(b)) || a.name.localeCompare(b.name, "fr"));
}

/** What a line has in the newest period. */
const newestOf = ({ points }: TimeSeries): PeriodPoint => points.at(-1) ?? { interval: null, broken: false };

/** Tells whether two periods are years, or the same quarter or month of a year. */
const isSeason = (one: string | undefined, other: string | undefined): boolean => one?.slice(4) === other?.slice(4);

/** Two figures of a line, by their places among its periods. */
interface Ends {
  readonly from: number;
  readonly to: number;
  readonly first: WithMargin;
  readonly last: WithMargin;
  readonly broken: boolean;
}

/**
 * The figures of a line that may be compared: the newest, and the oldest year or, of months and quarters, the oldest of the same
 * season.
 */
export function endsOf({ points }: TimeSeries, periods: readonly string[]): Ends | null {
  const to = points.findLastIndex(({ interval }) => interval !== null);
  const from = points.findIndex(({ interval }, i) => interval !== null && isSeason(periods[i], periods[to]));
  const [first, last] = [points[from]?.interval, points[to]?.interval];
  const broken = points.slice(from + 1, to + 1).some((point) => point.broken);
  return first && last && from < to ? { from, to, first, last, broken } : null;
}

/** Most lines that a title without a finding names. */
const MOST_IN_TITLE = 3;

/** The unit of a measure's figures in all periods. */
const unitOver = ({ rows, selection }: ExploreState, measure: string, lang: Lang): string =>
  unitOfRows(
    rows.filter((row) => `${row.DOMAIN}.${row.MEASURE}` === measure && row.STATISTIC === selection.statistic),
    lang,
  );

/**
 * Which of several lines rise and fall beyond their margins from the first period of the newest one's season to the newest, and how many
 * cannot be compared; null: no line has both.
 */
function changesOf(series: readonly NamedSeries[], periods: readonly string[], whole: WholeChange | null, lang: Lang) {
  const to = periods.length - 1;
  const from = periods.findIndex((period) => isSeason(period, periods[to]));
  const compared = series.flatMap((line) => {
    const ends = endsOf(line, periods);
    return ends?.from === from && ends.to === to ? [{ name: line.name, kind: comparison(ends.last, ends.first) }] : [];
  });
  if (compared.length === 0) return null;
  const careful = series.filter(({ points }) => [points[from], points[to]].some((point) => point?.wide)).length;
  const named = (kind: "more" | "less" | "same"): string[] => compared.flatMap((one) => (one.kind === kind ? [one.name] : []));
  const [more, less, same] = [named("more"), named("less"), named("same").length];
  const [first, last] = [formatPeriod(periods[from] ?? "", lang), formatPeriod(periods[to] ?? "", lang)];
  const words = EXPLORE[lang].time;
  const some = more.length + less.length > 0 || whole?.isChanged === true;
  const left = words.left(careful, series.length - compared.length - careful);
  const text = some ? words.changes(whole?.text ?? null, more, less, same, first, last) : words.unchanged(first, last);
  return { some, text, left, counted: whole?.counted(some) ?? null };
}

/** How the whole changes while its places are compared. */
interface WholeChange {
  readonly text: string;
  readonly isChanged: boolean;
  /** how many homes its two figures are of; null: it is not known */
  readonly counted: (isChanged: boolean) => string | null;
}

/**
 * The change of the whole from the first period of the newest one's season to the newest, which its places go along with; null: places are
 * not compared with it, one of its figures is missing, or it is one of the lines.
 */
function wholeChange(
  shown: ExploreState,
  series: readonly NamedSeries[],
  wholes: readonly (WithMargin | null)[],
  measure: string,
  lang: Lang,
): WholeChange | null {
  const { selection, facts, rows } = shown;
  const code = wholeOf(selection, facts.tree);
  const periods = axisPeriods(shown);
  const to = periods.length - 1;
  const from = periods.findIndex((period) => isSeason(period, periods[to]));
  const [first, last, ref] = [wholes[from], wholes[to], facts.refs.find(({ key }) => key === measure)];
  if (!first || !last || !ref || from === to || series.some((one) => one.code === code)) return null;
  const type = selection.types[0] ?? "_T";
  const most = mostDecimalsOf(facts, { measure }, selection.statistic);
  const level = new Set([facts.tree.get(code)?.level]);
  const digits =
    levelDigits(shown, { measure, type }, level, selection.statistic) ?? marginDigits(first.lower, first.upper, most);
  const unit = unitOver(shown, measure, lang);
  const writers = {
    end: (size: number, decimals: number) => endText(size, decimals, unit, lang),
    amount: (size: number, decimals: number) => amountText(size, decimals, unit, lang),
  };
  const [before, after] = [from, to].map((i) =>
    reliableInterval(rowIndex(rows).at({ measure, type, period: periods[i] ?? "" }, code, "COUNT")),
  );
  return {
    text: changeText({ first, last }, digits, writers, lowerFirst(placeOf(facts, code, lang).at), lang),
    isChanged: comparison(last, first) !== "same",
    counted: (isChanged) =>
      before && after ? asCounted(countedText(ref, before, after, isChanged, lang), lang, facts.catalog) : null,
  };
}

/**
 * What the lines of a measure say, the title first: of one line the change; of several who changes over years or seasons, and who stays
 * above the whole.
 */
export function timeFindings(
  shown: ExploreState,
  series: readonly NamedSeries[],
  measure: string,
  lang: Lang,
): readonly [title: string, ...others: string[]] {
  const words = EXPLORE[lang].time;
  const periods = axisPeriods(shown);
  const [from, to] = [formatPeriod(periods[0] ?? "", lang), formatPeriod(periods.at(-1) ?? "", lang)];
  const most = mostDecimalsOf(shown.facts, { measure }, shown.selection.statistic);
  const unit = unitOver(shown, measure, lang);
  const names = series.map(({ name }) => name);
  const plain = words.plain(
    from,
    to,
    names.length > MOST_IN_TITLE ? EXPLORE[lang].words.several(names.length) : names.join(", "),
  );
  const wholes = wholeOver(shown, measure, periods);
  const steady = wholes && series.length > 1 ? steadyTitle(shown, series, wholes, lang) : null;
  const only = series.length === 1 ? series[0] : undefined;
  const ends = series.map((one) => endsOf(one, periods));
  if (ends.some((one) => one?.broken)) return [words.broken(from, to)];
  const [single] = ends;
  if (only && single) {
    const kind = comparison(single.last, single.first);
    const [newest, before] = [single.to, single.from].map((i) => formatPeriod(periods[i] ?? "", lang)) as [string, string];
    const digits = digitsApart(single.last, single.first, most, subjectDigits(shown, { measure, type: only.type }));
    const text = ({ value }: WithMargin): string => amountText(value, digits, unit, lang);
    if (kind === "same") return [words.change.same(only.name, newest, before)];
    return [words.change[kind](only.name, newest, text(single.last), before, text(single.first))];
  }
  const whole = wholes && wholeChange(shown, series, wholes, measure, lang);
  const changes = changesOf(series, periods, whole, lang);
  const told = changes ? [changes.text, changes.left, changes.counted].filter((text): text is string => !!text) : [];
  const found = (changes?.some ? [...told, steady] : [steady, ...told]).flatMap((one) => one ?? []);
  return [found[0] ?? plain, ...found.slice(1)];
}

/** The view over time. */
export function TimeView({ store, shown }: ViewProps) {
  const { lang } = store;
  const words = EXPLORE[lang].time;
  const subjects = useMemo(() => timeSubjects(shown, lang), [shown, lang]);
  const undrawn = undrawnText(shown, subjects, lang);
  if (subjects.length === 0)
    return (
      <div class="card empty-state">
        <h2>{words.single}</h2>
        <p>{words.singleText}</p>
      </div>
    );
  return (
    <>
      {subjects.slice(0, MOST_FIGURES).map((subject, i) => (
        <TimeFigure key={`${subject.measure} ${subject.shown.selection.periods[0]}`} store={store} {...subject} number={i} />
      ))}
      {undrawn === null || store.frame ? null : <p class="note">{undrawn}</p>}
      <UndrawnNote store={store} figures={subjects.length} />
    </>
  );
}

interface Lines {
  readonly measure: string;
  readonly unit: string;
  readonly series: readonly (TimeSeries & { readonly type?: string })[];
  readonly periods: readonly string[];
}

/** The tapped point in words. `chosen` holds the place of its period and the name of its series. */
export function readPoint(
  shown: ExploreState,
  { measure, unit, series, periods }: Lines,
  chosen: string | null,
  lang: Lang,
): ReadPlace | null {
  const [, at = "", name = ""] = chosen?.match(/^(\d+) (.*)$/) ?? [];
  const line = series.find((one) => one.name === name);
  const { interval = null, wide = null } = line?.points[Number(at)] ?? {};
  const period = periods[Number(at)];
  if (!line || period === undefined) return null;
  const most = mostDecimalsOf(shown.facts, { measure }, shown.selection.statistic);
  const words = EXPLORE[lang];
  const where = formatPeriod(period, lang);
  if (wide) return { name, where, text: `${wideText(wide, most, unit, lang)}, ${words.careful}` };
  if (!interval) return null;
  const axis = { measure, type: line.type ?? "_T", period };
  const written = { unit, digits: subjectDigits(shown, axis), beside: yardstick(shown, axis) };
  const { value, lower, upper } = writtenInterval(interval, most, lang, written);
  return { name, where, text: words.between(value, lower, upper) };
}

/** The line of the whole, dashed in every panel; null where it is no measure for the places, or one of them. */
function dashedWhole(shown: ExploreState, measure: string, series: readonly NamedSeries[], lang: Lang): TimeSeries | null {
  const wholes = wholeOver(shown, measure, axisPeriods(shown));
  const code = wholeOf(shown.selection, shown.facts.tree);
  if (wholes === null || series.some((one) => one.code === code)) return null;
  const points = wholes.map((interval): PeriodPoint => ({ interval, broken: false }));
  return { name: placeOf(shown.facts, code, lang).name, whole: true, points };
}

/** What the lines of a subject say first, after its measure's name where there are several. */
function figureTitle(finding: string, shown: ExploreState, axis: Axis, lang: Lang): string {
  const { selection, facts } = shown;
  const title = upperFirst(finding);
  return selection.measures.length > 1
    ? titled(axisName(axis, { ...selection, types: ["_T"], periods: [""] }, facts, lang), title)
    : title;
}

/** Writes the figures of lines with the digits that the table has. */
function figureWriter(shown: ExploreState, measure: string, series: readonly NamedSeries[], lang: Lang) {
  const most = mostDecimalsOf(shown.facts, { measure }, shown.selection.statistic);
  return ({ name }: TimeSeries, interval: WithMargin): string => {
    const type = series.find((one) => one.name === name)?.type ?? "_T";
    return writtenInterval(interval, most, lang, { digits: subjectDigits(shown, { measure, type }) }).listed;
  };
}

function TimeFigure({ store, shown, measure, number }: ViewProps & { readonly measure: string; readonly number: number }) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const [chosen, setChosen] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const series = seriesOf(shown, measure, lang).map((one) => ({ ...one, name: upperFirst(one.name) }));
  const [finding, ...others] = timeFindings(shown, seriesOf(shown, measure, lang), measure, lang);
  const periods = axisPeriods(shown);
  const axes: Axis[] = axesOf({ ...shown.selection, measures: [measure], periods: [...periods].reverse() });
  const unit = unitOver(shown, measure, lang);
  const common = {
    periods: periods.map((period) => axisPeriod(period, lang)),
    ...axisText(unit, lang),
    broken: words.time.cut,
    id: `time-${number}`,
    label: words.time.label(series.length),
    figure: figureWriter(shown, measure, series, lang),
    tapped: true,
    chosen,
  } as const;
  const dashed = dashedWhole(shown, measure, series, lang);
  const panels = all && !onPaper() ? series : series.slice(0, MOST_PANELS);
  const drawn = [...panels, ...(dashed ? [dashed] : [])];
  const careful = drawn.flatMap(({ points }) => points).some(({ wide }) => wide)
    ? [[words.time.careful, ...(goesBeyond(drawn, timeDomain(drawn)) ? [words.ranking.beyond] : [])].join(" ")]
    : [];
  const cut = periods.find((_, i) => i > 0 && series.some(({ points }) => points[i]?.broken));
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={axes}
      title={figureTitle(finding, shown, axes[0] as Axis, lang)}
      marks={`${others.map((one) => `${upperFirst(one).replace(/\.$/, "")}. `).join("")}${orderOf(panels.length, series.length, periods, lang)}${marksOf(drawn, dashed, lang)}`}
      height={320}
      notes={careful}
      draw={(width) => (
        <AreaTaps onArea={setChosen}>
          {series.length <= MOST_LINES ? (
            <OverTime width={width} series={[...series, ...(dashed ? [dashed] : [])]} {...common} />
          ) : (
            <TimePanels width={width} series={panels} dashed={dashed} {...common} />
          )}
        </AreaTaps>
      )}
    >
      <Readout
        store={store}
        hint={words.tapPoint}
        read={readPoint(shown, { measure, unit, series: drawn, periods }, chosen, lang)}
      />
      {careful.length > 0 ? <p class="note">{careful}</p> : null}
      <AllPanels store={store} panels={panels.length} lines={series.length} onAll={() => setAll(true)} />
      {cut === undefined ? null : <CutNote period={cut} lang={lang} />}
    </ExploreFigure>
  );
}

/** Says that a period does not follow those before it. */
const CutNote = ({ period, lang }: { readonly period: string; readonly lang: Lang }) => (
  <p class="warn">
    <Rich text={EXPLORE[lang].time.cutNote(formatPeriod(period, lang))} />
  </p>
);

interface AllPanelsProps extends Pick<ViewProps, "store"> {
  readonly panels: number;
  readonly lines: number;
  readonly onAll: () => void;
}

/** The button that draws the lines that have no panel. A frame elsewhere has no buttons. */
function AllPanels({ store, panels, lines, onAll }: AllPanelsProps) {
  if (panels === lines || store.frame) return null;
  return (
    <div class="tools no-print">
      <button type="button" class="quiet" onClick={onAll}>
        {EXPLORE[store.lang].time.all(lines)}
      </button>
    </div>
  );
}

/** What the marks of the drawing are, and that its axis leaves out zero. */
function marksOf(drawn: readonly TimeSeries[], dashed: TimeSeries | null, lang: Lang): string {
  const { marks, time } = EXPLORE[lang];
  return [
    marks.time,
    ...(dashed ? [time.dashed(dashed.name)] : []),
    ...(timeDomain(drawn)[0] > 0 ? [time.notFromZero] : []),
  ].join(" ");
}

/** The order of panels, and how many of all they are; lines of one drawing need none. */
function orderOf(panels: number, all: number, periods: readonly string[], lang: Lang): string {
  return all > MOST_LINES ? `${EXPLORE[lang].time.order(panels, all, formatPeriod(periods.at(-1) ?? "", lang))} ` : "";
}
