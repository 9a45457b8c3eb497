import type { GroupRow, Observation } from "../../contract/observation.ts";
import type { Area } from "../../territory/index.ts";
import type { Cube } from "../plan/cube.ts";
import type { PublicationPlan } from "../plan/plan.ts";
import { referenceMean } from "../plan/reference.ts";
import { predictedHalf } from "./margin.ts";
import type { RowState } from "./row-states.ts";

/** A group is fine enough to compare means with when its predicted relative half-width is at most this. */
const MAX_PREDICTED_HALF = 0.15;
/** Quartiles are precise enough to place a home among others when the margin of each is below this share of P75 − P25. */
const MAX_QUARTILE_MARGIN = 0.25;

/** Codes of areas by household type. */
type Precise = ReadonlyMap<string, ReadonlySet<string>>;

function byType(rows: readonly { readonly area: string; readonly type: string }[]): Precise {
  const areas = new Map<string, Set<string>>();
  for (const { area, type } of rows) areas.set(type, (areas.get(type) ?? new Set()).add(area));
  return areas;
}

/**
 * Chooses whom a household is compared with, for each area and type. The group for the mean is the finest published row whose
 * *predicted* half-width is at most 15 %, from its noisy count and public numbers alone, never from its noisy mean. The group for
 * the quartiles is the finest whose published P25, P50 and P75 have small margins compared with P75 − P25. The type is widened
 * last, because a similar home further away tells more than another kind of home next door.
 */
export function groupsOf(
  publication: PublicationPlan,
  cube: Cube,
  states: readonly RowState[],
  observations: readonly Observation[],
): GroupRow[] {
  const { territory } = publication.plan;
  return publication.measures.flatMap((measure) => {
    const { domain, measure: definition } = measure.measure;
    const mean = referenceMean(publication, measure);
    const forMean = byType(
      cube.rows
        .filter(({ publication: owner }, i) => {
          const state = states[i];
          if (owner !== measure || state?.fate !== "published") return false;
          return predictedHalf(state.estimate, state.estimate.centre, mean) <= MAX_PREDICTED_HALF;
        })
        .map(({ area, type }) => ({ area: area.code, type })),
    );
    const forQuartiles = preciseQuartiles(
      observations.filter(({ DOMAIN, MEASURE }) => DOMAIN === domain.id && MEASURE === definition.id),
    );
    const { classes, rungs } = definition.similarity;
    const ladders = new Map<string, readonly string[]>([
      ["_T", ["_T"]],
      ...rungs.map(({ code }) => [code, [code, "_T"]] as const),
      ...classes.map(({ code }) => {
        const wider = rungs.filter((rung) => rung.classes.includes(code)).map((rung) => rung.code);
        return [code, [code, ...wider, "_T"]] as const;
      }),
    ]);
    return territory.areas.flatMap((area) => {
      const lineage = territory.lineage(area.code);
      return [...ladders].map(([type, ladder]): GroupRow => {
        const [group, quartiles] = [finest(ladder, lineage, forMean), finest(ladder, lineage, forQuartiles)];
        return {
          DOMAIN: domain.id,
          MEASURE: definition.id,
          REF_AREA: area.code,
          HOUSEHOLD_TYPE: type,
          GROUP_AREA: group.area,
          GROUP_TYPE: group.type,
          RELAXED: group.relaxed,
          QUARTILE_AREA: quartiles.area,
          QUARTILE_TYPE: quartiles.type,
          QUARTILE_RELAXED: quartiles.relaxed,
        };
      });
    });
  });
}

/** Areas and types whose P25, P50 and P75 are all published, each with its wider margin below a quarter of P75 − P25. */
function preciseQuartiles(observations: readonly Observation[]): Precise {
  const cells = new Map<string, { area: string; type: string; quartiles: Map<string, { value: number; margin: number }> }>();
  for (const { STATISTIC, REF_AREA: area, HOUSEHOLD_TYPE: type, OBS_VALUE: value, CI_LOWER, CI_UPPER } of observations) {
    if (value === null || CI_LOWER === null || CI_UPPER === null) continue;
    const name = `${area}\n${type}`;
    const cell = cells.get(name) ?? { area, type, quartiles: new Map() };
    cells.set(name, cell);
    cell.quartiles.set(STATISTIC, { value, margin: Math.max(value - CI_LOWER, CI_UPPER - value) });
  }
  const arePrecise = ({ quartiles }: { readonly quartiles: ReadonlyMap<string, { value: number; margin: number }> }) => {
    const [low, middle, high] = ["P25", "P50", "P75"].map((statistic) => quartiles.get(statistic));
    if (!low || !middle || !high) return false;
    const bound = MAX_QUARTILE_MARGIN * (high.value - low.value);
    return [low, middle, high].every(({ margin }) => margin < bound);
  };
  return byType([...cells.values()].filter(arePrecise));
}

function finest(ladder: readonly string[], places: readonly Area[], precise: Precise) {
  for (const [i, type] of ladder.entries()) {
    const areas = precise.get(type);
    const j = areas ? places.findIndex(({ code }) => areas.has(code)) : -1;
    if (j >= 0)
      return { area: (places[j] as Area).code, type, relaxed: [j > 0 && "area", i > 0 && "type"].filter(Boolean).join(";") };
  }
  return { area: null, type: null, relaxed: "" };
}
