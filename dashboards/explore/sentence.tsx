import { useState } from "preact/hooks";
import type { Observation } from "../../src/contract/observation.ts";
import { STATISTICS, type Statistic } from "../../src/contract/observation.ts";
import { STEPS, type Step } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { formatPeriod, lowerFirst, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelName, placeLine, topicLabel, typeLabel } from "../shared/labels.ts";
import { codedAs, isUnknownCode, postcodesOf } from "../shared/postcodes.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";
import { Sentence, SentenceWord, type WordOption } from "../shared/sentence-controls.tsx";
import { isPostcodeLike, searchPlaces } from "../visit/search.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { mostDecimals, rowIndex, unitOfRows, wideInterval, wideText, writtenInterval } from "./figures.ts";
import { levelDigits } from "./list-digits.ts";
import { levelPhrase, placeOf, whenText, whoText } from "./phrases.ts";
import { areasOf, axesOf, chosenMeasures, keyOf, ofStep, periodText, placeChange, type Selection } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** Value of the option to pick areas one by one, in the list of levels. */
const PICKED = "*";

/** The selection as a sentence whose words open lists. Every choice changes the address. */
export function ExploreSentence(props: ViewProps) {
  // Counts how often picking was begun: each time the list of places opens by itself.
  const [begun, setBegun] = useState(0);
  return (
    <Sentence>
      <MeasureWord {...props} /> <StatisticWord {...props} /> <LevelWord {...props} onPick={() => setBegun(begun + 1)} />{" "}
      <PlaceWord key={begun} {...props} opens={begun > 0} /> <PeriodWord {...props} /> <TypeWord {...props} />
    </Sentence>
  );
}

/** `Eau, électricité et gaz`. */
function listText(refs: readonly MeasureRef[], { store: { lang } }: ViewProps): string {
  const names = refs.map((ref) => topicLabel(ref, lang));
  return EXPLORE[lang].words.and(names.map((name, i) => (i === 0 ? name : lowerFirst(name))));
}

function MeasureWord(props: ViewProps) {
  const { store, shown } = props;
  const { lang } = store;
  const words = EXPLORE[lang].words;
  const { facts, selection, rows } = shown;
  const option =
    (published: ReadonlySet<string>) =>
    ({ key, domain, measure }: MeasureRef): WordOption => {
      const unit = facts.catalog.measures.find((one) => `${one.domain}.${one.measure}` === key)?.unit ?? measure.unit;
      const unitText = unitLabel(unit === "currency" ? facts.catalog.commons.currency : unit, lang);
      return {
        value: key,
        label: domain.measures.length === 1 ? domain.labels[lang] : measure.labels[lang],
        detail: published.has(key) ? words.perMonth(unitText) : words.absent,
        ...(published.has(key) ? {} : { absent: true }),
        ...(domain.measures.length === 1 ? {} : { group: domain.labels[lang] }),
      };
    };
  return (
    <SentenceWord
      lang={lang}
      id="word-measure"
      label={words.measures}
      text={listText(
        selection.measures.flatMap((key) => facts.refs.find((ref) => ref.key === key) ?? []),
        props,
      )}
      options={() => facts.refs.map(option(new Set(rows.filter(({ OBS_VALUE }) => OBS_VALUE !== null).map(keyOf))))}
      chosen={selection.measures}
      several={words.more}
      onChoose={(values) => store.change({ dataset: null, measure: chosenMeasures(selection, values).join(",") })}
    />
  );
}

/** The statistics that have rows anywhere, each with what it says, or with the fact that the chosen places have none. */
export function statisticOptions(shown: ExploreState, lang: Lang): WordOption[] {
  const words = EXPLORE[lang];
  const counts = publishedBy(shown, "STATISTIC");
  return STATISTICS.filter((one) => counts.has(one) || one === shown.selection.statistic).map((one) => {
    const detail = publishedDetail(counts.get(one), shown, lang);
    return { value: one, label: words.statisticLabels[one], ...(detail.absent ? detail : { detail: words.statisticTexts[one] }) };
  });
}

function StatisticWord({ store, shown }: ViewProps) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const { selection } = shown;
  if (selection.view === "distribution") return null;
  return (
    <SentenceWord
      lang={lang}
      id="word-statistic"
      label={words.words.statistic}
      text={words.statistics[selection.statistic]}
      options={() => statisticOptions(shown, lang)}
      chosen={[selection.statistic]}
      onChoose={([value]) => store.change({ statistic: value === "MEAN" ? null : (value ?? null) })}
    />
  );
}

