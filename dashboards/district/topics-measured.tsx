import { semicolon } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { figureAt, isToldAsMeasured } from "./area-figures.ts";
import { twoValues } from "./as-measured.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-title.ts";
import type { DistrictState } from "./shown.ts";

/** Names the topics whose difference is computed from another average than the one shown; null where none is. */
export function topicsMeasured(shown: DistrictState, topics: readonly TopicOfPlace[]): string | null {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const parts = topics.flatMap(({ ref, period, gap }) => {
    const choice = { ...MEAN_OF_ALL, ref, period: period ?? "" };
    const told = period !== null && gap !== null && parent !== null && isToldAsMeasured(atlas, choice, code, parent);
    const values = told && !figureAt(atlas, choice, code)?.unsure ? twoValues(shown, choice, code) : null;
    if (!values) return [];
    const { value, lower, upper } = values.here;
    return [words.portrait.measuredPart(topicLabel(ref, lang), value, lower, upper)];
  });
  return parts.length === 0 ? null : words.portrait.measured(parts.join(semicolon(lang)));
}

export function TopicsAsMeasured({ shown, topics }: { shown: DistrictState; topics: readonly TopicOfPlace[] }) {
  const text = topicsMeasured(shown, topics);
  return text === null ? null : <p class="note">{text}</p>;
}
