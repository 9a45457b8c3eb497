import { amountText, formatPeriod, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { SourceOfReference } from "../shared/reference-list.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { householdOf, type Visitor } from "../visit/visitor.ts";
import { referenceFor, referenceScope } from "./reference.ts";
import type { TopicAnswer } from "./topic-answer.ts";

interface ReferenceCardProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  /** only the title shows until the card is opened */
  readonly folded: boolean;
}

/** A public reference figure from elsewhere, set apart and without a verdict. */
export function ReferenceCard({ commons, visitor, answer, lang, folded }: ReferenceCardProps) {
  const { ref, area, period } = answer;
  const words = WORDS[lang].stand.reference;
  const reference = referenceFor({ ref, area, household: householdOf(visitor, area), period }, commons.references, commons.tree);
  if (!reference) return null;
  const unit = unitLabel(reference.unit, lang);
  const text = (
    <>
      <p>
        {words.text(
          amountText(reference.value, Number.isInteger(reference.value) ? 0 : 1, unit, lang),
          formatPeriod(reference.period, lang),
          referenceScope(reference, ref, lang),
        )}
      </p>
      <div class="source">
        {words.source}
        <SourceOfReference reference={reference} lang={lang}>
          {words.apart(reference.licence)}
        </SourceOfReference>
      </div>
    </>
  );
  if (folded)
    return (
      <details class="reference">
        <summary>{WORDS[lang].labelled(words.title, topicLabel(ref, lang))}</summary>
        {text}
      </details>
    );
  return (
    <section class="card reference">
      <h2>{words.title}</h2>
      {text}
    </section>
  );
}
