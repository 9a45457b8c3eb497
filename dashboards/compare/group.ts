import type { Household } from "../../src/contract/attributes.ts";
import type { GroupRow } from "../../src/contract/observation.ts";
import { classOf, type MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Cell, CellIndex } from "../shared/cells.ts";
import { type Centre, centreOf } from "./position.ts";

export type Relaxation = "area" | "type";

/** A published group that a home may be compared with. */
export interface Group {
  readonly area: string;
  readonly type: string;
  readonly cell: Cell;
  readonly centre: Centre;
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

/** The home's class, the rungs that hold it from finer to coarser, and `_T`. */
export function typesFor(ref: MeasureRef, household: Household): string[] {
  const own = classOf(ref.measure, household);
  const rungs = ref.measure.similarity.rungs.filter((rung) => rung.classes.includes(own));
  return [own, ...rungs.sort((a, b) => a.classes.length - b.classes.length).map((rung) => rung.code), "_T"];
}

/**
 * Every published group that holds the home, best first. First stands the one that the release
 * recommends (`groups.parquet`); then the finest type at the nearest area, wider areas before wider
 * types, because homes alike elsewhere say more than other homes nearby. Unreliable ones come last.
 */
export function groupsFor(question: Question, sources: Sources): Group[] {
  const { ref, household, period } = question;
  const lineage = sources.tree.lineage(question.area).map((area) => area.code);
  const types = typesFor(ref, household);
  const found: Group[] = [];
  for (const type of types) {
    for (const area of lineage) {
      const cell = sources.cells.get({ domain: ref.domain.id, measure: ref.measure.id, area, type, period });
      const centre = cell ? centreOf(cell) : null;
      if (!cell || !centre) continue;
      const relaxed: Relaxation[] = [];
      if (area !== question.area) relaxed.push("area");
      if (type !== types[0]) relaxed.push("type");
      found.push({ area, type, cell, centre, relaxed });
    }
  }
  const advice = sources.groups.find(
    (row) =>
      row.DOMAIN === ref.domain.id &&
      row.MEASURE === ref.measure.id &&
      row.REF_AREA === question.area &&
      row.HOUSEHOLD_TYPE === types[0],
  );
  const advised = (group: Group): boolean => group.area === advice?.GROUP_AREA && group.type === advice?.GROUP_TYPE;
  const order = (group: Group): number => (group.centre.reliable ? (advised(group) ? 0 : 1) : 2);
  return found.sort((a, b) => order(a) - order(b));
}

/** What the home's own cell is at this period: absent from the public cube, or withheld in it. */
export function ownCell(question: Question, sources: Sources): "absent" | "withheld" | "published" {
  const type = classOf(question.ref.measure, question.household);
  const { domain, measure } = question.ref;
  const cell = sources.cells.get({ domain: domain.id, measure: measure.id, area: question.area, type, period: question.period });
  if (!cell) return "absent";
  return centreOf(cell) ? "published" : "withheld";
}
