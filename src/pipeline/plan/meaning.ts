import type { Json } from "../../contract/canonical.ts";
import type { PlannedMeasure } from "./measures.ts";

/** What a cell of a measure holds: whose amounts, bounded by what, and which types of households there are. */
export interface MeasureDefinition {
  /** months that a household must have for a yearly mean */
  readonly coverage: number;
  /** a partition: each class by the values of attributes that make it */
  readonly classes: { readonly code: string; readonly where: Record<string, string[]> }[];
  /** sums of classes */
  readonly rungs: { readonly code: string; readonly classes: string[] }[];
}

/** As a release says it, without words for people. */
export function measureDefinition({ measure: { coverage, similarity } }: PlannedMeasure): MeasureDefinition {
  return {
    coverage,
    classes: similarity.classes.map(({ code, where }) => ({
      code,
      where: Object.fromEntries(Object.entries(where).map(([name, values]) => [name, [...values]])),
    })),
    rungs: similarity.rungs.map(({ code, classes }) => ({ code, classes: [...classes] })),
  };
}

/** Everything of the measures that a year keeps, for digests: key, clamp in base units, and what a cell holds. */
export function meanings(measures: readonly PlannedMeasure[]): Json {
  return measures.map((measure): Json => {
    const { coverage, classes, rungs } = measureDefinition(measure);
    return [measure.key, String(measure.upper), coverage, classes, rungs];
  });
}
