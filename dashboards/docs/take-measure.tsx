import { type ExampleSubject, examplesFor } from "../../src/texts/sql/index.ts";
import { ProgramCode } from "../explore/program-code.tsx";
import { exportPath } from "../explore/selection.ts";
import { pageHref } from "../shared/layout.ts";
import { siteFacts } from "../shared/site.ts";
import { fullestSubject } from "../shared/subject.ts";
import { fragmentOf } from "../sql/fragment.ts";
import type { MeasureData, MeasureProps } from "./measure-data.ts";
import { publicationsOf } from "./measure-facts.ts";
import { isFirst, programs, recordsAddress } from "./programs.ts";
import { DOCS } from "./words.ts";

/** Files of the measure's topic. */
const FILES = [
  ["csv", "CSV"],
  ["parquet", "Parquet"],
  ["json", "JSON"],
  ["sdmx.csv", "SDMX-CSV"],
] as const;

/** The means that the address and the query ask for: those of the level with most of them, else of the whole. */
function subjectOf({ catalog, ref, release, rows }: MeasureData): ExampleSubject | null {
  const [level] = catalog.territory.levels;
  const own = rows.filter(({ DOMAIN, MEASURE }) => DOMAIN === ref.domain.id && MEASURE === ref.measure.id);
  if (release === null || level === undefined || publicationsOf(catalog, ref).length === 0) return null;
  return fullestSubject(own) ?? { domain: ref.domain.id, measure: ref.measure.id, period: release.period, level };
}

/** How to get the measure's figures: files, an address, a query, programs; its codes and its dictionary. */
export function TakeMeasure({ data, lang }: MeasureProps) {
  const words = DOCS[lang].measure.take;
  const { ref } = data;
  const { domain, measure } = ref;
  const subject = subjectOf(data);
  const query = subject ? examplesFor(subject).find(({ id }) => id === "ranking")?.sql : undefined;
  const { files } = siteFacts();
  const ownPrograms = subject ? programs(subject, document.baseURI, files, lang).filter(isFirst) : [];
  const address = subject && !files ? recordsAddress(subject, document.baseURI) : null;
  return (
    <section class="card no-print" aria-labelledby="take">
      <h2 id="take">{subject ? words.title : words.codes}</h2>
      <dl class="facts">
        {subject ? (
          <>
            <dt>{words.files}</dt>
            <dd class="links">
              {FILES.map(([suffix, name]) => (
                <a key={suffix} href={exportPath(domain.id, suffix)}>
                  {name}
                </a>
              ))}
            </dd>
          </>
        ) : null}
        {address === null ? null : (
          <>
            <dt>{words.api}</dt>
            <dd>
              <a class="code-block" href={address}>
                <code>{address}</code>
              </a>
            </dd>
          </>
        )}
        {query === undefined ? null : (
          <>
            <dt>{words.programs}</dt>
            <dd>
              <a href={`${pageHref("sql", lang)}${fragmentOf(query)}`}>SQL</a>
              {ownPrograms.map(({ language, text }) => (
                <details key={language}>
                  <summary>{language}</summary>
                  <ProgramCode language={language} text={text} lang={lang} />
                </details>
              ))}
            </dd>
          </>
        )}
        <dt>{subject ? words.codes : words.later}</dt>
        <dd class="links">
          <code>DOMAIN = '{domain.id}'</code> <code>MEASURE = '{measure.id}'</code>
          <a href={`${pageHref("docs", lang)}#dictionary-${domain.id}`}>{words.dictionary}</a>
        </dd>
      </dl>
    </section>
  );
}
