import type { ComponentChild, FunctionComponent } from "preact";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ownHasMore } from "../shared/labels.ts";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visitor } from "../visit/visitor.ts";
import { Dots } from "./dots.tsx";
import { type FigureKind, isGapTooSmall, statesGap } from "./drawn-figures.ts";
import { Gap, NoGap } from "./gap.tsx";
import { Half, KindSpreads, Row } from "./group-rows.tsx";
import { verbOf } from "./group-words.ts";
import { MonthsLegend } from "./months-legend.tsx";
import { changeText, MyMonths, monthsBeside, sidesText } from "./my-months.tsx";
import { MY_MONTHS } from "./my-months-words.ts";
import { Near, NearHead, nearTitle, overYear, shownNear } from "./near-means.tsx";
import { OwnMargin } from "./own-margin.tsx";
import { hasOthers, ownYear, ownYearsText, yearsText } from "./own-months.ts";
import type { PartProps } from "./part-props.ts";
import { kindPhrase } from "./phrases.ts";
import { arePrecise } from "./position.ts";
import { reckoned, reckonedMark } from "./reckoned.ts";
import { SAID } from "./said-words.ts";
import { SameMonths, sameMonthsText } from "./same-months.tsx";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";

type VerdictFigureProps = Omit<PartProps, "width"> & {
  readonly kind: FigureKind;
  /** without title and notes, which several topics share */
  readonly bare?: boolean;
  /** width in px on a sheet of paper; absent: that of the screen */
  readonly paper?: number;
};

interface FittedProps extends Omit<PartProps, "width"> {
  readonly of: FunctionComponent<PartProps>;
  readonly height: number;
  readonly paper?: number;
}

/** A drawing as wide as the screen or the sheet has room for. */
function Fitted({ of: Drawing, height, paper, ...part }: FittedProps) {
  if (paper !== undefined) return <Drawing {...part} width={paper} />;
  return <Sized height={height}>{(width) => <Drawing {...part} width={width} />}</Sized>;
}

/** Drawings of which the gap is told below. */
const ABOVE_GAP: readonly FigureKind[] = ["kinds", "dots", "row", "half", "margin", "season"];

interface VerdictFiguresProps extends Omit<VerdictFigureProps, "kind" | "bare"> {
  readonly kinds: readonly FigureKind[];
  /** as of `Gap` */
  readonly visitor?: Visitor;
  /** what stands below the gap */
  readonly children?: ComponentChild;
}

/** The drawings of a verdict, and the gap in their midst. */
export function VerdictFigures({ kinds, visitor, children, ...part }: VerdictFiguresProps) {
  const drawn = (kind: FigureKind) => <VerdictFigure key={kind} kind={kind} {...part} />;
  return (
    <>
      {kinds.filter((kind) => ABOVE_GAP.includes(kind)).map(drawn)}
      {statesGap(part.answer) ? <Gap commons={part.commons} answer={part.answer} lang={part.lang} visitor={visitor} /> : null}
      {isGapTooSmall(part.answer) ? <NoGap answer={part.answer} lang={part.lang} /> : null}
      {children}
      {kinds.filter((kind) => !ABOVE_GAP.includes(kind)).map(drawn)}
    </>
  );
}

