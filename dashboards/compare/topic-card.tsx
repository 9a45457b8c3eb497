import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf, topicLabel } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import { wasReopened } from "../visit/reloaded.ts";
import { useUnpublished } from "../visit/unpublished.ts";
import type { Visit } from "../visit/visit.ts";
import { hasSaidNothing, NO_ENTRY, type OwnEntry, removeTopic, type Visitor } from "../visit/visitor.ts";
import { FigureFields } from "./figure-fields.tsx";
import type { LaterParts } from "./later-parts.ts";
import { idOf, Others } from "./others.tsx";
import { elsewhereText, sentenceOf } from "./sentence.ts";
import { giveOne, SentenceText } from "./sentence-text.tsx";
import { STAND } from "./stand-words.ts";
import { TakeBack } from "./take-back.tsx";
import type { TopicAnswer } from "./topic-answer.ts";

interface TopicCardProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly reader: FileReader;
  /** null: not loaded yet */
  readonly later: LaterParts | null;
  /** places nearby, and with whom it is compared, are folded, unless it was answered before others were added */
  readonly several: boolean;
  /** figures of others are drawn too */
  readonly hasOthers: boolean;
  /** notes that a card above has */
  readonly saidAlready: ReadonlySet<string>;
  /** how many cards stand above */
  readonly place: number;
  /** asks for the visitor's place */
  readonly onPlace: () => void;
}

/**
 * One topic: the visitor's figure, the sentence, and the drawings that its verdict allows. A browser that translates pages would
 * send them away, so it is told to leave them, here and wherever else something of the visitor's is written.
 */
export function TopicCard({
  visit,
  commons,
  answer,
  reader,
  later,
  several,
  hasOthers,
  saidAlready,
  place,
  onPlace,
}: TopicCardProps) {
  const lang = visit.lang.value;
  const { visitor } = visit;
  const { ref } = answer;
  const title = topicLabel(ref, lang);
  const given = { visit, commons, answer };
  const unpublished = useUnpublished(commons);
  if (!several && answer.given !== null) visitor.whole.add(ref.key);
  const short = several && !visitor.whole.has(ref.key);
  return (
    <section class="card topic" translate={false} id={`topic-${ref.key}`} aria-labelledby={`title-${ref.key}`}>
      <div class="topic-head">
        <div class="topic-name">
          <h2 id={`title-${ref.key}`} tabIndex={-1}>
            {title}
          </h2>
          {several ? <RemoveButton visitor={visitor} measure={ref.key} place={place} title={title} lang={lang} /> : null}
        </div>
        <FigureFields {...given} reader={reader} later={later} />
      </div>
      <div aria-live="polite" class="reply">
        {unpublished && <unpublished.BesideFigure {...given} asks={later} short={short} />}
        {commons.main && <Sentence {...given} later={later} saidAlready={saidAlready} />}
        {commons.main && later ? <later.MonthAsked commons={commons} visitor={visitor} answer={answer} lang={lang} /> : null}
      </div>
      {later ? <later.Earlier answer={answer} lang={lang} /> : null}
      {later ? <later.CountedElsewhere commons={commons} visitor={visitor} measure={ref} lang={lang} /> : null}
      {later ? <later.MissingAnswer commons={commons} visitor={visitor} answer={answer} lang={lang} /> : null}
      {later && <later.VerdictView {...given} several={several} short={short} saidAlready={saidAlready} onPlace={onPlace} />}
      {hasOthers && !short && !answer.given ? <Others commons={commons} answer={answer} lang={lang} id={idOf(answer)} /> : null}
    </section>
  );
}

interface RemoveButtonProps {
  readonly visitor: Visitor;
  readonly measure: string;
  readonly place: number;
  readonly title: string;
  readonly lang: Lang;
}

/** Removes a topic with everything entered for it. */
function RemoveButton({ visitor, measure, place, title, lang }: RemoveButtonProps) {
  const words = STAND[lang];
  return (
    <button
      type="button"
      class="plain remove no-print"
      aria-label={`${words.remove} (${title})`}
      onClick={() => removeTopic(visitor, measure, place)}
    >
      {words.remove}
    </button>
  );
}

/** What is asked for where an answer will stand: what is missing, or what is to be corrected; null: nothing, a zero has been answered. */
export function askedFor({ fault }: Pick<TopicAnswer, "fault">, entry: OwnEntry, lang: Lang): string | null {
  if (fault === "zero") return null;
  const words = WORDS[lang].stand;
  if (["order", "short", "length", "future"].includes(fault ?? "")) return STAND[lang].wrongDates;
  if (entry.kind === "bill") return STAND[lang].emptyBill;
  // Whoever opens the field of a year finds that of a month again.
  const other = entry.kind === "year" && (["month", "bill"] as const).find((way) => entry.amounts[way]);
  return other ? `${words.empty} ${STAND[lang].stays(entry.amounts[other] ?? "", words.kinds[other])}` : words.empty;
}

type SentenceProps = Pick<TopicCardProps, "visit" | "commons" | "answer" | "later" | "saidAlready">;

function Sentence({ visit, commons, answer, later, saidAlready }: SentenceProps) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const said = sentenceOf(commons, answer, lang);
  if (!said) {
    const empty = askedFor(answer, visit.visitor.entries.value[answer.ref.key] ?? NO_ENTRY, lang);
    // Where the answer was: a browser that goes back scrolls to it.
    const isForgotten = wasReopened() && hasSaidNothing(visit.visitor);
    const text =
      visit.rest.value === "failed"
        ? words.unread
        : answer.given && !commons.rest && commons.main
          ? words.waiting
          : isForgotten
            ? words.forgotten
            : empty;
    return (
      text && (
        <p class="sentence quiet">
          {text} {isForgotten ? <TakeBack visit={visit} commons={commons} later={later} /> : null}
        </p>
      )
    );
  }
  const isNew = (note: string | null): boolean => !saidAlready.has(note ?? "");
  const sentence = { ...said, few: isNew(said.few) ? said.few : null, notes: said.notes.filter(isNew) };
  const elsewhere = elsewhereText(commons, visit.visitor, answer, lang);
  return (
    <>
      <SentenceText sentence={sentence} answer={answer} measureNote={noteOf(commons.catalog, answer.ref, lang)} lang={lang}>
        {said.instead === null ? giveOne(commons, answer, sentence.few, lang) : null}
      </SentenceText>
      {elsewhere === null ? null : <p class="note">{elsewhere}</p>}
    </>
  );
}
