import { WORDS } from "../shared/i18n.ts";
import { SourceOfReference } from "../shared/reference-list.tsx";
import { referenceAmount } from "../shared/references.ts";
import { UNPUBLISHED } from "../visit/unpublished-words.ts";
import { householdOf } from "../visit/visitor.ts";
import type { BesideSaid, BesideSaidProps } from "./beside-said.tsx";
import { BothDrawn } from "./both-drawn.tsx";
import { referenceFor } from "./reference.ts";

interface BesideFigureProps extends Omit<BesideSaidProps, "asks" | "reference"> {
  /** what speaks of a figure, asks about one that is doubted, and helps with little: it comes with the first touch, before anything is typed; null until then */
  readonly asks: (BesideSaidProps["asks"] & { readonly BesideSaid: typeof BesideSaid }) | null;
}

/** The visitor's figure beside a public reference, without a verdict, while the commons has published nothing. */
export function BesideFigure(props: BesideFigureProps) {
  const { visit, commons, answer, short = false, isSaid = false, asks } = props;
  const lang = visit.lang.value;
  const words = UNPUBLISHED[lang].reference;
  const { ref, area } = answer;
  const household = householdOf(visit.visitor, area);
  const reference = referenceFor({ ref, area, household, period: "" }, commons.references, commons.tree) ?? null;
  return (
    <>
      {answer.given ? (
        asks && <asks.BesideSaid {...props} asks={asks} reference={reference} />
      ) : (
        <>
          {reference === null ? (
            <p class="sentence quiet">{short ? WORDS[lang].stand.empty : words.type}</p>
          ) : short ? null : (
            <p class="sentence quiet">{`${isSaid ? "" : `${words.nothingYet} `}${words.typeBeside}`}</p>
          )}
          {reference && (
            <BothDrawn reference={reference} text={referenceAmount(reference, lang)} name={ref.key} you={null} lang={lang} />
          )}
        </>
      )}
      {reference && (
        <div class="source">
          {WORDS[lang].stand.reference.source}
          <SourceOfReference reference={reference} lang={lang}>
            .
          </SourceOfReference>
        </div>
      )}
    </>
  );
}
