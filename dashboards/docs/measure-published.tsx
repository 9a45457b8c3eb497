import { formatDate, formatNumber, formatPeriod, upperFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { roundedHomes } from "../visit/commons.ts";
import type { MeasureProps } from "./measure-data.ts";
import { hasTwins, type LevelFacts, levelFacts, needsMoreAbove, type Publication, publicationsOf } from "./measure-facts.ts";
import { measureWords } from "./measure-words.ts";
import { ReferenceTable } from "./plain-table.tsx";
import { DOCS } from "./words.ts";

/** What is published at each level, how many homes that takes, the noise, and when each period was published. */
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
      <Publications publications={publicationsOf(catalog, ref)} measure={ref.key} lang={lang} />
    </section>
  );
}

/** Number of publications above which they are folded. */
const MOST_LISTED = 8;

interface PublicationsProps {
  readonly publications: readonly Publication[];
  readonly measure: string;
  readonly lang: Lang;
}

/** The periods, latest first, with the days on which they were published and revised. */
function Publications({ publications, measure, lang }: PublicationsProps) {
  const words = DOCS[lang].measure;
  if (publications.length === 0) return null;
  const isRevised = publications.some(({ revised }) => revised !== null);
  const title = words.publications(publications.length);
  const table = (
    <>
      <ReferenceTable
        label={title}
        columns={[
          { label: words.period },
          { label: words.day, numeric: true },
          ...(isRevised ? [{ label: words.revised, numeric: true } as const] : []),
        ]}
        rows={publications.map(({ period, published, revised }) => [
          <a key="period" href={pageHref("explore", lang, { measure, period })}>
            {upperFirst(formatPeriod(period, lang))}
          </a>,
          formatDate(published, lang),
          ...(isRevised ? [revised === null ? "" : formatDate(revised, lang)] : []),
        ])}
      />
      {isRevised ? null : <p class="note">{words.notRevised(publications.length)}</p>}
    </>
  );
  return publications.length <= MOST_LISTED ? (
    <div class="no-print">
      <h3>{title}</h3>
      {table}
    </div>
  ) : (
    <details class="no-print">
      <summary>{title}</summary>
      {table}
    </details>
  );
}
