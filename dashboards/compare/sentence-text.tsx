import type { ComponentChildren } from "preact";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { givingHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { isFewKept } from "./group-notes.ts";
import type { Sentence } from "./sentence.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { unsureSide } from "./widened-said.ts";

/** The sentence of a verdict, the notes that limit it, and what is too few where the visitor asked, with `children` behind it. */
export function SentenceText({
  sentence: { few, title, notes },
  children = null,
}: {
  readonly sentence: Sentence;
  readonly children?: ComponentChildren;
}) {
  const [rank = title, own] = title.split("\n").reverse();
  return (
    <>
      {own === undefined ? null : <p class="own-said">{own}</p>}
      <p class="sentence">
        <Rich text={rank} />
      </p>
      {notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      {few === null && children === null ? null : (
        <p class="note few">
          {few} {children}
        </p>
      )}
    </>
  );
}

/** The link to contribute where one home more would tell more; null: it would not, or contributions are not taken. */
export function giveOne(commons: PublicCommons, answer: TopicAnswer, few: string | null, lang: Lang) {
  const give = givingHref(lang, commons.catalog.intake, location.href);
  const isFew = few !== null || answer.verdict?.kind === "none" || unsureSide(answer) === "about";
  if (!isFew || give === null || isFewKept(commons, answer)) return null;
  const words = WORDS[lang].stand;
  return (
    <span class="no-print">
      {words.giveOne} <a href={give}>{words.giveOneLink}</a>
    </span>
  );
}
