import { Fragment } from "preact";
import type { Observation } from "../../src/contract/observation.ts";
import { absenceOf } from "../shared/absence.ts";
import { lowerFirst, semicolon } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { givingHref } from "../shared/layout.ts";
import { onPaper } from "../shared/on-paper.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";
import { countedElsewhere } from "./concentrated.ts";
import { neededAt } from "./coverage.ts";
import type { ViewProps } from "./figure-parts.tsx";
import { mostDecimals, rowIndex, unitOfRows, writtenInterval } from "./figures.ts";
import { HomesNeeded } from "./homes-needed.tsx";
import { lackedPart, levelWithout, type Nearest, offered } from "./nearest.ts";
import { levelPhrase, placeOf, titled, whenText, whereText, whoText } from "./phrases.ts";
import { areasOf, axesOf, type Selection, selected } from "./selection.ts";
import type { ExploreFacts } from "./store.ts";
import { subtitleOf } from "./subtitle.ts";
import { absenceText } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";

/** A selection in a few words. */
function inWords(selection: Selection, { store: { lang }, shown: { facts } }: ViewProps): string {
  const ref = facts.refs.find(({ key }) => key === selection.measures[0]);
  const words = EXPLORE[lang];
  const isSpread = selection.view === "distribution";
  return [
    ref ? lowerFirst(topicLabel(ref, lang)) : "",
    isSpread ? `(${lowerFirst(words.views.distribution)})` : words.statistics[selection.statistic],
    whereText(selection, facts, lang),
    whenText(selection.periods, lang),
    whoText(selection.types, ref, lang),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** The figure of the nearest selection with its margin, where it is one place. */
function nearestValue(selection: Selection, { store: { lang }, shown: { facts, rows } }: ViewProps): string {
  const words = EXPLORE[lang];
  const [area] = selection.areas;
  const [axis] = axesOf(selection);
  const ref = facts.refs.find(({ key }) => key === axis?.measure);
  const row = area === undefined || !axis ? undefined : rowIndex(rows).at(axis, area, selection.statistic);
  const interval = reliableInterval(row);
  if (area === undefined || !interval || !ref || selection.view === "distribution") return "";
  const unit = unitOfRows([row], lang);
  const { value, lower, upper } = writtenInterval(interval, mostDecimals(ref, selection.statistic), lang, { unit });
  return words.empty.value(placeOf(facts, area, lang).name, words.between(value, lower, upper));
}

/** Says that a statistic is not published at a level, so that nobody waits for more homes there. */
export function noneAtText(
  level: string,
  { view, statistic, periods }: Selection,
  { territory }: ExploreFacts,
  lang: Lang,
): string {
  const { noStatistic, noneAt } = EXPLORE[lang].empty;
  const known: Readonly<Record<string, string>> = noStatistic;
  const what = view === "distribution" ? noStatistic.distribution : (known[statistic] ?? noStatistic.other);
  return noneAt(what, levelPhrase(territory.level_names, level, lang), whenText(periods, lang));
}

/** The change of address that leaves one figure of several. */
const subjectOf = ({ measures, types, periods }: Selection) => ({
  measure: measures.join(),
  type: types.join(),
  period: periods.join(),
});

/** Why rows have no figure, each reason once. */
function whysText(rows: readonly Observation[], lang: Lang): string {
  const whys = new Set(rows.filter(({ OBS_VALUE }) => OBS_VALUE === null).map(absenceOf));
  return [...whys].map((why) => absenceText(why, lang)).join(semicolon(lang));
}

interface NoFiguresProps extends ViewProps {
  /** what the selection is about, where it is one figure of several */
  readonly of?: string;
}

/** What is published nearest, each with a button that shows it. Paper has no buttons. */
function Offers(props: NoFiguresProps & { readonly nears: readonly Nearest[] }) {
  const { store, shown, of, nears } = props;
  const words = EXPLORE[store.lang].empty;
  if (nears.length === 0) return null;
  return (
    <div class="no-print">
      <h3>{words.nearest}</h3>
      {nears.map((near, i) => (
        <Fragment key={JSON.stringify(near.change)}>
          <p>{nearestValue(near.selection, props)}</p>
          <p>
            <button
              type="button"
              class="quiet nearest"
              id={i === 0 ? "nearest" : undefined}
              onClick={() => store.change({ ...(of === undefined ? {} : subjectOf(shown.selection)), ...near.change })}
            >
              {words.show(inWords(near.selection, props))}
            </button>
          </p>
        </Fragment>
      ))}
    </div>
  );
}

/** Shown for a selection without figures: why, how many homes such a cell needs, and the nearest selections that have figures. */
export function NoFigures(props: NoFiguresProps) {
  const { store, shown, of } = props;
  const { lang } = store;
  const words = EXPLORE[lang];
  const { facts, rows, selection } = shown;
  const own = selected(rows, selection, facts.tree);
  const [axis] = axesOf(selection);
  const codes = areasOf(selection, facts.tree);
  const without = own.length === 0 ? null : levelWithout(rows, selection, facts.tree);
  // Beside others, all homes are there already: what helps is the same kind elsewhere.
  const ofKind = of === undefined ? rows : rows.filter((row) => selection.types.includes(row.HOUSEHOLD_TYPE));
  const nears = offered(ofKind, selection, facts.tree, facts.territory.levels);
  const level = facts.tree.get(codes[0] ?? "")?.level ?? selection.level;
  const needed = neededAt(shown, level);
  const give = givingHref(lang, facts.catalog.intake, location.href);
  const elsewhere =
    axis === undefined || own.some((row) => absenceOf(row) !== "few") ? null : countedElsewhere(shown, codes, axis, lang);
  const why = own.length === 0 || without !== null || elsewhere !== null ? words.empty.none : words.empty.withheld;
  return (
    <div class="card empty-state">
      <h2>{of === undefined ? why : own.length === 0 ? of : titled(of, why)}</h2>
      {/* On the screen the sentence above says it. */}
      {onPaper() ? <p class="note">{subtitleOf(props, axesOf(selection), "")}</p> : null}
      <p>
        {own.length === 0
          ? words.empty.lacks[lackedPart(rows, selection, facts.tree)]
          : without === null
            ? (elsewhere ?? words.empty.withheldText(new Set(own.map(({ REF_AREA }) => REF_AREA)).size, whysText(own, lang)))
            : noneAtText(without, selection, facts, lang)}
      </p>
      {without === null ? (
        <HomesNeeded
          store={store}
          shown={shown}
          // The number of homes is a count's: what is too imprecise may have more.
          needed={own.some((row) => absenceOf(row) === "few") ? needed : null}
          level={level}
          kept={own.some((row) => absenceOf(row) === "other")}
        />
      ) : null}
      <Offers {...props} nears={nears} />
      {give === null || own.length === 0 || without !== null ? null : (
        <p>
          <a href={give}>{WORDS[lang].contribute}</a>
        </p>
      )}
    </div>
  );
}
