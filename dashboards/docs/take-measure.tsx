import { parsePeriod } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type ExampleSubject, examplesFor } from "../../src/texts/sql/index.ts";
import { exportPath } from "../explore/selection.ts";
import type { Catalog } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { siteFacts } from "../shared/site.ts";
import { fragmentOf } from "../sql/fragment.ts";
import { publicationsOf } from "./measure-facts.ts";
import { recordsAddress } from "./programs.ts";
import { DOCS } from "./words.ts";

/** Files of the measure's topic. */
const FILES = [
  ["csv", "CSV"],
  ["parquet", "Parquet"],
  ["json", "JSON"],
  ["sdmx.csv", "SDMX-CSV"],
] as const;

interface TakeMeasureProps {
  readonly catalog: Catalog;
  readonly measure: MeasureRef;
  readonly lang: Lang;
}

/** The means that the address and the query ask for: those of the newest year at the second level, else of the whole. */
function subjectOf(catalog: Catalog, ref: MeasureRef): ExampleSubject | null {
  const { levels } = catalog.territory;
  const periods = publicationsOf(catalog, ref).map(({ period }) => period);
  const year = periods.find((period) => parsePeriod(period).step === "year");
  const period = year ?? periods[0];
  const level = year === undefined ? levels[0] : (levels[1] ?? levels[0]);
  if (period === undefined || level === undefined) return null;
  return { domain: ref.domain.id, measure: ref.measure.id, period, level };
}

/** How to get the measure's figures: files, an address, a query, programs; its codes and its dictionary. */
export function TakeMeasure({ catalog, measure: ref, lang }: TakeMeasureProps) {
  const words = DOCS[lang].measure.take;
  const { domain, measure, key } = ref;
  const subject = subjectOf(catalog, ref);
  const query = subject ? examplesFor(subject).find(({ id }) => id === "ranking")?.sql : undefined;
  const address = subject && !siteFacts().files ? recordsAddress(subject, document.baseURI) : null;
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
            <dd class="links">
              <a href={`${pageHref("sql", lang)}${fragmentOf(query)}`}>SQL</a>
              <a href={`${pageHref("docs", lang)}#programs`}>R, Python, DuckDB</a>
            </dd>
          </>
        )}
        <dt>{subject ? words.codes : words.later}</dt>
        <dd class="links">
          <code>DOMAIN = '{domain.id}'</code> <code>MEASURE = '{measure.id}'</code>
          <a href={`${pageHref("docs", lang)}#dictionary-${domain.id}`}>{words.dictionary}</a>
        </dd>
        {subject ? (
          <>
            <dt>{words.cite}</dt>
            <dd>
              <a href={`${pageHref("explore", lang, { measure: key, period: subject.period })}`}>{words.citeText}</a>
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
