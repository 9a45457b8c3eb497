import { useState } from "preact/hooks";
import { Scatter, type ScatterPoint } from "../charts/scatter.tsx";
import { kindPhrase } from "../compare/phrases.ts";
import { formatNumber, formatPeriod, lowerFirst, unitPerMonth } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { type Correlation, correlation } from "./correlation.ts";
import { AgainstLegend, AreaTaps, ExploreFigure, type ViewProps } from "./figure-parts.tsx";
import { against, type Interval, intervalOf, mostDecimals, rowIndex, tickText, unitOfRows, writtenInterval } from "./figures.ts";
import { axisName, placeOf } from "./phrases.ts";
import { type Axis, areasOf, axesOf, keyOf, scatterAxes } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { figureText } from "./view-ranking.tsx";
import { EXPLORE } from "./words.ts";

/** The two subjects of a scatter and the places that have both figures. */
export interface ScatterData {
  readonly up: Axis;
  readonly across: Axis;
  readonly points: readonly ScatterPoint[];
  readonly whole: { readonly up: Interval | null; readonly across: Interval | null };
  readonly link: Correlation | null;
}

/** Null where the selection has no two subjects. */
export function scatterData({ selection, rows, facts }: ExploreState): ScatterData | null {
  const index = rowIndex(rows);
  const [up, across] = scatterAxes(axesOf(selection).filter((axis) => index.has(axis)));
  if (!up || !across) return null;
  const { statistic } = selection;
  const wholeCode = selection.areas.length > 0 ? facts.tree.root.code : selection.within;
  const at = (axis: Axis, code: string): Interval | null => intervalOf(index.at(axis, code, statistic));
  const comparable = statistic !== "COUNT" && statistic !== "TOTAL";
  const whole = { up: comparable ? at(up, wholeCode) : null, across: comparable ? at(across, wholeCode) : null };
  const points = areasOf(selection, facts.tree).flatMap((code): ScatterPoint[] => {
    const [y, x] = [at(up, code), at(across, code)];
    if (!x || !y) return [];
    const beside = whole.up ? { against: against(y, whole.up) } : {};
    return [{ code, name: facts.tree.get(code)?.name ?? code, x, y, ...beside }];
  });
  return { up, across, points, whole, link: correlation(points.map(({ x, y }) => ({ x: x.value, y: y.value }))) };
}

/** `r = 0,11, entre −0,1 et 0,3`. */
export function linkText({ r, lower, upper }: Correlation, lang: Lang): string {
  const [value, low, high] = [r, lower, upper].map((one) => formatNumber(one, 2, lang)) as [string, string, string];
  return EXPLORE[lang].scatter.r(value, low, high);
}

function titleOf(data: ScatterData, names: readonly [string, string], lang: Lang): string {
  const { title, quoted } = EXPLORE[lang].scatter;
  const [a, b] = names.map(quoted) as [string, string];
  if (data.link === null) return title.few(a, b, data.points.length);
  if (data.link.lower > 0) return title.more(a, b);
  return data.link.upper < 0 ? title.less(a, b) : title.none(a, b);
}

/** Places by two measures, both margins drawn. */
export function ScatterView({ store, shown }: ViewProps) {
  const data = scatterData(shown);
  return data && data.points.length > 0 ? (
    <ScatterFigure store={store} shown={shown} data={data} />
  ) : (
    <NoScatter store={store} shown={shown} />
  );
}

