import { histogramEdges } from "../../privacy/index.ts";
import type { MeasurePublication } from "../plan/plan.ts";

/** The edges of each measure in its display unit: every quantile of every row needs them. */
const displayed = new WeakMap<MeasurePublication["measure"], readonly number[]>();

/** The 31 bin edges, in 1/scale base units per month. They follow from the clamp alone, and so are public. */
export function exactEdges(publication: MeasurePublication): bigint[] {
  return histogramEdges(publication.measure.upper).map((edge) => edge * publication.scale.scale);
}

/** The 31 bin edges in the display unit per month. */
export function edgesOf({ measure }: MeasurePublication): readonly number[] {
  const known = displayed.get(measure);
  if (known) return known;
  const edges = histogramEdges(measure.upper).map((edge) => Number(edge) / Number(measure.factor));
  displayed.set(measure, edges);
  return edges;
}
