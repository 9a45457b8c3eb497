import type { ComponentChildren } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Reference } from "../../src/territory/index.ts";
import { unbroken } from "./dom.ts";
import { type Lang, WORDS } from "./i18n.ts";
import { topicLabel } from "./labels.ts";
import { referenceAmount } from "./references.ts";

/** A source as French writes it: curved apostrophes, and numbers in one piece. */
const sourceWords = (source: string): string =>
  unbroken(source.replace(/(?<=\p{L})'(?=\p{L})/gu, "’").replace(/(?<=\b\d{1,3}) (?=\d{3}\b)/g, "\u00a0"));

/** What a source says that a figure is and whose, and how it was computed, of one that is written `what : how (whose) how`; else all of it. */
function partsOf(source: string): readonly [string, string] {
  const [, what, how, whose, more] = /^(.+?)\s?: (.+) (\(.+?\))(.*)$/.exec(source) ?? [];
  return what === undefined ? [source, ""] : [`${what} ${whose}`, `${how}${more}`];
}

/**
 * Where a reference is from: in English where the territory says it so, else as its publisher does, in French. How it was computed is a tap
 * away. `children` end the line.
 */
export function SourceOfReference({
  reference: { source, source_en },
  lang,
  children,
}: {
  reference: Reference;
  lang: Lang;
  children?: ComponentChildren;
}) {
  const english = lang === "en" && source_en;
  const [said, how] = partsOf(english || sourceWords(source));
  const own = english ? lang : "fr";
  return (
    <>
      <span lang={own}>{said}</span>
      {children}
      {how === "" ? null : (
        <details>
          <summary>{WORDS[lang].stand.reference.how}</summary>
          <span lang={own}>{how}.</span>
        </details>
      )}
    </>
  );
}

interface ReferencesProps {
  readonly title: string;
  readonly text: string;
  readonly lang: Lang;
  /** `own`: the commons' figure for the same measure, shown above the reference */
  readonly known: readonly { readonly ref: MeasureRef; readonly reference: Reference; readonly own?: ComponentChildren }[];
}

/** Public reference figures by topic in a dashed frame, because they are not those of neighbours. They give no verdict. */
export function References({ title, text, lang, known }: ReferencesProps) {
  if (known.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <p class="note">{text}</p>
      <div class="references">
        {known.map(({ ref, reference, own }) => (
          <div key={ref.key}>
            <h3>{topicLabel(ref, lang)}</h3>
            {own}
            <p class="big">
              <span class="hollow" aria-hidden="true" />
              {referenceAmount(reference, lang)}
            </p>
            <div class="source">
              <SourceOfReference reference={reference} lang={lang}>
                {reference.source.includes(reference.period) ? "" : ` (${reference.period})`}
              </SourceOfReference>
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
