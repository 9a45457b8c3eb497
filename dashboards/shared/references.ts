import { UNITS } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Reference } from "../../src/territory/index.ts";
import type { Catalog } from "./data.ts";
import { amountText, unitLabel } from "./format.ts";
import type { Lang } from "./i18n.ts";

/** The newest public figure of a measure for all homes of an area; undefined: none is known. */
export function newestReference(references: readonly Reference[], key: string, area: string): Reference | undefined {
  return references
    .filter((one) => `${one.domain}.${one.measure}` === key && one.area === area && one.household_type === "_T")
    .sort((a, b) => b.period.localeCompare(a.period))[0];
}

/**
 * The country's figures that domains know, as references for a territory in it, for measures without a reference of the
 * territory's own.
 */
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

/** A public reference figure in words, which the page marks with a hollow square. */
export const referenceAmount = ({ value, unit }: Pick<Reference, "value" | "unit">, lang: Lang): string =>
  amountText(value, Number.isInteger(value) ? 0 : 1, unitLabel(unit, lang), lang);
