import type { GroupRow } from "../../contract/observation.ts";
import type { Cube } from "../plan/cube.ts";
import type { PublicationPlan } from "../plan/plan.ts";
import { referenceMean } from "../plan/reference.ts";
import { predictedHalf } from "./margin.ts";
import type { RowState } from "./row-states.ts";

/** A group is fine enough to compare with when its predicted relative half-width is at most this. */
const PREDICTED = 0.15;

/**
 * Whom a household is compared with, for each area and type: the finest published row whose *predicted*
 * half-width is at most 15 %, from its noisy count and public numbers alone, never from its noisy mean.
 * The type is widened last: a similar home further away tells more than another kind of home next door.
 */
export function groupsOf(publication: PublicationPlan, cube: Cube, states: readonly RowState[]): GroupRow[] {
  const { territory } = publication.plan;
  const groups: GroupRow[] = [];
  for (const measure of publication.measures) {
    const mean = referenceMean(publication, measure);
    // A row is fit whose predicted half-width is small enough.
    const fit = new Set(
      cube.rows.flatMap(({ publication: of, area, type }, i) => {
        const state = states[i];
        if (of !== measure || state?.fate !== "published") return [];
        return predictedHalf(state.estimate, Number(measure.centre), mean) <= PREDICTED ? [`${area.code}\n${type}`] : [];
      }),
    );
    const { classes, rungs } = measure.measure.measure.similarity;
    const ladders = new Map<string, readonly string[]>([
      ["_T", ["_T"]],
      ...rungs.map(({ code }) => [code, [code, "_T"]] as const),
      ...classes.map(({ code }) => {
        const wider = rungs.filter((rung) => rung.classes.includes(code)).map((rung) => rung.code);
        return [code, [code, ...wider, "_T"]] as const;
      }),
    ]);
    for (const area of territory.areas) {
      const places = territory.lineage(area.code).map((above) => above.code);
      for (const [type, ladder] of ladders) {
        const found = first(ladder, places, fit);
        groups.push({
          DOMAIN: measure.measure.domain.id,
          MEASURE: measure.measure.measure.id,
          REF_AREA: area.code,
          HOUSEHOLD_TYPE: type,
          GROUP_AREA: found?.area ?? null,
          GROUP_TYPE: found?.type ?? null,
          RELAXED: found
            ? [found.area === area.code ? "" : "area", found.type === type ? "" : "type"].filter(Boolean).join(";")
            : "",
        });
      }
    }
  }
  return groups;
}

function first(ladder: readonly string[], places: readonly string[], fit: ReadonlySet<string>) {
  for (const type of ladder) {
    for (const area of places) if (fit.has(`${area}\n${type}`)) return { area, type };
  }
  return undefined;
}
