import { UNUSUAL_FACTOR } from "../../src/contract/unusual.ts";
import type { Reference } from "../../src/territory/index.ts";
import { ownMeanDecimals } from "../contribute/own-decimals.ts";
import { en } from "../messages/en/beside-said.ts";
import { fr } from "../messages/fr/beside-said.ts";
import { amountText, formatNumber, unitLabel } from "../shared/format.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { householdOf, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import type { AskUnit, Help } from "./ask-unit.tsx";
import { BothDrawn } from "./both-drawn.tsx";
import { expectedIn, seasonMeans } from "./cold.ts";
import { MonthsLegend } from "./months-legend.tsx";
import { changeText, MyMonths } from "./my-months.tsx";
import { MY_MONTHS } from "./my-months-words.ts";
import { ownYear } from "./own-months.ts";
import type { PartProps } from "./part-props.ts";
import { expectedFor, isOfAnyHeating, referenceFor, referenceName, referenceScope } from "./reference.ts";
import { ownAmount, ownMonthly, ownRounded, roundedFigure, roundedGap } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";

const BESIDE = translated(fr, en);

/** Share of a reference within which a figure is about as much: it is rounded, often years old, and has no margin that would tell them apart. */
const CLOSE = 0.05;
/** Fewest months that are drawn: fewer stand beside the reference as their mean. */
const ENOUGH = 3;

/** How many times the reference a figure is that nobody has confirmed; 0: there is no reference, or it is confirmed. */
function timesOf(visitor: Visitor, { ref, given }: TopicAnswer, reference: Reference | null): number {
  const { confirmed } = visitor.entries.value[ref.key] ?? NO_ENTRY;
  return given === null || confirmed || reference === null || reference.value <= 0 ? 0 : given.perMonth / reference.value;
}

/** Tells whether a figure is said while nothing is published, and so may be kept and printed: one that is doubted waits for another. */
export function isToldAlone(commons: PublicCommons, visitor: Visitor, answer: TopicAnswer): boolean {
  const { ref, area, given } = answer;
  const household = householdOf(visitor, area);
  const reference = referenceFor({ ref, area, household, period: "" }, commons.references, commons.tree) ?? null;
  return commons.main === null && given !== null && timesOf(visitor, answer, reference) <= UNUSUAL_FACTOR;
}

export interface BesideSaidProps {
  readonly visit: { readonly visitor: Visitor; readonly lang: { readonly value: Lang } };
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  /** one of several topics, for which one sentence says that nobody can be compared with yet */
  readonly short?: boolean;
  /** a sentence above already says that nothing is published yet */
  readonly isSaid?: boolean;
  readonly reference: Reference | null;
  readonly asks: { readonly AskUnit: typeof AskUnit; readonly Help: typeof Help };
}

/** What is said and drawn of a figure while nothing is published: its months, or its place beside a public reference. Long, for what follows from one reference stands together. */
export function BesideSaid({ visit, commons, answer, short = false, isSaid = false, asks, reference }: BesideSaidProps) {
  const lang = visit.lang.value;
  const words = BESIDE[lang];
  const months = (answer.given?.months.length ?? 0) < ENOUGH ? null : <OwnMonths {...{ commons, answer, reference, lang }} />;
  if (reference === null)
    return (
      <>
        <Alone answer={answer} lang={lang} short={short} />
        {months}
      </>
    );
  const mine = answer.given?.perMonth ?? 0;
  const unit = unitLabel(reference.unit, lang);
  const most = reference.value < 100 && answer.ref.measure.decimals > 0 ? 1 : 0;
  const text = amountText(reference.value, Number.isInteger(reference.value) ? 0 : most, unit, lang);
  // The gap is that of both figures as they are shown, so that a reader who subtracts them finds the same.
  const { value: gap, decimals } = roundedGap(ownRounded(answer, most), roundedFigure(reference.value, most));
  const isClose = Math.abs(gap) <= Math.max(10 ** -most, CLOSE * reference.value);
  const gapText = amountText(Math.abs(gap), decimals, unit, lang);
  const entry = visit.visitor.entries.value[answer.ref.key] ?? NO_ENTRY;
  const times = timesOf(visit.visitor, answer, reference);
  const isDoubted = times > UNUSUAL_FACTOR;
  const name = referenceName(reference, answer.ref, lang);
  // Only a year has a gap to the mean of a year: a month, a bill or some months stand beside it.
  const isOfYear = entry.kind === "year" || answer.given?.months.length === 12;
  const beside = isOfYear ? null : words.beside(ownMonthly(answer, lang), text, referenceScope(reference, answer.ref, lang));
  const doubt = words.unit(times > 1000 ? null : formatNumber(times, 0, lang), text);
  // So little may be hardship: its gap is not told as if it were an achievement.
  const isLittle = !isOfSeason(answer) && mine * UNUSUAL_FACTOR <= reference.value;
  const special = isDoubted ? doubt : isLittle ? words.little(ownAmount(answer, lang), text, name) : beside;
  // What the reference is stands in small letters below both figures.
  const [said = null, scope = null] = special?.split("\n") ?? [];
  const own = isOfSeason(answer) ? ownMonthly(answer, lang) : ownAmount(answer, lang, most);
  return (
    <>
      <p class="sentence">
        {said === null ? words[isClose ? "same" : gap < 0 ? "less" : "more"](gapText, text, name) : <Rich text={said} />}
      </p>
      {isDoubted || isLittle ? null : (
        <Normal {...{ answer, reference, isOfYear, scope, lang }} size={householdOf(visit.visitor, answer.area).size} />
      )}
      {isDoubted && !isSaid ? (
        <asks.AskUnit visitor={visit.visitor} answer={answer} lang={lang} most={UNUSUAL_FACTOR * reference.value} />
      ) : null}
      {isLittle ? <asks.Help commons={commons} visitor={visit.visitor} answer={answer} lang={lang} brief={isSaid} /> : null}
      {/* One that is doubted is asked about first. */}
      {isDoubted
        ? null
        : (months ?? (
            <BothDrawn
              reference={reference}
              text={text}
              name={answer.ref.key}
              you={{ value: mine, text: WORDS[lang].stand.youAre(own) }}
              lang={lang}
            />
          ))}
    </>
  );
}

