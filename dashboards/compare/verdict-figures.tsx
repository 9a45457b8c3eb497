import { type Lang, WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { Sized } from "../shared/sized.tsx";
import {
  changeText,
  Dots,
  Half,
  KindSpreads,
  MyMonths,
  monthsBeside,
  type PartProps,
  Row,
  SameMonths,
  sameMonthsText,
} from "./card-parts.tsx";
import { isVeryLow } from "./low-figure.ts";
import { MonthsLegend } from "./months-legend.tsx";
import { isOtherStatistic, Near, nearFinding, nearRows, nearText } from "./near-means.tsx";
import { ownYear } from "./own-months.ts";
import { kindPhrase } from "./phrases.ts";
import { arePrecise } from "./position.ts";
import { seasonSide } from "./seasonal-said.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { ownMiddle } from "./widened-said.ts";

/**
 * Drawings that a verdict may have; `row` is a small version of `dots` for a short card, and `half` has the middle half alone of a group
 * whose distribution is not published.
 */
export type FigureKind = "kinds" | "dots" | "half" | "row" | "months" | "season" | "near";

/** Tells whether the verdict places the home among others. */
export function hasPosition({ verdict }: TopicAnswer): boolean {
  return verdict !== null && !["none", "years", "widened", "seasonal"].includes(verdict.kind);
}

/** Tells whether the gap with the middle is said. It is not where the unit is doubted, or where somebody may be going without. */
export function statesGap(answer: TopicAnswer): boolean {
  const kind = answer.verdict?.kind;
  if (kind === "seasonal") {
    const side = answer.byQuarter.length > 0 || isVeryLow(answer) ? null : seasonSide(answer);
    return side !== null && side !== "about";
  }
  return hasPosition(answer) && kind !== "unit" && kind !== "little" && !isVeryLow(answer);
}

/**
 * Tells whether the middle half of the group is drawn alone: where its distribution is not published, or it has other kinds of homes and the
 * home has no rank in it.
 */
export function isBesideHalf(answer: TopicAnswer): boolean {
  const { verdict, group, homes, untold } = answer;
  const isWider = verdict?.kind === "widened" && untold.length === 0 && ownMiddle(answer) === null;
  const isWhole = hasPosition(answer) || isAmongAll(answer);
  return (group?.quartiles ?? null) !== null && (isWider || (isWhole && homes.length === 0));
}

/** Tells whether homes of all kinds are drawn, named as such: the home's kind is not known, and too few kinds have figures of their own. */
export const isAmongAll = ({ verdict, untold, kinds }: TopicAnswer): boolean =>
  verdict?.kind === "widened" && untold.length > 0 && kinds.length < 2;

/** The drawings of an answer, in the order of a page with room for all. */
export function figuresOf(answer: TopicAnswer): FigureKind[] {
  const { verdict, given, kinds, homes, season } = answer;
  if (!verdict || !given || verdict.kind === "none") return [];
  // Months that have a place by quarter stand beside those quarters already.
  const isByQuarter = given.months.length > 0 && answer.byQuarter.length > 0;
  const kindsDrawn: (FigureKind | false)[] = [
    verdict.kind === "widened" && answer.untold.length > 0 && kinds.length > 1 && "kinds",
    (hasPosition(answer) || isAmongAll(answer)) && homes.length > 0 && "dots",
    isBesideHalf(answer) && "half",
    given.months.length > 0 && "months",
    season?.centre ? !isByQuarter && "season" : verdict.kind !== "unit" && "near",
  ];
  return kindsDrawn.filter((kind): kind is FigureKind => kind !== false);
}

/** From this number on, months are the main drawing, because they tell most. */
const MONTHS = 3;

/**
 * The one drawing of a short card: the visitor's months where there are enough, else the first of `figuresOf`, with `row` for
 * `dots`.
 */
export function mainFigure(answer: TopicAnswer): FigureKind | undefined {
  const [first, ...rest] = figuresOf(answer);
  if (rest.includes("months") && (answer.given?.months.length ?? 0) >= MONTHS) return "months";
  return first === "dots" && answer.verdict?.kind !== "unit" ? "row" : first;
}

type VerdictFigureProps = Omit<PartProps, "width"> & {
  readonly kind: FigureKind;
  /** without title and notes, which several topics share */
  readonly bare?: boolean;
};

/** One drawing of a verdict, with its explanation. */
export function VerdictFigure({ kind, bare = false, id: name, ...part }: VerdictFigureProps) {
  const { answer, lang } = part;
  const words = WORDS[lang].stand;
  const id = `${name}-${kind}`;
  switch (kind) {
    case "kinds":
      return (
        <>
          <Sized height={200}>{(width) => <KindSpreads {...part} width={width} id={id} />}</Sized>
          <p class="note">
            {words.spreads.note(answer.unit)}
            {answer.kinds.every(({ quartiles }) => arePrecise(quartiles)) ? "" : ` ${words.spreads.dashed}`}
          </p>
        </>
      );
    case "dots":
      return (
        <>
          <p class="note">{dotsText(answer, lang)}</p>
          <Sized height={230}>{(width) => <Dots {...part} width={width} id={id} />}</Sized>
        </>
      );
    case "half":
      return (
        <>
          <Sized height={90}>{(width) => <Half {...part} width={width} id={id} />}</Sized>
          <p class="note">{words.spreads.note(answer.unit)}</p>
        </>
      );
    case "row":
      return (
        <>
          <Sized height={74}>{(width) => <Row {...part} width={width} id={id} />}</Sized>
          <p class="note">{isAmongAll(answer) ? words.together.dotsOfAll : words.together.dots}</p>
        </>
      );
    case "season":
      return (
        <>
          <p class="note">{sameMonthsText(part.commons, answer, lang)}</p>
          <Sized height={110}>{(width) => <SameMonths {...part} width={width} id={id} />}</Sized>
        </>
      );
    case "months":
      return <MonthsFigure {...part} id={id} bare={bare} />;
    case "near":
      return <NearFigure {...part} id={id} bare={bare} />;
  }
}

/** Whose homes the hundred dots are. */
export function dotsText(answer: TopicAnswer, lang: Lang): string {
  const { dots, dotsOfAll } = WORDS[lang].stand;
  return (isAmongAll(answer) ? dotsOfAll : dots)(kindPhrase(answer.ref, "_T", lang).many);
}

type OneFigureProps = Omit<VerdictFigureProps, "kind">;

/** The visitor's months beside others' and beside the year before. */
function MonthsFigure({ bare, ...part }: OneFigureProps) {
  const { commons, answer, lang } = part;
  const words = WORDS[lang].stand.months;
  const change = changeText(commons, answer, lang);
  const { months } = ownYear(commons, answer, answer.given?.months ?? [], WORDS[lang].stand.monthLetters);
  return (
    <section class={bare ? undefined : "part"}>
      {bare ? null : <h3>{words.title}</h3>}
      <p class="note">{monthsBeside(commons, answer, lang)}</p>
      <Sized height={268}>{(width) => <MyMonths {...part} width={width} />}</Sized>
      <MonthsLegend months={months} lang={lang} />
      {change ? <p>{change}.</p> : null}
    </section>
  );
}

/**
 * The same figure of the places around the visitor, with what it says as its title; in a line where it is another statistic than the
 * sentence's, or nothing is published.
 */
function NearFigure(part: OneFigureProps) {
  const { commons, answer, lang } = part;
  const words = WORDS[lang].stand.near;
  const near = nearRows(commons, answer);
  if (near === null) {
    // Where the sentence is about the place itself, nothing nearer is missing.
    if (answer.untold.length > 0 || answer.group === null || answer.group.area === answer.area) return null;
    return (
      <p class="note near no-print">
        {words.none(words.alike(kindPhrase(answer.ref, "_T", lang).many))}{" "}
        <a href={pageHref("district", lang)}>{words.elsewhere}</a>
      </p>
    );
  }
  const finding = nearFinding(commons, near, lang);
  if (isOtherStatistic(near, answer)) return <p class="near">{finding}.</p>;
  return (
    <section class={part.bare ? undefined : "part"}>
      <h3>{finding}</h3>
      <p class="note">{nearText(near, answer, lang)}</p>
      <Sized height={140}>{(width) => <Near {...part} width={width} />}</Sized>
    </section>
  );
}
