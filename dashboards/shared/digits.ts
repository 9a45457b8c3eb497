import { endsText, marginDigits } from "./format.ts";
import { type Lang, WORDS } from "./i18n.ts";
import { isBelowZero, type WithMargin } from "./reliable-interval.ts";

/** Compares two figures: less or more only where their margins do not touch. */
export function comparison(one: WithMargin, other: WithMargin): "less" | "more" | "same" {
  if (one.upper < other.lower) return "less";
  return one.lower > other.upper ? "more" : "same";
}

/** Most decimals that a sentence needs to write two figures apart. */
const MOST_APART = 3;

/**
 * Decimals for two figures of one sentence that says which of them is more: those that the narrower margin allows, and more where
 * the two would be written alike. Lists and tables tell more from less by colour and mark. `most` is the measure's number of decimals;
 * `allowed` those of a list in which both stand, where they are not their margins' own.
 */
export function digitsApart(
  one: WithMargin,
  other: WithMargin,
  most: number,
  allowed = Math.max(...[one, other].map(({ lower, upper }) => marginDigits(lower, upper, most))),
): number {
  const alike = (digits: number): boolean => Math.round(one.value * 10 ** digits) === Math.round(other.value * 10 ** digits);
  let digits = allowed;
  while (digits < MOST_APART && alike(digits)) digits += 1;
  return digits;
}

/** Steps of the last digit that there are at least between the lowest and the highest figure of a list, as far as any margin allows them. */
const STEPS_OF_A_LIST = 20;

/**
 * Digits of all figures of a list, so that what is written is in the order in which it stands: the fewest that any margin allows, and
 * more where the figures would come to the same few numbers. Undefined: the list has no figure.
 */
export function listDigits(figures: readonly WithMargin[], most: number): number | undefined {
  if (figures.length === 0) return undefined;
  const allowed = figures.map(({ lower, upper }) => marginDigits(lower, upper, most));
  const values = figures.map(({ value }) => value);
  const range = Math.max(...values) - Math.min(...values);
  const finest = Math.max(...allowed);
  let digits = Math.min(...allowed);
  while (digits < finest && range * 10 ** digits < STEPS_OF_A_LIST) digits += 1;
  return digits;
}

/** Decimals of a figure wherever it stands: those of the list that it is one of, else those that its margin allows, at most `most`. */
export const digitsOf = ({ lower, upper, digits }: WithMargin, most: number): number =>
  digits ?? marginDigits(lower, upper, most);

/** Amount from which one that no margin limits, such as a change of one's own, is written without decimals. */
const WHOLE = 10;

/** Decimals of an amount that was computed and has no margin. */
export const plainDigits = (amount: number): number => (Math.abs(amount) < WHOLE ? 1 : 0);

/** Share of a margin's width within which an estimate lies at one of its ends. */
const EDGE = 0.15;

/** Tells whether an estimate lies at an end of its own margin, or outside: the margin then says more than the estimate, which stands nowhere. */
export const isAtEdge = ({ value, lower, upper }: WithMargin): boolean =>
  upper > lower && Math.min(value - lower, upper - value) < EDGE * (upper - lower);

/** A number as it is written with some decimals. */
export const written = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

/** A figure with the ends of its margin rounded outwards: what is written of it is never narrower than what is published. */
export function outwards<Figure extends WithMargin>(figure: Figure, decimals: number): Figure {
  const unit = 10 ** decimals;
  // A step less than a millionth is left from computing in binary.
  const lower = Math.floor(figure.lower * unit + 1e-6) / unit;
  return { ...figure, lower, upper: Math.ceil(figure.upper * unit - 1e-6) / unit };
}

/** Digits of a margin that is all that is read of a figure: of tens and hundreds one more than is `allowed`. */
const unsureDigits = (allowed: number): number => (allowed < 0 ? allowed + 1 : allowed);

/** Both ends of a margin in words, rounded outwards: `69` and `76 €`. */
export function marginText(figure: WithMargin, decimals: number, unit: string, lang: Lang): readonly [low: string, high: string] {
  const { lower, upper } = outwards(figure, decimals);
  return endsText(lower, upper, decimals, unit, lang);
}

/**
 * A figure with the ends of its margin as they are written, rounded outwards: the words, the drawing and the side take the same ends.
 * `isUnsure`: the margin is all that is read of it, as `unsureEnds` writes it.
 */
export function writtenOutwards<Figure extends WithMargin>(figure: Figure, most: number, isUnsure = false): Figure {
  const digits = isUnsure ? unsureDigits(marginDigits(figure.lower, figure.upper, most)) : digitsOf(figure, most);
  return outwards({ ...figure, digits }, digits);
}

/**
 * The order of two figures from high to low: by their published values, as the drawing beside them, the files and a query have it. Where
 * margins round one more than another, what is written may seem to differ from it.
 */
export const fromHigh = (a: { readonly value: number }, b: { readonly value: number }): number => b.value - a.value;

/** One decimal more where it makes what is written agree with what is said, and none where it does not: two would feign precision. */
const fewestAdded = (agrees: (added: number) => boolean): number => [0, 1].find(agrees) ?? 0;

/**
 * Decimals of the ends of a margin: those that it allows and, where these would seem to say otherwise than the page does of the figure
 * and of the one that it is compared with, one more if it makes the written ends say the same. The value keeps those of its margin,
 * so that it is written alike wherever it stands. `most` is the measure's number of decimals; `digits` are those of a list that the figure
 * stands in, where they are not its margin's own.
 */
export function digitsBeside(
  one: WithMargin,
  other: WithMargin | null,
  most: number,
  digits = marginDigits(one.lower, one.upper, most),
): number {
  if (other === null) return digits;
  const beside = outwards(other, marginDigits(other.lower, other.upper, most));
  return digits + fewestAdded((added) => comparison(outwards(one, digits + added), beside) === comparison(one, other));
}

/** Decimals of the ends of a margin that does not hold a `value`: one more than `digits` where as written it would. */
export const digitsBeyond = (figure: WithMargin, value: number, digits: number): number => {
  const holds = ({ lower, upper }: WithMargin): boolean => lower < value && value < upper;
  return digits + fewestAdded((added) => holds(outwards(figure, digits + added)) === holds(figure));
};

/** The value of a figure in words, and as lists and drawings have it. */
export interface ValueText {
  readonly value: string;
  /** as short as it gets: `< 30 €` */
  readonly listed: string;
}

/**
 * The value of a figure in words: of an estimate below zero, only that it is less than the upper end of its margin.
 *
 * @param write an amount with its unit
 */
export function valueText(figure: WithMargin, lang: Lang, write: (amount: number) => string): ValueText {
  if (!isBelowZero(figure)) return { value: write(figure.value), listed: write(figure.value) };
  const end = write(figure.upper);
  return { value: WORDS[lang].figure.lessThan(end), listed: `<\u00a0${end}` };
}

/** Both ends of a margin that is all that is read of a figure, written no narrower than it is. */
export function unsureEnds(
  figure: WithMargin,
  allowed: number,
  write: (end: number, decimals: number) => string,
): readonly [low: string, high: string] {
  const decimals = unsureDigits(allowed);
  const { lower, upper } = outwards(figure, decimals);
  return [write(lower, decimals), write(upper, decimals)];
}
