import { isBefore } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { isWide, mostDecimalsOf, rowIndex, unitOfRows, wideInterval, wideText, writtenInterval } from "./figures.ts";
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
  /** `72 €`; of a figure whose margin is too wide that margin alone */
  text(interval: WithMargin, isWide?: boolean): string;
  /** `70 à 74`, in the digits of the list; empty where a place has no sure figure */
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
  const written = (interval: WithMargin, beside = whole) => writtenInterval(interval, most, lang, { unit, beside, digits });
  const withMargin = (interval: WithMargin): string => {
    const { value, lower, upper } = written(interval);
    return words.between(value, lower, upper);
  };
  const ofWhole = whole && writtenInterval(whole, most, lang, { unit });
  return {
    unit,
    whole: ofWhole && { text: ofWhole.listed, withMargin: words.between(ofWhole.value, ofWhole.lower, ofWhole.upper) },
    text: (interval, isWide = false) => (isWide ? wideText(interval, most, unit, lang) : written(interval).listed),
    margin: (code) => {
      const interval = reliableInterval(index.at(axis, code, statistic));
      if (!interval) return "";
      const { lower, upper } = written(interval);
      return words.range(lower, upper);
    },
    withMargin,
    range: (from, to) => {
      // Before the other end, the unit stands only where the language has it first.
      const first = writtenInterval(from, most, lang, { digits, ...(isBefore(unit, lang) ? { unit } : {}) });
      return words.range(first.listed, written(to).listed);
    },
    ofPlace: (code) => {
      const row = index.at(axis, code, statistic);
      const wide = wideInterval(row);
      if (wide) return `${wideText(wide, most, unit, lang)}, ${words.careful}`;
      const interval = reliableInterval(row);
      return interval ? withMargin(interval) : absence(row, lang);
    },
    whyNone: (code) => {
      const row = index.at(axis, code, statistic);
      return isWide(row) ? words.careful : absence(row, lang);
    },
  };
}