function ScatterFigure({ store, shown, data }: ViewProps & { readonly data: ScatterData }) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const { selection, facts, rows } = shown;
  const [chosen, setChosen] = useState<string | null>(null);
  const index = rowIndex(rows);
  const { up, across, points, whole } = data;
  const refOf = (axis: Axis) => facts.refs.find(({ key }) => key === axis.measure);
  const unitOf = (axis: Axis): string =>
    unitOfRows(
      points.map(({ code }) => index.at(axis, code, selection.statistic)),
      lang,
    );
  const most = (axis: Axis): number => {
    const ref = refOf(axis);
    return ref ? mostDecimals(ref, selection.statistic) : 0;
  };
  const wholeName = placeOf(facts, selection.areas.length > 0 ? facts.tree.root.code : selection.within, lang).name;
  const side = (axis: Axis, total: Interval | null) => {
    const row = points.map(({ code }) => index.at(axis, code, selection.statistic)).find((one) => one);
    const unit = row ? unitPerMonth(row.UNIT_MEASURE, lang) : "";
    return {
      title: `${axisName(axis, { ...selection, periods: [axis.period] }, facts, lang)}, ${formatPeriod(axis.period, lang)} (${unit})`,
      whole: total && {
        ...total,
        text: words.ranking.whole(wholeName, figureText(total, most(axis), unitOf(axis), lang)),
      },
      format: (value: number) => tickText(value, lang),
    };
  };
  const say = (axis: Axis, interval: Interval): string => {
    const { value, lower, upper } = writtenInterval(interval, most(axis), lang);
    return words.between(`${value}\u00a0${unitOf(axis)}`, lower, upper);
  };
  const read = points.find(({ code }) => code === chosen);
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={[up, across]}
      title={titleOf(data, [subjectName(up, data, shown, lang), subjectName(across, data, shown, lang)], lang)}
      marks={words.marks.scatter}
      height={480}
      draw={(width) => (
        <AreaTaps onArea={setChosen}>
          <Scatter
            id="scatter"
            width={width}
            label={words.scatter.label(points.length)}
            points={points}
            across={side(across, whole.across)}
            up={side(up, whole.up)}
            chosen={chosen}
          />
        </AreaTaps>
      )}
    >
      <p class={read ? "readout" : "readout no-print"} role="status">
        {read ? (
          <>
            <b>{read.name}</b> : {say(up, read.y)} ; {say(across, read.x)}
          </>
        ) : (
          words.tap
        )}
      </p>
      <AgainstLegend kinds={new Set(points.flatMap((point) => point.against ?? []))} store={store} dots />
    </ExploreFigure>
  );
}

/** What tells the two subjects apart. */
function subjectName(axis: Axis, { up, across }: ScatterData, { facts, selection }: ExploreState, lang: Lang): string {
  const ref = facts.refs.find(({ key }) => key === axis.measure);
  if (up.measure !== across.measure) return ref ? topicLabel(ref, lang) : axis.measure;
  const alike = {
    types: up.type === across.type ? [axis.type] : selection.types,
    periods: up.period === across.period ? [axis.period] : selection.periods,
  };
  return axisName(axis, { ...selection, ...alike }, facts, lang);
}

/** A scatter needs a second thing, and says which there are. */
function NoScatter({ store, shown }: ViewProps) {
  const { lang } = store;
  const words = EXPLORE[lang].scatter;
  const { selection, facts } = shown;
  const published = new Set(
    shown.rows.filter(({ OBS_VALUE }) => OBS_VALUE !== null).map((row) => `${row.DOMAIN}.${row.MEASURE}`),
  );
  const others = facts.refs.filter(({ key }) => published.has(key) && !selection.measures.includes(key));
  const alone = scatterData(shown) === null;
  // Where the level tells homes apart, two kinds of them are a pair too.
  const places = new Set(areasOf(selection, facts.tree));
  const kinds = new Set(
    shown.rows.flatMap((row) =>
      row.OBS_VALUE !== null &&
      row.HOUSEHOLD_TYPE !== "_T" &&
      row.STATISTIC === selection.statistic &&
      keyOf(row) === selection.measures[0] &&
      places.has(row.REF_AREA)
        ? [row.HOUSEHOLD_TYPE]
        : [],
    ),
  );
  const ref = facts.refs.find(({ key }) => key === selection.measures[0]);
  const pairs = alone && others.length === 0 && ref ? [...kinds].slice(0, 3) : [];
  const nothing = alone && others.length + pairs.length === 0 && facts.released.length < 2;
  return (
    <div class="card empty-state">
      <h2>{nothing ? words.single : alone ? words.needs : words.none}</h2>
      <div class="tools">
        {others.slice(0, 3).map((ref) => (
          <button
            key={ref.key}
            type="button"
            class="quiet"
            onClick={() => store.change({ measure: [...selection.measures.slice(0, 1), ref.key].join(",") })}
          >
            {words.add(lowerFirst(topicLabel(ref, lang)))}
          </button>
        ))}
        {ref
          ? pairs.map((type) => (
              <button key={type} type="button" class="quiet" onClick={() => store.change({ type: `_T,${type}` })}>
                {words.add(kindPhrase(ref, type, lang).many)}
              </button>
            ))
          : null}
      </div>
    </div>
  );
}
