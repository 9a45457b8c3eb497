import { Spreads } from "../charts/spreads.tsx";
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
import type { Stretch } from "./season.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { youAmong } from "./you-among.ts";

/** A published figure with its name, as a row of a drawing. */
export interface NamedInterval {
  readonly name: string;
  readonly interval: WithMargin;
  readonly half: Stretch["half"];
}

/** The same months of others as a seasonal figure: a row for each quarter, since nobody could read a place from a mean of several. */
export function seasonRows({ season }: TopicAnswer, lang: Lang): readonly NamedInterval[] {
  const words = WORDS[lang].stand;
  if (!season?.centre) return [];
  const shortOf = (month = ""): string => words.monthShort[Number(month) - 1] ?? month;
  const inMonths = (months: readonly string[]): string =>
    stretchesOf(months)
      .map((stretch) =>
        stretch.length > 3 ? `${shortOf(stretch[0])} – ${shortOf(stretch.at(-1))}` : stretch.map(shortOf).join(", "),
      )
      .join(", ");
  return season.stretches.map(({ quarter, months, interval, half }) => ({
    name: (quarter === null ? inMonths(months) : formatPeriod(quarter, lang)).replaceAll("\u00a0", " "),
    interval,
    half,
  }));
}

/** Tells whether the middle half of homes is drawn in each quarter. */
const hasHalves = ({ season }: TopicAnswer): boolean => season?.stretches.every(({ half }) => half !== null) === true;

/** A seasonal figure beside others' over the same months: their middle halves, else their means. */
export function SameMonths({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang].stand;
  const { given, unit, ref } = answer;
  const named = seasonRows(answer, lang);
  if (named.length === 0 || !given) return null;
  const rows = named.map(({ name, interval, half }) => {
    const decimals = marginDigits(interval.lower, interval.upper, ref.measure.decimals);
    const value = amountText(interval.value, decimals, unit, lang);
    const full = words.near.between(value, ...endsText(interval.lower, interval.upper, decimals, unit, lang));
    return { name, interval, half, value, text: width < NARROW ? value : full, full };
  });
  const own = ownAmount(answer, lang);
  const label = words.near.season(rows.map(({ name, full }) => `${WORDS[lang].labelled(name, full)}.`).join(" "), own);
  const you = youAmong(
    given.perMonth,
    words.youAre(own),
    rows.map(({ interval, half }) => half?.high ?? interval.upper),
  );
  const frame = { id, width, label, you, ...axisText(unit, lang) };
  const spreads = rows.flatMap(({ half, interval, ...row }) =>
    half ? [{ ...half, name: row.name, value: row.value, middle: interval.value, sure: true }] : [],
  );
  return hasHalves(answer) ? <Spreads {...frame} rows={spreads} /> : <Means {...frame} rows={rows} />;
}

/** What `SameMonths` draws: whose figures, unless the sentence names them, and which statistic. */
export function sameMonthsText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { season, unit } = answer;
  const words = WORDS[lang].stand;
  if (!season) return "";
  if (hasHalves(answer)) return words.spreads.note(unit);
  const homes = isVeryLow(answer) ? homesPhrase(commons, answer, season.of, lang) : null;
  return words.near.seasonNote(words.centre[season.statistic], homes, unit);
}
