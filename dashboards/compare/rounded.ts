import type { MeasureRef } from "../../src/domains/index.ts";
import { ownMeanDecimals } from "../contribute/own-decimals.ts";
import { digitsOf, outwards, plainDigits, writtenOutwards } from "../shared/digits.ts";
import { amountText, endsText, formatNumber, formatPeriod, marginDigits } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { isMean, sumOf } from "./monthly-figure.ts";
import type { Quartiles } from "./position.ts";
import { heldAgainst } from "./season.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";
import { VERDICTS } from "./verdict-words.ts";

/** An amount with as many digits as its margin allows, without zero decimals: a sentence says 74 €, not 74,0 €. */
export function amountAtMargin(interval: WithMargin, { ref, unit }: Pick<TopicAnswer, "ref" | "unit">, lang: Lang): string {
  return amountTextAtMargin(interval, ref.measure.decimals, unit, lang);
}

/** An amount with as many digits as its margin allows, and at most `most` decimals, those of the measure. */
export function amountTextAtMargin(figure: WithMargin, most: number, unit: string, lang: Lang): string {
  const shown = roundedToMargin(figure, most);
  return amountText(shown.value, shown.decimals, unit, lang);
}

/** A figure as it is shown. Differences are computed from it, so that a reader who subtracts finds the same. */
export interface RoundedFigure {
  readonly value: number;
  readonly decimals: number;
}

/** Rounds a figure; negative `decimals` round to tens or hundreds. */
export function roundedFigure(value: number, decimals: number): RoundedFigure {
  const scale = 10 ** Math.abs(decimals);
  // A half goes up as it does in a figure that is written: 12.85, which is kept as a little less, is 12.9.
  const steps = Math.sign(value) * Math.round(Math.abs(decimals < 0 ? value / scale : value * scale) * (1 + Number.EPSILON));
  const rounded = decimals < 0 ? steps * scale : steps / scale;
  return { value: rounded, decimals: Number.isInteger(rounded) ? 0 : decimals };
}

/** A published figure with as many digits as its margin allows. */
export function roundedToMargin(figure: WithMargin, most: number): RoundedFigure {
  return roundedFigure(figure.value, digitsOf(figure, most));
}

/** Decimals with which somebody may have typed a figure; undefined: it was computed, as a twelfth of a year is. */
const typedDecimals = (value: number): number | undefined =>
  [0, 1, 2].find((decimals) => Math.abs(value - Number(value.toFixed(decimals))) < 1e-9);

/** The visitor's own figure as it was typed; a computed one is rounded. */
export const ownFigure = (value: number): RoundedFigure => roundedFigure(value, typedDecimals(value) ?? plainDigits(value));

/** What an own figure is rounded by. */
type Held = Pick<TopicAnswer, "given" | "ref" | "season" | "group">;

/** Decimals of what the visitor's figure is held against, as it is written. */
function decimalsBeside({ ref, season, group }: Held): number {
  const middle = heldAgainst({ season, group });
  return middle ? Math.min(digitsOf(middle, ref.measure.decimals), ref.measure.decimals) : 0;
}

/** The visitor's own figure; one that was computed has at least the decimals of what it stands `beside`, or their difference would be that of rounding. */
export function ownRounded(answer: Held, beside = decimalsBeside(answer)): RoundedFigure {
  const { given } = answer;
  return roundedAsOwn(given?.perMonth ?? 0, given !== null && isMean(given), answer, beside);
}

/** A figure of the visitor's, of today or earlier, as `ownRounded` rounds it. `isComputed`: nobody typed it. */
export function roundedAsOwn(value: number, isComputed: boolean, answer: Held, beside = decimalsBeside(answer)): RoundedFigure {
  const typed = isComputed ? undefined : typedDecimals(value);
  return roundedFigure(value, typed ?? Math.max(ownMeanDecimals(value, answer.ref.measure), beside));
}

/** The first figure minus the second, both as they are shown, with the decimals of the finer one. */
export function roundedGap(figure: RoundedFigure, reference: RoundedFigure): RoundedFigure {
  const decimals = Math.max(figure.decimals, reference.decimals);
  return roundedFigure(figure.value - reference.value, decimals);
}

/** The ends of a gap, without a sign. `lower`: null where it is written as none. */
export interface GapEnds {
  readonly lower: number | null;
  readonly upper: number;
  readonly decimals: number;
}

/** The ends of a gap as they are written, rounded outwards. */
function gapEnds([near = 0, far = 0]: readonly number[], decimals: number): GapEnds {
  const { lower, upper } = outwards({ value: far, lower: near, upper: far }, decimals);
  return { lower: lower > 0 ? lower : null, upper, decimals };
}

