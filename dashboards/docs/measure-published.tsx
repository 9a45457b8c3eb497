import { formatNumber, formatPeriod } from "../shared/format.ts";
import { levelLabel } from "../shared/labels.ts";
import { roundedHomes } from "../visit/commons.ts";
import type { MeasureProps } from "./measure-data.ts";
import { hasTwins, type LevelFacts, levelFacts, needsMoreAbove } from "./measure-facts.ts";
import { measureWords } from "./measure-words.ts";
import { ReferenceTable } from "./plain-table.tsx";

/** What is published at each level, how many homes that takes, and the noise. */
export function Published({ data: { ref, catalog, territory, release, rows, report }, lang }: MeasureProps) {
  const words = measureWords(lang, catalog);
  const levels = levelFacts({ catalog, ref, levels: territory.levels, rows, report });
  const number = (n: number, decimals = 0): string => formatNumber(n, decimals, lang);
  const nameOf = ({ level, table, step }: LevelFacts): string =>
    [
      levelLabel(territory.level_names, level, lang),
      ...(table === "_T" ? [] : [words.byType]),
      ...(step === null ? [] : [words.often[step]]),
    ].join(", ");
  return (
    <section aria-labelledby="where">
      <h2 id="where">{words.where(release ? formatPeriod(release.period, lang) : "")}</h2>
      {levels.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <ReferenceTable
            label={words.whereTable}
            columns={[
              { label: words.levelColumn },
              ...(release ? [{ label: words.publishedColumn, numeric: true } as const] : []),
              { label: words.needed, numeric: true },
              { label: words.noise, numeric: true },
            ]}
            rows={levels.map((one) => [
              nameOf(one),
              ...(one.cells ? [words.of(number(one.cells.published), number(one.cells.all))] : []),
              one.needed === null ? "" : number(roundedHomes(one.needed)),
              one.sigma === null ? "" : number(one.sigma, levels.some(({ sigma }) => sigma !== null && sigma >= 10) ? 0 : 1),
            ])}
          />
          <p class="note">
            {words.neededNote(catalog.k)} {needsMoreAbove(levels) ? words.moreAbove : ""}{" "}
            {hasTwins(report, ref) ? words.twins : ""}
          </p>
        </>
      )}
    </section>
  );
}
