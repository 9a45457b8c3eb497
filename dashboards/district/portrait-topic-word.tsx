import type { MeasureRef } from "../../src/domains/index.ts";
import { topicLabel } from "../shared/labels.ts";
import { SentenceWord } from "../shared/sentence-controls.tsx";
import { placeOfPortrait } from "./portrait-place.ts";
import { atLower, type DistrictState } from "./shown.ts";

interface PortraitTopicProps {
  readonly shown: DistrictState;
  /** unique in the page */
  readonly id: string;
  /** code of the place that the figure is about, which may be wider than that of the portrait */
  readonly area: string;
  /** tells whether the place has this figure of a topic */
  readonly has: (ref: MeasureRef) => boolean;
}

/** The topic of a figure of the portrait, as a word that changes it, and the place where that is a wider one; nothing where neither must be said. */
export function PortraitTopic({ shown, id, area, has }: PortraitTopicProps) {
  const { atlas, choice, lang, words, go } = shown;
  const refs = atlas.refs.filter((ref) => ref === choice.ref || has(ref));
  const place = area === placeOfPortrait(shown).code ? "" : atLower(atlas, area, lang);
  if (refs.length < 2) return place === "" ? null : <p class="portrait-topic">{`${topicLabel(choice.ref, lang)} ${place}`}</p>;
  return (
    <p class={place === "" ? "portrait-topic no-print" : "portrait-topic"}>
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
      />{" "}
      {place}
    </p>
  );
}
