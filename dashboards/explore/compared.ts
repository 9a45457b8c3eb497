import type { Observation } from "../../src/contract/observation.ts";
import { rowIndex } from "./figures.ts";
import { rankedPlaces } from "./ranked.ts";
import { axesOf, keyOf, type Selection, wholeOf } from "./selection.ts";
import type { ExploreState } from "./store.ts";
import { yardstick } from "./yardstick.ts";

/** How a place compares with the whole, in the codes that the service's file for maps has in the same column. */
export type Verdict = "less" | "more" | "same" | "unsure";

/** What a map or a ranking draws its places against. */
export interface Comparison {
  /** code of the whole */
  readonly code: string;
  /** true: each subject has a whole that it is compared with */
  readonly isEach: boolean;
  /** the figures of the whole and its numbers of homes, where these are not among the selected rows */
  readonly rows: readonly Observation[];
  /** null: the row is of no place that is compared */
  verdictOf(row: Observation): Verdict | null;
}

const subjectOf = (row: Pick<Observation, "HOUSEHOLD_TYPE" | "TIME_PERIOD">, measure: string): string =>
  [measure, row.HOUSEHOLD_TYPE, row.TIME_PERIOD].join(" ");

/** The whole of a map or a ranking, and how each place compares with it; null: the view compares nothing, or the whole has no figure to rely on. */
export function comparedWith(shown: ExploreState): Comparison | null {
  const { selection, rows, facts } = shown;
  if (!isAgainstWhole(selection)) return null;
  const code = wholeOf(selection, facts.tree);
  const axes = axesOf(selection);
  const held = axes.filter((axis) => yardstick(shown, axis) !== null);
  if (held.length === 0) return null;
  const index = rowIndex(rows);
  const verdicts = new Map<string, Verdict>();
  const own = new Set<string>();
  for (const axis of held) {
    const subject = subjectOf({ HOUSEHOLD_TYPE: axis.type, TIME_PERIOD: axis.period }, axis.measure);
    for (const { code: place, interval, wide, against } of rankedPlaces(shown, axis).places) {
      own.add(place);
      const verdict = interval === null && wide !== null ? "unsure" : against;
      if (verdict) verdicts.set(`${subject} ${place}`, verdict);
    }
  }
  const wholeRows = held.flatMap((axis) =>
    (["COUNT", selection.statistic] as const).flatMap((statistic) => index.at(axis, code, statistic) ?? []),
  );
  return {
    code,
    isEach: held.length === axes.filter((axis) => index.has(axis)).length,
    rows: own.has(code) ? [] : wholeRows,
    verdictOf: (row) =>
      row.STATISTIC === selection.statistic ? (verdicts.get(`${subjectOf(row, keyOf(row))} ${row.REF_AREA}`) ?? null) : null,
  };
}

/** Tells whether a view draws places against the whole around them. */
const isAgainstWhole = ({ view }: Selection): boolean => view === "map" || view === "ranking";
