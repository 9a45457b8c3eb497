import type { Area } from "../../src/territory/index.ts";
import { comparison } from "../shared/digits.ts";
import { amountText, axisText, endsText, marginDigits } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelDigits } from "../shared/level-digits.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { isKept, meanAt } from "../visit/focus.ts";
import type { PartProps } from "./card-parts.tsx";
import { isFew, Means, NARROW } from "./means.tsx";
import { ownAmount } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { ownMiddle } from "./widened-said.ts";

/* Means of all homes near the visitor. */

/** Most parts of the visitor's place that are shown. */
const PARTS = 12;

/** The title of the means near the visitor; a visitor who has named no place is near none. */
export function nearTitle({ tree }: PublicCommons, { area }: Pick<TopicAnswer, "area">, lang: Lang): string {
  const words = WORDS[lang].stand.near;
  return area === tree.root.code ? words.everywhere : words.title;
}

/** Parts of the visitor's place that have a mean. Of more than fit, any selection would be arbitrary, so none is given. */
function partsBelow(commons: PublicCommons, { ref, area, period }: TopicAnswer): readonly Area[] {
  const parts = commons.tree.children(area).filter(({ code }) => meanAt(commons, ref, code, "_T", period));
  return parts.length > PARTS ? [] : parts;
}

/** Tells whether there is a place to set beside the whole: that of the visitor, or a part of the whole. */
export const hasNear = (commons: PublicCommons, answer: TopicAnswer): boolean =>
  answer.area !== commons.tree.root.code || partsBelow(commons, answer).length > 0;

/**
 * Tells whether the home's kind is so far from the mean of all that a place beside that mean would be a false one: the mean is outside the
 * middle half of the kind or, where that is not known, its margin does not touch that of the kind's middle. The visitor's figure does not
 * matter.
 */
export function isOfFarKind(commons: PublicCommons, answer: TopicAnswer): boolean {
  const { group, ref, period } = answer;
  const whole = meanAt(commons, ref, commons.tree.root.code, "_T", period);
  const own = ownMiddle(answer)?.interval ?? (group?.type === "_T" ? null : group?.centre);
  if (!whole || !own) return false;
  const half = group?.type === "_T" ? null : group?.quartiles;
  if (half) return whole.value < half.p25.value || whole.value > half.p75.value;
  return comparison(own, whole) !== "same";
}

/** Decimals of the mean of all homes of a place, as everywhere on the pages; undefined: those of its own margin. */
export function nearDigits(commons: PublicCommons, { ref, period }: TopicAnswer, code: string): number | undefined {
  return levelDigits(commons, { ref, statistic: "MEAN", type: "_T", period }, code);
}

/**
 * Means of the visitor's neighbourhood, its town and the whole territory, each with its margin. With `below`, also those of the
 * parts of the visitor's place.
 */
export function Near({ commons, answer, lang, width, id, below = false }: PartProps & { readonly below?: boolean }) {
  const words = WORDS[lang].stand;
  const { ref, area, period, unit, given } = answer;
  const mean = (code: string): number => meanAt(commons, ref, code, "_T", period)?.value ?? 0;
  const parts = below ? partsBelow(commons, answer).toSorted((a, b) => mean(b.code) - mean(a.code)) : [];
  const areas = [...parts, ...commons.tree.lineage(area)];
  const isShort = width < NARROW && !isFew(width, areas.length);
  const rows = areas.map(({ code, name }) => {
    const figure = meanAt(commons, ref, code, "_T", period);
    if (!figure)
      return { name, interval: null, text: isKept(commons, ref, code, "_T", period) ? WORDS[lang].kept : words.near.absent };
    const decimals = nearDigits(commons, answer, code) ?? marginDigits(figure.lower, figure.upper, ref.measure.decimals);
    const value = amountText(figure.value, decimals, unit, lang);
    const full = words.near.between(value, ...endsText(figure.lower, figure.upper, decimals, unit, lang));
    return { name, interval: figure, text: isShort ? value : full };
  });
  if (rows.every(({ interval }) => interval === null)) return null;
  // Among homes of other years the visitor has no place, here as little as in the sentence; among kinds far from theirs, a false one.
  const isPlaced = answer.season === null && answer.verdict?.kind !== "years" && !isOfFarKind(commons, answer);
  const own = given && isPlaced ? ownAmount(answer, lang) : null;
  return (
    <Means
      id={id}
      width={width}
      label={words.near.label(rows.map(({ name, text }) => `${WORDS[lang].labelled(name, text)}.`).join(" "), own)}
      rows={rows}
      you={given && own !== null ? { value: given.perMonth, text: words.youAre(own) } : null}
      calm
      {...axisText(unit, lang)}
    />
  );
}
