import { comparison } from "../shared/digits.ts";
import { upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { byFigure, mayGoBeyond, rowIndex, wideInterval } from "./figures.ts";
import { axisDifference, axisName, placeOf, titled } from "./phrases.ts";
import { type Axis, areasOf, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { subjectText } from "./subject-text.ts";
import { EXPLORE } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** A place in a ranking: its figure, and how it compares with the whole. */
export interface Ranked {
  readonly code: string;
  readonly name: string;
  /** null: withheld, or too imprecise to rely on */
  readonly interval: WithMargin | null;
  /** the figure where its margin is too wide to rely on; else null */
  readonly wide: WithMargin | null;
  readonly against: "less" | "more" | "same" | undefined;
}

/**
 * The places of one subject from the highest on as a drawing places them, then those too uncertain to be ranked and those without a
 * figure, and the whole that they are compared with.
 */
export function rankedPlaces(shown: ExploreState, axis: Axis): { places: readonly Ranked[]; whole: WithMargin | null } {
  const { selection, rows, facts } = shown;
  const index = rowIndex(rows);
  const { statistic } = selection;
  const wholeCode = wholeOf(selection, facts.tree);
  const whole = yardstick(shown, axis);
  const places = areasOf(selection, facts.tree).map((code): Ranked => {
    const row = index.at(axis, code, statistic);
    const interval = reliableInterval(row);
    const beside = interval && whole && code !== wholeCode ? comparison(interval, whole) : undefined;
    return { code, name: facts.tree.get(code)?.name ?? code, interval, wide: wideInterval(row), against: beside };
  });
  return { places: places.sort((a, b) => byFigure(a, b) || a.name.localeCompare(b.name, "fr")), whole };
}

/** Most rows of a ranking. */
const MOST_RANKED = 60;

/** The places with a figure, those too uncertain to be ranked last. Those without are counted and named below. */
export function placesWithFigure(places: readonly Ranked[]): readonly Ranked[] {
  return places.filter(({ interval, wide }) => interval !== null || wide !== null);
}

/** The rows that are drawn. */
export function drawnPlaces(places: readonly Ranked[]): readonly Ranked[] {
  return placesWithFigure(places).slice(0, MOST_RANKED);
}

/** Most rows that a sheet of paper holds below a title and above a legend, with letters that do not touch. */
const MOST_ON_SHEET = 35;
/** Rows on each sheet of a longer ranking. */
const ON_SHEET = 30;

/** The rows of a ranking in parts, a sheet of paper each. */
export function onSheets<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  if (rows.length <= MOST_ON_SHEET) return [rows];
  return Array.from({ length: Math.ceil(rows.length / ON_SHEET) }, (_, i) => rows.slice(ON_SHEET * i, ON_SHEET * (i + 1)));
}

/** What rankings beside each other have in common. */
export interface Beside {
  readonly axes: readonly Axis[];
  /** the rows of each, in the order of the first */
  readonly codes: readonly string[];
  /** the figures of all subjects of a measure, those that are reliable with their margins, which one axis holds */
  among(measure: string): readonly number[];
}

/** The rows and the axes of several rankings, so that a place and a length mean the same in each; null for one alone. */
export function rankedBeside(shown: ExploreState, axes: readonly Axis[]): Beside | null {
  if (axes.length < 2) return null;
  const rankings = axes.map((axis) => ({ measure: axis.measure, ...rankedPlaces(shown, axis) }));
  const published = new Set(rankings.flatMap(({ places }) => placesWithFigure(places).map(({ code }) => code)));
  const codes = (rankings[0]?.places ?? []).map(({ code }) => code).filter((code) => published.has(code));
  const valuesIn = ({ places, whole }: (typeof rankings)[number]): number[] => [
    ...[...places.map(({ interval }) => interval), whole].flatMap((one) => (one ? [one.lower, one.upper] : [])),
    ...places.flatMap(({ wide }) => wide?.value ?? []),
  ];
  return {
    axes,
    codes: codes.slice(0, MOST_RANKED),
    among: (measure) => rankings.filter((one) => one.measure === measure).flatMap(valuesIn),
  };
}

/** Tells whether a ranking has any place to draw: a whole alone, beside rows without figures, says nothing of them. */
export const hasDrawing = (shown: ExploreState, axis: Axis): boolean =>
  placesWithFigure(rankedPlaces(shown, axis).places).length > 0;

/** Number of places above the whole, below it, too close to tell, with too wide a margin, and without any figure. */
export function standings(places: readonly Ranked[]): {
  readonly [Part in "more" | "less" | "same" | "wide" | "absent"]: number;
} {
  const count = (kind: string): number => places.filter((place) => place.against === kind).length;
  const left = places.filter(({ interval }) => interval === null);
  const wide = left.filter((place) => place.wide !== null).length;
  return { more: count("more"), less: count("less"), same: count("same"), wide, absent: left.length - wide };
}

/** Two places whose margins touch, where there are no others: what is read of two is their difference, which these do not establish. */
export function untoldPair(places: readonly Ranked[]): readonly [string, string] | null {
  const [high, low, ...others] = places.filter(({ interval }) => interval !== null);
  if (!high?.interval || !low?.interval || others.length > 0) return null;
  return comparison(high.interval, low.interval) === "same" ? [high.code, low.code] : null;
}

/** What the places of a subject say, as far as their margins allow; beside other subjects without the name of the whole, which each drawing has. */
export function standingTitle(shown: ExploreState, axis: Axis, lang: Lang, isBeside = false): string {
  const words = EXPLORE[lang].ranking;
  const { selection, facts } = shown;
  const { places, whole } = rankedPlaces(shown, axis);
  const published = places.filter(({ interval }) => interval !== null);
  const [highest, lowest] = [published[0], published.at(-1)];
  if (!highest?.interval || !lowest?.interval) return places.some(({ wide }) => wide !== null) ? words.unsure : words.none;
  const { text } = subjectText(shown, axis, lang);
  if (published.length === 1) return words.few(text(highest.interval), highest.name);
  const counts = standings(places);
  if (whole && counts.more + counts.less + counts.same > 2) {
    return words.title(counts, isBeside ? null : placeOf(facts, wholeOf(selection, facts.tree), lang));
  }
  const among = mayGoBeyond(places) ? words.among.places(published.length) : "";
  const title = words.extremes(lowest.name, text(lowest.interval), highest.name, text(highest.interval), among);
  return untoldPair(places) ? words.untold(title) : title;
}

/** What the title leaves out: the number of places too close to tell, with too wide a margin, and without a figure. */
export function standingRest(shown: ExploreState, axis: Axis, lang: Lang): string {
  const { places, whole } = rankedPlaces(shown, axis);
  const counts = standings(places);
  if (!whole || counts.more + counts.less + counts.same < 3) return "";
  return EXPLORE[lang].ranking.rest(counts);
}

/** Why places without any figure have none, in words: each reason once. */
export function absentReasons(shown: ExploreState, axes: readonly Axis[], lang: Lang): string[] {
  const whys = axes.flatMap((axis) => {
    const { whyNone } = subjectText(shown, axis, lang);
    return rankedPlaces(shown, axis).places.flatMap(({ code, interval, wide }) => ((interval ?? wide) ? [] : whyNone(code)));
  });
  return [...new Set(whys)];
}

/** The title of a figure, which names its subject: alone by its topic, beside others by what tells it apart. */
export function subjectTitle(shown: ExploreState, axis: Axis, lang: Lang): string {
  const { selection, facts } = shown;
  const difference = upperFirst(axisDifference(axis, selection, facts, lang));
  return titled(difference || axisName(axis, selection, facts, lang), standingTitle(shown, axis, lang, difference !== ""));
}
