import type { MeasureRef } from "../../src/domains/index.ts";
import { topicLabel } from "../shared/labels.ts";
import { SentenceWord } from "../shared/sentence-controls.tsx";
import type { DistrictState } from "./shown.ts";

interface PortraitTopicProps {
  readonly shown: DistrictState;
  /** unique in the page */
  readonly id: string;
  /** tells whether the place has this figure of a topic */
  readonly has: (ref: MeasureRef) => boolean;
}

/** The topic of a figure of the portrait, as a word that changes it; nothing where the place has the figure of one topic alone. */
export function PortraitTopic({ shown, id, has }: PortraitTopicProps) {
  const { atlas, choice, lang, words, go } = shown;
  const refs = atlas.refs.filter((ref) => ref === choice.ref || has(ref));
  if (refs.length < 2) return null;
  return (
    <p class="portrait-topic no-print">
      <SentenceWord
        lang={lang}
        id={id}
        label={words.portrait.topicWord}
        text={topicLabel(choice.ref, lang)}
        chosen={[choice.ref.key]}
        options={() => refs.map((ref) => ({ value: ref.key, label: topicLabel(ref, lang) }))}
        onChoose={([key]) => {
          if (key !== undefined) go({ measure: key });
        }}
      />
    </p>
  );
}
