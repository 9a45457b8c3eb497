import { histogramEdges } from "../../privacy/index.ts";
import type { MeasurePublication } from "../plan/plan.ts";

/** The 31 bin edges, in 1/scale base units per month. They follow from the clamp alone, and so are public. */
export function exactEdges(publication: MeasurePublication): bigint[] {
  return histogramEdges(publication.measure.upper).map((edge) => edge * publication.scale.scale);
}

/** Edges in the display unit by measure: every quantile asks for them, and each is a quotient of large powers. */
const displayEdges = new WeakMap<MeasurePublication, readonly number[]>();

/** The 31 bin edges in the display unit per month. */
export function edgesOf(publication: MeasurePublication): readonly number[] {
  const known = displayEdges.get(publication);
  if (known) return known;
  const edges = histogramEdges(publication.measure.upper).map((edge) => Number(edge) / Number(publication.measure.factor));
  displayEdges.set(publication, edges);
  return edges;
}
