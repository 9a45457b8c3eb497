import { en } from "../messages/en/kept-answers.ts";
import { fr } from "../messages/fr/kept-answers.ts";
import { amountText, formatDate, formatPeriod } from "../shared/format.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import type { EarlierFigure } from "../visit/visitor.ts";
import { figuresOf } from "./drawn-figures.ts";
import { isChange, isOfUntold, isOtherLength } from "./kept-answers.ts";
import { ownRounded, roundedAsOwn, roundedGap, typedText } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { monthsPhrase } from "./seasonal-said.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** The words of keeping one's answers and taking them back. */
export const KEPT = translated(fr, en);

/** Most earlier figures that are named. */
const MOST_NAMED = 4;

/** An earlier figure, rounded as today's would be. */
const roundedEarlier = (answer: TopicAnswer, { perMonth, from, periods = [] }: EarlierFigure) =>
  roundedAsOwn(perMonth, from !== undefined || periods.length > 1, answer);

/** The figure since an earlier one, as both are written; null where they are the same, or of other months of the year. */
function changeSince(answer: TopicAnswer, earlier: EarlierFigure) {
  if (!isChange(answer, earlier)) return null;
  const change = roundedGap(ownRounded(answer), roundedEarlier(answer, earlier));
  return change.value === 0 ? null : change;
}

/** The earlier figures that may stand below today's. */
const alikeOf = (answer: TopicAnswer): readonly EarlierFigure[] => answer.earlier.filter((one) => !isOtherLength(answer, one));

/** The last figure where it is marked among the dots: it has changed since. */
export function beforeMarked(answer: TopicAnswer): number | null {
  const last = alikeOf(answer).at(-1);
  return last && changeSince(answer, last) !== null ? last.perMonth : null;
}

/** `410 kWh par mois`, `410 kWh en décembre`, and of which days or months a figure is that is of several. */
function figureText(earlier: EarlierFigure, answer: TopicAnswer, lang: Lang): string {
  const { month, from, to, year = false, periods = [] } = earlier;
  const amount = typedText(roundedEarlier(answer, earlier), answer, lang);
  const [first, last] = [periods[0], periods.at(-1)].map((period) => (period === undefined ? "" : formatPeriod(period, lang)));
  if (month !== undefined) return `${amount} ${monthsPhrase([month], lang)}`;
  if (periods.length === 1 && from === undefined) return `${amount} ${SAID[lang].inMonths(first ?? "")}`;
  if (isOfUntold(answer, earlier)) return `${amount} ${KEPT[lang].ofOneMonth}`;
  const monthly = `${amount} ${WORDS[lang].stand.amount.month}`;
  if (from !== undefined && to !== undefined)
    return `${monthly}, ${SAID[lang].fromDay(formatDate(from, lang), formatDate(to, lang))}`;
  if (year) return `${monthly}, ${SAID[lang].overYear}`;
  return periods.length === 0 ? monthly : `${monthly}, ${SAID[lang].fromMonth(first ?? "", last ?? "")}`;
}

interface EarlierProps {
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  /** no dots are drawn, among which the last one is marked */
  readonly short?: boolean;
}

/** The visitor's figures of earlier visits in a line, but for those of another length, and the change since the last; no judgement of it. */
export function Earlier({ answer, lang, short = false }: EarlierProps) {
  const words = KEPT[lang];
  const [last, ...before] = alikeOf(answer).slice(-MOST_NAMED).reverse();
  if (last === undefined) return null;
  const change = changeSince(answer, last);
  const isDrawn = change !== null && !short && figuresOf(answer).includes("dots");
  const dated = before.map((figure) => words.dated(figureText(figure, answer, lang), formatDate(figure.day, lang)));
  return (
    <p class="earlier">
      {isDrawn ? (
        <svg width="14" height="20" viewBox="0 0 14 20" aria-hidden="true">
          <path d="M7 14v6" stroke="var(--you)" stroke-width="2" stroke-dasharray="2 2" />
          <path d="M7 1l6 6-6 6-6-6z" fill="var(--card)" stroke="var(--you)" stroke-width="1.5" />
        </svg>
      ) : null}{" "}
      {words.last(formatDate(last.day, lang), figureText(last, answer, lang))}
      {change === null
        ? null
        : ` ${words.now(amountText(Math.abs(change.value), change.decimals, answer.unit, lang), change.value < 0)}`}
      {dated.length === 0 ? null : ` ${words.before(dated.join(", "))}`}
    </p>
  );
}
