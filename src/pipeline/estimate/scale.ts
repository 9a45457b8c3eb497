import type { Cube, CubeRow } from "../plan/cube.ts";
import type { PublicationPlan } from "../plan/plan.ts";
import { referenceMean } from "../plan/reference.ts";
import { predictedHalf, UNRELIABLE } from "./margin.ts";
import type { RowEstimate } from "./row-estimate.ts";

/** What a row's estimate is, before it has its scale. */
type UnscaledEstimate = Omit<RowEstimate, "scale">;

/**
 * The mean that each row is expected to have: what says, without the row's own noise, whether its margin is wide. A row that was
 * judged by its own noisy mean would escape where noise made that large, and the intervals of those that escape would not
 * hold. It is the mean that the same household type has at the top of the territory; else that of all homes there; else the
 * public mean: the first of them that is published and known to a third of itself, as predicted with the public mean.
 *
 * @param known by row of the cube; null where it is withheld
 * @returns per month, in 1/scale base units, by row of the cube; always above 0
 */
export function scalesOf(publication: PublicationPlan, cube: Cube, known: readonly (UnscaledEstimate | null)[]): number[] {
  const { root } = publication.plan.territory;
  // What is measured as the whole is judged as the whole is: their rows are equal.
  const isWhole = ({ area }: CubeRow) => cube.measuredAs(area).code === root.code;
  const tops = new Map<string, number>();
  const keyOf = ({ publication: { measure } }: CubeRow, type: string) => `${measure.key}\n${type}`;
  cube.rows.forEach((row, i) => {
    const one = known[i];
    if (row.area.code !== root.code || !one) return;
    const centre = Number(row.publication.centre);
    const mean = centre + one.sum / one.count;
    const isKnown = predictedHalf(one, centre, referenceMean(publication, row.publication)) <= UNRELIABLE;
    if (isKnown && mean > 0) tops.set(keyOf(row, row.type), mean);
  });
  return cube.rows.map((row) => {
    const own = isWhole(row) ? undefined : tops.get(keyOf(row, row.type));
    const all = isWhole(row) && row.type === "_T" ? undefined : tops.get(keyOf(row, "_T"));
    return own ?? all ?? referenceMean(publication, row.publication);
  });
}
