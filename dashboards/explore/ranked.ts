import { against } from "../shared/digits.ts";
import type { Lang } from "../shared/i18n.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { digitsOf, yardstick } from "./digits.ts";
import { rowIndex, wideInterval, writtenValue } from "./figures.ts";
import { axisName, placeOf, titled } from "./phrases.ts";
import { type Axis, areasOf, axesOf, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { subjectText } from "./subject-text.ts";
import { EXPLORE } from "./words.ts";

/** A place of a ranking: its figure, and where it stands beside the whole. */
export interface Ranked {
  readonly code: string;
  readonly name: string;
  /** null: withheld, or too imprecise to rely on */
  readonly interval: WithMargin | null;
  /** the one that there is where its margin is too wide */
  readonly wide: WithMargin | null;
  readonly against: "less" | "more" | "same" | undefined;
}

/** The places of one subject from the highest, those without a figure last, and the whole that they are held against. */
export function rankedPlaces(shown: ExploreState, axis: Axis): { places: readonly Ranked[]; whole: WithMargin | null } {
  const { selection, rows, facts } = shown;
  const index = rowIndex(rows);
  const { statistic } = selection;
  const wholeCode = wholeOf(selection, facts.tree);
  const whole = yardstick(shown, axis);
  const places = areasOf(selection, facts.tree).map((code): Ranked => {
    const row = index.at(axis, code, statistic);
    const interval = reliableInterval(row);
    const beside = interval && whole && code !== wholeCode ? against(interval, whole) : undefined;
    return { code, name: facts.tree.get(code)?.name ?? code, interval, wide: wideInterval(row), against: beside };
  });
  const digits = digitsOf(shown, axis);
  const written = ({ interval }: Ranked): number => (interval ? writtenValue(interval, digits) : Number.NEGATIVE_INFINITY);
  const exact = ({ interval }: Ranked): number => interval?.value ?? 0;
  const order = (a: Ranked, b: Ranked): number =>
    // Two without a figure are as far down as each other: infinities cannot be taken from each other.
    (written(b) === written(a) ? 0 : written(b) - written(a)) || exact(b) - exact(a) || a.name.localeCompare(b.name, "fr");
  return { places: places.sort(order), whole };
}

/** How many stand above, below, and too close to the whole to tell. */
export function standings(places: readonly Ranked[]): { more: number; less: number; same: number } {
  const count = (kind: string): number => places.filter((place) => place.against === kind).length;
  return { more: count("more"), less: count("less"), same: count("same") };
}

/** What the places of a subject say, as far as the margins bear it. */
export function standingTitle(shown: ExploreState, axis: Axis, lang: Lang): string {
  const words = EXPLORE[lang].ranking;
  const { selection, facts } = shown;
  const { places, whole } = rankedPlaces(shown, axis);
  const known = places.filter(({ interval }) => interval !== null);
  const [highest, lowest] = [known[0], known.at(-1)];
  if (!highest?.interval || !lowest?.interval) return words.none;
  const { text } = subjectText(shown, axis, lang);
  if (known.length === 1) return words.few(text(highest.interval), highest.name);
  const { more, less, same } = standings(places);
  const left = places.length - known.length;
  if (whole && more + less + same > 2) {
    return words.title({ more, less, same, left }, placeOf(facts, wholeOf(selection, facts.tree), lang));
  }
  return words.extremes(lowest.name, text(lowest.interval), highest.name, text(highest.interval));
}

/** What the title leaves out: how many are too close to tell, or have no figure to stand with. */
export function standingRest(shown: ExploreState, axis: Axis, lang: Lang): string {
  const { places, whole } = rankedPlaces(shown, axis);
  const counts = standings(places);
  if (!whole || counts.more + counts.less + counts.same < 3) return "";
  const left = places.filter(({ interval }) => interval === null).length;
  return EXPLORE[lang].ranking.rest({ ...counts, left });
}

/** Places that a drawing leaves out, by why. */
export interface LeftOut {
  readonly why: string;
  readonly names: readonly string[];
}

/** The places without a figure that can be relied on, each with the words that the table has for it. */
export function leftOut(shown: ExploreState, axis: Axis, lang: Lang): LeftOut[] {
  const { whyNone } = subjectText(shown, axis, lang);
  const groups = new Map<string, string[]>();
  for (const { code, name, interval } of rankedPlaces(shown, axis).places) {
    if (interval === null) groups.set(whyNone(code), [...(groups.get(whyNone(code)) ?? []), name]);
  }
  return [...groups].map(([why, names]) => ({ why, names }));
}

/** Of several figures, each title names its subject too. */
export function subjectTitle(shown: ExploreState, axis: Axis, lang: Lang): string {
  const { selection, facts } = shown;
  const title = standingTitle(shown, axis, lang);
  return axesOf(selection).length > 1 ? titled(axisName(axis, selection, facts, lang), title, lang) : title;
}
