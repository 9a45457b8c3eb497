import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { CITATIONS, type Citation, type CitationFormat, citationOfCsl } from "../../src/texts/citation.ts";
import type { DataSource, ReleaseRef } from "../shared/data.ts";
import { saveBlob } from "../shared/download.ts";
import type { Lang } from "../shared/i18n.ts";
import { forPeople, selectionCitation } from "./citation.ts";
import { fileName } from "./files.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** Files that reference managers read. */
const FILES = [
  ["bibtex", "BibTeX"],
  ["ris", "RIS"],
  ["csl", "CSL-JSON"],
] as const satisfies readonly (readonly [CitationFormat, string])[];

/** Releases cited one by one; of more, the newest. */
const MAX_CITED = 3;

interface CiteProps {
  readonly shown: ExploreState;
  readonly source: Pick<DataSource, "citation">;
  readonly lang: Lang;
}

/** Citations of some releases, as far as they have come; null: they did not come. */
function useCitations({ source, lang }: Omit<CiteProps, "shown">, ids: readonly string[]): ReadonlyMap<string, Citation> | null {
  const [known, setKnown] = useState<ReadonlyMap<string, Citation> | null>(new Map());
  const { licence } = EXPLORE[lang].cite;
  const asked = ids.join(" ");
  useEffect(() => {
    let wanted = true;
    const each = ids.map(async (id) => [id, (await source.citation(id, lang))[0]] as const);
    Promise.all(each).then(
      (found) => wanted && setKnown(new Map(found.flatMap(([id, item]) => (item ? [[id, citationOfCsl(item, licence)]] : [])))),
      () => wanted && setKnown(null),
    );
    return () => {
      wanted = false;
    };
  }, [source, lang, asked]);
  return known;
}

/** How to cite what is shown, and the release that it is of: as text and as files. */
export function CiteCard({ shown, source, lang }: CiteProps) {
  const words = EXPLORE[lang].cite;
  const { facts, selection } = shown;
  const all = facts.releases.filter(({ period }) => selection.periods.includes(period));
  const cited = all.slice(0, MAX_CITED);
  const known = useCitations(
    { source, lang },
    cited.map(({ id }) => id),
  );
  const newest = known?.get(cited[0]?.id ?? "");
  const own = newest && selectionCitation(newest, shown, lang, document.baseURI);
  return (
    <section class="card no-print" aria-labelledby="cite">
      <h2 id="cite">{words.title}</h2>
      <CitedText text={own ? textOf(forPeople(own, lang)) : known === null ? words.failed : words.waiting} lang={lang}>
        {own
          ? FILES.map(([format, name]) => (
              <button key={format} type="button" class="quiet" onClick={() => save(own, format, fileName(shown))}>
                {name}
              </button>
            ))
          : null}
      </CitedText>
      <p class="note">{words.note}</p>
      <details>
        <summary>{words.whole(all.length)}</summary>
        {cited.map(({ id }) => (
          <WholeRelease key={id} id={id} cited={known?.get(id)} lang={lang} />
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

/** A release's own citation; its files have addresses. */
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
  /** absent: of the figures shown */
  readonly release?: string;
  readonly lang: Lang;
  /** the files */
  readonly children: ComponentChildren;
}

/** A citation in words, and the button that copies it. */
function CitedText({ text, release, lang, children }: CitedTextProps) {
  const words = EXPLORE[lang].cite;
  const [said, setSaid] = useState("");
  const paragraph = useRef<HTMLParagraphElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.copied);
    } catch {
      if (paragraph.current) getSelection()?.selectAllChildren(paragraph.current);
      setSaid(words.selected);
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
        {said}
      </span>
    </div>
  );
}
