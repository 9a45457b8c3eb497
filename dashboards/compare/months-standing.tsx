import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { MonthOfYear } from "../charts/months.tsx";
import { ownListDecimals } from "../contribute/own-decimals.ts";
import { en } from "../messages/en/standing.ts";
import { fr } from "../messages/fr/standing.ts";
import { outwards } from "../shared/digits.ts";
import { FigureFrame } from "../shared/figure-frame.tsx";
import { amountText, formatNumber, formatPeriod, lowerFirst, marginDigits, unitLabel, upperFirst } from "../shared/format.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { onPaper, PAPER } from "../shared/on-paper.ts";
import { Rich } from "../shared/rich.tsx";
import { sourceText } from "../shared/source-text.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { householdOf, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import type { BesideAndAsks } from "./beside-and-asks.tsx";
import { Dots } from "./dots.tsx";
import { statesGap } from "./drawn-figures.ts";
import { drawnTable, othersOf } from "./drawn-rows.ts";
import { asideText } from "./file-months.ts";
import { Gap } from "./gap.tsx";
import { Half, KindSpreads } from "./group-rows.tsx";
import { groupPhrase, homesPhrase, statisticOf, untoldText, verbOf } from "./group-words.ts";
import { MonthsLegend } from "./months-legend.tsx";
import { changeText, isElsewhere, MyMonths, yearsMiddle } from "./my-months.tsx";
import { MY_MONTHS } from "./my-months-words.ts";
import { Near, nearRows, nearText } from "./near-means.tsx";
import { nearestMean } from "./nearest-mean.ts";
import { hasOthers, type OwnYear, ownYear, ownYearsText, sidesOf, yearsText } from "./own-months.ts";
import type { PartProps } from "./part-props.ts";
import { referenceFor } from "./reference.ts";
import { ReferenceCard } from "./reference-card.tsx";
import { amountAtMargin, outwardEnds, ownAmount, ownMonthly } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { SameMonths, sameMonthsText } from "./same-months.tsx";
import { seasonPlace, toldPart } from "./season-place.ts";
import { monthsPhrase, ownWhen, seasonalTitle } from "./seasonal-said.ts";
import { sentenceOf, whyNone } from "./sentence.ts";
import { STAND } from "./stand-words.ts";
import { answerOf, isAnswerIdle, isAnswerMissing, type TopicAnswer } from "./topic-answer.ts";

const STANDING = translated(fr, en);

export interface MonthsStandingProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  /** measures with months, shown one at a time */
  readonly refs: readonly MeasureRef[];
  readonly lang: Lang;
  /** draws a figure without months beside a public reference; null until its code is loaded */
  readonly beside: typeof BesideAndAsks | null;
  /** key of the measure that is shown first; absent: the first of all */
  readonly first?: string | undefined;
  /** true where a phone shows much below the drawing, which is then less high */
  readonly low?: boolean;
  /** true where the page says how many homes a figure takes */
  readonly isNeededSaid?: boolean;
  /** asks what the comparison of a measure needs to know of the home, where the page asks it nowhere else */
  readonly ask?: ((measure: MeasureRef) => ComponentChildren) | undefined;
  /** further actions, shown below the figures */
  readonly children?: ComponentChildren;
}

