import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import type { Reference } from "../../src/territory/index.ts";
import { BesideReference } from "../charts/beside-reference.tsx";
import { amountText, axisText, formatNumber, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { SourceOfReference } from "../shared/reference-list.tsx";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { UNPUBLISHED } from "../visit/unpublished-words.ts";
import { householdOf, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import type { AskUnit, Help } from "./ask-unit.tsx";
import { expectedIn } from "./cold.ts";
import { expectedFor, referenceFor, referenceName, referenceScope } from "./reference.ts";
import { ownAmount, ownMonthly, ownRounded, roundedFigure, roundedGap } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** Share of a reference within which a figure is about as much: it is rounded, often years old, and has no margin that would tell them apart. */
const CLOSE = 0.05;

interface BesideFigureProps {
  readonly visit: { readonly visitor: Visitor; readonly lang: { readonly value: Lang } };
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  /** one of several topics, for which one sentence says that nobody can be compared with yet */
  readonly short?: boolean;
  /** a sentence above already says that nothing is published yet */
  readonly isSaid?: boolean;
  /** what asks about a figure that is doubted, and helps with little: it comes with the first touch, before anything is typed; null until then */
  readonly asks: { readonly AskUnit: typeof AskUnit; readonly Help: typeof Help } | null;
}

/** The visitor's figure beside a public reference, without a verdict, while the commons has published nothing. */
export function BesideFigure({ visit, commons, answer, short = false, isSaid = false, asks }: BesideFigureProps) {
  const lang = visit.lang.value;
  const words = UNPUBLISHED[lang].reference;
  const household = householdOf(visit.visitor, answer.area);
  const reference = referenceFor({ ref: answer.ref, area: answer.area, household, period: "" }, commons.references, commons.tree);
  if (!reference) return <Alone answer={answer} lang={lang} short={short} />;
  const unit = unitLabel(reference.unit, lang);
  const most = reference.value < 100 && answer.ref.measure.decimals > 0 ? 1 : 0;
  const text = amountText(reference.value, Number.isInteger(reference.value) ? 0 : most, unit, lang);
  const mine = answer.given?.perMonth ?? null;
  // The gap is that of both figures as they are shown, so that a reader who subtracts them finds the same.
  const { value: gap, decimals } = roundedGap(ownRounded(answer, most), roundedFigure(reference.value, most));
  const isClose = Math.abs(gap) <= Math.max(10 ** -most, CLOSE * reference.value);
  const gapText = amountText(Math.abs(gap), decimals, unit, lang);
  const entry = visit.visitor.entries.value[answer.ref.key] ?? NO_ENTRY;
  const times = mine === null || entry.confirmed || reference.value <= 0 ? 0 : mine / reference.value;
  const isDoubted = times > UNUSUAL_FACTOR;
  const name = referenceName(reference, answer.ref, lang);
  // Only a year has a gap to the mean of a year: a month, a bill or some months stand beside it.
  const isOfYear = entry.kind === "year" || answer.given?.months.length === 12;
  const beside = isOfYear ? null : words.beside(ownMonthly(answer, lang), text, referenceScope(reference, answer.ref, lang));
  const doubt = words.unit(times > 1000 ? null : formatNumber(times, 0, lang), text);
  // So little may be hardship: its gap is not told as if it were an achievement.
  const isLittle = !isOfSeason(answer) && mine !== null && mine * UNUSUAL_FACTOR <= reference.value;
  const special = isDoubted ? doubt : isLittle ? words.little(ownAmount(answer, lang), text, name) : beside;
  return (
    <>
      {mine === null ? (
        <Untyped lang={lang} short={short} isSaid={isSaid} />
      ) : (
        <p class="sentence">
          {special === null ? words[isClose ? "same" : gap < 0 ? "less" : "more"](gapText, text, name) : <Rich text={special} />}
        </p>
      )}
      {mine === null || isDoubted || isLittle ? null : (
        <Normal answer={answer} reference={reference} isOfYear={isOfYear} size={household.size} lang={lang} />
      )}
      {asks && isDoubted && !isSaid ? (
        <asks.AskUnit visitor={visit.visitor} answer={answer} lang={lang} most={UNUSUAL_FACTOR * reference.value} />
      ) : null}
      {asks && isLittle ? (
        <asks.Help commons={commons} visitor={visit.visitor} answer={answer} lang={lang} brief={isSaid} />
      ) : null}
      {/* One that is doubted is asked about first. */}
      {isDoubted ? null : (
        <BothDrawn
          reference={reference}
          text={text}
          own={isOfSeason(answer) ? ownMonthly(answer, lang) : ownAmount(answer, lang, most)}
          answer={answer}
          lang={lang}
        />
      )}
      <p class="source">
        {WORDS[lang].stand.reference.source}
        <SourceOfReference reference={reference} lang={lang} />.
      </p>
    </>
  );
}

interface NormalProps extends Pick<BothDrawnProps, "reference" | "answer" | "lang"> {
  readonly isOfYear: boolean;
  readonly size: string;
}

/** Why the figure may well be above or below a mean of a year and of other homes: its season, and how many live there. */
function Normal({ reference, answer: { ref, given, isMonthUntold }, isOfYear, size, lang }: NormalProps) {
  const words = UNPUBLISHED[lang].reference;
  const season = isOfYear ? null : expectedIn(ref, given?.covered ?? []);
  const people = expectedFor(reference, size);
  const texts = [
    isMonthUntold ? words.anySeason : null,
    season && words.normal(words.season[season], season),
    people && words.normal(words.ofPeople(people.size), people.side),
  ].filter((text) => text !== null);
  return texts.length === 0 ? null : <p>{texts.join(" ")}</p>;
}

interface BothDrawnProps {
  readonly reference: Reference;
  /** the reference's figure in words */
  readonly text: string;
  /** the visitor's */
  readonly own: string;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
}

/** The visitor's figure and the reference on one axis. */
function BothDrawn({ reference, text, own, answer, lang }: BothDrawnProps) {
  const words = WORDS[lang];
  const mine = answer.given?.perMonth ?? null;
  const unit = unitLabel(reference.unit, lang);
  return (
    <Sized height={126}>
      {(width) => (
        <BesideReference
          id={`reference-${answer.ref.key.replace(".", "-")}`}
          width={width}
          label={words.welcome.reference.name(reference.period, text)}
          you={mine === null ? null : { value: mine, text: words.stand.youAre(own) }}
          reference={{ value: reference.value, text: words.welcome.reference.name(reference.period, text) }}
          {...axisText(unit, lang)}
          absent={UNPUBLISHED[lang].reference.none}
        />
      )}
    </Sized>
  );
}

/** Asks for a figure, which then stands beside the reference. */
function Untyped({ lang, short, isSaid }: { lang: Lang; short: boolean; isSaid: boolean }) {
  const words = UNPUBLISHED[lang].reference;
  return short ? null : <p class="sentence quiet">{`${isSaid ? "" : `${words.nothingYet} `}${words.typeBeside}`}</p>;
}

/** Tells whether the visitor's figure is of a month, a bill or less than a year of months, and not of a year or an ordinary month. */
function isOfSeason({ given }: TopicAnswer): boolean {
  return given !== null && (given.month !== null || given.days !== null || (given.months.length > 0 && given.months.length < 12));
}

/** The visitor's figure alone, per month and per year, where there is nothing to compare it with. */
function Alone({ answer, lang, short }: { answer: TopicAnswer; lang: Lang; short: boolean }) {
  const words = UNPUBLISHED[lang].reference;
  const { given } = answer;
  if (!given) return <p class="sentence quiet">{short ? WORDS[lang].stand.empty : words.type}</p>;
  const month = ownAmount(answer, lang);
  const isSeason = isOfSeason(answer);
  const year = amountText(12 * given.perMonth, 0, answer.unit, lang);
  return (
    <>
      <p class="sentence">
        <Rich text={isSeason ? words.mineMonth(ownMonthly(answer, lang)) : words.mine(month, year)} />
      </p>
      {short ? null : <p class="note">{words.absent}</p>}
    </>
  );
}
