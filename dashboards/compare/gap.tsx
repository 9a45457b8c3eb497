import { unbroken } from "../shared/dom.ts";
import { amountText, formatPeriod, unitLabel, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ownHasMore } from "../shared/labels.ts";
import { entryOf, type PublicCommons } from "../visit/commons.ts";
import type { Visitor } from "../visit/visitor.ts";
import { AskPrice } from "./ask-price.tsx";
import { statesGap } from "./drawn-figures.ts";
import type { MonthlyFigure } from "./monthly-figure.ts";
import { NEXT } from "./next-words.ts";
import { ownPriceOf, priceAsked } from "./own-price.ts";
import type { PartProps } from "./part-props.ts";
import { kindPhrase } from "./phrases.ts";
import { wholeMonths } from "./prorata.ts";
import { reckoned } from "./reckoned.ts";
import {
  amountAtMargin,
  type GapEnds,
  gapAtMost,
  gapInMoney,
  gapOfEnds,
  gapOver,
  gapText,
  monthlyGap,
  outwardEnds,
  roundedPrice,
} from "./rounded.ts";
import { heldAgainst } from "./season.ts";
import { seasonPlace } from "./season-place.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** What a figure is held against: over part of a quarter the middle is known no better than what lacks of it allows. */
function middleOf(answer: TopicAnswer) {
  const { season } = answer;
  const middle = heldAgainst(answer);
  return middle && season?.reach && !season.isWhole ? { ...middle, ...season.reach } : middle;
}

/** What a gap costs at the visitor's own price of the measure's unit, else at the operator's, which is told; null: there is none. */
function moneyOf(commons: PublicCommons, answer: TopicAnswer, ends: GapEnds, said: typeof gapText, lang: Lang) {
  const { catalog } = commons;
  const { price } = entryOf(catalog, answer.ref) ?? {};
  const own = ownPriceOf(commons, answer, lang);
  const rounded = own ?? (price && roundedPrice(price.value));
  if (!rounded) return null;
  const money = unitLabel(catalog.commons.currency, lang);
  const amount = NEXT[lang].price(amountText(rounded.value, rounded.decimals, money, lang), answer.unit);
  return {
    figure: said(gapInMoney(ends, rounded), money, lang),
    price: own ? `${amount}, ${NEXT[lang].own.name}` : amount,
    source: own ? null : sourceOf(commons, price, lang),
  };
}

/** The name and the month of the operator's price; of one that was over a year old when the figures appeared, that it may be another by now. */
function sourceOf({ main }: PublicCommons, price: NonNullable<ReturnType<typeof entryOf>>["price"], lang: Lang) {
  if (price === undefined) return null;
  const source = `${unbroken(price.source[lang])}, ${formatPeriod(price.as_of.slice(0, 7), lang)}`;
  const yearLater = `${Number(price.as_of.slice(0, 4)) + 1}${price.as_of.slice(4)}`;
  const isOld = (main?.created_at ?? "") > yearLater;
  return (
    <>
      {price.url === undefined ? source : <a href={price.url}>{source}</a>}
      {isOld ? NEXT[lang].mayDiffer : ""}
    </>
  );
}

/** Months of a figure of part of a year, and what it is: a bill, months of one's own, or one that is named; null: nobody said which. */
function partOf({
  total,
  days,
  month,
  months,
}: MonthlyFigure): { readonly months: number; readonly of: "bill" | "months" | "month" } | null {
  if (total?.days && days !== null) return { months: wholeMonths(total.days) ?? (12 * days) / 365, of: "bill" };
  if (months.length > 1) return { months: months.length, of: "months" };
  return month === null ? null : { months: 1, of: "month" };
}

interface GapProps extends Pick<PartProps, "commons" | "answer" | "lang"> {
  /** may give a price of their own; absent: on paper, and where another price is no matter */
  readonly visitor?: Visitor | undefined;
}

/** How many times its nearer end the farther end of a gap is from which a reader wonders why they are so far apart. */
const WIDE = 3;

/**
 * The gap with the middle home, per month and per year, and in money that of the longest time that is told (`priced`), each between the ends
 * that the middle's margin leaves; null where there is none to tell.
 */
function gapOf({ commons, answer, lang }: GapProps) {
  const { given, ref, unit, season, period, verdict } = answer;
  const words = STAND[lang].gap;
  const middle = middleOf(answer);
  if (!middle || !given) return null;
  if (verdict?.kind === "side" && verdict.side === "about") return null;
  // Where the sentence says around where the figure would be without what it has more in it, so does the gap, as far as that may be off.
  const own = reckoned(commons, answer, lang);
  const held = { ...answer, given: own === null ? given : { ...given, perMonth: own.left, total: null } };
  const gap = own === null ? monthlyGap(held, middle) : gapOfEnds(own.ends, middle, answer);
  if (gap === null) return null;
  const isLess = held.given.perMonth < middle.value;
  // The words say which way.
  const against = (one: string | null): string =>
    middle.statistic === "P50" ? words[isLess ? "less" : "more"](one) : words[isLess ? "lessMean" : "moreMean"];
  // Over a year, or over the days of a bill or the months of a part of one.
  const over = season === null && period.length !== 7 ? ({ months: 12, of: "year" } as const) : partOf(given);
  const middleHome = against(kindPhrase(ref, "_T", lang).one);
  // What is above others because there is more in it is above them by less, counted alike.
  const hasMore = own !== null || (!isLess && ownHasMore(commons.catalog, ref));
  const [more, said] = [hasMore ? words.ownMore : "", hasMore && own === null ? gapAtMost : gapText];
  const month = {
    figure: said(gap, unit, lang),
    // Of part of a year the note above has the middle.
    text: `${over?.of === "month" ? `${middleHome} ${words.thisMonth}` : `${words.month} ${middleHome}`}${season === null ? ` (${words.between(...outwardEnds(middle, answer, lang))})` : ""}${more}`,
    // The field has the month, and the page no room for both ends.
    brief: `${against(null)}${season === null && own === null ? ` (${amountAtMargin(middle, answer, lang)})` : ""}${more}`,
  };
  const isWide = season?.isWhole === false && season.quarters.length > 0 && gap.upper > WIDE * (gap.lower ?? 0);
  if (over === null) return { month, whole: null, money: null, isWide };
  const at = NEXT[lang].at[over.of];
  const way = words.way[isLess ? "less" : "more"];
  if (over.of === "month")
    return { month, whole: null, priced: month, money: moneyOf(commons, answer, gap, said, lang), at, way, isWide, of: over.of };
  const ends = gapOver(over.months, gap, held, middle);
  const whole = { figure: said(ends, unit, lang), text: words.over[over.of](over.months) };
  return { month, whole, priced: whole, money: moneyOf(commons, answer, ends, said, lang), at, way, isWide, of: over.of };
}

