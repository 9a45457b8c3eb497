import { CountedDots } from "../charts/counted-dots.tsx";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelLabel } from "../shared/labels.ts";
import { isClosed } from "../shared/layout.ts";
import { Sized } from "../shared/sized.tsx";
import { homesFor, type PublicCommons } from "./commons.ts";
import { UNPUBLISHED } from "./unpublished-words.ts";

interface NeededProps {
  readonly commons: Pick<PublicCommons, "catalog" | "levels" | "refs" | "report">;
  /** levels that have a figure already */
  readonly known?: readonly string[];
  /** how many homes the whole has, and where; absent: not published */
  readonly counted?: string | null;
  readonly lang: Lang;
}

/** How many homes a figure of the first measure needs at each level where it has none yet, as empty dots. */
export function Needed({ commons, known = [], counted = null, lang }: NeededProps) {
  const { catalog, levels, refs } = commons;
  const words = UNPUBLISHED[lang].months;
  const key = refs[0]?.key ?? "";
  // The smallest level comes first, because it is the closest to the visitor.
  const planned = catalog.measures.find((one) => `${one.domain}.${one.measure}` === key)?.needed ?? [];
  const needed = levels.toReversed().flatMap((level) => {
    if (known.includes(level)) return [];
    const count = homesFor(commons, key, level);
    const step = planned.find((one) => one.level === level)?.step;
    return count === null ? [] : [{ level, count, text: words.level(formatNumber(count, 0, lang), step) }];
  });
  const [smallest] = needed;
  const labelOf = (level: string): string => levelLabel(catalog.territory.level_names, level, lang);
  return (
    <section class="first-months">
      <h2>{words.needed}</h2>
      <p class="note">
        {smallest ? words.chance(formatNumber(smallest.count, 0, lang), lowerFirst(labelOf(smallest.level))) : ""}
        {words.circle}
        {/* Where nobody can give yet, there is no number to keep quiet about. */}
        {isClosed(catalog) && counted === null ? null : words.there(counted)}
      </p>
      <div class="card">
        {needed.map(({ level, count, text }) => (
          <div class="needed" key={level}>
            <p>
              <b>{labelOf(level)}</b>
              <br />
              {text}
            </p>
            <Sized height={40}>
              {(width) => <CountedDots id={`needed-${level}`} width={width} label={text} count={count} full={0} />}
            </Sized>
          </div>
        ))}
        {needed.length > 0 ? (
          <p>{words.oftenTakesMore}</p>
        ) : (
          <div class="needed">
            <p>{words.least(catalog.k)}</p>
            <Sized height={40}>
              {(width) => (
                <CountedDots id="needed-least" width={width} label={words.least(catalog.k)} count={catalog.k} full={0} />
              )}
            </Sized>
          </div>
        )}
      </div>
    </section>
  );
}