function LevelWord({ store, shown, onPick }: ViewProps & { readonly onPick: () => void }) {
  const { lang } = store;
  const words = EXPLORE[lang].words;
  const { facts, selection } = shown;
  const names = facts.territory.level_names;
  if (selection.view === "distribution") return null;
  const picked = selection.areas.length > 0;
  const { tree } = facts;
  const option =
    (counts: ReadonlyMap<string, Published>) =>
    (level: string): WordOption => ({
      value: level,
      label: words.byLabel(levelName(names, level, lang)),
      ...(counts.has(level) ? publishedDetail(counts.get(level), shown, lang) : { absent: true, detail: words.absent }),
    });
  const change = (value: string | undefined): void => {
    if (value === PICKED) {
      // A view that the address does not name depends on the number of places.
      if (!picked) store.change({ view: selection.view, area: selection.within });
      onPick();
    } else {
      const level = value ?? selection.level;
      // An area at the level or below has no parts there; the whole territory does.
      const parts = areasOf({ ...selection, view: "ranking", areas: [], level }, tree);
      store.change({ level, in: parts.length > 1 ? selection.within : tree.root.code, area: null });
    }
  };
  return (
    <SentenceWord
      lang={lang}
      id="word-level"
      label={words.level}
      text={
        picked
          ? words.picked
          : tree.get(selection.within)?.level === selection.level
            ? words.wholeOf
            : levelPhrase(names, selection.level, lang)
      }
      options={() => [
        ...facts.territory.levels.map(option(publishedBy(shown, "AREA_LEVEL"))),
        { value: PICKED, label: words.pickedLabel, detail: words.pickedText },
      ]}
      chosen={[picked ? PICKED : selection.level]}
      onChoose={([value]) => change(value)}
    />
  );
}

/** The place: the area whose parts are shown, or the picked areas. */
function PlaceWord({ store, shown, opens }: ViewProps & { readonly opens: boolean }) {
  const { lang } = store;
  const words = EXPLORE[lang].words;
  const { facts, selection } = shown;
  const { tree, territory } = facts;
  const picking = isPicking(selection);
  const option = placeOption(shown, lang);
  // Parts of an area can be shown only where it has some at the level.
  const fits = (area: Area): boolean =>
    picking || areasOf({ ...selection, view: "ranking", areas: [], within: area.code }, tree).some((code) => code !== area.code);
  // Places with a figure come first, otherwise in order of closeness.
  const listed = (): WordOption[] =>
    placesAround(shown)
      .filter(fits)
      .map(option)
      .sort((a, b) => Number(a.absent ?? false) - Number(b.absent ?? false))
      .slice(0, MOST_LISTED);
  const { levels } = territory;
  const find = (typed: string): WordOption[] => {
    const found = searchPlaces(tree, levels, typed, { byCode: !isPostcodeLike(typed) });
    const group = WORDS[lang].stand.officialCode(typed.trim());
    return [...found.map(option), ...codedAs(tree, typed, found).map((area) => ({ ...option(area), group }))];
  };
  return (
    <SentenceWord
      lang={lang}
      id="word-place"
      label={words.places}
      text={picking ? pickedText(shown, lang) : placeOf(facts, selection.within, lang).of}
      options={listed}
      chosen={picking ? areasOf(selection, tree) : [selection.within]}
      {...(picking ? { several: words.more } : {})}
      opens={opens}
      adds={selection.areas.length > 0 && selection.view !== "distribution"}
      search={{
        label: postcodesOf(tree) === "none" ? words.findNames : words.find,
        find,
        help: (typed) => (isUnknownCode(tree, typed) ? WORDS[lang].stand.noCode(typed.trim()) : ""),
      }}
      onChoose={(values) =>
        store.change(picking ? { area: values.join(",") } : placeChange(values[0] ?? tree.root.code, selection, shown))
      }
    />
  );
}

/** Most places listed before anything is typed. */
const MOST_LISTED = 40;

/** Tells whether areas are picked one by one. A distribution is that of a single area, or of several picked ones. */
function isPicking({ areas, view }: Selection): boolean {
  return areas.length > 0 || view === "distribution";
}

