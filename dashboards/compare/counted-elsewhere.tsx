import type { MeasureRef } from "../../src/domains/index.ts";
import type { Lang } from "../shared/i18n.ts";
import { attributeWords } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { topicsOf } from "../visit/focus.ts";
import { topicAmongOthers } from "../visit/topic-name.ts";
import { VERDICTS } from "./verdict-words.ts";

interface CountedElsewhereProps {
  readonly commons: PublicCommons;
  /** the topics that are asked */
  readonly refs: readonly MeasureRef[];
  /** how the home is heated, as it was answered; absent: it was not */
  readonly heating: string | undefined;
  readonly lang: Lang;
}

/** Where what heats the home is counted, if none of the topics asked counts it: somebody with a bill of gas would type it under electricity. */
export function CountedElsewhere({ commons, refs, heating = "", lang }: CountedElsewhereProps) {
  const counts = ({ measure }: MeasureRef): boolean => measure.heatedBy?.includes(heating) ?? false;
  const other = topicsOf(commons).find(counts);
  // Beside water alone nobody looks for it.
  if (!other || refs.some(counts) || refs.every(({ measure }) => measure.heatedBy === undefined)) return null;
  const [, source] = attributeWords("heating", heating, lang);
  return <p class="hint">{VERDICTS[lang].countedElsewhere(source.toLowerCase(), topicAmongOthers(commons, other, lang))}</p>;
}
