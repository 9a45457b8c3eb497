import { UNITS } from "../../contract/units.ts";
import { yearlyMeans } from "../../territory/index.ts";
import type { MeasurePublication, PublicationPlan } from "./plan.ts";

/**
 * μ_ref, the public mean that a half-width is predicted with: the territory's newest yearly reference of all homes of the whole,
 * in the measure's own unit. Without one it is C/4, because clamps are set to four public means. A reference that is 0 or above
 * the clamp is no mean of clamped amounts, and is passed over.
 *
 * @returns per month, in 1/scale base units
 */
export function referenceMean({ plan: { territory } }: PublicationPlan, publication: MeasurePublication): number {
  const { measure, scale, centre } = publication;
  const newest = yearlyMeans(territory).find(
    ({ domain, measure: id, unit }) => domain === measure.domain.id && id === measure.measure.id && unit === measure.unit,
  );
  const mean = (newest?.value ?? 0) * Number(UNITS[measure.measure.unit].factor * scale.scale);
  return mean > 0 && mean <= 2 * Number(centre) ? mean : Number(centre) / 2;
}
