import { Spreads } from "../charts/spreads.tsx";
import { digitsOf, writtenOutwards } from "../shared/digits.ts";
import { axisText, endsText, formatPeriod, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { halfText } from "./group-rows.tsx";
import { homesPhrase } from "./group-words.ts";
import { isVeryLow } from "./low-figure.ts";
import { Means, NARROW } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import type { Quartiles } from "./position.ts";
import { amountAtMargin, ownAmount } from "./rounded.ts";
import { seasonHalves } from "./season-place.ts";
import { whenText } from "./seasonal-said.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";
import { youAmong } from "./you-among.ts";

/** A figure over the same days with its name, as a row of a drawing. */
interface SeasonRow {
  readonly name: string;
  /** with the margin that the sentence goes by */
  readonly interval: WithMargin;
  /** those of the figure without what its days add to the margin */
  readonly digits: number;
  readonly quartiles: Quartiles | null;
}

/** The same days of others as a seasonal figure; empty where they are not published. */
export function seasonRows(answer: TopicAnswer, lang: Lang): readonly SeasonRow[] {
  const { ref, season, given } = answer;
  if (!season?.centre || !season.reach) return [];
  const digitsAt = (figure: WithMargin): number => digitsOf(figure, ref.measure.decimals);
  const halves = seasonHalves(answer).map((half) => {
    const { quartiles } = half;
    return { name: upperFirst(whenText(half.period, lang)), interval: quartiles.p50, digits: digitsAt(quartiles.p50), quartiles };
  });
  if (halves.length > 0) return halves;
  const [only = "", ...others] = season.periods;
  const name = others.length === 0 ? formatPeriod(only, lang) : VERDICTS[lang].same[given?.dates ? "dates" : "months"];
  // Without a place it is the published figure that stands beside one's own, with its own margin.
  const interval = season.place === null ? writtenOutwards(season.centre, ref.measure.decimals) : season.reach;
  return [{ name, interval, digits: digitsAt(season.centre), quartiles: season.quartiles }];
}

/** A seasonal figure beside others' over the same days: their middle half, else their middle or mean. */
export function SameMonths({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang].stand;
  const { given, season, unit } = answer;
  const rows = seasonRows(answer, lang);
  if (rows.length === 0 || !given || !season) return null;
  const own = words.youAre(ownAmount(answer, lang));
  const ends = rows.map(({ quartiles, interval }) => quartiles?.p75.value ?? interval.upper);
  const frame = { id, width, you: youAmong(given.perMonth, own, ends), ...axisText(unit, lang) };
  const named = rows.map((row) => ({ ...row, value: amountAtMargin({ ...row.interval, digits: row.digits }, answer, lang) }));
  const labelled = (text: string): string => WORDS[lang].labelled(words.centre[season.statistic], text);
  // The ends of halves are sure, and those of what stands for the same days have what is missing of these in their margin.
  const isDashed = seasonHalves(answer).length === 0;
  const spreads = named.flatMap(({ name, value, interval, quartiles }) => {
    if (quartiles === null) return [];
    const { p25, p75 } = quartiles;
    const [low, high] = halfText(quartiles, answer, lang);
    const margins = isDashed ? { ends: { low: p25, high: p75 } } : {};
    const row = { name, value: labelled(value), low: p25.value, middle: interval.value, high: p75.value, sure: true, ...margins };
    return [{ row, text: words.spreads.part(name, low, value, high) }];
  });
  if (spreads.length > 0)
    return (
      <Spreads {...frame} label={`${spreads.map(({ text }) => text).join(" ")} ${own}.`} rows={spreads.map(({ row }) => row)} />
    );
  const means = named.map(({ name, value, interval, digits }) => {
    const full = words.near.between(value, ...endsText(interval.lower, interval.upper, digits, unit, lang));
    return { name, interval, full, text: labelled(width < NARROW ? value : full), isMiddle: season.statistic === "P50" };
  });
  const label = means.map(({ name, full }) => `${WORDS[lang].labelled(name, full)}.`).join(" ");
  return <Means {...frame} label={`${label} ${own}.`} rows={means} />;
}

/** What `SameMonths` draws: whose figures, unless the sentence names them, and which statistic. */
export function sameMonthsText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { season, unit } = answer;
  const words = WORDS[lang].stand;
  if (!season) return "";
  if (seasonHalves(answer).length > 0) return words.spreads.note(unit);
  if (season.quartiles) return `${words.spreads.note(unit)} ${VERDICTS[lang].dashedEnds}`;
  const homes = isVeryLow(answer) ? homesPhrase(commons, answer, season.of, lang) : null;
  return words.near.seasonNote(words.centre[season.statistic], homes, unit);
}