interface NormalProps {
  readonly reference: Reference;
  readonly answer: TopicAnswer;
  readonly isOfYear: boolean;
  /** which mean it is; null: the sentence has said it */
  readonly scope: string | null;
  readonly size: string;
  readonly lang: Lang;
}

/** Why the figure may well be above or below a mean of a year and of other homes: its season, how many live there, and what heats it. */
function Normal({ reference, answer: { ref, given, isMonthUntold }, isOfYear, scope, size, lang }: NormalProps) {
  const words = BESIDE[lang];
  const season = isOfYear ? null : expectedIn(ref, given?.covered ?? []);
  const people = expectedFor(reference, size);
  // In summer nothing is heated, whatever the figure counts.
  const isAny = season !== "less" && isOfAnyHeating(reference, ref);
  /** Why one is expected on that side. */
  const reasons = (side: "more" | "less"): string[] =>
    [
      isMonthUntold || season === side ? words.season[side] : null,
      people?.side === side ? words.ofPeople(people.size) : null,
      isAny ? words.heating[side] : null,
    ].filter((reason) => reason !== null);
  const [more, less] = [reasons("more"), reasons("less")];
  const normal = more.length + less.length === 0 ? null : words.normal(more, less);
  const texts = [scope, normal].filter((text) => text !== null);
  return texts.length === 0 ? null : <p>{texts.join(" ")}</p>;
}

interface OwnMonthsProps extends Omit<PartProps, "width" | "id"> {
  readonly reference: Reference | null;
}

/** The visitor's months beside the year before, the cold ones beside the warm ones, and the reference of a year: none of it needs a neighbour. */
function OwnMonths({ commons, answer, reference, lang }: OwnMonthsProps) {
  const words = MY_MONTHS[lang];
  const year = ownYear(commons, answer, WORDS[lang].stand.monthLetters);
  const change = changeText(commons, answer, lang);
  const { ref, unit } = answer;
  const means = seasonMeans(ref, answer.given?.months ?? []);
  const text = (value: number): string => amountText(value, ownMeanDecimals(value, ref.measure), unit, lang);
  const level = reference && {
    value: reference.value,
    text: WORDS[lang].welcome.reference.name(
      reference.period,
      amountText(reference.value, Number.isInteger(reference.value) ? 0 : 1, unitLabel(reference.unit, lang), lang),
    ),
  };
  return (
    <section class="part">
      <h3>{words.title}</h3>
      {means === null ? null : <p>{BESIDE[lang].seasons(text(means.cold), text(means.warm))}</p>}
      {change === null ? null : <p>{change}.</p>}
      <Sized height={268}>
        {(width) => (
          <MyMonths
            commons={commons}
            answer={answer}
            lang={lang}
            width={width}
            id={`own-${ref.key.replace(".", "-")}`}
            reference={level}
          />
        )}
      </Sized>
      <MonthsLegend months={year.months} lang={lang} />
      <p class="note">{words.unpublished}</p>
    </section>
  );
}

/** Tells whether the visitor's figure is of a month, a bill or less than a year of months, and not of a year or an ordinary month. */
function isOfSeason({ given }: TopicAnswer): boolean {
  return given !== null && (given.month !== null || given.days !== null || (given.months.length > 0 && given.months.length < 12));
}

/** The visitor's figure alone, per month and per year, where there is nothing to compare it with. */
function Alone({ answer, lang, short }: { answer: TopicAnswer; lang: Lang; short: boolean }) {
  const words = BESIDE[lang];
  const year = amountText(12 * (answer.given?.perMonth ?? 0), 0, answer.unit, lang);
  const isSeason = isOfSeason(answer);
  return (
    <>
      <p class="sentence">
        <Rich text={isSeason ? words.mineMonth(ownMonthly(answer, lang)) : words.mine(ownAmount(answer, lang), year)} />
      </p>
      {short ? null : <p class="note">{words.absent}</p>}
    </>
  );
}
