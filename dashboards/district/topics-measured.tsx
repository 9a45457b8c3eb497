import { figureAt, isToldAsMeasured } from "./area-figures.ts";
import { howEstimatedHref, isWrittenApart } from "./as-measured.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-title.ts";
import type { DistrictState } from "./shown.ts";

/** Says that differences are computed from other averages than those shown; null where none is. */
export function topicsMeasured(shown: DistrictState, topics: readonly TopicOfPlace[]): string | null {
  const { atlas, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const isApart = topics.some(({ ref, period, gap }) => {
    const choice = { ...MEAN_OF_ALL, ref, period: period ?? "" };
    const isTold = period !== null && gap !== null && parent !== null && isToldAsMeasured(atlas, choice, code, parent);
    return isTold && !figureAt(atlas, choice, code)?.unsure && isWrittenApart(shown, choice, code);
  });
  return isApart ? words.measured.gaps : null;
}

/** A note on how figures were made, with the way to more of it on the screen. */
export function MeasuredNote({ shown, text }: { readonly shown: DistrictState; readonly text: string }) {
  return (
    <p class="note">
      {text}{" "}
      <a class="no-print" href={howEstimatedHref(shown)}>
        {shown.words.measured.how}
      </a>
    </p>
  );
}

export function TopicsAsMeasured({ shown, topics }: { shown: DistrictState; topics: readonly TopicOfPlace[] }) {
  const text = topicsMeasured(shown, topics);
  return text === null ? null : <MeasuredNote shown={shown} text={text} />;
}
