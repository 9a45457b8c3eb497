import { isBefore } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { isWide, mostDecimalsOf, rowIndex, unitOfRows, wideInterval, writtenInterval } from "./figures.ts";
import { subjectDigits } from "./list-digits.ts";
import { type Axis, keyOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { absence } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";
import { yardstick } from "./yardstick.ts";

/** Writes the figures of one subject, all with the same digits, as many as their margins allow. */
export interface SubjectText {
  readonly unit: string;
  /** the figure that the places are compared with, in the digits of its own margin; null: there is none */
  readonly whole: { readonly text: string; readonly withMargin: string } | null;
  /** `72 €`; of a figure whose margin is too wide nothing is told, so it needs no digits beside the whole's */
  text(interval: WithMargin, isWide?: boolean): string;
  /** `70 à 74`; empty where a place has no figure */
  margin(code: string): string;
  /** `72 €, entre 70 et 74` */
  withMargin(interval: WithMargin): string;
  /** `7,5 à 6,7 m³`: from one figure to another, in the order given */
  range(from: WithMargin, to: WithMargin): string;
  /** the figure of a place with its margin, marked where that is too wide, or the reason why there is none */
  ofPlace(code: string): string;
  /** why a place has no reliable figure */
  whyNone(code: string): string;
}

export function subjectText(shown: ExploreState, axis: Axis, lang: Lang): SubjectText {
  const { selection, rows, facts } = shown;
  const words = EXPLORE[lang];
  const { statistic } = selection;
  const most = mostDecimalsOf(facts, axis, statistic);
  const unit = unitOfRows([rows.find((row) => row.STATISTIC === statistic && keyOf(row) === axis.measure)], lang);
  const index = rowIndex(rows);
  const whole = yardstick(shown, axis);
  const digits = subjectDigits(shown, axis);
  const written = (interval: WithMargin, isWide: boolean) =>
    writtenInterval(interval, most, lang, isWide ? { unit } : { unit, beside: whole, digits });
  const withMargin = (interval: WithMargin, isWide = false): string => {
    const { value, lower, upper } = written(interval, isWide);
    return words.between(value, lower, upper);
  };
  const ofWhole = whole && writtenInterval(whole, most, lang, { unit });
  return {
    unit,
    whole: ofWhole && { text: ofWhole.listed, withMargin: words.between(ofWhole.value, ofWhole.lower, ofWhole.upper) },
    text: (interval, isWide = false) => written(interval, isWide).listed,
    margin: (code) => {
      const row = index.at(axis, code, statistic);
      const wide = wideInterval(row);
      const interval = wide ?? reliableInterval(row);
      if (!interval) return "";
      const { lower, upper } = written(interval, wide !== null);
      return words.range(lower, upper);
    },
    withMargin,
    range: (from, to) => {
      // Before the other end, the unit stands only where the language has it first.
      const first = writtenInterval(from, most, lang, { digits, ...(isBefore(unit, lang) ? { unit } : {}) });
      return words.range(first.listed, written(to, false).listed);
    },
    ofPlace: (code) => {
      const row = index.at(axis, code, statistic);
      const wide = wideInterval(row);
      if (wide) return `${withMargin(wide, true)}, ${words.careful}`;
      const interval = reliableInterval(row);
      return interval ? withMargin(interval) : absence(row, lang);
    },
    whyNone: (code) => {
      const row = index.at(axis, code, statistic);
      return isWide(row) ? words.careful : absence(row, lang);
    },
  };
}
