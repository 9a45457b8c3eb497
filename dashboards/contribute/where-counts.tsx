import { Terms } from "../shared/bits.tsx";
import type { MeasureUse } from "./coming.ts";
import type { Flow } from "./flow.ts";
import { useGroups } from "./use-words.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

interface WhereCountsProps {
  readonly uses: readonly MeasureUse[];
  readonly flow: Pick<Flow, "commons" | "notice" | "lang">;
}

/** What readings count in and what they do not yet, a line for levels that are alike. Which topics are beyond the most is not known here. */
export function WhereCounts({ uses, flow: { commons, notice, lang } }: WhereCountsProps) {
  const w = CONTRIBUTE_WORDS[lang].use;
  const { streams } = notice.facts.protection;
  if (uses.length === 0) return null;
  const lacks = uses.some(({ levels }) => levels.some(({ steps }) => steps.some(({ short }) => short !== null)));
  return (
    <div class="where-counts">
      {useGroups(uses, commons.catalog.territory.level_names, lang).map(({ topics, rows }) => (
        <div key={topics}>
          <p class="use-topics">{topics}</p>
          <Terms class="use-lines" rows={rows} />
        </div>
      ))}
      {lacks ? <p class="note">{w.more}</p> : null}
      {uses.length > streams ? <p class="note">{w.most(streams)}</p> : null}
    </div>
  );
}