/** Compares the visitor's months with others': a sentence, a drawing and the gap, all computed in the page from public files. */
export function MonthsStanding({
  commons,
  visitor,
  refs,
  lang,
  beside,
  first,
  low = false,
  isNeededSaid = false,
  ask,
  children,
}: MonthsStandingProps) {
  const [shown, setShown] = useState(first);
  const words = STANDING[lang];
  const name = useId();
  const ref = refs.find(({ key }) => key === shown) ?? refs[0];
  if (!ref) return null;
  // Paper has nothing to tap, so it has all topics.
  const drawn = onPaper() ? refs : [ref];
  return (
    <section class="card standing">
      {refs.length < 2 || drawn.length > 1 ? null : (
        <fieldset class="tabs">
          <legend class="visually-hidden">{words.topics}</legend>
          {refs.map((one) => (
            <label key={one.key}>
              <input type="radio" name={name} checked={one === ref} autocomplete="off" onChange={() => setShown(one.key)} />
              <span>{topicLabel(one, lang)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {drawn.map((one) => (
        <div key={one.key} class="of-topic">
          {drawn.length > 1 ? <h3>{topicLabel(one, lang)}</h3> : null}
          <OneMeasure {...{ commons, visitor, lang, beside, low, isNeededSaid, ask }} measure={one} />
          <BesideReference commons={commons} visitor={visitor} measure={one} lang={lang} />
        </div>
      ))}
      {children}
    </section>
  );
}

/** Height of the axis on paper, in px: two topics then stand on one sheet, and what is kept on the next. On a phone so little leaves room for what follows. */
const LOW = 140;
/** Width of a drawing on a phone, in px. */
const PHONE = 420;

type OneMeasureProps = Omit<MonthsStandingProps, "refs" | "first" | "children"> & { readonly measure: MeasureRef };

/** A measure's sentence, its drawing and what limits both. Long, for all of it is of one answer. */
function OneMeasure({ commons, visitor, measure, lang, beside: Beside, low, isNeededSaid, ask }: OneMeasureProps) {
  const words = STANDING[lang];
  const answer = answerOf(commons, visitor, measure, visitor.area.value ?? commons.tree.root.code, lang);
  const { given, verdict } = answer;
  // A year's total of nothing is the one figure without a place.
  if (!given) return <p>{words.zero}</p>;
  // Before anything is published, a year's total stands beside a public reference alone.
  if (!commons.main && given.months.length === 0)
    return Beside === null ? null : (
      <Beside visit={{ visitor, lang: { value: lang } }} commons={commons} answer={answer} isSaid />
    );
  const drawn = drawnAnswer(commons, answer);
  const year = ownYear(commons, drawn, WORDS[lang].stand.monthShort);
  const { title, notes, subtitle, nearest, lacks } = textsOf(commons, answer, lang, year);
  const change = changeText(commons, answer, lang);
  const entry = visitor.entries.value[measure.key] ?? NO_ENTRY;
  const byMonth = given.months.length > 0;
  const isOther = byMonth && hasOthers(year) && isElsewhere(answer, year.beside);
  const limits = [
    ...(entry.aside.length > 0 ? [asideText(entry, lang)] : []),
    ...(byMonth && drawn.group && !hasOthers(year) ? [words.unpublished] : []),
    ...(isOther ? [MY_MONTHS[lang].elsewhere(groupPhrase(commons, answer, lang))] : []),
  ];
  const reference = commons.main ? null : referenceOf(commons, visitor, answer, lang);
  const asked = isAnswerIdle(commons, answer) ? null : ask?.(measure);
  const untold = isAnswerMissing(commons, answer) ? untoldText(answer, lang) : null;
  const limiting = isNeededSaid && verdict?.kind === "none" ? [] : notes.filter((note) => note !== untold);
  const said = (
    <>
      {/* Without it one's own number alone would look like everybody's. */}
      {untold === null ? null : <p class="note untold">{untold}</p>}
      {/* A title that has no place leaves it to a note to say why, which a page that is short of room keeps. */}
      <Notes notes={[...limiting, ...limits]} isWhy={title === seasonalTitle(answer, lang).replace("\n", " ")} lang={lang} />
      {lacks === "" || byMonth ? null : (
        <p>
          <Rich text={lacks} />
        </p>
      )}
    </>
  );
  if (byMonth && reference === null && nearest === null && isLone(year, drawn))
    return (
      <Lone title={title} own={seasonalTitle(answer, lang)}>
        {asked}
        {said}
      </Lone>
    );
  const isBeside = commons.main && (!byMonth || drawn === answer);
  const source = isBeside ? sourceOf(commons, answer, year, lang) : commons.catalog.commons.name[lang];
  // A phone that prints has drawings laid out for its screen.
  const isPrinted = onPaper();
  const part = { commons, answer: byMonth ? drawn : answer, lang, id: `months-${measure.key.replace(".", "-")}` };
  return (
    <FigureFrame
      lang={lang}
      // One's own figures leave by print, or with all that is kept: no picture of them is offered to be shared.
      noFiles
      title={title}
      subtitle={subtitle}
      notes={notes}
      source={source}
      name={`voisinage-${measure.key}`}
      height={268}
      draw={(screen) => {
        const width = isPrinted ? PAPER : screen;
        return byMonth ? (
          <MyMonths
            {...part}
            width={width}
            around={nearest?.mean}
            floor={isPrinted || (low && width < PHONE) ? LOW : undefined}
            reference={reference}
          />
        ) : (
          <Others {...part} width={width} />
        );
      }}
      table={byMonth ? tableOf(year, answer, lang) : drawnTable(commons, answer, lang)}
    >
      {byMonth ? <MonthsLegend months={year.months} lang={lang} /> : null}
      {asked}
      {said}
      {statesGap(answer) ? <Gap commons={commons} answer={answer} lang={lang} /> : null}
      {change ? <p>{change}.</p> : null}
    </FigureFrame>
  );
}

/**
 * The answer as its months are drawn: of a home that lacks an answer they stand alone, for beside all kinds of homes together any months look
 * ordinary.
 */
const drawnAnswer = (commons: PublicCommons, answer: TopicAnswer): TopicAnswer =>
  isAnswerMissing(commons, answer) ? { ...answer, group: null, season: null } : answer;

/** Fewest months that are drawn by themselves: fewer are a sentence, for there is nothing to see them by. */
const ENOUGH_ALONE = 3;

/** Tells whether the months are few, or shares of one bill, with nothing of other homes beside them. */
function isLone(year: OwnYear, answer: TopicAnswer): boolean {
  const own = year.months.filter(({ mine }) => mine !== null);
  const isOneBill = own.every(({ shared = false, mine }) => shared && mine === own[0]?.mine);
  return !hasOthers(year) && yearsMiddle(answer) === null && year.both.count === 0 && (isOneBill || own.length < ENOUGH_ALONE);
}

/** The sentence about others and one's own figure, in place of a drawing that would show nothing else. */
function Lone({ title, own, children }: { readonly title: string; readonly own: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h2>
        <Rich text={title} />
      </h2>
      {title === own ? null : (
        <p>
          <Rich text={own} />
        </p>
      )}
      {children}
    </>
  );
}

/** The public reference for the visitor's home, with its year; null where there is none. */
function referenceOf({ references, tree }: PublicCommons, visitor: Visitor, { ref, area, period }: TopicAnswer, lang: Lang) {
  const found = referenceFor({ ref, area, household: householdOf(visitor, area), period }, references, tree);
  if (found === undefined) return null;
  const { value, unit } = found;
  const text = amountText(value, Number.isInteger(value) ? 0 : 1, unitLabel(unit, lang), lang);
  return { value, text: WORDS[lang].welcome.reference.name(formatPeriod(found.period, lang), text) };
}

/** What the public reference for one's months is, where nothing tells of homes like one's own. Before the first publication a year's figure is drawn with it. */
function BesideReference({ commons, visitor, measure, lang }: Omit<OneMeasureProps, "beside" | "low" | "isNeededSaid" | "ask">) {
  const answer = answerOf(commons, visitor, measure, visitor.area.value ?? commons.tree.root.code, lang);
  if (commons.main ? answer.verdict?.kind !== "none" : answer.given?.months.length === 0) return null;
  return <ReferenceCard commons={commons} visitor={visitor} answer={answer} lang={lang} folded={false} />;
}

interface NotesProps {
  readonly notes: readonly string[];
  /** true where the first says why there is no place */
  readonly isWhy: boolean;
  readonly lang: Lang;
}

/** The first sentence about the comparison; the others, which limit it, are a tap away. */
function Notes({ notes: [first, ...others], isWhy, lang }: NotesProps) {
  if (first === undefined) return null;
  return (
    <>
      <p class={isWhy ? "note why" : "note"}>{first}</p>
      {others.length === 0 ? null : (
        <details class="limits">
          <summary>{STANDING[lang].limits}</summary>
          {others.map((note) => (
            <p class="note" key={note}>
              {note}
            </p>
          ))}
        </details>
      )}
    </>
  );
}

function Others(part: PartProps) {
  const kind = othersOf(part.answer);
  if (kind === "near") return <Near {...part} alone />;
  const Drawing = { season: SameMonths, dots: Dots, half: Half, kinds: KindSpreads }[kind];
  return <Drawing {...part} />;
}

/** The subtitle of `Others`. */
function othersText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const [words, { spreads }] = [STANDING[lang], STAND[lang]];
  switch (othersOf(answer)) {
    case "season":
      return sameMonthsText(commons, answer, lang);
    case "dots":
      return words.subtitleYear(answer.unit);
    case "half":
    case "kinds":
      return spreads.note(answer.unit);
    case "near": {
      const near = nearRows(commons, answer, 1);
      return near ? nearText(near, answer, lang) : "";
    }
  }
}

/** The source of the figures beside the months, else of the figure that they are compared with, with the day of the newest. */
function sourceOf({ catalog }: PublicCommons, answer: TopicAnswer, year: OwnYear, lang: Lang): string {
  const periods = [...new Set(year.months.flatMap(({ period }) => (period === null ? [] : [period])))];
  if (!hasOthers(year)) return sourceText(catalog, [answer.period], formatPeriod(answer.period, lang), lang);
  const [only] = periods;
  const when = periods.length === 1 && only !== undefined ? formatPeriod(only, lang) : yearsText(year, lang);
  return sourceText(catalog, periods, when, lang);
}

/** Where all months together are near the middle, those that are above or below it for sure; else null. */
function apartTitle(commons: PublicCommons, answer: TopicAnswer, year: OwnYear, lang: Lang): string | null {
  const place = seasonPlace(answer);
  if (place?.kind !== "side" || place.side !== "about") return null;
  const sides = year.beside === null || isElsewhere(answer, year.beside) ? null : sidesOf(year);
  const { statistic, of, centre = null } = answer.season ?? {};
  if (sides === null || sides.above.length + sides.below.length === 0 || !centre || !statistic || !of) return null;
  const [above = null, below = null] = [sides.above, sides.below].map((months) =>
    months.length === 0 ? null : monthsPhrase(months, lang),
  );
  const words = STANDING[lang];
  const [own, middle] = [ownMonthly(answer, lang), amountAtMargin(centre, answer, lang)];
  const beside = words.besideMiddle(own, WORDS[lang].stand.centre[statistic], homesPhrase(commons, answer, of, lang), middle);
  return `${beside}${words.apart(above, below)}`;
}

/**
 * The texts around the drawing. Of a home of which nothing can be told, what is published around it (`nearest`) stands beside its own figure,
 * and what it lacks after both.
 */
export function textsOf(
  commons: PublicCommons,
  answer: TopicAnswer,
  lang: Lang,
  year = ownYear(commons, drawnAnswer(commons, answer), WORDS[lang].stand.monthShort),
) {
  const words = STANDING[lang];
  const { given, unit, verdict } = answer;
  const drawn = drawnAnswer(commons, answer);
  // What is around stands in the heading.
  const sentence = commons.main && (verdict?.kind === "none" ? whyNone : sentenceOf)(commons, answer, lang);
  const nearest = verdict?.kind === "none" ? nearestMean(commons, answer.ref, answer.area, "any", lang) : null;
  // That nothing can be told is said once.
  const isUnsure = nearest?.mean.unsure === true;
  const lacks = nearest === null || isUnsure || sentence === null ? "" : sentence.title;
  const subtitle =
    given?.months.length === 0
      ? othersText(commons, answer, lang)
      : year.beside && hasOthers(year)
        ? words.subtitle(
            unit,
            hasPlace(answer) && !isElsewhere(answer, year.beside) ? null : homesPhrase(commons, answer, year.beside, lang),
            year.quarters,
            yearsText(year, lang),
          )
        : yearsMiddle(drawn)
          ? words.subtitleLevel(
              unit,
              WORDS[lang].stand.centre[statisticOf(answer)],
              formatPeriod(answer.period, lang),
              groupPhrase(commons, answer, lang),
            )
          : `${words.subtitleAlone(unit, ownYearsText(year, lang))}${answer.group || sentence === null || isUnsure ? "" : ` ${lacks || words.nobody}`}`;
  const apart = sentence === null ? null : apartTitle(commons, answer, year, lang);
  const own = ownMonthly(answer, lang);
  // It has both figures, which a note repeats.
  const told = toldPart(commons, answer);
  const all = sentence?.notes ?? [];
  // Whose months a place is not of stands with the drawing that has them.
  const [leftOut, said] = told === answer ? [null, all] : [all[0], all.slice(1)];
  const alone = seasonalTitle(answer, lang);
  const placed =
    nearest !== null ? `${alone.replace(/\.$/, "")}${nearest.beside}` : sentence && withOwn(sentence.title, told, lang);
  const title = (apart ?? placed ?? (commons.main ? words.waiting : alone)).replace("\n", " ");
  const [first, ...others] = said
    .filter((note) => apart === null || !note.startsWith(own))
    .map((note) => withoutOwn(note, title, told, lang));
  // What an edge means is read with the place itself, and not a tap away.
  const beside = [first, edgeText(commons, told, lang)].filter(Boolean).join(" ");
  return {
    title,
    notes: beside === "" ? [] : [beside, ...others],
    subtitle: [subtitle, leftOut].filter(Boolean).join(" "),
    nearest,
    lacks,
  };
}

/** Tells whether the title is a place among homes, which it names. */
const hasPlace = ({ verdict }: TopicAnswer): boolean => ["seasonal", "edge", "quarter", "side"].includes(verdict?.kind ?? "none");

/**
 * Between which ends a quarter begins or finishes over part of a year, at whose edge one is, as the sentence of a whole year says it; and that this
 * margin is wider, so that a whole year may have another answer. Null: one is at no edge, or of a whole year.
 */
function edgeText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const place = seasonPlace(answer);
  if (place?.kind !== "edge") return null;
  const how = WORDS[lang].stand[place.edge][verbOf(commons, answer)];
  return `${SAID[lang].edgeNote(place.edge, how, ...outwardEnds(place.at, answer, lang))} ${STANDING[lang].edgeOfPart}`;
}

/** One's own figure with the months that it is of: other months have another place. Without them where the title has them, or their year. */
function ownOf(title: string, answer: TopicAnswer, lang: Lang): string {
  const { given, otherYears, period } = answer;
  const [own, when] = [ownMonthly(answer, lang), ownWhen(answer, lang)];
  const isNamed = period.length === 7 || title.includes(when) || (given?.covered.length === 0 && otherYears.length === 0);
  return isNamed || (given?.months.length ?? 0) < 2 ? own : `${own} ${when}`;
}

/** A place among others with one's own figure before it, which a place alone does not say. */
function withOwn(title: string, answer: TopicAnswer, lang: Lang): string {
  if (!hasPlace(answer) || title.includes(ownAmount(answer, lang))) return title;
  return WORDS[lang].labelled(ownOf(title, answer, lang), lowerFirst(title));
}

/** A note without one's own figure and its months before it, where the title begins with them. */
function withoutOwn(note: string, title: string, answer: TopicAnswer, lang: Lang): string {
  const own = `${ownMonthly(answer, lang)} ${ownWhen(answer, lang)}`;
  return note.startsWith(own) && title.startsWith(own) ? upperFirst(note.slice(own.length).replace(/^\s*;\s*/, "")) : note;
}

/**
 * The months as a table: one's own, and what stands beside each with its margin. Few columns, so that a phone has a month a row: of which period
 * they are stands above, and each month's year and statistic only where they are not the same.
 */
export function tableOf(
  { months }: { readonly months: readonly MonthOfYear[] },
  { unit, ref }: Pick<TopicAnswer, "unit" | "ref">,
  lang: Lang,
) {
  const words = STANDING[lang];
  const most = ref.measure.decimals;
  const statistics = new Set(months.flatMap(({ statistic }) => statistic ?? []));
  const years = new Set(months.flatMap(({ period }) => period?.slice(0, 4) ?? []));
  const [oneYear, ...otherYears] = new Set(months.map(({ year }) => year));
  const isOneYear = otherYears.length === 0;
  const decimals = ownListDecimals(
    months.flatMap(({ mine }) => mine ?? []),
    ref.measure,
  );
  // That they are shares of a bill is said above; of some months only they say so themselves.
  const isMixed = months.some(({ mine, shared = false }) => mine !== null && !shared);
  const range = (low: number, high: number, digits: number): string =>
    `${formatNumber(low, digits, lang)}–${formatNumber(high, digits, lang)}`;
  const columns = [
    isOneYear && oneYear !== undefined ? `${words.month} (${oneYear})` : words.month,
    ...[WORDS[lang].stand.you, words.value, words.range].map((label) => `${label} (${unit})`),
  ];
  const rows = months.map(({ name, year, mine, shared, period, statistic, middle, half }) => {
    const digits = middle ? marginDigits(middle.lower, middle.upper, most) : 0;
    const known = middle && outwards(middle, digits);
    const ownText = mine === null ? words.none : formatNumber(mine, decimals, lang);
    const named = [
      ...(statistics.size > 1 && statistic !== null ? [words.statistics[statistic]] : []),
      ...(years.size > 1 && period !== null ? [period.slice(0, 4)] : []),
    ];
    return [
      isOneYear ? name : `${name} ${year}`,
      mine !== null && shared && isMixed ? words.averaged(ownText) : ownText,
      known
        ? [`${formatNumber(known.value, digits, lang)} (${range(known.lower, known.upper, digits)})`, ...named].join(", ")
        : words.none,
      half ? range(half.low, half.high, digits) : words.none,
    ];
  });
  // Of others nothing may be published yet.
  const isFilled = (_: string, at: number): boolean => at < 2 || rows.some((row) => row[at] !== words.none);
  return { columns: columns.filter(isFilled), rows: rows.map((row) => row.filter(isFilled)) };
}
