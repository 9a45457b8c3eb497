import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ExampleSubject } from "../../src/texts/sql/index.ts";
import { ProgramCode } from "../explore/program-code.tsx";
import { exportPath, spreadsheetPath } from "../explore/selection.ts";
import type { Catalog } from "../shared/data.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measuresIn } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { siteFacts } from "../shared/site.ts";
import { type Dictionary, type DictionaryProps, DictionaryView } from "./dictionary.tsx";
import { measureUnit } from "./measure-facts.ts";
import { methodHref } from "./method-page.tsx";
import type { ExampleValues, OpenApi } from "./openapi.ts";
import { isFirst, type Program, programs, sdmxPrograms } from "./programs.ts";
import { Reference } from "./reference.tsx";
import { DOCS } from "./words.ts";

/** What the page shows besides the catalogue. */
export interface DocsContent {
  readonly reference: OpenApi | null;
  /** what examples ask for; null: nothing is published */
  readonly subject: ExampleSubject | null;
}

interface DocsProps {
  readonly catalog: Catalog;
  readonly lang: Lang;
}

/** Loads a JSON document of the site. Throws an Error where it does not exist. */
export async function readDocument<T>(path: string): Promise<T> {
  const response = await fetch(new URL(path, document.baseURI).href);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return (await response.json()) as T;
}

