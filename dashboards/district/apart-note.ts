import type { MeasureRef } from "../../src/domains/index.ts";
import { lowerFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { wideApartText } from "./gap-words.ts";
import { MEAN_OF_ALL } from "./portrait-figures.ts";
import type { DistrictState } from "./shown.ts";

/** Why nothing is told of a topic's two means whose margins do not touch, with the topic; null where there is nothing to explain. */
export function wideApartNote(
  shown: DistrictState,
  ref: MeasureRef,
  period: string | null,
  code: string,
  parent: string | null,
): string | null {
  const text = parent === null || period === null ? "" : wideApartText(shown, { ...MEAN_OF_ALL, ref, period }, code, parent);
  return text === "" ? null : WORDS[shown.lang].labelled(topicLabel(ref, shown.lang), lowerFirst(text.trim()));
}
