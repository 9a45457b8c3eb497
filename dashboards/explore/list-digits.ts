import type { Observation } from "../../src/contract/observation.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { AreaTree } from "../shared/areas.ts";
import { marginDigits } from "../shared/format.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { mostDecimalsOf, rowIndex } from "./figures.ts";
import { type Axis, areasOf, type Selection } from "./selection.ts";

/** Steps of the last digit that there are at least between the lowest and the highest figure of a list, as far as any margin allows them. */
const STEPS_OF_A_LIST = 20;

/**
 * Digits of all figures of a list, so that what is written is in the order in which it stands: the fewest that any margin allows, and
 * more where the figures would come to the same few numbers. Undefined: the list has no figure.
 */
export function listDigits(figures: readonly WithMargin[], most: number): number | undefined {
  if (figures.length === 0) return undefined;
  const allowed = figures.map(({ lower, upper }) => marginDigits(lower, upper, most));
  const values = figures.map(({ value }) => value);
  const range = Math.max(...values) - Math.min(...values);
  const finest = Math.max(...allowed);
  let digits = Math.min(...allowed);
  while (digits < finest && range * 10 ** digits < STEPS_OF_A_LIST) digits += 1;
  return digits;
}

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