/** The page of documentation below its heading and lead: measures, programs, dictionaries, and addresses of the API. */
export function DocsView({ catalog, lang, reference, subject }: DocsProps & DocsContent) {
  const words = DOCS[lang];
  const parts = [
    ["measures", words.measures],
    ["programs", words.programs],
    ["use", words.use],
    ["dictionary", words.dictionary],
    ["reference", words.reference],
    ["others", words.others],
  ] as const;
  useEffect(() => {
    openNamedPart();
    addEventListener("hashchange", openNamedPart);
    return () => removeEventListener("hashchange", openNamedPart);
  }, []);
  return (
    <>
      <SampleNotice lang={lang} catalog={catalog} />
      <div class="docs-body">
        <nav class="contents" aria-label={words.contents}>
          <ul>
            {parts.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="docs-parts">
          <Measures catalog={catalog} lang={lang} />
          <Programs catalog={catalog} lang={lang} subject={subject} />
          <Uses lang={lang} />
          <Dictionaries catalog={catalog} lang={lang} />
          <Addresses catalog={catalog} lang={lang} reference={reference} subject={subject} />
          <Others catalog={catalog} lang={lang} subject={subject} />
        </div>
      </div>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** What is folded on a screen. On paper nobody opens it, and one line says where it is. */
function OnScreen({ part, lang, children }: { part: string; lang: Lang; children: ComponentChildren }) {
  const address = new URL(pageHref("docs", lang), document.baseURI);
  address.hash = part;
  return (
    <>
      <p class="note only-print">{DOCS[lang].onScreen(address.href)}</p>
      <div class="no-print">{children}</div>
    </>
  );
}

function Measures({ catalog, lang }: DocsProps) {
  const words = DOCS[lang];
  return (
    <Part id="measures" title={words.measures}>
      <ul class="measure-list">
        {measuresIn(catalog.measures).map((ref) => (
          <li key={ref.key}>
            <a href={pageHref("docs", lang, { measure: ref.key })}>{ref.measure.labels[lang]}</a>
            <span class="note">
              {words.measure.lead(words.definitions[ref.key] ?? ref.domain.labels[lang], measureUnit(catalog, ref, lang))}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a href={methodHref(lang)}>{words.measure.method}</a>
      </p>
    </Part>
  );
}

/** How to get the data: a file for a spreadsheet, R and Python at once, then every other way. */
function Programs({ catalog, lang, subject }: DocsProps & Pick<DocsContent, "subject">) {
  const words = DOCS[lang];
  const { files } = siteFacts();
  if (!subject)
    return (
      <Part id="programs" title={words.programs}>
        <p class="warn">{WORDS[lang].noRelease}</p>
      </Part>
    );
  const all = programs(subject, document.baseURI, files, lang);
  const first = all.filter(isFirst);
  const others = [...all.filter((one) => !first.includes(one)), ...(files ? [] : sdmxPrograms(subject, document.baseURI))];
  return (
    <Part id="programs" title={words.programs}>
      <h3 class="no-print">{words.spreadsheet}</h3>
      <p class="tools no-print">
        {catalog.datasets.map(({ id, title }) => (
          <a key={id} class="button quiet" href={files ? exportPath(id, "csv") : spreadsheetPath(id)}>
            {title[lang]} (CSV)
          </a>
        ))}
      </p>
      {first.map(({ language, text }) => (
        <Fragment key={language}>
          <h3>{language}</h3>
          <ProgramCode language={language} text={text} lang={lang} />
        </Fragment>
      ))}
      <h3>{words.otherPrograms}</h3>
      <OnScreen part="programs" lang={lang}>
        {others.map((program) => (
          <Folded key={program.language} program={program} lang={lang} />
        ))}
      </OnScreen>
      <p class="tools no-print">
        <a href={pageHref("explore", lang)}>{words.explore}</a> <a href={pageHref("sql", lang)}>{words.sql}</a>
      </p>
    </Part>
  );
}

/** What the figures allow and what they do not, with a recipe for each that they allow. */
function Uses({ lang }: Pick<DocsProps, "lang">) {
  const words = DOCS[lang];
  return (
    <Part id="use" title={words.use}>
      <p>{words.useIntro}</p>
      <dl class="facts">
        {words.uses.map(([what, how]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </Fragment>
        ))}
      </dl>
    </Part>
  );
}

interface FoldedProps {
  readonly program: Program;
  readonly lang: Lang;
}

function Folded({ program: { language, text }, lang }: FoldedProps) {
  return (
    <details>
      <summary>{language}</summary>
      <ProgramCode language={language} text={text} lang={lang} />
    </details>
  );
}

function Dictionaries({ catalog, lang }: DocsProps) {
  const words = DOCS[lang];
  const [first] = catalog.datasets;
  const stated = catalog.measures.flatMap(({ clamp }) => (typeof clamp.source === "string" ? clamp.source : []));
  return (
    <Part id="dictionary" title={words.dictionary}>
      <OnScreen part="dictionary" lang={lang}>
        {catalog.datasets.map(({ id, title }) => (
          <DictionaryDetails key={id} id={id} of={id} part="topic" title={title[lang]} stated={stated} lang={lang} />
        ))}
        {first ? (
          <DictionaryDetails id="common" of={first.id} part="common" title={words.dictionaryCommon} stated={[]} lang={lang} />
        ) : null}
      </OnScreen>
    </Part>
  );
}

interface DictionaryDetailsProps extends Pick<DictionaryProps, "part" | "stated" | "lang"> {
  readonly id: string;
  /** the topic whose dictionary it is from */
  readonly of: string;
  readonly title: string;
}

/** A folded part of a topic's dictionary, which is loaded when it is opened. */
function DictionaryDetails({ id, of, part, title, stated, lang }: DictionaryDetailsProps) {
  const words = DOCS[lang];
  const [state, setState] = useState<Dictionary | "closed" | "loading" | "failed">("closed");
  const load = (): void => {
    if (state !== "closed" && state !== "failed") return;
    setState("loading");
    readDocument<Dictionary>(`v1/datasets/${encodeURIComponent(of)}/dictionary.${lang}.json`).then(setState, () =>
      setState("failed"),
    );
  };
  return (
    <details id={`dictionary-${id}`} onToggle={(event) => event.currentTarget.open && load()}>
      <summary>{title}</summary>
      {typeof state === "object" ? (
        <DictionaryView dictionary={state} part={part} stated={stated} lang={lang} words={words} />
      ) : state === "closed" ? null : (
        <p role="status" class={state === "failed" ? "warn" : undefined}>
          {state === "failed" ? words.failed : WORDS[lang].loading}
        </p>
      )}
    </details>
  );
}

/** Values of this commons for the example commands. */
function exampleValuesOf(catalog: Catalog, subject: ExampleSubject | null): ExampleValues {
  const codes = { MEASURE: subject?.measure ?? "", STATISTIC: "MEAN", TIME_PERIOD: subject?.period ?? "" };
  return { dataset: subject?.domain ?? "", release: catalog.releases[0]?.id ?? "", codes };
}

function Addresses({ catalog, lang, reference, subject }: DocsProps & DocsContent) {
  const words = DOCS[lang];
  const { files } = siteFacts();
  return (
    <Part id="reference" title={words.reference}>
      <p>
        {words.referenceWhy} <a href="openapi.json">openapi.json</a>
      </p>
      {files ? (
        <p class="note" id="of-a-portal">
          {words.ofAPortal}
        </p>
      ) : null}
      {reference ? (
        <OnScreen part="reference" lang={lang}>
          <Reference
            document={reference}
            lang={lang}
            base={document.baseURI}
            known={files ? null : exampleValuesOf(catalog, subject)}
          />
        </OnScreen>
      ) : (
        <p class="warn">{words.failed}</p>
      )}
    </Part>
  );
}

/** The intake's API, loaded on demand, because a read-only site has none. */
function Others({ catalog, lang, subject }: DocsProps & Pick<DocsContent, "subject">) {
  const words = DOCS[lang];
  const [state, setState] = useState<OpenApi | "closed" | "loading" | "absent">("closed");
  const load = (): void => {
    setState("loading");
    readDocument<OpenApi>("intake/openapi.json").then(setState, () => setState("absent"));
  };
  if (siteFacts().files)
    return (
      <Part id="others" title={words.others}>
        <p>{words.absent}</p>
      </Part>
    );
  return (
    <Part id="others" title={words.others}>
      <p>{words.othersWhy}</p>
      <div class="tools">
        <button type="button" class="quiet" id="show-intake" onClick={load}>
          {words.open}
        </button>
      </div>
      {typeof state === "object" ? (
        <Reference document={state} lang={lang} base={document.baseURI} known={exampleValuesOf(catalog, subject)} />
      ) : state === "closed" ? null : (
        <p role="status" class={state === "absent" ? "warn" : undefined}>
          {state === "absent" ? words.absent : WORDS[lang].loading}
        </p>
      )}
    </Part>
  );
}

/** Opens the part that an address such as `#dictionary-water` names. */
function openNamedPart(): void {
  const named = location.hash === "" ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
  named?.scrollIntoView();
}