/** A place as an option, with its figure of the first subject; beside distributions that is the middle home of its own. */
export function placeOption(shown: ExploreState, lang: Lang): (area: Area) => WordOption {
  const { selection, facts, rows } = shown;
  const words = EXPLORE[lang].words;
  const { tree, territory, refs } = facts;
  const index = rowIndex(rows);
  const [axis] = axesOf(selection);
  const ref = refs.find(({ key }) => key === axis?.measure);
  const statistic = listedStatistic(selection);
  const most = ref ? mostDecimals(ref, statistic) : 0;
  const spreads = spreadCells(shown);
  return (area) => {
    const row = axis ? index.at(axis, area.code, statistic) : undefined;
    const hasSpread = spreads === null || (row !== undefined && spreads.has(cellOf(row)));
    const sure = hasSpread ? reliableInterval(row) : null;
    const wide = hasSpread ? wideInterval(row) : null;
    const unit = unitOfRows([row], lang);
    // Written as in the ranking of its level, or in its distribution.
    const digits = (): number | undefined =>
      axis && !spreads ? levelDigits(shown, axis, new Set([area.level]), statistic) : undefined;
    const text = sure
      ? writtenInterval(sure, most, lang, { unit, digits: digits() }).listed
      : wide && `${wideText(wide, most, unit, lang)} ${WORDS[lang].figure.unsureMark}`;
    const figure = text !== null && spreads ? words.middle(text) : text;
    const none = spreads ? (hasSpread ? null : words.noSpread) : words.noFigure;
    return {
      value: area.code,
      label: area.name,
      detail: area.parent === null ? words.whole : placeLine(tree, territory.level_names, area.code, lang),
      ...((figure ?? none) === null ? {} : { figure: figure ?? none ?? "" }),
      ...(figure === null && none !== null ? { absent: true } : {}),
    };
  };
}

/** The chosen places, all areas that contain them, and their neighbours, without repetition. */
function placesAround({ selection, facts: { tree } }: ExploreState): Area[] {
  const picking = isPicking(selection);
  const chosen = picking ? areasOf(selection, tree) : [selection.within];
  const near = [...chosen, ...chosen.flatMap((code) => tree.lineage(code).map((area) => area.code))];
  return [
    ...new Set([
      ...near.flatMap((code) => tree.get(code) ?? []),
      ...tree.children(tree.root.code),
      ...(picking ? tree.children(selection.within) : []),
    ]),
  ];
}

/** The picked places: `à Lyon 8e et à Vaise` or, after "in these places:", only their names. */
function pickedText({ selection, facts }: ExploreState, lang: Lang): string {
  const words = EXPLORE[lang].words;
  const chosen = areasOf(selection, facts.tree);
  if (chosen.length > 3) return words.several(chosen.length);
  const named = selection.areas.length > 0 && selection.view !== "distribution";
  return words.and(
    chosen.map((code) => (named ? (facts.tree.get(code)?.name ?? code) : lowerFirst(placeOf(facts, code, lang).at))),
  );
}

function PeriodWord({ store, shown }: ViewProps) {
  const { lang } = store;
  const words = EXPLORE[lang].words;
  const { facts, selection } = shown;
  const { released } = facts;
  const steps = ([...STEPS].reverse() as Step[]).filter((step) => ofStep(released, step).length > 0);
  const options = (): WordOption[] =>
    steps.flatMap((step) => {
      const all = ofStep(released, step);
      const group = words.steps[step];
      return [
        ...(all.length > 1 ? [{ value: step, label: words.every[step], detail: words.count(all.length), group }] : []),
        ...all.map((period) => ({ value: period, label: formatPeriod(period, lang), group })),
      ];
    });
  const text = periodText(selection.periods, released);
  const chosen = STEPS.some((step) => step === text) ? [text, ...selection.periods] : selection.periods;
  const choose = (values: readonly string[]): void => {
    const added = values.find((value) => !chosen.includes(value));
    const wholeStep = STEPS.find((step) => step === added);
    // A tap on a step that is wholly selected leaves only its newest period.
    const leftPeriods = values.filter((value) => !STEPS.some((step) => step === value));
    const [only, ...others] = values;
    if (only !== undefined && others.length === 0) store.change({ period: only });
    else if (wholeStep) store.change({ period: wholeStep });
    else if (added === undefined && STEPS.some((step) => step === text) && !values.includes(text))
      store.change({ period: selection.periods[0] ?? null });
    else
      store.change({
        period: periodText(
          released.filter((period) => leftPeriods.includes(period)),
          released,
        ),
      });
  };
  return (
    <SentenceWord
      lang={lang}
      id="word-period"
      label={words.periods}
      text={whenText(selection.periods, lang)}
      options={options}
      chosen={chosen}
      several={words.more}
      onChoose={choose}
    />
  );
}

/** How many places have a figure, of those with a row. */
interface Published {
  readonly shown: number;
  readonly all: number;
}

