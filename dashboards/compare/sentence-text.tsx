import type { ComponentChildren } from "preact";
import type { Lang } from "../shared/i18n.ts";
import { givingHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { isFewKept, middleText } from "./group-notes.ts";
import { monthsSum } from "./rounded.ts";
import { type Sentence, sentenceOf } from "./sentence.ts";
import { STAND } from "./stand-words.ts";
import { isOfReleaseToCome } from "./to-come.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { unsureSide } from "./widened-said.ts";

interface SentenceTextProps {
  readonly sentence: Sentence;
  readonly answer: TopicAnswer;
  /** what must be said of every figure of the measure; null: nothing */
  readonly measureNote: string | null;
  readonly lang: Lang;
  readonly children?: ComponentChildren;
}

/** The sentence of a verdict, which comes first, then what is too few where the visitor asked, with `children`, and the notes that limit it. */
export function SentenceText({ sentence, answer, measureNote, lang, children = null }: SentenceTextProps) {
  const { title, notes, ownMore } = sentence;
  // Where others stand instead, that comes with the drawing of them.
  const few = sentence.instead === null ? sentence.few : null;
  const [rank = title, own = monthsSum(answer, title, lang)] = title.split("\n").reverse();
  return (
    <>
      {own === null ? null : <p class="own-said">{own}</p>}
      <p class="sentence">
        <Rich text={rank} />
      </p>
      {few === null ? null : (
        <p class="note few">
          {few} {children}
        </p>
      )}
      {/* What goes beyond these figures, and what they are, is read as one. Figures that were not metered must not be taken for those of meters, wherever one stops reading. */}
      {measureNote === null ? (
        ownMore && <p>{ownMore}</p>
      ) : (
        <p class="note measure-note">{[ownMore, measureNote].filter(Boolean).join(" ")}</p>
      )}
      {notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      {children === null || few !== null ? null : <p class="note">{children}</p>}
    </>
  );
}

interface AboutGroupProps {
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  /** notes that a card above has */
  readonly saidAlready: ReadonlySet<string>;
  readonly lang: Lang;
}

/** Below a drawing, who the homes in it are where the sentence does not say it, how one more of the visitor's place would tell more, and what the middle is. */
export function AboutGroup({ commons, answer, saidAlready, lang }: AboutGroupProps) {
  const { instead = null, about = [] } = sentenceOf(commons, answer, lang) ?? {};
  const notes = [...about, middleText(answer, lang) ?? ""].filter((note) => note !== "" && !saidAlready.has(note));
  return <AboutNotes notes={notes} instead={instead} give={instead && giveOne(commons, answer, instead, lang)} />;
}

interface AboutNotesProps {
  readonly notes: readonly string[];
  /** the note that says who stands instead of the visitor's place or kind; null: none */
  readonly instead: string | null;
  /** what stands behind that note */
  readonly give?: ComponentChildren;
}

/** Notes below a drawing. */
export const AboutNotes = ({ notes, instead, give = null }: AboutNotesProps) =>
  notes.length === 0 ? null : (
    <div class="about">
      {notes.map((note) => (
        <p class={note === instead ? "note few" : "note"} key={note}>
          {note} {note === instead ? give : null}
        </p>
      ))}
    </div>
  );

/** The link to contribute where one home more would tell more; null: it would not, contributions are not taken, or no release to come has its months. */
export function giveOne(commons: PublicCommons, answer: TopicAnswer, few: string | null, lang: Lang) {
  const give = givingHref(lang, commons.catalog.intake, location.href);
  const isFew = few !== null || answer.verdict?.kind === "none" || unsureSide(answer) === "about";
  if (!isFew || give === null || isFewKept(commons, answer) || !isOfReleaseToCome(commons, answer)) return null;
  const words = STAND[lang];
  return (
    <span class="no-print">
      {words.giveOne} <a href={give}>{words.giveOneLink}</a>
    </span>
  );
}