const isPriceStated = ({ commons, answer }: GapProps): boolean => priceAsked(commons, answer)?.isStated === true;

/** Asks for the visitor's own price, after what was said. */
const PriceOf = ({ visitor, ...part }: GapProps) =>
  visitor ? (
    <>
      {" "}
      <AskPrice {...part} visitor={visitor} />
    </>
  ) : null;

/**
 * The gap with the middle over the longest time that is told, in money where a unit has a price, and on which side it is; `over`: which time,
 * null of a year; null: none is told.
 */
export function wholeGap(props: GapProps) {
  const gap = statesGap(props.answer) ? gapOf(props) : null;
  if (!gap?.whole) return null;
  return { figure: gap.money?.figure ?? gap.whole.figure, way: gap.way, over: gap.of === "year" ? null : gap.whole.text };
}

/** The gap as figures in a row, each with its words. */
export function Gap(props: GapProps) {
  const gap = gapOf(props);
  if (!gap) return <TooSmall {...props} />;
  const { month, whole, priced, money, at, way, isWide } = gap;
  const asked = priced && props.visitor ? <PriceOf {...props} /> : null;
  const isStated = isPriceStated(props);
  const figures = (
    <dl class="gap">
      {[month, whole].map((item) =>
        item === null ? null : (
          <div key={item.text}>
            <dt>
              {item.text}
              {/* A field stays where it is while it brings the first price, and takes no line of its own. */}
              {item === priced && !isStated ? asked : null}
            </dt>
            <dd>{item.figure}</dd>
          </div>
        ),
      )}
      {money ? (
        <div>
          <dt>
            {way} {at} {money.price}
          </dt>
          <dd aria-live="polite">{money.figure}</dd>
          <dd class="price">
            {money.source}
            {isStated && asked ? (
              <>
                {money.source === null ? "" : "."}
                {asked}
              </>
            ) : null}
          </dd>
        </div>
      ) : null}
    </dl>
  );
  return (
    <>
      {figures}
      {isWide ? <p class="note">{STAND[props.lang].gap.whyWide}</p> : null}
    </>
  );
}

/** The gap in one sentence; `brief`: in one line of a phone, that of a month alone, below a field that says so. */
export function GapLine({ brief = false, ...props }: GapProps & { readonly brief?: boolean }) {
  const gap = gapOf(props);
  if (!gap) return <TooSmall {...props} />;
  const { month, whole, priced, money } = gap;
  return (
    <p class="gap-line">
      <b>{upperFirst(month.figure)}</b> {brief ? month.brief : month.text}
      {whole && !brief ? (
        <>
          , <b>{whole.figure}</b> {whole.text}
        </>
      ) : null}
      {money && !brief ? (
        <>
          , {NEXT[props.lang].inMoney} <b>{money.figure}</b>{" "}
          <small>
            ({money.source === null ? money.price : WORDS[props.lang].labelled(money.price, "")}
            {money.source})
          </small>
        </>
      ) : null}
      .{priced && !brief && isPriceStated(props) ? <PriceOf {...props} /> : null}
    </p>
  );
}

/** In the place of a gap that no margin allows, of part of a year whose sentence does not say so. */
export function NoGap({ answer, lang }: Pick<PartProps, "answer" | "lang">) {
  const { gap } = STAND[lang];
  const place = seasonPlace(answer);
  const isBetween = place?.kind === "quarter" && place.quarter === "middle";
  return <p class="gap-line">{isBetween ? gap.near : gap.wide}</p>;
}

/** Says that the figure is within the margin of the middle, or of a mean, which is no place among homes. */
function TooSmall({ commons, answer, lang }: GapProps) {
  const middle = middleOf(answer);
  // Of a figure without what it has more in it the sentence says so.
  if (!middle || reckoned(commons, answer, lang) !== null) return null;
  const [{ gap }, { centre }] = [STAND[lang], WORDS[lang].stand];
  const [low, high] = outwardEnds(middle, answer, lang);
  return (
    <p class="gap-line">
      {middle.statistic === "P50" ? gap.close(low, high) : gap.small(upperFirst(centre.MEAN), WORDS[lang].between(low, high))}
    </p>
  );
}