/** `9 à 16 €`, `jusqu’à 42 kWh` */
export function gapText({ lower, upper, decimals }: GapEnds, unit: string, lang: Lang): string {
  const { between, upTo } = STAND[lang].gap;
  const most = amountText(upper, decimals, unit, lang);
  if (lower === null) return upTo(most);
  return lower === upper ? most : between(...endsText(lower, upper, decimals, unit, lang));
}

/** The far end of a gap, of which only that much is known. */
export const gapAtMost = ({ upper, decimals }: GapEnds, unit: string, lang: Lang): string =>
  STAND[lang].gap.atMost(amountText(upper, decimals, unit, lang));

/** The distances of a figure from the ends of a margin that it is outside of. */
const distances = (figure: number, { lower, upper }: WithMargin): number[] =>
  [figure - lower, figure - upper].map(Math.abs).sort((a, b) => a - b);

/** Share of the farther end of a gap below which the nearer one is next to nothing: its digits would be taken for known. */
const NEXT_TO_NONE = 1 / 20;

/** The gap of a month with a middle, as a reader finds it who subtracts the ends that are written; null within them, where no gap can be told. */
export function monthlyGap(answer: Held, middle: WithMargin): GapEnds | null {
  const most = answer.ref.measure.decimals;
  const written = writtenOutwards(middle, most);
  const { value } = ownRounded(answer);
  if (sideOf(value, written) === "about") return null;
  const ends = distances(value, written);
  const [near = 0, far = 0] = ends;
  if (near < NEXT_TO_NONE * far) return gapEnds([0, far], marginDigits(0, far, most) + 1);
  return gapEnds(ends, Math.max(digitsOf(written, most), (ends[0] ?? 0) < 1 ? 1 : 0));
}

/** The gap of a figure that is known between two ends with a middle, as a reader finds it who subtracts what is written; null where they touch. */
export function gapOfEnds(
  own: Pick<WithMargin, "lower" | "upper">,
  middle: WithMargin,
  { ref }: Pick<Held, "ref">,
): GapEnds | null {
  const most = ref.measure.decimals;
  const written = writtenOutwards(middle, most);
  const [above, below] = [own.lower - written.upper, written.lower - own.upper];
  if (above <= 0 && below <= 0) return null;
  const far = above > 0 ? own.upper - written.lower : written.upper - own.lower;
  return gapEnds([Math.max(above, below), far], digitsOf(written, most));
}

/** Most by which rounding may move the gap of a year, as a share: a reader who computes it would find another. */
const MOST_MOVED = 0.02;
const isMoved = (value: number, decimals: number, most = MOST_MOVED): boolean =>
  Math.abs(roundedFigure(value, decimals).value - value) > most * value;

/**
 * The gap over so many `months`: the ends of a month, so many times; of a bill or a year's total, those of the figure before it is rounded.
 * With the fewest digits, from those of its margin on, that do not move it.
 */
export function gapOver(months: number, month: GapEnds, { given, ref }: Held, middle: WithMargin): GapEnds {
  const most = ref.measure.decimals;
  const ofMonth = given?.total ? distances(given.perMonth, writtenOutwards(middle, most)) : [month.lower ?? 0, month.upper];
  const [near = 0, far = 0] = ofMonth.map((end) => months * end);
  const told = month.lower === null ? far : near;
  const finest = plainDigits(told);
  let decimals = marginDigits(near, far, most);
  while (decimals < finest && isMoved(told, decimals)) decimals += 1;
  const lower = month.lower === null ? null : roundedFigure(near, decimals).value;
  return { lower, upper: roundedFigure(far, decimals).value, decimals };
}

/**
 * A gap times a price, as they are written, with the fewest digits, from those of its margin on, that do not move it; without cents, for a
 * price is that of a day, and no bill's.
 */
export function gapInMoney({ lower, upper }: GapEnds, price: RoundedFigure): GapEnds {
  const [near, far] = [(lower ?? 0) * price.value, upper * price.value];
  const told = lower === null ? far : near;
  let decimals = marginDigits(near, far, 0);
  while (decimals < 0 && isMoved(told, decimals)) decimals += 1;
  return { lower: roundedFigure(near, decimals).value || null, upper: roundedFigure(far, decimals).value, decimals };
}

/** Most by which rounding may move a price, as a share. */
const PRICE_MOVED = 0.01;

