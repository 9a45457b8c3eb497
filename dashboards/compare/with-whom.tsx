import type { Lang } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { sourceText } from "./compared-source.ts";
import { groupNotes, whyInstead } from "./group-notes.ts";
import { Protected } from "./protected.tsx";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { whoText } from "./who-text.ts";

interface WithWhomProps {
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  /** one of several topics, below which the protection is explained once */
  readonly short?: boolean;
  /** false where the title is hidden, because the fold around it has one */
  readonly titled?: boolean;
}

/** The group that the home is compared with, how it is protected, and the notes about its figures. */
export function WithWhom({ commons, answer, lang, short = false, titled = true }: WithWhomProps) {
  const words = STAND[lang];
  const notes = groupNotes(commons, answer, lang);
  const who = [whoText(commons, answer, lang), whyInstead(commons, answer, lang)].filter(Boolean).join(" ");
  return (
    <>
      {answer.group || notes.length > 0 ? (
        <section class="part">
          <h3 class={titled ? undefined : "visually-hidden"}>{words.who}</h3>
          {answer.group ? <p class="note which">{who}</p> : null}
          {notes.map((note) => (
            <p class="note" key={note}>
              {note}
            </p>
          ))}
        </section>
      ) : null}
      {short ? null : <Protected commons={commons} lang={lang} />}
      <p class="source">{sourceText(commons, answer, lang)}</p>
    </>
  );
}
