import { Spreads } from "../charts/spreads.tsx";
import { digitsOf } from "../shared/digits.ts";
import { axisText, endsText, formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { halfText } from "./group-rows.tsx";
import { homesPhrase } from "./group-words.ts";
import { isVeryLow } from "./low-figure.ts";
import { Means, NARROW } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import { amountAtMargin, ownAmount } from "./rounded.ts";
import { seasonHalves } from "./season-place.ts";
import { halfName } from "./seasonal-said.ts";
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
  readonly half: { readonly low: number; readonly high: number } | null;
}

/** The same days of others as a seasonal figure; empty where they are not published. */
export function seasonRows(answer: TopicAnswer, lang: Lang): readonly SeasonRow[] {
  const { ref, season, given } = answer;
  if (!season?.centre || !season.reach) return [];
  const halves = seasonHalves(answer);
  if (halves.length > 0)
    return halves.map((one) => {
      const { p25, p50, p75 } = one.quartiles;
      const digits = digitsOf(p50, ref.measure.decimals);
      return { name: halfName(one, lang), interval: p50, digits, half: { low: p25.value, high: p75.value } };
    });
  const [only = "", ...others] = season.periods;
  const name = others.length === 0 ? formatPeriod(only, lang) : VERDICTS[lang].same[given?.dates ? "dates" : "months"];
  const { centre, reach: interval, quartiles } = season;
  const half = quartiles && { low: quartiles.p25.value, high: quartiles.p75.value };
  return [{ name, interval, digits: digitsOf(centre, ref.measure.decimals), half }];
}

/** A seasonal figure beside others' over the same days: their middle half, else their middle or mean. */
export function SameMonths({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang].stand;
  const { given, season, unit } = answer;
  const rows = seasonRows(answer, lang);
  const [row] = rows;
  if (!row || !given || !season?.centre) return null;
  const { name, interval, digits, half } = row;
  const { centre, quartiles } = season;
  const own = words.youAre(ownAmount(answer, lang));
  const value = amountAtMargin(centre, answer, lang);
  const you = youAmong(
    given.perMonth,
    own,
    rows.map((one) => one.half?.high ?? one.interval.upper),
  );
  const frame = { id, width, you, ...axisText(unit, lang) };
  const halves = seasonHalves(answer);
  if (halves.length > 0) {
    const spreads = halves.map(({ quartiles }, i) => ({
      name: rows[i]?.name ?? "",
      value: amountAtMargin(quartiles.p50, answer, lang),
      ends: halfText(quartiles, answer, lang),
      row: { low: quartiles.p25.value, middle: quartiles.p50.value, high: quartiles.p75.value, sure: true },
    }));
    const label = spreads.map(({ name, value, ends: [low, high] }) => words.spreads.part(name, low, value, high)).join(" ");
    return (
      <Spreads {...frame} label={`${label} ${own}.`} rows={spreads.map(({ name, value, row }) => ({ name, value, ...row }))} />
    );
  }
  if (quartiles && half) {
    const [low, high] = halfText(quartiles, answer, lang);
    const label = `${words.spreads.part(name, low, value, high)} ${own}.`;
    const ends = { low: quartiles.p25, high: quartiles.p75 };
    return <Spreads {...frame} label={label} rows={[{ ...half, name, value, middle: interval.value, sure: true, ends }]} />;
  }
  const full = words.near.between(value, ...endsText(interval.lower, interval.upper, digits, unit, lang));
  const label = `${WORDS[lang].labelled(name, full)}. ${own}.`;
  return (
    <Means
      {...frame}
      label={label}
      rows={[{ name, interval, text: width < NARROW ? value : full, isMiddle: season.statistic === "P50" }]}
    />
  );
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
