import type { AttributeName, Household } from "../../src/contract/attributes.ts";
import type { GroupRow } from "../../src/contract/observation.ts";
import { classOf, type MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Cell, CellIndex } from "../shared/cells.ts";
import { type Centre, centreOf, type Quartiles, quartilesOf } from "./position.ts";

export type Relaxation = "area" | "type";

/** A published group that a home may be compared with. */
export interface Group {
  readonly area: string;
  readonly type: string;
  readonly cell: Cell;
  readonly centre: Centre;
  /** null: not good enough for a verdict */
  readonly quartiles: Quartiles | null;
  /** what is wider than the home's own area and class */
  readonly relaxed: readonly Relaxation[];
}

export interface Question {
  readonly ref: MeasureRef;
  /** of any level: the finest that the visitor gave */
  readonly area: string;
  readonly household: Household;
  readonly period: string;
}

export interface Sources {
  readonly cells: CellIndex;
  /** of the newest release of the period */
  readonly groups: readonly GroupRow[];
  readonly tree: AreaTree;
}

/**
 * What was asked of the home and not answered, where the home's class is of those that did not answer. They are no kind of home to be
 * compared with: who says nothing is compared with all.
 */
export function untold({ measure }: MeasureRef, household: Household): AttributeName[] {
  const own = classOf(measure, household);
  const where = Object.values<readonly string[]>(measure.similarity.classes.find(({ code }) => code === own)?.where ?? {});
  const unsaid = where.some((values) => values.every((value) => value === "unknown"));
  return unsaid ? measure.similarity.attributes.filter((name) => household[name] === "unknown") : [];
}

/** The home's class, the rungs that hold it from finer to coarser, and `_T`; `_T` alone where what decides was not said. */
export function typesFor(ref: MeasureRef, household: Household): string[] {
  if (untold(ref, household).length > 0) return ["_T"];
  const own = classOf(ref.measure, household);
  const rungs = ref.measure.similarity.rungs.filter((rung) => rung.classes.includes(own));
  return [own, ...rungs.sort((a, b) => a.classes.length - b.classes.length).map((rung) => rung.code), "_T"];
}

/**
 * Every published group that holds the home, for the visitor to choose from, always in the same order: the finest type at
 * the nearest area, wider areas before wider types, because homes alike elsewhere say more than other homes nearby.
 */
export function groupsFor({ ref, area: own, household, period }: Question, { cells, tree }: Sources): Group[] {
  const [first, ...wider] = typesFor(ref, household);
  return [first, ...wider].flatMap((type) =>
    tree.lineage(own).flatMap(({ code: area }): Group[] => {
      const cell = cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type: type as string, period });
      const centre = cell ? centreOf(cell) : null;
      if (!cell || !centre) return [];
      const relaxed = [area !== own && "area", type !== first && "type"].filter((one): one is Relaxation => one !== false);
      return [{ area, type: type as string, cell, centre, quartiles: quartilesOf(cell), relaxed }];
    }),
  );
}

/**
 * The group that the release compares the home with (`groups.parquet`), of those above: for a verdict the one whose quartiles are good
 * enough, else the one whose mean is. The page looks it up and never chooses: a choice by what is published of the groups would be a
 * choice among draws.
 *
 * @returns undefined where the release names none: no group of the home has a margin that is narrow enough
 */
export function advisedGroup(
  { ref, area, household }: Question,
  { groups }: Sources,
  found: readonly Group[],
): Group | undefined {
  const [type] = typesFor(ref, household);
  const advice = groups.find(
    (row) =>
      row.DOMAIN === ref.domain.id && row.MEASURE === ref.measure.id && row.REF_AREA === area && row.HOUSEHOLD_TYPE === type,
  );
  const at = (where?: string | null, kind?: string | null) => found.find((group) => group.area === where && group.type === kind);
  const judged = at(advice?.QUARTILE_AREA, advice?.QUARTILE_TYPE);
  if (judged?.quartiles) return judged;
  const group = at(advice?.GROUP_AREA, advice?.GROUP_TYPE);
  // Its quartiles, whatever they are, were not found good enough.
  return group && { ...group, quartiles: null };
}
