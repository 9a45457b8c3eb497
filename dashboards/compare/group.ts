import type { AttributeName, Household } from "../../src/contract/attributes.ts";
import type { GroupRow } from "../../src/contract/observation.ts";
import { classOf, type MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Cell, CellIndex } from "../shared/cells.ts";
import { writtenOutwards } from "../shared/digits.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { type Centre, centreOf, type Quartiles, quartilesOf } from "./position.ts";

/** A published group that a home may be compared with. */
export interface Group {
  readonly area: string;
  readonly type: string;
  readonly cell: Cell;
  readonly centre: Centre;
  /** null: not precise enough for a verdict */
  readonly quartiles: Quartiles | null;
  /** true: it has homes of other kinds than the home's own */
  readonly hasOtherKinds: boolean;
}

export interface Question {
  readonly ref: MeasureRef;
  /** the smallest area that the visitor gave, of any level */
  readonly area: string;
  readonly household: Household;
  readonly period: string;
}

export interface Sources {
  readonly cells: CellIndex;
  /** advice of the newest release of the period */
  readonly groups: readonly GroupRow[];
  readonly tree: AreaTree;
}

/**
 * The attributes that the visitor has not answered, where they leave the home in a class of homes that did not answer. Such a
 * class is no kind of home to be compared with, so the visitor is compared with all homes.
 */
export function unansweredAttributes({ measure }: MeasureRef, household: Household): AttributeName[] {
  const own = classOf(measure, household);
  const where = Object.values<readonly string[]>(measure.similarity.classes.find(({ code }) => code === own)?.where ?? {});
  const isUnanswered = where.some((values) => values.every((value) => value === "unknown"));
  return isUnanswered ? measure.similarity.attributes.filter((name) => household[name] === "unknown") : [];
}

/**
 * The home's class, the rungs that contain it from finer to coarser, and `_T`. Only `_T` where a deciding attribute is not
 * answered.
 */
export function typesFor(ref: MeasureRef, household: Household): string[] {
  if (unansweredAttributes(ref, household).length > 0) return ["_T"];
  const own = classOf(ref.measure, household);
  const rungs = ref.measure.similarity.rungs.filter((rung) => rung.classes.includes(own));
  return [own, ...rungs.sort((a, b) => a.classes.length - b.classes.length).map((rung) => rung.code), "_T"];
}

/**
 * Every published group that contains the home, in a fixed order: the finest type first and, for
 * each type, the nearest area. Areas widen before types, because homes alike elsewhere say more than other homes nearby.
 */
export function groupsFor({ ref, area: own, household, period }: Question, { cells, tree }: Sources): Group[] {
  const types = typesFor(ref, household);
  return types.flatMap((type) =>
    tree.lineage(own).flatMap(({ code: area }): Group[] => {
      const cell = cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period });
      const centre = cell ? centreOf(cell) : null;
      if (!cell || !centre) return [];
      // The mean of all homes is the map's, and written as there.
      const isOfMap = type === "_T" && centre.statistic === "MEAN";
      const digits = isOfMap ? levelDigits({ cells, tree }, { ref, statistic: "MEAN", type, period }, area) : undefined;
      const written = { ...centre, digits };
      const isUnsure = cell.get(centre.statistic)?.OBS_STATUS === "U";
      return [
        {
          area,
          type,
          cell,
          centre: centre.reliable ? written : writtenOutwards(written, ref.measure.decimals, isUnsure),
          quartiles: quartilesOf(cell),
          hasOtherKinds: type !== types[0],
        },
      ];
    }),
  );
}

/**
 * The group that the release recommends for the home (`groups.parquet`), taken from `found`. A verdict needs the one with good
 * quartiles; else it is the one with a good mean. The page only looks it up: choosing by the published values of the groups would
 * be choosing among draws of noise. Undefined where the release names none, because no group of the home has a narrow enough
 * margin.
 */
export function advisedGroup(
  { ref, area, household }: Question,
  { groups }: Sources,
  candidates: readonly Group[],
): Group | undefined {
  const [type] = typesFor(ref, household);
  const advice = groups.find(
    (row) =>
      row.DOMAIN === ref.domain.id && row.MEASURE === ref.measure.id && row.REF_AREA === area && row.HOUSEHOLD_TYPE === type,
  );
  const at = (where?: string | null, kind?: string | null) =>
    candidates.find((group) => group.area === where && group.type === kind);
  const judged = at(advice?.QUARTILE_AREA, advice?.QUARTILE_TYPE);
  if (judged?.quartiles) return judged;
  const group = at(advice?.GROUP_AREA, advice?.GROUP_TYPE);
  // The release did not find the quartiles of this group good enough for a verdict.
  return group && { ...group, quartiles: null };
}
