import { histogramEdges } from "../../privacy/index.ts";
import type { MeasurePublication } from "../plan/plan.ts";

/** The edges of its bins, in 1/scale base units per month. They follow from the clamp alone, and so are public. */
export function exactEdges(publication: MeasurePublication): bigint[] {
  return histogramEdges(publication.measure.upper, publication.measure.binned).map((edge) => edge * publication.scale.scale);
}

/** The edges of its bins in the display unit per month. */
export function edgesOf(publication: MeasurePublication): number[] {
  return histogramEdges(publication.measure.upper, publication.measure.binned).map(
    (edge) => Number(edge) / Number(publication.measure.factor),
  );
}