/** A price with two decimals, or as many as do not move it. */
export function roundedPrice(price: number): RoundedFigure {
  let decimals = 2;
  while (isMoved(price, decimals, PRICE_MOVED)) decimals += 1;
  return roundedFigure(price, decimals);
}

/** The visitor's own amount in words, as `ownRounded` rounds it. */
export const ownAmount = (answer: TopicAnswer, lang: Lang, beside?: number): string =>
  typedText(ownRounded(answer, beside), answer, lang);

/** The visitor's amount, and that it is a month's unless it is of one month that is named where it was typed. */
export const ownMonthly = (answer: TopicAnswer, lang: Lang): string =>
  answer.given?.month != null && answer.given.days === null
    ? ownAmount(answer, lang)
    : `${ownAmount(answer, lang)} ${WORDS[lang].stand.amount.month}`;

/**
 * What the visitor's months come to, to tick off, and their mean, which nobody typed, unless the `sentence` has it; null of a single month. Of
 * several years it names the months that count. Of a bill of several months, what it comes to a month, which is what all that follows is of.
 */
export function monthsSum(answer: TopicAnswer, sentence: string, lang: Lang): string | null {
  const { months = [], yearBefore = [], total = null, month = null } = answer.given ?? {};
  const words = VERDICTS[lang];
  if (total?.days && month === null && !sentence.includes(ownAmount(answer, lang))) {
    const bill = words.sumAndMean(typedAmount(total.amount, answer, lang), ownMonthly(answer, lang));
    return `${WORDS[lang].labelled(words.ownBill, bill)}.`;
  }
  if (months.length < 2) return null;
  const [first = "", last = ""] = [months[0]?.period, months.at(-1)?.period].map((one) => formatPeriod(one ?? "", lang));
  const name = `${words.ownMonths(months.length)}${yearBefore.length > 0 ? words.ofMonths(first, last) : ""}`;
  const sum = typedAmount(sumOf(months), answer, lang);
  const isMeanSaid = sentence.includes(ownAmount(answer, lang));
  return `${WORDS[lang].labelled(name, isMeanSaid ? sum : words.sumAndMean(sum, ownMonthly(answer, lang)))}.`;
}

/** An amount of the visitor's as it was typed. */
export const typedAmount = (value: number, answer: TopicAnswer, lang: Lang): string => typedText(ownFigure(value), answer, lang);

/** A rounded figure of the visitor's in words. */
export function typedText({ value, decimals }: RoundedFigure, answer: TopicAnswer, lang: Lang): string {
  // Cents are two: 1 040,50 €.
  const cents = decimals === 1 && answer.ref.measure.unit === "currency" ? 2 : decimals;
  return amountText(value, cents, answer.unit, lang);
}

/** A number of homes by its first two digits: by more, a part may have more homes than the whole around it, since each has noise of its own. */
export function countText({ value, lower, upper }: WithMargin, lang: Lang): string {
  return formatNumber(value, Math.min(marginDigits(lower, upper, 0), 1 - Math.floor(Math.log10(Math.max(1, value)))), lang);
}

/** The ends of a margin in words, rounded outwards; of a figure that is `unsure` as in Quartiers. */
export function outwardEnds(
  figure: WithMargin & { readonly unsure?: boolean },
  { ref, unit }: Pick<TopicAnswer, "ref" | "unit">,
  lang: Lang,
): readonly [string, string] {
  const most = ref.measure.decimals;
  const written = writtenOutwards(figure, most, figure.unsure);
  return endsText(written.lower, written.upper, digitsOf(written, most), unit, lang);
}

/** Both ends of the middle half, with the digits that the wider of their margins bears. */
export function halfText(
  { p25, p75 }: Pick<Quartiles, "p25" | "p75">,
  { ref, unit }: Pick<TopicAnswer, "ref" | "unit">,
  lang: Lang,
): readonly [string, string] {
  return endsText(p25.value, p75.value, halfDigits({ p25, p75 }, ref), unit, lang);
}

function halfDigits({ p25, p75 }: Pick<Quartiles, "p25" | "p75">, { measure }: MeasureRef): number {
  return Math.min(...[p25, p75].map(({ lower, upper }) => marginDigits(lower, upper, measure.decimals)));
}

/** The ends between which an unsure figure is: the figure itself would be taken for sure. Null where it is sure. */
export function unsureEnds(answer: TopicAnswer, lang: Lang): readonly [string, string] | null {
  const { group } = answer;
  return !group || group.centre.reliable || group.quartiles ? null : outwardEnds(group.centre, answer, lang);
}
