import { canonicalJson } from "../../contract/canonical.ts";
import type { PlannedMeasure } from "./measures.ts";
import type { Plan } from "./plan.ts";

/**
 * The measures that at worst count the same households as this one, itself among them, because every household gives them all:
 * those of its partition into types, or for totals all.
 */
export function matesOf(
  { measures, streams }: Pick<Plan, "measures" | "streams">,
  own: PlannedMeasure,
  ofTotals: boolean,
): PlannedMeasure[] {
  // Where a household gives one measure only, no two measures have a household in common.
  if (streams === 1) return [own];
  return measures.filter((other) => ofTotals || partitionOf(other) === partitionOf(own));
}

function partitionOf({ measure: { similarity } }: PlannedMeasure): string {
  const classes = similarity.classes.map(({ code, where }) => [code, Object.entries(where).map(([name, of]) => [name, ...of])]);
  const rungs = similarity.rungs.map(({ code, classes: of }) => [code, ...of]);
  return canonicalJson([classes, rungs]);
}
