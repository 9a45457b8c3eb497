import { digitsOf, plainDigits, writtenOutwards } from "../shared/digits.ts";
import { amountText, endsText } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import { heldAgainst } from "./season.ts";
import type { TopicAnswer } from "./topic-answer.ts";

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
  const value = given?.perMonth ?? 0;
  // A mean of months or an average month of a bill was computed, not typed.
  const isCounted = given !== null && (given.days !== null || given.months.length > 1);
  const typed = isCounted ? undefined : typedDecimals(value);
  return roundedFigure(value, typed ?? Math.max(plainDigits(value), beside));
}

/** The first figure minus the second, both as they are shown, with the decimals of the finer one. */
export function roundedGap(figure: RoundedFigure, reference: RoundedFigure): RoundedFigure {
  const decimals = Math.max(figure.decimals, reference.decimals);
  return roundedFigure(figure.value - reference.value, decimals);
}

/** The gap of a month with the middle home, and whether it is as exact as the figures that are shown: the middle is not, so it is rounded as the middle is. */
export function monthlyGap(answer: Held, middle: WithMargin): RoundedFigure & { readonly isExact: boolean } {
  const most = answer.ref.measure.decimals;
  const shown = roundedGap(ownRounded(answer), roundedToMargin(middle, most)).value;
  const gap = roundedFigure(shown, digitsOf(middle, most));
  return { ...gap, isExact: gap.value === shown };
}

/** Most by which rounding may move a yearly gap away from twelve monthly ones, as a share: a reader who multiplies would find another. */
const MOST_MOVED = 0.05;

/**
 * The yearly gap, with the fewer `digits` that twelve times the margin allows; where those would move it too far, with the next that do not,
 * up to those of the `monthly` one.
 */
export function yearlyGap(gap: number, digits: number, monthly: number): RoundedFigure {
  const exact = Math.abs(12 * gap);
  const most = plainDigits(exact);
  const rounded = roundedFigure(exact, Math.min(digits, most));
  const isMoved = Math.abs(rounded.value - exact) > MOST_MOVED * exact;
  return isMoved && digits < Math.min(monthly, most) ? yearlyGap(gap, digits + 1, monthly) : rounded;
}

/** The visitor's own amount in words, as `ownRounded` rounds it. */
export const ownAmount = (answer: TopicAnswer, lang: Lang, beside?: number): string =>
  typedText(ownRounded(answer, beside), answer, lang);

/** The visitor's amount, and that it is a month's unless it is of one month that is named where it was typed. */
export const ownMonthly = (answer: TopicAnswer, lang: Lang): string =>
  answer.given?.month != null && answer.given.days === null
    ? ownAmount(answer, lang)
    : `${ownAmount(answer, lang)} ${WORDS[lang].stand.amount.month}`;

/** An amount of the visitor's as it was typed. */
export const typedAmount = (value: number, answer: TopicAnswer, lang: Lang): string => typedText(ownFigure(value), answer, lang);

function typedText({ value, decimals }: RoundedFigure, answer: TopicAnswer, lang: Lang): string {
  // Cents are two: 1 040,50 €.
  const cents = decimals === 1 && answer.ref.measure.unit === "currency" ? 2 : decimals;
  return amountText(value, cents, answer.unit, lang);
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
