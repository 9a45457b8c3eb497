import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import type { Visit } from "../visit/visit.ts";
import { BesideFigure } from "./beside-figure.tsx";
import { SentenceText } from "./card-parts.tsx";
import { FigureFields } from "./figure-fields.tsx";
import { sentenceOf } from "./sentence.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VerdictView } from "./verdict-view.tsx";

interface TopicCardProps {
  readonly visit: Visit;
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly reader: FileReader;
  readonly removable: boolean;
}

/** One topic: the figure, the sentence, one hundred homes, the gap, what is near, with whom, and how it is protected. */
export function TopicCard({ visit, commons, answer, reader, removable }: TopicCardProps) {
  const lang = visit.lang.value;
  const { visitor } = visit;
  const words = WORDS[lang];
  const { ref } = answer;
  const title = topicLabel(ref, lang);
  return (
    <section class="card topic" id={`topic-${ref.key}`} aria-labelledby={`title-${ref.key}`}>
      <div class="topic-head">
        <h2 id={`title-${ref.key}`} tabIndex={-1}>
          {title}
        </h2>
        <FigureFields visit={visit} answer={answer} reader={reader} commons={commons} />
      </div>
      <div aria-live="polite" class="reply">
        {commons.main ? (
          <Sentence visit={visit} commons={commons} answer={answer} />
        ) : (
          <BesideFigure visit={visit} commons={commons} answer={answer} />
        )}
      </div>
      <VerdictView visit={visit} commons={commons} answer={answer} />
      {removable ? (
        <button
          type="button"
          class="plain no-print"
          onClick={() => {
            const { [ref.key]: _gone, ...others } = visitor.entries.value;
            visitor.entries.value = others;
          }}
        >
          {words.stand.remove} ({topicLabel(ref, lang)})
        </button>
      ) : null}
    </section>
  );
}

function Sentence({ visit, commons, answer }: Pick<TopicCardProps, "visit" | "commons" | "answer">) {
  const lang = visit.lang.value;
  const words = WORDS[lang].stand;
  const sentence = sentenceOf(commons, answer, lang);
  if (!sentence) {
    const text =
      visit.rest.value === "failed" ? words.unread : answer.given && !commons.rest && commons.main ? words.waiting : words.empty;
    return <p class="sentence quiet">{text}</p>;
  }
  return <SentenceText sentence={sentence} />;
}
