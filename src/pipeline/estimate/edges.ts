import { histogramEdges } from "../../privacy/index.ts";
import type { MeasurePublication } from "../plan/plan.ts";

/** The edges of its bins, in 1/scale base units per month. They follow from the clamp alone, and so are public. */
export function exactEdges(publication: MeasurePublication): bigint[] {
  return histogramEdges(publication.measure.upper, publication.measure.binned).map((edge) => edge * publication.scale.scale);
}

/** Edges in the display unit by measure: every quantile asks for them, and each is a quotient of large powers. */
const displayEdges = new WeakMap<MeasurePublication, readonly number[]>();

/** The edges of its bins in the display unit per month. */
export function edgesOf(publication: MeasurePublication): readonly number[] {
  const known = displayEdges.get(publication);
  if (known) return known;
  const { upper, binned, factor } = publication.measure;
  const edges = histogramEdges(upper, binned).map((edge) => Number(edge) / Number(factor));
  displayEdges.set(publication, edges);
  return edges;
}
