import { useEffect, useRef, useState } from "preact/hooks";
import type { DataSource, ReleaseRef } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** Files that reference managers read, by their extension. */
const FILES = { bib: "BibTeX", ris: "RIS", "csl.json": "CSL-JSON" } as const;
/** Releases cited one by one; of more, the newest. */
const MOST = 3;

interface CiteProps {
  readonly shown: ExploreState;
  readonly source: Pick<DataSource, "citation">;
  readonly lang: Lang;
}

/** How to cite what is shown, as text and as files. */
export function CiteCard({ shown, source, lang }: CiteProps) {
  const words = EXPLORE[lang].cite;
  const { facts, selection } = shown;
  const all = facts.releases.filter(({ period }) => selection.periods.includes(period));
  return (
    <section class="card no-print" aria-labelledby="cite">
      <h2 id="cite">{words.title}</h2>
      {all.slice(0, MOST).map((release) => (
        <Citation key={release.id} release={release} source={source} lang={lang} />
      ))}
      {all.length > MOST ? <p class="note">{words.more(MOST)}</p> : null}
      <p class="note">{words.note}</p>
    </section>
  );
}

function Citation({ release: { id }, source, lang }: Omit<CiteProps, "shown"> & { readonly release: ReleaseRef }) {
  const words = EXPLORE[lang].cite;
  const [text, setText] = useState(words.waiting);
  const [said, setSaid] = useState("");
  const paragraph = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    source.citation(id, lang).then(
      (citation) => setText(citation.trim()),
      () => setText(words.failed),
    );
  }, [source, id, lang, words]);
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
      <p ref={paragraph} class="citation" data-release={id}>
        {text}
      </p>
      <div class="tools">
        <button type="button" class="quiet" onClick={() => void copy()}>
          {words.copy(id)}
        </button>
        {Object.entries(FILES).map(([extension, name]) => (
          <a
            key={extension}
            class="button quiet"
            href={`v1/releases/${id}/citation.${lang}.${extension}`}
            aria-label={`${name}, ${id}`}
          >
            {name}
          </a>
        ))}
      </div>
      <span role="status" class="note">
        {said}
      </span>
    </div>
  );
}
