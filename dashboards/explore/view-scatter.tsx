import { useState } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import { Scatter, type ScatterAxis } from "../charts/scatter.tsx";
import { axisText, formatPeriod, lowerFirst, unitLabel, unitPerMonth } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { AgainstLegend, AreaTaps, ExploreFigure, Readout, type ViewProps } from "./figure-parts.tsx";
import { axisName, kindText, placeOf, whoText } from "./phrases.ts";
import { linkNotes, linkText, type ScatterData, scatterData, scatterTitle, subjectName } from "./scatter-data.ts";
import { type Axis, answered, areasOf, keyOf, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { subjectText } from "./subject-text.ts";
import { EXPLORE } from "./words.ts";

/** The view of scatter plots: places by two measures, with both margins. */
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
  const [chosen, setChosen] = useState<string | null>(null);
  const { up, across, points, whole } = data;
  const textWithMargin = (axis: Axis, interval: WithMargin): string => subjectText(shown, axis, lang).withMargin(interval);
  const notes = linkNotes(data, lang);
  const read = points.find(({ code }) => code === chosen);
  const topic = subjectName(up, data, shown, lang);
  const reference = placeOf(shown.facts, wholeOf(shown.selection, shown.facts.tree), lang).name;
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={[up, across]}
      title={scatterTitle(data, shown, lang)}
      marks={[
        points.length < data.asked ? words.scatter.some(points.length, data.asked) : [],
        linkText(data, lang) ?? [],
        words.marks.scatter,
      ]
        .flat()
        .join(" ")}
      notes={notes}
      height={480}
      draw={(width) => (
        <AreaTaps onArea={setChosen}>
          <Scatter
            id="scatter"
            width={width}
            label={words.scatter.label(points.length)}
            points={points}
            across={axisOf({ store, shown }, across, whole.across)}
            up={axisOf({ store, shown }, up, whole.up)}
            chosen={chosen}
          />
        </AreaTaps>
      )}
    >
      <p class="measure-note only-print">{notes.join(" ")}</p>
      <Readout
        store={store}
        read={
          read ? { name: read.name, text: words.scatter.both(textWithMargin(up, read.y), textWithMargin(across, read.x)) } : null
        }
      />
      <AgainstLegend
        kinds={new Set(points.flatMap((point) => point.against ?? []))}
        store={store}
        dots
        names={{ less: words.scatter.less(topic, reference), more: words.scatter.more(topic, reference) }}
      />
    </ExploreFigure>
  );
}

/** One axis of the drawing: its measure, period and unit, and the figure of the whole. */
function axisOf({ store: { lang }, shown }: ViewProps, axis: Axis, whole: WithMargin | null): ScatterAxis {
  const { selection, facts, rows } = shown;
  const ofWhole = subjectText(shown, axis, lang).whole;
  const row = rows.find((one) => keyOf(one) === axis.measure && one.STATISTIC === selection.statistic);
  const name = axisName(axis, { ...selection, periods: [axis.period] }, facts, lang);
  const wholeName = placeOf(facts, wholeOf(selection, facts.tree), lang).name;
  return {
    title: `${name}, ${formatPeriod(axis.period, lang)} (${row ? unitPerMonth(row.UNIT_MEASURE, lang) : ""})`,
    whole: whole && ofWhole && { ...whole, text: EXPLORE[lang].ranking.whole(wholeName, ofWhole.text) },
    format: axisText(row ? unitLabel(row.UNIT_MEASURE, lang) : "", lang).format,
  };
}

/** A scatter plot that lacks its second subject: a topic that is chosen, and is not published for the chosen kind of home. */
function notByKind({ selection, rows, facts }: ExploreState): MeasureRef | undefined {
  const has = new Set(answered(selection, rows).measures);
  const isElsewhere = (key: string): boolean => rows.some((row) => keyOf(row) === key && row.HOUSEHOLD_TYPE === "_T");
  return facts.refs.find(({ key }) => selection.measures.includes(key) && !has.has(key) && isElsewhere(key));
}

/** Topics with a figure of the chosen kinds of homes: one without cannot be drawn beside the first. */
function otherTopics({ selection, rows, facts }: ExploreState): readonly MeasureRef[] {
  const types = new Set(selection.types);
  const published = new Set(rows.flatMap((row) => (row.OBS_VALUE !== null && types.has(row.HOUSEHOLD_TYPE) ? keyOf(row) : [])));
  return facts.refs.filter(({ key }) => published.has(key) && !selection.measures.includes(key));
}

/** Says that a scatter plot needs a second subject, and offers those that exist. */
function NoScatter({ store, shown }: ViewProps) {
  const { lang } = store;
  const words = EXPLORE[lang].scatter;
  const { selection, facts } = shown;
  const others = otherTopics(shown);
  const lacksSubject = scatterData(shown) === null;
  const lacking = lacksSubject ? notByKind(shown) : undefined;
  const [first] = answered(selection, shown.rows).measures;
  const ref = facts.refs.find(({ key }) => key === first);
  // Where the level has types of homes, two of them can also be compared.
  const places = new Set(areasOf(selection, facts.tree));
  const kinds = new Set(
    shown.rows.flatMap((row) =>
      row.OBS_VALUE !== null &&
      row.HOUSEHOLD_TYPE !== "_T" &&
      row.STATISTIC === selection.statistic &&
      keyOf(row) === first &&
      places.has(row.REF_AREA)
        ? [row.HOUSEHOLD_TYPE]
        : [],
    ),
  );
  const pairs = lacksSubject && !lacking && others.length === 0 && ref ? [...kinds].slice(0, 3) : [];
  const hasNoOffer = lacksSubject && others.length + pairs.length === 0 && facts.released.length < 2;
  const title = hasNoOffer ? words.single : lacksSubject ? words.needs : words.none;
  return (
    <div class="card empty-state">
      <h2>{lacking ? words.notByKind(topicLabel(lacking, lang), whoText(selection.types, ref, lang)) : title}</h2>
      <div class="tools">
        {lacking ? (
          <button type="button" class="quiet" onClick={() => store.change({ type: "_T" })}>
            {words.ofAll}
          </button>
        ) : null}
        {others.slice(0, 3).map((ref) => (
          <button key={ref.key} type="button" class="quiet" onClick={() => store.change({ measure: [first, ref.key].join(",") })}>
            {words.add(lowerFirst(topicLabel(ref, lang)))}
          </button>
        ))}
        {ref
          ? pairs.map((type) => (
              <button key={type} type="button" class="quiet" onClick={() => store.change({ type: `_T,${type}` })}>
                {words.add(kindText(ref, type, lang))}
              </button>
            ))
          : null}
      </div>
    </div>
  );
}
