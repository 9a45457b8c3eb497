import type { ComponentChildren } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Reference } from "../../src/territory/index.ts";
import { unbroken } from "./dom.ts";
import type { Lang } from "./i18n.ts";
import { topicLabel } from "./labels.ts";
import { referenceAmount } from "./references.ts";

/** A source as French writes it: curved apostrophes, and numbers in one piece. */
const sourceWords = (source: string): string =>
  unbroken(source.replace(/(?<=\p{L})'(?=\p{L})/gu, "’").replace(/(?<=\b\d{1,3}) (?=\d{3}\b)/g, "\u00a0"));

/** Where a reference is from: in English where the territory says it so, else as its publisher does, in French. */
export function SourceOfReference({ reference: { source, source_en }, lang }: { reference: Reference; lang: Lang }) {
  const english = lang === "en" && source_en;
  return <span lang={english ? lang : "fr"}>{english || sourceWords(source)}</span>;
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
            <p class="source">
              <SourceOfReference reference={reference} lang={lang} />
              {reference.source.includes(reference.period) ? "" : ` (${reference.period})`}
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
