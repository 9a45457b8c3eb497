import { writtenOutwards } from "../shared/digits.ts";
import { amountText, marginDigits, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { PartProps } from "./part-props.ts";
import { kindPhrase } from "./phrases.ts";
import { amountTextAtMargin, gapOver, monthlyGap, outwardEnds, roundedFigure } from "./rounded.ts";
import { heldAgainst } from "./season.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/**
 * The gap with the middle home, per month and per year; null where there is no gap to tell.
 */
function gapOf(answer: TopicAnswer, lang: Lang) {
  const { given, ref, unit, season, period, verdict } = answer;
  const words = WORDS[lang].stand.gap;
  const middle = heldAgainst(answer);
  if (!middle || !given) return null;
  if (verdict?.kind === "side" && verdict.side === "about") return null;
  const { value: fine, decimals: most, isExact } = monthlyGap(answer, middle);
  // Over part of a quarter the middle is known no better than what lacks of it allows.
  const wide = season === null || season.isWhole ? null : season.reach;
  const allowed = wide === null ? most : Math.min(most, marginDigits(wide.lower, wide.upper, ref.measure.decimals));
  const { value: gap, decimals } = roundedFigure(fine, allowed);
  if (gap === 0) return null;
  // Within the margin of the middle as it is written, no difference can be told.
  const written = writtenOutwards(middle, ref.measure.decimals);
  if (given.perMonth >= written.lower && given.perMonth <= written.upper) return null;
  const middleText = amountTextAtMargin(middle, ref.measure.decimals, unit, lang);
  const monthText = amountText(Math.abs(gap), decimals, unit, lang);
  // The words say which way.
  const against = (one: string | null): string =>
    middle.statistic === "P50" ? words[gap < 0 ? "less" : "more"](one) : words[gap < 0 ? "lessMean" : "moreMean"];
  const month = {
    figure: isExact && gap === fine ? monthText : words.about(monthText),
    // Of part of a year the note above has the middle.
    text: `${words.month} ${against(kindPhrase(ref, "_T", lang).one)}${season === null ? ` (${middleText})` : ""}`,
    brief: `${against(null)} (${middleText})`,
  };
  // Over a year, or over the days of a bill of part of one.
  const months = season === null ? (period.length === 7 ? null : 12) : given.dates && given.days ? (12 * given.days) / 365 : null;
  if (months === null) return { month, whole: null };
  const over = gapOver(months, answer, middle);
  const figure = words.about(amountText(over.value, over.decimals, unit, lang));
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

/** The gap in one sentence, per month and per year; `brief`: in one line of a phone, that of a month alone, below a field that says so. */
export function GapLine({ answer, lang, brief = false }: Pick<PartProps, "answer" | "lang"> & { readonly brief?: boolean }) {
  const gap = gapOf(answer, lang);
  if (!gap) return <TooSmall answer={answer} lang={lang} />;
  const { month, whole } = gap;
  return (
    <p class="gap-line">
      <b>{upperFirst(month.figure)}</b> {brief ? month.brief : month.text}
      {whole && !brief ? (
        <>
          , <b>{whole.figure}</b> {whole.inLine}
        </>
      ) : null}
      .
    </p>
  );
}

/** Says that the difference is within the margin of the middle, with that margin. */
function TooSmall({ answer, lang }: Pick<PartProps, "answer" | "lang">) {
  const middle = heldAgainst(answer);
  if (!middle) return null;
  const { gap, centre } = WORDS[lang].stand;
  const ends = WORDS[lang].between(...outwardEnds(middle, answer, lang));
  return <p class="gap-line">{gap.small(upperFirst(centre[middle.statistic]), ends)}</p>;
}
