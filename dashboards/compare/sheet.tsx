import { inDwellings } from "../../src/texts/counted.ts";
import { en } from "../messages/en/sheet.ts";
import { fr } from "../messages/fr/sheet.ts";
import { formatDate, formatPeriod, lowerFirst } from "../shared/format.ts";
import { Mark } from "../shared/frame.tsx";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import { noteOf, topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { SampleOnPaper } from "../shared/sample-on-paper.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visitor } from "../visit/visitor.ts";
import { sourceText } from "./compared-source.ts";
import { type FigureKind, figuresOf, hasPosition, statesGap } from "./drawn-figures.ts";
import { Earlier } from "./earlier.tsx";
import { MonthsListed } from "./file-read.tsx";
import { GapLine } from "./gap.tsx";
import { groupNotes, whyInstead } from "./group-notes.ts";
import { Row } from "./group-rows.tsx";
import { homeWords } from "./home-card.tsx";
import { isTold, nearSaid, nearTexts, nearTitle, shownNear } from "./near-means.tsx";
import { ChecksOnSheet, checksFor, helpText } from "./next-steps.tsx";
import { NEXT } from "./next-words.ts";
import { reckonedMark } from "./reckoned.ts";
import { ownAmount, ownMonthly, typedAmount } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { monthsPhrase } from "./seasonal-said.ts";
import { elsewhereText, sentenceOf } from "./sentence.ts";
import { SentenceText } from "./sentence-text.tsx";
import { STAND } from "./stand-words.ts";
import { addedTwice } from "./together-rows.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VerdictFigures } from "./verdict-figures.tsx";
import { whoText } from "./who-text.ts";

const SHEET = translated(fr, en);

/** Width between the margins of an A4 page, in CSS pixels; of a sheet that is made smaller to stay one page, before it is. */
const [PAPER, CROWDED] = [672, 764];

/** Tells whether the visitor's months are drawn; they replace other drawings. */
const hasMonths = ({ given }: TopicAnswer): boolean => (given?.months.length ?? 0) > 0;

/** The drawings that the page has room for: means nearby where there is no other topic and nothing to look at at home, and of months beside other topics those alone. */
function paperFigures(answer: TopicAnswer, others: readonly TopicAnswer[]): FigureKind[] {
  const kinds = figuresOf(answer);
  const left: FigureKind[] = others.length > 0 || checksFor(answer).length > 0 ? ["near"] : [];
  if (kinds.includes("months")) left.push("season", "near", ...(others.length > 0 ? (["dots"] as const) : []));
  // Of three topics the one that comes first has a row too: each has its sentence and its notes.
  const isRow = others.length > 1;
  return kinds.filter((kind) => !left.includes(kind)).map((kind) => (kind === "dots" && isRow ? "row" : kind));
}

interface SheetProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly others: readonly TopicAnswer[];
  /** topics whose unit or period is still to be checked, which are compared with nothing */
  readonly doubted: readonly TopicAnswer[];
  readonly lang: Lang;
}

/**
 * One printed page to keep: the sentence, the drawings, what to look at at home and a year's months where there is room, and who helps to pay. Long, for
 * the page is one list of what stands on it.
 */
