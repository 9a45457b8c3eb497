import { lowerFirst, unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel, typeLabel } from "../shared/labels.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { byFigure, mayGoBeyond, mostDecimalsOf, rowIndex, wideInterval, wideText, writtenInterval } from "./figures.ts";
import { subjectDigits } from "./list-digits.ts";
import { placeOf, titled } from "./phrases.ts";
import { areasOf, axesOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { absence } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** A kind of home in one place, with its figure in words. */
export interface RankedKind {
  readonly code: string;
  readonly name: string;
  /** null: withheld, or too imprecise to rely on */
  readonly interval: WithMargin | null;
  /** the figure where its margin is too wide to rely on; else null */
  readonly wide: WithMargin | null;
  readonly text: string;
  /** empty where there is no sure figure */
  readonly margin: string;
}

export interface RankedKinds {
  readonly unit: string;
  /** from the highest on, then those too uncertain to be ranked, then those without a figure */
  readonly kinds: readonly RankedKind[];
  readonly title: string;
}

/**
 * Kinds of homes where what is ranked is one place by several kinds, of one measure and period: they belong on one axis. Null for any
 * other selection, and where none has a figure.
 */
export function rankedKinds(shown: ExploreState, lang: Lang): RankedKinds | null {
  const { selection, rows, facts } = shown;
  const [area, ...others] = areasOf(selection, facts.tree);
  const { measures, periods, types, statistic } = selection;
  const ref = facts.refs.find(({ key }) => key === measures[0]);
  if (area === undefined || others.length > 0 || types.length < 2 || measures.length > 1 || periods.length > 1 || !ref)
    return null;
  const words = EXPLORE[lang];
  const index = rowIndex(rows);
  const found = axesOf(selection).map((axis) => ({ axis, row: index.at(axis, area, statistic) }));
  const most = mostDecimalsOf(facts, { measure: ref.key }, statistic);
  const unit = unitLabel(found.find(({ row }) => row)?.row?.UNIT_MEASURE ?? "", lang);
  const kinds = found.map(({ axis, row }): RankedKind => {
    const { type } = axis;
    const [interval, wide] = [reliableInterval(row), wideInterval(row)];
    const written =
      interval &&
      writtenInterval(interval, most, lang, { unit, digits: subjectDigits(shown, axis), beside: yardstick(shown, axis) });
    return {
      code: type,
      name: type === "_T" ? words.words.all : typeLabel(ref, type, lang),
      interval,
      wide,
      text: written ? written.listed : wide ? wideText(wide, most, unit, lang) : absence(row, lang),
      margin: written ? words.range(written.lower, written.upper) : "",
    };
  });
  if (kinds.every(({ interval, wide }) => (interval ?? wide) === null)) return null;
  kinds.sort(byFigure);
  const [highest, lowest] = [kinds[0], kinds.findLast(({ interval }) => interval !== null)];
  const among = mayGoBeyond(kinds) ? words.ranking.among.kinds(kinds.filter(({ interval }) => interval !== null).length) : "";
  const said =
    lowest === undefined || highest === undefined
      ? words.ranking.unsure
      : lowest === highest
        ? words.ranking.few(highest.text, highest.name)
        : words.ranking.extremes(lowerFirst(lowest.name), lowest.text, lowerFirst(highest.name), highest.text, among);
  return { unit, kinds, title: titled(`${topicLabel(ref, lang)}, ${placeOf(facts, area, lang).name}`, said) };
}
