import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { listDigits } from "../shared/digits.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";
import { mostDecimalsOf, rowIndex } from "./figures.ts";
import { type Axis, areasOf, type Selection } from "./selection.ts";

interface Shown {
  readonly selection: Selection;
  readonly rows: readonly Observation[];
  readonly facts: { readonly tree: AreaTree; readonly refs: readonly MeasureRef[] };
}

/** Cache of the digits of each subject, which a page's titles, drawings and tables need alike. */
const DIGITS = new WeakMap<object, Map<string, number | undefined>>();

/** The digits of a subject's figures in all selected places. */
export function subjectDigits({ selection, rows, facts }: Shown, axis: Axis): number | undefined {
  const known = DIGITS.get(selection) ?? new Map<string, number | undefined>();
  DIGITS.set(selection, known);
  const key = `${axis.measure}\n${axis.type}\n${axis.period}`;
  if (!known.has(key)) {
    const index = rowIndex(rows);
    const figures = areasOf(selection, facts.tree).flatMap(
      (code) => reliableInterval(index.at(axis, code, selection.statistic)) ?? [],
    );
    known.set(key, listDigits(figures, mostDecimalsOf(facts, axis, selection.statistic)));
  }
  return known.get(key);
}