export function Sheet({ commons, visitor, answer, others, doubted, lang }: SheetProps) {
  const words = WORDS[lang].stand;
  const sentence = sentenceOf(commons, answer, lang);
  if (!sentence) return null;
  const elsewhere = elsewhereText(commons, visitor, answer, lang);
  const months = answer.given?.months ?? [];
  const kinds = paperFigures(answer, others);
  // Three topics with what to look at are longer than a page.
  const isCrowded = others.length > 1;
  return (
    <div class={`sheet only-print${isCrowded ? " crowded" : ""}`} translate={false}>
      <p class="sheet-head">
        <b>
          <Mark /> {commons.catalog.commons.name[lang]}
        </b>
        <span>{SHEET[lang].title(topicsText(answer, others, lang), formatDate(new Date().toISOString(), lang))}</span>
      </p>
      <p class="note">{[words.home, ...homeWords(commons, visitor, answer.area, lang)].join(" · ")}</p>
      {elsewhere === null ? null : <p class="note">{elsewhere}</p>}
      <OwnLine answer={answer} title={sentence.title} several={others.length > 0} lang={lang} />
      <SentenceText sentence={sentence} answer={answer} measureNote={noteOf(commons.catalog, answer.ref, lang)} lang={lang} />
      {months.length > 1 && others.length === 0 ? <MonthsListed months={months} answer={answer} lang={lang} /> : null}
      <Earlier answer={answer} lang={lang} short={!kinds.includes("dots")} />
      <VerdictFigures {...{ commons, answer, lang }} kinds={kinds} id="sheet" paper={isCrowded ? CROWDED : PAPER}>
        {sentence.about.length === 0 ? null : <p class="note">{sentence.about.join(" ")}</p>}
      </VerdictFigures>
      <OthersSaid
        commons={commons}
        others={others}
        twice={addedTwice([answer, ...others], lang)}
        lang={lang}
        said={limitsOf(commons, answer, lang)}
        drawn={!hasMonths(answer) && others.length <= MOST_DRAWN ? PAPER : null}
      />
      <Doubted answers={doubted} lang={lang} />
      <div class="spare">
        <ChecksOnSheet commons={commons} answers={[answer, ...others]} lang={lang} />
        {(kinds.includes("near") ? [] : [answer, ...others]).map((one) => (
          <NearSaid key={one.ref.key} commons={commons} answer={one} lang={lang} />
        ))}
        {hasMonths(answer) ? null : (
          <section class="part diary-part">
            <h3>{SHEET[lang].diary(lowerFirst(topicLabel(answer.ref, lang)), answer.unit)}</h3>
            <ol class="diary">
              {words.monthShort.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ol>
          </section>
        )}
      </div>
      <WhoAndWhom commons={commons} answers={[answer, ...others]} lang={lang} />
      <p class="source sheet-foot">
        <SampleOnPaper lang={lang} catalog={commons.catalog} />
        {sourceText(commons, answer, lang)}. {new URL(pageHref("compare", lang), document.baseURI).href.replace(/\?.*$/, "")}.{" "}
        {SHEET[lang].paper}
      </p>
    </div>
  );
}

/** The places near the visitor in words, where there is more or less at one of them. */
function NearSaid({ commons, answer, lang }: Omit<SheetProps, "visitor" | "others" | "doubted">) {
  const near = figuresOf(answer).includes("near") ? shownNear(commons, answer) : null;
  if (near === null || !isTold(near)) return null;
  const places = nearTexts(near, answer, lang).map(({ name, text }) => WORDS[lang].labelled(name, text));
  return (
    <p>
      <b>
        {topicLabel(answer.ref, lang)}, {lowerFirst(nearTitle(near, answer, lang))}.
      </b>{" "}
      {nearSaid(commons, near, answer, lang)} <span class="note">{places.join(", ")}.</span>
    </p>
  );
}

/** Most topics that the sheet's head names. */
const MOST_NAMED = 3;

function topicsText(answer: TopicAnswer, others: readonly TopicAnswer[], lang: Lang): string {
  const [first = "", ...rest] = [answer, ...others].slice(0, MOST_NAMED).map(({ ref }) => topicLabel(ref, lang));
  return [first, ...rest.map(lowerFirst)].join(", ");
}

/** The bill or the year that the visitor's figure was computed from; null: it is a month's, or that of a file. */
function totalText(answer: TopicAnswer, lang: Lang): string | null {
  const { total = null, periods = [] } = answer.given ?? {};
  if (total === null) return null;
  const words = SHEET[lang];
  const amount = typedAmount(total.amount, answer, lang);
  if (total.days === null) return words.year(amount, periods[0]?.slice(0, 4) ?? "");
  return words.bill(amount, SAID[lang].fromDay(formatDate(total.days.from, lang), formatDate(total.days.to, lang)));
}

/** Figures that are compared with nothing as they stand, as they were typed. */
function Doubted({ answers, lang }: { readonly answers: readonly TopicAnswer[]; readonly lang: Lang }) {
  if (answers.length === 0) return null;
  const texts = answers.map((answer) => {
    const topic = topicLabel(answer.ref, lang);
    const total = totalText(answer, lang);
    return total === null ? `${WORDS[lang].labelled(topic, ownMonthly(answer, lang))}.` : `${topic}. ${total}`;
  });
  return (
    <p>
      <b>{SHEET[lang].doubted}</b> {texts.join(" ")}
    </p>
  );
}

/** The topic with the visitor's figure, of which month or that it is a month's; null: the sentence has it. */
function topicText(answer: TopicAnswer, title: string, several: boolean, lang: Lang): string | null {
  const topic = topicLabel(answer.ref, lang);
  const isSaid = title.includes(ownAmount(answer, lang)) || (answer.given?.months.length ?? 0) > 1;
  if (isSaid) return several ? topic : null;
  const month = answer.given?.days === null ? answer.given.month : null;
  return `${WORDS[lang].labelled(topic, ownMonthly(answer, lang))}${month === null ? "" : ` ${monthsPhrase([month], lang)}`}`;
}

interface OwnLineProps extends Pick<SheetProps, "answer" | "lang"> {
  /** the sentence below */
  readonly title: string;
  /** one of several topics, each of which is named */
  readonly several: boolean;
}

/** What the visitor typed, and of which topic, in one line: a paper is read long after the page is closed. */
function OwnLine({ answer, title, several, lang }: OwnLineProps) {
  const parts = [totalText(answer, lang), topicText(answer, title, several, lang)].filter((text) => text !== null);
  return parts.length === 0 ? null : (
    <p class="sheet-topic">
      <b>{parts.join(" ")}</b>
    </p>
  );
}

/** Most other topics for whose drawings the page has room. */
const MOST_DRAWN = 3;

interface OthersSaidProps extends Omit<SheetProps, "answer" | "visitor" | "doubted"> {
  /** what limits the sentence above */
  readonly said: readonly string[];
  /** topics that are not to be added up */
  readonly twice: readonly string[];
  /** width of the drawings; null: there is no room for them */
  readonly drawn: number | null;
}

/** The visitor's other topics: a sentence each, and twenty homes with the visitor among them where the page has room. */
function OthersSaid({ commons, others, twice, lang, said, drawn }: OthersSaidProps) {
  if (others.length === 0) return null;
  const known = new Set(said.map((note) => inDwellings(note, lang)));
  return (
    <section class="part others-said">
      <h3>{SHEET[lang].others}</h3>
      {others.map((other) => {
        const [head, text] = otherSaid(commons, other, lang);
        // Of households and of dwellings a note limits the same.
        const notes = limitsOf(commons, other, lang).filter((note) => !known.has(inDwellings(note, lang)));
        for (const note of notes) known.add(inDwellings(note, lang));
        const limits = notes.join(" ");
        return (
          <div key={other.ref.key}>
            <p>
              <b>{head}</b> {text}
              {hasPosition(other) && !text.includes(formatPeriod(other.period, lang))
                ? `\u00a0(${formatPeriod(other.period, lang)})`
                : ""}
              {limits === "" ? null : <span class="note"> {limits}</span>}
            </p>{" "}
            {drawn !== null && statesGap(other) ? <GapLine commons={commons} answer={other} lang={lang} /> : null}
            {drawn !== null && hasPosition(other) ? (
              <Row
                commons={commons}
                answer={other}
                lang={lang}
                width={drawn}
                id={`sheet-${other.ref.key}`}
                mark={reckonedMark(commons, other, lang)}
              />
            ) : null}
          </div>
        );
      })}
      {twice.map((text) => (
        <p class="note" key={text}>
          {text}
        </p>
      ))}
    </section>
  );
}

/** Verdicts whose sentence begins with the visitor's amount. */
const WITH_AMOUNT: readonly (string | undefined)[] = ["little", "seasonal", "years", "none"];

/** Another topic with the visitor's amount, which a sentence that gives it has already, and the sentence. */
export function otherSaid(commons: PublicCommons, other: TopicAnswer, lang: Lang): readonly [string, string] {
  const text = sentenceOf(commons, other, lang)?.title.replaceAll("*", "") ?? "";
  const [topic, amount] = [topicLabel(other.ref, lang), ownAmount(other, lang)];
  // One's own figure of the months that a place is of comes before the place.
  return text.includes("\n") || text.startsWith(amount) || (WITH_AMOUNT.includes(other.verdict?.kind) && text.includes(amount))
    ? [WORDS[lang].labelled(topic, "").trimEnd(), text]
    : [`${WORDS[lang].labelled(topic, ownMonthly(other, lang))}.`, text];
}

/** What limits the sentence of a topic, and its figures, as on the page. */
export function limitsOf(commons: PublicCommons, other: TopicAnswer, lang: Lang): string[] {
  const { few = null, instead = null, about = [], notes = [], ownMore = null } = sentenceOf(commons, other, lang) ?? {};
  return [instead === null ? few : null, ownMore, ...notes, ...about, noteOf(commons.catalog, other.ref, lang)].filter(
    (note) => note !== null,
  );
}

interface WhoAndWhomProps extends Pick<SheetProps, "commons" | "lang"> {
  readonly answers: readonly TopicAnswer[];
}

/** The group that the home is compared with in each topic, and who helps to pay. */
function WhoAndWhom({ commons, answers, lang }: WhoAndWhomProps) {
  const several = answers.length > 1;
  return (
    <div class={several ? "who-and-whom" : "who-and-whom two"}>
      <p>
        <b>{STAND[lang].who}</b>
        {answers.map((answer) => {
          const said = [whoText(commons, answer, lang), whyInstead(commons, answer, lang), ...groupNotes(commons, answer, lang)]
            .filter(Boolean)
            .join(" ");
          if (said === "") return null;
          return ` ${several ? WORDS[lang].labelled(topicLabel(answer.ref, lang), lowerFirst(said)) : said}`;
        })}
      </p>
      <p>
        <b>{NEXT[lang].bill}</b> {helpText(commons, answers, lang)}
      </p>
    </div>
  );
}
