import { useMemo } from "preact/hooks";
import { kindName, kindPhrase, placePhrase } from "../compare/phrases.ts";
import { answeredClasses } from "../compare/topic-answer.ts";
import type { Focus } from "../shared/best-measure.ts";
import { formatNumber, formatPeriod, marginDigits } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { sourceText } from "../shared/source-text.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { countAt, meanAt, topicsOf } from "../visit/focus.ts";
import { FindingCard } from "./finding-card.tsx";
import { FINDINGS } from "./finding-words.ts";
import { findings, type NamedMean } from "./findings.ts";

/** The kinds of homes of a measure with a reliable mean in the area. */
function namedTypes(commons: PublicCommons, { ref, area }: Focus, lang: Lang): NamedMean[] {
  return answeredClasses(ref).flatMap(({ code }) => {
    const mean = meanAt(commons, ref, area.code, code);
    return mean ? [{ code, name: kindName(ref, code, lang), mean }] : [];
  });
}

interface FindingsProps {
  readonly commons: PublicCommons;
  readonly focus: Focus;
  readonly lang: Lang;
  /** how many of the findings to draw so far */
  readonly cards: number;
}

/** What the newest publication shows, in at most three cards. */
export function Findings({ commons, focus, lang, cards }: FindingsProps) {
  const words = FINDINGS[lang];
  const { ref, area, children } = focus;
  const homes = countAt(commons, ref, area.code);
  const results = useMemo(
    () =>
      findings({
        types: namedTypes(commons, focus, lang),
        areas: children.flatMap(({ code, name }) => {
          const mean = meanAt(commons, ref, code);
          return mean ? [{ code, name, mean }] : [];
        }),
        whole: meanAt(commons, ref, area.code),
        homes,
        dwellings: area.dwellings ?? null,
        topics: topicsOf(commons).length,
      }),
    [commons.cells, focus, lang],
  );
  if (results.length === 0) return null;
  const { of } = placePhrase(commons, area.code, lang);
  return (
    <section class="findings">
      <h2>
        {words.title(
          topicLabel(ref, lang),
          homes ? formatNumber(homes.value, marginDigits(homes.lower, homes.upper, 0), lang) : "",
          kindPhrase(ref, "_T", lang).many,
          of,
        )}
      </h2>
      <div class="grid">
        {/* Boxes of cards to come have the others at their width. */}
        {results.map((finding, i) =>
          i < cards ? (
            <FindingCard key={finding.kind} finding={finding} commons={commons} focus={focus} lang={lang} />
          ) : (
            <div key={finding.kind} class="card" />
          ),
        )}
      </div>
      {/* The map above has the whole source, and the question the note on the amounts. */}
      <p class="source">
        {commons.main
          ? `${sourceText(commons.catalog, [commons.main.period], formatPeriod(commons.main.period, lang), lang, true)}.`
          : ""}
      </p>
    </section>
  );
}
