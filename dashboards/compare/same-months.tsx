import { Spreads } from "../charts/spreads.tsx";
import { digitsOf, marginText } from "../shared/digits.ts";
import { axisText, formatPeriod, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { allHalf } from "./group-rows.tsx";
import { homesPhrase } from "./group-words.ts";
import { isVeryLow } from "./low-figure.ts";
import { Means, NARROW } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import type { Quartiles } from "./position.ts";
import { amountAtMargin, halfText, ownAmount } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import type { Season } from "./season.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
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

/** The quartiles that are drawn: beside a side of the middle, that middle with its margin says it. */
const drawnQuartiles = ({ quartiles, place }: Season): Quartiles | null => (place?.kind === "side" ? null : quartiles);

/** `3 nov. – 2 janv.` */
function daysText({ from, to }: { readonly from: string; readonly to: string }, lang: Lang): string {
  const [first, last] = [from, to].map((iso) => {
    const day = Number(iso.slice(8));
    return `${day === 1 && lang === "fr" ? "1er" : day}\u00a0${WORDS[lang].stand.monthShort[Number(iso.slice(5, 7)) - 1]}`;
  });
  return `${first} – ${last}`;
}

/** The days that a figure of others is of: one's own where it is estimated from a longer period, else the period. */
function daysName({ season, given }: TopicAnswer, lang: Lang): string {
  const [only = "", ...others] = season?.periods ?? [];
  const { isWhole = true } = season ?? {};
  if (!isWhole && given?.dates) return daysText(given.dates, lang);
  const [month, ...more] = given?.covered ?? [];
  if (!isWhole && more.length === 0) return upperFirst(WORDS[lang].monthNames[Number(month) - 1] ?? "");
  return others.length === 0 && isWhole ? formatPeriod(only, lang) : SAID[lang].same[given?.dates ? "dates" : "months"];
}

/** The same days of others as a seasonal figure; null where they are not published. */
export function seasonRow(answer: TopicAnswer, lang: Lang): SeasonRow | null {
  const { ref, season } = answer;
  if (!season?.centre || !season.reach) return null;
  const name = daysName(answer, lang);
  const digits = digitsOf(season.centre, ref.measure.decimals);
  return { name, interval: season.reach, digits, quartiles: drawnQuartiles(season) };
}

/** A seasonal figure beside others' over the same days: their middle half, else their middle or mean. */
export function SameMonths({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang].stand;
  const { given, season, unit } = answer;
  const row = seasonRow(answer, lang);
  if (!row || !given || !season) return null;
  const { name, interval, digits, quartiles } = row;
  const own = words.youAre(ownAmount(answer, lang));
  const frame = {
    id,
    width,
    you: youAmong(given.perMonth, own, [quartiles?.p75.value ?? interval.upper]),
    ...axisText(unit, lang),
  };
  const value = amountAtMargin({ ...interval, digits }, answer, lang);
  const full = STAND[lang].near.between(value, ...marginText(interval, digits, unit, lang));
  const named = season.isWhole ? WORDS[lang].labelled : SAID[lang].estimated;
  const labelled = (text: string): string => named(words.centre[season.statistic], text);
  if (quartiles) {
    const { p25, p75 } = quartiles;
    const [low, high] = halfText(quartiles, answer, lang);
    // Without a place neither end is known well enough to be drawn with its margin.
    const known = season.place === null ? { sure: false } : { sure: true, ends: { low: p25, high: p75 } };
    const half = { name, value: labelled(value), low: p25.value, middle: interval.value, high: p75.value, ...known };
    return (
      <Spreads
        {...frame}
        label={`${STAND[lang].spreads.part(name, low, full, high)} ${own}.`}
        rows={[{ ...half, margin: interval }]}
      />
    );
  }
  const mean = { name, interval, text: labelled(width < NARROW ? value : full), isMiddle: season.statistic === "P50" };
  return <Means {...frame} label={`${WORDS[lang].labelled(name, full)}. ${own}.`} rows={[mean]} />;
}

/** What `SameMonths` draws: whose figures, unless the sentence names them, and which statistic. */
export function sameMonthsText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { season, unit } = answer;
  const words = WORDS[lang].stand;
  if (!season) return "";
  const quartiles = drawnQuartiles(season);
  if (quartiles) return SAID[lang].halfDrawn(season.place !== null, upperFirst(allHalf(quartiles, answer, lang)));
  const homes = isVeryLow(answer) ? homesPhrase(commons, answer, season.of, lang) : null;
  return STAND[lang].near.seasonNote(words.centre[season.statistic], homes, unit);
}
