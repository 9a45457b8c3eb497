import type { MeasureRef } from "../../src/domains/index.ts";
import type { Lang } from "../shared/i18n.ts";
import { attributeWords } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { topicsOf } from "../visit/focus.ts";
import { topicAmongOthers } from "../visit/topic-name.ts";
import type { Visitor } from "../visit/visitor.ts";
import { SAID } from "./said-words.ts";

interface CountedElsewhereProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  /** the topic that is asked */
  readonly measure: MeasureRef;
  readonly lang: Lang;
}

/** Where what heats the home is counted, if the topic that is asked does not count it: somebody with a bill of gas would type it under electricity. */
export function CountedElsewhere({ commons, visitor, measure, lang }: CountedElsewhereProps) {
  const { heating = "" } = visitor.attributes.value;
  const counts = (ref: MeasureRef): boolean => ref.measure.heatedBy?.includes(heating) ?? false;
  const other = topicsOf(commons).find(counts);
  // Beside water nobody looks for it, and one that is begun is there.
  if (!other || counts(measure) || !measure.measure.heatedBy || visitor.entries.value[other.key]) return null;
  const [, source] = attributeWords("heating", heating, lang);
  return <p class="note">{SAID[lang].countedElsewhere(source.toLowerCase(), topicAmongOthers(commons, other, lang))}</p>;
}
