import type { ComponentChildren } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import { DotRow } from "../charts/dot-row.tsx";
import { HundredHomes } from "../charts/hundred-homes.tsx";
import { type MonthOfYear, Months, type MonthsProps } from "../charts/months.tsx";
import { Spreads } from "../charts/spreads.tsx";
import {
  amountText,
  axisText,
  endsText,
  formatNumber,
  formatPeriod,
  marginDigits,
  percentText,
  upperFirst,
} from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { Rich } from "../shared/rich.tsx";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import type { Group } from "./group.ts";
import { groupPhrase, homesPhrase, statisticOf, verbOf } from "./group-words.ts";
import { isVeryLow } from "./low-figure.ts";
import { Means, NARROW } from "./means.tsx";
import { hasOthers, ownYear, yearsText } from "./own-months.ts";
import { heatingOf, kindName, kindPhrase, placePhrase } from "./phrases.ts";
import { arePrecise, type Quartiles } from "./position.ts";
import { stretchesOf } from "./published-months.ts";
import {
  amountAtMargin,
  amountTextAtMargin,
  ownAmount,
  ownRounded,
  roundedFigure,
  roundedGap,
  roundedToMargin,
  yearlyGap,
} from "./rounded.ts";
import { followsCold, isOwnSeason, seasonPeriods } from "./seasonal-said.ts";
import type { Sentence } from "./sentence.ts";
import { homesOf, type TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";
import { digitsOfKinds, isRangeOfKinds, ownMiddle } from "./widened-said.ts";

/** Props shared by the parts of a card. */
export interface PartProps {
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  readonly width: number;
  /** unique in the page */
  readonly id: string;
}

/** Both ends of the middle half, with the digits that the wider of their margins bears. */
function halfText({ p25, p75 }: Quartiles, { ref, unit }: TopicAnswer, lang: Lang): readonly [string, string] {
  return endsText(p25.value, p75.value, halfDigits({ p25, p75 }, ref), unit, lang);
}

function halfDigits({ p25, p75 }: Pick<Quartiles, "p25" | "p75">, { measure }: MeasureRef): number {
  return Math.min(...[p25, p75].map(({ lower, upper }) => marginDigits(lower, upper, measure.decimals)));
}

/** One hundred homes of the group, with the visitor among them unless `marked` is false. */
export function Dots({ commons, answer, lang, width, id, marked = true }: PartProps & { readonly marked?: boolean }) {
  const words = WORDS[lang].stand;
  const { group, ref, homes, unit } = answer;
  if (!group || homes.length === 0) return null;
  const { quartiles } = group;
  const how = verbOf(commons, answer);
  const kind = kindPhrase(ref, "_T", lang).many;
  const [low, high] = quartiles ? halfText(quartiles, answer, lang) : ["", ""];
  return (
    <HundredHomes
      id={id}
      width={width}
      label={words.dotsLabel(groupPhrase(commons, answer, lang), low, high, marked ? ownAmount(answer, lang) : "–")}
      homes={homes}
      quarters={quartiles ? { low: quartiles.p25.value, high: quartiles.p75.value } : null}
      you={marked && answer.given ? { value: answer.given.perMonth, text: words.youAre(ownAmount(answer, lang)) } : null}
      {...axisText(unit, lang)}
      words={{
        middle: words.half(kind, low, high),
        below: words.lows[how],
        above: words.highs[how],
        beyond: words.beyond,
      }}
    />
  );
}

/** Twenty homes of the group in a row, with the visitor among them: a small version of `Dots`. */
export function Row({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang];
  const { group, homes, given } = answer;
  if (!group || homes.length === 0 || !given) return null;
  const middle = group.quartiles?.p50 ?? group.centre;
  return (
    <DotRow
      id={id}
      width={width}
      label={words.stand.youAre(ownAmount(answer, lang))}
      homes={homes}
      quarters={group.quartiles ? { low: group.quartiles.p25.value, high: group.quartiles.p75.value } : null}
      middle={{ value: middle.value, text: words.welcome.middle(amountAtMargin(middle, answer, lang)) }}
      you={{ value: given.perMonth, text: words.stand.you }}
      words={words.welcome}
    />
  );
}

interface MiddleRowProps extends Omit<PartProps, "commons"> {
  readonly quartiles: Quartiles;
  /** empty until the distribution has come */
  readonly homes: readonly number[];
}

/** The middle half of all homes of a place on a line, before a visitor has given a figure. */
export function MiddleRow({ answer, quartiles, homes, lang, width, id }: MiddleRowProps) {
  const { p25, p50, p75 } = quartiles;
  const words = WORDS[lang];
  const half = words.stand.half(kindPhrase(answer.ref, "_T", lang).many, ...halfText(quartiles, answer, lang));
  return (
    <DotRow
      id={id}
      width={width}
      label={half}
      homes={homes}
      quarters={{ low: p25.value, high: p75.value }}
      middle={{ value: p50.value, text: half }}
      you={null}
      words={words.welcome}
    />
  );
}

/** The middle half of each kind of home, where the visitor's own kind is not known or not published. */
export function KindSpreads({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang].stand;
  const { ref, kinds, unit, given } = answer;
  if (kinds.length < 2) return null;
  const text = (value: number): string => amountText(value, value < 20 ? 1 : 0, unit, lang);
  const digits = digitsOfKinds(answer);
  return (
    <Spreads
      id={id}
      width={width}
      label={words.spreads.label(
        kinds
          .map(({ type, quartiles: { p25, p50, p75 } }) =>
            words.spreads.part(kindName(ref, type, lang), text(p25.value), text(p50.value), text(p75.value)),
          )
          .join(" "),
      )}
      rows={kinds.map(({ type, quartiles }) => ({
        name: kindName(ref, type, lang),
        value: amountText(quartiles.p50.value, digits, unit, lang),
        low: quartiles.p25.value,
        middle: quartiles.p50.value,
        high: quartiles.p75.value,
        sure: arePrecise(quartiles),
        own: type === answer.ownType,
      }))}
      you={given ? { value: given.perMonth, text: words.youAre(ownAmount(answer, lang)) } : null}
      {...axisText(unit, lang)}
    />
  );
}

/** The middle half of the group with the visitor beside it, where the distribution of the group is not published. */
export function Half({ commons, answer, lang, width, id }: PartProps) {
  const { group, unit, given } = answer;
  if (!group?.quartiles || !given) return null;
  const { p25, p50, p75 } = group.quartiles;
  const words = WORDS[lang].stand;
  const name = groupPhrase(commons, answer, lang);
  return (
    <Spreads
      id={id}
      width={width}
      label={`${words.spreads.part(name, ...halfText(group.quartiles, answer, lang), amountAtMargin(p50, answer, lang))} ${words.youAre(ownAmount(answer, lang))}.`}
      rows={[
        {
          name,
          value: amountAtMargin(p50, answer, lang),
          low: p25.value,
          middle: p50.value,
          high: p75.value,
          sure: true,
        },
      ]}
      you={{ value: given.perMonth, text: words.youAre(ownAmount(answer, lang)) }}
      {...axisText(unit, lang)}
    />
  );
}

/** A difference, and the words that follow it. */
interface GapItem {
  readonly figure: string;
  readonly text: string;
}

/**
 * The gap with the middle home, per month and per year; null where there is no gap to tell.
 */
function gapOf(answer: TopicAnswer, lang: Lang) {
  const { group, given, ref, unit, season, period, verdict } = answer;
  const words = WORDS[lang].stand.gap;
  if (!group || !given) return null;
  if (verdict?.kind === "side" && verdict.side === "about") return null;
  const middle = season?.centre ?? group.quartiles?.p50 ?? group.centre;
  const most = ref.measure.decimals;
  // The gap is that of both figures as they are shown, so that a reader who subtracts them finds the same.
  const written = roundedGap(ownRounded(answer), roundedToMargin(middle, most));
  // The visitor's figure is exact and the middle is not, so the gap is rounded as the middle is.
  const { value: gap, decimals } = roundedFigure(written.value, marginDigits(middle.lower, middle.upper, most));
  if (gap === 0) return null;
  // Within the margin of the middle, no difference can be told.
  if (given.perMonth >= middle.lower && given.perMonth <= middle.upper) return null;
  const middleText = amountTextAtMargin(middle, most, unit, lang);
  const noun = kindPhrase(ref, "_T", lang).one;
  const monthText = amountText(Math.abs(gap), decimals, unit, lang);
  // The words say which way.
  const month: GapItem = {
    figure: gap === written.value ? monthText : words.about(monthText),
    text: season
      ? words.only[gap < 0 ? "less" : "more"]
      : group.centre.statistic === "P50"
        ? words[gap < 0 ? "less" : "more"](noun, middleText)
        : words[gap < 0 ? "lessMean" : "moreMean"](middleText),
  };
  // Over a year, or over the days of a bill of part of one.
  const months = season === null ? (period.length === 7 ? null : 12) : given.dates && given.days ? (12 * given.days) / 365 : null;
  if (months === null) return { month, whole: null };
  const over = yearlyGap((gap * months) / 12, marginDigits(months * middle.lower, months * middle.upper, most), decimals);
  const overText = amountText(over.value, over.decimals, unit, lang);
  const figure = over.value === Math.abs(months * gap) ? overText : words.about(overText);
  const whole =
    season === null ? { figure, text: words.year, inLine: words.inYear } : { figure, text: words.onBill, inLine: words.onBill };
  return { month, whole };
}

/** The gap as figures in a row, each with its words. */
export function Gap({ answer, lang }: Pick<PartProps, "answer" | "lang">) {
  const gap = gapOf(answer, lang);
  if (!gap) return <TooSmall answer={answer} lang={lang} />;
  return (
    <dl class="gap">
      {[gap.month, gap.whole].map((item) =>
        item === null ? null : (
          <div key={item.text}>
            <dt>{item.text}</dt>
            <dd>{item.figure}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The gap in one sentence, per month and per year. */
export function GapLine({ answer, lang }: Pick<PartProps, "answer" | "lang">) {
  const gap = gapOf(answer, lang);
  if (!gap) return <TooSmall answer={answer} lang={lang} />;
  const { month, whole } = gap;
  return (
    <p class="gap-line">
      <b>{month.figure}</b> {month.text}
      {whole ? (
        <>
          , <b>{whole.figure}</b> {whole.inLine}
        </>
      ) : null}
      .
    </p>
  );
}

/** Says that the difference is within the margin of the middle. */
function TooSmall({ answer, lang }: Pick<PartProps, "answer" | "lang">) {
  const { group } = answer;
  if (!group) return null;
  const { gap, centre } = WORDS[lang].stand;
  return <p class="gap-line">{gap.small(centre[group.centre.statistic], amountAtMargin(group.centre, answer, lang))}</p>;
}

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
  const inMonths = stretchesOf(season.months)
    .map((stretch) =>
      stretch.length > 3 ? `${shortOf(stretch[0])} – ${shortOf(stretch.at(-1))}` : stretch.map(shortOf).join(", "),
    )
    .join(", ");
  const [quarter, ...more] = season.quarters;
  const inQuarters = quarter && more.length === 0 ? formatPeriod(quarter, lang) : words.near.quarters;
  const name = (quarter ? inQuarters : inMonths).replaceAll("\u00a0", " ");
  // The year stands beside its part only where it tells which way the season goes.
  const inYear = season.direction === null ? null : season.year;
  const year = inYear ? [{ name: words.near.year[season.statistic], interval: inYear }] : [];
  return [{ name, interval: season.centre }, ...year];
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
      you={{ value: given.perMonth, text: words.youAre(own) }}
      {...axisText(unit, lang)}
    />
  );
}

/** What `SameMonths` draws: whose figures, unless the sentence names them, and which statistic. */
export function sameMonthsText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { season, unit } = answer;
  const words = WORDS[lang].stand;
  if (!season) return "";
  const isNamed = isOwnSeason(answer) && !isVeryLow(answer);
  const all = season.of.type === "_T" ? VERDICTS[lang].ofAllKinds.replace(/,$/, "") : "";
  const homes = isNamed ? null : `${homesPhrase(commons, answer, season.of, lang)}${all}`;
  const blend = season.quarters.length > 1 ? seasonPeriods(season, lang) : null;
  return words.near.seasonNote(words.centre[season.statistic], homes, unit, blend);
}

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

/** The visitor's months from a file, beside others' and beside the year before. */
export function MyMonths({ commons, answer, lang, width, id, floor }: PartProps & Pick<MonthsProps, "floor">) {
  const words = WORDS[lang].stand;
  const { given, unit } = answer;
  if (!given || given.months.length === 0) return null;
  const own = ownYear(commons, answer, given.months, words.monthLetters);
  const year = hasOthers(own) ? null : yearsMiddle(answer);
  return (
    <Months
      id={id}
      width={width}
      floor={floor}
      label={words.months.label}
      months={withoutGapsAround(own.months)}
      level={year && { interval: year, text: words.months.level[statisticOf(answer)] }}
      {...axisText(unit, lang)}
      words={{ you: words.you, before: words.months.before }}
    />
  );
}

/** Describes what is drawn beside the visitor's months: others' months, or the year's middle where none is published. */
export function monthsBeside(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const words = WORDS[lang].stand;
  const own = ownYear(commons, answer, answer.given?.months ?? [], words.monthLetters);
  const { beside, both, quarters } = own;
  if (beside && hasOthers(own)) {
    const homes = homesPhrase(commons, answer, beside, lang);
    const { group, verdict } = answer;
    const isOther = group !== null && (group.area !== beside.area || group.type !== beside.type);
    // A sentence that gives a rank has named these homes, and the legend names what is drawn of them, with the years.
    const isNamed = ["quarter", "edge", "side", "little"].includes(verdict?.kind ?? "none");
    if (isNamed && !isOther) return words.months.same(quarters);
    const text = words.months.subtitle(homes, both.count > 0, quarters, yearsText(own, lang));
    // The sentence above is about the visitor's group, so another group beside the months is said to be one.
    return isOther ? `${text} ${words.months.elsewhere(groupPhrase(commons, answer, lang))}` : text;
  }
  return yearsMiddle(answer)
    ? words.months.alone(words.centre[statisticOf(answer)], groupPhrase(commons, answer, lang), formatPeriod(answer.period, lang))
    : words.months.unpublished;
}

/** The change against the same months of the year before; null where no month has both. */
export function changeText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const words = WORDS[lang].stand;
  if (!answer.given || answer.given.months.length === 0 || answer.verdict?.kind === "unit") return null;
  const { both } = ownYear(commons, answer, answer.given.months, words.monthLetters);
  if (both.count === 0 || both.before === 0) return null;
  const change = both.now - both.before;
  // Weather is said to be left in only where it makes a difference.
  const cold = followsCold(answer.ref) ? words.months.cold : "";
  if (Math.abs(change) < 0.005 * both.before) return `${words.months.unchanged(both.count)}${cold}`;
  const sign = change < 0 ? "\u2212\u00a0" : "+\u00a0";
  const share = `${sign}${percentText((100 * Math.abs(change)) / both.before, 0, lang)}`;
  const shown = roundedFigure(Math.abs(change), Math.abs(change) < 20 ? 1 : 0);
  const amount = amountText(shown.value, shown.decimals, answer.unit, lang);
  return `${words.months.change(`${sign}${amount}`, share, both.count)}${cold}`;
}

/** Whose figures the sentence gives: those of the season, or of the home's own kind, else the group. */
function toldOf(answer: TopicAnswer, group: Group): { readonly area: string; readonly type: string } {
  const { season, verdict, ownType } = answer;
  if (season?.centre) return season.of;
  const own = verdict?.kind === "widened" ? ownMiddle(answer) : null;
  return own ? { area: own.area, type: ownType } : group;
}

/** The middle of a group, or its mean, with its margin: what the sentence and the gap are computed from. */
export function centreText(answer: TopicAnswer, group: Group, lang: Lang): string {
  const { margin, centre } = WORDS[lang].stand;
  const middle = group.quartiles?.p50 ?? group.centre;
  const digits = marginDigits(middle.lower, middle.upper, answer.ref.measure.decimals);
  const ends = endsText(middle.lower, middle.upper, digits, answer.unit, lang);
  // Beside its ends a middle has their decimals: 7,0 m³, entre 6,7 et 7,2 m³.
  return margin(centre[statisticOf(answer)], amountText(middle.value, digits, answer.unit, lang), ...ends);
}

/**
 * The number of homes that the visitor is compared with, their description, their period and their middle with its margin; each kind of
 * home where the answer is a range of them, and empty without a group.
 */
export function whoText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { ref, group, period, season } = answer;
  if (!group) return "";
  if (isRangeOfKinds(answer)) {
    const { of: at } = placePhrase(commons, group.area, lang);
    return WORDS[lang].stand.whoKinds(kindPhrase(ref, "_T", lang), at, formatPeriod(period, lang));
  }
  const of = toldOf(answer, group);
  const isSeason = season?.centre != null;
  // Of several periods, each has another number of homes.
  const countedIn = isSeason ? (season.periods.length === 1 ? (season.periods[0] ?? "") : null) : period;
  const isGroup = !isSeason && of === group;
  const cell = isGroup ? group.cell : countedIn === null ? undefined : cellAt(commons, ref, of.area, of.type, countedIn);
  const homes = cell ? homesOf({ cell }) : null;
  const count = homes === null ? "" : formatNumber(homes.value, marginDigits(homes.lower, homes.upper, 0), lang);
  const who = WORDS[lang].stand.whoText(count, homesPhrase(commons, answer, of, lang), comparedPeriods(answer, lang));
  const middle = isGroup && answer.untold.length === 0 ? centreText(answer, group, lang) : null;
  // Where the home has a heat pump, the group's name says so already.
  const joined = answer.hasPump ? undefined : heatingOf(ref, of.type, lang)?.words.joined;
  return [who, middle, joined && `${upperFirst(joined)}.`].filter(Boolean).join(" ");
}

/** The sentence of a verdict, what is too few, with `children` behind it, and the notes that limit it. */
export function SentenceText({
  sentence: { few, title, notes },
  children = null,
}: {
  readonly sentence: Sentence;
  readonly children?: ComponentChildren;
}) {
  return (
    <>
      {title === "" ? null : (
        <p class="sentence">
          <Rich text={title} />
        </p>
      )}
      {/* What is missing where the visitor asked comes before what limits the answer from elsewhere. */}
      {few === null ? null : (
        <p class="note few">
          {few} {children}
        </p>
      )}
      {notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      {few !== null || children === null ? null : <p class="note few">{children}</p>}
    </>
  );
}

/** The periods of what the sentence compares with. */
const comparedPeriods = ({ season, period }: TopicAnswer, lang: Lang): string =>
  season?.centre ? seasonPeriods(season, lang) : formatPeriod(period, lang);

/** The source of a card's figures. */
export function sourceText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  return WORDS[lang].figure.source(commons.catalog.commons.name[lang], comparedPeriods(answer, lang));
}
