import type { ComponentChildren, FunctionComponent } from "preact";
import { type FigureKind, figuresOf, statesGap } from "../compare/drawn-figures.ts";
import { GapLine } from "../compare/gap.tsx";
import { Half, KindSpreads, Row } from "../compare/group-rows.tsx";
import type { LaterParts } from "../compare/later-parts.ts";
import { MonthAsked } from "../compare/month-asked.tsx";
import type { PartProps } from "../compare/part-props.ts";
import { reckonedMark } from "../compare/reckoned.ts";
import { type Sentence, sentenceOf } from "../compare/sentence.ts";
import { AboutNotes, giveOne } from "../compare/sentence-text.tsx";
import { STAND } from "../compare/stand-words.ts";
import type { TopicAnswer } from "../compare/topic-answer.ts";
import { unsureSide } from "../compare/widened-said.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visit } from "../visit/visit.ts";

/** The drawings that an answer here has room for, with their heights in px; null: it is loaded after the first touch. */
const DRAWN: Partial<Record<FigureKind, readonly [FunctionComponent<PartProps> | null, number]>> = {
  kinds: [KindSpreads, 200],
  half: [Half, 90],
  margin: [null, 90],
  dots: [Row, 92],
};

interface ReplyProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly later: LaterParts | null;
  /** what stands here while nothing can be said of the figure */
  readonly children: ComponentChildren;
}

/** The sentence about the visitor's figure, with the drawing and the notes that the first page has room for. */
export function Reply({ visit, commons, answer, later, children }: ReplyProps) {
  const lang = visit.lang.value;
  const sentence = sentenceOf(commons, answer, lang);
  if (!sentence) return children;
  const { untold } = answer;
  const { few, instead } = sentence;
  const note = replyNote(answer, sentence);
  const mark = reckonedMark(commons, answer, lang);
  const give = unsureSide(answer) === "about" ? giveOne(commons, answer, few, lang) : null;
  // Of kinds that the home is not of, the page itself has room.
  const figures = figuresOf(answer).map((kind) => (kind === "kinds" && untold.length === 0 ? "margin" : kind));
  return (
    <>
      <p class="sentence">
        <Rich text={sentence.title} />
      </p>
      {few === null || instead !== null ? null : <p class="note few">{few}</p>}
      {sentence.ownMore === null ? null : <p>{sentence.ownMore}</p>}
      {/* A side of the middle or of the mean is the sentence itself. */}
      {statesGap(answer) && answer.verdict?.kind !== "side" ? (
        <GapLine commons={commons} answer={answer} lang={lang} brief />
      ) : null}
      <MonthAsked commons={commons} visitor={visit.visitor} answer={answer} lang={lang} stays />
      {note === null ? null : <p class="note">{note}</p>}
      {figures.map((kind) => {
        const [drawn, height = 0] = DRAWN[kind] ?? [];
        const Drawing = drawn === null ? later?.OwnMargin : drawn;
        return drawn === undefined ? null : (
          <Sized key={kind} height={height}>
            {(width) =>
              Drawing && (
                <Drawing commons={commons} answer={answer} lang={lang} width={width} id={`question-${kind}`} mark={mark} />
              )
            }
          </Sized>
        );
      })}
      <AboutNotes notes={sentence.about} instead={instead} />
      {figures.includes("kinds") ? <p class="source">{STAND[lang].spreads.note(answer.unit)}</p> : null}
      {later && <later.AskedBack commons={commons} visitor={visit.visitor} answer={answer} lang={lang} brief />}
      {give === null ? null : <p class="note">{give}</p>}
    </>
  );
}

/** The note that there is room for: the first, which concerns the visitor, unless a place of a home that is lived in says it all. */
export function replyNote({ verdict, seldom }: TopicAnswer, { notes }: Sentence): string | null {
  const isPlaced = verdict?.kind === "quarter" || verdict?.kind === "side";
  return isPlaced && !seldom ? null : (notes[0] ?? null);
}
