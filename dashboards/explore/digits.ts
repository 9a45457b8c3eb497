import type { Observation } from "../../src/contract/observation.ts";
import { type Digits, digitsBeside } from "../shared/digits.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { mostDecimals, rowIndex } from "./figures.ts";
import { type Axis, areasOf, type Selection, wholeOf } from "./selection.ts";
import type { ExploreFacts } from "./store.ts";

interface Shown {
  readonly selection: Selection;
  readonly rows: readonly Observation[];
  readonly facts: ExploreFacts;
}

/**
 * The figure with which the places of a subject are compared; null for counts and totals, because those of the whole are no
 * measure for its parts.
 */
export function yardstick({ selection, rows, facts }: Shown, axis: Axis): WithMargin | null {
  const { statistic } = selection;
  if (statistic === "COUNT" || statistic === "TOTAL") return null;
  return reliableInterval(rowIndex(rows).at(axis, wholeOf(selection, facts.tree), statistic));
}

/** Cache of a subject's digits, which every cell of a table needs. */
const CACHE = new WeakMap<Selection, Map<string, { readonly rows: readonly Observation[]; readonly digits: Digits }>>();

/** Digits of a subject's figures. They allow for the comparisons between places, and with the whole. */
export function digitsOf(shown: Shown, axis: Axis): Digits {
  const { selection, rows, facts } = shown;
  const key = `${axis.measure} ${axis.type} ${axis.period}`;
  const cached = CACHE.get(selection)?.get(key);
  if (cached && cached.rows === rows) return cached.digits;
  const ref = facts.refs.find((one) => one.key === axis.measure);
  const index = rowIndex(rows);
  const places = areasOf(selection, facts.tree).flatMap(
    (code) => reliableInterval(index.at(axis, code, selection.statistic)) ?? [],
  );
  const digits = digitsBeside(places, yardstick(shown, axis), ref ? mostDecimals(ref, selection.statistic) : 0);
  CACHE.set(selection, (CACHE.get(selection) ?? new Map()).set(key, { rows, digits }));
  return digits;
}
