import { type MonthOfYear, Months, type MonthsProps } from "../charts/months.tsx";
import { plainDigits } from "../shared/digits.ts";
import { amountText, axisText, formatPeriod, percentText, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { followsCold } from "./cold.ts";
import { groupPhrase, homesPhrase, statisticOf } from "./group-words.ts";
import { MY_MONTHS } from "./my-months-words.ts";
import { hasOthers, type OwnYear, ownYear, sidesOf } from "./own-months.ts";
import type { PartProps } from "./part-props.ts";
import { roundedFigure } from "./rounded.ts";
import { isBesideSeason } from "./season-place.ts";
import { monthsPhrase } from "./seasonal-said.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Leaves out the months before the first and after the last about which anything is known. */
function withoutGapsAround(months: readonly MonthOfYear[]): readonly MonthOfYear[] {
  const isKnown = ({ middle, half, mine, before }: MonthOfYear): boolean =>
    [middle, half, mine, before].some((one) => one !== null);
  return months.slice(Math.max(0, months.findIndex(isKnown)), months.findLastIndex(isKnown) + 1);
}

/** The middle of a yearly group, drawn behind months that are not published; null where the group's period is no year. */
export function yearsMiddle({ group, period }: TopicAnswer): WithMargin | null {
  return group && period.length !== 7 ? (group.quartiles?.p50 ?? group.centre) : null;
}

/** The visitor's months from a file, beside others' and beside the year before. `around`: the mean of a place around, where the home's own has none. */
export function MyMonths({
  commons,
  answer,
  lang,
  width,
  id,
  floor,
  reference,
  around,
}: PartProps & Pick<MonthsProps, "floor" | "reference"> & { readonly around?: WithMargin | undefined }) {
  const words = WORDS[lang].stand;
  const { given, unit } = answer;
  if (!given || given.months.length === 0) return null;
  const own = ownYear(commons, answer, words.monthLetters);
  const year = hasOthers(own) ? null : (yearsMiddle(answer) ?? around ?? null);
  return (
    <Months
      id={id}
      width={width}
      floor={floor}
      label={MY_MONTHS[lang].label}
      months={withoutGapsAround(own.months)}
      level={year && { interval: year, text: MY_MONTHS[lang].level[statisticOf(answer)] }}
      reference={hasOthers(own) ? null : reference}
      {...axisText(unit, lang)}
      you={words.you}
    />
  );
}

/** Tells whether the months of other homes are drawn than the sentence is about, which of part of a year is about those of its season. */
export function isElsewhere({ season, group }: Pick<TopicAnswer, "season" | "group">, beside: OwnYear["beside"]): boolean {
  const of = season?.centre ? season.of : group;
  return of !== null && beside !== null && (of.area !== beside.area || of.type !== beside.type);
}

/** Describes what is drawn beside the visitor's months: others' months, or the year's middle where none is published. */
export function monthsBeside(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const words = WORDS[lang].stand;
  const own = ownYear(commons, answer, words.monthLetters);
  const { beside, both, quarters } = own;
  if (beside && hasOthers(own)) {
    const homes = `${homesPhrase(commons, answer, beside, lang)}${beside.type === "_T" ? VERDICTS[lang].ofAllKinds.replace(/,$/, "") : ""}`;
    const { verdict } = answer;
    const isOther = isElsewhere(answer, beside);
    // A sentence that gives a rank has named these homes, and the legend names what is drawn of them, with the years.
    const isNamed = isBesideSeason(answer) || ["quarter", "edge", "side", "little"].includes(verdict?.kind ?? "none");
    if (isNamed && !isOther) return MY_MONTHS[lang].same(quarters);
    const text = MY_MONTHS[lang].subtitle(homes, both.count > 0, quarters);
    // The sentence above is about the visitor's group, so another group beside the months is said to be one.
    return isOther ? `${text} ${MY_MONTHS[lang].elsewhere(groupPhrase(commons, answer, lang))}` : text;
  }
  return yearsMiddle(answer)
    ? MY_MONTHS[lang].alone(words.centre[statisticOf(answer)], formatPeriod(answer.period, lang))
    : MY_MONTHS[lang].unpublished;
}

/**
 * The months in which the visitor is above others' middle for sure, and those below it, in a sentence; null where all are on one side, which the
 * page's sentence says, or where others stand beside the months than it is about.
 */
export function sidesText(answer: TopicAnswer, year: OwnYear, lang: Lang): string | null {
  const sides = year.beside === null || isElsewhere(answer, year.beside) ? null : sidesOf(year);
  const statistic = year.months.find((month) => month.statistic)?.statistic;
  if (sides === null || !statistic) return null;
  const told = [sides.above, sides.below, sides.about].filter((months) => months.length > 0);
  if (told.length < 2) return null;
  const [above = null, below = null] = [sides.above, sides.below].map((months) =>
    months.length === 0 ? null : monthsPhrase(months, lang, year.months[0]?.number ?? null),
  );
  return upperFirst(MY_MONTHS[lang].sides(WORDS[lang].stand.centre[statistic], above, below));
}

/** The change against the same months of the year before; null where no month has both. */
export function changeText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const words = WORDS[lang].stand;
  if (!answer.given || answer.given.months.length === 0 || answer.verdict?.kind === "unit") return null;
  const { both } = ownYear(commons, answer, words.monthLetters);
  if (both.count === 0 || both.before === 0) return null;
  const change = both.now - both.before;
  // Weather is said to be left in only where it makes a difference.
  const cold = followsCold(answer.ref) ? MY_MONTHS[lang].cold : "";
  if (Math.abs(change) < 0.005 * both.before) return `${MY_MONTHS[lang].unchanged(both.count)}${cold}`;
  const sign = `${change < 0 ? "\u2212" : "+"}${lang === "fr" ? "\u00a0" : ""}`;
  const share = `${sign}${percentText((100 * Math.abs(change)) / both.before, 0, lang)}`;
  const shown = roundedFigure(Math.abs(change), plainDigits(change));
  const amount = amountText(shown.value, shown.decimals, answer.unit, lang);
  return `${MY_MONTHS[lang].change(`${sign}${amount}`, share, both.count)}${cold}`;
}
