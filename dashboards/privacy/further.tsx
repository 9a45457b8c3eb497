import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PrivacyReport } from "../../src/contract/manifest.ts";
import { BuiltElements, Folded } from "../shared/bits.tsx";
import { measureLabel, measuresIn } from "../shared/labels.ts";
import { onPaper } from "../shared/on-paper.ts";
import { Amounts } from "./budget-card.tsx";
import { errorsSection } from "./errors.ts";
import { forecastSection, tablesOf } from "./forecast.ts";
import { announcedSection, logSection } from "./log.ts";
import type { Filling } from "./pause.ts";
import { proposalSection, publicYear } from "./proposal.ts";
import type { TrustProps } from "./trust.ts";
import { mechanismsSection, withheldSection } from "./withheld.ts";
import { PRIVACY, TRUST } from "./words.ts";

/** Details for specialists, each folded and computed when it is opened. */
export function Further({ data, lang }: TrustProps) {
  const { catalog, territory, report, full, log } = data;
  const words = TRUST[lang].further;
  const labels = new Map(measuresIn(catalog.measures).map((ref) => [ref.key, measureLabel(ref, lang)]));
  const nameOf = (key: string): string => labels.get(key) ?? key;
  const logInput = { log, nameOf, lang, year: new Date().getUTCFullYear() };
  const [measure] = measuresIn(catalog.measures);
  const tables = full && measure ? tablesOf(full.report, full.manifest, measure) : [];
  const input = full && measure && tables.length > 0 ? { report: full.report, measure, tables, territory, lang } : null;
  const year = full ? publicYear(full.report, full.manifest) : null;
  const clamps = full?.manifest.measures.find((one) => `${one.domain}.${one.measure}` === measure?.key);
  return (
    <section class="further" aria-labelledby="further-title">
      <h2 id="further-title">{words.title}</h2>
      {onPaper() && report ? (
        <div class="only-print">
          <h3>{TRUST[lang].budget.amounts}</h3>
          <Amounts data={data} lang={lang} />
        </div>
      ) : null}
      {log.entries.length === 0 ? null : (
        <Folded summary={words.log}>{() => <BuiltElements make={() => [logSection(logInput)]} />}</Folded>
      )}
      <Folded summary={words.announced}>{() => <BuiltElements make={() => [announcedSection(logInput)]} />}</Folded>
      <Printed summary={words.criteria}>{() => <Criteria report={report} k={catalog.k} lang={lang} />}</Printed>
      {report ? (
        <>
          <Printed summary={words.withheld}>
            {() => <BuiltElements make={() => [withheldSection(report, lang, catalog)]} />}
          </Printed>
          <Folded summary={words.mechanisms}>
            {() => <BuiltElements make={() => [mechanismsSection(report, lang, PRIVACY[lang], nameOf, catalog)]} />}
          </Folded>
        </>
      ) : null}
      {input ? (
        <>
          <Folded summary={words.forecast}>{() => <Filled make={() => forecastSection(input)} />}</Folded>
          <Folded summary={words.errors}>{() => <Filled make={() => errorsSection(input)} />}</Folded>
          {year ? (
            <Folded summary={words.proposal}>
              {() => <Filled make={() => proposalSection({ year, measure: input.measure, clamps, territory, lang })} />}
            </Folded>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

/** A folded part that is on paper too, opened or not: who files the page needs it there. */
export function Printed({ summary, children }: { summary: string; children: () => ComponentChildren }) {
  return (
    <>
      <Folded summary={summary} class="no-print">
        {children}
      </Folded>
      {onPaper() ? (
        <div class="only-print">
          <h3>{summary}</h3>
          {children()}
        </div>
      ) : null}
    </>
  );
}

/** An element that is filled once it is on the page and has a width. */
function Filled({ make }: { make: () => Filling }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { element, fill } = make();
    place.current?.replaceChildren(element);
    void fill();
  }, []);
  return <div ref={place} />;
}

function Criteria({ report, k, lang }: { report: PrivacyReport | null; k: number; lang: TrustProps["lang"] }) {
  const words = PRIVACY[lang];
  const criteria = words.criteriaList(k);
  const keys = ["singling_out", "linkability", "inference"] as const;
  return (
    <>
      <p>{words.criteriaText}</p>
      <dl class="criteria">
        {keys.map((key) => {
          const [name = "", text = ""] = criteria[key];
          return (
            <div key={key}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          );
        })}
      </dl>
      {report ? (
        <p>
          <a href={`v1/releases/${encodeURIComponent(report.release)}/privacy.json`}>{words.reportLink}</a>
        </p>
      ) : null}
    </>
  );
}
