import type { ComponentChildren } from "preact";
import type { Lang } from "../shared/i18n.ts";
import { givingHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { isFewKept } from "./group-notes.ts";
import { monthsSum } from "./rounded.ts";
import type { Sentence } from "./sentence.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { unsureSide } from "./widened-said.ts";

/** What is too few where the visitor asked, or whom the sentence below is about instead, then `children`. */
export function Few({ few, instead, children = null }: Pick<Sentence, "few" | "instead"> & { children?: ComponentChildren }) {
  return few === null ? null : (
    <p class="note few">
      {instead ?? few} {children}
    </p>
  );
}

interface SentenceTextProps {
  readonly sentence: Sentence;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  readonly children?: ComponentChildren;
}

/** The sentence of a verdict below the figure that it is of, with what is too few where the visitor asked before it, and the notes that limit it behind it; `children` stand behind the former, else at the end. */
export function SentenceText({
  sentence: { few, instead, title, notes, ownMore },
  answer,
  lang,
  children = null,
}: SentenceTextProps) {
  const [rank = title, own = monthsSum(answer, title, lang)] = title.split("\n").reverse();
  return (
    <>
      <Few few={few} instead={instead}>
        {children}
      </Few>
      {own === null ? null : <p class="own-said">{own}</p>}
      <p class="sentence">
        <Rich text={rank} />
      </p>
      {ownMore === null ? null : <p>{ownMore}</p>}
      {notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      {children === null || few !== null ? null : <p class="note">{children}</p>}
    </>
  );
}

/** The link to contribute where one home more would tell more; null: it would not, or contributions are not taken. */
export function giveOne(commons: PublicCommons, answer: TopicAnswer, few: string | null, lang: Lang) {
  const give = givingHref(lang, commons.catalog.intake, location.href);
  const isFew = few !== null || answer.verdict?.kind === "none" || unsureSide(answer) === "about";
  if (!isFew || give === null || isFewKept(commons, answer)) return null;
  const words = STAND[lang];
  return (
    <span class="no-print">
      {words.giveOne} <a href={give}>{words.giveOneLink}</a>
    </span>
  );
}
