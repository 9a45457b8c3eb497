import type { ComponentChildren } from "preact";
import { UNITS } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Reference } from "../../src/territory/index.ts";
import type { Catalog } from "./data.ts";
import { unbroken } from "./dom.ts";
import { amountText, unitLabel } from "./format.ts";
import type { Lang } from "./i18n.ts";
import { topicLabel } from "./labels.ts";

/** The newest public figure of a measure for all homes of an area; undefined: none is known. */
export function newestReference(references: readonly Reference[], key: string, area: string): Reference | undefined {
  return references
    .filter((one) => `${one.domain}.${one.measure}` === key && one.area === area && one.household_type === "_T")
    .sort((a, b) => b.period.localeCompare(a.period))[0];
}

/** What a domain knows of a whole country, as figures of a territory in it, where the territory brings none of its own. */
export function nationalReferences(
  references: readonly Reference[],
  { country, currency }: Pick<Catalog["commons"], "country" | "currency">,
  refs: readonly MeasureRef[],
  root: string,
): Reference[] {
  return refs.flatMap(({ key, domain, measure }): Reference[] => {
    const { national, unit } = measure;
    const isMoney = UNITS[unit].base === "cent";
    if (
      national === undefined ||
      national.country !== country ||
      newestReference(references, key, root) ||
      (isMoney && currency !== "EUR")
    )
      return [];
    const { country: _, ...known } = national;
    return [{ domain: domain.id, measure: measure.id, area: root, household_type: "_T", unit: isMoney ? "EUR" : unit, ...known }];
  });
}

/** A public figure with the hollow square that marks what is not ours. */
export const referenceAmount = ({ value, unit }: Pick<Reference, "value" | "unit">, lang: Lang): string =>
  amountText(value, Number.isInteger(value) ? 0 : 1, unitLabel(unit, lang), lang);

interface ReferencesProps {
  readonly title: string;
  readonly text: string;
  readonly lang: Lang;
  /** `own`: our figure of the same, above it */
  readonly known: readonly { readonly ref: MeasureRef; readonly reference: Reference; readonly own?: ComponentChildren }[];
}

/** Public figures by topic, in a dashed frame: nobody's neighbours, and no verdict. */
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
            <p class="source" lang="fr">
              {unbroken(reference.source)}
              {reference.source.includes(reference.period) ? "" : ` (${reference.period})`}
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