/** One drawing of a verdict, with its explanation. */
export function VerdictFigure({ kind, bare = false, id: name, ...given }: VerdictFigureProps) {
  const { answer, lang } = given;
  const part = { ...given, mark: reckonedMark(given.commons, answer, lang) };
  const id = `${name}-${kind}`;
  switch (kind) {
    case "kinds":
      return (
        <>
          <Fitted {...part} of={KindSpreads} height={200} id={id} />
          <p class="note">
            {STAND[lang].spreads.note(answer.unit)}
            {answer.untold.length === 0 || answer.kinds.every(({ quartiles }) => arePrecise(quartiles))
              ? ""
              : ` ${STAND[lang].spreads.dashed}`}
          </p>
        </>
      );
    case "dots":
      return (
        <>
          <p class={part.answer.below ? undefined : "note"}>{dotsText(part.commons, answer, lang)}</p>
          <Fitted {...part} of={Dots} height={230} id={id} />
        </>
      );
    case "half":
      return (
        <>
          <Fitted {...part} of={Half} height={90} id={id} />
          <p class="note">{STAND[lang].spreads.note(answer.unit)}</p>
        </>
      );
    case "margin":
      return <Fitted {...part} of={OwnMargin} height={90} id={id} />;
    case "row":
      return <Fitted {...part} of={Row} height={92} id={id} />;
    case "season":
      return (
        <>
          <Fitted {...part} of={SameMonths} height={110} id={id} />
          <p class="note">{sameMonthsText(part.commons, answer, lang)}</p>
        </>
      );
    case "months":
      return <MonthsFigure {...part} id={id} bare={bare} />;
    case "near":
      return <NearFigure {...part} id={id} bare={bare} />;
  }
}

/** Whose homes the hundred dots are, and how many of them are below the visitor's. */
function dotsText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { dots, below, fewerAlike } = SAID[lang];
  const isMore = ownHasMore(commons.catalog, answer.ref);
  // Where the sentence says around where one would be, a count of the figure as it is would say otherwise.
  if (reckoned(commons, answer, lang) !== null) return dots(kindPhrase(answer.ref, "_T", lang).many, null);
  // Of homes whose amounts count less nobody knows that they spend less.
  const place =
    answer.below &&
    `${below(answer.below, isMore ? "other" : verbOf(commons, answer))}${isMore && answer.below.most !== 0 ? fewerAlike : ""}`;
  return dots(kindPhrase(answer.ref, "_T", lang).many, place);
}

type OneFigureProps = Omit<VerdictFigureProps, "kind">;

/** Height of the axis of months on a sheet, in px: with all that may be said above and below them it still is one page. */
const ON_SHEET = 165;
const SheetMonths = (part: PartProps) => <MyMonths {...part} floor={ON_SHEET} />;

/** The visitor's months beside others' and beside the year before. */
function MonthsFigure({ bare, ...part }: OneFigureProps) {
  const { commons, answer, lang } = part;
  const words = MY_MONTHS[lang];
  const change = changeText(commons, answer, lang);
  const year = ownYear(commons, answer, WORDS[lang].stand.monthLetters);
  // Paper has no room for it.
  const sides = part.paper === undefined && answer.verdict?.kind !== "years" ? sidesText(answer, year, lang) : null;
  // A sentence that compares no years is above a drawing that would seem to.
  const isApart = answer.verdict?.kind === "years" && hasOthers(year);
  return (
    <section class={bare ? undefined : "part"}>
      {isApart ? (
        <h3>{SAID[lang].monthsApart(ownYearsText(year, lang), yearsText(year, lang))}</h3>
      ) : bare ? null : (
        <h3>{words.title}</h3>
      )}
      {sides === null ? null : <p>{sides}</p>}
      <p class="note">{monthsBeside(commons, answer, lang)}</p>
      <Fitted {...part} of={part.paper === undefined ? MyMonths : SheetMonths} height={268} />
      <MonthsLegend months={year.months} lang={lang} />
      {change ? <p>{change}.</p> : null}
    </section>
  );
}

/** The figure of homes like the visitor's, else of all, at the places around them. */
function NearFigure(part: OneFigureProps) {
  const { commons, lang } = part;
  const near = shownNear(commons, part.answer);
  const answer = overYear(commons, part.answer);
  if (!near || !answer) return null;
  return (
    <section class={part.bare ? undefined : "part"}>
      <h3 data-part="near" tabIndex={-1}>
        {nearTitle(near, answer, lang)}
      </h3>
      <NearHead commons={commons} near={near} answer={answer} lang={lang} isApart={part.answer.season !== null} />
      <Fitted {...part} answer={answer} of={Near} height={140} />
    </section>
  );
}
