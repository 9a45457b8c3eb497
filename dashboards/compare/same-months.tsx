import { amountText, axisText, endsText, formatPeriod, marginDigits } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { homesPhrase } from "./group-words.ts";
import { isVeryLow } from "./low-figure.ts";
import { Means, NARROW } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import { stretchesOf } from "./published-months.ts";
import { ownAmount } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { youAmong } from "./you-among.ts";

/** A published figure with its name, as a row of a drawing. */
export interface NamedInterval {
  readonly name: string;
  readonly interval: WithMargin;
}

/** The same months of others as a seasonal figure and, where it tells which way the season goes, their year. */
export function seasonRows(answer: TopicAnswer, lang: Lang): readonly NamedInterval[] {
  const words = WORDS[lang].stand;
  const { season } = answer;
  if (!season?.centre) return [];
  const shortOf = (month = ""): string => words.monthShort[Number(month) - 1] ?? month;
  const inMonths = (months: readonly string[]): string =>
    stretchesOf(months)
      .map((stretch) =>
        stretch.length > 3 ? `${shortOf(stretch[0])} – ${shortOf(stretch.at(-1))}` : stretch.map(shortOf).join(", "),
      )
      .join(", ");
  // A row for each quarter: nobody could read a side from a mean of several.
  const rows = season.stretches.map(({ quarter, months, interval }) => ({
    name: (quarter === null ? inMonths(months) : formatPeriod(quarter, lang)).replaceAll("\u00a0", " "),
    interval,
  }));
  // The year stands beside its part only where it tells which way the season goes.
  const inYear = season.direction === null ? null : season.year;
  const year = inYear ? [{ name: words.near.year[season.statistic], interval: inYear }] : [];
  return [...rows, ...year];
}

/**
 * A seasonal figure beside others' over the same months and over the year.
 */
export function SameMonths({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang].stand;
  const { given, unit, ref } = answer;
  const named = seasonRows(answer, lang);
  if (named.length === 0 || !given) return null;
  const rows = named.map(({ name, interval }) => {
    const decimals = marginDigits(interval.lower, interval.upper, ref.measure.decimals);
    const value = amountText(interval.value, decimals, unit, lang);
    const full = words.near.between(value, ...endsText(interval.lower, interval.upper, decimals, unit, lang));
    return { name, interval, text: width < NARROW ? value : full, full };
  });
  const own = ownAmount(answer, lang);
  return (
    <Means
      id={id}
      width={width}
      label={words.near.season(rows.map(({ name, full }) => `${WORDS[lang].labelled(name, full)}.`).join(" "), own)}
      rows={rows}
      you={youAmong(
        given.perMonth,
        words.youAre(own),
        rows.map(({ interval }) => interval.upper),
      )}
      {...axisText(unit, lang)}
    />
  );
}

/** What `SameMonths` draws: whose figures, unless the sentence names them, and which statistic. */
export function sameMonthsText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { season, unit } = answer;
  const words = WORDS[lang].stand;
  if (!season) return "";
  const homes = isVeryLow(answer) ? homesPhrase(commons, answer, season.of, lang) : null;
  return words.near.seasonNote(words.centre[season.statistic], homes, unit);
}