/**
 * By statistic, level or kind of homes, how many places have such a figure of any chosen measure and period, the other parts being as
 * chosen: only the chosen places, except by level. What is published elsewhere alone has none.
 */
export function publishedBy(
  { selection, facts, rows, distributions }: Pick<ExploreState, "selection" | "facts" | "rows" | "distributions">,
  part: "STATISTIC" | "AREA_LEVEL" | "HOUSEHOLD_TYPE",
): ReadonlyMap<string, Published> {
  const { measures, types, periods } = selection;
  const places = part === "AREA_LEVEL" ? null : new Set(areasOf(selection, facts.tree));
  const statistic = listedStatistic(selection);
  const spreads = spreadCells({ selection, distributions });
  const counts = new Map<string, { readonly shown: Set<string>; readonly all: Set<string> }>();
  for (const row of rows) {
    if (!measures.includes(keyOf(row))) continue;
    if (part !== "STATISTIC" && row.STATISTIC !== statistic) continue;
    const count = counts.get(row[part]) ?? { shown: new Set(), all: new Set() };
    counts.set(row[part], count);
    if (part !== "HOUSEHOLD_TYPE" && !types.includes(row.HOUSEHOLD_TYPE)) continue;
    if (places?.has(row.REF_AREA) === false || !periods.includes(row.TIME_PERIOD)) continue;
    count.all.add(row.REF_AREA);
    if (spreads ? spreads.has(cellOf(row)) : row.OBS_VALUE !== null) count.shown.add(row.REF_AREA);
  }
  return new Map([...counts].map(([one, { shown, all }]) => [one, { shown: shown.size, all: all.size }]));
}

/** The statistic of the figures in lists: of a distribution the middle home, which its title and drawing tell. */
const listedStatistic = ({ view, statistic }: Selection): Statistic => (view === "distribution" ? "P50" : statistic);

/** The cell of a row, as a key. */
const cellOf = (row: Pick<Observation, "DOMAIN" | "MEASURE" | "REF_AREA" | "HOUSEHOLD_TYPE" | "TIME_PERIOD">): string =>
  [keyOf(row), row.REF_AREA, row.HOUSEHOLD_TYPE, row.TIME_PERIOD].join("\n");

/** The cells that have a distribution, where these are shown; null in other views. */
function spreadCells({
  selection,
  distributions,
}: Pick<ExploreState, "selection" | "distributions">): ReadonlySet<string> | null {
  return selection.view === "distribution" ? new Set(distributions.map(cellOf)) : null;
}

/** What an option has at the chosen places: nothing that is published, no figure, or figures of some of them. */
function publishedDetail(
  count: Published | undefined,
  { selection, facts: { tree, territory } }: Pick<ExploreState, "selection" | "facts">,
  lang: Lang,
): Pick<WordOption, "absent" | "detail"> {
  const words = EXPLORE[lang].words;
  if (count !== undefined && count.shown > 0) return count.all === 1 ? {} : { detail: words.published(count.shown, count.all) };
  if (count !== undefined && count.all > 0) return { absent: true, detail: words.noFigure };
  const { level, within } = selection;
  const isAlone = isPicking(selection) || tree.get(within)?.level === level;
  return { absent: true, detail: isAlone ? words.absent : words.absentBy(levelPhrase(territory.level_names, level, lang)) };
}

function TypeWord({ store, shown }: ViewProps) {
  const { lang } = store;
  const words = EXPLORE[lang].words;
  const { facts, selection } = shown;
  const ref = facts.refs.find(({ key }) => key === selection.measures[0]);
  const counts = publishedBy(shown, "HOUSEHOLD_TYPE");
  const order = ref ? [...ref.measure.similarity.classes, ...ref.measure.similarity.rungs].map(({ code }) => code) : [];
  const place = (type: string): number => (type === "_T" ? -1 : order.indexOf(type) < 0 ? order.length : order.indexOf(type));
  const types = [...new Set(["_T", ...selection.types, ...counts.keys()])].sort((a, b) => place(a) - place(b));
  if (types.length < 2) return null;
  return (
    <SentenceWord
      lang={lang}
      id="word-type"
      label={words.types}
      text={whoText(selection.types, ref, lang)}
      options={() =>
        types.map((type) => ({
          value: type,
          label: type === "_T" || !ref ? words.all : typeLabel(ref, type, lang),
          ...publishedDetail(counts.get(type), shown, lang),
        }))
      }
      chosen={selection.types}
      several={words.more}
      onChoose={(values) => store.change({ type: values.length === 1 && values[0] === "_T" ? null : values.join(",") })}
    />
  );
}
