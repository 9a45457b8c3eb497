import { useEffect, useState } from "preact/hooks";
import { measureRef } from "../../src/domains/index.ts";
import type { ExampleSubject } from "../../src/texts/sql/index.ts";
import { EXPLORE } from "../explore/words.ts";
import { speakOfCounted } from "../shared/counted-homes.ts";
import { type Catalog, dataSource, LoadError } from "../shared/data.ts";
import { drawPage, readyToDraw } from "../shared/draw-page.ts";
import { langOf, WORDS } from "../shared/i18n.ts";
import { PageFrame } from "../shared/page-frame.tsx";
import { exampleSubject, fullestSubject } from "../shared/subject.ts";
import { mainRelease } from "../visit/commons.ts";
import { DocsView, readDocument } from "./docs-view.tsx";
import { Lead } from "./lead.tsx";
import type { MeasureData } from "./measure-data.ts";
import { MeasurePage } from "./measure-page.tsx";
import { MethodPage, methodTitle } from "./method-page.tsx";
import type { OpenApi } from "./openapi.ts";
import { DOCS } from "./words.ts";

const lang = langOf(location.search);
const source = dataSource(document.baseURI, (url) => fetch(url));
const address = new URLSearchParams(location.search);
/** The measure of the address `docs?measure=water.volume`, which is a page of its own on a host of plain files too. */
const measureInAddress = address.get("measure");
/** Tells whether the address is that of the method (`method-page.tsx`). */
const isMethod = measureInAddress === null && address.get("page") === "method";

type Content =
  | { readonly method: true }
  | { readonly reference: OpenApi | null; readonly subject: ExampleSubject | null }
  | { readonly measure: MeasureData };

async function contentOf(catalog: Catalog, key: string | null): Promise<Content> {
  if (isMethod) return { method: true };
  const release = mainRelease(catalog.releases);
  const [domain = "", measure = ""] = key?.split(".") ?? [];
  const ref = measureRef(domain, measure);
  if (!ref || !catalog.measures.some((one) => `${one.domain}.${one.measure}` === key)) {
    const [reference, rows] = await Promise.all([
      readDocument<OpenApi>("openapi.json").catch(() => null),
      release ? source.observations(release.id) : [],
    ]);
    return { reference, subject: fullestSubject(rows) ?? exampleSubject(catalog) };
  }
  const [territory, rows, report] = await Promise.all([
    source.territory(),
    release ? source.observations(release.id) : [],
    release ? source.privacyReport(release.id) : null,
  ]);
  return { measure: { catalog, territory, ref, release, rows, report } };
}

/** The documentation, or the page of the measure in the address. */
function DocsDocument() {
  const [catalog, setCatalog] = useState<Catalog | null>(null);
  const [content, setContent] = useState<Content | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const found = await source.catalog();
      speakOfCounted([WORDS, EXPLORE], lang, found);
      setCatalog(found);
      setContent(await contentOf(found, measureInAddress));
    };
    load().catch((error: unknown) => setFailure(error instanceof Error ? error : new LoadError("damaged", String(error))));
  }, []);
  const measure = content && "measure" in content ? content.measure : null;
  const isWhole = measure === null && !(content && "method" in content);
  return (
    <PageFrame
      current="docs"
      lang={lang}
      catalog={catalog}
      title={isMethod ? methodTitle(lang) : measure ? measure.ref.measure.labels[lang] : WORDS[lang].docs}
      failure={failure}
      ready={content !== null}
      class="docs"
    >
      {/* These elements stay from the first answer on: what is drawn anew counts as painted late. */}
      {isWhole ? (
        <>
          <h1>{WORDS[lang].docs}</h1>
          <Lead lang={lang} />
        </>
      ) : null}
      {catalog === null || content === null ? (
        <p class="wait" role="status">
          {WORDS[lang].loading}
        </p>
      ) : "method" in content ? (
        <MethodPage catalog={catalog} lang={lang} />
      ) : "measure" in content ? (
        <MeasurePage data={content.measure} lang={lang} />
      ) : (
        <>
          {measureInAddress === null ? null : <p class="warn">{DOCS[lang].measure.unknown}</p>}
          <DocsView catalog={catalog} lang={lang} {...content} />
        </>
      )}
    </PageFrame>
  );
}

void readyToDraw(lang).then(() => {
  drawPage(<DocsDocument />, lang);
});
