import { unbroken } from "../shared/dom.ts";
import { amountText, formatPeriod, unitLabel, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { entryOf, type PublicCommons } from "../visit/commons.ts";
import { NEXT } from "./next-words.ts";
import type { PartProps } from "./part-props.ts";
import { kindPhrase } from "./phrases.ts";
import { type GapEnds, gapInMoney, gapOver, gapText, monthlyGap, outwardEnds, roundedPrice } from "./rounded.ts";
import { heldAgainst } from "./season.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** What a figure is held against: over part of a quarter the middle is known no better than what lacks of it allows. */
function middleOf(answer: TopicAnswer) {
  const { season } = answer;
  const middle = heldAgainst(answer);
  return middle && season?.reach && !season.isWhole ? { ...middle, ...season.reach } : middle;
}

/** The gap with the middle home, per month and per year, each between the ends that the middle's margin leaves; null where there is none to tell. */
function gapOf(answer: TopicAnswer, lang: Lang) {
  const { given, ref, unit, season, period, verdict } = answer;
  const words = STAND[lang].gap;
  const middle = middleOf(answer);
  if (!middle || !given) return null;
  if (verdict?.kind === "side" && verdict.side === "about") return null;
  const gap = monthlyGap(answer, middle);
  if (gap === null) return null;
  const isLess = given.perMonth < middle.value;
  // The words say which way.
  const against = (one: string | null): string =>
    middle.statistic === "P50" ? words[isLess ? "less" : "more"](one) : words[isLess ? "lessMean" : "moreMean"];
  const month = {
    figure: gapText(gap, unit, lang),
    // Of part of a year the note above has the middle.
    text: `${words.month} ${against(kindPhrase(ref, "_T", lang).one)}${season === null ? ` (${words.between(...outwardEnds(middle, answer, lang))})` : ""}`,
    brief: against(null),
  };
  // Over a year, or over the days of a bill of part of one.
  const months = season === null ? (period.length === 7 ? null : 12) : given.dates && given.days ? (12 * given.days) / 365 : null;
  if (months === null) return { month, whole: null };
  const ends = gapOver(months, gap, answer, middle);
  const figure = gapText(ends, unit, lang);
  const said = season === null ? { text: words.year, inLine: words.inYear } : { text: words.onBill, inLine: words.onBill };
  return { month, whole: { ends, figure, ...said } };
}

/** A gap in money, and the price that it is at; null: the measure's unit has no price. */
function moneyOf({ catalog }: PublicCommons, { ref, unit }: TopicAnswer, ends: GapEnds, lang: Lang) {
  const { price } = entryOf(catalog, ref) ?? {};
  if (price === undefined) return null;
  const rounded = roundedPrice(price.value);
  const source = `${unbroken(price.source[lang])}, ${formatPeriod(price.as_of.slice(0, 7), lang)}`;
  const money = unitLabel(catalog.commons.currency, lang);
  const amount = NEXT[lang].price(amountText(rounded.value, rounded.decimals, money, lang), unit);
  return {
    figure: gapText(gapInMoney(ends, rounded), money, lang),
    price: (
      <>
        {WORDS[lang].labelled(amount, "")}
        {price.url === undefined ? source : <a href={price.url}>{source}</a>}
      </>
    ),
  };
}

/** The gap as figures in a row, each with its words; that of the year in money too. */
export function Gap({ commons, answer, lang }: Omit<PartProps, "width" | "id">) {
  const gap = gapOf(answer, lang);
  if (!gap) return <TooSmall answer={answer} lang={lang} />;
  const { month, whole } = gap;
  const money = whole && moneyOf(commons, answer, whole.ends, lang);
  return (
    <dl class="gap">
      {[month, whole].map((item) =>
        item === null ? null : (
          <div key={item.text}>
            <dt>{item.text}</dt>
            <dd>{item.figure}</dd>
          </div>
        ),
      )}
      {whole && money ? (
        <div>
          <dt>{whole.inLine}</dt>
          <dd>{money.figure}</dd>
          <dd class="price">
            {NEXT[lang].at} {money.price}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/**
 * The gap in one sentence, per month and per year, this in money too; `brief`: in one line of a phone, that of a month alone, below a
 * field that says so.
 */
export function GapLine({
  commons,
  answer,
  lang,
  brief = false,
}: Omit<PartProps, "width" | "id"> & { readonly brief?: boolean }) {
  const gap = gapOf(answer, lang);
  if (!gap) return <TooSmall answer={answer} lang={lang} />;
  const { month, whole } = gap;
  const money = whole && moneyOf(commons, answer, whole.ends, lang);
  return (
    <p class="gap-line">
      <b>{upperFirst(month.figure)}</b> {brief ? month.brief : month.text}
      {whole && !brief ? (
        <>
          , <b>{whole.figure}</b> {whole.inLine}
          {money && (
            <>
              , <b>{NEXT[lang].inMoney(money.figure)}</b> <small>({money.price})</small>
            </>
          )}
        </>
      ) : null}
      .
    </p>
  );
}

/** Says that the figure is within the margin of the middle, or of a mean, which is no place among homes. */
function TooSmall({ answer, lang }: Pick<PartProps, "answer" | "lang">) {
  const middle = middleOf(answer);
  if (!middle) return null;
  const [{ gap }, { centre }] = [STAND[lang], WORDS[lang].stand];
  const ends = WORDS[lang].between(...outwardEnds(middle, answer, lang));
  return <p class="gap-line">{middle.statistic === "P50" ? gap.close(ends) : gap.small(upperFirst(centre.MEAN), ends)}</p>;
}
