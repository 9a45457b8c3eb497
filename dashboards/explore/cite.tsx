import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { LICENCE } from "../../src/contract/licence.ts";
import { CITATIONS, type Citation, type CitationFormat, citationOfCsl } from "../../src/texts/citation.ts";
import type { DataSource, ReleaseRef } from "../shared/data.ts";
import { saveBlob } from "../shared/download.ts";
import type { Lang } from "../shared/i18n.ts";
import { forPeople, selectionCitation } from "./citation.ts";
import { fileName } from "./file-facts.ts";
import { answered } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** Formats of reference managers. */
const FILES = [
  ["bibtex", "BibTeX"],
  ["ris", "RIS"],
  ["csl", "CSL-JSON"],
] as const satisfies readonly (readonly [CitationFormat, string])[];

/** Number of releases cited individually, from the newest on. */
const MAX_CITED = 3;

interface CiteProps {
  readonly shown: ExploreState;
  readonly source: Pick<DataSource, "citation">;
  readonly lang: Lang;
}

/** Citations of releases, as far as they are loaded; null where loading failed. */
function useCitations({ source, lang }: Omit<CiteProps, "shown">, ids: readonly string[]): ReadonlyMap<string, Citation> | null {
  const [citations, setCitations] = useState<ReadonlyMap<string, Citation> | null>(new Map());
  const { licence } = EXPLORE[lang].cite;
  const idsText = ids.join(" ");
  useEffect(() => {
    let isCurrent = true;
    const each = ids.map(async (id) => [id, (await source.citation(id, lang))[0]] as const);
    Promise.all(each).then(
      (found) =>
        isCurrent && setCitations(new Map(found.flatMap(([id, item]) => (item ? [[id, citationOfCsl(item, licence)]] : [])))),
      () => isCurrent && setCitations(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [source, lang, idsText]);
  return citations;
}

/** How to cite what is shown and the releases behind it, as text and as files. */
export function CiteCard({ shown, source, lang }: CiteProps) {
  const words = EXPLORE[lang].cite;
  const { facts, selection } = shown;
  const all = facts.releases.filter(({ period }) => selection.periods.includes(period));
  const cited = all.slice(0, MAX_CITED);
  const citations = useCitations(
    { source, lang },
    cited.map(({ id }) => id),
  );
  const newest = citations?.get(cited[0]?.id ?? "");
  const heading = useRef<HTMLHeadingElement>(null);
  // A link from Quartiers leads here, and the browser looked for its end before it was drawn.
  useEffect(() => {
    if (location.hash === "#cite") heading.current?.scrollIntoView();
  }, []);
  const own =
    newest && selectionCitation(newest, { ...shown, selection: answered(selection, shown.rows) }, lang, document.baseURI);
  return (
    <section class="card no-print" aria-labelledby="cite">
      <h2 ref={heading} id="cite">
        {words.title}
      </h2>
      <CitedText text={own ? textOf(forPeople(own, shown, lang)) : citations === null ? words.failed : words.waiting} lang={lang}>
        {own
          ? FILES.map(([format, name]) => (
              <button key={format} type="button" class="quiet" onClick={() => save(own, format, fileName(shown))}>
                {name}
              </button>
            ))
          : null}
      </CitedText>
      <p class="note">
        <a href={LICENCE.path}>{words.licence}</a>. {words.note}{" "}
        {cited.map(({ id }, i) => (
          <Fragment key={id}>
            {i === 0 ? "" : ", "}
            <a href={`v1/releases/${id}/manifest.json`}>{words.manifest(id)}</a>
          </Fragment>
        ))}
        .
      </p>
      <details>
        <summary>{words.whole(all.length)}</summary>
        {cited.map(({ id }) => (
          <WholeRelease key={id} id={id} cited={citations?.get(id)} lang={lang} />
        ))}
        {all.length > MAX_CITED ? <p class="note">{words.more(MAX_CITED)}</p> : null}
      </details>
    </section>
  );
}

const textOf = (cited: Citation): string => CITATIONS.text.write(cited).trim();

function save(cited: Citation, format: CitationFormat, name: string): void {
  const { type, extension, write } = CITATIONS[format];
  saveBlob(new Blob([write(cited)], { type }), `${name}.${extension}`);
}

/** The citation of a whole release; its files have addresses of their own. */
function WholeRelease({
  id,
  cited,
  lang,
}: Pick<ReleaseRef, "id"> & { readonly cited: Citation | undefined; readonly lang: Lang }) {
  const words = EXPLORE[lang].cite;
  return (
    <CitedText text={cited ? textOf(cited) : words.waiting} release={id} lang={lang}>
      {FILES.map(([format, name]) => (
        <a
          key={format}
          class="button quiet"
          href={`v1/releases/${id}/citation.${lang}.${CITATIONS[format].extension}`}
          aria-label={`${name}, ${id}`}
        >
          {name}
        </a>
      ))}
    </CitedText>
  );
}

interface CitedTextProps {
  readonly text: string;
  /** id of the release; absent for the citation of what is shown */
  readonly release?: string;
  readonly lang: Lang;
  /** buttons or links for the files */
  readonly children: ComponentChildren;
}

/** A citation as text, with a button that copies it. */
function CitedText({ text, release, lang, children }: CitedTextProps) {
  const words = EXPLORE[lang].cite;
  const [message, setMessage] = useState("");
  const paragraph = useRef<HTMLParagraphElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setMessage(words.copied);
    } catch {
      if (paragraph.current) getSelection()?.selectAllChildren(paragraph.current);
      setMessage(words.selected);
    }
  };
  return (
    <div>
      <p ref={paragraph} class="citation" data-release={release}>
        {text}
      </p>
      <div class="tools">
        <button type="button" class="quiet" onClick={() => void copy()}>
          {release === undefined ? words.copyShown : words.copy(release)}
        </button>
        {children}
      </div>
      <span role="status" class="note">
        {message}
      </span>
    </div>
  );
}
